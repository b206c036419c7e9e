"""The eight facts on record, and that only fair witnesses count."""

from dataclasses import replace
from typing import Any

import pytest

from catalog.products.document import Surroundings, build
from catalog.products.drafts import LegalDraft, OfferDraft
from catalog.products.record import FACTS
from tests.products.test_document import SOURCES, document, product, said

FULL = (
    said("needle_length", "0.25–2.5 mm every 0.25"),
    said("pin_count", "12"),
    said("sterility", "sterile single use"),
    said("replacement", "every session"),
)


def facts(*statements: Any, **fields: Any) -> list[str]:
    record = document(product("pen", *statements, **fields))["record"]
    return [fact for fact, digit in zip(FACTS, record, strict=True) if digit == "1"]


def test_nothing_said_is_nothing_on_record() -> None:
    assert facts() == []


def test_what_a_shop_says_counts() -> None:
    assert facts(*FULL) == list(FACTS[:5])


def test_a_fixed_length_has_its_stops_on_record() -> None:
    assert facts(said("needle_length", "0.5 mm")) == list(FACTS[:2])


def test_a_range_without_stops_is_one_fact() -> None:
    assert facts(said("needle_length", "up to 2.5 mm")) == ["needle length"]
    assert facts(said("needle_length", "every 0.25 mm")) == ["its stops, or “fixed”"]


@pytest.mark.parametrize("fields", [{"source": "blog"}, {"source": None, "known_by": "recalled"}], ids=str)
def test_weak_and_recalled_values_are_not_on_record(fields: dict[str, Any]) -> None:
    assert facts(*(said(row.spec, row.says, **fields) for row in FULL)) == []


def test_an_absence_is_no_fact() -> None:
    assert facts(said("pin_count", None, state="not_published")) == []


def test_a_price_is_left_to_the_day() -> None:
    assert facts(offers=(OfferDraft(12900, "USD", "shop", day="2026-11-20"),)) == []


def test_a_file_is_an_authorisation_and_no_listing() -> None:
    def legal(status: str, *sources: str) -> list[str]:
        return facts(legal=(LegalDraft("United States", "FDA", status, "2026-11-22", sources),))

    assert legal("510(k) cleared", "file") == ["a regulator’s file"]
    assert legal("510(k) cleared", "blog", "shop") == ["a regulator’s file"]
    assert legal("510(k) cleared", "blog") == []
    assert legal("registered and listed", "file") == []


def test_the_makers_page_and_the_manual_count_unless_weak() -> None:
    shop = SOURCES["shop"]
    for source, counts in (
        (replace(shop, type="manufacturer"), "1"),
        (replace(shop, is_manual=True), "1"),
        (replace(shop, type="manufacturer", strength="weak"), "0"),
        (replace(shop, type="manufacturer-marketing"), "0"),
        (shop, "0"),
    ):
        record = build(product("pen", said("weight", "180 g")), Surroundings({"shop": source}))["record"]
        assert record[6] == counts, source
