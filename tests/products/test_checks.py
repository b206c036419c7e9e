"""What a draft has to satisfy: every problem has a place and words."""

from dataclasses import replace
from typing import Any

import pytest

from catalog.products import checks
from catalog.products.drafts import (
    BrandDraft,
    FitDraft,
    LegalDraft,
    OfferDraft,
    ProductDraft,
    SourceDraft,
    StatementDraft,
)

KINDS = {"one": "pen", "two": "pen", "head": "cartridge", "dts": "family of roller"}
PEN = ProductDraft("one", "pen", "One", "dermaline")
NOISE = StatementDraft("noise", "55 dB", "shop")
OFFER = OfferDraft(12900, "USD", "shop")
LEGAL = LegalDraft("Canada", "Health Canada", "licensed", "2026-11-22", ("shop",))
FIT = FitDraft("head", "fits", "shop")
SOURCE = SourceDraft("shop", "A shop", "A Shop", "retailer", "fair", "2026-11-22", "https://example.com/a")


def places(draft: ProductDraft) -> list[str]:
    found = checks.check_product(draft, sources={"shop"}, brands={"dermaline"}, kinds=KINDS)
    assert all(problem.message for problem in found)
    return [problem.place for problem in found]


def test_an_ordinary_draft_has_no_problems() -> None:
    draft = replace(PEN, statements=(NOISE,), offers=(OFFER,), legal=(LEGAL,), fits=(FIT,), released="2024")
    assert places(draft) == []
    assert checks.check_source(SOURCE) == checks.check_brand(BrandDraft("dermaline", "Dermaline")) == []


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"slug": "One two"}, "slug"),
        ({"slug": "a--b"}, "slug"),
        ({"slug": "a" * 121}, "slug"),
        ({"name": " "}, "name"),
        ({"name": "a" * 201}, "name"),
        ({"name": "A\x00B"}, "name"),
        ({"notes": "half \ud800"}, "notes"),
        ({"status": "rumoured"}, "status"),
        ({"audience": "pets"}, "audience"),
        ({"brand": None}, "brand"),
        ({"brand": "nobody"}, "brand"),
        ({"successor": "three"}, "successor"),
        ({"successor": "one"}, "successor"),
        ({"family": "two"}, "family"),
        ({"family": "dts"}, "family"),
        ({"family": "dts", "is_family": True}, "family"),
        ({"released": "May 2024"}, "released"),
        ({"released": "2024-13"}, "released"),
    ],
    ids=str,
)
def test_a_problem_of_a_product_names_its_field(fields: dict[str, Any], place: str) -> None:
    assert places(replace(PEN, **fields)) == [place]


@pytest.mark.parametrize(
    ("rows", "row", "fields", "place"),
    [
        ("statements", NOISE, {"spec": "loudness"}, "spec"),
        ("statements", NOISE, {"spec": "layout", "says": "two rings"}, "spec"),
        ("statements", NOISE, {"says": "loud"}, "says"),
        ("statements", NOISE, {"says": None}, "says"),
        ("statements", NOISE, {"state": "not_published"}, "says"),
        ("statements", NOISE, {"state": "disputed", "says": None}, "state"),
        ("statements", NOISE, {"source": None}, "source"),
        ("statements", NOISE, {"source": "hearsay"}, "source"),
        ("statements", NOISE, {"kind": "rumoured"}, "kind"),
        ("statements", NOISE, {"rank": "best"}, "rank"),
        ("statements", NOISE, {"known_by": "heard"}, "known_by"),
        ("statements", NOISE, {"read_on": "2026-11"}, "read_on"),
        ("statements", NOISE, {"read_on": "2026-W48-4"}, "read_on"),
        ("statements", NOISE, {"note": "\x07"}, "note"),
        ("statements", NOISE, {"origin": "a" * 201}, "origin"),
        ("offers", OFFER, {"amount_minor": 0}, "amount"),
        ("offers", OFFER, {"amount_minor": 2**31}, "amount"),
        ("offers", OFFER, {"quantity": 0}, "quantity"),
        ("offers", OFFER, {"quantity": 2**31}, "quantity"),
        ("offers", OFFER, {"currency": "usd"}, "currency"),
        ("offers", OFFER, {"day": "yesterday"}, "day"),
        ("offers", OFFER, {"unit": ""}, "unit"),
        ("offers", OFFER, {"url": "javascript:alert(1)"}, "url"),
        ("offers", OFFER, {"merchant": "a" * 201}, "merchant"),
        ("offers", OFFER, {"source": "hearsay"}, "source"),
        ("legal", LEGAL, {"market": ""}, "market"),
        ("legal", LEGAL, {"body": ""}, "body"),
        ("legal", LEGAL, {"status": ""}, "status"),
        ("legal", LEGAL, {"outcome": "maybe"}, "outcome"),
        ("legal", LEGAL, {"date": "2026-02-30"}, "date"),
        ("legal", LEGAL, {"checked": "2026"}, "checked"),
        ("legal", LEGAL, {"identifier": "K" * 81}, "identifier"),
        ("legal", LEGAL, {"sources": ()}, "sources"),
        ("legal", LEGAL, {"sources": ("hearsay",)}, "sources"),
        ("fits", FIT, {"answer": "perhaps"}, "answer"),
        ("fits", FIT, {"other": "nothing"}, "other"),
        ("fits", FIT, {"other": "two"}, "other"),
        ("fits", FIT, {"source": "hearsay"}, "source"),
    ],
    ids=str,
)
def test_a_problem_of_a_row_names_the_row(rows: str, row: Any, fields: dict[str, Any], place: str) -> None:
    wrong = replace(row, **fields)
    assert places(replace(PEN, **{rows: (row, wrong)})) == [f"{rows} 2: {place}"]


def test_a_recalled_value_needs_no_source_and_an_unparsed_one_no_sense() -> None:
    recalled = replace(NOISE, source=None, known_by="recalled")
    unparsed = replace(NOISE, says="quite loud", unparsed=True)
    assert places(replace(PEN, statements=(recalled, unparsed))) == []


def test_a_cartridge_needs_no_brand_and_fits_no_cartridge() -> None:
    assert places(ProductDraft("head", "cartridge", "Head")) == []
    assert places(ProductDraft("head", "cartridge", "Head", fits=(FIT,))) == ["fits 1: other"]


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"type": "hearsay"}, "type"),
        ({"strength": "huge"}, "strength"),
        ({"read_on": "2026-11"}, "read_on"),
        ({"published": "11/2026"}, "published"),
        ({"url": "example.com"}, "url"),
        ({"title": ""}, "title"),
        ({"publisher": "\x1b"}, "publisher"),
    ],
    ids=str,
)
def test_a_problem_of_a_source_names_its_field(fields: dict[str, Any], place: str) -> None:
    assert [problem.place for problem in checks.check_source(replace(SOURCE, **fields))] == [place]


def test_every_problem_is_named_at_once() -> None:
    draft = ProductDraft("One", "brush", "", None, statements=(StatementDraft("noise", "loud", "hearsay"),))
    assert places(draft) == [
        "slug", "name", "kind", "brand", "statements 1: source", "statements 1: spec", "statements 1: says"
    ]  # fmt: skip
