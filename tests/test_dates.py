"""Dates as far as sources give them."""

import pytest

from catalog.dates import PartialDate, show_date


@pytest.mark.parametrize(
    ("text", "precision", "shown"),
    [("2026-11-02", "day", "2 Nov 2026"), ("2012-11", "month", "Nov 2012"), ("2024", "year", "2024")],
)
def test_a_date_says_no_more_than_its_source(text: str, precision: str, shown: str) -> None:
    date = PartialDate(text)
    assert date.precision == precision
    assert (date.day is not None) == (precision == "day")
    assert show_date(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "2024-1",
        "2024-13",
        "2023-02-29",
        "0000",
        "2024-11-02 ",
        "2024-11-02\n",
        "in 2024",
        "٢٠٢٤",
        "２０２４",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - an impossible day has words of its own
        PartialDate(text)


def test_dates_sort_as_text() -> None:
    assert PartialDate("2012") < PartialDate("2012-11") < PartialDate("2012-11-02") < PartialDate("2013")
