"""A shop's product feed: prices of what is certainly meant, and every other item named."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from catalog.db import Database
from catalog.exchange.import_report import OptionError, Result
from catalog.exchange.importing import importer_of
from catalog.exchange.opening import SentFile
from tests.exchange.tables import draft, take, text_of

DAY = date(2026, 11, 25)


def item(number: int, title: str, **fields: str) -> dict[str, str]:
    return {
        "id": f"SKU-{number}",
        "title": title,
        "description": "Made up.",
        "link": f"https://shop.example/{number}",
        "image_link": "https://shop.example/picture.jpg",
        "availability": "in_stock",
        "price": "99.00 USD",
        "brand": "Dermaline",
        "condition": "new",
        "gtin": "",
        "mpn": f"M{number}",
        "item_group_id": "",
    } | fields


def feed(database: Database, tmp_path: Path, *rows: dict[str, str], **options: Any) -> Result:
    given = {"source": "a-shop", "shop": "A shop", "country": "US", "day": DAY} | options
    text = text_of(rows, given.pop("mark", "\t"))
    return take(database, tmp_path, text, name="feed.txt", **given)


def test_prices_of_known_products_become_observations(stocked: Database, tmp_path: Path) -> None:
    rows = (
        item(1, "Dermaline One"),
        item(2, "two", price="120.00 USD", sale_price="79.90 USD", availability="out_of_stock"),
        item(3, "Dermaline One, pink, with a bag"),
        item(4, "Another thing", brand="Nobody"),
        item(5, "Dermaline Two", condition="used"),
    )
    result = feed(stocked, tmp_path, *rows)
    assert not result.faults, result.faults
    assert [(one.slug, one.after) for one in result.adds] == [
        ("dermaline-one", "$99 at A shop, 25 Nov 2026"),
        ("dermaline-two", "$79.90 at A shop, 25 Nov 2026"),
    ]
    assert [str(one) for one in result.unmatched] == [
        "line 4: Dermaline One, pink, with a bag: no product here has this brand and name.",
        "line 5: Another thing: no product here has this brand and name.",
        "line 6: Dermaline Two: it is used, and left out.",
    ]
    assert (
        "5 items: 2 of products here, 3 left out. Prices of 2026-11-25, from Page of a-shop." in result.notes
    )
    old, new = draft(stocked).offers
    assert old.amount_minor == 9900
    assert (new.merchant, new.currency, new.day, new.url, new.source, new.note) == (
        "A shop", "USD", "2026-11-25", "https://shop.example/1", "a-shop", "For US.",
    )  # fmt: skip
    two = draft(stocked, "dermaline-two").offers[0]
    assert two.note == "For US. On sale; usually 120.00 USD. Then out of stock."
    assert feed(stocked, tmp_path, *rows).does_nothing


def test_the_next_day_is_another_observation_and_the_same_day_a_correction(
    stocked: Database, tmp_path: Path
) -> None:
    feed(stocked, tmp_path, item(1, "Dermaline One"))
    later = feed(stocked, tmp_path, item(1, "Renamed", price="89.00 USD"), day=date(2026, 11, 26))
    assert [one.slug for one in later.adds] == ["dermaline-one"], "its address is on record"
    fixed = feed(stocked, tmp_path, item(1, "Dermaline One", price="88.00 USD"), day=date(2026, 11, 26))
    assert [one.before for one in fixed.changes] == ["$89 at A shop, 26 Nov 2026"]
    assert [one.amount_minor for one in draft(stocked).offers] == [9900, 9900, 8800]


def test_our_slug_names_a_product_wherever_it_stands(stocked: Database, tmp_path: Path) -> None:
    rows = (item(1, "Whatever", id="dermaline-one"), item(2, "Something", slug="dermaline-two"))
    result = feed(stocked, tmp_path, *rows, mark=",")
    assert [one.slug for one in result.adds] == ["dermaline-one", "dermaline-two"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"price": "99"}, "line 2, price “99”: “99” names no currency."),
        ({"price": ""}, "line 2, price: this is empty, and an item needs it."),
        ({"link": "javascript:alert(1)"}, "line 2, link “javascript:alert(1)”: this is no address"),
        ({"sale_price": "5 EUR"}, "line 2, sale_price “5 EUR”: the price itself is in USD."),
        ({"sale_price": "5 USD", "sale_price_effective_date": "soon"}, "this is no period."),
        ({"multipack": "many"}, "line 2, multipack “many”: this is no number of pieces."),
    ],
)
def test_what_is_wrong_with_an_item_is_said(
    stocked: Database, tmp_path: Path, fields: dict[str, str], words: str
) -> None:
    result = feed(stocked, tmp_path, item(1, "Dermaline One", **fields))
    assert not result.is_written
    assert any(words in fault for fault in result.faults), result.faults


def test_a_sale_that_is_over_is_no_price(stocked: Database, tmp_path: Path) -> None:
    period = "2026-11-01T08:00+0100/2026-11-20T23:59+0100"
    row = item(1, "Dermaline One", sale_price="50.00 USD", sale_price_effective_date=period, multipack="2")
    result = feed(stocked, tmp_path, row)
    assert result.adds[0].after == "$99 for 2 piece at A shop, 25 Nov 2026"


def test_a_feed_needs_a_source_and_is_told_from_a_table(stocked: Database, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="Prices need a source"):
        feed(stocked, tmp_path, item(1, "Dermaline One"), source="")
    for name, value in (("country", "USA"), ("currency", "XXY")):
        with pytest.raises(OptionError) as error:
            feed(stocked, tmp_path, item(1, "Dermaline One"), **{name: value})
        assert error.value.option == name
    for rows, called in (
        ([item(1, "x")], "a shop’s product feed"),
        ([{"slug": "x", "price": "1 USD", "brand": "y"}], "a table of products"),
    ):
        file = SentFile("x.txt", text_of(rows).encode(), DAY)
        assert importer_of(file).called == called
