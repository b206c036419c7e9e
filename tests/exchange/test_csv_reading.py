"""Reading tables: encodings, separators, quotation marks, and what is wrong with rows."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.exchange.csv_headings import is_known, meaning
from catalog.exchange.csv_prices import plain_price, price_of
from catalog.exchange.csv_reading import MAX_BYTES, MAX_ROWS, Table, read_table
from catalog.exchange.csv_text import decode
from catalog.exchange.csv_values import CellError, has_decimal_commas, quoted, spec_text, unquoted
from catalog.exchange.import_report import OptionError
from catalog.exchange.opening import SentFile
from catalog.references.reading import FileError
from catalog.specs.registry import SPECS

TEXT = "slug,name,notes\r\ndermaline-one,Größe – 5 µm,naïve “quotes”\r\n"


def read(content: bytes | str, encoding: str = "", separator: str = "") -> Table:
    data = content.encode() if isinstance(content, str) else content
    file = SentFile("t.csv", data, date(2026, 11, 27))
    return read_table(file, encoding=encoding, separator=separator, is_known=is_known)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_are_told(encoding: str) -> None:
    assert read(TEXT.encode(encoding)).rows[0].cells == ("dermaline-one", "Größe – 5 µm", "naïve “quotes”")


def test_an_encoding_that_can_be_told_by_its_language_is_and_is_named() -> None:
    text = "slug,notes\n" + "one,Микроиглы для домашнего ухода за кожей лица и тела\n" * 30
    found = decode(text.encode("cp1251"))
    assert (found.text, found.encoding) == (text, "Windows-1251 (Cyrillic)")


def test_an_uncertain_encoding_is_asked_for_with_what_it_would_read() -> None:
    data = b"slug,notes\r\none,\x8a\xd0\xe6\x97\r\n"
    with pytest.raises(OptionError) as error:
        decode(data)
    assert error.value.option == "encoding"
    assert "Line 2 would read" in str(error.value)
    assert decode(data, "cp1251").encoding == "Windows-1251 (Cyrillic)"
    with pytest.raises(OptionError, match="This file is not UTF-8"):
        decode(data, "utf-8")


@pytest.mark.parametrize(("content", "line"), [(b"slug,name\none,a\0b\n", 2), (b"\0\0\0\0\0\0", 1)])
def test_zero_bytes_are_refused_with_their_line(content: bytes, line: int) -> None:
    with pytest.raises(FileError, match=f"line {line}: this holds a zero byte"):
        read(content)


SEPARATED = {
    "comma": "slug,name,notes\none,\"a;b;c\",x\ntwo,\"a;b;c\",y\n",
    "semicolon": "slug;name;notes\none;1,5;2,5\ntwo;3,5;x\n",
    "tab": "slug\tname\tnotes\none\ta,b\tc;d\n",
    "pipe": "slug|name|notes\none|a,b|c,d\n",
}  # fmt: skip


@pytest.mark.parametrize("name", SEPARATED)
def test_separators_are_told_by_the_columns(name: str) -> None:
    table = read(SEPARATED[name])
    assert len(table.head.cells) == 3
    assert all(len(row.cells) == 3 for row in table.rows)
    assert any("separated by" in words for words in table.said)


def test_a_separator_that_cannot_be_told_is_asked_for() -> None:
    text = "a,b;c,d\n1,2;3,4\n"
    with pytest.raises(OptionError) as error:
        read("a;b,c;d,e\n1;2,3;4,5\n")
    assert error.value.option == "separator"
    assert read(text, separator="semicolon").head.cells == ("a,b", "c,d")


def test_lines_are_those_of_the_file_with_breaks_inside_cells() -> None:
    table = read('slug,notes\r\none,"a\r\nb\r\n"\r\n\r\ntwo,x\r\n')
    assert [(row.line, row.cells[0]) for row in table.rows] == [(2, "one"), (6, "two")]
    assert table.rows[0].cells[1] == "a\r\nb\r\n"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('slug,notes\none,"open\ntwo,x\n', "line 2: a quotation mark is opened here and never closed."),
        ('slug,notes\none,"a"b\n', "line 2: behind a closing quotation mark comes something else"),
        ("", "has no head"),
        ('slug,notes\none,"' + "x" * 200_000 + '"\n', "line 2: a cell has more than 10,000 characters"),
        ("slug,notes\n" + "one,\n" * (MAX_ROWS + 1), "more than 20,000 rows"),
        (",".join(f"c{n}" for n in range(400)) + ",slug\n", "more than 300 columns"),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(content: str, words: str) -> None:
    with pytest.raises(FileError) as error:
        read(content)
    assert words in str(error.value)


def test_short_and_long_rows_are_named() -> None:
    table = read("slug,name,notes\none,a\ntwo,a,b,c\nthree,a,b,,\n")
    assert table.problems == [
        "line 2: this row has 2 cells; the head has 3.",
        "line 3: this row has 4 cells; the head has 3.",
    ]
    assert [row.cells[0] for row in table.rows] == ["three"]


def test_a_large_file_is_refused_before_it_is_read() -> None:
    class Huge(SentFile):
        @property
        def size(self) -> int:
            return 100_000_000

        def read(self, most: int) -> bytes:
            raise AssertionError("it was read")

    tracemalloc.start()
    with pytest.raises(FileError, match=f"more than {MAX_BYTES // 1_000_000} MB"):
        read_table(Huge("t.csv", b"", date(2026, 1, 1)), encoding="", separator="", is_known=is_known)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("Needle Length (mm)", ("spec", "needle_length", "mm")),
        ("NEEDLE_LENGTH", ("spec", "needle_length", "")),
        ("Speed RPM", ("spec", "motor_speed", "rpm")),
        ("Needle diameter [µm]", ("spec", "needle_diameter", "µm")),
        ("Noise in dB", ("spec", "noise", "db")),
        ("Weight (mm)", None),
        ("Rated power", None),
        ("\ufeffslug", ("own", "slug", "")),
        ("Source URL", ("about", "source", "")),
        ("MSRP", ("price", "price", "")),
        ("", None),
    ],
)
def test_headings_are_understood(heading: str, found: tuple[str, str, str] | None) -> None:
    got = meaning(heading)
    assert (got and (*got[:2], got[2].lower())) == found


@pytest.mark.parametrize("key", SPECS)
def test_every_name_of_every_spec_is_a_heading(key: str) -> None:
    for name in (key, SPECS[key].label, *SPECS[key].aliases):
        assert meaning(name.upper()) is not None, name
        assert (meaning(name) or ("", "", ""))[1] == key


@given(st.text(alphabet="'=+-@ab \tnotpublished", max_size=12).map(lambda t: " ".join(t.split(" "))))
def test_a_quoted_text_comes_back(text: str) -> None:
    text = text.strip()
    if text and not (text.startswith(("+", "-")) and text[1:2].isdigit()):
        assert unquoted(quoted(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "@x", "\t=1", "+cmd|' /C calc'!A0", "-x", "=HYPERLINK(1)"])
def test_formulas_are_refused(text: str) -> None:
    with pytest.raises(CellError, match="formula"):
        unquoted(text)


@pytest.mark.parametrize(
    ("key", "cell", "unit", "commas", "value"),
    [
        ("needle_length", "0,25–2,5", "", True, "0.25–2.5 mm"),
        ("needle_length", "0,25, 0,5", "", True, "0.25, 0.5 mm"),
        ("needle_length", "250-2500 every 250", "µm", False, "0.25–2.5 mm every 0.25"),
        ("motor_speed", "18.000", "", True, "18000 rpm"),
        ("motor_speed", "18,000", "", False, "18000 rpm"),
        ("weight", "1,5 kg", "", True, "1500 g"),
        ("weight", "0.18", "kg", False, "180 g"),
        ("noise", "55 decibels", "", False, "55 dB"),
        ("pin_count", "12,36", "", True, "12, 36"),
    ],
)
def test_cells_become_values(key: str, cell: str, unit: str, commas: bool, value: str) -> None:
    kind = SPECS[key].kind
    assert kind.format(kind.parse(spec_text(SPECS[key], cell, unit, commas))) == value


def test_decimal_commas_only_where_semicolons_separate() -> None:
    assert has_decimal_commas(["0,25"], ",") is False
    assert has_decimal_commas(["0,25"], ";") is True
    assert has_decimal_commas(["0.25"], ";") is False
    assert has_decimal_commas(["0.25", "1,5"], ";") is None


@pytest.mark.parametrize(
    ("text", "currency", "found"),
    [
        ("19.99 USD", "", (1999, "USD")),
        ("USD 19.99", "", (1999, "USD")),
        ("£5", "", (500, "GBP")),
        ("$5.10", "CAD", (510, "CAD")),
        ("1,299.00", "EUR", (129900, "EUR")),
        ("1.299,00 EUR", "", (129900, "EUR")),
        ("15000 JPY", "", (15000, "JPY")),
        ("1,299 USD", "", (129900, "USD")),
    ],
)
def test_prices_are_read(text: str, currency: str, found: tuple[int, str]) -> None:
    assert price_of(text, currency) == found


@given(st.integers(1, 2**31 - 1), st.sampled_from(["USD", "EUR", "JPY", "KWD", "GBP"]))
def test_a_written_price_is_read_back(amount: int, currency: str) -> None:
    text = plain_price(amount, currency)
    read_back: Callable[[], tuple[int, str]] = lambda: price_of(text, "")  # noqa: E731
    assert read_back() == (amount, currency)
