"""Files that nobody means well: a sentence for each, and nothing is changed."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.db import Database
from catalog.exchange.import_report import Options
from catalog.exchange.importing import FileError, run_import
from catalog.exchange.opening import SentFile
from tests.exchange.tables import stock, version
from tests.exchange.test_desk_import import looked_at, shown

HEADS = ("slug", "name", "kind", "brand", "source", "weight", "needle_length", "price", "id", "title", "link",
         "availability", "spec", "value", "read_on", "notes", "rank")  # fmt: skip
CELLS = st.one_of(
    st.sampled_from(["dermaline-one", "a-shop", "-", "", "'-", "=1", "180 g", "1e999", "∞", "٣", "\ud7ff",
                     "19.99 USD", "2026-11-01", "pen", "dermaline", "9" * 400, "0.25–2.5 mm every 0.25",
                     "https://example.com/x"]),
    st.text(max_size=20),
)  # fmt: skip
TABLES = st.tuples(
    st.lists(st.one_of(st.sampled_from(HEADS), st.text(max_size=8)), min_size=1, max_size=8),
    st.lists(st.lists(CELLS, max_size=9), max_size=6),
    st.sampled_from([",", ";", "\t", "|"]),
)


@pytest.fixture
def stocked(database: Database) -> Database:
    with database.writer() as session:
        stock(session)
        session.commit()
    return database


def tried(database: Database, content: bytes, **options: Any) -> None:
    with suppress(FileError):
        file = SentFile("t.csv", content, date(2026, 11, 27))
        run_import(database, file, Options(dry_run=True, **options))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=400))
def test_any_bytes_are_a_sentence(stocked: Database, content: bytes) -> None:
    tried(stocked, content)
    tried(stocked, b"slug,name,weight,source\r\n" + content)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=TABLES, is_said=st.booleans())
def test_any_table_is_problems(
    stocked: Database, table: tuple[list[str], list[list[str]], str], is_said: bool
) -> None:
    head, rows, separator = table
    text = "\r\n".join(separator.join(cells) for cells in (head, *rows))
    tried(stocked, text.encode("utf-8", "surrogatepass"), source="a-shop" if is_said else "")


def test_a_hostile_file_is_shown_and_not_carried_out(desk: Any, own_app: Flask) -> None:
    database = own_app.extensions["database"]
    before = version(database)
    content = b'slug,notes\r\ndr-pen-a6,"<script>alert(1)</script>"\r\ndr-pen-m8,=cmd\r\n'
    address = looked_at(desk, content, "x.csv")
    shown(desk, address)
    text = desk.client.get(address).text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert version(database) == before


def test_many_rows_about_one_product_are_all_named(stocked: Database) -> None:
    """Each is held against what the file said before, which is looked up and not gone through."""
    rows = "".join(f"dermaline-one,a-shop,{number} months\r\n" for number in range(5_000))
    content = b"slug,source,warranty\r\n" + rows.encode()
    result = run_import(stocked, SentFile("t.csv", content, date(2026, 11, 27)), Options(dry_run=True))
    assert len(result.adds) == 1
    assert len(result.problems) == 4_999
    assert result.problems[-1].startswith("line 5001, warranty “4999 months”: line 2 says otherwise")
