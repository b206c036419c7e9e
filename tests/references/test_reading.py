"""Files of references as people have them: what is taken, what is said of the rest, and what is refused."""

from collections.abc import Callable

import pytest

from catalog.references import reading
from catalog.references.bibtex import bibtex, read_bibtex
from catalog.references.csl import csl_json, read_csl_json
from catalog.references.item import Reference
from catalog.references.reading import MAX_BYTES, FileError, ReadFile
from catalog.references.ris import read_ris, ris
from tests.references.strategies import study_references

DOI_RULE = "A DOI begins with 10., a number and a slash."
READERS: dict[str, Callable[[bytes | str], ReadFile]] = {
    "bibtex": read_bibtex,
    "ris": read_ris,
    "csl-json": read_csl_json,
}
each_reader = pytest.mark.parametrize("name", READERS)

BIBTEX = r"""
Exported by a program.
@string{prs = "Plastic and " # {Reconstructive Surgery}}
@comment{nothing}
@article{aust2008,
  author = {Matthias C. Aust and Fernandes, Des and von Dalwig-Nolda, D. F. and {Bellus Medical} and others},
  title = "Percutaneous {C}ollagen induction: M{\"u}ller's 50% {\'E}t\'e \& $\alpha$-na{\"\i}ve",
  journal = prs,
  year = 2008, month = apr # "~1",
  volume = {121}, number = {4}, pages = {1421--1429},
  doi = {https://doi.org/10.1097/01.PRS.0000304612.72899.02},
  url = {https://example.org/a\_b?c=100%25},
}

@Book(two, title = {A book, = "quoted"}, howpublished = "\url{https://example.org/book}", year = {in press})
@article{three, author = {Nobody, A.}}
@article{four, title = {Broken {brace}, year = 2001
@article{five, title = {After the broken one}, eprint = {20300368}, eprinttype = {pubmed}, doi = {10.x}}
@article{aust2008, title = {The same key}}
"""


def test_bibtex_as_people_have_it() -> None:
    read = read_bibtex(BIBTEX)
    assert [(one.line, one.reference) for one in read.reads] == [
        (
            5,
            Reference(
                key="aust2008",
                title="Percutaneous Collagen induction: Müller's 50% Été & α-naïve",
                authors=("Aust MC", "Fernandes D", "von Dalwig-Nolda DF", "Bellus Medical", "et al."),
                journal="Plastic and Reconstructive Surgery",
                year=2008,
                volume="121(4)",
                pages="1421-1429",
                doi="10.1097/01.prs.0000304612.72899.02",
                url="https://example.org/a_b?c=100%25",
            ),
        ),
        (15, Reference("two", 'A book, = "quoted"', url="https://example.org/book", kind="book")),
        (18, Reference("five", "After the broken one", pmid="20300368")),
    ]
    assert read.problems == (
        "line 15: “in press” holds no year. It was left out of this entry.",
        "line 16: this entry has no title.",
        "line 17: the entry that begins here is broken: look for a brace or a comma that is missing.",
        f"line 18: “10.x” is no DOI. {DOI_RULE} It was left out of this entry.",
        "line 19: the key aust2008 is on line 5 already. This entry is left out.",
    )


RIS = """Record #1 of 3
Provider: somebody

TY  - JOUR
T1  - Percutaneous collagen induction
 continued on a second line
A1  - Aust, Matthias C.
A1  - English, Robert S., Jr.
AU  - US Food and Drug Administration
AU  - Bellus Medical,
JF  - Plastic and Reconstructive Surgery
JA  - Plast Reconstr Surg
Y1  - 2008/04/01/
VL  - 121
IS  - 4
SP  - 1421
EP  - 1429
M3  - doi: 10.1097/x
DO  - doi:10.1097/01.PRS.1
UR  - https://example.org/a;b
N1  - PMID: 20300368
XX  - unknown
AB  - very long
ER  -

TY  - RPRT
TI  - No end
AN  - WOS:000123
TY  - ELEC
TI  - A page
N1  - something
DO  - 10.1097/01.prs.1
ER  -
TY  - JOUR
AU  - Nobody, A.
ER  -
"""


