"""Why something was found, in words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .documents import Document
from .folding import joined, words
from .plan import Alternative, Part


def why(document: Document, parts: Sequence[Part], text_words: frozenset[str] | None = None) -> str:
    """What of a document was found: its name, another name, a word that means the same, or its text.

    ``text_words``: all words it has, where not every part need be in it: what it lacks is named.
    """
    heads = _words([document.title])
    if all(_has(part, heads) for part in parts):
        return "In its name"
    for alias in document.aliases:
        said = heads | _words([alias])
        if all(_has(part, said) for part in parts) and _is_whole(alias, parts):
            return _by(document.kind, alias)
    if text_words is not None:
        every = heads | _words(document.aliases) | text_words
        lacking = [
            " ".join(part.asked) for part in parts if not _has(part, every) and not _means(part, every)
        ]
        if lacking:
            return "Without " + " and ".join(f"“{one}”" for one in lacking)
    names = heads | _words(document.aliases)
    for part in parts:
        if not _has(part, names) and (other := _means(part, names)):
            return f"“{' '.join(other.phrase)}” is searched for “{' '.join(part.asked)}”, too"
    some = any(_has(part, names) for part in parts)
    return "In its name and its text" if some else "In its text"


def _is_whole(alias: str, parts: Sequence[Part]) -> bool:
    """Whether all of a DOI was asked for: its beginning is that of everything from one publisher."""
    asked = {word for part in parts for word in part.asked}
    return not alias.startswith("10.") or asked.issuperset(words(alias))


def _by(kind: str, alias: str) -> str:
    """What a thing was found by, where that is no part of its title."""
    if kind == "study":
        if alias.startswith("10."):
            return f"DOI {alias}"
        return f"PMID {alias}" if alias.isdigit() else f"By {alias}"
    if kind == "review":
        return f"It reviews “{alias}”"
    if kind == "article":
        return f"Filed under “{alias}”"
    return f"Also called “{alias}”"


def _words(texts: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for text in texts:
        said = words(text)
        found.update(said, joined(said))
    return frozenset(found)


def _has(part: Part, said: frozenset[str]) -> bool:
    return all(part.inner) and all(any(one.phrase[0] in said for one in some) for some in part.inner)


def _means(part: Part, said: frozenset[str]) -> Alternative | None:
    return next((one for one in part.others if said.issuperset(one.phrase)), None)
