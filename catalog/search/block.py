"""What the finder answers to a phrase about specs: the first thing on a page of results."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from catalog.finder import pictures
from catalog.finder.conditions import Between, Choice, Condition, Length
from catalog.finder.contradiction import contradiction
from catalog.finder.facets import labels_of
from catalog.finder.filters import Filters
from catalog.finder.index import FinderIndex
from catalog.finder.missing import answer_of
from catalog.finder.naming import low as low_first
from catalog.finder.readings import Surroundings, source_of
from catalog.finder.rescue import devices
from catalog.finder.words import alternative, chips, heading
from catalog.search.phrases import LeftOut, Reading
from catalog.search.vocabulary import Vocabulary, vocabulary
from catalog.shelf.cell import Cell
from catalog.shelf.entry import Entry
from catalog.shelf.naming import address, kind_line
from catalog.specs.answer import Answer, all_of, any_of

MOST_SHOWN = 5


@dataclass(frozen=True)
class Line:
    """One device or cartridge that fits: its name and what it is; ``picture`` of its needle."""

    title: str
    url: str
    line: str
    picture: Markup


@dataclass(frozen=True)
class Other:
    """Other filters that the same words may mean, and what they find."""

    words: str
    url: str
    count: str


@dataclass(frozen=True)
class Block:
    """``showing`` and ``found`` are one sentence: "Showing rollers that can be set to 0.5 mm:" "12 found, 3
    might fit." ``url`` leads to the list with these filters, ``list_words`` are the link's.

    ``filters`` are all of them one by one, where the sentence only counts some. ``note`` says what "under"
    includes; ``left_out`` what became no filter. ``kind`` is what it lists, "device" or "cartridge".
    """

    kind: str
    showing: str
    found: str
    url: str
    list_words: str
    filters: tuple[str, ...]
    note: str
    left_out: tuple[LeftOut, ...]
    other: Other | None
    lines: tuple[Line, ...]
    match: int
    might: int


def vocabulary_of(index: FinderIndex) -> Vocabulary:
    """The words that phrases are read by, of the devices of an index; made once for each shelf."""
    brands = {slug: brand.name for slug, brand in index.shelf.brands.items()}
    values = {one.key: [(v.token, v.label) for v in one.values] for one in index.plan().facets}
    return vocabulary(brands, values)


def block(index: FinderIndex, reading: Reading) -> Block | None:
    """What the finder says to a phrase; None where the phrase asks for nothing it can answer."""
    if not reading.is_worth_showing:
        return None
    return _of_cartridges(index, reading) if reading.is_cartridge else _of_devices(index, reading)


def _of_devices(index: FinderIndex, reading: Reading) -> Block:
    filters, labels = reading.filters, labels_of(index)
    result = index.query(filters, MOST_SHOWN)
    match, might = len(result.match), len(result.might)
    said = heading(filters, labels)
    sure = [index.entry(row.position) for row in result.rows if row.missing is None]
    return Block(
        kind="device",
        showing=f"Showing {low_first(said)}:",
        found=_found(filters, match, might),
        url=filters.address(),
        list_words=_list_words(filters, match, might),
        filters=tuple(chip.words for chip in chips(filters, labels)) if "more filters" in said else (),
        note=_included(reading),
        left_out=reading.left_out,
        other=_other(index, reading),
        lines=tuple(_lines(index, sure)),
        match=match,
        might=might,
    )


def _list_words(filters: Filters, match: int, might: int) -> str:
    if match:
        return f"See all {match:,} in the list" if match > MOST_SHOWN else "See the list"
    if "depth_never_above" in filters.keys or contradiction(filters):
        # Under a limit nobody is a candidate whose longest setting is not known.
        return "See why"
    return "See what might fit, and why" if might else "See what comes close"


def _found(filters: Filters, match: int, might: int) -> str:
    """In the words of the list: with a limit set, nobody might fit whose limit is not known."""
    if contradiction(filters):
        return f"{match:,} found; these exclude each other."
    if not might:
        return f"{match:,} found."
    if "depth_never_above" in filters.keys:
        return f"{match:,} found; of {might:,} more too little is known."
    return f"{match:,} found, {might:,} might fit."


def _included(reading: Reading) -> str:
    return f"{reading.includes} itself is included." if reading.includes else ""


def _other(index: FinderIndex, reading: Reading) -> Other | None:
    """Another question that may be meant: offered, never asked instead."""
    if reading.instead:
        filters = reading.instead
        key = next(key for key in filters.keys if key not in reading.filters.keys)
        condition = filters.get(key)
        assert condition is not None
        words = low_first(index.facets[key].chip(condition, labels_of(index)))
        return Other(words, filters.address(), devices(len(index.evaluate(filters.conditions)[0])))
    chip = alternative(reading.filters)
    if chip is None:
        return None
    old, new = ("depth_never_above", "depth_at") if "depth_never_above" in reading.filters.keys else ("", "")
    if not old:
        old = next(key for key in ("depth_at", "depth_usable") if key in reading.filters.keys)
        new = "depth_never_above"
    asked = reading.filters.length(old) or ()
    filters = reading.filters.without(old).having(Length(new, asked))
    return Other(chip.words, chip.url, devices(len(index.evaluate(filters.conditions)[0])))


def _lines(index: FinderIndex, entries: Sequence[Entry]) -> Iterator[Line]:
    for entry in entries:
        length: Cell = index.shelf.cell(entry, "needle_length")
        known = f"; {length.text}" if length.is_known else ""
        picture = pictures.on_line(entry.lengths, None)
        title = index.shelf.title(entry)
        yield Line(title, address(entry.kind, entry.slug), kind_line(entry) + known, picture)


# -- cartridges, which the list of devices does not hold --------------------------------------------------


def _of_cartridges(index: FinderIndex, reading: Reading) -> Block | None:
    conditions = reading.filters.conditions
    if any(condition.key in ("kind", "price") for condition in conditions):
        return None
    cartridges = [entry for entry in index.shelf if entry.kind == "cartridge"]
    ask = _asking(index)
    answers = {e.id: all_of(ask(e, condition) for condition in conditions) for e in cartridges}
    sure = [entry for entry in cartridges if answers[entry.id] is Answer.YES]
    might = sum(answer is Answer.UNKNOWN for answer in answers.values())
    labels = labels_of(index)
    said = heading(reading.filters, labels).removeprefix("Devices")
    words = f"cartridges{said}"
    maybe = f", {might:,} might fit" if might else ""
    sure.sort(key=lambda entry: index.shelf.title(entry).casefold())
    return Block(
        kind="cartridge",
        showing=f"Showing {words}:",
        found=f"{len(sure):,} found{maybe}.",
        url="/cartridges",
        list_words="See all cartridges",
        filters=(),
        note=_included(reading),
        left_out=reading.left_out,
        other=None,
        lines=tuple(_lines(index, sure[: 2 * MOST_SHOWN])),
        match=len(sure),
        might=might,
    )


def _asking(index: FinderIndex) -> Callable[[Entry, Condition], Answer]:
    around = Surroundings(index.shelf.is_current)

    def ask(entry: Entry, condition: Condition) -> Answer:
        if isinstance(condition, Length):
            return answer_of(condition, entry.lengths, index.gap)
        source = source_of(condition.key, isinstance(condition, Between))
        meaning = source.understand(source.read(entry, around))
        if isinstance(condition, Between):
            answer: Answer = meaning.ask(condition)
            return answer
        values = condition.values if isinstance(condition, Choice) else ()
        return any_of(meaning.ask(value) for value in values)

    return ask
