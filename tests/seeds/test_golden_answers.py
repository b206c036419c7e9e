"""Answers on real devices, worked out by hand from the facts and the finder's rules."""

import pytest

from catalog.figures.words import length_words
from catalog.specs.answer import Answer

GOLDEN = [
    # device, reaches 1.5, at 0.5, never above 0.5, never above 2.5
    ("dermapen-4", "T", "U", "F", "F"),  # from 0.2 it stops at 0.5, from 0.25 it does not
    ("dr-pen-a6", "T", "U", "F", "F"),  # stops not known; a shop says 3.0
    ("genosys-dts-roller-0-25mm", "F", "F", "T", "T"),
    ("genosys-dts-roller-0-5mm", "F", "T", "T", "T"),
    ("genosys-dts-roller-1mm", "F", "F", "F", "T"),
    ("genosys-dts-roller-1-5mm", "T", "F", "F", "T"),
    ("genosys-dts-roller-2mm", "T", "F", "F", "T"),
    ("zgts-192", "T", "U", "U", "T"),
    ("procell-md", "U", "U", "U", "U"),
    ("exceed-unlimited", "T", "U", "F", "T"),
]
WORDS = {"T": Answer.YES, "F": Answer.NO, "U": Answer.UNKNOWN}


@pytest.mark.parametrize(("slug", "reach", "at", "never_low", "never_high"), GOLDEN)
def test_golden_answers(shelf, slug, reach, at, never_low, never_high):
    lengths = shelf.by_slug(slug).lengths
    assert lengths.reach(1500) is WORDS[reach]
    assert lengths.at(500) is WORDS[at]
    assert lengths.never_above(500) is WORDS[never_low]
    assert lengths.never_above(2500) is WORDS[never_high]


def test_a_stamp_with_longer_heads_on_sale_may_go_above_the_head_in_the_box(shelf):
    banisher = shelf.by_slug("banisher-3").lengths
    assert banisher.at(500) is Answer.YES
    assert banisher.at(1000) is Answer.NO
    assert banisher.never_above(500) is Answer.NO
    assert banisher.never_above(1000) is Answer.YES


def test_the_exceeds_dial_reaches_no_further_than_its_cartridges_needles(shelf):
    exceed = shelf.by_slug("exceed-unlimited").lengths
    assert exceed.reach(1500) is Answer.YES
    assert exceed.reach(1900) is Answer.NO
    # The dial itself stays the worst case.
    assert exceed.never_above(1500) is Answer.NO
    assert exceed.never_above(1900) is Answer.YES


def test_a_roller_known_by_a_depth_only_is_neither_shown_safe_nor_deep(shelf):
    roll_cit = shelf.by_slug("environ-medical-roll-cit").lengths
    assert roll_cit.reach(1500) is Answer.YES
    assert roll_cit.reach(2000) is Answer.UNKNOWN
    assert roll_cit.never_above(1500) is Answer.UNKNOWN
    assert roll_cit.never_above(3000) is Answer.YES


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("exceed", "; other sources say 0–1.9 mm"),  # two of its FDA files differ
        ("exceed-unlimited", "; its dial alone: 1.9 mm"),
        ("banisher-3", "; another source or part: 1.0 mm"),
    ],
)
def test_who_says_the_longer_length(shelf, slug, words):
    assert length_words(shelf.by_slug(slug).lengths).endswith(words)
