"""What the templates of the finder receive: every field finished, nothing left to compute.

`ListingPage` is `/devices`; `NeedPage` is `/devices/needs/<slug>`, the same list under a text.
Texts are plain (templates escape them), pictures are Markup from `catalog.figures`, addresses are paths.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from catalog.finder.page_controls import FacetView, HistogramBar, LengthControl, WordsControl, WordsNote
from catalog.finder.page_devices import CardGroup, LineGroup, MissGroup, Table


@dataclass(frozen=True)
class Counts:
    """The three answers. ``found`` + ``asked`` is the status line: "We found 8" "that can be set to 0.5 mm".

    ``pieces`` are the sentences after it, empty ones left out: "37 more might fit: the sellers don't say.",
    "22 don't fit.", and one for what was ignored ("One filter could not be read and is left out.").
    """

    match: int
    might: int
    no: int
    total: int
    found: str
    asked: str
    pieces: tuple[str, ...]


@dataclass(frozen=True)
class Chip:
    """A filter in force; its link removes it."""

    words: str
    url: str
    is_exclusion: bool = False


@dataclass(frozen=True)
class Removal:
    """What is left without one filter (or a pair): "Remove “reaches 1.5 mm or more”" → 3."""

    words: str
    url: str
    count: int
    count_words: str


@dataclass(frozen=True)
class NearMiss:
    """A device that fails one filter only, and by how much in words ("reaches 1.0 mm, you asked for 1.5")."""

    name: str
    slug: str
    url: str
    words: str


@dataclass(frozen=True)
class Rescue:
    """What stands in place of an empty list. ``kind`` is ``"contradiction"`` or ``"empty"``.

    ``hint`` is a number from the data ("the longest setting left is 1.0 mm"), ``hint_url`` asks for it.
    ``search_url`` looks for the same words in everything, ``search_words`` are the link's; empty without any.
    """

    kind: str
    heading: str
    words: str
    removals: tuple[Removal, ...]
    hint: str = ""
    hint_url: str = ""
    near: tuple[NearMiss, ...] = ()
    clear_url: str = "/devices"
    search_url: str = ""
    search_words: str = ""


@dataclass(frozen=True)
class SortOption:
    """An order to choose; with ``reason`` it is greyed and cannot be."""

    value: str
    label: str
    url: str
    selected: bool
    reason: str = ""


@dataclass(frozen=True)
class Pagination:
    """Pages of the list; ``url_of`` gives the address of a page. ``is_past_end``: an empty page, ``back_url``
    leads to the last one."""

    number: int
    pages: int
    size: int
    first: int
    last: int
    of: int
    url_of: Callable[[int], str]
    is_past_end: bool
    back_url: str


@dataclass(frozen=True)
class FieldMessage:
    """What could not be read, at its field."""

    parameter: str
    value: str
    message: str


@dataclass(frozen=True)
class NeedLink:
    """A need page."""

    slug: str
    title: str
    url: str
    summary: str


@dataclass(frozen=True)
class ListingPage:
    """`/devices`: the heading says the question, then counts, chips, list, folds; beside it the form.

    ``robots`` and ``canonical`` go into the head. ``kept`` are hidden fields of the form (sort, view,
    unknown). ``limit`` is the length (µm) of "never goes above", or None; with it ``limit_words`` stand
    above the list, ``might`` is empty and ``upper_limit`` holds the fold "Upper limit not known". ``marks``
    are the keys of the provenance marks in use, for the legend. ``barely`` and ``upper_limit`` are None
    where there is none. ``asked_lengths`` are the parameters of what is asked of lengths, for the
    comparison. ``patterns`` defines the skin at the scales CARD, ROW and FILTER and stands before any
    picture; ``key`` says how to read the needles, where more than one look occurs.
    """

    heading: str
    description: str
    version: int
    address: str
    canonical: str
    robots: str
    counts: Counts
    chips: tuple[Chip, ...]
    clear_url: str
    lengths: tuple[LengthControl, ...]
    gap: str
    histogram: tuple[HistogramBar, ...]
    facets: tuple[FacetView, ...]
    matches: CardGroup
    barely: CardGroup | None
    might: tuple[LineGroup, ...]
    might_heading: str
    might_note: str
    upper_limit: LineGroup | None
    misses: MissGroup | None
    table: Table | None
    rescue: Rescue | None
    sorts: tuple[SortOption, ...]
    why_this_order: tuple[str, ...]
    pagination: Pagination
    messages: tuple[FieldMessage, ...]
    kept: tuple[tuple[str, str], ...]
    view: str
    grid_url: str
    table_url: str
    unknown: str
    unknown_url: str
    unknown_words: str
    alternative: Chip | None
    limit: int | None
    asked_lengths: tuple[tuple[str, str], ...]
    limit_words: str
    words: WordsControl
    json_url: str
    csv_url: str
    atom_url: str
    marks: tuple[str, ...]
    patterns: Markup
    key: Markup
    needs: tuple[NeedLink, ...] = ()
    words_note: WordsNote | None = None

    @property
    def open_lengths(self) -> tuple[LengthControl, ...]:
        """The three questions that stand open."""
        return tuple(control for control in self.lengths if control.is_open)

    @property
    def more_lengths(self) -> tuple[LengthControl, ...]:
        """The four under "More ways to ask"."""
        return tuple(control for control in self.lengths if not control.is_open)

    @property
    def errors(self) -> dict[str, str]:
        """Parameter → message, for fields."""
        return {message.parameter: message.message for message in self.messages}


@dataclass(frozen=True)
class NeedPage:
    """`/devices/needs/<slug>`: a saved filter, its text and reasons, over the live list.

    ``body`` is sanitised HTML; ``changed`` the ISO day on which the text or its filter last changed.
    """

    slug: str
    title: str
    summary: str
    body: Markup
    reasons: tuple[str, ...]
    byline: str
    note: str
    changed: str
    canonical: str
    list_url: str
    listing: ListingPage
