"""The cards of devices, their families and cartridges: the length large, who says it, and what disagrees."""

from __future__ import annotations

from collections.abc import Iterable

from catalog.products.pages.cartridge import CartridgePage
from catalog.products.pages.citing import Who
from catalog.products.pages.device import DevicePage
from catalog.products.pages.facts import Dispute
from catalog.products.pages.family import FamilyPage
from catalog.products.pages.lead import BigLength, Lead

from ..card import BIG, CARE, FINE, LEAD, Figure, Line, ShareCard, lines, named
from .cards import card_of


@card_of.register
def _device(page: DevicePage) -> ShareCard:
    return _product(page)


@card_of.register
def _cartridge(page: CartridgePage) -> ShareCard:
    return _product(page)


@card_of.register
def _family(page: FamilyPage) -> ShareCard:
    count = len(page.versions)
    drawn = Figure(page.drawing, caption=page.drawing_caption, is_small=True)
    said = (f"{one.length} {one.unit}".strip() for one in page.versions)
    return ShareCard(
        " · ".join([page.kind, *([page.brand.text] if page.brand else [])]),
        page.title,
        lines(
            Line(
                f"A family of {count} version{'' if count == 1 else 's'}. Each is a product of its own.", LEAD
            ),
            *map(_dispute, page.disputes),
            Line(named(dict.fromkeys(said), 8)),
        ),
        Figure(page.comb, page.patterns) if page.comb else drawn,
    )


def _product(page: DevicePage | CartridgePage) -> ShareCard:
    lead, skin = page.lead, page.skin
    drawn = Figure(lead.drawing, caption=lead.drawing_caption, is_small=True)
    if skin is not None and skin.plate is not None:
        drawn = Figure(skin.plate, page.patterns)
    return ShareCard(
        _kicker(lead),
        lead.name,
        lines(*_length(lead.length), Line("our own product", CARE) if lead.is_own else None, _record(lead)),
        drawn,
    )


def _kicker(lead: Lead) -> str:
    parts = [lead.kind, *([lead.brand.text] if lead.brand else []), *([lead.status] if lead.status else [])]
    return " · ".join(parts)


def _length(length: BigLength) -> Iterable[Line]:
    """The number, what is known of its stops, who says so, and every dispute."""
    if length.number:
        yield Line(f"{length.number} {length.unit}".strip(), LEAD if length.is_list else BIG, most=2)
        yield Line(f"needle length, {length.words}" if length.words else "needle length", LEAD, most=2)
    else:
        yield Line(f"needle length: {length.words}", LEAD)
    yield from map(_dispute, length.disputes)
    told = (one for row in length.rows[:1] for one in row.told)
    said = (f"{one.part}: {_who(one.who)}" if one.part else _who(one.who) for one in told)
    yield Line(named(said, 3), most=2)


def _dispute(dispute: Dispute) -> Line:
    """``"sources disagree: 2.5 mm (FDA file) · 3.0 mm (a shop)"``, as the page has it."""
    readings = (
        f"{reading.text} ({', '.join(f'{who.words}{_weak(who)}' for who in reading.who)})"
        for reading in dispute.readings
    )
    return Line(f"{dispute.words}: {' · '.join(readings)}", CARE, most=4)


def _who(who: Who) -> str:
    return f"{who.words} weak source" if who.is_weak else who.words


def _weak(who: Who) -> str:
    return ", weak source" if who.is_weak and who.href else ""


def _record(lead: Lead) -> Line:
    known = sum(is_known for _, is_known in lead.record)
    return Line(f"On record: {known} of {len(lead.record)}", FINE)
