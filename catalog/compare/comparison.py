"""Devices side by side: every row, what is shown of them and where, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from catalog.articles.beside import Beside
from catalog.compare import outside, reviewed
from catalog.compare.asked import ALL, MOST, SAME, Asked
from catalog.compare.clauses import Compared
from catalog.compare.heads import LongerHeads, longer_heads
from catalog.compare.ranking import Ranking, own_row, ranking, weigh
from catalog.compare.row import Row, slugs_of, spec_row
from catalog.compare.sameness import Counts, Sameness
from catalog.compare.sentences import Sentence, sentences
from catalog.compare.weights import Criterion, criteria_of
from catalog.products.sources import SourceFacts
from catalog.reviews.side_by_side import NOTHING, Reviewed
from catalog.shelf.cell import PLURALS, Cell
from catalog.shelf.entry import Entry
from catalog.shelf.naming import address, family_title
from catalog.shelf.shelf import FamilyFacts, Shelf
from catalog.specs.registry import SECTIONS, SPECS
from catalog.specs.units import shorten

LETTERS: Final = "ABCDEF"
ROW_KEYS: Final = frozenset(SPECS) | frozenset(outside.KEYS) | frozenset(reviewed.KEYS)
"""Keys that an address may name."""


@dataclass(frozen=True)
class Column:
    """A device compared. ``follows``: name and address of its successor, where it is no longer sold."""

    letter: str
    slug: str
    title: str
    url: str
    kind: str
    status: str
    entry: Entry
    follows: tuple[str, str] | None = None


@dataclass(frozen=True)
class Group:
    """Rows under one heading. ``is_folded``: closed until opened, its rows counted in the heading."""

    key: str
    label: str
    rows: tuple[Row, ...]
    is_folded: bool = False


@dataclass(frozen=True)
class Missing:
    """A name that is not compared, and why: "no device “x”"; ``links`` are what may have been meant."""

    slug: str
    words: str
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Comparison:
    """``rows`` are all of them, hidden ones too; ``groups``, then ``one_known``, then ``none_known`` are what
    is shown. ``left_out`` are devices beyond the sixth. ``sources`` are those the shown rows name.
    ``criteria`` are what the scores of these devices were made of, ``ranking`` what the shopper's own weights
    of them come to.
    """

    asked: Asked
    version: int
    day: date
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    counts: Counts
    groups: tuple[Group, ...]
    one_known: tuple[Row, ...]
    none_known: tuple[Row, ...]
    hidden: tuple[Row, ...]
    sentences: tuple[Sentence, ...]
    not_found: tuple[Missing, ...]
    left_out: tuple[Column, ...]
    sources: dict[str, SourceFacts]
    criteria: tuple[Criterion, ...] = ()
    ranking: Ranking | None = None

    @property
    def shown(self) -> tuple[Row, ...]:
        """The rows in page order, exactly what exports print."""
        return (*(row for group in self.groups for row in group.rows), *self.one_known, *self.none_known)


def devices_of(shelf: Shelf, slugs: Iterable[str]) -> list[Entry]:
    """The devices with these slugs, those beyond the sixth included."""
    return [entry for slug in slugs if (entry := shelf.by_slug(slug)) and entry.kind != "cartridge"]


def weighable(shelf: Shelf, judged: Reviewed, slugs: Iterable[str]) -> tuple[Criterion, ...]:
    """The criteria that can be weighed where these devices are compared."""
    entries = devices_of(shelf, dict.fromkeys(slugs))[:MOST]
    return criteria_of(judged, reviewed.sides_of(judged, entries))


def compare(
    shelf: Shelf, asked: Asked, beside: Beside | None = None, judged: Reviewed = NOTHING
) -> Comparison:
    """The comparison an address asks for, at the state of the shelf: only what is in memory, no SQL.

    With ``beside`` it has the row of the articles and studies that name a device, with ``judged`` those of
    reviews.
    """
    found = devices_of(shelf, asked.slugs)
    columns = tuple(_column(shelf, entry, i) for i, entry in enumerate(found))
    columns, left_out = columns[:MOST], columns[MOST:]
    known = {entry.slug for entry in found}
    entries = tuple(column.entry for column in columns)
    cells = {key: tuple(shelf.cell(entry, key) for entry in entries) for key in SPECS}
    heads = tuple(longer_heads(shelf, entry) for entry in entries)
    sides = reviewed.sides_of(judged, entries)
    letters = [(column.letter, column.slug) for column in columns]
    weighed = weigh(judged, sides, asked.weights, letters) if asked.weights else ()
    of_reviews = reviewed.rows(judged, sides, own_row(weighed) if weighed else None)
    rows = _rows(shelf, entries, cells, heads, asked, beside, of_reviews) if entries else ()
    hidden = tuple(row for row in rows if row.key in asked.hide)
    shown = [row for row in rows if row.key not in asked.hide and is_in_mode(row, asked.show)]
    groups, one_known, none_known = arranged(shown, columns, asked)
    return Comparison(
        asked,
        shelf.version,
        shelf.day,
        columns,
        rows,
        Counts.of(row.sameness for row in rows if row.sameness is not None),
        groups,
        one_known,
        none_known,
        hidden,
        sentences(Compared(tuple(column.letter for column in columns), entries, cells, heads), asked),
        tuple(_missing(shelf, asked, slug) for slug in asked.slugs if slug not in known),
        left_out,
        _sources(shelf, (*(r for g in groups for r in g.rows), *one_known, *none_known)),
        criteria_of(judged, sides),
        ranking(weighed) if weighed else None,
    )


def _column(shelf: Shelf, entry: Entry, place: int) -> Column:
    follows = shelf.successor(entry) if entry.status == "discontinued" else None
    name = None
    if follows is not None:
        title = family_title(shelf, follows) if isinstance(follows, FamilyFacts) else shelf.title(follows)
        name = (title, address(follows.kind, follows.slug))
    letter = LETTERS[place] if place < len(LETTERS) else ""
    url = address(entry.kind, entry.slug)
    return Column(letter, entry.slug, shelf.title(entry), url, entry.kind, entry.status, entry, name)


def _missing(shelf: Shelf, asked: Asked, slug: str) -> Missing:
    """A draft is as unknown as a name nobody has. Of a family each version is offered in its place."""
    if entry := shelf.by_slug(slug):
        title = shelf.title(entry)
        words = f"{title} is a cartridge; only devices stand side by side"
        return Missing(slug, words, ((title, address(entry.kind, slug)),))
    if family := shelf.families.get(slug):
        words = f"{family_title(shelf, family)} comes in {len(family.members)} versions; choose one of them"
        versions = [one for member in family.members if (one := shelf.by_slug(member))]
        return Missing(
            slug,
            words,
            tuple((shelf.title(one), _instead(asked, slug, one.slug).address()) for one in versions),
        )
    return Missing(slug, f"no device “{shorten(slug)}”")


def _instead(asked: Asked, slug: str, other: str) -> Asked:
    return asked.with_(slugs=tuple(other if one == slug else one for one in asked.slugs))


def _rows(
    shelf: Shelf,
    entries: Sequence[Entry],
    cells: Mapping[str, Sequence[Cell]],
    heads: Sequence[LongerHeads | None],
    asked: Asked,
    beside: Beside | None,
    of_reviews: Sequence[Row],
) -> tuple[Row, ...]:
    """Every row in the order of the page: what reviews say, needle length, the specs by section, the rest."""
    base = next((i for i, entry in enumerate(entries) if entry.slug == asked.base), None)
    by_key = {
        key: spec_row(SPECS[key], found, shelf.sources, base)
        for key, found in cells.items()
        if any(SPECS[key].applies(entry.kind) for entry in entries)
    }
    rows: list[Row] = [outside.record(entries), *of_reviews]
    for key, row in by_key.items():
        if key == "needle_length":
            rows.append(outside.length_row(row, cells[key], shelf.sources, heads))
            rows.append(outside.stops(cells[key], shelf.sources))
            rows += [outside.question(entries, length, heads) for length in asked.lengths]
        else:
            rows.append(row)
    named = outside.evidence(entries, beside) if beside else None
    rows += [
        outside.law(entries, shelf.sources),
        *([named] if named else []),
        outside.market(shelf, entries),
        outside.price(shelf, entries),
        outside.cost(shelf, entries, asked.sessions),
        outside.checked(entries),
    ]
    return tuple(rows)


def is_in_mode(row: Row, show: str) -> bool:
    """Differences keep what cannot be told as well; a row that is not counted goes where all say the same."""
    if show == ALL:
        return True
    if show == SAME:
        return row.sameness is Sameness.SAME
    if row.sameness is None:
        return len({(cell.text, cell.note) for cell in row.cells}) > 1
    return row.sameness in (Sameness.DIFFERENT, Sameness.CANNOT_TELL)


_ELSEWHERE: Final = {
    outside.RECORD: "",
    outside.LAW: "Legal status",
    outside.EVIDENCE: "Articles and studies",
    outside.MARKET: "On the market",
    outside.PRICE: "Price",
    outside.COST: "Price",
    outside.CHECKED: "Sources",
}


def arranged(
    rows: Sequence[Row], columns: Sequence[Column], asked: Asked
) -> tuple[tuple[Group, ...], tuple[Row, ...], tuple[Row, ...]]:
    """The rows in groups; then those known for one device, a line each; then those known for none.

    What the shopper moved to the front leads. Rows that only one kind of device can have follow the shared
    ones, folded. With a single device no row is "known for one only".
    """
    chosen = [row for key in asked.order for row in rows if row.key == key]
    rest = [row for row in rows if row.key not in asked.order]
    kinds = {column.kind for column in columns}
    none = [row for row in rest if row.is_counted and not row.known]
    of_kind = [r for r in rest if r not in none and r.is_counted and r.kinds and r.kinds != kinds]
    lone = [
        r for r in rest if r.is_counted and r.known == 1 and r not in of_kind and len(columns) > 1
        and r.key != "needle_length"
    ]  # fmt: skip
    shared = [row for row in rest if row not in none and row not in of_kind and row not in lone]
    groups = [Group("chosen", "Your rows", tuple(chosen))] if chosen else []
    groups += _by_section(shared)
    for kind in PLURALS:
        only = tuple(row for row in of_kind if row.kinds == {kind})
        groups += [Group(f"only-{kind}", f"Only for {PLURALS[kind]}", only, True)] if only else []
    for some in dict.fromkeys(row.kinds for row in of_kind if len(row.kinds) > 1):
        kinds_of = [kind for kind in PLURALS if kind in some]
        names = " and ".join(PLURALS[kind] for kind in kinds_of)
        only = tuple(row for row in of_kind if row.kinds == some)
        groups.append(Group(f"only-{'-'.join(kinds_of)}", f"Only for {names}", only, True))
    return tuple(groups), tuple(lone), tuple(none)


def _by_section(rows: Iterable[Row]) -> list[Group]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(section_of(row), []).append(row)
    order = ["", REVIEW_GROUP, LENGTH_GROUP, *(section.label for section in SECTIONS), *_ELSEWHERE.values()]
    return [
        Group(label.lower().replace(" ", "-") or "record", label, tuple(found[label]))
        for label in dict.fromkeys(order)
        if label in found
    ]


LENGTH_GROUP: Final = "Needle length"
REVIEW_GROUP: Final = "Reviews"


def section_of(row: Row) -> str:
    """The heading a row stands under when it is shared."""
    if row.key in ("needle_length", "measured_length", outside.STOPS) or row.key.startswith("depth_"):
        return LENGTH_GROUP
    if row.spec is not None:
        return row.spec.section.label
    return REVIEW_GROUP if row.key in reviewed.KEYS else _ELSEWHERE[row.key]


def _sources(shelf: Shelf, rows: Iterable[Row]) -> dict[str, SourceFacts]:
    """Every source the rows name, the first named first."""
    slugs: dict[str, None] = {}
    for row in rows:
        for cell in row.cells:
            for slug in slugs_of(cell):
                slugs.setdefault(slug)
    return {slug: shelf.sources[slug] for slug in slugs if slug in shelf.sources}
