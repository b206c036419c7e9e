"""The first screen: the one large number, who says it, what disagrees, and the facts a shopper asks first."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from catalog.figures.schematic import CAPTION, schematic
from catalog.figures.words import length_words
from catalog.products.pages.citing import Piece
from catalog.products.pages.facts import Dispute, Fact
from catalog.products.pages.fitting import HeadLimit
from catalog.products.pages.law import LegalLine
from catalog.products.pages.prices import PriceSeen
from catalog.products.record import FACTS
from catalog.specs.needle_length import NeedleLengths


@dataclass(frozen=True)
class BigLength:
    """The needle length: its number and unit, what is known of its stops, the rows it was made from.

    ``number`` is empty where nothing is known; ``words`` then say so.
    """

    number: str
    unit: str
    words: str
    rows: tuple[Fact, ...]
    limit: HeadLimit | None

    @property
    def is_list(self) -> bool:
        """Whether the number is many lengths rather than one or two ends."""
        return "·" in self.number

    @property
    def disputes(self) -> tuple[Dispute, ...]:
        return tuple(dispute for row in self.rows for dispute in row.disputes)

    @property
    def notes(self) -> tuple[tuple[Piece, ...], ...]:
        """Those of the lengths; what is noted of the stops is in the table."""
        return self.rows[0].notes if self.rows else ()


@dataclass(frozen=True)
class Lead:
    """Everything above the fold. ``fits`` is None where nobody asks; ``prices`` are current ones."""

    kind: str
    brand: Piece | None
    name: str
    drawing: Markup
    drawing_caption: str
    status: str
    is_own: bool
    length: BigLength
    record: tuple[tuple[str, bool], ...]
    legal: tuple[LegalLine, ...]
    fits: str | None
    prices: tuple[PriceSeen, ...]


def big_length(value: NeedleLengths | None, rows: Sequence[Fact], limit: HeadLimit | None) -> BigLength:
    """``rows`` are the facts of the needle length: the lengths, then the stops."""
    if value is None or not value.is_known:
        return BigLength("", "", "we haven’t found this yet", tuple(rows), limit)
    return BigLength(rows[0].text, rows[0].unit, about(value), tuple(rows), limit)


def about(value: NeedleLengths) -> str:
    """What is known beside the ends: "stops every 0.25 mm", "fixed length", "its stops aren’t published"."""
    return length_words(value).partition(" mm, ")[2]


def record_facts(record: Sequence[bool]) -> tuple[tuple[str, bool], ...]:
    """The eight facts by name, each with whether it is on record."""
    return tuple((fact[:1].upper() + fact[1:], known) for fact, known in zip(FACTS, record, strict=True))


def drawing(kind: str) -> tuple[Markup, str]:
    return schematic(kind), CAPTION
