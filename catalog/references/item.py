"""One bibliographic reference, in the form in which every format and every list takes it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote

from catalog.references.identifiers import normal_doi, normal_pmid
from catalog.references.names import Body, Person, printed_name, split_name
from catalog.references.text import clean, cleaned

__all__ = [
    "KINDS",
    "Body",
    "ItemError",
    "Person",
    "Reference",
    "key_for",
    "printed_name",
    "safe_key",
    "split_name",
]

KINDS = (
    "article",
    "chapter",
    "book",
    "conference paper",
    "thesis",
    "report",
    "legislation",
    "web page",
    "dataset",
    "other",
)
YEARS = range(1000, 3000)
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+/-]*")
_LONGEST_KEY = 100
_URL = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_NOT_IN_URLS = re.compile(r'[\s<>"{}|\\^`]')
_DASHES = re.compile(r"\s*(?:[-\u2010-\u2015\u2212]\s*)+")
_VOLUME = re.compile(r"([^()]*)\(([^()]+)\)")


class ItemError(ValueError):
    """A reference that cannot be; the message is a sentence for people."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to one work. Text is cleaned, identifiers are normal, and nothing is told by None.

    `authors` are as printed: “Aust MC”, or a body's name; “et al.” last where the source stops there.
    `volume` holds the issue in brackets: “121(4)”. `pages` has hyphens in ranges. Raises ItemError or
    IdentifierError.
    """

    key: str
    title: str
    authors: tuple[str, ...] = ()
    journal: str | None = None
    year: int | None = None
    volume: str | None = None
    pages: str | None = None
    doi: str | None = None
    pmid: str | None = None
    url: str | None = None
    kind: str = "article"

    def __post_init__(self) -> None:
        volume, pages = cleaned(self.volume), cleaned(self.pages)
        self._set("title", clean(self.title))
        self._set("authors", tuple(name for name in map(clean, self.authors) if name))
        self._set("journal", cleaned(self.journal))
        self._set("volume", re.sub(r"\s+\(", "(", volume) if volume else None)
        self._set("pages", _DASHES.sub("-", pages) if pages else None)
        self._set("doi", normal_doi(self.doi) if self.doi else None)
        self._set("pmid", normal_pmid(self.pmid) if self.pmid else None)
        self._set("url", normal_url(self.url) if self.url else None)
        self._check()

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def _check(self) -> None:
        if not self.title:
            raise ItemError("A reference needs a title.")
        if not _KEY.fullmatch(self.key) or len(self.key) > _LONGEST_KEY:
            raise ItemError("The key of a reference is made of letters, digits and . : _ + / -")
        if self.kind not in KINDS:
            raise ItemError("No reference is of this kind.")
        if self.year is not None and self.year not in YEARS:
            raise ItemError("The year of a reference has four digits.")

    @property
    def names(self) -> tuple[Person | Body, ...]:
        """The authors, split where they are persons."""
        return tuple(map(split_name, self.authors))

    @property
    def volume_and_issue(self) -> tuple[str | None, str | None]:
        """“121(4)” is ("121", "4"); a volume in no such form is whole, without an issue."""
        parts = _VOLUME.fullmatch(self.volume or "")
        if parts and parts[1] == parts[1].strip() and parts[2] == parts[2].strip():
            return parts[1] or None, parts[2]
        return self.volume, None


def normal_url(text: str) -> str:
    """A web address without spaces, quotes or brackets (they are percent-encoded). Raises ItemError."""
    url = clean(text)
    if not _URL.fullmatch(url.replace(" ", "%20")):
        raise ItemError("A web address begins with http:// or https://")
    return _NOT_IN_URLS.sub(lambda found: quote(found[0]), url)


def joined_volume(volume: str | None, issue: str | None) -> str | None:
    """The volume as `Reference` holds it: “121” and “4” are “121(4)”."""
    volume, issue = cleaned(volume), cleaned(issue)
    return f"{volume or ''}({issue})" if issue else volume


def safe_key(text: str) -> str:
    """A key like the given one, of characters that every format takes; "" where nothing is left."""
    plain = unicodedata.normalize("NFKD", text[: 4 * _LONGEST_KEY]).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9_.:+/-]+", "-", plain).lstrip("_.:+/-")[:_LONGEST_KEY]


def key_for(title: str, authors: tuple[str, ...], year: int | None) -> str:
    """A key for a reference that brings none: “aust2008”, or the first word of the title."""
    name = split_name(authors[0]) if authors else None
    start = name.family if isinstance(name, Person) else (name.name if name else title)
    words = re.findall(r"[a-z0-9]+", safe_key(start).lower()) or ["reference"]
    word = "".join(words) if isinstance(name, Person) else words[0]
    return f"{word[:60]}{year or ''}"


def with_unlike_keys(references: tuple[Reference, ...]) -> tuple[tuple[str, Reference], ...]:
    """Each reference with a key of its own: the second “aust2008” of a list is written “aust2008-2”."""
    taken: set[str] = set()
    keyed = []
    for reference in references:
        key, number = reference.key, 1
        while key in taken:
            number += 1
            key = f"{reference.key}-{number}"
        taken.add(key)
        keyed.append((key, reference))
    return tuple(keyed)
