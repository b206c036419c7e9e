"""The comparison as Markdown: where and of which day it is, the table, its sentences and its sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from catalog.compare.comparison import Comparison
from catalog.compare.row import Reading, RowCell
from catalog.compare.twins import head_lines, who_words
from catalog.finder.naming import joined
from catalog.products.sources import SourceFacts

_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>|#~&])")
_LINK: Final = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
_LEADING: Final = re.compile(r"^(?:(\d+)(?=[.)](?:\s|$))|(?=[-+=]))")


def markdown(comparison: Comparison, url_root: str) -> str:
    """Every row the page shows, one column a device. Words that come from elsewhere are never markup."""
    titles = [column.title for column in comparison.columns]
    blocks = [
        [f"# {escaped(joined(titles)) if titles else 'Nothing to compare'}"],
        [f"- {name}: {_address(value)}" for name, value in head_lines(comparison, url_root)],
        [f"- {escaped(missing.words)}" for missing in comparison.not_found],
        [f"- {escaped(column.title)} is left out: six are compared" for column in comparison.left_out],
        [f"- {escaped(sentence.text)}" for sentence in comparison.sentences],
        list(_table(comparison, titles)) if titles else [],
        [f"- {_source(source)}" for source in comparison.sources.values()],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _table(comparison: Comparison, titles: list[str]) -> Iterator[str]:
    yield _line(["", *map(escaped, titles)])
    yield _line(["---"] * (len(titles) + 1))
    for row in comparison.shown:
        yield _line([escaped(row.label), *(escaped(cell_words(cell)) for cell in row.cells)])


def cell_words(cell: RowCell) -> str:
    """ "180 g (seller says); lighter; +20 g": the value, who says it, and how it compares."""
    who = who_words(cell)
    readings = [f"{dispute.words}: {'; '.join(map(_reading, dispute.readings))}" for dispute in cell.disputes]
    beside = [f"also {_reading(one)}" for one in cell.beside]
    value = f"{cell.text} ({who})" if who else cell.text
    parts = [value, *readings, *beside, cell.better, cell.said, cell.difference, cell.note]
    return "; ".join(part for part in parts if part)


def _reading(reading: Reading) -> str:
    return f"{reading.text} ({', '.join(dict.fromkeys(who.words for who in reading.who))})"


def _source(source: SourceFacts) -> str:
    words = ", ".join(
        filter(None, [source.title, source.publisher, source.published_words, source.read_words])
    )
    return f"{escaped(words)} {_address(source.url)}" if source.url else escaped(words)


def _address(text: str) -> str:
    """A link where it is an address, else the text."""
    if not text.startswith(("http://", "https://")):
        return escaped(text)
    return f"<{text.replace('<', '%3C').replace('>', '%3E').replace(' ', '%20')}>"


def escaped(text: str) -> str:
    """One line that says just these characters: no markup, no link, no end of a cell."""
    line = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    return _LEADING.sub(r"\1\\", _LINK.sub(r"\\", line))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
