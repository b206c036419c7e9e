"""What the templates of the finder receive: every field finished, nothing left to compute.

`ListingPage` is `/devices`; `NeedPage` is `/devices/needs/<slug>`, the same list under a text.
Texts are plain (templates escape them), pictures are Markup from `catalog.figures`, addresses are paths.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup


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
class LengthRow:
    """One radio of "can be set to exactly": its length (µm and text), what it would find, its pictures."""

    length: int
    value: str
    text: str
    count: int
    might: int
    selected: bool
    url: str
    bar: Markup
    leader: Markup
    hidden_text: str


@dataclass(frozen=True)
class LengthControl:
    """One of the seven questions as a control. ``key`` names the field; a range question has two fields,
    ``key_min`` and ``key_max``; "can be set to exactly" has radios named ``key`` and a field ``key_other``.

    ``typed``, ``low`` and ``high`` go into the fields: the value in force, or what was typed and refused,
    with ``error`` beside it. ``match`` and ``might`` are counts where the question is asked, else None.
    """

    key: str
    label: str
    help: str
    is_range: bool
    is_open: bool
    is_active: bool
    typed: str
    low: str
    high: str
    error: str
    match: int | None
    might: int | None
    rows: tuple[LengthRow, ...] = ()
    strip: Markup | None = None


@dataclass(frozen=True)
class HistogramBar:
    """How many can be set to one exact length, under all other filters."""

    length: int
    text: str
    count: int


@dataclass(frozen=True)
class FacetValue:
    """A value to tick. ``selected`` is True, False or ``"excluded"``. ``count`` is what it finds when it is
    the only ticked value."""

    value: str
    label: str
    count: int
    selected: bool | str
    links: Callable[[], tuple[str, str]]

    @property
    def url(self) -> str:
        """Ticks or unticks it without a form; made when asked for, because a form needs none."""
        return self.links()[0]

    @property
    def exclude_url(self) -> str:
        """Leaves it out."""
        return self.links()[1]


@dataclass(frozen=True)
class FacetView:
    """One facet as shown. ``kind`` is ``"choice"`` (``values``) or ``"range"`` (two number fields).

    A range has the least and greatest value known (``least``, ``most``) and what is asked (``low``,
    ``high``), all as text; ``currency`` and ``currencies`` only for prices. ``unknown`` is the last entry,
    "Not known (n)". ``is_folded`` says that nothing in it is asked and it may start closed.
    """

    key: str
    label: str
    help: str
    kind: str
    unknown: int
    unknown_label: str
    values: tuple[FacetValue, ...] = ()
    is_active: bool = False
    is_folded: bool = True
    has_all_of: bool = False
    least: str = ""
    most: str = ""
    low: str = ""
    high: str = ""
    unit: str = ""
    currency: str = ""
    currencies: tuple[str, ...] = ()
    error: str = ""


@dataclass(frozen=True)
class Chip:
    """A filter in force; its link removes it."""

    words: str
    url: str
    is_exclusion: bool = False


@dataclass(frozen=True)
class CardFact:
    """A known fact on a card: "Needles" "14"."""

    label: str
    text: str
    who: str
    weak: bool


@dataclass(frozen=True)
class CardVersion:
    """A version of a family that is on the card, with a compare tick of its own. ``label`` is its length."""

    slug: str
    name: str
    label: str
    url: str


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
    score: int | None = None


@dataclass(frozen=True)
class Line:
    """One line for a product that might fit: picture, name, length, record. ``missing`` says what else is."""

    slug: str
    url: str
    name: str
    sold: str
    length: str
    who: str
    note: str
    record: tuple[bool, ...]
    picture: Markup
    versions: tuple[CardVersion, ...] = ()


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
    """

    kind: str
    heading: str
    words: str
    removals: tuple[Removal, ...]
    hint: str = ""
    hint_url: str = ""
    near: tuple[NearMiss, ...] = ()
    clear_url: str = "/devices"


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
    where there is none. ``patterns`` defines the skin at the scales CARD, ROW and FILTER and stands before
    any picture; ``key`` says how to read the needles, where more than one look occurs.
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
    limit_words: str
    json_url: str
    csv_url: str
    marks: tuple[str, ...]
    patterns: Markup
    key: Markup
    needs: tuple[NeedLink, ...] = ()

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
