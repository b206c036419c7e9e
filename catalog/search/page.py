"""What the search page receives: every field finished. And how it is put together from what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from catalog.finder import pictures
from catalog.finder.facet import LONGEST_TEXT
from catalog.search.asked import LAST_PAGE, TOO_LONG, Asked
from catalog.search.beside import beside, leads, rest
from catalog.search.block import Block
from catalog.search.found import Found, Group, Hit
from catalog.shelf.shelf import Shelf
from catalog.specs.units import shorten

GROUPS: Final = {
    "device": ("Devices", "Device"),
    "cartridge": ("Cartridges", "Cartridge"),
    "brand": ("Brands", "Brand"),
    "review": ("Reviews", "Review"),
    "article": ("Articles", "Article"),
    "study": ("Studies", "Study"),
    "claim": ("Claims", "Claim"),
    "term": ("Glossary", "Word"),
}
"""Kind → the heading of its group, and the word for one of it."""
PAGE_SIZE: Final = 24
CUT: Final = "Only the first words were looked for: there were too many."
MOST_OF_A_KIND: Final = 5
NO_PICTURES: Final = Markup("")
EXAMPLES: Final = ("Dr. Pen A6", "0.5 mm roller", "pen 12 needles", "acne scars", "sterile")


@dataclass(frozen=True)
class ShownHit:
    """A hit with the picture of its needle, where it is a device or a cartridge."""

    hit: Hit
    picture: Markup | None


@dataclass(frozen=True)
class ShownGroup:
    """``more`` leads to all of a kind, where not all are shown; ``more_words`` are the link's."""

    kind: str
    heading: str
    count: int
    hits: tuple[ShownHit, ...]
    more: str = ""
    more_words: str = ""


@dataclass(frozen=True)
class Tab:
    """A kind with its count; the first is "All"."""

    words: str
    url: str
    is_here: bool


@dataclass(frozen=True)
class SearchPage:
    """``/search``. ``typed`` goes into the field, with ``error`` where it cannot be searched for.

    ``found_words`` is the status. ``block`` is what the finder says to a phrase about specs, or None;
    ``named``: what stands before it, as it has every word, or None; ``is_beside``: the groups are what was
    found besides. ``corrected`` is what was searched instead of
    ``typed``, ``exact_url`` searches for that. ``messages`` are about the address, ``notes`` about words that
    were left out; ``near`` are (name, address) where nothing was found.
    """

    typed: str
    title: str
    error: str
    longest: int
    found_words: str
    named: ShownGroup | None
    is_beside: bool
    corrected: str
    exact_url: str
    as_text: bool
    filters_url: str
    text_url: str
    messages: tuple[str, ...]
    notes: tuple[str, ...]
    block: Block | None
    tabs: tuple[Tab, ...]
    groups: tuple[ShownGroup, ...]
    near: tuple[tuple[str, str], ...]
    is_empty: bool
    number: int
    pages: int
    url_of: Callable[[int], str]
    patterns: Markup
    json_url: str
    examples: tuple[tuple[str, str], ...] = tuple((one, Asked(one).address()) for one in EXAMPLES)

    @property
    def short(self) -> str:
        """What was typed, as it is quoted."""
        return shorten(self.typed)


def wanted(asked: Asked, block: Block | None = None) -> int:
    """How many hits of each kind the page needs: some more where filters show the first of them already."""
    return asked.page * PAGE_SIZE if asked.kind else MOST_OF_A_KIND + (len(block.lines) if block else 0)


