"""The words about each study: nothing in them that its record does not say."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from catalog.places import place
from catalog.science.plain_words import numbers

STUDIES: dict[str, dict[str, Any]] = tomllib.loads((place("seeds") / "studies.toml").read_text("utf-8"))
ONLY_A_REFERENCE = ("doi", "pmid", "url", "volume", "pages", "plain", "does_not_show")
UNTREATED = ("measurement", "guidance", "review", "systematic review")
"""Kinds that need not say how deep: nobody, or many groups of people, were needled."""


def everything_else(study: dict[str, Any]) -> str:
    return " ".join(_texts([value for key, value in study.items() if key not in ONLY_A_REFERENCE]))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif not isinstance(value, bool):
        yield str(value)


def test_numbers_are_read_in_digits_and_in_words() -> None:
    assert numbers("Thirty-two of 1,127 had five; twenty-one or eighty at 0.25 mm, COL3A1.") == {
        32, 1127, 5, 21, 80, 0.25,
    }  # fmt: skip


@pytest.mark.parametrize("slug", STUDIES)
def test_every_study_says_in_plain_words_what_it_did_and_what_it_does_not_show(slug: str) -> None:
    study = STUDIES[slug]
    assert 8 <= len(study["plain"].split()) <= 45
    assert study["plain"].endswith(".")
    assert study["plain"] != study["finding"]
    assert study["does_not_show"].endswith(".")
    assert len(re.findall(r"\.(?: |$)", study["does_not_show"])) == 1


@pytest.mark.parametrize("slug", STUDIES)
def test_every_number_of_the_plain_words_is_in_the_record(slug: str) -> None:
    study = STUDIES[slug]
    known = numbers(everything_else(study))
    assert numbers(study["plain"]) - known == set()
    assert numbers(study["does_not_show"]) - known == set()


@pytest.mark.parametrize("slug", STUDIES)
def test_the_plain_words_say_how_many_and_how_deep(slug: str) -> None:
    study = STUDIES[slug]
    plain = study["plain"]
    if "n" in study:
        assert study["n"] in numbers(plain)
    lengths = study.get("needle_lengths", [])
    for length in lengths:
        assert float(length.removesuffix(" mm")) in numbers(plain)
    if lengths:
        assert " mm" in plain
    elif study["kind"] not in UNTREATED:
        assert re.search(r"\blengths?\b[^.]*\bconfirmed\b", plain)


def test_a_length_that_no_text_confirmed_is_said_to_be_so() -> None:
    assert "needle_length_mm" in STUDIES["dhurat2013"]["unconfirmed"]
    assert "not confirmed" in STUDIES["dhurat2013"]["plain"]


@pytest.mark.parametrize("slug", STUDIES)
def test_no_study_is_praised_or_turned_into_advice(slug: str) -> None:
    words = f"{STUDIES[slug]['plain']} {STUDIES[slug]['does_not_show']} {STUDIES[slug].get('funding', '')}"
    for taboo in ("!", "%", " safe", "home limit", "best for", "clinically proven", "you ", "illegal"):
        assert taboo not in words.casefold()


def test_ranges_are_told_from_lengths_that_were_tested() -> None:
    ranges = {slug for slug, study in STUDIES.items() if study.get("lengths_are_range")}
    assert ranges == {"den160029", "english2022"}
    for slug in ranges:
        assert len(STUDIES[slug]["needle_lengths"]) == 2


KINDS_ELSEWHERE = {"asj2021": {"pen"}, "merati2020": {"pen"}, "lima2017": {"roller"}}
"""The kind of device stands where these were looked at for a concern, not in the record itself."""


@pytest.mark.parametrize("slug", STUDIES)
def test_kinds_of_device_are_those_that_the_record_names(slug: str) -> None:
    study = STUDIES[slug]
    said = study.get("device_kind", "").casefold()
    named = {kind for kind in ("pen", "roller", "stamp") if re.search(rf"\b{kind}s?\b", said)}
    assert set(study.get("kinds", [])) == named | KINDS_ELSEWHERE.get(slug, set())


def test_exact_models_are_those_that_the_record_names_and_the_catalogue_has() -> None:
    named = {slug: study["devices"] for slug, study in STUDIES.items() if "devices" in study}
    assert named == {
        "aust2008": ["environ-medical-roll-cit"],
        "aust2010": ["environ-medical-roll-cit"],
        "ablon2018": ["exceed"],
        "den160029": ["skinpen-precision"],
        "schwarz2011": ["dermaroller-mf8"],
    }
    for devices in named.values():
        for device in devices:
            assert (place("seeds") / "devices" / f"{device}.toml").exists()


def test_money_is_named_only_where_the_record_names_it() -> None:
    paid = {slug for slug, study in STUDIES.items() if "funding" in study}
    assert paid == {"merati2020", "liebl2012", "den160029", "alqam2022", "quinlanhome"}
    linked = {slug for slug in paid if STUDIES[slug]["funding"].startswith("Maker-linked: ")}
    assert linked == paid - {"quinlanhome"}
