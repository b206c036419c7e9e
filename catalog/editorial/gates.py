"""What is asked of several kinds of thing before they are published. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from catalog.editorial.editable import Fields, GateCheck

MOST_WORDS: Final = 40
"""Of a sentence; more are not read at once."""


def plain_words(fields: Fields, *names: str) -> Iterator[GateCheck]:
    """Whether sentences are short: advice, for some things need a long one."""
    for name in names:
        for sentence in long_sentences(str(fields.get(name) or "")):
            said = f"{len(sentence.split())} words in one sentence: “{sentence[:80]}…”"
            yield GateCheck("Plain words", False, said, name, is_advice=True)


def long_sentences(text: str) -> list[str]:
    """The sentences of more than `MOST_WORDS` words."""
    found = re.split(r"(?<=[.!?])\s+", " ".join(text.split()))
    return [sentence for sentence in found if len(sentence.split()) > MOST_WORDS]


def counted(count: int, one: str, many: str) -> str:
    """``(2, "study is", "studies are")`` → "2 studies are"."""
    return f"{count} {one if count == 1 else many}"
