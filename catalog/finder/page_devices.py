"""What the templates receive of devices: cards, lines, rows of the table, every field finished."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class CardFact:
    """A known fact on a card: "Needles" "14"."""

    label: str
    text: str
    weak: bool


@dataclass(frozen=True)
class CardVersion:
    """A version of a family that is on the card, with a compare tick of its own. ``label`` is its length."""

    slug: str
    name: str
    label: str
    url: str


@dataclass(frozen=True)
class CardReview:
    """A review in short: ``score`` is "8.1", or what it could be, "" without one; ``method`` the version that
    made it, where that has to be said; ``tested`` "tested hands-on" or "research only".

    ``of`` is the length of the version reviewed, where the card has several; ``connection`` is empty where
    there is none to whoever makes or sells it.
    """

    url: str
    verdict: str
    author: str
    score: str
    method: str
    tested: str
    of: str
    connection: str


@dataclass(frozen=True)
class Card:
    """One product, or the versions of one family that are on this page.

    ``sold`` is "Pen, sold to clinics"; ``length`` the big figure ("0.25–2.5 mm"), ``who`` who says so with
    its ``mark``; ``why`` one sentence each ("Stops at 0.5 mm; every 0.25 mm from 0 to 2.5"); ``also`` the
    lengths that did not match ("Also sold in 0.25, 1.0 mm"). ``record`` are eight booleans.
    """

    slug: str
    url: str
    name: str
    brand: str
    kind: str
    sold: str
    length: str
    who: str
    mark: str
    is_weak: bool
    is_disputed: bool
    why: tuple[str, ...]
    also: str
    facts: tuple[CardFact, ...]
    record: tuple[bool, ...]
    versions: tuple[CardVersion, ...]
    picture: Markup
    own_product: bool = False
    review: CardReview | None = None


@dataclass(frozen=True)
class Line:
    """One line for a product that might fit: picture, name, length, record.

    ``note`` says what else is missing, ``aside`` what its cartridges leave of the length.
    """

    slug: str
    url: str
    name: str
    sold: str
    length: str
    note: str
    record: tuple[bool, ...]
    picture: Markup
    versions: tuple[CardVersion, ...] = ()
    aside: str = ""


@dataclass(frozen=True)
class LineGroup:
    """Those that might fit for the same missing fact, which is the heading. ``count`` is of the whole list,
    of which ``lines`` are on this page; ``ask`` is the question that would settle it, or empty.

    ``is_folded`` groups ("Barely documented") start closed.
    """

    heading: str
    count: int
    note: str
    ask: str
    lines: tuple[Line, ...]
    is_folded: bool = False


@dataclass(frozen=True)
class Miss:
    """One line under "Don't fit": the name and the lengths that are known."""

    name: str
    url: str
    text: str


@dataclass(frozen=True)
class MissGroup:
    """Those that do not fit: how many, why in a sentence, and the first dozen by name."""

    heading: str
    count: int
    note: str
    misses: tuple[Miss, ...]


@dataclass(frozen=True)
class CardGroup:
    """Cards under one heading. ``count`` is of the whole list, of which ``cards`` are on this page."""

    heading: str
    count: int
    note: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class TableColumn:
    """A column of the table view. ``aria_sort`` is ``"ascending"``, ``"descending"`` or empty; ``sort_url``
    is empty where the column cannot be sorted."""

    key: str
    label: str
    unit: str
    is_number: bool
    sort_url: str
    aria_sort: str


@dataclass(frozen=True)
class TableCell:
    """A cell: its text, who says so, and whether the text says that nothing is known."""

    text: str
    who: str = ""
    is_absent: bool = False
    is_number: bool = False


@dataclass(frozen=True)
class TableRow:
    """A product in the table view; ``answer`` is ``"match"``, or ``"might"`` with the missing fact."""

    slug: str
    url: str
    name: str
    brand: str
    answer: str
    missing: str
    cells: tuple[TableCell, ...]
    record: tuple[bool, ...]


@dataclass(frozen=True)
class Table:
    """The table view: the same devices in the same order as the cards."""

    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
