"""A pinned comparison as CSV and Markdown, made of the kept words alone."""

from __future__ import annotations

from typing import Final

from catalog.compare.csv_twin import in_words
from catalog.compare.markdown_twin import (
    address,
    in_blocks,
    sentence_lines,
    source_lines,
    table_lines,
    title_lines,
)
from catalog.compare.reading import Pinned

_LONGEST: Final = 180
"""Characters of all slugs in a file's name; beyond, each is cut."""


def file_name(pinned: Pinned, ending: str) -> str:
    """``compare_dr-pen-a6_exceed_2026-11-22.csv``."""
    slugs = [column.slug for column in pinned.columns]
    if len("_".join(slugs)) > _LONGEST:
        slugs = [slug[: _LONGEST // len(slugs) - 1].rstrip("-") for slug in slugs]
    return f"{'_'.join(['compare', *slugs, pinned.day])}.{ending}"


def csv(pinned: Pinned) -> str:
    """One line a row, one column a device, every row, in words."""
    return in_words(pinned.columns, pinned.shown, pinned.sources, pinned.base)


def markdown(pinned: Pinned, url_root: str) -> str:
    """The day, the version and the address; the sentences; the table, every row of it; the sources."""
    return in_blocks(
        title_lines(pinned.columns),
        [
            f"- Address: {address(url_root + pinned.address)}",
            f"- Data as of: {pinned.day}",
            f"- Version: {pinned.version}",
        ],
        sentence_lines(pinned.sentences),
        table_lines(pinned.columns, pinned.shown, pinned.sources, pinned.base),
        source_lines(pinned.sources),
    )
