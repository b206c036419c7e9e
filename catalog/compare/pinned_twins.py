"""A pinned comparison as CSV and Markdown, made of the kept words alone."""

from __future__ import annotations

import csv as tables
import io
from typing import Final

from catalog.compare.csv_twin import harmless
from catalog.compare.markdown_twin import cell_words, escaped
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
    text = io.StringIO()
    writer = tables.writer(text)
    writer.writerow(["spec", "label", *(harmless(column.title) for column in pinned.columns)])
    for row in pinned.rows:
        writer.writerow([row.key, harmless(row.label), *(harmless(cell_words(cell)) for cell in row.cells)])
    return text.getvalue()


def markdown(pinned: Pinned, url_root: str) -> str:
    """The day, the version and the address; the table, every row of it; the sources."""
    titles = [escaped(column.title) for column in pinned.columns]
    lines = [
        f"# {', '.join(titles)}",
        "",
        f"- Address: {url_root}{pinned.address}",
        f"- Data as of: {pinned.day}",
        f"- Version: {pinned.version}",
        "",
        _line(["", *titles]),
        _line(["---"] * (len(titles) + 1)),
        *(
            _line([escaped(row.label), *(escaped(cell_words(cell)) for cell in row.cells)])
            for row in pinned.rows
        ),
        "",
        *(
            f"- {escaped(f'{source.title}, {source.publisher}, {source.read_words}')}"
            f"{f' <{source.url}>' if source.url else ''}"
            for source in pinned.sources.values()
        ),
    ]
    return "\n".join(lines) + "\n"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
