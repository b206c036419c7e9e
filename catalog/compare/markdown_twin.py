"""The comparison as Markdown: where and of which day it is, the table, its sentences and its sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from catalog.compare.cell_words import Headed, Sources, cell_words
from catalog.compare.comparison import Comparison
from catalog.compare.row import Row
from catalog.compare.sentences import Sentence
from catalog.compare.twins import head_lines
from catalog.finder.naming import joined
from catalog.products.sources import SourceFacts

_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>|#~&])")
_LINK: Final = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
_LEADING: Final = re.compile(r"^(?:(\d+)(?=[.)](?:\s|$))|(?=[-+=]))")


def markdown(comparison: Comparison, url_root: str) -> str:
    """Every row the page shows, one column a device. Words that come from elsewhere are never markup."""
    columns, sources = comparison.columns, comparison.sources
    return in_blocks(
        title_lines(columns),
        [f"- {name}: {address(value)}" for name, value in head_lines(comparison, url_root)],
        [f"- {escaped(missing.words)}" for missing in comparison.not_found],
        [f"- {escaped(column.title)} is left out: six are compared" for column in comparison.left_out],
        sentence_lines(comparison.sentences),
        [f"- {escaped(comparison.ranking.words)}"] if comparison.ranking else [],
        table_lines(columns, comparison.shown, sources, comparison.asked.base or "") if columns else [],
        source_lines(sources),
    )


def in_blocks(*blocks: Sequence[str]) -> str:
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def title_lines(columns: Sequence[Headed]) -> list[str]:
    """Who is compared, and under which letter: sentences name them by it."""
    titles = [column.title for column in columns]
    title = f"# {escaped(joined(titles)) if titles else 'Nothing to compare'}"
    return [title, "", " · ".join(_headings(columns))] if len(columns) > 1 else [title]


def sentence_lines(sentences: Iterable[Sentence]) -> list[str]:
    return [f"- {escaped(sentence.text)}" for sentence in sentences]


def table_lines(columns: Sequence[Headed], rows: Iterable[Row], sources: Sources, base: str) -> list[str]:
    """``base`` is the slug of the device that the others are held against."""
    against = next((column.letter for column in columns if column.slug == base), "")
    return [
        _line(["", *_headings(columns)]),
        _line(["---"] * (len(columns) + 1)),
        *(
            _line([escaped(row.label), *(escaped(cell_words(cell, sources, against)) for cell in row.cells)])
            for row in rows
        ),
    ]


def source_lines(sources: Sources) -> list[str]:
    return [f"- {_source(source)}" for source in sources.values()]


def _headings(columns: Sequence[Headed]) -> list[str]:
    """ "A: SkinPen Precision"; nobody speaks of a lone device by a letter."""
    if len(columns) < 2:
        return [escaped(column.title) for column in columns]
    return [f"{column.letter}: {escaped(column.title)}" for column in columns]


def _source(source: SourceFacts) -> str:
    words = ", ".join(
        filter(None, [source.title, source.publisher, source.published_words, source.read_words])
    )
    return f"{escaped(words)} {address(source.url)}" if source.url else escaped(words)


def address(text: str) -> str:
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
