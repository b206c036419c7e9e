"""What this catalogue writes as tables comes back as no change, and what is edited in one as just that."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.db import Database
from catalog.exchange.csv_template import template
from catalog.exchange.import_report import Options
from catalog.exchange.importing import import_file
from tests.exchange.imports import run
from tests.exchange.tables import every_draft, take, version

CHOSEN = "/compare.csv?d=dr-pen-a6,dr-pen-m8,dr-pen-a6s&shape=long"


def written(database: Database) -> str:
    with database.reader() as session:
        return "".join(template(session))


def table_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_file_to_fill_in_comes_back_as_no_change(seeded: Database, tmp_path: Path) -> None:
    text = written(seeded)
    count = sum(len(one.statements) for one in every_draft(seeded).values())
    result = take(seeded, tmp_path, text)
    assert result.does_nothing, (result.changes[:3], result.adds[:3])
    assert not result.faults
    assert len([one for one in result.same if one.column not in ("kind", "name")]) > count
    cells = sum(bool(cell) for row in table_of(text) for key, cell in row.items() if key == "source")
    assert cells


@pytest.mark.parametrize("address", ["/devices.csv", CHOSEN])
def test_tables_as_shown_come_back_as_no_change(
    seeded_app: Flask, seeded: Database, tmp_path: Path, address: str
) -> None:
    shown = seeded_app.test_client().get(address)
    assert shown.status_code == 200
    before = version(seeded)
    for options in ({}, {"source": next(iter(_sources(seeded)))}):
        result = take(seeded, tmp_path, shown.data, **options)
        assert result.does_nothing
        assert not result.faults, result.faults[:3]
        assert any("as it is shown" in note for note in result.notes)
    assert version(seeded) == before


def test_a_value_changed_in_a_table_as_shown_needs_a_source(
    seeded_app: Flask, seeded: Database, tmp_path: Path
) -> None:
    rows = table_of(seeded_app.test_client().get("/devices.csv").text)
    row = next(one for one in rows if one["slug"] == "dr-pen-a6")
    row["warranty"] = "7 months"
    refused = take(seeded, tmp_path, rows)
    assert [fault.split(":")[0] for fault in refused.faults] == [
        f"line {rows.index(row) + 2}, warranty “7 months”"
    ]
    source = next(iter(_sources(seeded)))
    taken = take(seeded, tmp_path, rows, source=source)
    assert [(one.slug, one.after) for one in taken.adds] == [("dr-pen-a6", f"7 months ({source})")]
    assert not taken.changes


def _sources(database: Database) -> list[str]:
    return [row.source for one in every_draft(database).values() for row in one.statements if row.source]


EDITS = st.lists(
    st.tuples(
        st.integers(0, 10_000),
        st.sampled_from(["weight", "noise", "speed_levels", "warranty", "replacement"]),
        st.sampled_from(["", "-", "7", "9", "not published"]),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_random_edits_of_a_file_come_to_what_they_say(
    seeded: Database, tmp_path: Path, edits: list[tuple[int, str, str]]
) -> None:
    """The oracle walks the rows in its own way: a cell is what its source says of its spec, and no more."""
    rows = table_of(written(seeded))
    drafts = every_draft(seeded)
    expected: dict[tuple[str, str, str], tuple[str, str]] = {}
    for number, spec, text in edits:
        row = rows[number % len(rows)]
        one, key = drafts[row["slug"]], (row["slug"], row["source"], spec)
        is_pen = next(a["kind"] for a in rows if a["slug"] == row["slug"] and a["kind"]) == "pen"
        alone = [a for a in rows if (a["slug"], a["source"]) == (row["slug"], row["source"])]
        if not row["source"] or len(alone) != 1 or key in expected:
            continue
        if spec in ("noise", "speed_levels") and not is_pen:
            continue
        said = [(s.says, s.state) for s in one.statements if (s.source, s.spec) == (row["source"], spec)]
        if len(said) > 1:
            continue
        row[spec] = text
        expected[key] = (_words(said), "" if text == "-" else text or _words(said))
    result = take(seeded, tmp_path, rows, dry_run=True)
    assert not result.faults, result.faults[:3]
    planned = {
        (one.slug, one.column, _value(one.before), _value(one.after))
        for one in (*result.adds, *result.changes, *result.removed)
    }
    assert planned == {
        (slug, spec, _number(before), _number(after))
        for (slug, _, spec), (before, after) in expected.items()
        if _number(before) != _number(after)
    }


def _words(said: list[tuple[str | None, str]]) -> str:
    return "" if not said else said[0][0] if said[0][0] is not None else said[0][1].replace("_", " ")


def _value(text: str) -> str:
    return "" if text == "nothing" else _number(text.partition(" (")[0].split(", trusted")[0])


def _number(text: str) -> str:
    """As it is compared: “7 g”, “7 months” and “7” are the same here, where each column has one unit."""
    head = text.split(" ")[0]
    return head if head.isdigit() else text


def test_the_command_writes_a_file_that_it_takes_back(seeded_instance: Path, tmp_path: Path) -> None:
    path = tmp_path / "products.csv"
    result = run(seeded_instance, "--template", str(path))
    assert result.exit_code == 0, result.output
    assert "it has no legal status" in result.output
    assert path.read_bytes().startswith(b"\xef\xbb\xbfslug,kind,")
    again = run(seeded_instance, "--template", str(path))
    assert (again.exit_code, "is there already" in again.output) == (1, True)
    taken = run(seeded_instance, str(path), "--dry-run")
    assert taken.exit_code == 0, taken.output
    assert "are as they were." in taken.output.splitlines()[0]
    named = run(seeded_instance, str(path), "--dry-run", "--all")
    assert len(named.output.splitlines()) > 1_000
    assert run(seeded_instance, "--template").output.startswith("slug,kind,")
    assert run(seeded_instance).exit_code == 2


def test_importing_and_looking_again_leaves_nothing_to_do(seeded: Database, tmp_path: Path) -> None:
    rows = table_of(written(seeded))
    for number, row in enumerate(rows):
        if row["source"] and not row["price"]:
            row["replacement"] = f"after {number} uses"
    before = version(seeded)
    result = take(seeded, tmp_path, rows, skip_bad=True)
    assert len(result.adds) > 50
    assert version(seeded) > before
    path = tmp_path / "again.csv"
    path.write_text(written(seeded), encoding="utf-8")
    assert import_file(seeded, path, Options(dry_run=True)).does_nothing
    again = take(seeded, tmp_path, rows, skip_bad=True, dry_run=True)
    assert again.does_nothing
    assert replace(again.adds[0], line=1) if again.adds else True
