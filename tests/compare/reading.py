"""A cell of a comparison as a reader of its page has it: every word, and what each is there for.

Nothing here knows how the page was made; what stands in a cell and belongs nowhere fails.
"""

import re
from dataclasses import dataclass
from typing import Any

from tests.html import Page, words

BESIDE_THE_POINT = ".pm, .sb, sup.fn, summary, a.rep, .kk, .rec .w"
"""Marks and bars, numbers for paper, things to press, the letter of the device, what the row's label says."""
WEAK = "weak source"


@dataclass(frozen=True)
class Seen:
    """``told`` are who says it and whether that is weak; ``disputes`` have a pattern that each way of naming
    two of a kind fits; ``small`` is what stands below: how it compares, what is also said, the note.
    ``is_named`` is one of several in a line that says of whom nothing was found, and no more of them."""

    value: str
    told: tuple[tuple[str, bool], ...]
    disputes: tuple[tuple[str, str], ...]
    small: tuple[str, ...]
    better: str
    difference: str
    is_named: bool

    @property
    def strings(self) -> tuple[str, ...]:
        told = [f"{who}, {WEAK}" if is_weak else who for who, is_weak in self.told]
        return tuple(filter(None, [self.value, *told, *self.small, self.better, self.difference]))


def cells_of(page: Page) -> dict[tuple[str, str], Seen]:
    """(key of the row, slug of the device) → what the page says there. Rows as they come, devices as in the
    head: in a row that is a line those come first of whom something is known."""
    for element in page.all(", ".join(f"[data-device] {one}" for one in BESIDE_THE_POINT.split(", "))):
        _drop(element)
    devices = [head.get("id").removeprefix("c-") for head in page.all("table.cmp thead th[id^='c-']")]
    found = {}
    for row in page.all("tr[id^='r-']"):
        cells = {cell.get("data-device"): cell for cell in row.cssselect("[data-device]")}
        assert sorted(cells) == sorted(devices)
        found |= {(row.get("id").removeprefix("r-"), device): _seen(cells[device]) for device in devices}
    return found


def _seen(cell: Any) -> Seen:
    (value,) = cell.cssselect(".v")
    prov, disputes, small = (cell.cssselect(name) for name in (".prov", ".dispute", ".nt"))
    better, apart = cell.cssselect(".good"), cell.cssselect(".apart")
    letter = f"{words(cell).partition(':')[0]}: " if "vh" in (cell.get("class") or "") else ""
    ending = "." if letter else ""
    every = [value, *prov, *disputes, *small, *better, *apart]
    left = _bare(words(cell).removeprefix(letter).removesuffix(ending))
    for one in every:
        assert _bare(words(one)) in left, (words(cell), words(one))
        left = left.replace(_bare(words(one)), "", 1)
    assert not left, f"{left!r} of {words(cell)!r} is nothing that a cell says"
    return Seen(
        words(value),
        tuple(map(_told, prov)),
        tuple(map(_dispute, disputes)),
        tuple(map(words, small)),
        "".join(map(words, better)),
        "".join(map(words, apart)),
        bool(letter),
    )


def _told(element: Any) -> tuple[str, bool]:
    said = words(element)
    return said.removesuffix(WEAK).strip(), bool(element.cssselect(".wk"))


def _dispute(element: Any) -> tuple[str, str]:
    """What it says, and a pattern in which every witness may be told from another of its kind by name."""
    (said,) = element.cssselect("span:not(.dispute):not(.wk)")
    pattern = re.escape(said.text or "")
    for part in said:
        pattern += re.escape("".join(part.itertext()))
        pattern += "(?:: .+?)?" if part.tag == "a" else ""
        pattern += re.escape(part.tail or "")
    return words(said), re.sub(r"(?:\\ |\\\n|\s)+", r"\\s+", pattern)


def _drop(element: Any) -> None:
    """Takes an element away and leaves what follows it."""
    parent, before = element.getparent(), element.getprevious()
    tail = element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _bare(text: str) -> str:
    return "".join(text.split())
