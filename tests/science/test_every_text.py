"""Nothing of the evidence is lost on the way to a page: every text and figure of a table stands on one.

Studies, concerns, guidance and the glossary are asked for beside their own pages.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from catalog.places import place
from catalog.science.skin_words import plain
from tests.html import Page

Fetch = Callable[..., Page]
FILES = ("claims", "safety", "cleaning", "depths", "timeline")
SEEDS: dict[str, dict[str, Any]] = {
    name: tomllib.loads((place("seeds") / f"{name}.toml").read_text("utf-8")) for name in FILES
}
SKIN = "/articles/needle-length-and-the-skin"
SAID = {"do not treat": "do not needle", "rare, severe": "rare, but severe", "48 hours": "2 days"}
"""What pages put in other words."""


def texts(row: dict[str, Any], *but: str) -> Iterator[str]:
    """Every text of a row save those of some keys, as it is typed."""
    for key, value in row.items():
        if key not in ("studies", *but):
            yield from [value] if isinstance(value, str) else value


def missing(page: Page, wanted: Iterator[str] | list[str]) -> list[str]:
    words = page.text("main").casefold()
    asked = [" ".join(SAID.get(text, text).split()).casefold() for text in wanted]
    assert asked
    return [text for text in asked if text not in words]


@pytest.mark.parametrize("slug", SEEDS["claims"])
def test_every_text_of_a_claim_is_on_its_page(seeded_page: Fetch, slug: str) -> None:
    claim = SEEDS["claims"][slug]
    page = seeded_page(f"/claims/{slug}")
    assert missing(page, texts(claim, "for", "against", "beside", "kinds", "numbers")) == []
    drawn = claim.get("numbers", [])
    assert page.texts(".cbars .bt b") == [f"{one['value']} {one['unit']}" for one in drawn]
    assert page.texts(".cbars .bt > span") == [one["label"] for one in drawn]
    studies = [*claim.get("for", []), *claim.get("against", []), *claim.get("beside", [])]
    assert {f"/studies/{study}" for study in studies} <= set(page.links("main a[href]"))


def test_every_text_of_safety_is_in_its_article(seeded_page: Fetch) -> None:
    page = seeded_page("/articles/safety")
    for slug, item in SEEDS["safety"].items():
        assert missing(page, texts(item, "group")) == [], slug
    lines = page.texts(".sfl > div")
    assert len(lines) == len(SEEDS["safety"])


def test_every_text_of_cleaning_is_in_its_article(seeded_page: Fetch) -> None:
    page = seeded_page("/articles/cleaning")
    for slug, rule in SEEDS["cleaning"].items():
        assert missing(page, texts(rule, "topic", "confidence", "sources")) == [], slug


def test_every_band_is_told_with_its_cautions_and_what_it_rests_on(seeded_page: Fetch) -> None:
    page = seeded_page(SKIN)
    for name, band in SEEDS["depths"]["bands"].items():
        told = [*band["uses"], *band["cautions"], band["basis"], plain(band["layer"])]
        assert missing(page, told) == [], name


def test_every_thickness_is_told_with_its_place_method_and_note(seeded_page: Fetch) -> None:
    page = seeded_page(SKIN)
    rows = page.texts("details table tbody tr")
    layers = SEEDS["depths"]["layers"]
    assert len(rows) == len(layers)
    for name, row in layers.items():
        mm = [f"{value / 1000:.6g}" for key, value in row.items() if key.endswith("_um")]
        assert mm, name
        assert missing(page, texts({key: row[key] for key in ("site", "method", "note") if key in row})) == []
        said = [one for one in rows if row["site"] in one and row["method"] in one]
        assert any(all(f"{value} mm" in one for value in mm) for one in said), (name, mm)


@pytest.mark.parametrize("address", [SKIN, "/needle-lengths"])
def test_every_measured_depth_is_told_with_its_spread(seeded_page: Fetch, address: str) -> None:
    page = seeded_page(address)
    for name, row in SEEDS["depths"]["penetration"].items():
        spread = [f"standard deviation {row['sd_um']:g} micrometres"] if "sd_um" in row else []
        assert missing(page, [row["skin"], *spread]) == [], name


def test_what_is_drawn_says_where_its_numbers_are_from(seeded_page: Fetch) -> None:
    page = seeded_page("/needle-lengths")
    for scale in SEEDS["depths"]["scales"].values():
        assert missing(page, [scale["site"], scale["note"]]) == []
        assert {f"/studies/{study}" for study in scale["studies"]} <= set(page.links("main a[href]"))


def test_every_note_of_a_table_stands_beside_it(seeded_page: Fetch) -> None:
    assert missing(seeded_page(SKIN), list(SEEDS["depths"]["notes"].values())) == []


def test_every_moment_is_in_the_picture_of_the_first_article(seeded_page: Fetch) -> None:
    page = seeded_page("/articles/how-microneedling-works")
    told = page.texts(".tll > li")
    rows = list(SEEDS["timeline"].values())
    assert len(told) == len(rows)
    for one, row in zip(told, rows, strict=True):
        assert row["words"] in one
        assert row["seen_in"] in one
        # Of a span the unit is said once: "4 to 5 hours".
        assert SAID.get(row["after"], row["after"] if "until" not in row else row["until"]) in one
