"""Clauses of the sentences of a comparison: who does, who does not, and of whom it is not known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from typing import Final

from catalog.compare.heads import LongerHeads
from catalog.finder.naming import joined
from catalog.shelf.cell import Cell
from catalog.shelf.entry import Entry
from catalog.specs.answer import Answer


@dataclass(frozen=True)
class Compared:
    """What the rules look at: a letter, a device, its cells and the longer heads sold for it, by column."""

    letters: tuple[str, ...]
    entries: tuple[Entry, ...]
    cells: dict[str, tuple[Cell, ...]]
    heads: tuple[LongerHeads | None, ...]

    def having(self, chosen: Iterable[bool]) -> list[str]:
        return [letter for letter, is_chosen in zip(self.letters, chosen, strict=True) if is_chosen]


@dataclass(frozen=True)
class Verb:
    """What one does and what several do; the same denied, in full and where the sentence has named it before.

    ``whether`` is what they may do, after "not enough information whether they"; ``nobody`` is what none does
    where all do, for a verb that denies, and ``everybody`` what all do where none does.
    """

    one: str
    several: str
    lacks_one: str
    lacks_several: str
    not_one: str
    not_several: str
    whether: str = ""
    nobody: str = ""
    everybody: str = ""

    def filled(self, numbers: Sequence[str]) -> Verb:
        return Verb(*(words.format(*numbers) for words in astuple(self)))

    def does(self, letters: Sequence[str]) -> str:
        return self.one if len(letters) == 1 else self.several

    def lacks(self, letters: Sequence[str]) -> str:
        return self.lacks_one if len(letters) == 1 else self.lacks_several

    def does_not(self, letters: Sequence[str]) -> str:
        return self.not_one if len(letters) == 1 else self.not_several


VERBS: Final = {
    "depth_reach": Verb(
        "reaches {0} mm",
        "reach {0} mm",
        "does not reach {0} mm",
        "do not reach {0} mm",
        "does not",
        "do not",
    ),
    "depth_at": Verb(
        "can be set to {0} mm",
        "can be set to {0} mm",
        "cannot be set to {0} mm",
        "cannot be set to {0} mm",
        "cannot",
        "cannot",
    ),
    "depth_usable": Verb(
        "has a setting at or under {0} mm",
        "have a setting at or under {0} mm",
        "has no setting at or under {0} mm",
        "have no setting at or under {0} mm",
        "has not",
        "have not",
    ),
    "depth_never_above": Verb(
        "never goes above {0} mm",
        "never go above {0} mm",
        "can go above {0} mm",
        "can go above {0} mm",
        "can go above it",
        "can go above it",
        whether="can go above {0} mm",
        nobody="goes above {0} mm",
        everybody="can go above {0} mm",
    ),
    "depth_within": Verb(
        "has all settings between {0} and {1} mm",
        "have all settings between {0} and {1} mm",
        "does not have all settings between {0} and {1} mm",
        "do not have all settings between {0} and {1} mm",
        "has not",
        "have not",
    ),
    "depth_overlap": Verb(
        "has a setting between {0} and {1} mm",
        "have a setting between {0} and {1} mm",
        "has no setting between {0} and {1} mm",
        "have no setting between {0} and {1} mm",
        "has not",
        "have not",
    ),
    "depth_covers": Verb(
        "is adjustable all through {0} to {1} mm",
        "are adjustable all through {0} to {1} mm",
        "is not adjustable all through {0} to {1} mm",
        "are not adjustable all through {0} to {1} mm",
        "is not",
        "are not",
    ),
}


def told(compared: Compared, answers: Sequence[Answer], verb: Verb, with_head: Sequence[str] = ()) -> str:
    """ "Only A reaches 1.5 mm." "A and C can be set to 0.5 mm; B cannot." with whom it is not known of.

    ``with_head`` are those of the noes that do with a longer head.
    """
    yes, no, open_ = (
        compared.having(answer is wanted for answer in answers)
        for wanted in (Answer.YES, Answer.NO, Answer.UNKNOWN)
    )
    nobody = "Neither" if len(compared.letters) == 2 else "None of them"
    everybody = "Both" if len(compared.letters) == 2 else "All"
    if not yes and not no:
        what = verb.whether or verb.several
        return f"For {listed(open_)} there is not enough information whether they {what}."
    no = [letter for letter in no if letter not in with_head]
    if not yes and not open_ and not with_head:
        return f"{everybody} {verb.everybody}." if verb.everybody else f"{nobody} {verb.one}."
    if not no and not open_ and not with_head:
        return f"{nobody} {verb.nobody}." if verb.nobody else f"{everybody} {verb.several}."
    if not open_ and not with_head and len(yes) == 1:
        return f"Only {yes[0]} {verb.does(yes)}."
    pieces = [f"{listed(yes)} {verb.does(yes)}"] if yes else []
    if no:
        pieces.append(f"{listed(no)} {verb.does_not(no) if yes else verb.lacks(no)}")
    if with_head:
        does = "" if yes else f"{verb.does(with_head)} "
        pieces.append(f"{listed(with_head)} {does}only with a longer head")
    if open_:
        pieces.append(f"for {listed(open_)} there is not enough information")
    return "; ".join(pieces) + "."


def holders(compared: Compared, having: Sequence[bool], one: str, several: str, what: str) -> str:
    letters = compared.having(having)
    if len(letters) == len(compared.letters):
        return f"{'Both' if len(letters) == 2 else 'All'} {several} {what}."
    return f"Only {listed(letters)} {one if len(letters) == 1 else several} {what}."


def listed(letters: Sequence[str]) -> str:
    return joined(letters)


def possessive(letters: Sequence[str]) -> str:
    return joined([f"{letter}’s" for letter in letters])


def small(words: str) -> str:
    """A small first letter, unless the word is an abbreviation."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]
