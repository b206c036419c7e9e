"""A product's read model: one canonical JSON document from which the shelf and the finder start.

``answers`` holds per spec only what a question needs (state, value, alternatives, worst case), so that equal
bytes mean equal answers; ``told`` says who says it; the rest is what pages and lists show. Pure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from catalog.products.drafts import FitDraft, LegalDraft, OfferDraft, ProductDraft, StatementDraft
from catalog.products.legal import outcome_of
from catalog.products.record import on_record
from catalog.products.sources import SourceFacts, kind_of
from catalog.specs.needle_length import Lengths, NeedleLengths, Range
from catalog.specs.registry import SPECS
from catalog.specs.resolution import (
    KINDS,
    KNOWN_BY,
    NOT_RESEARCHED,
    STRENGTHS,
    Part,
    Resolved,
    Statement,
    resolve,
    worst_case,
)
from catalog.specs.spec import Spec

OWN_TO_VERSIONS = frozenset({"needle_length", "measured_length"})
"""Specs that a version never inherits: each has its own single length."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a product's document depends on beside its own draft.

    ``fits`` are the statements about fit made on the other product's page, seen from this one; ``heads`` the
    lengths of the cartridges that fit, None where nobody says anything of a cartridge's.
    """

    sources: Mapping[str, SourceFacts]
    family: ProductDraft | None = None
    family_fits: tuple[FitDraft, ...] = ()
    fits: tuple[FitDraft, ...] = ()
    heads: tuple[Lengths | None, ...] = ()


def statements_of(draft: ProductDraft, family: ProductDraft | None) -> tuple[StatementDraft, ...]:
    """The product's statements, then its family's, without what the version states itself."""
    if family is None:
        return draft.statements
    # What was measured on one version does not silence what is said of them all.
    stated = {s.spec for s in draft.statements if not s.is_made_of_measurements} | OWN_TO_VERSIONS
    return draft.statements + tuple(s for s in family.statements if s.spec not in stated)


def legal_of(draft: ProductDraft, family: ProductDraft | None) -> tuple[LegalDraft, ...]:
    """The product's legal status and its family's, each with its outcome."""
    rows = draft.legal + (family.legal if family else ())
    return tuple(replace(row, outcome=row.outcome or outcome_of(row.status)) for row in rows)


def offers_of(draft: ProductDraft, family: ProductDraft | None) -> tuple[OfferDraft, ...]:
    """The product's prices; the family's where nobody priced the version itself."""
    return draft.offers or (family.offers if family else ())


def resolve_all(
    kind: str, statements: Sequence[StatementDraft], sources: Mapping[str, SourceFacts]
) -> dict[str, Resolved]:
    """Every spec somebody says something of, resolved, in the order of the registry."""
    said: dict[str, list[Statement]] = {}
    for place, row in enumerate(statements):
        said.setdefault(row.spec, []).append(_statement(row, place, sources))
    resolved = {
        key: resolve(spec, said[key], spec.applies(kind)) for key, spec in SPECS.items() if key in said
    }
    pairs = [m for s in said.get("measured_length", ()) if s.counts for m in s.value]
    if pairs:
        # What was measured proves that it is reached, even where nobody says how far the needles go.
        lengths = resolved.get("needle_length", Resolved(NOT_RESEARCHED))
        values = [s.value for s in said.get("needle_length", ()) if s.counts]
        resolved["needle_length"] = replace(lengths, worst=worst_case(values, pairs))
    return resolved


def _statement(row: StatementDraft, place: int, sources: Mapping[str, SourceFacts]) -> Statement:
    source = sources.get(row.source or "")
    known = row.state == "known" and not row.unparsed
    return Statement(
        value=SPECS[row.spec].kind.parse(row.says or "") if known else None,
        state=row.state,
        kind=row.kind or kind_of(source),
        rank=row.rank,
        known_by=row.known_by,
        source=row.source,
        strength=source.strength if source else None,
        day=(source.published if source else None) or _read_on(row, sources),
        place=place,
        text=row.says or "",
    )


def _read_on(row: StatementDraft, sources: Mapping[str, SourceFacts]) -> str:
    """The day this was read: its own where it was looked up again, else its source's."""
    source = sources.get(row.source or "")
    return row.read_on or (source.read_on if source else "")


