"""Skin to scale: every place whose layers were measured, by method, because methods must not be mixed."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup
from sqlmodel import Session

from catalog.figures.cross_section import Thickness, cross_section, cross_section_key, thickness_words
from catalog.figures.scales import Layers
from catalog.products.pages.citing import Piece
from catalog.science import queries
from catalog.science.models import LayerThickness


@dataclass(frozen=True)
class SitePicture:
    """One place: its picture, and the same in words, a line a group of people."""

    site: str
    picture: Markup
    lines: tuple[str, ...]


@dataclass(frozen=True)
class MethodSites:
    """The places measured by one method, with the studies that did; ``is_whole``: down to the fat."""

    method: str
    places: tuple[SitePicture, ...]
    studies: tuple[Piece, ...]
    is_whole: bool


@dataclass(frozen=True)
class SkinToScale:
    """``drawn`` is the skin that all other pictures use, ``drawn_note`` where its numbers are from.

    ``note`` says why methods differ.
    """

    drawn: SitePicture | None
    drawn_note: str
    methods: tuple[MethodSites, ...]
    key: Markup
    note: str


def skin_to_scale(session: Session, layers: Layers | None, links: Mapping[str, Piece]) -> SkinToScale | None:
    """None in a catalogue without evidence."""
    by_method: dict[str, dict[str, list[LayerThickness]]] = {}
    for row in queries.layers(session):
        by_method.setdefault(row.method, {}).setdefault(row.site, []).append(row)
    if not by_method:
        return None
    methods = [_method(method, sites, links) for method, sites in by_method.items()]
    drawn, scale = [_drawn(layers)] if layers else [], queries.scale(session)
    shown = [[_thickness(row) for row in rows] for sites in by_method.values() for rows in sites.values()]
    return SkinToScale(
        drawn=_site(f"{scale.site}, as drawn here", drawn) if drawn and scale else None,
        drawn_note=scale.note if scale else "",
        methods=tuple(sorted(methods, key=lambda one: not one.is_whole)),
        key=cross_section_key([*shown, drawn]),
        note=queries.note(session, "measurement") or "",
    )


def _method(
    method: str, sites: Mapping[str, list[LayerThickness]], links: Mapping[str, Piece]
) -> MethodSites:
    pictures = tuple(_site(site, [_thickness(row) for row in rows]) for site, rows in sites.items())
    slugs = dict.fromkeys(slug for rows in sites.values() for row in rows for slug in row.studies)
    is_whole = any(row.total_nm for rows in sites.values() for row in rows)
    return MethodSites(method, pictures, tuple(links[slug] for slug in slugs if slug in links), is_whole)


def _site(site: str, measured: list[Thickness]) -> SitePicture:
    lines = tuple(
        f"{one.who}: {thickness_words(one)}" if one.who else thickness_words(one) for one in measured
    )
    told = tuple(line[:1].upper() + line[1:] for line in lines)
    return SitePicture(site, cross_section(site, measured), told)


def _thickness(row: LayerThickness) -> Thickness:
    return Thickness(row.sex or "", row.stratum_corneum_nm, row.epidermis_nm, row.dermis_nm, row.total_nm)


def _drawn(layers: Layers) -> Thickness:
    return Thickness("", layers.surface * 1000, layers.epidermis * 1000, layers.dermis * 1000)
