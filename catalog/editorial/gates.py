"""What is asked of several kinds of thing before they are published. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, Protocol

from catalog.editorial.editable import Fields, GateCheck, Writer

MOST_WORDS: Final = 40
"""Of a sentence; more are not read at once."""


_KEPT_OFF: Final = re.compile(
    r"\b(?:clinically proven|best for scars|home limit|(?:is|are|completely|perfectly) safe)\b", re.IGNORECASE
)
_INDEPENDENT: Final = re.compile(r"\bindependent(?:ly)?\b", re.IGNORECASE)


class Signer(Protocol):
    """Who signs: an author."""

    slug: str
    name: str
    disclosure: str


def signed(byline: str, author: Signer | None, who: Writer) -> Iterator[GateCheck]:
    """Whether somebody may sign so; ``author``: the one with that name, None for the site's own."""
    if author is None:
        yield GateCheck("Disclosure", True, f"{byline} speaks; nobody signs.", "byline")
    elif who.role == "author" and byline != who.name:
        yield GateCheck("Byline", False, f"Only {byline} signs as {byline}.", "byline")
    else:
        yield disclosed(author, "byline")


def disclosed(author: Signer, field: str) -> GateCheck:
    """Whether readers are told what ties an author to what they write of; ``field``: where they sign."""
    if author.disclosure:
        return GateCheck(
            "Disclosure", True, f"{author.name} has said what they sell, own or are paid for.", field
        )
    said = (
        f"{author.name} has not said yet what they sell, own or are paid for. "
        f"It stands on the author page: write it at /desk/authors/{author.slug}, or “none” if that is so."
    )
    return GateCheck("Disclosure", False, said, field)


def kept_off(texts: Iterable[tuple[str, str]], *, is_own: bool = False) -> Iterator[GateCheck]:
    """Words this site does not use itself, in pairs of field and text: advice, for one may quote them.

    ``is_own``: it is about our own product. Then “independent” holds publishing back (16 CFR 465).
    """
    for field, text in texts:
        for found in dict.fromkeys(one.lower() for one in _KEPT_OFF.findall(text)):
            said = f"“{found}” is not for this site to say, unless it is quoted."
            yield GateCheck("Words", False, said, field, is_advice=True)
        if is_own and (word := _INDEPENDENT.search(text)):
            said = f"“{word[0]}” cannot be said where the product is our own."
            yield GateCheck("Words", False, said, field)


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
