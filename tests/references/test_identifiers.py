"""DOI and PMID: what people paste, and the one form it comes to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.references.identifiers import IdentifierError, doi_url, normal_doi, normal_pmid, pmid_url
from tests.references.strategies import dois, often, studies, texts


@pytest.mark.parametrize(
    ("pasted", "doi"),
    [
        ("10.1097/01.prs.0000304612.72899.02", "10.1097/01.prs.0000304612.72899.02"),
        ("https://doi.org/10.1097/01.PRS.0000304612.72899.02", "10.1097/01.prs.0000304612.72899.02"),
        ("http://dx.doi.org/10.1111/JOCD.13714", "10.1111/jocd.13714"),
        ("doi.org/10.1111/jocd.13714", "10.1111/jocd.13714"),
        ("doi:10.1016/j.bjps.2010.03.038", "10.1016/j.bjps.2010.03.038"),
        ("DOI: 10.1016/j.bjps.2010.03.038.", "10.1016/j.bjps.2010.03.038"),
        ("doi: https://doi.org/10.1016/j.bjps.2010.03.038", "10.1016/j.bjps.2010.03.038"),
        ("  10.1097/DSS.0000000000000924,\n", "10.1097/dss.0000000000000924"),
        ("“10.1007/s13555-021-00653-2”".strip("“"), "10.1007/s13555-021-00653-2"),
        ("10.4103/JCAS.JCAS_130_17)", "10.4103/jcas.jcas_130_17"),
        ("10.1016/S0140-6736(05)12345-6", "10.1016/s0140-6736(05)12345-6"),
        ("10.1016/S0140-6736(05)", "10.1016/s0140-6736(05)"),
        ("https://doi.org/10.1016/S0140-6736%2805%2912345-6", "10.1016/s0140-6736(05)12345-6"),
        ("10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O", None),
        ("https://doi.org/10.1111/jocd.15965?utm_source=x#abstract", "10.1111/jocd.15965"),
        ("10.1111/\u200bjocd.15965", "10.1111/jocd.15965"),
        ("10.1000.10/123", "10.1000.10/123"),
    ],
)
def test_a_doi_comes_to_one_form(pasted: str, doi: str | None) -> None:
    assert normal_doi(pasted) == (doi or pasted.lower())


@pytest.mark.parametrize(
    "text",
    [
        *("", "10.", "10.1097", "10.1097/", "11.1097/abc", "10.12/abc", "10.1097/...", "doi", "PMC3016610"),
        *("10.1097/a b", "10.1097/ä", "10.1097/{a}", "10.1097/" + "a" * 400, "a" * 100_000),
        *("https://example.org/10.1097/a", "javascript:10.1097/a", "the DOI is 10.1097/abc"),
    ],
)
def test_what_is_no_doi_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(IdentifierError) as caught:
        normal_doi(text)
    assert str(caught.value).endswith(".")
    assert len(str(caught.value)) < 200


@often
@given(
    st.one_of(texts, dois, dois.map(lambda doi: f"https://doi.org/{doi}."), texts.map("10.1234/{}".format))
)
def test_normal_dois_stay_as_they_are_and_nothing_else_is_raised(text: str) -> None:
    try:
        doi = normal_doi(text)
    except IdentifierError:
        return
    assert normal_doi(doi) == doi
    assert doi == doi.lower()
    assert doi.startswith("10.")
    assert normal_doi(doi_url(doi)) == doi


def test_the_dois_and_pmids_of_the_studies_are_good() -> None:
    told = studies().values()
    dois = [study["doi"] for study in told if "doi" in study]
    pmids = [study["pmid"] for study in told if "pmid" in study]
    assert len(dois) > 40
    assert len(pmids) > 30
    assert [normal_doi(doi) for doi in dois] == [doi.lower() for doi in dois]
    assert [normal_pmid(pmid) for pmid in pmids] == pmids


def test_a_doi_has_an_address() -> None:
    assert doi_url("10.1111/jocd.13714") == "https://doi.org/10.1111/jocd.13714"
    assert doi_url("10.1002/a<b>#?") == "https://doi.org/10.1002/a%3Cb%3E%23%3F"


@pytest.mark.parametrize(
    ("pasted", "pmid"),
    [
        ("12345678", "12345678"),
        ("PMID: 12345678", "12345678"),
        ("pmid 7", "7"),
        ("PubMed PMID: 20300368.", "20300368"),
        ("https://pubmed.ncbi.nlm.nih.gov/20300368/", "20300368"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/20300368?x=1", "20300368"),
    ],
)
def test_a_pmid_comes_to_its_digits(pasted: str, pmid: str) -> None:
    assert normal_pmid(pasted) == pmid
    assert normal_pmid(pmid_url(pmid)) == pmid


@pytest.mark.parametrize(
    "text", ["", "0", "01234567", "123456789", "PMC3016610", "12a", "-5", "1.5", "٣٤٥", "PMID:", "1" * 5000]
)
def test_what_is_no_pmid_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(IdentifierError) as caught:
        normal_pmid(text)
    assert str(caught.value).endswith(".")


def test_a_number_of_pubmed_central_is_told_from_a_pmid() -> None:
    with pytest.raises(IdentifierError, match="a number of PubMed Central, not a PMID"):
        normal_pmid("PMC3016610")
