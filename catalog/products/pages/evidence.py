"""What the studies add to a product's page: who should not, what was measured, whose skin is drawn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session

from catalog.db import get_database
from catalog.figures.measured import Measurement
from catalog.figures.scales import Layers
from catalog.products.pages.citing import Piece
from catalog.science import queries
from catalog.science.current import citations
from catalog.science.measured import measured_in, measurement_of
from catalog.science.models import MEASURING, DrawingScale, Penetration, SafetyItem
from catalog.science.standing import Doubt, doubts
from catalog.science.words import LEVEL_HEADINGS, study_address
from catalog.shelf.keeper import current
from catalog.shelf.shelf import Shelf
from catalog.specs.answer import Answer
from catalog.specs.needle_length import Lengths
from catalog.specs.units import MILLIMETRE

CAUTION_ABOVE: Final = 500
"""µm. Longer needles, or needles of unknown length, are shown with who should not use them."""


@dataclass(frozen=True)
class CautionItem:
    text: str
    detail: str
    studies: tuple[Piece, ...]


@dataclass(frozen=True)
class CautionGroup:
    heading: str
    items: tuple[CautionItem, ...]


@dataclass(frozen=True)
class Caution:
    """ "Who should not": why it is here, the groups, what asks for extra care, and every study named."""

    reason: str
    groups: tuple[CautionGroup, ...]
    care: tuple[CautionItem, ...]
    studies: tuple[Piece, ...]


@dataclass(frozen=True)
class MeasuredLine:
    """``"In hairless rat, roller, 0.77 mm needles went 0.15 mm deep"`` and the studies."""

    words: str
    studies: tuple[Piece, ...]


@dataclass(frozen=True)
class Evidence:
    """What a page takes from the evidence; nothing of it depends on the product.

    ``links`` are all studies by slug, ``measuring`` those of them that treated nobody.
    """

    layers: Layers | None
    drawn_from: tuple[Piece, ...]
    measurements: tuple[Measurement, ...]
    measured: tuple[MeasuredLine, ...]
    safety: tuple[SafetyItem, ...]
    links: dict[str, Piece]
    measuring: dict[str, Piece]


def current_evidence() -> Evidence:
    """The evidence at the state this request answers from: made once, pages ask no database for it."""
    return current().once(_current)


def _current(_shelf: Shelf) -> Evidence:
    names = citations()
    # The request's own session may have begun before the shelf moved on, and would answer from before.
    with get_database().reader() as session:
        return read_evidence(session, names)


def read_evidence(session: Session, names: Mapping[str, str]) -> Evidence:
    """A handful of statements. ``names``: slug of each study → how it is named in a sentence."""
    doubted, measuring = doubts(session), queries.slugs_of(session, MEASURING)
    links = {slug: _link(slug, name, doubted.get(slug)) for slug, name in names.items()}
    scale = queries.scale(session)
    penetration = queries.penetration(session)
    return Evidence(
        layers=_layers(scale),
        drawn_from=_cited(scale.studies, links) if scale else (),
        measurements=tuple(measurement_of(row, names) for row in penetration),
        measured=tuple(_measured(row, links) for row in penetration),
        safety=tuple(queries.safety_items(session, "contraindications")),
        links=links,
        measuring={slug: link for slug, link in links.items() if slug in measuring},
    )


def read_layers(session: Session) -> Layers | None:
    """The drawn skin alone."""
    return _layers(queries.scale(session))


def caution(lengths: Lengths, evidence: Evidence, what: str = "its needles") -> Caution | None:
    """Who should not, where the worst case is longer than `CAUTION_ABOVE` or not known."""
    answer = lengths.never_above(CAUTION_ABOVE)
    if answer is Answer.YES or not evidence.safety:
        return None
    groups = tuple(
        CautionGroup(heading, _items(evidence, level)) for level, heading in LEVEL_HEADINGS.items()
    )
    care = _items(evidence, "extra care")
    named = dict.fromkeys(piece for group in groups for item in group.items for piece in item.studies)
    return Caution(
        _reason(lengths, answer, what), tuple(group for group in groups if group.items), care, tuple(named)
    )


def _reason(lengths: Lengths, answer: Answer, what: str) -> str:
    limit = f"{MILLIMETRE.show(CAUTION_ABOVE)} mm"
    if answer is Answer.UNKNOWN and (lengths.worst.longest_listed or 0) > CAUTION_ABOVE:
        return f"Some of {what} go past {limit}; which lengths are sold isn’t listed."
    if answer is Answer.UNKNOWN:
        return f"Whether {what} go past {limit} is not known."
    if lengths.main.never_above(CAUTION_ABOVE) is Answer.YES:
        return f"By another source, or with parts sold separately, {what} go past {limit}."
    return f"{what[:1].upper()}{what[1:]} go past {limit}."


def _items(evidence: Evidence, level: str) -> tuple[CautionItem, ...]:
    return tuple(
        CautionItem(item.item, item.detail, _cited(item.studies, evidence.links))
        for item in evidence.safety
        if item.level == level
    )


def _link(slug: str, name: str, doubt: Doubt | None) -> Piece:
    return Piece(name, study_address(slug), doubt.word if doubt else "")


def _cited(slugs: Iterable[str], links: dict[str, Piece]) -> tuple[Piece, ...]:
    return tuple(links[slug] for slug in slugs if slug in links)


def _layers(scale: DrawingScale | None) -> Layers | None:
    return Layers(scale.stratum_corneum_um, scale.living_epidermis_um, scale.dermis_um) if scale else None


def _measured(row: Penetration, links: dict[str, Piece]) -> MeasuredLine:
    went = f"{MILLIMETRE.show(row.nominal_um)} mm needles went {_hundredths(_um(row.measured_nm))} mm deep"
    return MeasuredLine(f"{went} ({measured_in(row)})", _cited(row.studies, links))


def _um(nm: int) -> int:
    return round(nm / 1000)


def _hundredths(um: int) -> str:
    """As a study's figure is read: 152 µm is 0.15 mm."""
    return MILLIMETRE.show(round(um, -1))
