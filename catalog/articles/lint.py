"""What may be misspelt in a text: suggestions, never changes. Code, addresses and citations are left alone.

Four things are looked for: a word that no dictionary and no page of the catalogue has and that is close to
one that they have; a missing space after a full stop or comma; a word written twice; a sign written twice.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from spellchecker import SpellChecker

from .text import ArticleText, parse

MOST: Final = 200
"""Suggestions on one text: who wrote in another language has not misspelt every word."""
_FOREIGN: Final = 0.35
"""Share of unknown words from which on a text is taken to be in another language."""
_WORD: Final = re.compile(r"(?<![\w@#/.&’'-])[^\W\d_]+(?:[’'][^\W\d_]+)*(?![\w@/]|[’'-]\w|\.[a-z])")
_TWICE: Final = re.compile(r"\b([^\W\d_]{2,})\s+\1\b")
_MEANT_TWICE: Final = frozenset({"had", "that", "her", "bye", "very", "cha", "ha", "yeah"})
_NO_SPACE: Final = re.compile(r"(?<=[a-z0-9)”\"])([,;!?]|\.)(?=[A-Z][a-z]|(?<=[,;])[a-z]{2})")
_SIGNS: Final = re.compile(r"(?<![.!?,;:])(?:,{2,}|;{2,}|:{2,}|\.{2}(?!\.)|,\.|\.,|[!?]{3,})(?![.!?,;:])")
_SHORT: Final = re.compile(r"\b(?:etc|al|e\.g|i\.e|Inc|Ltd|Co|cf|ca|vs|No|St|Dr|p|pp)\.?$")


@dataclass(frozen=True)
class Advice:
    """Line and column, both from 1, 0 where there is none; and a sentence: "“frist”: is “first” meant?"."""

    line: int
    column: int
    said: str

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.said}" if self.line else self.said


def lint(written: str, known: Collection[str] = (), parsed: ArticleText | None = None) -> tuple[Advice, ...]:
    """Suggestions on a text in the grammar of articles, in its order.

    known: words, in small letters, that are right here whatever the dictionary says. parsed: the text, where
    it was read already.
    """
    lines = written.split("\n")
    found: list[Advice] = []
    words: list[tuple[int, str]] = []
    for line, text in _running(parsed or parse(written)):
        words += [(line, one[0]) for one in _WORD.finditer(text)]
        found += [_placed(lines, line, at, said) for at, said in _of_signs(text)]
    found += _misspelt(lines, words, known)
    found.sort(key=lambda one: (one.line, one.column, one.said))
    return tuple(dict.fromkeys(found))[:MOST]


def _running(parsed: ArticleText) -> Iterator[tuple[int, str]]:
    """Text that is neither code nor the address of a link nor a citation, with its line."""
    for token in parsed.tokens:
        if token.type != "inline":
            continue
        line, text = token.meta["line"], ""
        begun = line
        for child in token.children or ():
            if child.type in ("softbreak", "hardbreak"):
                yield begun, text
                begun, text = child.meta.get("line", begun), ""
            elif child.type == "text":
                if not text:
                    begun = child.meta.get("line", begun)
                text += child.content
            elif child.type in ("code_inline", "citation", "insertion", "image"):
                text += "\ufffc"
        yield begun, text


def _of_signs(text: str) -> Iterator[tuple[str, str]]:
    """Where, as a piece of the text, and what."""
    for found in _TWICE.finditer(text):
        if found[1].lower() not in _MEANT_TWICE:
            yield found[0], f"“{found[0]}”: the word stands there twice."
    for found in _NO_SPACE.finditer(text):
        around = re.findall(r"\S+$", text[: found.start()])[-1:] or [""]
        if "://" in around[0] or "www" in around[0] or _SHORT.search(around[0]):
            continue
        piece = f"{around[0][-20:]}{found[0]}{(re.match(r'[^ ]{1,20}', text[found.end() :]) or [''])[0]}"
        yield piece, f"“{piece}”: a space may be missing after “{found[0]}”."
    for found in _SIGNS.finditer(text):
        yield found[0], f"“{found[0]}”: the sign stands there twice."


def _placed(lines: list[str], line: int, piece: str, said: str) -> Advice:
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    return Advice(line, max(source.find(piece), 0) + 1, said)


def _misspelt(lines: list[str], words: list[tuple[int, str]], known: Collection[str]) -> Iterator[Advice]:
    spelling = _spelling()
    unknown = [(line, word) for line, word in words if not _is_known(word, known, spelling)]
    if len(words) > 20 and len(unknown) > _FOREIGN * len(words):
        return
    seen: set[str] = set()
    for line, word in unknown:
        if word in seen:
            continue
        seen.add(word)
        if meant := _meant(word, known):
            yield _placed(lines, line, word, f"“{word}”: is “{meant}” meant?")


def _is_known(word: str, known: Collection[str], spelling: SpellChecker) -> bool:
    plain = word.replace("’", "'").lower()
    if len(word) < 3 or word[1:] != word[1:].lower():
        # Short ones have too many neighbours; capitals inside make a name or a short form of one.
        return True
    stem = re.sub(r"'s$|'$", "", plain)
    if plain in known or stem in known or stem.removesuffix("s") in known:
        return True
    return any(one in spelling for one in (plain, stem, *_parts(stem), *_american(stem)))


def _american(word: str) -> Iterator[str]:
    """The American forms of a British word, for the dictionary is American."""
    for british, american in _BRITISH:
        if british in word:
            yield word.replace(british, american)


def _parts(word: str) -> Iterator[str]:
    """What a word may be made of: "microneedling" is none of the dictionary's, "needling" is."""
    for prefix in ("micro", "nano", "non", "un", "re", "over", "under", "pre", "post", "anti", "multi"):
        if word.startswith(prefix) and len(word) > len(prefix) + 3:
            yield word[len(prefix) :]


@lru_cache(maxsize=20_000)
def _corrected(word: str) -> str:
    """The nearest word of the dictionary, one letter away or two exchanged; "" for a name or for none."""
    spelling = _spelling()
    near = {one for one in spelling.candidates(word) or () if one != word}
    letters = sorted(word)
    # Two letters exchanged are the commonest slip: “Yoru” is “Your” sooner than “You”.
    return max(
        near, key=lambda one: (sorted(one) == letters, spelling.word_usage_frequency(one), one), default=""
    )


def _meant(word: str, known: Collection[str]) -> str:
    plain = word.replace("’", "'").lower()
    if not plain.isascii() or len(plain) > 25:
        return ""
    corrected = _corrected(plain)
    if not corrected:
        return ""
    common = _spelling().word_usage_frequency(corrected)
    if word[0].isupper():
        # A word in capitals is a name, unless it is close to a word that everybody uses.
        return corrected.capitalize() if common >= _COMMON else ""
    return corrected if common >= _RARE or corrected in known else ""


_COMMON: Final = 1e-4
"""How often among all words one is that everybody uses."""
_RARE: Final = 5e-7
"""How often one is that hardly anybody uses, and so hardly anybody meant."""
_BRITISH: Final = (
    ("our", "or"), ("tre", "ter"), ("bre", "ber"), ("ise", "ize"), ("isa", "iza"), ("isi", "izi"),
    ("yse", "yze"), ("lled", "led"), ("lling", "ling"), ("ogue", "og"), ("ae", "e"), ("oe", "e"),
    ("ence", "ense"), ("grey", "gray"),
)  # fmt: skip


@lru_cache(maxsize=1)
def _spelling() -> SpellChecker:
    return SpellChecker(language="en", distance=1)
