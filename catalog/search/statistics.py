"""How many documents there are, and how many have a word: exact at every version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log
from typing import Any


@dataclass(frozen=True)
class Statistics:
    """Counts of the first build, and how far edits have moved them.

    What was deleted is in Tantivy's counts until it is merged, and nobody is told when; the searcher of the
    build is as it was, and what came and went since is counted here.
    """

    built: Any
    documents: int
    moved: Mapping[str, int] = field(default_factory=dict)

    def having(self, word: str) -> int:
        """How many documents have a word anywhere."""
        counted: int = self.built.doc_freq("every", word)
        return counted + self.moved.get(word, 0)

    def beginning(self, letters: str, most: int) -> list[str]:
        """Words that begin with these letters, those that most documents have first."""
        moved = [word for word in self.moved if word.startswith(letters)]
        # As many more as have moved: those that did not are then enough.
        counted: dict[str, int] = dict(
            self.built.terms_with_prefix("every", letters, None, most + len(moved))
        )
        counted.update((word, self.having(word)) for word in moved)
        alive = sorted((-count, word) for word, count in counted.items() if count > 0)
        return [word for _, word in alive[:most]]

    def of_kind(self, kind: str) -> int:
        """How many documents of a kind there were at the first build: roughly, what it costs to go through
        them."""
        counted: int = self.built.doc_freq("kind", kind)
        return counted

    def weight(self, word: str) -> int:
        """How much a word tells, in tenths of BM25's inverse document frequency; a whole number from 1 on.

        Whole numbers add up to the same in any order, which floats would not.
        """
        having = self.having(word)
        return max(1, round(10 * log(1 + (self.documents - having + 0.5) / (having + 0.5))))

    def changed(self, gone: Iterable[Iterable[str]], come: Iterable[Iterable[str]]) -> Statistics:
        """The counts after documents with these words went and came."""
        moved, documents = dict(self.moved), self.documents
        for step, some in ((-1, gone), (1, come)):
            for said in some:
                documents += step
                for word in said:
                    moved[word] = moved.get(word, 0) + step
        return Statistics(self.built, documents, {word: by for word, by in moved.items() if by})
