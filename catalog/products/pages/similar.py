"""Devices like this one, with the reason; and better documented ones near its length."""

import weakref
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from catalog.figures.core_sample import core_sample
from catalog.figures.scales import ROW
from catalog.products.pages.facts import spans
from catalog.shelf.entry import Entry, lengths_of
from catalog.shelf.naming import address, kind_line
from catalog.shelf.shelf import Shelf
from catalog.specs.kinds import Quantity
from catalog.specs.needle_length import Lengths
from catalog.specs.registry import SPECS
from catalog.specs.spec import Better
from catalog.specs.units import MILLIMETRE

SHOWN: Final = 4
LOOKED_AT: Final = 60
"""Candidates compared spec by spec; they are those nearest in length."""
LITTLE: Final = 2
"""Facts on record up to which a device is barely documented."""
NEAR_UM: Final = 50
NEAR_SHARE: Final = 0.2
"""A length is near another within 0.05 mm or a fifth of it, whichever is more."""


@dataclass(frozen=True)
class Neighbour:
    """Another device on one line: picture, name, length, why it is here, the eight facts."""

    title: str
    url: str
    kind: str
    picture: Markup
    length: str
    length_unit: str
    reason: str
    record: tuple[bool, ...]


@dataclass(frozen=True)
class Near:
    """Better documented devices; ``words`` say what they have in common: "Rollers with needles of …"."""

    heading: str
    words: str
    devices: tuple[Neighbour, ...]


def similar(shelf: Shelf, entry: Entry) -> tuple[Neighbour, ...]:
    """At most four devices of its kind that share the most with it, each with the reason."""
    compared = [(other, _shared(shelf, entry, other)) for other in _candidates(shelf, entry)]
    alike = [(other, shared) for other, shared in compared if len(shared) >= 2]
    alike.sort(key=lambda pair: (-len(pair[1]), -pair[0].known_facts, shelf.title(pair[0]).casefold()))
    return tuple(
        _neighbour(shelf, other, _sentence(shared, _differences(shelf, entry, other)))
        for other, shared in _one_of_a_family(alike)[:SHOWN]
    )


def better_documented(shelf: Shelf, entry: Entry) -> Near | None:
    """For a device with at most two facts on record: those near its length that say more of themselves."""
    longest = entry.lengths.main.longest_listed
    others = [other for other in _candidates(shelf, entry) if other.known_facts > entry.known_facts]
    plural = f"{entry.kind.capitalize()}s"
    heading, words = "Better documented", f"{plural}, most on record first."
    if longest is not None:
        reach = max(NEAR_UM, round(longest * NEAR_SHARE))
        low, high = longest - reach, longest + reach
        others = [other for other in others if low <= (other.lengths.main.longest_listed or -1) <= high]
        ends = f"{MILLIMETRE.show(low)} to {MILLIMETRE.show(high)} mm"
        heading = "Better documented, near this length"
        words = f"{plural} whose longest needles are {ends}, most on record first."
    others.sort(key=lambda other: (-other.known_facts, shelf.title(other).casefold()))
    picked = [other for other, _ in _one_of_a_family([(other, ()) for other in others])][:SHOWN]
    return Near(heading, words, tuple(_neighbour(shelf, other, "") for other in picked)) if picked else None


def _one_of_a_family(found: Iterable[tuple[Entry, Any]]) -> list[tuple[Entry, Any]]:
    """Only the first version of each family."""
    kept: dict[str, tuple[Entry, Any]] = {}
    for other, why in found:
        kept.setdefault(f"family {other.family}" if other.family else other.slug, (other, why))
    return list(kept.values())


def _neighbour(shelf: Shelf, other: Entry, reason: str) -> Neighbour:
    spec = SPECS["needle_length"]
    length = spans(spec, other.lengths.settings) if other.lengths.main.is_known else ""
    return Neighbour(
        title=shelf.title(other),
        url=address(other.kind, other.slug),
        kind=kind_line(other),
        picture=core_sample(other.lengths, ROW, label=""),
        length=length.removesuffix(" mm"),
        length_unit=" mm" if length.endswith(" mm") else "",
        reason=reason,
        record=other.record,
    )


