"""Which format a file is, and the one door to the readers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.references.bibtex import bibtex
from catalog.references.csl import csl_json
from catalog.references.files import detect, read_references
from catalog.references.reading import FileError
from catalog.references.ris import ris
from tests.references.strategies import often, study_references


@pytest.mark.parametrize(
    ("name", "head", "format_"),
    [
        ("a.bib", b"% a comment\n@article{a,", "bibtex"),
        ("a.txt", b"\n\n@Article{a,", "bibtex"),
        ("a.bib", b"TY  - JOUR\r\nTI  - x", "ris"),
        ("a.txt", b"\xef\xbb\xbfTY  - JOUR\r\n", "ris"),
        ("a.ris", b"Provider: x\n", "ris"),
        ("a.json", b' [ {"id": 1', "csl-json"),
        ("a", b"\xef\xbb\xbf[]", "csl-json"),
        ("a", '{"title": "x"}'.encode("utf-16"), "csl-json"),
        ("a.csv", b"Record ID,Title,OriginalPaperDOI,RetractionNature\n1,", "retractions"),
        ("a.csv", b"\xef\xbb\xbf\"Record ID\",\"RetractionNature\",\"OriginalPaperDOI\"\n", "retractions"),
        ("a.csv", b"Record ID,Title\nRetractionNature,OriginalPaperDOI", None),
        ("a.toml", b"[aust2008]\ntitle = 1", None),
        ("a.md", b"Write to me@example.org", None),
        ("a.bib", b"", None),
        ("a.bib", b"\x89PNG\x00", None),
        ("a.json", b"hello", None),
    ],
)  # fmt: skip
def test_formats_are_told(name: str, head: bytes, format_: str | None) -> None:
    assert detect(name, head) == format_


@often
@given(st.text(max_size=8), st.binary(max_size=60))
def test_any_file_has_a_format_or_none(name: str, head: bytes) -> None:
    assert detect(name, head) in ("bibtex", "ris", "csl-json", "retractions", None)


def test_one_door_reads_what_it_is_given() -> None:
    sent = tuple(study_references())
    for write, name in ((bibtex, "x.bib"), (ris, "x.ris"), (csl_json, "x.json")):
        assert read_references(name, write(sent).encode()).references == sent
    with pytest.raises(FileError, match="not BibTeX, RIS or CSL-JSON"):
        read_references("x.csv", b"Record ID,RetractionNature,OriginalPaperDOI\n")