def build(draft: ProductDraft, around: Surroundings) -> dict[str, Any]:
    """The document as nested JSON values, ready for canonical JSON."""
    statements = statements_of(draft, around.family)
    legal = legal_of(draft, around.family)
    resolved = resolve_all(draft.kind, statements, around.sources)
    fits = (*draft.fits, *around.fits, *(around.family.fits if around.family else ()), *around.family_fits)
    whole = replace(draft, statements=statements)
    days = [_read_on(row, around.sources) for row in statements if row.source]
    return {
        "answers": {key: _answer(key, r, around.heads) for key, r in resolved.items()},
        "told": {key: _told(SPECS[key], r) | _method(key, r, statements) for key, r in resolved.items()},
        "record": "".join("1" if fact else "0" for fact in on_record(resolved, whole, legal, around.sources)),
        "legal": [legal_json(row) for row in legal],
        "offers": [offer_json(row) for row in offers_of(draft, around.family)],
        "fits": _fits(fits),
        "checked": max(days, default=None),
    }


def _answer(key: str, resolved: Resolved, heads: Sequence[Lengths | None]) -> dict[str, Any]:
    kind = SPECS[key].kind
    answer: dict[str, Any] = {"state": resolved.state}
    if resolved.value is None:
        return answer | ({"worst": kind.to_json(resolved.worst)} if resolved.worst else {})
    answer["value"] = kind.to_json(resolved.value)
    if resolved.alternatives:
        answer["alternatives"] = [kind.to_json(value) for value in resolved.alternatives]
    if key == "needle_length":
        readings = (resolved.value, *resolved.alternatives)
        limits = limits_of(heads)
        settings = tuple(dict.fromkeys(limited(dial, most) for dial in readings for most in limits))
        if settings != readings:
            answer["settings"] = [kind.to_json(value) for value in settings]
        assert resolved.worst is not None
        worst = worst_with_heads(resolved.value, resolved.worst, heads)
        answer["worst"] = kind.to_json(worst)
    return answer


_ENDLESS: Final = 10**9


def limits_of(heads: Sequence[Lengths | None]) -> tuple[int | None, ...]:
    """How far the longest cartridge that fits lets a dial reach (µm): as resolved, then as sources differ.

    None is no limit: without cartridges, or with one of unknown length, the dial answers alone.
    """
    longest = [[reading.longest for reading in head.settings] if head else [None] for head in heads]
    if not longest:
        return (None,)
    resolved = [found[0] for found in longest]
    first = None if None in resolved else max(length for length in resolved if length is not None)
    # One cartridge's reading is the longest of all where each of the others has one that is no longer.
    least = max(min(map(_or_endless, found)) for found in longest)
    possible = sorted({_or_endless(length) for found in longest for length in found})
    others = (None if length == _ENDLESS else length for length in possible if length >= least)
    return tuple(dict.fromkeys((first, *others)))


def _or_endless(length: int | None) -> int:
    return _ENDLESS if length is None else length


def limited(dial: NeedleLengths, most: int | None) -> NeedleLengths:
    """The settings of a dial up to ``most``. Without a dial there is nothing to limit."""
    if not dial.ranges or most is None:
        return dial
    return replace(
        dial,
        fixed=tuple(length for length in dial.fixed if length <= most),
        ranges=tuple(_cut(r, most) for r in dial.ranges if r.low is None or r.low <= most),
    )


def _cut(r: Range, most: int) -> Range:
    return r if r.high is None or r.high <= most else Range(r.low, most, r.step)


def worst_with_heads(
    value: NeedleLengths, worst: NeedleLengths, heads: Sequence[Lengths | None]
) -> NeedleLengths:
    """S⁺ with separately sold heads, each at its worst; they count only where there is no dial."""
    if value.ranges:
        return worst
    known = [replace(head.worst, versions_listed=True) for head in heads if head is not None]
    return worst_case([worst, *known]) if known else worst


