"""Why a device matches, in one sentence a question."""

import pytest

from catalog.finder.needs import filters_of
from catalog.finder.reasons import versions_words, why
from catalog.specs.needle_length import Lengths
from catalog.specs.registry import SPECS

KIND = SPECS["needle_length"].kind


def lengths(*said: str, worst: str | None = None) -> Lengths:
    readings = tuple(KIND.parse(text) for text in said)
    return Lengths(readings, KIND.parse(worst) if worst else readings[0])


@pytest.mark.parametrize(
    ("query", "device", "words"),
    [
        ("depth_at=0.5", lengths("0–2.5 mm every 0.25"), "Stops at 0.5 mm; every 0.25 mm from 0 to 2.5"),
        ("depth_at=0.5", lengths("0.1–0.5 mm stepless"),
         "Can be set to 0.5 mm; without stops from 0.1 to 0.5"),
        ("depth_at=0.5", lengths("0.5 mm"), "0.5 mm needles"),
        ("depth_at=0.5", lengths("0.5, 1.0, 1.5 mm"), "0.5 mm head, one of 3 in the box"),
        ("depth_at=0.5", lengths("0.5 mm", worst="0.5, 1.0 mm"),
         "0.5 mm head in the box; heads up to 1.0 mm are sold too"),
        ("depth_at=2.5", lengths("0.25–2.5 mm"), "Stops at 2.5 mm"),
        ("depth_reach=1.5", lengths("0.25–2.5 mm every 0.25"), "Reaches 2.5 mm"),
        ("depth_reach=1.5", lengths("0.25–2.5 mm", "0.25–2.0 mm"), "Reaches 2.0 mm"),
        ("depth_reach=1.5", lengths("2.0 mm"), "2.0 mm needles"),
        ("depth_usable=0.5", lengths("0.25–2.5 mm"), "Starts at 0.25 mm"),
        ("depth_usable=0.5", lengths("0.3 mm"), "0.3 mm needles"),
        ("depth_never_above=0.5", lengths("0.3 mm"), "One fixed length"),
        ("depth_never_above=0.5", lengths("0.1–0.5 mm stepless"), "Its longest setting is 0.5 mm"),
        ("depth_never_above=0.5", lengths("0.13 mm", "0.18 mm", worst="0.13, 0.18 mm"),
         "0.18 mm is the longest anybody names"),
        ("depth_within=0.2..1", lengths("0.25–1.0 mm"), "All settings from 0.25 to 1.0 mm"),
        ("depth_overlap=0.6..0.7", lengths("0.2–3.0 mm every 0.1"),
         "Stops at 0.6 mm; every 0.1 mm from 0.2 to 3.0"),
        ("depth_covers=0.5..1.5", lengths("0.25–2.5 mm every 0.25"), "Every 0.25 mm from 0.25 to 2.5"),
        # What only one of the sources says is not told as if all said so.
        ("depth_at=0.5", lengths("0–2.5 mm every 0.25", "0.25–2.5 mm every 0.25"),
         "Stops at 0.5 mm; every 0.25 mm"),
        ("depth_at=0.5", lengths("0.2–2.5 mm every 0.1", "0.25–2.5 mm every 0.25"), "Can be set to 0.5 mm"),
        ("depth_usable=0.25", lengths("0.13 mm", "0.18 mm", worst="0.13, 0.18 mm"),
         "0.13 or 0.18 mm needles"),
        ("depth_usable=0.5", lengths("0.2–2.5 mm every 0.1", "0.25–2.5 mm every 0.25"),
         "Starts at 0.25 mm or lower"),
        ("depth_usable=0.5", lengths("0.25–2.5 mm", "0.25–3.0 mm"), "Starts at 0.25 mm"),
        ("depth_overlap=0.3..0.5", lengths("0.2–2.5 mm every 0.1", "0.25–2.5 mm every 0.25"),
         "Has a setting from 0.3 mm to 0.5 mm"),
        ("depth_covers=0.5..1.5", lengths("0.2–2.5 mm every 0.1", "0.25–2.5 mm every 0.25"),
         "Settings from 0.5 mm to 1.5 mm without large jumps"),
    ],
)  # fmt: skip
def test_every_question_has_its_reason(query, device, words):
    assert why(filters_of(query).conditions, device) == (words,)


def test_without_a_question_there_is_nothing_to_explain():
    assert why(filters_of("kind=pen").conditions, lengths("0.5 mm")) == ()


def test_a_family_says_which_versions_fit():
    assert versions_words(5, [500]) == "5 versions; this one fits"
    assert versions_words(6, [200, 300, 500]) == "6 versions; fits in 0.2, 0.3 and 0.5 mm"
