"""What stands inside the texts of a bundle is what the program reads there, or the bundle is refused."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from catalog import schema
from catalog.exchange.bundle_rows import lines, plain
from catalog.exchange.bundle_shapes import SHAPES, Sources, fault
from catalog.exchange.bundle_tables import WHOLE, tables_of, withheld_from
from catalog.exchange.importing import FileError
from tests.exchange.bundles import OWN, Maker, Place, changed
from tests.migrations.sample_rows import ROWS

SAMPLES = {table: dict(row) | OWN.get(table, {}) for table, row in ROWS}
SAMPLES["change"] |= {"payload": '{"fields":{"name":[null,"A"]},"absent_before":["name"]}'}
DEEP = "[" * 200_000

WRONG: list[tuple[str, str, str, str]] = [
    ("article", "topics_json", "[", "topics_json is no JSON"),
    ("article", "topics_json", '"Aftercare"', "topics_json is JSON of another kind"),
    ("article", "topics_json", '["Aftercare", 7]', "Expected `str`, got `int` - at `$[1]`"),
    ("article", "corrections_json", '[{"day": "2026-11-27"}]', "missing required field `words`"),
    ("article", "written", "tomorrow", "written is no day"),
    ("change", "payload", "[]", "payload is JSON of another kind"),
    ("change", "payload", '{"fields": {"name": "A"}}', "payload is JSON of another kind"),
    ("change", "payload", f'{{"fields": {{"name": [null, {DEEP}]}}}}', "payload is JSON that is too deep"),
    ("change", "touched", '["1"]', "touched is JSON of another kind"),
    ("change", "at", "2026-11-27", "at is no moment"),
    ("claim", "for_json", "null", "for_json is JSON of another kind"),
    ("claim", "numbers_json", '[{"label": 1}]', "numbers_json is JSON of another kind"),
    ("comparison", "reasons", '["words"]', "reasons is JSON of another kind"),
    ("draft", "fields_json", "[]", "fields_json is JSON of another kind"),
    ("draft", "fields_json", '{"title": [[1]]}', "fields_json is JSON of another kind"),
    ("draft", "publish_at", "soon", "publish_at is no moment"),
    ("measurement", "readings_json", "[]", "readings_json is JSON of another kind"),
    ("measurement", "readings_json", "[1.5]", "readings_json is JSON of another kind"),
    ("method", "criteria_json", '[{"key": "length"}]', "criteria_json is JSON of another kind"),
    ("need", "reasons", "", "reasons is no JSON"),
    ("offer", "day", "2026-13", "day is no day"),
    ("product", "document", "{}", "document is not what pages are made of"),
    ("review", "scores_json", '[{"criterion": "length", "score": "9"}]', "scores_json is JSON of another"),
    ("snapshot", "body", "{} ", "body is not what was pinned"),
    ("source", "published", "long ago", "published is no day"),
    ("statement", "value", "{", "value is none of needle length"),
    ("statement", "value", '{"ranges": 1}', "value is none of needle length"),
    ("statement", "spec", "colour", "says something of “colour”, and there is no such spec"),
    ("statement", "state", "not_published", "value is there, though its state is “not_published”"),
    ("study", "authors_json", "7", "authors_json is JSON of another kind"),
    ("tested", "needle_lengths_um_json", '["1.5"]', "needle_lengths_um_json is JSON of another kind"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "column", "text", "words"), WRONG)
def test_what_is_read_otherwise_is_named(table: str, column: str, text: str, words: str) -> None:
    assert fault(table, SAMPLES[table]) == ""
    assert words in fault(table, SAMPLES[table] | {column: text})


def test_every_column_of_json_is_looked_into() -> None:
    """One that is added later is read as a list of texts until `SHAPES` says what else it is."""
    named = [
        (table, column.name)
        for table in tables_of(WHOLE)
        for column in plain(table).columns
        if column.name.endswith("_json")
    ]
    assert len(named) > 30
    for table, column in [*named, *SHAPES]:
        row: dict[str, Any] = SAMPLES[table] | {column: "no JSON"}
        assert fault(table, row).startswith(f"{column} is no JSON"), (table, column)
        assert column not in withheld_from(table)
        assert column in schema.tables().tables[table].columns


def test_all_that_a_catalogue_holds_is_as_it_is_read(full: Place) -> None:
    with full.database.latest() as session:
        said = [
            (table, words)
            for table in sorted(tables_of(WHOLE))
            for line in lines(session, table, WHOLE)
            if (words := fault(table, json.loads(line)))
        ]
    assert said == []


def test_a_snapshot_whose_digest_is_right_has_to_be_a_comparison() -> None:
    for body in ("{}", "[]", "7", '{"rows": [{}]}'):
        row = {"key": hashlib.sha256(body.encode()).hexdigest(), "body": body}
        assert fault("snapshot", SAMPLES["snapshot"] | row).startswith("body is no comparison"), body


def test_a_rule_of_cleaning_rests_on_what_is_there() -> None:
    sources = Sources()
    rule = SAMPLES["cleaning_rule"] | {"sources_json": '["chu-2021", "https://example.org/", "g-body"]'}
    sources.note("cleaning_rule", 4, rule)
    assert sources.missing() == (4, "sources_json names “chu-2021”, which is no study and no guidance here")
    sources.note("study", 1, SAMPLES["study"])
    sources.note("guidance", 1, SAMPLES["guidance"])
    assert sources.missing() is None


def test_a_hostile_row_is_refused_by_its_line_before_anything_is_written(full: Place, empty: Maker) -> None:
    """Each was taken once, and some page answered 500 for ever after."""
    bundle = full.exported()
    for table, old, new, words in (
        ("claim", b'"numbers_json":"[', b'"numbers_json":"[]', "numbers_json is no JSON"),
        ("cleaning_rule", b'"sources_json":"[', b'"sources_json":"[\\"nobody\\",', "names “nobody”"),
        ("product", b'"document":"{', b'"document":"[', "document is not what pages are made of"),
        ("change", b'\\"fields\\":{', b'\\"field\\":{', "payload is JSON of another kind"),
    ):
        place = empty()
        hostile = changed(bundle, f"tables/{table}.jsonl", lambda rows, a=old, b=new: rows.replace(a, b, 1))
        with pytest.raises(FileError) as refused:
            place.take(hostile)
        assert str(refused.value).startswith(f"tables/{table}.jsonl, line ")
        assert words in str(refused.value)
        assert place.counts().keys() <= {"catalogue"}
