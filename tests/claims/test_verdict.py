"""The verdict shown: the stored one, or "in doubt" from the moment a study behind the claim is."""

import re

import pytest

from catalog.claims.models import VERDICTS
from catalog.claims.verdict import IN_DOUBT, LOOKS, shown
from catalog.places import place
from catalog.science.doubted import doubt_lines, doubt_sentence, doubt_words
from catalog.science.standing import Doubt
from tests.claims.samples import claim

RETRACTED = Doubt("adams2020", "retraction", "2026-03-03", ("Error in data",), "10.1000/n.1")
CONCERN = Doubt("brown2019", "expression of concern", None, (), None)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_claim_whose_studies_stand_has_its_own_verdict(verdict: str) -> None:
    found = shown(claim(verdict=verdict), {"other2001": RETRACTED})
    assert (found.word, found.was, found.doubted, found.is_doubted) == (verdict, "", (), False)


@pytest.mark.parametrize("verdict", VERDICTS)
@pytest.mark.parametrize("side", ["for", "against", "beside"])
def test_a_claim_is_in_doubt_whichever_way_the_study_speaks(verdict: str, side: str) -> None:
    leaning = claim(verdict=verdict, **({"for": [], "against": [], "beside": []} | {side: ["adams2020"]}))
    found = shown(leaning, {"adams2020": RETRACTED})
    assert (found.word, found.tone, found.was, found.doubted) == (IN_DOUBT, "doubted", verdict, (RETRACTED,))


def test_a_study_that_only_measured_a_number_counts_too() -> None:
    number = {"label": "Redness", "value": "5", "unit": "%", "study": "brown2019"}
    assert shown(claim(numbers=[number]), {"brown2019": CONCERN}).doubted == (CONCERN,)


def test_a_study_named_twice_is_one_doubt() -> None:
    number = {"label": "Redness", "value": "5", "unit": "%", "study": "adams2020"}
    assert shown(claim(numbers=[number]), {"adams2020": RETRACTED}).doubted == (RETRACTED,)


def test_every_verdict_has_a_sign_of_its_own_that_the_templates_draw() -> None:
    drawn = set(re.findall(r'name == "([a-z-]+)"', (place("templates") / "claims/_verdict.html").read_text()))
    assert set(LOOKS) == {*VERDICTS, IN_DOUBT}
    assert len({look.icon for look in LOOKS.values()}) == len(LOOKS)
    assert {look.icon for look in LOOKS.values()} == drawn


@pytest.mark.parametrize(
    ("nature", "day", "words", "sentence"),
    [
        (
            "retraction",
            "2026-03-03",
            "retracted on 3 Mar 2026",
            "A study behind this was retracted on 3 Mar 2026",
        ),
        ("retraction", "2026-03", "retracted in Mar 2026", "A study behind this was retracted in Mar 2026"),
        ("retraction", None, "retracted, day not given", "A study behind this was retracted, day not given"),
        (
            "expression of concern",
            "2026-03-03",
            "expression of concern, 3 Mar 2026",
            "A journal has said that it has concerns about a study behind this on 3 Mar 2026",
        ),
        (
            "expression of concern",
            None,
            "expression of concern, day not given",
            "A journal has said that it has concerns about a study behind this",
        ),
    ],
)
def test_doubts_in_words(nature: str, day: str | None, words: str, sentence: str) -> None:
    doubt = Doubt("adams2020", nature, day, (), None)
    assert (doubt_words(doubt), doubt_sentence(doubt)) == (words, sentence)


def test_each_doubt_leads_to_its_study_and_its_notice() -> None:
    verdict = shown(claim(beside=["brown2019"]), {"adams2020": RETRACTED, "brown2019": CONCERN})
    first, second = doubt_lines(verdict.doubted, {"adams2020": "Adams 2020", "brown2019": "Brown 2019"})
    assert (first.name, first.href, first.notice) == (
        "Adams 2020",
        "/studies/adams2020",
        "https://doi.org/10.1000/n.1",
    )
    assert first.reasons == ("Error in data",)
    assert (second.name, second.notice) == ("Brown 2019", "/studies/brown2019#standing")
