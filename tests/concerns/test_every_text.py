"""Nothing of concerns.toml is lost on the way to a page: every text and every study of a concern is on it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from catalog.places import place
from tests.html import Page

SEEDS: dict[str, dict[str, Any]] = tomllib.loads((place("seeds") / "concerns.toml").read_text("utf-8"))
GUIDED = tomllib.loads((place("seeds") / "guidance.toml").read_text("utf-8"))
IN_OTHER_WORDS = {"certainty", "id", "by", "study", "studies", "advice_from", "lengths_are_range"}
"""Keys whose value is a name: what stands for it is asked for below."""


def texts(value: Any, key: str = "") -> Iterator[str]:
    """Every text below, as it is typed."""
    if isinstance(value, dict):
        for name, one in value.items():
            if name not in IN_OTHER_WORDS:
                yield from texts(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one, key)
    else:
        assert isinstance(value, str), key
        yield value


def studies(concern: dict[str, Any]) -> set[str]:
    named = {*concern["studies"], *(row["study"] for row in concern["tested"])}
    named |= {slug for one in concern.get("types", []) for slug in one.get("studies", [])}
    return named | {slug for slug in concern["advice_from"] if slug not in GUIDED}


@pytest.mark.parametrize("slug", SEEDS)
def test_every_text_of_a_concern_is_on_its_page(seeded_page: Callable[..., Page], slug: str) -> None:
    concern = SEEDS[slug]
    page = seeded_page(f"/for/{slug}")
    words = page.text("main")
    expected = list(texts({key: value for key, value in concern.items() if key != "tested"}))
    assert len(expected) >= 8
    assert [text for text in expected if " ".join(text.split()) not in words] == []
    assert page.text(".sure-h .ev").startswith(f"{concern['certainty'].capitalize()} certainty")


@pytest.mark.parametrize("slug", SEEDS)
def test_every_row_holds_what_was_tested_in_its_order(seeded_page: Callable[..., Page], slug: str) -> None:
    page = seeded_page(f"/for/{slug}")
    rows = page.all(".stud tbody tr")
    assert page.links(".stud tbody th a") == [f"/studies/{row['study']}" for row in SEEDS[slug]["tested"]]
    for shown, row in zip(rows, SEEDS[slug]["tested"], strict=True):
        words = " ".join("".join(shown.itertext()).split())
        lengths = [text.removesuffix(" mm") for text in row.get("needle_lengths", ["not confirmed"])]
        expected = [*texts({**row, "needle_lengths": lengths})]
        assert [text for text in expected if text not in words] == [], row["study"]
        assert ("at home, on themselves" in words) == (row["by"] == "home")


@pytest.mark.parametrize("slug", SEEDS)
def test_every_study_of_a_concern_is_a_link(seeded_page: Callable[..., Page], slug: str) -> None:
    page = seeded_page(f"/for/{slug}")
    links = set(page.links("main a[href]"))
    assert {f"/studies/{study}" for study in studies(SEEDS[slug])} - links == set()
    guided = [who for who in SEEDS[slug]["advice_from"] if who in GUIDED]
    assert all(GUIDED[who]["who"] in page.text("#advice-from") for who in guided)
    assert [one["id"].capitalize() for one in SEEDS[slug].get("types", [])] == page.texts("#types h3")
