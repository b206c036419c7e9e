"""A study in words."""

import json

import pytest

from catalog.science.models import SAFETY_LEVELS, STUDY_CONFIDENCES, STUDY_KINDS, SafetyItem, Study
from catalog.science.words import (
    DESIGNS,
    LEVELS,
    citation_words,
    design,
    design_words,
    funding_words,
    is_length_doubted,
    is_maker_linked,
    lengths_words,
    memory_words,
    people_words,
    safety_words,
    unconfirmed_words,
    verification,
)


def a_study(**fields: object) -> Study:
    given = {
        "slug": "lund2020",
        "title": "Needling",
        "journal": "Skin",
        "kind": "rct",
        "confidence": "verified",
    }
    lists = {
        f"{name}_json": json.dumps(fields.pop(name))
        for name in ("unconfirmed", "needle_lengths_um")
        if name in fields
    }
    return Study(**(given | lists | fields))


def test_every_kind_and_every_state_has_words() -> None:
    assert set(DESIGNS) == set(STUDY_KINDS)
    assert len({one.key for one in DESIGNS.values()}) == len(STUDY_KINDS)
    for confidence in STUDY_CONFIDENCES:
        study = a_study(confidence=confidence, kind=None)
        assert citation_words(study)
        assert verification(study).endswith(".")
        assert design(study).label == "not read yet"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "rct"}, "randomised trial"),
        ({"kind": "rct", "unconfirmed": ["whether allocation was randomised"]},
         "trial, randomisation not confirmed"),
        ({"kind": "split-face trial", "unconfirmed": ["whether sides were randomised"]},
         "split-face trial, randomisation not confirmed"),
        ({"kind": "split-face trial", "title": "Needling: a split face study"}, "split-face trial"),
        ({"kind": "split-face trial", "title": "A Randomized trial"}, "split-face trial, randomised"),
        ({"kind": "split-face trial", "finding": "In a randomised trial, it did."},
         "split-face trial, randomised"),
        ({"kind": "split-face trial", "finding": "Sides were not randomised."}, "split-face trial"),
        ({"kind": "split-face trial", "title": "A randomized trial", "unconfirmed": ["title"]},
         "split-face trial"),
        ({"kind": "split-face trial", "title": "A randomized trial",
          "unconfirmed": ["whether sides were randomised"]},
         "split-face trial, randomisation not confirmed"),
        ({"kind": "case series"}, "no comparison group"),
        ({"kind": "case series", "unconfirmed": ["whether there was a control group"]},
         "comparison group not confirmed"),
        ({"kind": "animal"}, "animals"),
    ],
)  # fmt: skip
def test_the_kind_is_said_with_what_is_doubted_about_it(fields: dict[str, object], words: str) -> None:
    assert design_words(a_study(**fields)) == words


@pytest.mark.parametrize(
    ("kind", "n", "words"),
    [
        ("rct", 100, "100 people enrolled"),
        ("case series", 1, "1 person enrolled"),
        ("animal", 30, "30 animals"),
        ("systematic review", 1029, "1,029 people in its studies"),
        ("measurement", 10, "10 measured"),
        ("review", None, "number not stated"),
    ],
)
def test_how_many_took_part(kind: str, n: int | None, words: str) -> None:
    assert people_words(a_study(kind=kind, n=n)) == words


@pytest.mark.parametrize(
    ("lengths", "is_range", "words"),
    [
        ([], False, "not confirmed"),
        ([1500], False, "1.5 mm"),
        ([1000], False, "1.0 mm"),
        ([370, 770], False, "0.37 and 0.77 mm"),
        ([250, 2000], True, "0.25–2.0 mm"),
        ([500, 1000, 1500], False, "0.5, 1.0 and 1.5 mm"),
    ],
)
def test_lengths_have_a_decimal_and_a_unit(lengths: list[int], is_range: bool, words: str) -> None:
    assert lengths_words(a_study(needle_lengths_um=lengths, lengths_are_range=is_range)) == words


def test_a_length_may_be_given_and_still_be_in_doubt() -> None:
    assert is_length_doubted(a_study(needle_lengths_um=[1500], unconfirmed=["needle_length_mm"]))
    assert not is_length_doubted(a_study(needle_lengths_um=[1500], unconfirmed=["volume"]))
    assert not is_length_doubted(a_study(unconfirmed=["needle length"]))


def test_what_of_a_citation_rests_on_memory_is_named() -> None:
    fields = ["title", "full author list", "year of the issue (2019)", "needle length", "results"]
    words = "from memory; not confirmed: title, full author list, year of the issue (2019)"
    assert memory_words(a_study(confidence="recalled", unconfirmed=fields)) == words
    assert memory_words(a_study(confidence="recalled", unconfirmed=["results"])) == "from memory"
    assert memory_words(a_study(unconfirmed=fields)) == ""


def test_every_level_has_words_and_the_gravest_forbids() -> None:
    assert tuple(LEVELS) == SAFETY_LEVELS
    assert LEVELS["do not treat"] == "do not needle"


@pytest.mark.parametrize(
    ("level", "frequency", "words"),
    [
        ("do not treat", None, ("do not needle",)),
        ("extra care", None, ("extra care",)),
        (None, "rare, severe", ("rare, but severe",)),
        (None, "common", ("common",)),
        (None, None, ()),
    ],
)
def test_a_safety_item_says_how_grave_it_is_or_how_often(
    level: str | None, frequency: str | None, words: tuple[str, ...]
) -> None:
    item = SafetyItem(slug="s", group="hygiene", position=1, item="", detail="", level=level)
    item.frequency = frequency
    assert safety_words(item) == words


def test_fields_are_named_in_words() -> None:
    study = a_study(unconfirmed=["needle_length_mm", "n", "volume"])
    assert unconfirmed_words(study) == ("needle length", "number of people", "volume")


def test_a_maker_is_named_where_the_record_names_one() -> None:
    paid = a_study(funding="Maker-linked: the maker paid.")
    assert is_maker_linked(paid)
    assert funding_words(paid) == "The maker paid."
    other = a_study(funding="A university paid, no maker did.")
    assert not is_maker_linked(other)
    assert funding_words(other) == "A university paid, no maker did."
    assert not is_maker_linked(a_study())
    assert funding_words(a_study()) == ""
