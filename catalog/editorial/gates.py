"""What is asked of several kinds of thing before they are published. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from catalog.editorial.editable import Fields, GateCheck, Writer

MOST_WORDS: Final = 40
"""Of a sentence; more are not read at once."""


def signed(byline: str, disclosure: str | None, who: Writer) -> Iterator[GateCheck]:
    """Whether somebody may sign so; ``disclosure``: of the author with that name, None for the site's own."""
    if disclosure is None:
        yield GateCheck("Disclosure", True, f"{byline} speaks; nobody signs.", "byline")
    elif who.role == "author" and byline != who.name:
        yield GateCheck("Byline", False, f"Only {byline} signs as {byline}.", "byline")
    else:
        said = f"{byline} has said what they sell, own or are paid for."
        missing = (
            f"{byline} has not said yet what they sell, own or are paid for: it stands on the author page."
        )
        yield GateCheck("Disclosure", bool(disclosure), said if disclosure else missing, "byline")


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
