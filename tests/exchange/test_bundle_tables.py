"""What is in a bundle and what is not: of every table and column there is a word."""

from __future__ import annotations

import json
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from catalog import schema
from catalog.changes.diff import canonical_json
from catalog.exchange.bundle_rows import LineError, count, lines, plain, row_of
from catalog.exchange.bundle_shapes import SHAPES
from catalog.exchange.bundle_tables import (
    HIDING,
    IN_MANIFEST,
    LEFT_OUT,
    NOT_PUBLIC,
    ONLY,
    ONLY_WORDS,
    PUBLIC,
    WHOLE,
    WITHHELD,
    WORDS,
    tables_of,
)
from tests.exchange.bundles import Maker, files_in, fill_every_table


def test_every_table_is_exported_or_left_out_with_a_reason() -> None:
    """A table that is added later fails here until it is one of these."""
    assert set(schema.tables().tables) == {*WORDS, *LEFT_OUT, IN_MANIFEST}
    assert not set(WORDS) & set(LEFT_OUT)
    assert set(NOT_PUBLIC) < set(WORDS)
    assert set(ONLY_WORDS) <= set(ONLY) <= tables_of(PUBLIC)


def test_every_column_that_is_withheld_or_hidden_exists_and_may_be_missing() -> None:
    tables = schema.tables().tables
    for name in WITHHELD:
        table, _, column = name.partition(".")
        assert not tables[table].columns[column].primary_key
    for table, column in HIDING:
        assert tables[table].columns[column].nullable


def test_nothing_binary_is_in_a_bundle_and_every_column_has_a_form() -> None:
    for name in tables_of(WHOLE):
        for column in plain(name).columns:
            assert isinstance(column.type, sa.Boolean | sa.Integer | sa.String)


def test_whatever_a_public_row_names_is_public(empty: Maker) -> None:
    """Of one catalogue with a row in every table nothing is public that would hang in the air."""
    for kind in ("sqlite", "postgresql"):
        place = empty(kind)
        fill_every_table(place)
        with place.database.latest() as session:
            found = {
                name: [json.loads(line) for line in lines(session, name, PUBLIC)]
                for name in tables_of(PUBLIC)
            }
            counts = {name: count(session, name, PUBLIC) for name in found}
        assert counts == {name: len(rows) for name, rows in found.items()}
        for name, rows in found.items():
            for column in schema.tables().tables[name].columns:
                for key in column.foreign_keys:
                    there = {row[key.column.name] for row in found[key.column.table.name]}
                    assert {row[column.name] for row in rows} - {None} <= there, (name, column.name)


ROW = {"slug": "dermis", "id": 1, "term": "Dermis", "definition": "Inner skin.", "also_json": "[]"}


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")), st.integers(-(2**31), 2**31 - 1))
def test_a_row_comes_back_from_its_line(text: str, number: int) -> None:
    row = ROW | {"term": text, "id": number}
    assert row_of("glossary_term", (canonical_json(row) + "\n").encode()) == row


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"{", "it is no JSON: "),
        (b"[]", "it is no object"),
        (b"\xff", "it is no UTF-8"),
        (b"[" * 100_000, "it is no JSON of rows: too deep"),
        (b'{"id": ' + b"9" * 5000 + b"}", "it has a number that no table holds"),
        (b'{"id": NaN}', "it has a number that is none"),
        (b'{"id": 1, "id": 2}', "it says a name twice"),
        ({"colour": "red"}, "the table has no column “colour”"),
        ({"slug": None}, "slug may not be null"),
        ({"id": "1"}, "id is no whole number of 32 bits"),
        ({"id": True}, "id is no whole number of 32 bits"),
        ({"id": 2**31}, "id is no whole number of 32 bits"),
        ({"id": 1.0}, "id is no whole number of 32 bits"),
        ({"term": 1}, "term is no text"),
        ({"term": {"a": 1}}, "term is no text"),
        ({"term": "a\0b"}, "term has a character that is none"),
        ({"term": "\ud800"}, "term has a character that is none"),
    ],
)
def test_what_is_no_row_is_refused_in_words(line: bytes | dict[str, Any], words: str) -> None:
    content = line if isinstance(line, bytes) else json.dumps(ROW | line).encode()
    with pytest.raises(LineError) as refused:
        row_of("glossary_term", content)
    assert str(refused.value).startswith(words)


def test_a_column_that_is_missing_is_named() -> None:
    short = {name: value for name, value in ROW.items() if name != "also_json"}
    with pytest.raises(LineError, match="the column “also_json” is missing"):
        row_of("glossary_term", json.dumps(short).encode())


def test_the_readme_of_a_bundle_says_of_every_column_how_to_read_it(empty: Maker) -> None:
    place = empty()
    fill_every_table(place)
    for kind in (WHOLE, PUBLIC):
        text = files_in(place.exported(kind))["README.md"].decode()
        for table in tables_of(kind):
            described = text.partition(f"- `tables/{table}.jsonl` (")[2].partition("\n- `")[0]
            for column in plain(table).columns:
                leads = "".join(
                    f" → {key.column.table.name}"
                    for key in schema.tables().tables[table].columns[column.name].foreign_keys
                )
                assert f"`{column.name}{leads}`" in described, (table, column.name)
            assert not [
                name for name in WITHHELD if f"{table}." in name and f"`{name.split('.')[1]}`" in described
            ]
        for table, column in SHAPES:
            assert column.endswith("_json") or f"`{table}.{column}`" in text or f"`{column}`" in text
        assert "`catalog import FILE --instance DIR` makes an\nempty database" in text


def test_a_public_bundle_names_the_reviews_that_it_lacks(empty: Maker) -> None:
    """The site may show a review whose device was taken down; the bundle has no row that it could hang on."""
    place = empty()
    fill_every_table(place)
    with place.database.writer() as session:
        session.execute(sa.text("UPDATE product SET is_published = false"))
        session.commit()
    files = files_in(place.exported(PUBLIC))
    assert files["tables/review.jsonl"] == b""
    text = files["README.md"].decode()
    assert "shows to everybody, but for what is named below," in text
    assert "- `some of review`: A review stands beside its product: of one that was taken down it is" in text
