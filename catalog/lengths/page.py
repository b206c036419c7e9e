"""What the pages of needle lengths show: every field finished."""

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup
from sqlmodel import Session

from catalog.articles.concerned import Concerned
from catalog.figures.core_sample import device_plate, length_sample
from catalog.figures.measured import measured_plate
from catalog.figures.scales import DEVICE, LINK, Layers
from catalog.figures.skin import skin_patterns
from catalog.finder.index import FinderIndex
from catalog.lengths.address import address_of
from catalog.lengths.devices import Answered, Tally, answered, known_lengths, listed_lengths, tally
from catalog.lengths.layers import (
    Band,
    Layer,
    Site,
    band_at,
    bands,
    drawn_layers,
    layer_at,
    sites,
)
from catalog.lengths.skin import SkinToScale, skin_to_scale
from catalog.products.pages.citing import Piece
from catalog.products.pages.evidence import Caution, MeasuredLine, caution, current_evidence
from catalog.science import queries
from catalog.shelf.counting import named_once
from catalog.specs.needle_length import Lengths, NeedleLengths
from catalog.specs.units import MILLIMETRE

WAYS_IN: Final = (200, 250, 300, 500, 750, 1000, 1500, 2000, 2500)
"""Lengths (µm) drawn on the index, those that nothing can be set to left out."""


@dataclass(frozen=True)
class Neighbour:
    """A link to another length."""

    text: str
    url: str


@dataclass(frozen=True)
class LengthPage:
    """`/needle-lengths/<mm>`.

    ``text`` is "0.5" (the unit is the page's). ``ends_in`` is the layer of the drawing in which the needle
    would end if it went in whole, ``reaches`` that in a sentence, ``skin`` how thick the drawn skin is; they
    are empty without evidence, as are the pictures. ``who_should_not`` stands where needles are longer than
    0.5 mm. ``is_known``: some device has this length; other lengths have a page too, which search engines
    are told to leave alone.
    """

    text: str
    url: str
    description: str
    is_known: bool
    patterns: Markup
    plate: Markup | None
    measured_plate: Markup | None
    ends_in: Layer | None
    skin: str
    reaches: str
    band: Band | None
    sites: tuple[Site, ...]
    sites_note: str
    measured: tuple[MeasuredLine, ...]
    drawn_from: tuple[Piece, ...]
    who_should_not: Caution | None
    answers: tuple[Answered, ...]
    shorter: Neighbour | None
    longer: Neighbour | None
    science: Concerned


@dataclass(frozen=True)
class WayIn:
    """A length drawn on the index, with how many can be set to it and how many might."""

    text: str
    url: str
    found: int
    might: int
    picture: Markup


@dataclass(frozen=True)
class LengthRow:
    """A length in the index's table: the layer it would end in, and the three counts (fit, might)."""

    text: str
    url: str
    layer: str
    tally: Tally


@dataclass(frozen=True)
class LengthsPage:
    """`/needle-lengths`: the lengths that devices are sold in or can be set to.

    ``known``: how many lengths there are. ``left_out``: how many of them are not in the table; of these
    ``first_left`` is the shortest and ``last_left`` the longest, None where the table has all.
    ``measured`` is how deep needles really went, ``measured_note`` what must not be concluded from it.
    """

    patterns: Markup
    ways: tuple[WayIn, ...]
    rows: tuple[LengthRow, ...]
    known: int
    left_out: int
    first_left: Neighbour | None
    last_left: Neighbour | None
    bands: tuple[Band, ...]
    drawn_from: tuple[Piece, ...]
    devices: int
    skin: SkinToScale | None
    measured: tuple[MeasuredLine, ...]
    measured_note: str
    science: Concerned


def length_page(session: Session, index: FinderIndex, length: int, science: Concerned) -> LengthPage:
    """The page of one length (µm). ``science`` are the articles, claims and studies that concern it."""
    evidence = current_evidence()
    layers = evidence.layers
    text = MILLIMETRE.show(length)
    needle = NeedleLengths((length,))
    known = known_lengths(index)
    answers = answered(index, length)
    ends_in = layer_at(length, layers) if layers else None
    return LengthPage(
        text=text,
        url=address_of(length),
        description=_description(text, answers),
        is_known=length in known,
        patterns=skin_patterns((DEVICE,), layers) if layers else Markup(""),
        plate=device_plate(needle, layers, name=f"A {text} mm needle") if layers else None,
        measured_plate=measured_plate(evidence.measurements) if layers and evidence.measurements else None,
        ends_in=ends_in,
        skin=MILLIMETRE.show(layers.to_dermis // 10 * 10) if layers else "",
        reaches=_reaches(length, ends_in, layers) if ends_in and layers else "",
        band=band_at(session, length, evidence.measuring),
        sites=sites(session, length, evidence.links),
        sites_note=queries.note(session, "measurement") or "",
        measured=evidence.measured,
        drawn_from=evidence.drawn_from,
        who_should_not=caution(Lengths((needle,), needle), evidence, "Needles of this length"),
        answers=answers,
        shorter=_neighbour([other for other in known if other < length][-1:]),
        longer=_neighbour([other for other in known if other > length][:1]),
        science=science,
    )


def _description(text: str, answers: tuple[Answered, ...]) -> str:
    at, reach, never = (answer.found for answer in answers)
    return (
        f"How deep {text} mm needles are long enough to go, and which devices have them: {at} can be set to "
        f"{text} mm, {reach} reach it, {never} never go above it."
    )


def _reaches(length: int, layer: Layer, layers: Layers) -> str:
    """``"long enough to end in the inner skin (dermis), 0.44 mm below where it begins"``."""
    begins = max((other.to for other in drawn_layers(layers) if other.to and other.to < length), default=0)
    if not begins:
        return f"long enough to end in the {layer.name}"
    below = MILLIMETRE.show(max(round(length - begins, -1), 10))
    return f"long enough to end in the {layer.name}, {below} mm below where that begins"


def _neighbour(lengths: list[int]) -> Neighbour | None:
    return Neighbour(MILLIMETRE.show(lengths[0]), address_of(lengths[0])) if lengths else None


def lengths_page(session: Session, index: FinderIndex, science: Concerned) -> LengthsPage:
    """The index of lengths."""
    evidence = current_evidence()
    layers = evidence.layers
    known = known_lengths(index)
    listed = listed_lengths(index, known)
    left = sorted(set(known) - set(listed))
    counted = [tally(index, length) for length in listed]
    return LengthsPage(
        patterns=skin_patterns((LINK,), layers) if layers else Markup(""),
        ways=tuple(_way_in(one, layers) for one in counted if one.length in WAYS_IN),
        rows=tuple(_row(one, layers) for one in counted),
        known=len(known),
        left_out=len(left),
        first_left=_neighbour(left[:1]),
        last_left=_neighbour(left[-1:]),
        bands=bands(session, evidence.measuring),
        drawn_from=evidence.drawn_from,
        devices=named_once(index.shelf, len(index.everything)),
        skin=skin_to_scale(session, layers, evidence.links),
        measured=evidence.measured,
        measured_note=queries.note(session, "penetration-caution") or "",
        science=science,
    )


def _way_in(tally: Tally, layers: Layers | None) -> WayIn:
    picture = length_sample(tally.length) if layers else Markup("")
    return WayIn(MILLIMETRE.show(tally.length), address_of(tally.length), *tally.at, picture)


def _row(tally: Tally, layers: Layers | None) -> LengthRow:
    layer = layer_at(tally.length, layers).name if layers else ""
    return LengthRow(MILLIMETRE.show(tally.length), address_of(tally.length), layer, tally)
