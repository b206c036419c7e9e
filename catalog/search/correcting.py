"""What is meant where nothing, or little, has what was typed: another spelling, or fewer of the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, Final, Protocol

from . import asking
from .everyday import is_everyday
from .plan import PASSED_OVER, Part
from .spelling import split

LITTLE: Final = 3
"""Fewer hits, none of them by name, are little: another spelling is tried."""
TRIED: Final = 3
"""Spellings of one word that are tried."""
TRIALS: Final = 6
"""Spellings of all words together that are tried."""
WORDS_CHANGED: Final = 4
"""Words that are corrected in one search; with more of them it is another language, or none."""
RUN_TOGETHER: Final = 2
"""What it costs to cut a word in two, or to make one of two, beside what the spelling costs; see `near`."""
WORTH_A_NAME: Final = 2
"""How much more a spelling may cost that is a name."""

LONG: Final = 6
"""Letters of a word that may be corrected to any word; a shorter one only to that of a thing's name: "quiet"
is not meant to be the "quite" in the title of a study."""
NEARLY: Final = 3
"""What a word costs that has one letter wrong, or sounds the same. What is no name is not taken for more than
that: "cordless" is not meant to be "careless"."""
NAMED: Final = frozenset({"device", "cartridge", "brand", "term"})
"""Kinds whose things have names of a few words."""

Spelling = tuple[int, tuple[str, ...]]


class Index(Protocol):
    """What has to be known of an index."""

    def having(self, word: str) -> int: ...
    def near(self, word: str) -> list[tuple[int, str]]: ...
    def plan(self, asked: Sequence[str], *, is_typing: bool = False) -> list[Part]: ...
    def count(self, parts: Sequence[Part], kinds: Sequence[str], field: str = "every") -> int: ...
    def counted(self, query: Any, kinds: Sequence[str]) -> int: ...


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
    total: int = 0
    """How many documents it finds, of the kinds that were asked for."""

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
    is_little = not total or (total < LITTLE and not index.count(parts, kinds, "names"))
    if is_little and not exact:
        # Where something was found, only a name is better than that.
        where = "names" if total else field
        if found := _corrected(index, asked, kinds, where, is_typing=is_typing):
            return found
    if total or is_typing:
        return Meant(tuple(asked), tuple(parts), asking.matching(parts, field), total=total)
    return _loose(index, asked, kinds)


def _can_be_found(parts: Sequence[Part]) -> bool:
    return all(part.can_be_found for part in parts)


def _corrected(
    index: Index, asked: Sequence[str], kinds: Sequence[str], field: str, *, is_typing: bool
) -> Meant | None:
    """The spelling that costs least of those that find something; a name may cost a little more."""
    found: tuple[int, Meant] | None = None
    for cost, words in _spellings(index, asked)[:TRIALS]:
        if found and cost > found[0] + WORTH_A_NAME:
            break
        parts = index.plan(words, is_typing=is_typing)
        if not _can_be_found(parts):
            continue
        is_short = any(len(word) < LONG for word in asked if word not in words)
        named = [kind for kind in kinds if kind in NAMED]
        is_name = bool(named and index.count(parts, named, "names"))
        if is_short and not is_name:
            continue
        # Also where only a name is good enough, all that has these words is searched.
        changed = sum(word not in words for word in asked)
        is_near = cost <= NEARLY * max(1, changed)
        if is_name or (is_near and found is None and field == "every" and index.count(parts, kinds)):
            where = "names" if is_typing else "every"
            query, total = asking.matching(parts, where), index.count(parts, kinds, where)
            found = cost, Meant(words, tuple(parts), query, is_corrected=True, total=total)
            if is_name:
                break
    return found[1] if found else None


def _spellings(index: Index, asked: Sequence[str]) -> list[Spelling]:
    """What may be meant by all words together, the likeliest first.

    Words that nothing has are changed; where there is none, one of the others.
    """
    words = tuple(asked)
    unknown = [at for at, word in enumerate(words) if not index.having(word)]
    if not unknown:
        ways = [way for at in range(len(words)) for way in _one_changed(index, words, at)]
    elif len(unknown) == 1:
        ways = _one_changed(index, words, unknown[0])
    else:
        ways = list(_several_changed(index, words, unknown[:WORDS_CHANGED]))
    # Of what costs the same, the more frequent word stays first.
    return sorted(ways, key=_cost)


def _cost(way: Spelling) -> int:
    return way[0]


def _several_changed(index: Index, words: tuple[str, ...], unknown: Sequence[int]) -> Iterator[Spelling]:
    """Each of them alone; and two that stand beside each other as one."""
    instead = [[*_alone(index, words[at]), (0, (words[at],))][:TRIED] for at in unknown]
    for chosen in product(*instead):
        said = dict(zip(unknown, (spelled for _, spelled in chosen), strict=True))
        way = tuple(one for at, word in enumerate(words) for one in said.get(at, (word,)))
        if way != words:
            yield sum(cost for cost, _ in chosen), way
    for at in unknown:
        yield from _with_neighbour(index, words, at)


def _one_changed(index: Index, words: tuple[str, ...], at: int) -> list[Spelling]:
    """One word as it may be spelled: alone, cut in two, or run together with a neighbour."""
    alone = ((cost, (*words[:at], *spelled, *words[at + 1 :])) for cost, spelled in _alone(index, words[at]))
    return [*alone, *_with_neighbour(index, words, at)]


def _alone(index: Index, word: str) -> list[Spelling]:
    if is_everyday(word):
        return []
    found: list[Spelling] = [
        (cost, (one,)) for cost, one in index.near(word)[:TRIED] if one not in PASSED_OVER
    ]
    if not index.having(word) and (cut := split(word, index.having)):
        found.append((RUN_TOGETHER, cut))
    return sorted(found, key=_cost)


def _with_neighbour(index: Index, words: tuple[str, ...], at: int) -> Iterator[Spelling]:
    for first in (at - 1, at):
        if first >= 0 and first + 1 < len(words) and not any(map(is_everyday, words[first : first + 2])):
            for cost, one in index.near(words[first] + words[first + 1])[:1]:
                if cost <= NEARLY:
                    yield cost + RUN_TOGETHER, (*words[:first], one, *words[first + 2 :])


def _loose(index: Index, asked: Sequence[str], kinds: Sequence[str]) -> Meant:
    """Without the words that nothing has; if nothing has all of the rest, all but one of them, or any."""
    parts = index.plan(asked)
    there = [part for part in parts if part.can_be_found and index.count([part], kinds)]
    missing = tuple(" ".join(part.asked) for part in parts if part not in there)
    words = tuple(word for part in there for word in part.asked)
    if not there:
        return Meant(tuple(asked), tuple(parts), asking.matching(parts), missing=missing)
    if total := index.count(there, kinds):
        return Meant(words, tuple(there), asking.matching(there), missing=missing, total=total)
    query = asking.loosely(there, max(1, len(there) - 1))
    if not (total := index.counted(query, kinds)):
        query = asking.loosely(there, 1)
        total = index.counted(query, kinds)
    return Meant(words, tuple(there), query, missing=missing, is_loose=True, total=total)