def _sentence(shared: Sequence[str], differences: Sequence[str]) -> str:
    """``["needle lengths", "power"]`` → "Same needle lengths and power; goes to 2.0 instead of 2.5 mm"."""
    *most, last = shared
    same = f"Same {', '.join(most)} and {last}" if most else f"Same {last}"
    return "; ".join([same, *differences])


def _shared(shelf: Shelf, one: Entry, other: Entry) -> list[str]:
    """What both have alike, in words that follow "same": every undisputed value, and cartridges."""
    shared = []
    if one.answer("needle_length") == other.answer("needle_length"):
        shared += _alike(one.lengths)
    parts = {fit.other for fit in one.fits if fit.answer == "fits"}
    if parts & {fit.other for fit in other.fits if fit.answer == "fits"}:
        shared.append("cartridges")
    for key, spec in SPECS.items():
        if spec.facet is not None and key != "needle_length":
            a, b = shelf.cell(one, key), shelf.cell(other, key)
            if a.is_known and b.is_known and a.value == b.value and not (a.is_disputed or b.is_disputed):
                shared.append(f"{spec.label[:1].lower()}{spec.label[1:]}")
    return shared


def _alike(lengths: Lengths) -> list[str]:
    """What two devices share that say the same of their lengths; where stops are not known, only the ends."""
    main = lengths.main
    if lengths.is_disputed or not main.is_known:
        return []
    if main.longest is None or main.shortest is None:
        return []
    is_exact = main.versions_listed and all(r.is_exact for r in main.ranges)
    return ["needle lengths"] if is_exact else ["shortest and longest needle length"]


def _differences(shelf: Shelf, one: Entry, other: Entry) -> list[str]:
    """How the other differs where a difference can be counted; longer is said, never praised."""
    found = [*_length_difference(one, other)]
    for key, spec in SPECS.items():
        if isinstance(spec.kind, Quantity) and spec.better is not Better.NEITHER:
            a, b = shelf.cell(one, key), shelf.cell(other, key)
            if a.is_known and b.is_known and not (a.is_disputed or b.is_disputed) and a.value != b.value:
                more = "more" if b.value > a.value else "less"
                label = f"{spec.label[:1].lower()}{spec.label[1:]}"
                found.append(f"{label} {spec.kind.show(abs(a.value - b.value))} {more}")
    return found


def _length_difference(one: Entry, other: Entry) -> Iterable[str]:
    a, b = one.lengths.main.longest, other.lengths.main.longest
    if a is not None and b is not None and a != b:
        yield f"goes to {MILLIMETRE.show(b)} instead of {MILLIMETRE.show(a)} mm"


def _candidates(shelf: Shelf, entry: Entry) -> list[Entry]:
    """Devices of its kind, nearest in length first; its own family and what cannot be compared left out."""
    by_length = _by_length(shelf).get(entry.kind, {})
    own = entry.lengths.main.longest_listed

    def distance(data: bytes | None) -> tuple[bool, int]:
        longest = lengths_of(data).main.longest_listed if data else None
        if own is None or longest is None:
            return (longest is None, 0)
        return (False, abs(longest - own))

    found: list[Entry] = []
    for data in sorted(by_length, key=distance):
        for position in by_length[data]:
            other = shelf.entries[position]
            if (
                other is not None
                and other is not entry
                and not (entry.family and other.family == entry.family)
            ):
                found.append(other)
        if len(found) >= LOOKED_AT:
            break
    found = found[: LOOKED_AT * 10]
    return (
        sorted(found, key=lambda other: -other.known_facts)[:LOOKED_AT] if own is None else found[:LOOKED_AT]
    )


Groups = dict[str, dict[bytes | None, list[int]]]
_grouped: tuple[weakref.ref[Shelf], Groups] | None = None


def _by_length(shelf: Shelf) -> Groups:
    """Positions by kind and needle length, made once for each state of the shelf: one pass over it."""
    global _grouped
    if _grouped is not None and _grouped[0]() is shelf:
        return _grouped[1]
    groups: Groups = {}
    for position, entry in enumerate(shelf.entries):
        if entry is not None and entry.kind != "cartridge":
            lengths = groups.setdefault(entry.kind, {})
            lengths.setdefault(entry.answer("needle_length"), []).append(position)
    _grouped = (weakref.ref(shelf), groups)
    return groups
