"""Versions of the same family, and what came before and after."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from catalog.figures.core_sample import Version, family_comb
from catalog.figures.scales import CARD
from catalog.products.drafts import ProductDraft
from catalog.products.pages.citing import Piece
from catalog.shelf.entry import Entry
from catalog.shelf.naming import address, family_title, title_and_address
from catalog.shelf.shelf import FamilyFacts, Shelf


@dataclass(frozen=True)
class VersionLink:
    """One version of a family; ``is_here`` is the one whose page this is."""

    slug: str
    title: str
    url: str
    length: str
    unit: str
    is_here: bool


@dataclass(frozen=True)
class Relatives:
    """``family`` is None for a device that is no version; ``comb`` draws all versions, this one solid."""

    family: Piece | None
    versions: tuple[VersionLink, ...]
    comb: Markup
    successor: Piece | None
    predecessors: tuple[Piece, ...]


def relatives(shelf: Shelf, entry: Entry, draft: ProductDraft, predecessors: Sequence[str]) -> Relatives:
    family = shelf.families.get(entry.family or "")
    drawn = family and family_comb([Version(m.lengths, m is entry) for m in members(shelf, family)], CARD)
    return Relatives(
        family=Piece(family_title(shelf, family), address(entry.kind, family.slug)) if family else None,
        versions=version_links(shelf, family, entry) if family else (),
        comb=drawn or Markup(""),
        successor=_named(shelf, draft.successor) if draft.successor else None,
        predecessors=tuple(piece for slug in predecessors if (piece := _named(shelf, slug))),
    )


def members(shelf: Shelf, family: FamilyFacts) -> list[Entry]:
    """The versions on the shelf, the shortest first."""
    return [entry for slug in family.members if (entry := shelf.by_slug(slug))]


def version_links(shelf: Shelf, family: FamilyFacts, here: Entry | None = None) -> tuple[VersionLink, ...]:
    links = []
    for entry in members(shelf, family):
        cell = shelf.cell(entry, "needle_length")
        unit = cell.spec.kind.unit.suffix() if cell.spec.kind.unit else ""
        length = cell.text.removesuffix(unit) if cell.is_known else ""
        url = address(entry.kind, entry.slug)
        title, shown_unit = shelf.title(entry), unit if length else ""
        links.append(VersionLink(entry.slug, title, url, length, shown_unit, entry is here))
    return tuple(links)


def _named(shelf: Shelf, slug: str) -> Piece | None:
    named = title_and_address(shelf, slug)
    return Piece(*named) if named else None
