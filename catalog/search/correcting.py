"""What is meant where nothing, or little, has what was typed: another spelling, or fewer of the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, Protocol

from . import asking
from .plan import Part
from .spelling import split

LITTLE: Final = 3
"""Fewer hits, none of them by name, are little: another spelling is tried."""
TRIED: Final = 3
"""Spellings of one word that are tried."""
TRIALS: Final = 24
"""Spellings of all words that are tried."""


class Index(Protocol):
    """What has to be known of an index."""

    def having(self, word: str) -> int: ...
    def near(self, word: str) -> list[str]: ...
    def plan(self, asked: Sequence[str], *, is_typing: bool = False) -> list[Part]: ...
    def count(self, parts: Sequence[Part], kinds: Sequence[str], field: str = "every") -> int: ...


@dataclass(frozen=True)
class Meant:
    """What is searched. ``missing``: words left out because nothing has them; ``is_loose``: not every hit has
    all of the rest."""

    asked: tuple[str, ...]
    parts: tuple[Part, ...]
    query: Any
    is_corrected: bool = False
    missing: tuple[str, ...] = ()
    is_loose: bool = False

    @property
    def hits(self) -> frozenset[str]:
        """Words that are marked."""
        return frozenset(word for part in self.parts for one in part.all for word in one.phrase)


def meant(
    index: Index, asked: Sequence[str], kinds: Sequence[str], *, exact: bool, is_typing: bool = False
) -> Meant:
    """What to search: as typed if that finds something, else as it may be spelled, else fewer words."""
    field = "names" if is_typing else "every"
    parts = index.plan(asked, is_typing=is_typing)
    total = index.count(parts, kinds, field) if _can_be_found(parts) else 0
    is_little = total < LITTLE and not index.count(parts, kinds, "names") if total else True
    if is_little and not exact:
        for words in islice(_spellings(index, asked), TRIALS):
            corrected = index.plan(words, is_typing=is_typing)
            # Where something was found, only a name is better than that.
            where = "names" if total else field
            if _can_be_found(corrected) and index.count(corrected, kinds, where):
                query = asking.matching(corrected, field)
                return Meant(tuple(words), tuple(corrected), query, is_corrected=True)
    if total or is_typing:
        return Meant(tuple(asked), tuple(parts), asking.matching(parts, field))
    return _loose(index, asked, kinds, exact=exact)


def _can_be_found(parts: Sequence[Part]) -> bool:
    return all(part.can_be_found for part in parts)


def _spellings(index: Index, asked: Sequence[str]) -> Iterator[list[str]]:
    """What may be meant by all words together: those that nothing has are changed, else one of the others."""
    unknown = [at for at, word in enumerate(asked) if not index.having(word)]
    if not unknown:
        for at in range(len(asked)):
            yield from _one_changed(index, list(asked), at)
        return
    ways = [list(asked)]
    for word in [asked[at] for at in unknown]:
        ways = [
            changed
            for way in ways
            for changed in (
                [*islice(_one_changed(index, way, way.index(word)), TRIED)] if word in way else [way]
            )
        ] or ways
    yield from (way for way in ways if way != list(asked))


def _one_changed(index: Index, way: list[str], at: int) -> Iterator[list[str]]:
    """One word as it may be spelled: alone, cut in two, or run together with a neighbour."""
    word = way[at]
    near = index.near(word)[:TRIED]
    yield from ([*way[:at], one, *way[at + 1 :]] for one in near[:1])
    if at + 1 < len(way):
        yield from ([*way[:at], one, *way[at + 2 :]] for one in index.near(word + way[at + 1])[:1])
    if at:
        yield from ([*way[: at - 1], one, *way[at + 1 :]] for one in index.near(way[at - 1] + word)[:1])
    if cut := split(word, index.having):
        yield [*way[:at], *cut, *way[at + 1 :]]
    yield from ([*way[:at], one, *way[at + 1 :]] for one in near[1:])


def _loose(index: Index, asked: Sequence[str], kinds: Sequence[str], *, exact: bool) -> Meant:
    """Without the words that nothing has; if nothing has all of the rest, as many of them as anything has."""
    parts = index.plan(asked)
    there = [part for part in parts if part.can_be_found and index.count([part], kinds)]
    missing = tuple(" ".join(part.asked) for part in parts if part not in there)
    words = tuple(word for part in there for word in part.asked)
    if not there:
        return Meant(tuple(asked), tuple(parts), asking.matching(parts), missing=missing)
    if index.count(there, kinds):
        return Meant(words, tuple(there), asking.matching(there), missing=missing)
    least = max(1, len(there) - 1)
    return Meant(words, tuple(there), asking.loosely(there, least), missing=missing, is_loose=True)
