"""The claims as they were recorded: every study looked at stands in one list, verdicts as counted."""

from collections import Counter

import pytest

from catalog.claims.models import Claim
from catalog.exchange import seeds

STUDIES = {
    "c01": "alster2018 aust2008 camirand1997 fernandes2005 hou2017 orentreich1995",
    "c02": "chopra2015 egawa2007 fda2020 kalluri2011",
    "c03": "alster2020scars aust2011 liebl2012 schmitt2018",
    "c04": "aust2008 eldomyati2015acne eldomyati2015photo lotfi2013",
    "c05": "asj2021 aust2008 eldomyati2015acne eldomyati2015photo schwarz2011",
    "c06": "alster2020scars liebl2012 schmitt2018",
    "c07": "chu2021 gowda2021 hou2017",
    "c08": "eldomyati2015acne schmitt2018",
    "c09": "afra2019 alam2014 aust2008 eldomyati2015acne",
    "c10": "ablon2018 afra2019 alam2014 asj2021 dogra2014 fabbrocini2009 majid2009 mujahid2020",
    "c11": "alam2014 alster2020scars alster2020striae mujahid2020",
    "c12": "ablon2018 asj2021 aust2008 dalwig2020 eldomyati2015acne gowda2021 lotfi2013",
    "c13": "aust2008 eldomyati2015acne friedmann2024 lee2014 soltani2014 zeitter2014",
    "c14": "gupta2011 iriarte2017 kalluri2011",
    "c15": "ablon2018 alam2014 asj2021",
    "c16": "alam2014 alster2020scars aust2008",
    "c17": "cfr8784430 chu2021 fda2020 gowda2021 mmwr2024",
    "c18": "afra2019 hou2017 iriarte2017 mujahid2020 ramaut2018",
}
"""Every study that was looked at for a claim, by claim, as recorded before they were sorted."""


@pytest.fixture(scope="module")
def claims(files: seeds.Seeds) -> dict[str, Claim]:
    return {claim.slug: claim for claim in files.evidence.claims}


def test_every_study_that_was_looked_at_stands_in_one_list(claims: dict[str, Claim]) -> None:
    assert {slug: " ".join(sorted(claim.studies)) for slug, claim in claims.items()} == STUDIES


def test_verdicts_are_as_they_were_counted(claims: dict[str, Claim]) -> None:
    assert Counter(claim.verdict for claim in claims.values()) == {
        "supported": 5,
        "partly supported": 9,
        "misattributed": 2,
        "unsupported": 2,
    }


def test_what_is_supported_has_a_study_for_it_and_none_against(claims: dict[str, Claim]) -> None:
    for claim in claims.values():
        if claim.verdict == "supported":
            assert claim.studies_for, claim.slug
            assert not claim.studies_against, claim.slug


def test_what_is_not_supported_has_no_study_for_it(claims: dict[str, Claim]) -> None:
    for claim in claims.values():
        if claim.verdict in ("misattributed", "unsupported"):
            assert not claim.studies_for, claim.slug


def test_a_study_whose_finding_nobody_confirmed_settles_nothing(
    claims: dict[str, Claim], files: seeds.Seeds
) -> None:
    """The findings of Schwarz 2011 and Ramaut 2018 were read in no text of their own."""
    doubtful = {
        study.slug
        for study in files.evidence.studies
        if any(what.startswith("finding") for what in study.unconfirmed)
    }
    assert {"schwarz2011", "ramaut2018"} <= doubtful
    for claim in claims.values():
        assert not doubtful & {*claim.studies_for, *claim.studies_against}, claim.slug


def test_studies_without_an_untreated_side_do_not_speak_for_a_comparison(claims: dict[str, Claim]) -> None:
    """Claim 11 is of a comparison with no treatment, and none of the four papers is the one it names."""
    assert (claims["c11"].studies_for, claims["c11"].studies_against) == ((), ())


def test_findings_that_speak_against_are_said_to(claims: dict[str, Claim]) -> None:
    """Two biopsy series measured less elastin; the scar score was not yet better at three months."""
    assert claims["c05"].studies_against == ("eldomyati2015acne", "eldomyati2015photo")
    assert claims["c15"].studies_against == ("alam2014",)


def test_no_claim_is_about_some_lengths_or_kinds_only(claims: dict[str, Claim]) -> None:
    """The evidence ties none of them to any."""
    assert not any(claim.kinds or claim.high_um for claim in claims.values())


def test_only_one_number_is_claimed_and_not_measured(claims: dict[str, Claim]) -> None:
    numbers = {slug: claim.numbers for slug, claim in claims.items() if claim.numbers}
    assert {slug: [(n["value"], n["study"]) for n in found] for slug, found in numbers.items()} == {
        "c12": [("+53.2", "lotfi2013"), ("+101.86", "asj2021"), ("+400", "")]
    }
