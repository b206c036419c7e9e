"""DOI and PMID: told from what people paste, and brought to one form each."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from catalog.references.text import clean, short

LONGEST = 300
# Letters, digits and the marks that registered names use: old ones hold brackets of all kinds, even < and >.
_DOI = re.compile(
    r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[-a-z0-9._;()/:<>\[\]+#~&%=@!*,'$?]*[-a-z0-9/_+()\[\]<>#~&%=@*$]"
)
_DOI_LINK = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/+(?=\S)", re.IGNORECASE)
_DOI_LABEL = re.compile(r"(?:info:doi/|urn:doi:|doi\b\s*:?)\s*", re.IGNORECASE)
_PMID = re.compile(r"[1-9][0-9]{0,7}", re.ASCII)
_PMID_LINK = re.compile(
    r"(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/([^/?#]*)/?(?:[?#].*)?",
    re.IGNORECASE,
)
_PMID_LABEL = re.compile(r"(?:pubmed\s*)?pmid\b\s*:?\s*", re.IGNORECASE)
_PAIRS = {")": "(", "]": "[", ">": "<"}


class IdentifierError(ValueError):
    """A text that is no DOI or no PMID; the message is a sentence for people."""


def normal_doi(text: str) -> str:
    """The DOI in lower case and bare: “https://doi.org/10.1097/01.PRS.1” gives “10.1097/01.prs.1”.

    Takes a link to doi.org, “doi:…” or the bare name; undoes percent-encoding and drops the
    punctuation that a sentence left behind. Normal forms stay as they are. Raises IdentifierError.
    """
    if len(text) > LONGEST * 3:
        raise IdentifierError("A DOI is never this long.")
    name = clean(text)
    link = _DOI_LINK.match(name)
    if link:
        name = re.split(r"[?#]", name[link.end() :], maxsplit=1)[0]
    else:
        name = _DOI_LABEL.sub("", name, count=1) if _DOI_LABEL.match(name) else name
        inner = _DOI_LINK.match(name)
        name = name[inner.end() :] if inner else name
    name = _without_trailing(_decoded(name).lower())
    if not _DOI.fullmatch(name) or len(name) > LONGEST:
        raise IdentifierError(f"“{short(text)}” is no DOI. A DOI begins with 10., a number and a slash.")
    return name


def _decoded(name: str) -> str:
    """Percent-encoding undone until nothing changes, so that a second reading changes nothing."""
    while (plain := clean(unquote(name))) != name:
        name = plain
    return name


def _without_trailing(name: str) -> str:
    """Without the stops, quotes and closing brackets that belong to the sentence around."""
    while name:
        last = name[-1]
        alone = last in _PAIRS and name.count(last) > name.count(_PAIRS[last])
        if not (alone or last in " .,;:!?'\"’”"):
            break
        name = name[:-1]
    return name


def normal_pmid(text: str) -> str:
    """The PMID as its digits: “PMID: 12345678” gives “12345678”. 1 to 8 digits, never a zero in front.

    Takes a link to PubMed, “PMID: …” or the bare number. Raises IdentifierError for anything else.
    """
    if len(text) > LONGEST:
        raise IdentifierError("A PMID is a number of at most 8 digits.")
    name = clean(text)
    link = _PMID_LINK.fullmatch(name)
    digits = link[1] if link else _PMID_LABEL.sub("", name, count=1) if _PMID_LABEL.match(name) else name
    digits = digits.rstrip(" .,;")
    if digits.upper().startswith("PMC"):
        raise IdentifierError(f"“{short(text)}” is a number of PubMed Central, not a PMID.")
    if not _PMID.fullmatch(digits):
        raise IdentifierError(f"“{short(text)}” is no PMID. A PMID is a number of at most 8 digits.")
    return digits


def doi_url(doi: str) -> str:
    """The address that leads to the work with this (normal) DOI."""
    return "https://doi.org/" + quote(doi, safe="/:;()._-~+,*!$&@='")


def pmid_url(pmid: str) -> str:
    """The address of the record with this (normal) PMID."""
    return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"
