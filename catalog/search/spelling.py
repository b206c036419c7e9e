"""What a word that nothing has may have been meant to be: by letters, by sound, or two run together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import tantivy
from tantivy import Query, SchemaBuilder

SHORTEST: Final = 3
"""Letters of a word that is corrected."""
NEAR: Final = 60
"""Words looked at for one that is not known."""
HEARD: Final = 4
"""Letters that may be wrong where a word sounds the same: "eksid" for "exceed"."""
HEAP: Final = 15_000_000


def reach(word: str) -> int:
    """How many letters may be wrong: none of models ("a6"), one of short words, two of long ones."""
    if len(word) < SHORTEST or not word.isalpha():
        return 0
    return 1 if len(word) < 6 else 2


class Dictionary:
    """Words with a letter that any document has or had, found by what is nearly the same.

    Words are only ever added; whether a document still has one is for the caller to ask (``is_there``).
    """

    def __init__(self) -> None:
        builder = SchemaBuilder()
        for name in ("word", "sound"):
            builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
        builder.add_unsigned_field("number", fast=True)
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema)
        self._writer = self._index.writer(HEAP, 1)
        self._words: list[str] = []
        self._known: set[str] = set()

    def add(self, some: Iterable[str]) -> None:
        """Take in words that are not known yet."""
        new = sorted(word for word in set(some) - self._known if len(word) >= SHORTEST and word.isalpha())
        if not new:
            return
        for number, word in enumerate(new, start=len(self._words)):
            row = tantivy.Document()
            row.add_text("word", word)
            row.add_text("sound", sound(word))
            row.add_unsigned("number", number)
            self._writer.add_document(row)
        self._words.extend(new)
        self._known.update(new)
        self._writer.commit()
        self._index.reload()

    def near(self, word: str, having: Callable[[str], int]) -> list[tuple[int, str]]:
        """Words that may be meant, each with what it costs, the likeliest first.

        having: how many documents have a word. A letter costs 2.
        """
        allowed = reach(word)
        if not allowed:
            return []
        found = set(self._search(Query.fuzzy_term_query(self._schema, "word", word, allowed)))
        found |= set(self._search(Query.term_query(self._schema, "sound", sound(word))))
        found.discard(word)
        alive = ((one, count) for one in found if (count := having(one)) > 0)
        return [(cost, one) for cost, _, one in sorted(self._ranked(word, alive))]

    def _search(self, query: Any) -> Iterator[str]:
        searcher = self._index.searcher()
        hits = searcher.search(query, NEAR * 8, count=False).hits
        numbers = searcher.fast_field_values("number", [address for _, address in hits])
        return (self._words[int(number or 0)] for number in numbers)

    @staticmethod
    def _ranked(word: str, some: Iterable[tuple[str, int]]) -> Iterator[tuple[int, int, str]]:
        heard = sound(word)
        for one, count in some:
            wrong = distance(word, one)
            # The first letter is seldom wrong, and what sounds the same is often meant.
            cost = 2 * wrong + (one[0] != word[0])
            if sound(one) == heard and wrong <= HEARD:
                yield min(cost - 1, 3), -count, one
            elif wrong <= reach(word):
                yield cost, -count, one


def distance(first: str, second: str) -> int:
    """How many letters were changed, left out, added or swapped with their neighbour (optimal alignment)."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for at, letter in enumerate(first, start=1):
        now = [at]
        for place, other in enumerate(second, start=1):
            cost = min(row[place] + 1, now[-1] + 1, row[place - 1] + (letter != other))
            if at > 1 and place > 1 and letter == second[place - 2] and first[at - 2] == other:
                cost = min(cost, before[place - 2] + 1)
            now.append(cost)
        before, row = row, now
    return row[-1]


_HEARD: Final = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        ("sch|sh", "s"), ("ph", "f"), ("ck|qu|q|ch|c(?![eiy])", "k"), ("c", "s"), ("x", "ks"), ("z", "s"),
        ("gh|(?<=[rt])h", ""), ("y", "i"), ("w", "v"), ("ee|ea|ie|ei", "i"), ("oo|ou", "u"), ("ae|ai", "e"),
        (r"(.)\1+", r"\1"), ("(?<=[a-z])e$", ""), ("(?<=[b-df-hj-np-tv-z])[aeiou](?=[lrn]$)", "e"),
    )
)  # fmt: skip


def sound(word: str) -> str:
    """A rough writing of how a word sounds: "eksid" and "exceed" are the same."""
    for pattern, said in _HEARD:
        word = pattern.sub(said, word)
    return word


def split(word: str, having: Callable[[str], int]) -> tuple[str, str] | None:
    """Two words that there are, run together: "skinpenprecision" → "skinpen", "precision"; None where none.

    Of several ways that whose rarer word is the most frequent.
    """
    best: tuple[int, str, str] | None = None
    for at in range(2, len(word) - 1):
        first, second = word[:at], word[at:]
        least = min(having(first), having(second))
        if least and (best is None or least > best[0]):
            best = (least, first, second)
    return best[1:] if best else None
