"""Formatted references: how they read, and that no text of theirs becomes a tag."""

import html
import re

import pytest
from hypothesis import given

from catalog.references.identifiers import doi_url
from catalog.references.item import Reference
from catalog.references.style import formatted, formatted_one
from tests.references.strategies import references, seldom, study_references


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        (
            {
                "authors": ("Aust MC", "Kaplan HM", "English RS Jr", "von Dalwig-Nolda DF"),
                "journal": "Plastic and Reconstructive Surgery",
                "year": 2008,
                "volume": "121(4)",
                "pages": "1421-1429",
                "doi": "10.1097/01.PRS.1",
            },
            "Aust MC, Kaplan HM, English RS Jr, von Dalwig-Nolda DF. T. Plastic and Reconstructive Surgery. "
            "2008;121(4):1421–1429. doi:10.1097/01.prs.1",
        ),
        (
            {"authors": ("Zeitter S", "et al."), "journal": "Burns", "year": 2014, "pmid": "24513133"},
            "Zeitter S, et al. T. Burns. 2014. PubMed PMID: 24513133.",
        ),
        (
            {
                "authors": tuple(f"Name{letter} {letter}" for letter in "ABCDEFGH"),
                "journal": "J",
                "pages": "e8-e17",
            },
            "NameA A, NameB B, NameC C, NameD D, NameE E, NameF F, et al. T. J. e8–e17.",
        ),
        (
            {"authors": ("US Food and Drug Administration",), "journal": "FDA guidance", "kind": "report"}
            | {"url": "https://www.fda.gov/x"},
            "US Food and Drug Administration. T. FDA guidance [Internet]. Available from: https://www.fda.gov/x",
        ),
        ({"journal": "J"}, "T. J."),
        ({"year": 2021}, "T. 2021."),
        ({}, "T."),
        ({"title": "Does it work?", "year": 2021}, "Does it work? 2021."),
        ({"volume": "13(8)", "pages": "1-9"}, "T."),
    ],
)
def test_a_reference_reads_well_with_what_it_has(fields: dict[str, object], text: str) -> None:
    reference = Reference(**{"key": "k", "title": "T", **fields})  # type: ignore[arg-type]
    assert formatted_one(reference).text == text


def test_the_journal_is_in_italics_and_all_else_is_escaped() -> None:
    reference = Reference("k", 'A <b>bold</b> & <span class="nocase">Claim</span>', journal="J & <i>K</i>")
    assert formatted_one(reference).html == (
        "A &lt;b&gt;bold&lt;/b&gt; &amp; &lt;span class=&quot;nocase&quot;&gt;Claim&lt;/span&gt;. "
        "<i>J &amp; &lt;i&gt;K&lt;/i&gt;</i>."
    )


@seldom
@given(references)
def test_no_text_becomes_a_tag(reference: Reference) -> None:
    line = formatted_one(reference)
    tags = re.findall(r"<[^>]*>?", line.html)
    links = [tag for tag in tags if tag.startswith("<a ")]
    assert set(tags) <= {"<i>", "</i>", "</a>", *links}
    assert tags.count("</a>") == len(links)
    allowed = {reference.url, reference.doi and doi_url(reference.doi)}
    for link in links:
        said = re.fullmatch(r'<a href="([^"<>]*)" rel="noopener noreferrer">', link)
        assert said
        assert html.unescape(said[1]) in allowed
    assert html.unescape(re.sub(r"</?i>|</a>|<a [^>]*>", "", line.html)) == line.text
    assert line.text.isprintable()
    assert line.key == reference.key


def test_the_doi_and_the_address_lead_to_where_they_say() -> None:
    reference = Reference("k", "T", doi="10.1000/a(1)&b<c", url='https://x.org/?a=1&b="2"', kind="report")
    rel = 'rel="noopener noreferrer"'
    assert formatted_one(reference).html == (
        f'T [Internet]. Available from: <a href="https://x.org/?a=1&amp;b=%222%22" {rel}>'
        "https://x.org/?a=1&amp;b=%222%22</a> "
        f'doi:<a href="https://doi.org/10.1000/a(1)&amp;b%3Cc" {rel}>10.1000/a(1)&amp;b&lt;c</a>'
    )


def test_words_of_a_title_are_no_link() -> None:
    title = "See doi:10.1000/a and Available from: https://x.org"
    line = formatted_one(Reference("k", title, doi="10.1000/b", url="https://x.org", kind="report")).html
    assert line.startswith("See doi:10.1000/a and Available from: https://x.org")
    assert line.count("<a ") == 2
    same = formatted_one(Reference("k", "doi:10.1000/b", doi="10.1000/b", url="https://x.org")).html
    assert same.startswith("doi:10.1000/b ")
    assert same.count("<a ") == 1


@seldom
@given(references)
def test_the_title_is_in_the_line(reference: Reference) -> None:
    def letters(text: str) -> str:
        return "".join(char for char in text.casefold() if char.isalnum())

    assert letters(reference.title) in letters(formatted_one(reference).text)


def test_a_list_keeps_its_order() -> None:
    studies = study_references()
    lines = formatted(studies)
    assert [line.key for line in lines] == [study.key for study in studies]
    slips = re.compile(r"(?<!\.)\.\.(?!\.)|  | [.,;:]|[?!]\.|^1\.|None|\(\)|\[\]|;:")
    assert [line.text for line in lines if slips.search(line.text)] == []
