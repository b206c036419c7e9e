"""Which format a file is, and the one door to the readers of references."""

from __future__ import annotations

import re
from typing import Final, Literal

from catalog.references.bibtex import read_bibtex
from catalog.references.csl import read_csl_json
from catalog.references.reading import FileError, ReadFile
from catalog.references.ris import read_ris

Format = Literal["bibtex", "ris", "csl-json", "retractions"]
HEAD: Final = 4096
"""Bytes of a file that `detect` looks at."""
_NAMES: Final[dict[str, Format]] = {".bib": "bibtex", ".bibtex": "bibtex", ".ris": "ris"}
_READERS: Final = {"bibtex": read_bibtex, "ris": read_ris, "csl-json": read_csl_json}
_RIS = re.compile(r"^TY {1,2}- ", re.MULTILINE)
_BIBTEX = re.compile(r"^[ \t]*@\w+[ \t]*[{(]", re.MULTILINE)
_JSON = re.compile(r"\s*(?:\[\s*(?:\{|\])|\{\s*\")")


def detect(name: str, head: bytes) -> Format | None:
    """The format of a file by its name and first bytes (HEAD of them do); None where it is none of these.

    What a file holds goes before what it is called; the name decides where its beginning shows nothing.
    """
    text = _text(head[:HEAD])
    first = text.partition("\n")[0]
    if "RetractionNature" in first and "OriginalPaperDOI" in first:
        return "retractions"
    if _JSON.match(text):
        return "csl-json"
    if _RIS.search(text):
        return "ris"
    if _BIBTEX.search(text):
        return "bibtex"
    ending = re.search(r"\.[a-z]+$", name.lower())
    return _NAMES.get(ending[0]) if ending and text.strip() and "\0" not in text else None


def read_references(name: str, data: bytes) -> ReadFile:
    """The references of a BibTeX, RIS or CSL-JSON file. Raises FileError, also for any other."""
    reader = _READERS.get(detect(name, data) or "")
    if not reader:
        raise FileError("This file is not BibTeX, RIS or CSL-JSON.")
    return reader(data)


def _text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head[: len(head) // 2 * 2].decode("utf-16", errors="replace")
    else:
        text = head.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
