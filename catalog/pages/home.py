"""What the home page shows, made from the shelf: every device once, and how much is known of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from markupsafe import Markup

from catalog.figures.core_sample import length_sample, needle_key
from catalog.figures.record import share_bar
from catalog.figures.scales import HOME, LINK, Layers
from catalog.figures.skin import skin_patterns
from catalog.figures.skyline import Chosen, Hanging, Skyline, chosen, skyline
from catalog.finder.conditions import Length
from catalog.finder.index import FinderIndex
from catalog.finder.page import NeedLink
from catalog.pages.coverage import MARKS_IN_USE, marks_in_use
from catalog.pages.home_evidence import HomeEvidence
from catalog.products.record import FACTS
from catalog.shelf.entry import Entry
from catalog.shelf.shelf import Shelf, full_name
from catalog.specs.needle_length import Lengths, NeedleLengths
from catalog.specs.units import MILLIMETRE

LENGTHS = (200, 250, 300, 500, 750, 1000, 1500, 2000, 2500)
"""Lengths (µm) offered as a way in; those that nothing can be set to are left out."""
LISTED = 300
"""Devices named in the list under the picture at most; beyond, the list is at /devices."""


@dataclass(frozen=True)
class Named:
    """A device or family in the list under the picture; ``length`` is empty where it is not known."""

    name: str
    url: str
    length: str


@dataclass(frozen=True)
class LengthLink:
    """A way in by needle length: how many can be set to exactly this length, how many might."""

    text: str
    url: str
    found: int
    might: int
    picture: Markup


@dataclass(frozen=True)
class RecordBar:
    """One of the eight facts and for how many devices it is on record."""

    label: str
    count: int
    bar: Markup


@dataclass(frozen=True)
class HomePage:
    """The home page, finished.

    ``devices`` counts a family once, ``sold`` every version. ``skyline`` is None in a catalogue without
    evidence to draw skin from. ``pens_drawn`` and ``pens_with_stops`` are of the picture's caption.
    ``others``: devices left out of ``listed``. ``needs`` are the lists made for a need.
    ``evidence`` is what is said of studies, claims and guidance.
    """

    devices: int
    sold: int
    patterns: Markup
    skyline: Skyline | None
    key: Markup
    pens_drawn: int
    pens_with_stops: int
    listed: tuple[Named, ...]
    others: int
    lengths: tuple[LengthLink, ...]
    with_file: int
    record: tuple[RecordBar, ...]
    price_age_days: int
    evidence: HomeEvidence
    marks: tuple[str, ...] = MARKS_IN_USE
    needs: tuple[NeedLink, ...] = ()


@dataclass(frozen=True)
class Survey:
    """What only a look at every device tells. ``names``: the first `LISTED` by name."""

    devices: int
    chosen: Chosen
    pens: int
    pens_with_stops: int
    names: tuple[Named, ...]
    record: tuple[int, ...]


def home_page(
    seen: Survey,
    index: FinderIndex,
    layers: Layers | None,
    evidence: HomeEvidence,
    needs: Iterable[NeedLink] = (),
) -> HomePage:
    """The page at the index's version, whose shelf was ``seen``.

    ``layers``: of the drawn skin, None where there is no evidence.
    """
    picture = skyline(seen.chosen, layers) if layers and seen.devices else None
    return HomePage(
        devices=seen.devices,
        sold=len(index.everything),
        patterns=skin_patterns((HOME, LINK), layers) if layers else Markup(""),
        skyline=picture,
        key=needle_key(picture.looks) if picture else Markup(""),
        pens_drawn=seen.pens,
        pens_with_stops=seen.pens_with_stops,
        listed=seen.names,
        others=seen.devices - len(seen.names),
        lengths=tuple(_length_links(index)),
        with_file=seen.record[-1],
        record=tuple(_record_bars(seen.record, seen.devices)),
        price_age_days=index.shelf.price_age_days,
        needs=tuple(needs),
        evidence=evidence,
        marks=marks_in_use(index.shelf),
    )


def survey(shelf: Shelf) -> Survey:
    """Every device looked at once."""
    units = _units(shelf, shelf.devices())
    hanging = [_hanging(shelf, unit) for unit in units]
    pens = [one for one in hanging if one.kind == "pen" and one.look.longest is not None]
    return Survey(
        devices=len(units),
        chosen=chosen(hanging),
        pens=len(pens),
        pens_with_stops=sum(one.look.kind == "solid" for one in pens),
        names=tuple(
            Named(one.name, one.url, _length(one))
            for one in nsmallest(LISTED, hanging, key=lambda one: one.name.casefold())
        ),
        record=tuple(_record_counts(units)),
    )


def _units(shelf: Shelf, entries: Iterable[Entry]) -> list[list[Entry]]:
    """Every device once: a list of one, or the versions of a family that are on the shelf."""
    units: dict[str, list[Entry]] = {}
    for entry in entries:
        key = f"family {entry.family}" if entry.family in shelf.families else entry.slug
        units.setdefault(key, []).append(entry)
    return list(units.values())


def _hanging(shelf: Shelf, unit: Sequence[Entry]) -> Hanging:
    first = unit[0]
    family = shelf.families.get(first.family or "")
    if family is None:
        return Hanging(shelf.title(first), f"/devices/{first.slug}", first.kind, first.lengths)
    brand = shelf.brands.get(family.brand or "")
    name = full_name(brand.name if brand else "", family.name)
    lengths = _together([entry.lengths for entry in unit])
    words = None
    if isinstance(lengths, NeedleLengths) and len(unit) > 1:
        every = " · ".join(MILLIMETRE.show(length) for length in lengths.fixed)
        words = f"{every} mm, {len(unit)} versions, one length each"
    return Hanging(name, f"/devices/{family.slug}", family.kind, lengths, words)


def _together(versions: Sequence[Lengths]) -> NeedleLengths | Lengths:
    """One needle for a family: a notch per version where each has one length, else the longest version."""
    if all(v.main.fixed and not v.main.ranges and not v.main.open for v in versions):
        return NeedleLengths(tuple(length for v in versions for length in v.main.fixed))
    return max(versions, key=lambda v: v.main.longest_listed or 0)


def _length(device: Hanging) -> str:
    """``"0.25–2.5"``, the unit left to the page; empty where it is not known."""
    words = device.sentence.removeprefix(f"{device.name}: ")
    return (
        "" if words == "needle length not known" else words.split(", ")[0].split(";")[0].removesuffix(" mm")
    )


def _length_links(index: FinderIndex) -> Iterable[LengthLink]:
    for length in LENGTHS:
        asked = Length("depth_at", (length,))
        if found := len(index.pair(asked).yes):
            might = len(index.pair(asked).unknown)
            url = f"/devices?depth_at={MILLIMETRE.format(length)}"
            yield LengthLink(MILLIMETRE.show(length), url, found, might, length_sample(length))


def _on_record(unit: Sequence[Entry]) -> tuple[bool, ...]:
    """A fact of a family is on record where it is for each of its versions."""
    if len(unit) == 1:
        return unit[0].record
    return tuple(all(facts) for facts in zip(*(entry.record for entry in unit), strict=True))


def _record_bars(counts: Sequence[int], of: int) -> Iterable[RecordBar]:
    for fact, count in zip(FACTS, counts, strict=True):
        yield RecordBar(fact[0].upper() + fact[1:], count, share_bar(count, of))


def _record_counts(units: Iterable[Sequence[Entry]]) -> list[int]:
    """For how many devices each of the eight facts is on record."""
    patterns = Counter(map(_on_record, units))
    return [sum(n for cells, n in patterns.items() if cells[i]) for i in range(len(FACTS))]
