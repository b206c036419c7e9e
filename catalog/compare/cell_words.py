"""What the page shows around a value, in words: for twins that have one line for a cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from catalog.compare.row import Dispute, Reading, RowCell, Told, Witness
from catalog.products.sources import SourceFacts

WEAK: Final = "weak source"

Sources = Mapping[str, SourceFacts]


class Headed(Protocol):
    """What is needed of a column's head."""

    @property
    def letter(self) -> str: ...
    @property
    def slug(self) -> str: ...
    @property
    def title(self) -> str: ...


def cell_words(cell: RowCell, sources: Sources, base: str = "") -> str:
    """ "180 g (seller says); lighter; +20 g against B": all that the page says in a cell, in one line.

    ``sources`` tell witnesses apart that are of one kind; ``base`` is what the device is called that the
    others are held against.
    """
    who = who_words(cell)
    parts = [
        f"{cell.text} ({who})" if who else cell.text,
        cell.better,
        cell.said,
        difference_words(cell, base),
        *(dispute_words(dispute, sources) for dispute in cell.disputes),
        *(f"also said: {reading_words(one, sources)}" for one in cell.beside),
        cell.note,
    ]
    return "; ".join(part for part in parts if part)


def who_words(cell: RowCell) -> str:
    """ "a blog says, weak source"; part by part where not all is said by one: "lowest: maker says; …"."""
    return "; ".join(_told(told) for told in cell.told if told.who.words)


def dispute_words(dispute: Dispute, sources: Sources, between: str = " · ") -> str:
    """ "sources disagree where it ends: 2.5 mm (a seller’s page) · 3.0 mm (a blog, weak source)" """
    return f"{dispute.words}: {between.join(reading_words(one, sources) for one in dispute.readings)}"


def reading_words(reading: Reading, sources: Sources) -> str:
    """A value and everybody who gives it; two of a kind by their publishers, or by their titles."""
    named = Counter(who.words for who in reading.who)
    twice = [who for who in reading.who if named[who.words] > 1]
    who = [
        _with_weakness(f"{one.words}: {_name(one, twice, sources)}" if one in twice else one.words, one)
        for one in reading.who
    ]
    return f"{reading.text} ({', '.join(who)})" if who else reading.text


def witness_words(who: Witness) -> str:
    """ "a blog says, weak source" """
    return _with_weakness(who.words, who)


def difference_words(cell: RowCell, base: str) -> str:
    """How it differs from the device that the others are held against."""
    if not cell.difference or not base:
        return cell.difference
    if cell.difference == "same":
        return f"the same as {base}"
    if cell.difference == "different":
        return f"differs from {base}"
    if cell.difference.startswith("not"):
        return f"against {base}: {cell.difference}"
    return f"{cell.difference} against {base}"


def founded(cell: RowCell) -> tuple[str | None, str | None]:
    """The kind of statement it rests on and how that is known; None where those who say it are not alike."""
    if "kind" in cell.data:
        return cell.data["kind"], cell.data.get("known_by")
    kinds = {told.who.kind for told in cell.told}
    ways = {told.who.known_by for told in cell.told}
    return (kinds.pop() or None if len(kinds) == 1 else None, ways.pop() or None if len(ways) == 1 else None)


def _told(told: Told) -> str:
    return _with_weakness(f"{told.part}: {told.who.words}" if told.part else told.who.words, told.who)


def _with_weakness(words: str, who: Witness) -> str:
    return f"{words}, {WEAK}" if who.is_weak else words


def _name(who: Witness, among: Sequence[Witness], sources: Sources) -> str:
    """What tells a source from the others of its kind."""
    alike = [sources[one.source or ""] for one in among if one.words == who.words and one.source in sources]
    source = sources.get(who.source or "")
    if source is None:
        return who.source or ""
    publishers = Counter(one.publisher for one in alike)
    return source.publisher if publishers[source.publisher] == 1 else source.title
