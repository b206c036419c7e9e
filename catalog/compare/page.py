"""The comparison page, finished: what `templates/compare/index.html` shows, in its order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from catalog.articles.concerned import NOTHING, Concerned
from catalog.compare.asked import ALL, DIFFERENCES, SAME, Asked
from catalog.compare.comparison import Column, Comparison, Group
from catalog.compare.drawing import Drawing, bars, drawing, patterns, sheets_of
from catalog.compare.editorial import ComparisonLink
from catalog.compare.page_heads import HERE, Beyond, Care, Head, Link, beyond, care, head
from catalog.compare.row import Row
from catalog.compare.shown import calm, marks_of
from catalog.compare.weights_form import WeightsForm, weights_form
from catalog.figures.looks import Look, look
from catalog.figures.scales import Layers
from catalog.finder.naming import joined
from catalog.products.pages.citing import Citations, SourceLine
from catalog.products.pages.similar import Neighbour, similar
from catalog.shelf import questions
from catalog.shelf.cell import PLURALS
from catalog.shelf.shelf import Shelf

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six")


@dataclass(frozen=True)
class RowChoice:
    """A row in the form that hides rows and moves them to the front.

    ``earlier_url`` puts one of those in front before the one that leads it; empty where none does.
    """

    key: str
    label: str
    is_hidden: bool
    is_first: bool
    earlier_url: str


@dataclass(frozen=True)
class Sheet:
    """Some of the columns, from ``start`` to before ``end``, for a sheet of paper; ``plate`` is of these."""

    start: int
    end: int
    plate: Markup


@dataclass(frozen=True)
class ComparePage:
    """``comparison`` with the words, links and pictures around it. ``fields`` are what every form of the page
    passes on, without what it asks itself.

    ``status`` is what is said when a device came or went; ``told`` who says what is shown. ``groups`` are the
    comparison's under as few headings as help. ``bars`` are drawn under measured numbers, by the row's key.
    ``asks`` are messages to the sellers, by letter. ``sheets`` are there where not all columns fit on one.
    ``science`` are the articles, claims and studies that concern any of the devices.
    ``weights`` is the form for own weights, where there are scores to weigh.
    ``is_own``: the devices are those of the visitor's basket, which changes with the page.
    """

    comparison: Comparison
    title: str
    heading: str
    summary: str
    told: str
    status: str
    counts: str
    all_same: str
    modes: tuple[Link, ...]
    heads: tuple[Head, ...]
    groups: tuple[Group, ...]
    drawing: Drawing | None
    bars: Mapping[str, tuple[Markup, ...]]
    sheets: tuple[Sheet, ...]
    care: Care | None
    asks: tuple[tuple[str, questions.AskMessage], ...]
    beyond: tuple[Beyond, ...]
    rows: tuple[RowChoice, ...]
    hidden: tuple[Link, ...]
    show_all_url: str
    suggestions: tuple[tuple[Neighbour, str], ...]
    canonical: str
    patterns: Markup
    looks: Markup
    marks: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    written: tuple[ComparisonLink, ...] = ()
    science: Concerned = NOTHING
    is_own: bool = False
    weights: WeightsForm | None = None

    @property
    def asked(self) -> Asked:
        return self.comparison.asked

    def fields(self, *without: str) -> list[tuple[str, str]]:
        """The address as hidden fields, those that a form asks itself left out."""
        return [(name, value) for name, value in self.asked.with_().items() if name not in without]

    def kept(self, name: str) -> list[str]:
        """Keys of rows that the address names and this comparison has not: a form passes them on as well."""
        shown = {choice.key for choice in self.rows}
        keys = self.asked.hide if name == "hide" else self.asked.order
        return [key for key in keys if key not in shown]

    def twin(self, ending: str) -> str:
        return self.asked.address(f"/compare{ending}")


def compare_page(
    shelf: Shelf,
    comparison: Comparison,
    key: Markup,
    layers: Layers | None = None,
    written: tuple[ComparisonLink, ...] = (),
    science: Concerned = NOTHING,
) -> ComparePage:
    """``key`` explains the looks of the needles drawn; ``layers`` are those of the skin they are drawn in.

    ``written`` are comparisons of editors, for somebody who named no device; ``science`` is what concerns
    those that were named.
    """
    asked, columns = comparison.asked, comparison.columns
    names = [column.title for column in columns]
    citations = Citations(shelf.sources)
    for slug in comparison.sources:
        citations.cite(slug)
    lone = columns[0].entry if len(columns) == 1 else None
    drawn = drawing(columns, layers, asked.limit)
    return ComparePage(
        comparison,
        title=joined(names) if names else "Compare devices",
        heading=heading(columns),
        summary=summary(columns),
        told=told(comparison),
        status=status(comparison),
        counts=counts_words(comparison),
        all_same=all_same(comparison),
        modes=tuple(
            Link(words, asked.with_(show=show).address() + HERE, asked.show == show)
            for words, show in (("All rows", ALL), ("Differences", DIFFERENCES), ("The same", SAME))
        ),
        heads=tuple(head(shelf, asked, columns, i) for i in range(len(columns))),
        groups=calm(comparison.groups),
        drawing=drawn,
        bars=bars(comparison.shown),
        sheets=tuple(
            Sheet(*ends, plate)
            for ends, plate in zip(sheets_of(len(columns)), drawn.sheets if drawn else (), strict=True)
        ),
        care=care(columns) if len(columns) > 1 else None,
        asks=tuple(
            (column.letter, ask) for column in columns if (ask := questions.message(shelf, column.entry))
        ),
        beyond=tuple(beyond(asked, columns, other) for other in comparison.left_out),
        rows=tuple(_choices(comparison.rows, asked)),
        hidden=tuple(Link(row.label, _shown_again(asked, row.key)) for row in comparison.hidden),
        show_all_url=asked.with_(show=ALL, hide=()).address(),
        suggestions=tuple(
            (near, asked.with_(slugs=(*asked.slugs, near.url.rsplit("/", 1)[-1])).address() + HERE)
            for near in (similar(shelf, lone) if lone else ())
        ),
        canonical=Asked(tuple(sorted(column.slug for column in columns))).address(),
        looks=key,
        marks=tuple(marks_of(comparison.shown)),
        sources=citations.listed(),
        patterns=patterns(layers, is_lone=lone is not None) if layers and columns else Markup(""),
        written=written,
        science=science,
        weights=weights_form(comparison.criteria, asked),
    )


def heading(columns: Sequence[Column]) -> str:
    """ "Four devices, side by side"; two by their names."""
    if not columns:
        return "Compare devices"
    if len(columns) == 1:
        return f"{columns[0].title}, and what to hold it against"
    if len(columns) == 2:
        return f"{columns[0].title} and {columns[1].title}, side by side"
    return f"{_NUMBERS[len(columns)]} devices, side by side"


def summary(columns: Sequence[Column]) -> str:
    """ "Two pens, a roller and a stamp." """
    kinds = [column.kind for column in columns]
    parts = []
    for kind in PLURALS:
        if count := kinds.count(kind):
            parts.append(f"a {kind}" if count == 1 else f"{_NUMBERS[count].lower()} {PLURALS[kind]}")
    words = joined(parts) if parts else ""
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def told(comparison: Comparison) -> str:
    """Who says what is shown."""
    if not comparison.columns:
        return ""
    said = (told for row in comparison.rows for cell in row.cells for told in cell.told)
    if any(told.who.mark == "measured" for told in said):
        return "Each value names who says so."
    return "Nothing here is measured by us; each value names who says so."


def status(comparison: Comparison) -> str:
    """ "3 devices, 14 rows differ": what a change of the devices comes to."""
    devices, rows = len(comparison.columns), comparison.counts.differ
    compared = "1 device" if devices == 1 else f"{devices} devices"
    return f"{compared}, {'1 row differs' if rows == 1 else f'{rows} rows differ'}"


def counts_words(comparison: Comparison) -> str:
    """The four counts, which add up to every row that a spec makes."""
    c = comparison.counts
    return (
        f"{c.differ} differ · {c.same} same · {c.cannot_tell} not enough information"
        f" · {c.not_applicable} don’t apply"
    )


def all_same(comparison: Comparison) -> str:
    """Where differences are asked for and there is none that is sure."""
    counts = comparison.counts
    if comparison.asked.show != DIFFERENCES or counts.differ or len(comparison.columns) < 2:
        return ""
    known = f"{counts.known} {'row' if counts.known == 1 else 'rows'} we know"
    more = f"; for {counts.cannot_tell} there is not enough information" if counts.cannot_tell else ""
    return f"No difference in the {known}{more}."


def _choices(rows: Sequence[Row], asked: Asked) -> list[RowChoice]:
    """Those that lead come in their order, so that a form sends them in it again."""
    leading = [row for key in asked.order for row in rows if row.key == key]
    ordered = [*leading, *(row for row in rows if row.key not in asked.order)]
    return [
        RowChoice(row.key, row.label, row.key in asked.hide, row.key in asked.order, _earlier(asked, row.key))
        for row in ordered
    ]


def _earlier(asked: Asked, key: str) -> str:
    place = asked.order.index(key) if key in asked.order else 0
    if place == 0:
        return ""
    order = [*asked.order]
    order[place - 1], order[place] = key, order[place - 1]
    return asked.with_(order=tuple(order)).address() + "#rows"


def _shown_again(asked: Asked, key: str) -> str:
    left = tuple(hidden for hidden in asked.hide if hidden != key)
    return f"{asked.with_(hide=left).address()}#r-{key}"


def looks_of(comparison: Comparison) -> frozenset[Look]:
    return frozenset(look(column.entry.lengths) for column in comparison.columns)
