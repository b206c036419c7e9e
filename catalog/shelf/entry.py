"""One product on the shelf, small enough for a hundred thousand of them in every worker."""

from collections.abc import Iterator, Mapping
from copy import copy
from functools import lru_cache
from itertools import product
from sys import intern
from typing import Any, Final

import msgspec

from catalog.products.record import FACTS, PRICE
from catalog.products.sources import mark, who_says
from catalog.shelf.cell import Beside, Cell, Dispute, Witnessed
from catalog.specs.needle_length import Lengths, NeedleLengths
from catalog.specs.registry import SPECS
from catalog.specs.resolution import DOES_NOT_APPLY, NOT_RESEARCHED

KEYS: Final = tuple(SPECS)
_PLACES: Final = {key: place for place, key in enumerate(KEYS)}


class LegalFacts(msgspec.Struct, frozen=True):
    """A legal status of this exact model (or its family) in one market."""

    market: str
    body: str
    outcome: str
    status: str
    identifier: str | None
    date: str | None
    use: str | None
    checked: str
    note: str
    sources: tuple[str, ...]

    @property
    def on_record(self) -> bool:
        """Whether a regulator's authorisation is on file; a listing or a claim is none."""
        return self.outcome == "authorisation"


class OfferFacts(msgspec.Struct, frozen=True):
    """A price seen: ``amount_minor`` of ``currency`` for ``quantity`` of ``unit``; ``day`` may be partial."""

    amount_minor: int
    currency: str
    currency_inferred: bool
    quantity: int
    unit: str
    merchant: str | None
    day: str | None
    affiliate: bool
    url: str | None
    note: str
    source: str


class Seen(msgspec.Struct, frozen=True):
    """When and by whom a price was seen."""

    day: str | None
    source: str


class FitSaid(msgspec.Struct, frozen=True):
    answer: str
    source: str
    note: str


class FitFacts(msgspec.Struct, frozen=True):
    """Whether the product and ``other`` (a slug) go together, and everybody who says something of it."""

    other: str
    answer: str
    said: tuple[FitSaid, ...]


class Told(msgspec.Struct, frozen=True):
    """Who says a value: ``by`` is the source of its worst founded part."""

    sources: tuple[str, ...]
    by: str | None = None
    kind: str | None = None
    known_by: str | None = None
    weak: bool = False
    parts: dict[str, Witnessed] = {}
    disputes: tuple[Dispute, ...] = ()
    beside: tuple[Beside, ...] = ()
    method: int | None = None


class Document(msgspec.Struct):
    """`Product.document` as read from the tables."""

    answers: dict[str, msgspec.Raw]
    told: dict[str, msgspec.Raw]
    record: str
    legal: msgspec.Raw
    offers: msgspec.Raw
    fits: msgspec.Raw
    checked: str | None


_decode_document: Final = msgspec.json.Decoder(Document).decode
_decode_told: Final = lru_cache(maxsize=20_000)(msgspec.json.Decoder(Told).decode)
_decode_legal: Final = lru_cache(maxsize=20_000)(msgspec.json.Decoder(tuple[LegalFacts, ...]).decode)
_decode_offers: Final = lru_cache(maxsize=20_000)(msgspec.json.Decoder(tuple[OfferFacts, ...]).decode)
_decode_seen: Final = msgspec.json.Decoder(tuple[Seen, ...]).decode
_decode_fits: Final = lru_cache(maxsize=20_000)(msgspec.json.Decoder(tuple[FitFacts, ...]).decode)


_SPARE: Final = 10_000
"""Values that may be kept in vain before it matters, in a small catalogue."""


class Interned:
    """Equal bytes kept once: a catalogue repeats its answers far more often than it has new ones."""

    def __init__(self) -> None:
        self._kept: dict[bytes, bytes] = {}
        self._room = 0

    @property
    def size(self) -> int:
        return len(self._kept)

    def renewed(self) -> "Interned":
        """This one, or an empty one once edits have doubled it: what they replaced would stay here for ever.

        Called before each advance; the first call measures what the catalogue itself needs.
        """
        self._room = self._room or 2 * len(self._kept) + _SPARE
        return self if len(self._kept) <= self._room else Interned()

    def __call__(self, raw: msgspec.Raw) -> bytes:
        data = bytes(raw)
        return self._kept.setdefault(data, data)

    def by_key(self, raws: Mapping[str, msgspec.Raw]) -> tuple[bytes | None, ...]:
        """One of each spec in the order of `KEYS`, None where there is none."""
        found: list[bytes | None] = [None] * len(KEYS)
        keep = self._kept.setdefault
        for key, raw in raws.items():
            data = bytes(raw)
            found[_PLACES[key]] = keep(data, data)
        return tuple(found)


_RECORDS: Final = {
    "".join(digits): tuple(d == "1" for d in digits) for digits in product("01", repeat=len(FACTS))
}
"""The facts on record by what the document writes, each tuple there once."""

_PRICED: Final = {f: _RECORDS[f"{digits[:PRICE]}1{digits[PRICE + 1 :]}"] for digits, f in _RECORDS.items()}
_UNPRICED: Final = {f: _RECORDS[f"{digits[:PRICE]}0{digits[PRICE + 1 :]}"] for digits, f in _RECORDS.items()}