def test_ris_as_people_have_it() -> None:
    read = read_ris(RIS.replace("\n", "\r\n"))
    assert [(one.line, one.reference) for one in read.reads] == [
        (
            4,
            Reference(
                key="aust2008",
                title="Percutaneous collagen induction continued on a second line",
                authors=("Aust MC", "English RS Jr", "US Food and Drug Administration", "Bellus Medical"),
                journal="Plastic and Reconstructive Surgery",
                year=2008,
                volume="121(4)",
                pages="1421-1429",
                doi="10.1097/01.prs.1",
                pmid="20300368",
                url="https://example.org/a;b",
            ),
        ),
        (26, Reference("no", "No end", kind="report")),
    ]
    assert read.problems == (
        "line 26: the record that begins here has no line ER at its end.",
        "line 29: the DOI 10.1097/01.prs.1 is on line 4 already. This entry is left out.",
        "line 34: this entry has no title.",
    )


CSL = """[
  {"id": 1, "type": "article-journal", "title": ["Percutaneous collagen induction"],
   "author": [{"family": "Dalwig", "given": "Doris Fay", "non-dropping-particle": "von"},
              {"literal": "Bellus Medical"}, {"family": null, "given": {}}, "x", {"name": "A body"}],
   "container-title": ["Burns", "x"], "issued": {"date-parts": [["2008", 4]]},
   "volume": 121, "issue": "4", "page": "1421–1429", "DOI": "10.1097/A", "custom": {"a": [1, NaN]}},
  {"type": "song", "title": "Another", "issued": {"raw": "April 2009"}, "URL": "javascript:alert(1)"},
  {"title": "  "}, 7,
  {"title": "Cut", "
"""


def test_csl_json_as_people_have_it() -> None:
    read = read_csl_json(CSL)
    assert [(one.line, one.reference) for one in read.reads] == [
        (
            2,
            Reference(
                key="1",
                title="Percutaneous collagen induction",
                authors=("von Dalwig DF", "Bellus Medical", "A body"),
                journal="Burns",
                year=2008,
                volume="121(4)",
                pages="1421-1429",
                doi="10.1097/a",
            ),
        ),
        (7, Reference("another2009", "Another", year=2009, kind="other")),
    ]
    assert read.problems == (
        "line 7: A web address begins with http:// or https:// It was left out of this entry.",
        "line 8: this entry has no title.",
        "line 8: this is no item of CSL-JSON.",
        "line 9: from here on this is no JSON. Reading ends here.",
    )


def test_one_item_of_csl_json_is_a_file_too() -> None:
    assert read_csl_json('\n {"id": "a", "title": "One"}').reads[0].line == 2


@each_reader
def test_a_file_without_references_says_so(name: str) -> None:
    empty = "[]" if name == "csl-json" else "  \n"
    assert READERS[name](empty).problems == ("line 1: no reference was found in this file.",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
@pytest.mark.parametrize("name", READERS)
def test_encodings_are_told(name: str, encoding: str) -> None:
    sent = Reference("a", "Müller – Été".replace("–", "-" if encoding == "latin-1" else "–"), ("Ødegård Å",))
    write = {"bibtex": bibtex, "ris": ris, "csl-json": csl_json}[name]
    assert READERS[name](write([sent]).encode(encoding)).references == (sent,)


@each_reader
@pytest.mark.parametrize("data", [b"\x81\x8d\xff bytes", b"\xff\xfe\x00", b"[\x00\x01PNG", b"TY  - \x00"])
def test_what_is_no_text_is_refused_in_a_sentence(name: str, data: bytes) -> None:
    with pytest.raises(FileError, match=r"\.$"):
        READERS[name](data)


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(FileError, match="larger than 4 MB"):
        read_ris(b" " * (MAX_BYTES + 1))


def test_too_many_references_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_ENTRIES", 50)
    with pytest.raises(FileError, match="more than 50 references"):
        read_ris(ris(study_references()))


def test_latex_reads_no_other_file() -> None:
    read = read_bibtex(r"@article{a, title = {T \input{/etc/hostname}}}")
    assert [one.title for one in read.references] == ["T /etc/hostname"]
