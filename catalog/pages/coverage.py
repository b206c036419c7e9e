"""What the catalogue covers, counted, and what it does not, named."""

from dataclasses import dataclass

from catalog.figures.marks import MARKS
from catalog.reviews import beside
from catalog.shelf.shelf import Shelf

NOT_COVERED = (
    "needles that send current or radio waves into the skin",
    "patches with dissolving points",
    "tattoo and permanent make-up machines",
)
"""Kinds of things that are not collected here, in the words of the about page."""


MARKS_IN_USE = tuple(key for key in MARKS if key != "measured")
"""The marks that are explained before anything was measured."""


def marks_in_use(shelf: Shelf) -> tuple[str, ...]:
    """The marks that are explained; "we measured" joins them with the first hands-on measurement."""
    is_measuring = any(source.is_own_measurement for source in shelf.sources.values())
    return tuple(MARKS) if is_measuring else MARKS_IN_USE


@dataclass(frozen=True)
class Coverage:
    """Numbers for the about page. ``devices`` counts a family once."""

    devices: int
    brands: int
    pens: int
    rollers: int
    stamps: int
    cartridges: int
    sources: int
    not_covered: tuple[str, ...] = NOT_COVERED
    marks: tuple[str, ...] = MARKS_IN_USE


@dataclass(frozen=True)
class Tested:
    """How many reviews there are, and for how many of them the author had the device in hand."""

    reviews: int
    hands_on: int


def tested() -> Tested:
    """At the state this request answers from."""
    every = [one for ones in beside.current().values() for one in ones]
    return Tested(len(every), sum(one.is_hands_on for one in every))


def affiliate_links(shelf: Shelf) -> int:
    """How many prices lead to a shop that pays us; counted once a shelf."""
    return shelf.once(_affiliate_links)


def _affiliate_links(shelf: Shelf) -> int:
    entries = (*shelf.devices(), *shelf.cartridges())
    return sum(bool(offer.url and offer.affiliate) for entry in entries for offer in entry.offers)


def coverage(shelf: Shelf) -> Coverage:
    """The numbers at the shelf's version; counted once a shelf."""
    return shelf.once(_coverage)


def _coverage(shelf: Shelf) -> Coverage:
    kinds: dict[str, str] = {}
    brands = set()
    for entry in shelf.devices():
        kinds[f"family {entry.family}" if entry.family else entry.slug] = entry.kind
        brands.add(entry.brand)
    each = list(kinds.values())
    return Coverage(
        devices=len(each),
        brands=len(brands - {None}),
        pens=each.count("pen"),
        rollers=each.count("roller"),
        stamps=each.count("stamp"),
        cartridges=len(shelf.cartridges()),
        sources=len(shelf.sources),
        marks=marks_in_use(shelf),
    )
