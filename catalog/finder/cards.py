"""Devices as cards and lines: one card for the versions of a family that are on the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Final

from markupsafe import Markup

from catalog.figures.looks import Look, look
from catalog.finder import pictures
from catalog.finder.conditions import Condition, Length
from catalog.finder.index import FinderIndex
from catalog.finder.naming import figure, mm
from catalog.finder.page_devices import Card, CardFact, CardReview, CardVersion, Line, Miss
from catalog.finder.reasons import versions_words, why
from catalog.finder.result import Row
from catalog.finder.reviewed import leading, review_words
from catalog.shelf.entry import Entry
from catalog.shelf.naming import address, family_title, kind_line
from catalog.shelf.shelf import FamilyFacts
from catalog.specs.registry import SPECS
from catalog.specs.units import MILLIMETRE

FDA_FILE: Final = 3
"""The place of its FDA file, which is no spec, among the facts of a card."""
ON_CARD: Final = sorted((spec.on_card, key) for key, spec in SPECS.items() if spec.on_card is not None)
MOST_FACTS: Final = 3


@dataclass
class Shown:
    """What the pictures of a page use: looks for the key, marks for the legend."""

    limit: int | None
    looks: list[Look] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)


def cards(
    index: FinderIndex, entries: Sequence[Entry], conditions: Sequence[Condition], shown: Shown
) -> Iterator[Card]:
    """One card a device; versions of a family that are here share the card of the first of them."""
    by_family: dict[str, list[Entry]] = {}
    for entry in entries:
        by_family.setdefault(entry.family or f" {entry.slug}", []).append(entry)
    for versions in by_family.values():
        yield card(index, versions, conditions, shown)


def card(
    index: FinderIndex, versions: Sequence[Entry], conditions: Sequence[Condition], shown: Shown
) -> Card:
    """The card of these versions; the one with most on record speaks for them."""
    shelf = index.shelf
    speaker = max(versions, key=lambda entry: sum(entry.record))
    family = shelf.families.get(speaker.family or "")
    if family and len(family.members) < 2:
        family = None
    ordered = _by_length(versions)
    cell = shelf.cell(speaker, "needle_length")
    if cell.is_known:
        shown.marks.add("disputed" if cell.is_disputed else cell.mark)
    longest = [length for entry in ordered if (length := entry.lengths.main.longest_listed) is not None]
    reasons = _reasons(family, ordered, longest, conditions)
    name = family_title(shelf, family) if family else shelf.title(speaker)
    return Card(
        slug=speaker.slug,
        url=address(speaker.kind, family.slug if family and len(versions) > 1 else speaker.slug),
        name=name,
        brand=shelf.brand_name(speaker),
        kind=speaker.kind,
        sold=kind_line(speaker),
        length=_figures(ordered),
        who="sources disagree" if cell.is_disputed else cell.who,
        mark="disputed" if cell.is_disputed else cell.mark,
        is_weak=cell.is_weak and not cell.is_disputed,
        is_disputed=cell.is_disputed,
        why=reasons,
        also=_also(index, family, versions),
        facts=tuple(_facts(index, ordered)),
        record=speaker.record,
        versions=tuple(_version(index, entry) for entry in ordered),
        picture=_picture(index, family, ordered, shown),
        own_product=speaker.is_own,
        review=_review(index, ordered),
    )


def _review(index: FinderIndex, versions: Sequence[Entry]) -> CardReview | None:
    """What the leading review of these versions says; of which of them, where there are several."""
    found = leading(index.reviewed, versions)
    if found is None:
        return None
    entry, side = found
    of = f"the one of {figure(entry.nominal)}" if len(versions) > 1 else ""
    return review_words(index.reviewed, side, of)


def _by_length(versions: Sequence[Entry]) -> list[Entry]:
    return sorted(versions, key=lambda entry: (entry.lengths.main.longest_listed or 0, entry.slug))


def _figures(versions: Sequence[Entry]) -> str:
    """ "0.25 · 0.5 mm"; one version as it is."""
    texts = list(dict.fromkeys(figure(entry.nominal) for entry in versions))
    if len(texts) == 1:
        return texts[0]
    known = [text.removesuffix(" mm") for text in texts if text != "not known"]
    return " · ".join(known) + " mm"


def _reasons(
    family: FamilyFacts | None,
    versions: Sequence[Entry],
    lengths: Sequence[int],
    conditions: Sequence[Condition],
) -> tuple[str, ...]:
    """Why it matches. Where a family is asked for a length, the versions that fit are the reason."""
    asked = any(isinstance(condition, Length) for condition in conditions)
    if family and asked:
        return (versions_words(len(family.members), list(dict.fromkeys(lengths))),)
    reasons = why(conditions, versions[0].lengths) if asked else ()
    return (*reasons, *with_cartridges(versions[0]))


def with_cartridges(entry: Entry) -> tuple[str, ...]:
    """What its cartridges leave of a dial that goes further: ("1.5 mm with its cartridges",)."""
    longest = entry.lengths.main.longest
    if longest is None or entry.lengths.settings == entry.nominal.settings:
        return ()
    return (f"{mm(longest)} with its cartridges",)


def _also(index: FinderIndex, family: FamilyFacts | None, versions: Sequence[Entry]) -> str:
    """ "Also sold in 0.25, 1.0 mm": the other versions."""
    if not family:
        return ""
    here = {entry.slug for entry in versions}
    others = [e for slug in family.members if slug not in here and (e := index.shelf.by_slug(slug))]
    texts = [figure(entry.nominal).removesuffix(" mm") for entry in _by_length(others)]
    known = [text for text in dict.fromkeys(texts) if text != "not known"]
    return f"Also sold in {', '.join(known)} mm" if known else ""


def _version(index: FinderIndex, entry: Entry) -> CardVersion:
    return CardVersion(
        entry.slug, index.shelf.title(entry), figure(entry.nominal), address(entry.kind, entry.slug)
    )


def _facts(index: FinderIndex, versions: Sequence[Entry]) -> list[CardFact]:
    """What is known of all versions on the card: "540 / 450" where they differ, in the order of lengths."""
    found: list[tuple[int, CardFact]] = []
    numbers = [_fda_file(entry) for entry in versions]
    if all(numbers):
        found.append((FDA_FILE, CardFact("FDA file", " / ".join(dict.fromkeys(numbers)), False)))
    for place, key in ON_CARD:
        cells = [index.shelf.cell(entry, key) for entry in versions]
        if all(cell.is_known for cell in cells):
            texts = dict.fromkeys(cell.text for cell in cells)
            fact = CardFact(SPECS[key].label, " / ".join(texts), any(cell.is_weak for cell in cells))
            found.append((place, fact))
    return [fact for _, fact in sorted(found, key=itemgetter(0))][:MOST_FACTS]


def _fda_file(entry: Entry) -> str:
    """The number of its first FDA file; empty where none is on record."""
    numbers = (f.identifier for f in entry.legal if f.on_record and f.identifier and "FDA" in f.body)
    return next(numbers, "")


def _picture(
    index: FinderIndex, family: FamilyFacts | None, versions: Sequence[Entry], shown: Shown
) -> Markup:
    if not family:
        lengths = versions[0].lengths
        shown.looks.append(look(lengths))
        return pictures.on_card(lengths, shown.limit)
    here = {entry.slug for entry in versions}
    every = [e for slug in family.members if (e := index.shelf.by_slug(slug))]
    shown.looks += [look(entry.lengths) for entry in every]
    return pictures.comb(tuple((e.lengths, e.slug in here) for e in _by_length(every)), shown.limit)


def line(index: FinderIndex, row: Row, conditions: Sequence[Condition], shown: Shown) -> Line:
    """A device that might fit. Its note says what else is missing, and both readings of a dispute."""
    entry = index.entry(row.position)
    lengths = entry.lengths
    shown.looks.append(look(lengths))
    others: list[str] = []
    if len(conditions) > 1:
        others = [m.words for m in index.missing_of(row.position, conditions) if m != row.missing]
    return Line(
        entry.slug,
        address(entry.kind, entry.slug),
        index.shelf.title(entry),
        kind_line(entry),
        figure(entry.nominal),
        " · ".join(others),
        entry.record,
        pictures.on_line(lengths, shown.limit),
        aside=" ".join(with_cartridges(entry)),
    )


def misses(index: FinderIndex, positions: Sequence[int], limit: int | None, most: int) -> tuple[Miss, ...]:
    """Those that do not fit, versions of a family in one line."""
    by_family: dict[str, list[Entry]] = {}
    for position in positions:
        entry = index.entry(position)
        by_family.setdefault(entry.family or f" {entry.slug}", []).append(entry)
    found = []
    for entries in list(by_family.values())[:most]:
        family = index.shelf.families.get(entries[0].family or "")
        whole = family and len(family.members) > 1
        name = family_title(index.shelf, family) if family and whole else index.shelf.title(entries[0])
        slug = family.slug if family and whole else entries[0].slug
        found.append(Miss(name, address(entries[0].kind, slug), _length_text(entries, limit)))
    return tuple(found)


def _length_text(entries: Sequence[Entry], limit: int | None) -> str:
    if limit is not None:
        longest = [e.lengths.worst.longest_listed for e in entries]
        above = sorted({length for length in longest if length is not None})
        if above and all(
            e.lengths.worst.fixed == e.lengths.main.fixed and not e.lengths.main.ranges for e in entries
        ):
            return ", ".join(map(MILLIMETRE.show, above)) + " mm"
        return f"goes to {mm(above[-1])}" if above else "not known"
    ordered = _by_length(entries)
    if len(ordered) > 1:
        return ", ".join(dict.fromkeys(figure(e.nominal).removesuffix(" mm") for e in ordered)) + " mm"
    lengths = ordered[0].lengths
    only = not lengths.main.ranges and len(lengths.main.fixed) == 1 and not lengths.is_disputed
    words = figure(ordered[0].nominal) + (" only" if only else "")
    return ", ".join([words, *with_cartridges(ordered[0])])
