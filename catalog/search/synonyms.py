"""Words that mean the same: any of a group finds what any other of it finds. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from .folding import inflected, words

LEAST: Final = 2
MOST: Final = 30
"""Words of a group."""
LONGEST: Final = 5
"""Words of a phrase."""

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Span:
    """The words of a search from ``start`` to before ``end``, and other phrases that mean the same."""

    start: int
    end: int
    others: tuple[Phrase, ...]


class Synonyms:
    """Groups of phrases by slug: {"roller": ("derma roller", "dermaroller")}."""

    def __init__(self, groups: Mapping[str, Sequence[str]]) -> None:
        self._others: dict[Phrase, tuple[Phrase, ...]] = {}
        for said in groups.values():
            phrases = tuple(dict.fromkeys(phrase for one in said if (phrase := tuple(words(one)))))
            for phrase in phrases:
                self._others[phrase] = tuple(
                    form for other in phrases if other != phrase for form in (other, *_forms(other))
                )
        self._longest = max(map(len, self._others), default=0)

    def spans(self, asked: Sequence[str]) -> list[Span]:
        """Where phrases of a group stand in what is asked, the longest first at each place; none overlaps."""
        found, at = [], 0
        while at < len(asked):
            for length in range(min(self._longest, len(asked) - at), 0, -1):
                if others := self._others_of(tuple(asked[at : at + length])):
                    found.append(Span(at, at + length, others))
                    at += length
                    break
            else:
                at += 1
        return found

    def _others_of(self, phrase: Phrase) -> tuple[Phrase, ...]:
        return next((found for form in (phrase, *_forms(phrase)) if (found := self._others.get(form))), ())


def _forms(phrase: Phrase) -> Iterator[Phrase]:
    """A phrase in the plural or the singular."""
    return ((*phrase[:-1], form) for form in inflected(phrase[-1]))


def faults(said: Sequence[str], others: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """What is wrong with the words of a group, in sentences; ``others``: slug → words of each other group."""
    read = [(one, tuple(words(one))) for one in said]
    for one, phrase in read:
        if not phrase:
            yield f"“{one}” has no letter and no digit."
        elif len(phrase) > LONGEST:
            yield f"“{one}” has {len(phrase)} words; at most {LONGEST} can be looked for as one."
    seen: dict[Phrase, str] = {}
    for one, phrase in read:
        if phrase and (first := seen.setdefault(phrase, one)) is not one:
            yield f"“{first}” and “{one}” are the same to the search: one is enough."
    if len({phrase for _, phrase in read if phrase}) < LEAST:
        yield "A group has two words or more: each finds what the others find."
    if len(read) > MOST:
        yield f"A group has at most {MOST} words; this one has {len(read)}."
    taken = {tuple(words(word)): slug for slug, some in others.items() for word in some}
    for one, phrase in read:
        if phrase in taken:
            yield f"“{one}” is in the group “{taken[phrase]}” already; no word can be in two."
