"""Rows that no spec makes: what was asked of the lengths, stops, legal status, market, prices, sources.

They are shown and not counted among the rows that differ or are the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from catalog.articles.beside import Beside
from catalog.articles.concerned import Named
from catalog.compare.better import EQUAL_BEST, marks
from catalog.compare.heads import LongerHeads
from catalog.compare.row import Row, RowCell, Told, disputes_of, elsewhere, told_of, unknown, witness
from catalog.dates import show_date
from catalog.finder.conditions import Length
from catalog.finder.definitions import FACETS
from catalog.finder.missing import answer_of, missing, why_length
from catalog.finder.reasons import why
from catalog.products.money import show_money
from catalog.products.pages.cost import Cost, Sessions, cost_of_a_year
from catalog.products.pages.facts import spans
from catalog.products.pages.law import first_lines
from catalog.products.pages.prices import quantity_words, seen_words, split
from catalog.products.record import FACTS
from catalog.products.sources import SourceFacts, kind_of
from catalog.shelf.cell import Cell
from catalog.shelf.entry import Entry, LegalFacts
from catalog.shelf.naming import SOLD_TO
from catalog.shelf.shelf import Shelf
from catalog.specs.answer import Answer
from catalog.specs.needle_length import QUESTIONS, NeedleLengths
from catalog.specs.registry import SPECS
from catalog.specs.resolution import DISPUTED, KNOWN, NOT_RESEARCHED

STOPS: Final = "stops"
RECORD, LAW, MARKET, PRICE, COST, CHECKED = "record", "law", "market", "price", "cost", "checked"
EVIDENCE: Final = "evidence"
KEYS: Final = (STOPS, *QUESTIONS, RECORD, LAW, EVIDENCE, MARKET, PRICE, COST, CHECKED)
"""Keys of the rows that an address may hide or move."""

WARNING: Final = "warning"
"""The outcome of a legal status by which an authority warns of a device."""
NOT_FOUND: Final = "we haven’t found this yet"
_ENDS: Final = ("fixed", "low", "high", "more", "unlisted")
_WORDS: Final = {Answer.YES: "yes", Answer.NO: "no", Answer.UNKNOWN: "not enough information"}
_FINER_BY: Final = 50
"""The smallest difference between two steps (µm) that is worth a word."""
_PER_CENT: Final = 5
"""The smallest difference between two costs that is worth a word."""


def length_row(
    row: Row,
    cells: Sequence[Cell],
    sources: Mapping[str, SourceFacts],
    heads: Sequence[LongerHeads | None],
) -> Row:
    """The row of the needle lengths without their stops, which have a row of their own."""
    written = [_length(*one, sources) for one in zip(row.cells, cells, heads, strict=True)]
    return replace(row, cells=tuple(written))


def _length(
    written: RowCell, cell: Cell, heads: LongerHeads | None, sources: Mapping[str, SourceFacts]
) -> RowCell:
    if not isinstance(cell.value, NeedleLengths) or not cell.value.is_known:
        return written
    text = spans(cell.spec, (cell.value, *cell.alternatives))
    notes = ["longer ones exist"] if cell.value.open else []
    notes += [heads.note] if heads else []
    notes += [] if cell.value.versions_listed else ["which lengths isn’t listed"]
    unit = " mm" if text.endswith(" mm") else ""
    return replace(
        written,
        text=text,
        unit=unit,
        told=told_of(cell, sources, _ENDS),
        disputes=disputes_of(cell, sources, _ENDS),
        note=", ".join(notes),
    )


def stops(cells: Sequence[Cell], sources: Mapping[str, SourceFacts]) -> Row:
    """The stops of each dial: "every 0.25 mm", "fixed length", "without stops". Which are finer is said where
    the stops of every dial are known and of one kind of source; no end is better.
    """
    written = [_stops(cell, sources) for cell in cells]
    if all(cell.state == KNOWN for cell in written):
        said = _finer(cells)
        written = [replace(cell, said=words) for cell, words in zip(written, said, strict=True)]
    return elsewhere(STOPS, "Stops", written)


def _finer(cells: Sequence[Cell]) -> tuple[str, ...]:
    steps = [next((r.step for r in cell.value.ranges if r.low != r.high), None) for cell in cells]
    dials = [cell for cell, step in zip(cells, steps, strict=True) if step is not None]
    kinds = {cell.parts["step"].kind if "step" in cell.parts else cell.kind for cell in dials}
    if len(kinds) != 1 or any(len(cell.value.ranges) > 1 for cell in dials):
        return ("",) * len(cells)
    return marks(steps, True, "finer", "", lambda gap, least: gap >= _FINER_BY)


def _stops(cell: Cell, sources: Mapping[str, SourceFacts]) -> RowCell:
    value = cell.value
    if not isinstance(value, NeedleLengths) or not cell.is_known:
        return RowCell(cell.state, cell.text)
    steps = {r.step for reading in (value, *cell.alternatives) for r in reading.ranges if r.low != r.high}
    if steps == set():
        if not value.versions_listed:
            return unknown(NOT_FOUND, "which lengths isn’t listed")
        fixed = "fixed length" if len(value.fixed) < 2 else "fixed lengths"
        return RowCell(cell.state, fixed, "", told_of(cell, sources, ("fixed",)), sources=cell.sources)
    if None in steps:
        return unknown(NOT_FOUND)
    shown = [cell.spec.show_part("step", step).replace("stepless", "without stops") for step in sorted(steps)]
    text = " or ".join(dict.fromkeys(shown))
    told = told_of(cell, sources, ("step",))
    disputes = disputes_of(cell, sources, ("step",))
    unit = " mm" if text.endswith(" mm") else ""
    state = DISPUTED if disputes else KNOWN
    return RowCell(state, text, unit, told, disputes, sources=cell.sources)


def question(entries: Sequence[Entry], asked: Length, heads: Sequence[LongerHeads | None]) -> Row:
    """What each device answers to one of the seven questions about its length, and why."""
    label = FACETS[asked.key].chip(asked, lambda key, value: value)
    return elsewhere(asked.key, label, [_answer(*one, asked) for one in zip(entries, heads, strict=True)])


def _answer(entry: Entry, heads: LongerHeads | None, asked: Length) -> RowCell:
    lengths = entry.lengths
    answer = answer_of(asked, lengths)
    text = _WORDS[answer]
    value = {Answer.YES: True, Answer.NO: False, Answer.UNKNOWN: None}[answer]
    if answer is Answer.YES:
        return _said(text, value, next(iter(why([asked], lengths)), ""))
    if answer is Answer.UNKNOWN:
        words = missing(asked, why_length(asked, lengths), FACETS[asked.key]).words
        return RowCell(NOT_RESEARCHED, text, note=words, given={"value": None})
    if heads:
        return _said(text, value, heads.reason)
    settings = lengths.settings if asked.key != "depth_never_above" else (lengths.worst,)
    known = spans(SPECS["needle_length"], settings)
    is_one = len(settings) == 1 and not settings[0].ranges and len(settings[0].fixed) == 1
    return _said(text, value, f"{known} only" if is_one else known)


def _said(text: str, value: object, note: str) -> RowCell:
    return RowCell(KNOWN, text, note=note, given={"value": value})


def record(entries: Sequence[Entry]) -> Row:
    """How many of the eight facts are on record."""
    cells = [
        RowCell(
            KNOWN,
            f"{entry.known_facts} of {len(FACTS)}",
            given={"value": entry.known_facts, "facts": dict(zip(FACTS, entry.record, strict=True))},
        )
        for entry in entries
    ]
    return elsewhere(RECORD, "On record", cells)


def law(entries: Sequence[Entry], sources: Mapping[str, SourceFacts]) -> Row:
    """What an authority warns of, then the files of this exact model; what others grant stands below."""
    return elsewhere(LAW, "Legal status", [_law(entry, sources) for entry in entries])


def _law(entry: Entry, sources: Mapping[str, SourceFacts]) -> RowCell:
    warnings = [row for row in entry.legal if row.outcome == WARNING]
    fda, *others = first_lines([row for row in entry.legal if row.outcome != WARNING])
    below = [f"{line.label}: {line.words}" for line in others]
    if fda.is_absent and not warnings:
        return unknown("no FDA file on record for this exact model", "; ".join(below))
    text = "; ".join(map(_warning, warnings))
    if fda.is_absent:
        paper = "clearance" if any(row.body == "FDA" for row in warnings) else "file"
        below.insert(0, f"no FDA {paper} on record for this exact model")
    else:
        text += f"; FDA: {fda.words}" if text else fda.words[:1].upper() + fda.words[1:]
    own = [row for row in entry.legal if row.body == "FDA" and row.outcome != WARNING]
    firsts = [row.sources[0] for row in warnings if row.sources]
    firsts += [slug for row in own for slug in row.sources][:1]
    told = tuple(Told("", witness(sources, s, kind_of(sources.get(s)))) for s in dict.fromkeys(firsts))
    slugs = dict.fromkeys(slug for row in (*warnings, *entry.legal) for slug in row.sources)
    files = [row.identifier for row in own if row.on_record and row.identifier]
    note = "; ".join(below)
    return RowCell(KNOWN, text, "", told, note=note, sources=tuple(slugs), given={"value": files})


def _warning(row: LegalFacts) -> str:
    """ "Health Canada: not licensed; advised not to use, 16 Dec 2021" """
    words = (
        f"{row.body} {row.status}" if row.status.startswith("warning letter") else f"{row.body}: {row.status}"
    )
    return f"{words}, {show_date(row.date)}" if row.date else words


def evidence(entries: Sequence[Entry], beside: Beside) -> Row | None:
    """The articles and studies that name this exact model; None where no device is named by any.

    They are named, not counted: much written about is not well made. The lengths that were studied stay out.
    """
    cells = [_evidence(beside.naming(entry)) for entry in entries]
    known = any(cell.is_known for cell in cells)
    return elsewhere(EVIDENCE, "Articles and studies that name it", cells) if known else None


def _evidence(found: Sequence[Named]) -> RowCell:
    if not found:
        return unknown("nothing on this site names it")
    value = [{"title": one.title, "url": one.url} for one in found]
    note = "; ".join(f"{one.title}: {one.in_doubt}" for one in found if one.in_doubt)
    return RowCell(
        KNOWN, "; ".join(one.title for one in found), note=note, given={"value": value, "named": found}
    )


def market(shelf: Shelf, entries: Sequence[Entry]) -> Row:
    """Whom it is sold to, and whether it still is."""
    return elsewhere(MARKET, "On the market", [_market(shelf, entry) for entry in entries])


def _market(shelf: Shelf, entry: Entry) -> RowCell:
    """Whom it is sold to says nothing of whether it still is, which stands below or takes its place."""
    follows = shelf.successor(entry)
    text = SOLD_TO[entry.audience] if entry.audience else ""
    if entry.status == "discontinued":
        note = f"was {text}" if text else ""
        text = "no longer sold"
    else:
        note = "whether it is still sold isn’t known" if entry.status == "unknown" and text else ""
    if follows:
        note = f"{note}; followed by {follows.name}" if note else f"Followed by {follows.name}"
    if not text:
        return unknown(NOT_FOUND, note)
    value = {
        "audience": entry.audience,
        "status": entry.status,
        "successor": follows.slug if follows else None,
    }
    return RowCell(KNOWN, text[:1].upper() + text[1:], note=note, given={"value": value})


def price(shelf: Shelf, entries: Sequence[Entry]) -> Row:
    """Current prices of the device; old and undated sightings of it are counted, not shown."""
    return elsewhere(PRICE, "Price", [_price(shelf, entry) for entry in entries])


def _price(shelf: Shelf, entry: Entry) -> RowCell:
    current, old = split(shelf, entry.offers)
    sightings = "sighting" if len(old) == 1 else "sightings"
    aside = f"{len(old)} old or undated {sightings} of the device itself" if old else ""
    if not current:
        return unknown("no current price found yet", aside)
    lines, told = [], []
    for offer in current:
        bought = " ".join(
            filter(None, [show_money(offer.amount_minor, offer.currency), quantity_words(offer)])
        )
        where = f" at {offer.merchant}" if offer.merchant else ""
        lines.append(f"{bought}{where}, {seen_words(offer)}")
        told.append(Told("", witness(shelf.sources, offer.source, kind_of(shelf.sources.get(offer.source)))))
    value = [
        {
            "amount_minor": o.amount_minor,
            "currency": o.currency,
            "quantity": o.quantity,
            "merchant": o.merchant,
            "day": o.day,
        }
        for o in current
    ]
    slugs = tuple(dict.fromkeys(offer.source for offer in current))
    who = tuple(dict.fromkeys(told))
    return RowCell(KNOWN, "; ".join(lines), told=who, note=aside, sources=slugs, given={"value": value})


def cost(shelf: Shelf, entries: Sequence[Entry], sessions: Sessions) -> Row:
    """What the first year costs with that many sessions; the lowest is said where all can be compared."""
    costs = [cost_of_a_year(shelf, entry, sessions.count) for entry in entries]
    better = cheaper(costs)
    label = f"Cost of the first year, {sessions.count} session{'' if sessions.count == 1 else 's'}"
    cells = [_cost(found, better[i]) for i, found in enumerate(costs)]
    return Row(COST, label, tuple(cells), better="lower is better" if any(better) else "")


def cheaper(costs: Sequence[Cost | None]) -> tuple[str, ...]:
    """ "lower cost", where every device has a whole cost in one currency from current prices."""
    whole = [c for c in costs if c is not None and not c.is_at_least and not c.is_old]
    if len(whole) < len(costs) or len({c.currency for c in whole}) != 1:
        return ("",) * len(costs)
    return marks([c.amount_minor for c in whole], True, "lower cost", EQUAL_BEST, _is_cheaper)


def _is_cheaper(gap: int, least: int) -> bool:
    return 100 * gap >= _PER_CENT * least and gap > 0


def _cost(found: Cost | None, better: str) -> RowCell:
    if found is None:
        return unknown("no price found yet")
    text = f"at least {found.total}" if found.is_at_least else found.total
    # A price alone is no sum, and a price from a pack is one that nobody can pay for a piece.
    notes = [found.formula] if found.formula != f"{found.total} = {found.total}" else []
    packs = [line for line in found.lines if line.quantity > 1]
    notes += [f"counted by {line.unit}; sold in packs of {line.quantity}" for line in packs]
    notes += ["from old or undated prices"] if found.is_old else []
    notes += [f"no price for {lack.partition(':')[0]}" for lack in found.lacks]
    note = "; ".join(dict.fromkeys(notes))
    value = {
        "amount_minor": found.amount_minor,
        "currency": found.currency,
        "at_least": found.is_at_least,
        "from_old_prices": found.is_old,
    }
    return RowCell(KNOWN, text, better=better, note=note, given={"value": value})


def checked(entries: Sequence[Entry]) -> Row:
    """The day its newest source was read."""
    return elsewhere(CHECKED, "Newest source read", [_checked(entry.checked) for entry in entries])


def _checked(day: str | None) -> RowCell:
    return RowCell(KNOWN, show_date(day), given={"value": day}) if day else unknown("no source read yet")
