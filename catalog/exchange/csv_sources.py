"""Who says what a row says: its source, the day it was read, and how it is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from catalog import clock
from catalog.dates import PartialDate
from catalog.products import models
from catalog.products.facts_sources import NewSources
from catalog.products.sources import SourceFacts
from catalog.references.text import short

from .csv_headings import ABOUT
from .csv_layout import Entry
from .csv_near import Nearest
from .csv_products import PlaceError
from .csv_values import CellError, unquoted
from .import_report import OptionError, Options

_LISTED: Final = {"statement_kind": models.KINDS, "rank": models.RANKS, "known_by": models.KNOWN_BY}


@dataclass(frozen=True)
class Witness:
    """Who says it: the source's slug, None where nobody is named, and what holds for new statements.

    ``said`` are those of "kind", "rank", "known_by" and "read_on" that the row itself names. ``usual`` is the
    day on which the source was read; what was read then says no day of its own, so ``read_on`` is None.
    """

    source: str | None = None
    kind: str | None = None
    rank: str = "normal"
    known_by: str = "stated"
    read_on: str | None = None
    usual: str = ""
    said: Mapping[str, str] = field(default_factory=dict)


class Sources:
    """The sources there are, and those of a whole file. Raises `OptionError` for one that is none."""

    def __init__(self, known: Mapping[str, SourceFacts], options: Options) -> None:
        self.known = known
        self._near = Nearest()
        self._names = NewSources((), known)
        self._urls = {_bare(one.url): slug for slug, one in known.items() if one.url}
        self._day = _day_of(options.day)
        self._kind = _choice("kind", options.kind, models.KINDS)
        self._rank = _choice("rank", options.rank, models.RANKS) or "normal"
        self.of_file = self._of_file(options.source)

    def witness(self, entry: Entry) -> Witness:
        """Who says what this row says. Raises `PlaceError`."""
        source = self._source(entry)
        said = {
            name: text
            for key, name in (("statement_kind", "kind"), ("rank", "rank"), ("known_by", "known_by"))
            if (text := self._listed(entry, key))
        }
        facts, day = self.known.get(source or ""), self._read_on(entry)
        usual = facts.read_on if facts else ""
        if day:
            said["read_on"] = day
        read_on = day or (self._day if facts else "")
        return Witness(
            source,
            said.get("kind") or self._kind or None,
            said.get("rank") or self._rank,
            said.get("known_by") or "stated",
            None if read_on in ("", usual) else read_on,
            usual,
            said,
        )

    def day_of(self, entry: Entry, witness: Witness) -> str:
        """The day that holds for what the row says, whether or not it is the source's; "" for none."""
        facts = self.known.get(witness.source or "")
        return self._read_on(entry) or self._day or (facts.read_on if facts else "")

    def _of_file(self, text: str) -> str | None:
        if not text:
            return None
        try:
            return self._slug(text)
        except CellError as error:
            raise OptionError("source", f"{str(error)[:1].upper()}{str(error)[1:]}") from error

    def _source(self, entry: Entry) -> str | None:
        text = _text(entry, "source")
        if not text:
            return None if _text(entry, "known_by") == "recalled" else self.of_file
        try:
            return self._slug(text)
        except CellError as error:
            raise PlaceError((ABOUT, "source"), str(error)) from error

    def _slug(self, text: str) -> str:
        found = self._names.slug_of(text) or self._urls.get(_bare(text))
        if found:
            return found
        if " | " in text:
            raise CellError("several sources are named here: a row is what one of them says.")
        near = self._near.words(text, self.known)
        raise CellError(f"there is no source “{short(text)}” on file.{near} Describe it under Sources first.")

    def _listed(self, entry: Entry, key: str) -> str:
        text = _text(entry, key).lower()
        if text and text not in _LISTED[key]:
            raise PlaceError((ABOUT, key), f"“{short(text)}” is none of: {', '.join(_LISTED[key])}.")
        return text

    def _read_on(self, entry: Entry) -> str:
        text = _text(entry, "read_on")
        if text and not _is_day(text):
            raise PlaceError(
                (ABOUT, "read_on"), f"“{short(text)}” is no day that has come. Write it like 2026-11-22."
            )
        return text


def _text(entry: Entry, key: str) -> str:
    try:
        return unquoted(entry.text(ABOUT, key))
    except CellError as error:
        raise PlaceError((ABOUT, key), str(error)) from error


def _is_day(text: str) -> bool:
    try:
        return PartialDate(text).precision == "day" and text <= clock.today().isoformat()
    except ValueError:
        return False


def _day_of(day: date | None) -> str:
    if day is not None and day > clock.today():
        raise OptionError("day", f"{day.isoformat()} is still to come.")
    return day.isoformat() if day else ""


def _choice(name: str, text: str, words: tuple[str, ...]) -> str:
    if text and text not in words:
        raise OptionError(name, f"“{short(text)}” is none of: {', '.join(words)}.")
    return text


def _bare(url: str | None) -> str:
    """An address without what makes no difference."""
    text = (url or "").strip()
    scheme, _, rest = text.partition("://")
    return rest.rstrip("/").removeprefix("www.") if scheme.lower() in ("http", "https") else f"\0{text}"
