"""Links and HTML in the texts of comparisons and of need pages, with file and line."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from catalog.articles.inner_links import text_faults
from catalog.articles.text import parse
from catalog.front_matter import read_texts

from .problems import Problems


def check_texts(folder: Path, there: Mapping[str, Collection[str]], problems: Problems) -> None:
    """What is wrong goes to `problems`; there: as `inner_links.text_faults` takes it."""
    for name in ("comparisons", "needs"):
        # What is wrong with the files as such was said when they were read as what they are.
        for file in read_texts(folder, name, []):
            text = parse(file.text, file.lines[""])
            problems += [f"{file.path}, line {line}: {said}" for line, said in text_faults(text, there)]
