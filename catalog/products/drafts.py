"""What an author types or a seed file holds, before it becomes rows: plain, immutable, all by slug.

A draft is a product's whole state: the same dataclasses are filled from a form, from a file and from the
tables, so that "what was" and "what shall be" can be compared.
"""

from dataclasses import dataclass, field
from typing import Final

MEASURED: Final = "measurements"
"""How the origin of a statement made of our own measurements begins: "measurements, method 1"; it follows
from them, and nobody types it."""
_METHOD: Final = f"{MEASURED}, method "


@dataclass(frozen=True, slots=True)
class BrandDraft:
    slug: str
    name: str
    is_own: bool = False
    notes: str = ""


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """``published`` is a partial date as text; ``is_manual`` marks a manual itself, not notes about one."""

    slug: str
    title: str
    publisher: str
    type: str
    strength: str
    read_on: str
    url: str | None = None
    published: str | None = None
    is_manual: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """``says`` is the text as typed. ``unparsed`` marks a text that is kept though no value can be read
    from it: it is shown as a note and disputes nothing. A ``kind`` of None follows from the source.
    """

    spec: str
    says: str | None = None
    source: str | None = None
    state: str = "known"
    kind: str | None = None
    rank: str = "normal"
    known_by: str = "stated"
    note: str = ""
    read_on: str | None = None
    unparsed: bool = False
    origin: str | None = None

    @property
    def is_made_of_measurements(self) -> bool:
        """Whether only a measurement changes it: see `catalog.method.editing`."""
        return (self.origin or "").startswith(MEASURED)

    @property
    def method(self) -> int | None:
        """The version of the method it was measured by; None where it was not, or by none."""
        number = (self.origin or "").removeprefix(_METHOD)
        return int(number) if number != self.origin and number.isdecimal() else None


@dataclass(frozen=True, slots=True)
class OfferDraft:
    """``amount_minor`` in hundredths (the currency's smallest unit) for ``quantity`` of ``unit``.

    ``day`` may be partial, and None where nobody says when the price was seen.
    """

    amount_minor: int
    currency: str
    source: str
    currency_inferred: bool = False
    quantity: int = 1
    unit: str = "piece"
    merchant: str | None = None
    day: str | None = None
    is_affiliate: bool = False
    url: str | None = None
    note: str = ""
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class LegalDraft:
    """``outcome`` of None follows from the words of the status (`catalog.products.legal.outcome_of`)."""

    market: str
    body: str
    status: str
    checked: str
    sources: tuple[str, ...]
    identifier: str | None = None
    date: str | None = None
    use: str | None = None
    outcome: str | None = None
    note: str = ""
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class FitDraft:
    """What a source says about the product of the draft and ``other``: its cartridge, or its device."""

    other: str
    answer: str
    source: str
    note: str = ""
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class ProductDraft:
    slug: str
    kind: str
    name: str
    brand: str | None = None
    is_family: bool = False
    family: str | None = None
    successor: str | None = None
    audience: str | None = None
    status: str = "unknown"
    is_own: bool = False
    released: str | None = None
    notes: str = ""
    statements: tuple[StatementDraft, ...] = field(default=())
    offers: tuple[OfferDraft, ...] = field(default=())
    legal: tuple[LegalDraft, ...] = field(default=())
    fits: tuple[FitDraft, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a draft: where (``"statements 3: says"``) and what, in words for a person."""

    place: str
    message: str


class InvalidDraftError(ValueError):
    """A draft that cannot be saved; ``problems`` says why, all of it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{p.place}: {p.message}" for p in problems))
        self.problems: list[Problem] = problems
