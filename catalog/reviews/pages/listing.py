"""The list of reviews with its two filters, hands-on or not and by kind of device."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from sqlmodel import Session

from catalog.reviews.beside import Beside, listed
from catalog.shelf.naming import title_and_address
from catalog.shelf.shelf import Shelf
from catalog.specs.spec import DEVICES

TESTED: Final = {"yes": "hands-on", "no": "research only"}


@dataclass(frozen=True)
class Choice:
    """One value of a filter: how many there are of it, and where it leads."""

    label: str
    count: int
    href: str
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    """A heading with its choices, the first of which is all."""

    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Line:
    """One review in the list, with the name and address its device has today, "" where that is gone."""

    review: Beside
    device: str
    device_url: str


@dataclass(frozen=True)
class ListPage:
    """``total`` reviews are there at all; ``filters`` are empty where nothing can be told apart.

    ``is_filtered``: a filter was asked for. ``not_understood``: what of the address could not be used.
    """

    total: int
    lines: tuple[Line, ...]
    filters: tuple[Filter, ...]
    is_filtered: bool
    not_understood: tuple[str, ...]


def list_page(session: Session, shelf: Shelf, hands_on: str = "", kind: str = "") -> ListPage:
    """The reviews that are asked for. ``hands_on``: "yes", "no"; ``kind``: of device; "" for all."""
    found = [one for _, one in listed(session)]
    asked = ((hands_on, TESTED), (kind, DEVICES))
    ignored = [typed[:40] for typed, known in asked if typed and typed not in known]
    hands_on, kind = hands_on if hands_on in TESTED else "", kind if kind in DEVICES else ""
    shown = [one for one in found if _is(one, hands_on, kind)]
    return ListPage(
        len(found),
        tuple(_line(shelf, one) for one in shown),
        tuple(_filters(found, hands_on, kind)) if len(found) > 1 else (),
        bool(hands_on or kind),
        tuple(ignored),
    )


def _is(one: Beside, hands_on: str, kind: str) -> bool:
    return (not hands_on or one.is_hands_on == (hands_on == "yes")) and (not kind or one.kind == kind)


def _line(shelf: Shelf, one: Beside) -> Line:
    title, url = title_and_address(shelf, one.device) or ("", "")
    return Line(one, title, url)


def _filters(found: Sequence[Beside], hands_on: str, kind: str) -> list[Filter]:
    """Each counted under the other."""
    tested = [("", "all"), *TESTED.items()]
    kinds = [("", "all kinds"), *((one, f"{one}s") for one in DEVICES if any(f.kind == one for f in found))]
    return [
        Filter(
            "Tested",
            tuple(_choice(found, words, key, kind, key == hands_on) for key, words in tested),
        ),
        Filter(
            "Kind",
            tuple(_choice(found, words, hands_on, key, key == kind) for key, words in kinds),
        ),
    ]


def _choice(found: Sequence[Beside], words: str, hands_on: str, kind: str, is_chosen: bool) -> Choice:
    query = urlencode({name: value for name, value in (("hands_on", hands_on), ("kind", kind)) if value})
    count = sum(_is(one, hands_on, kind) for one in found)
    return Choice(words, count, f"/reviews?{query}" if query else "/reviews", is_chosen)
