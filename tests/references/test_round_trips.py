"""References go out in every format and come back the same; other programs read what goes out."""

import json
from collections.abc import Callable

import bibtexparser
import pytest
import rispy
from bibtexparser import middlewares
from hypothesis import given
from hypothesis import strategies as st

from catalog.references.bibtex import bibtex, read_bibtex
from catalog.references.csl import csl_json, read_csl_json
from catalog.references.item import Reference
from catalog.references.reading import ReadFile
from catalog.references.ris import read_ris, ris
from tests.references.strategies import often, references, study_references

type_of_format = tuple[Callable[[list[Reference]], str], Callable[[str], ReadFile]]
FORMATS: dict[str, type_of_format] = {
    "bibtex": (bibtex, read_bibtex),
    "ris": (ris, read_ris),
    "csl-json": (csl_json, read_csl_json),
}
each_format = pytest.mark.parametrize("name", FORMATS)
lists = st.lists(references, min_size=1, max_size=3, unique_by=lambda reference: reference.key)


@each_format
def test_every_study_goes_out_and_comes_back(name: str) -> None:
    write, read = FORMATS[name]
    sent = study_references()
    assert len(sent) == 79
    back = read(write(sent))
    assert back.problems == ()
    assert back.references == tuple(sent)


@often
@each_format
@given(reference=references)
def test_any_reference_goes_out_and_comes_back(name: str, reference: Reference) -> None:
    write, read = FORMATS[name]
    back = read(write([reference]))
    assert (back.references, back.problems) == ((reference,), ())


@often
@each_format
@given(sent=lists)
def test_lists_come_back_in_their_order(name: str, sent: list[Reference]) -> None:
    write, read = FORMATS[name]
    back = read(write(sent).encode()).references
    titles = [reference.title for reference in sent]
    assert [titles.count(reference.title) > 0 for reference in back] == [True] * len(back)
    assert len(back) == len({reference.key for reference in back})
    identifiers = [value for one in sent for value in (one.doi, one.pmid) if value]
    if len(set(identifiers)) == len(identifiers):
        assert back == tuple(sent)


@each_format
def test_the_same_key_twice_is_written_once(name: str) -> None:
    write, read = FORMATS[name]
    back = read(write([Reference("a", "One"), Reference("a", "Two")]))
    assert [(one.key, one.title) for one in back.references] == [("a", "One"), ("a-2", "Two")]


AUST = Reference(
    key="aust2008",
    title="Percutaneous collagen induction therapy: 50% & more",
    authors=("Aust MC", "von Dalwig-Nolda DF", "English RS Jr", "US Food and Drug Administration", "et al."),
    journal="Plastic and Reconstructive Surgery",
    year=2008,
    volume="121(4)",
    pages="1421-1429",
    doi="10.1097/01.prs.0000304612.72899.02",
    pmid="12345678",
    url="https://example.org/a;b_c%20d",
)


def test_bibtex_is_what_latex_wants() -> None:
    assert bibtex([AUST]) == (
        "@article{aust2008,\n"
        "  title = {{Percutaneous collagen induction therapy: 50\\% \\& more}},\n"
        "  author = {Aust, M. C. and von Dalwig-Nolda, D. F. and English, Jr, R. S. and "
        "{US Food and Drug Administration} and others},\n"
        "  journal = {Plastic and Reconstructive Surgery},\n"
        "  year = {2008},\n"
        "  volume = {121},\n"
        "  number = {4},\n"
        "  pages = {1421--1429},\n"
        "  doi = {10.1097/01.prs.0000304612.72899.02},\n"
        "  pmid = {12345678},\n"
        "  url = {https://example.org/a;b_c%20d}\n"
        "}\n"
    )


def test_ris_has_the_tags_of_its_specification() -> None:
    assert ris([AUST]).strip().split("\n") == [
        "TY  - JOUR",
        "ID  - aust2008",
        "TI  - Percutaneous collagen induction therapy: 50% & more",
        "AU  - Aust, M. C.",
        "AU  - von Dalwig-Nolda, D. F.",
        "AU  - English, R. S., Jr",
        "AU  - US Food and Drug Administration,",
        "AU  - et al.,",
        "T2  - Plastic and Reconstructive Surgery",
        "PY  - 2008",
        "VL  - 121",
        "IS  - 4",
        "SP  - 1421",
        "EP  - 1429",
        "DO  - 10.1097/01.prs.0000304612.72899.02",
        "AN  - 12345678",
        "DB  - PubMed",
        "UR  - https://example.org/a;b_c%20d",
        "ER  -",
    ]


def test_csl_json_has_the_members_of_its_schema() -> None:
    assert json.loads(csl_json([AUST])) == [
        {
            "id": "aust2008",
            "type": "article-journal",
            "title": "Percutaneous collagen induction therapy: 50% & more",
            "author": [
                {"family": "Aust", "given": "M. C."},
                {"family": "von Dalwig-Nolda", "given": "D. F."},
                {"family": "English", "given": "R. S.", "suffix": "Jr"},
                {"literal": "US Food and Drug Administration"},
                {"literal": "et al."},
            ],
            "container-title": "Plastic and Reconstructive Surgery",
            "issued": {"date-parts": [[2008]]},
            "volume": "121",
            "issue": "4",
            "page": "1421-1429",
            "DOI": "10.1097/01.prs.0000304612.72899.02",
            "PMID": "12345678",
            "URL": "https://example.org/a;b_c%20d",
        }
    ]


def test_another_reader_of_bibtex_finds_the_same() -> None:
    stack = [middlewares.SeparateCoAuthors(), middlewares.SplitNameParts()]
    library = bibtexparser.parse_string(bibtex(study_references()), append_middleware=stack)
    assert (len(library.entries), library.failed_blocks) == (79, [])
    english = library.entries_dict["english2022"]
    first = english.fields_dict["author"].value[0]
    assert (first.last, first.jr, first.first) == (["English"], ["Jr"], ["R.", "S."])
    dalwig = library.entries_dict["dalwig2020"].fields_dict["author"].value[0]
    assert (dalwig.von, dalwig.last) == (["von"], ["Dalwig-Nolda"])
    fda = library.entries_dict["fda2020"].fields_dict["author"].value
    assert [name.last for name in fda] == [["{US Food and Drug Administration}"]]


def test_another_reader_of_ris_finds_the_same() -> None:
    records = rispy.loads(ris(study_references()))
    assert [record["id"] for record in records] == [reference.key for reference in study_references()]
    assert [record["title"] for record in records] == [reference.title for reference in study_references()]
    assert all("unknown_tag" not in record for record in records)