def _told(spec: Spec, resolved: Resolved) -> dict[str, Any]:
    """Who says it: all sources, and the part that is worst founded, which speaks for the whole.

    ``parts`` is there where not all have the same witness; ``disputes`` are by part, the reading shown first;
    ``beside`` differs without disputing. All three are rare and absent where there is none.
    """
    told: dict[str, Any] = {"sources": list(resolved.sources)}
    if resolved.parts:
        speaks = max((part.statement for part in resolved.parts.values()), key=_doubt)
        told |= {
            "by": speaks.source,
            "kind": speaks.kind,
            "known_by": speaks.known_by,
            "weak": resolved.is_weak,
        }
    witnesses = {key: _witness(part.statement) for key, part in resolved.parts.items()}
    if len(set(map(tuple, map(dict.values, witnesses.values())))) > 1:
        told["parts"] = witnesses
    disputes = [
        {"part": key, "readings": _readings_of(spec, key, part)}
        for key, part in resolved.parts.items()
        if part.alternatives
    ]
    beside = [
        {
            "text": spec.show_part(key, value),
            **_witness(statement),
        }
        for key, part in resolved.parts.items()
        for value, statement in part.beside
    ]
    return told | ({"disputes": disputes} if disputes else {}) | ({"beside": beside} if beside else {})


def _method(key: str, resolved: Resolved, statements: Sequence[StatementDraft]) -> dict[str, int]:
    """The version of the method by which a value that we measured was measured; nothing for all others."""
    if resolved.kind != "measured":
        return {}
    by = [row.method for row in statements if row.spec == key and row.method is not None]
    return {"method": by[0]} if by else {}


def _witness(statement: Statement) -> dict[str, str | None]:
    return {"by": statement.source, "kind": statement.kind, "known_by": statement.known_by}


def _readings_of(spec: Spec, key: str, part: Part) -> list[dict[str, Any]]:
    """Every value of a disputed part and the sources that give it."""
    readings = {spec.show_part(key, part.value): list(part.sources)}
    for value, statement in part.alternatives:
        sources = readings.setdefault(spec.show_part(key, value), [])
        if statement.source and statement.source not in sources:
            sources.append(statement.source)
    return [{"text": text, "sources": sources} for text, sources in readings.items()]


def _doubt(statement: Statement) -> tuple[int, int, int]:
    return (
        KNOWN_BY.index(statement.known_by),
        KINDS.index(statement.kind),
        STRENGTHS.index(statement.strength),
    )


def legal_json(row: LegalDraft) -> dict[str, Any]:
    """A legal status as data, its sources by slug."""
    return {
        "market": row.market,
        "body": row.body,
        "outcome": row.outcome,
        "status": row.status,
        "identifier": row.identifier,
        "date": row.date,
        "use": row.use,
        "checked": row.checked,
        "note": row.note,
        "sources": list(row.sources),
    }


def offer_json(row: OfferDraft) -> dict[str, Any]:
    """A price as data: ``amount_minor`` in the currency's smallest unit, for ``quantity`` of ``unit``."""
    return {
        "amount_minor": row.amount_minor,
        "currency": row.currency,
        "currency_inferred": row.currency_inferred,
        "quantity": row.quantity,
        "unit": row.unit,
        "merchant": row.merchant,
        "day": row.day,
        "affiliate": row.is_affiliate,
        "url": row.url,
        "note": row.note,
        "source": row.source,
    }


def _fits(rows: Sequence[FitDraft]) -> list[dict[str, Any]]:
    """One entry for each other product: what most binds leads, and everybody who says something is named.

    "fits" beats "not verified"; "does not fit" beside "fits" leaves the pair not verified.
    """
    by_other: dict[str, list[FitDraft]] = {}
    for row in rows:
        by_other.setdefault(row.other, []).append(row)
    return [
        {
            "other": other,
            "answer": fit_answer([row.answer for row in said]),
            "said": [{"answer": r.answer, "source": r.source, "note": r.note} for r in said],
        }
        for other, said in sorted(by_other.items())
    ]


def fit_answer(answers: Sequence[str]) -> str:
    """``["fits", "not verified"]`` → "fits"; sources that contradict each other verify nothing."""
    definite = {answer for answer in answers if answer != "not verified"}
    return definite.pop() if len(definite) == 1 else "not verified"
