"""What concerns a device, a comparison or a needle length, and why, in words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from catalog.shelf.cell import PLURALS
from catalog.specs.answer import Answer
from catalog.specs.needle_length import Lengths
from catalog.specs.units import MILLIMETRE

MOST: Final = 3
"""Articles, claims and studies that are shown; the rest are counted."""
ALL_DEVICES: Final = "about all devices"

Target = tuple[str, str]
"""What can be named: ("device", slug), for a family and a cartridge too, or ("comparison", slug)."""


@dataclass(frozen=True)
class Named:
    """One article, claim or study, and why it is here: "names the SkinPen Precision".

    ``note`` is what must be known of it beside its title: the verdict on a claim, the design of a study.
    ``in_doubt`` says which notice throws doubt on it; None where none does.
    """

    title: str
    url: str
    why: str
    in_doubt: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Those of one kind that are shown; ``more`` are left out and stand in the list at ``url``."""

    heading: str
    shown: tuple[Named, ...]
    more: int
    url: str
    listed: str
    """What the list is called: "all claims"."""


@dataclass(frozen=True)
class Concerned:
    """Everything that concerns something, what names it first. ``kinds``: the kinds of device it is about."""

    articles: tuple[Named, ...] = ()
    claims: tuple[Named, ...] = ()
    studies: tuple[Named, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def groups(self) -> tuple[Group, ...]:
        """What a page shows; what has nothing is left out."""
        device = f"?device={self.kinds[0]}" if len(self.kinds) == 1 else ""
        of_kind = f"all studies of {PLURALS[self.kinds[0]]}" if device else "all studies"
        groups = (
            _group("Articles", self.articles, "/articles", "all articles"),
            _group("Claims, checked", self.claims, "/claims", "all claims"),
            _group("Studies", self.studies, f"/studies{device}", of_kind),
        )
        return tuple(group for group in groups if group.shown)


NOTHING: Final = Concerned()


def _group(heading: str, found: Sequence[Named], url: str, listed: str) -> Group:
    return Group(heading, tuple(found[:MOST]), max(0, len(found) - MOST), url, listed)


@dataclass(frozen=True)
class Item:
    """An article, a claim or a study, and what it is about: ``low`` and ``high`` are needle lengths, µm.

    ``names`` are what it names itself; ``through`` what only a study behind it names. ``is_general``: with no
    kind and no length it is about every device, which a study is not.
    """

    title: str
    url: str
    kinds: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    names: frozenset[Target] = frozenset()
    through: frozenset[Target] = frozenset()
    note: str = ""
    in_doubt: str | None = None
    is_general: bool = True


@dataclass(frozen=True)
class Subject:
    """What a page is about. ``names``: what may name it, each with its words: "the SkinPen Precision".

    ``kinds`` are its kinds of device, of a cartridge those that it goes on. ``lengths`` are those of each
    device compared.
    """

    names: Mapping[Target, str]
    kinds: tuple[str, ...]
    lengths: tuple[Lengths, ...] = ()


def concerning(items: Iterable[Item], subject: Subject) -> tuple[Named, ...]:
    """The items that concern it: those that name it, then by needle length, by kind, and about everything."""
    return _ordered((item, _place(item, subject)) for item in items)


def concerning_length(items: Iterable[Item], length: int | None) -> tuple[Named, ...]:
    """The items about a needle length (µm), about any where it is None; then those about everything."""
    return _ordered((item, _length_place(item, length)) for item in items)


def _ordered(placed: Iterable[tuple[Item, tuple[int, str] | None]]) -> tuple[Named, ...]:
    found = [(place[0], _named(item, place[1])) for item, place in placed if place]
    return tuple(named for _, named in sorted(found, key=lambda one: one[0]))


def _named(item: Item, why: str) -> Named:
    return Named(item.title, item.url, why, item.in_doubt, item.note)


def _place(item: Item, subject: Subject) -> tuple[int, str] | None:
    """Its place and why; None where it does not concern the subject."""
    if named := _said(item.names, subject):
        return 0, f"names {named}"
    if named := _said(item.through, subject):
        return 1, f"checked against a study that names {named}"
    if item.kinds and not set(item.kinds) & set(subject.kinds):
        return None
    if item.low is not None and item.high is not None:
        return _by_length(item, subject, item.low, item.high)
    if item.kinds:
        return 4, f"about {kinds_words(item.kinds)}"
    return (5, ALL_DEVICES) if item.is_general else None


def _said(names: frozenset[Target], subject: Subject) -> str:
    return joined([words for target, words in subject.names.items() if target in names])


def _by_length(item: Item, subject: Subject, low: int, high: int) -> tuple[int, str] | None:
    answers = {lengths.overlap(low, high) for lengths in subject.lengths}
    words = lengths_words(low, high)
    about = f"about {kinds_words(item.kinds)} and {words}" if item.kinds else f"about {words}"
    several = len(subject.lengths) > 1
    if Answer.YES in answers:
        return 2, f"{about}, which {'at least one of them' if several else 'it'} goes to"
    if Answer.UNKNOWN in answers:
        return 3, f"{about}; whether {'any of them' if several else 'it'} goes there is not known"
    return None


def _length_place(item: Item, length: int | None) -> tuple[int, str] | None:
    if item.low is not None and item.high is not None:
        is_about = length is None or item.low <= length <= item.high
        return (2, f"about {lengths_words(item.low, item.high)}") if is_about else None
    return (5, ALL_DEVICES) if item.is_general and not item.kinds else None


def lengths_words(low: int, high: int) -> str:
    """``(0, 500)`` µm → "needle lengths of 0 to 0.5 mm"."""
    return f"needle lengths of {MILLIMETRE.show(low)} to {MILLIMETRE.show(high)} mm"


def kinds_words(kinds: Iterable[str]) -> str:
    """``("roller", "pen")`` → "pens and rollers"."""
    wanted = set(kinds)
    return joined([words for kind, words in PLURALS.items() if kind in wanted])


def joined(words: Sequence[str]) -> str:
    """``["a", "b", "c"]`` → "a, b and c"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