class Entry:
    """A product that can be bought. Its answers and sources stay JSON until somebody asks."""

    __slots__ = (
        "_answers",
        "_fits",
        "_legal",
        "_offers",
        "_told",
        "audience",
        "brand",
        "checked",
        "family",
        "id",
        "is_own",
        "kind",
        "name",
        "record",
        "slug",
        "status",
        "successor",
    )

    def __init__(
        self,
        *,
        id: int,
        slug: str,
        name: str,
        brand: str | None,
        kind: str,
        family: str | None,
        audience: str | None,
        status: str,
        is_own: bool,
        successor: int | None = None,
        document: str | bytes,
        interned: Interned,
    ) -> None:
        self.id, self.slug, self.name, self.brand = id, slug, name, brand
        self.kind, self.family, self.is_own = intern(kind), family, is_own
        self.successor = successor
        self.audience, self.status = audience and intern(audience), intern(status)
        read = _decode_document(document)
        self._answers = interned.by_key(read.answers)
        self._told = interned.by_key(read.told)
        self._legal, self._offers, self._fits = map(interned, (read.legal, read.offers, read.fits))
        self.record = _RECORDS[read.record]
        self.checked = read.checked and intern(read.checked)

    @property
    def answers(self) -> dict[str, bytes]:
        """Spec key → canonical JSON of state, value, alternatives, worst; equal bytes are equal answers."""
        return {key: data for key, data in zip(KEYS, self._answers, strict=True) if data is not None}

    def answer(self, key: str) -> bytes | None:
        """The answer to one spec, None where nobody says anything of it."""
        return self._answers[_PLACES[key]]

    @property
    def legal(self) -> tuple[LegalFacts, ...]:
        return _decode_legal(self._legal)

    @property
    def seen(self) -> tuple[Seen, ...]:
        """Of each offer the day and the source, without decoding the rest."""
        return () if self._offers == b"[]" else _decode_seen(self._offers)

    @property
    def offers(self) -> tuple[OfferFacts, ...]:
        return _decode_offers(self._offers)

    @property
    def fits(self) -> tuple[FitFacts, ...]:
        return _decode_fits(self._fits)

    def priced(self, current: bool) -> "Entry":
        """This entry where a current price is on record as said, else a copy: others may hold this one."""
        if self.record[PRICE] == current:
            return self
        other = copy(self)
        other.price(current)
        return other

    def price(self, current: bool) -> None:
        """Put a current price on record, or take it off; for an entry that nobody holds yet."""
        self.record = (_PRICED if current else _UNPRICED)[self.record]

    @property
    def known_facts(self) -> int:
        """How many of the eight facts are on record."""
        return sum(self.record)

    @property
    def lengths(self) -> Lengths:
        """What the seven questions are asked of."""
        data = self.answer("needle_length")
        return Lengths() if data is None else lengths_of(data)

    @property
    def nominal(self) -> Lengths:
        """The same as the sources say it of the dial itself, before its cartridges limit it."""
        data = self.answer("needle_length")
        return Lengths() if data is None else lengths_of(data, with_cartridges=False)

    def cell(self, key: str, sources: Mapping[str, Any]) -> Cell:
        """One spec, its value read and the words of who says so; ``sources`` are the shelf's."""
        spec, data, told_data = SPECS[key], self.answer(key), self._told[_PLACES[key]]
        if data is None or told_data is None:
            return Cell(spec, self.kind, NOT_RESEARCHED if spec.applies(self.kind) else DOES_NOT_APPLY)
        state, value, alternatives = read_answer(key, data)
        told = _decode_told(told_data)
        if value is None:
            return Cell(spec, self.kind, state, sources=told.sources)
        source = sources.get(told.by or "")
        kind, known_by = told.kind or "claimed", told.known_by or "stated"
        return Cell(
            spec,
            self.kind,
            state,
            value,
            alternatives,
            told.sources,
            kind,
            known_by,
            told.weak,
            who_says(source, kind, known_by),
            mark(source, kind, known_by),
            told.by,
            told.parts,
            told.disputes,
            told.beside,
            told.method,
        )

    def cells(self, sources: Mapping[str, Any]) -> Iterator[Cell]:
        """Every spec that makes sense for the product, in the order of the registry, known or not."""
        return (self.cell(key, sources) for key, spec in SPECS.items() if spec.applies(self.kind))


@lru_cache(maxsize=50_000)
def read_answer(key: str, data: bytes) -> tuple[str, Any, tuple[Any, ...]]:
    """State, value and alternatives of an answer; the value is None where there is none."""
    answer = msgspec.json.decode(data)
    kind = SPECS[key].kind
    if "value" not in answer:
        return answer["state"], None, ()
    alternatives = tuple(kind.from_json(value) for value in answer.get("alternatives", ()))
    return answer["state"], kind.from_json(answer["value"]), alternatives


@lru_cache(maxsize=50_000)
def lengths_of(data: bytes, with_cartridges: bool = True) -> Lengths:
    """The `Lengths` of a needle-length answer: every reading with its cartridges, and the worst case."""
    answer = msgspec.json.decode(data)
    kind = SPECS["needle_length"].kind
    if "value" not in answer:
        return Lengths(worst=kind.from_json(answer["worst"])) if "worst" in answer else Lengths()
    worst: NeedleLengths = kind.from_json(answer["worst"])
    nominal = tuple(kind.from_json(said) for said in (answer["value"], *answer.get("alternatives", ())))
    if not with_cartridges or "settings" not in answer:
        return Lengths(nominal, worst)
    return Lengths(tuple(kind.from_json(reading) for reading in answer["settings"]), worst, nominal)