def search_page(
    asked: Asked,
    found: Found,
    block: Block | None,
    shelf: Shelf | None,
    *,
    is_phrase: bool = False,
    near: Sequence[tuple[str, str]] = (),
    patterns: Markup = NO_PICTURES,
) -> SearchPage:
    """The page for what was found. ``is_phrase``: the words could be read as filters, asked for or not."""
    error = TOO_LONG if asked.is_too_long else ""
    some = beside(found, block) if block else found.groups
    groups = tuple(_group(asked, one, shelf, block) for one in some if asked.kind in ("", one.kind))
    leading = block.kind if block and leads(found, block) else ""
    named = next((one for one in groups if one.kind == leading and one.hits), None)
    groups = tuple(one for one in groups if one is not named)
    if block and named:
        some = tuple(one for one in some if one.kind != named.kind)
        block = rest(block, {one.hit.url for one in named.hits})
    of_kind = next((one.count for one in found.groups if one.kind == asked.kind), 0)
    pages = min(-(-of_kind // PAGE_SIZE), LAST_PAGE) if asked.kind else 1
    short = shorten(asked.text)
    return SearchPage(
        typed=asked.text,
        title=f"Search: {short}" if asked.text else "Search",
        error=error,
        longest=LONGEST_TEXT,
        found_words=_found_words(asked, found, of_kind, block) if asked.text and not error else "",
        named=named,
        is_beside=bool(block and groups),
        corrected=found.corrected or "",
        exact_url=asked.address(is_exact=True),
        as_text=asked.is_text and is_phrase,
        filters_url=asked.address(is_text=False),
        text_url=asked.address(is_text=True),
        messages=(*asked.messages, *([CUT] if found.is_cut else [])),
        notes=tuple(_notes(found)),
        block=block,
        tabs=tuple(_tabs(asked, some, "" if is_phrase and not asked.is_text else f" {found.total:,}")),
        groups=tuple(one for one in groups if one.hits),
        near=tuple(near),
        is_empty=bool(asked.text) and not error and not found.total and not (block and block.match),
        number=asked.page,
        pages=pages,
        url_of=lambda number: asked.address(page=number),
        patterns=patterns,
        json_url=asked.address("/search.json", page=asked.page),
    )


def _found_words(asked: Asked, found: Found, of_kind: int, block: Block | None) -> str:
    said = f"“{shorten(found.corrected or asked.text)}”"
    if block:
        return f"We read {said} as filters."
    if not found.total:
        return f"We found nothing for {said}."
    if found.missing:
        return f"Nothing has all words of {said}."
    if not asked.kind:
        return f"We found {found.total:,} for {said}."
    return f"We found {of_kind:,} of {found.total:,} under {GROUPS[asked.kind][0].lower()} for {said}."


def _notes(found: Found) -> list[str]:
    notes = []
    if found.missing and found.total:
        words = " and ".join(f"“{shorten(word)}”" for word in found.missing)
        notes.append(f"Shown is what comes nearest, {found.total:,} in all, without {words}.")
    return notes


def _tabs(asked: Asked, groups: Sequence[Group], total: str) -> Iterator[Tab]:
    """``total``: how many there are, where the page of all has no more and no fewer than these."""
    if not groups:
        return
    yield Tab(f"All{total}", asked.address(kind=""), not asked.kind)
    for one in groups:
        words = f"{GROUPS[one.kind][0]} {one.count:,}"
        yield Tab(words, asked.address(kind=one.kind), asked.kind == one.kind)


def _group(asked: Asked, group: Group, shelf: Shelf | None, block: Block | None) -> ShownGroup:
    heading = GROUPS[group.kind][0]
    hits = group.hits[(asked.page - 1) * PAGE_SIZE :] if asked.kind else group.hits[:MOST_OF_A_KIND]
    shown = tuple(ShownHit(hit, _picture(hit, shelf)) for hit in hits)
    name = heading.lower() if group.kind != "term" else "words of the glossary"
    if block and group.kind == block.kind:
        heading, name = f"{heading} with these words", f"{name} with these words"
    if asked.kind or len(shown) >= group.count:
        return ShownGroup(group.kind, heading, group.count, shown)
    url = asked.address(kind=group.kind)
    return ShownGroup(group.kind, heading, group.count, shown, url, f"All {group.count:,} {name}")


def _picture(hit: Hit, shelf: Shelf | None) -> Markup | None:
    entry = shelf.by_slug(hit.slug) if shelf and hit.kind in ("device", "cartridge") else None
    return pictures.on_line(entry.lengths, None) if entry else None
