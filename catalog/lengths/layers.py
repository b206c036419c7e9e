"""How far into skin a needle is long enough to go: the drawing's layers, the bands, the measured sites."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session

from catalog.figures.scales import Layers
from catalog.products.pages.citing import Piece
from catalog.science import queries
from catalog.science.models import DepthBand, LayerThickness
from catalog.science.skin_words import plain
from catalog.specs.units import MILLIMETRE

SURFACE: Final = "dead surface layer (stratum corneum)"
OUTER: Final = "outer skin (epidermis)"
INNER: Final = "inner skin (dermis)"
FAT: Final = "fat below (subcutis)"


@dataclass(frozen=True)
class Layer:
    """A layer of the drawn skin, with where it ends below the surface (µm); None for the last."""

    name: str
    to: int | None


@dataclass(frozen=True)
class Band:
    """What the evidence says lies at a band of lengths ("0.25–0.5 mm"), plain words first.

    ``studies`` measured skin, or how far needles went: what was tested on people speaks for a length, and
    stays on the pages of concerns. Where there are none, ``basis`` says on what it rests.
    """

    lengths: str
    layer: str
    studies: tuple[Piece, ...]
    basis: str


@dataclass(frozen=True)
class Site:
    """Measured skin at one site by one method; ``passed``: the length is longer than all of it."""

    site: str
    method: str
    thickness: str
    passed: bool
    studies: tuple[Piece, ...]


def drawn_layers(layers: Layers) -> tuple[Layer, ...]:
    """The four layers of the drawing, the surface first."""
    return (
        Layer(SURFACE, layers.surface),
        Layer(OUTER, layers.to_epidermis),
        Layer(INNER, layers.to_dermis),
        Layer(FAT, None),
    )


def layer_at(length: int, layers: Layers) -> Layer:
    """The layer of the drawing in which a needle of this length would end if it went in whole."""
    return next(layer for layer in drawn_layers(layers) if layer.to is None or length <= layer.to)


def band_at(session: Session, length: int, measuring: Mapping[str, Piece]) -> Band | None:
    """The evidence's band for a length; None beyond the deepest, and in a catalogue without evidence.

    measuring: `Evidence.measuring`.
    """
    band = queries.band_of(session, length)
    return _band(band, measuring) if band else None


def bands(session: Session, measuring: Mapping[str, Piece]) -> tuple[Band, ...]:
    """Every band from the surface down."""
    return tuple(_band(band, measuring) for band in queries.depth_bands(session))


def _band(band: DepthBand, measuring: Mapping[str, Piece]) -> Band:
    lengths = f"{MILLIMETRE.show(band.low_um)}–{MILLIMETRE.show(band.high_um)} mm"
    studies = _cited(band.studies, measuring)
    return Band(lengths, plain(band.layer), studies, "" if studies else band.basis)


def sites(session: Session, length: int, links: Mapping[str, Piece]) -> tuple[Site, ...]:
    """Sites whose whole skin was measured, the thinnest first."""
    measured = [row for row in queries.layers(session) if row.total_nm]
    return tuple(_site(row, length, links) for row in sorted(measured, key=lambda row: row.total_nm or 0))


def _site(row: LayerThickness, length: int, links: Mapping[str, Piece]) -> Site:
    assert row.total_nm
    site = f"{row.site}, {row.sex}" if row.sex else row.site
    thickness = MILLIMETRE.show(round(row.total_nm, -4) // 1000)
    return Site(site, row.method, thickness, length * 1000 > row.total_nm, _cited(row.studies, links))


def _cited(slugs: Iterable[str], links: Mapping[str, Piece]) -> tuple[Piece, ...]:
    return tuple(links[slug] for slug in slugs if slug in links)
