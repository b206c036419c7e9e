"""The sentences that stand for the pictures."""

import pytest

from catalog.figures.core_sample import Version, core_sample_text, family_comb_text
from catalog.figures.histogram import histogram_text
from catalog.figures.measured import Measurement, measured_plate_text
from catalog.figures.ruler import needle_ruler_text
from catalog.figures.skyline import skyline_text
from catalog.figures.words import length_words
from catalog.specs.needle_length import Lengths, NeedleLengths
from tests.figures.samples import (
    DISPUTED,
    ENDS,
    FIXED,
    LIMITED,
    LONGEST,
    LOWEST,
    NOTHING,
    OPEN,
    SEVERAL,
    STEPLESS,
    STOPS,
    UNLISTED,
    dial,
)


@pytest.mark.parametrize(
    ("lengths", "words"),
    [
        (STOPS, "0.25–2.5 mm, stops every 0.25 mm"),
        (STEPLESS, "0.1–0.5 mm, without stops"),
        (ENDS, "0.25–2.5 mm, its stops aren’t published"),
        (LONGEST, "up to 2.5 mm, lowest and stops not known"),
        (dial(None, 1500, 200), "up to 1.5 mm, stops every 0.2 mm, lowest not known"),
        (LOWEST, "from 0.25 mm, longest and stops not known"),
        (FIXED, "0.5 mm, fixed length"),
        (SEVERAL, "0.2 · 0.3 · 0.5 · 1.0 · 1.5 · 2.0 mm"),
        (UNLISTED, "0.25–1.5 mm, which lengths isn’t listed"),
        (OPEN, "0.25 mm, longer ones exist, not listed"),
        (NOTHING, "needle length not known"),
        (DISPUTED, "0.25–2.5 mm, its stops aren’t published; other sources say 0.25–3.0 mm"),
        (
            Lengths(tuple(dial(low, high, 100) for high in (3000, 2500) for low in (200, 250))),
            "0.2–3.0 mm, stops every 0.1 mm; sources disagree: from 0.2 or 0.25 mm, to 2.5 or 3.0 mm",
        ),
        (
            Lengths((FIXED,), NeedleLengths((500, 1000))),
            "0.5 mm, fixed length; another source or part: 1.0 mm",
        ),
        (LIMITED, "0–1.5 mm, its stops aren’t published; other sources say 0–1.9 mm"),
        (
            Lengths((dial(0, 1500),), dial(0, 1900), (dial(0, 1900),)),
            "0–1.5 mm, its stops aren’t published; its dial alone: 1.9 mm",
        ),
    ],
)
def test_lengths_in_words(lengths: NeedleLengths | Lengths, words: str) -> None:
    assert length_words(lengths) == words


def test_a_core_sample_says_the_length_and_the_limit() -> None:
    assert core_sample_text(FIXED, 500) == "Needle length: 0.5 mm, fixed length. Your limit: 0.5 mm"
    assert core_sample_text(NOTHING) == "Needle length not known"


def test_a_family_names_its_versions_and_those_that_fit() -> None:
    versions = [Version(NeedleLengths((um,)), um == 500) for um in (250, 500, 1000)]
    assert family_comb_text(versions) == "3 versions: 0.25, 0.5 and 1.0 mm; 0.5 mm fits"


def test_a_ruler_reads_out_every_stop_and_answers_the_limit() -> None:
    told = needle_ruler_text(dial(500, 1500, 500), 2000)
    assert told.startswith("Needle length: 0.5–1.5 mm, stops every 0.5 mm: 0.5, 1.0, 1.5. ")
    assert told.endswith("It never goes above your limit of 2.0 mm.")
    assert "It goes above your limit of 0.5 mm" in needle_ruler_text(LONGEST, 500)
    assert "not known" in needle_ruler_text(LOWEST, 500)


def test_a_measurement_says_needle_depth_skin_and_study() -> None:
    one = Measurement(770, 153, "Roller, rat skin", "Kalluri 2011")
    assert measured_plate_text([one]) == (
        "1 measurement: a 0.77 mm needle went 0.15 mm deep (Roller, rat skin, Kalluri 2011)."
    )


def test_the_skyline_counts_what_it_cannot_show() -> None:
    assert skyline_text(53, 37).endswith("and 16 devices whose longest length is not known")
    assert skyline_text(3, 3).endswith("under a typical cheek")


def test_a_histogram_row_says_found_and_might() -> None:
    assert histogram_text("0.5", 8, 37) == "0.5 mm: 8 found, 37 might"
