"""The projection that is searched: at a version, advanced change by change, rebuilt from nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlmodel import Session

from catalog.changes.queries import changes_since, current_version
from catalog.shelf.shelf import Shelf

from . import asking, gathering
from .correcting import Meant, meant
from .documents import Document, place
from .folding import squashed
from .found import KINDS, Found, Group, Hit, Piece, Suggestion
from .plan import FREQUENT, Part, plan, read
from .ranking import WEIGHED, Question, Ranked, top, weighed
from .snippets import snippet
from .spelling import Dictionary
from .statistics import Statistics
from .store import Store, cut, read_document, stored
from .synonyms import Synonyms
from .telling import why

TIERS: Final = (asking.IS_WHOLE["called"], asking.BEGINS, asking.ALL_IN["names"])
"""From these weights on a name is what was typed, begins with it, has all words."""
REMEMBERED: Final = 500
COUNTED: Final = 50
"""Beginnings whose words are kept in memory, and questions whose counts are."""


@dataclass(frozen=True)
class SearchIndex:
    """Everything public at ``version``. Never changed: `advanced` makes the next, from the newest only.

    ``rewritten``: kind and id of the documents that were written or taken out to come here.
    """

    version: int
    rewritten: tuple[tuple[str, int], ...]
    _store: Store = field(repr=False)
    _searcher: Any = field(repr=False)
    _statistics: Statistics = field(repr=False)
    _dictionary: Dictionary = field(repr=False)
    _synonyms: Synonyms = field(repr=False)
    _begun: dict[tuple[str, int], list[str]] = field(
        repr=False, init=False, compare=False, default_factory=dict
    )
    _counted: dict[tuple[Part, ...], dict[str, int]] = field(
        repr=False, init=False, compare=False, default_factory=dict
    )
    """What `beginning` found, and how many of each kind have some parts: one search asks the same several
    times over."""

    @classmethod
    def rebuilt(cls, session: Session, shelf: Shelf) -> SearchIndex:
        """The index from nothing. ``session`` has begun after the shelf was made."""
        version = min(shelf.version, current_version(session))
        return cls.of(gathering.documents(session, shelf), gathering.synonyms(session), version)

    @classmethod
    def of(cls, documents: Iterable[Document], synonyms: Synonyms, version: int = 0) -> SearchIndex:
        """An index of these documents."""
        store, dictionary = Store(), Dictionary()
        every: set[str] = set()
        number = 0
        for document in documents:
            said = cut(document)
            store.add(document, said)
            every |= said.every
            number += 1
        dictionary.add(every)
        searcher = store.built()
        statistics = Statistics(searcher, number)
        return cls(version, (), store, searcher, statistics, dictionary, synonyms)

    def advanced(self, session: Session, shelf: Shelf) -> SearchIndex:
        """The index at the state of this shelf; reads and writes only what the changes since concern."""
        changes = changes_since(session, self.version)
        wanted = gathering.concerned(session, changes)
        synonyms = gathering.synonyms(session) if wanted.are_synonyms else self._synonyms
        advanced = replace(self, version=shelf.version, rewritten=(), _synonyms=synonyms)
        orders = sorted(place(*key) for key in wanted.keys)
        if not orders:
            return advanced
        old = list(stored(self._searcher, orders))
        return advanced.replaced(old, list(gathering.documents(session, shelf, wanted)))

    def replaced(self, old: Iterable[Document], new: Iterable[Document]) -> SearchIndex:
        """The index with some documents as they are now; those that are as they were are not written."""
        before = {one.order: one for one in old}
        after = {one.order: one for one in new}
        changed = sorted(n for n in before.keys() | after.keys() if before.get(n) != after.get(n))
        if not changed:
            return self
        gone = [cut(before[order]).every for order in changed if order in before]
        come = {order: cut(after[order]) for order in changed if order in after}
        for order in changed:
            if order in before:
                self._store.remove(order)
            if order in come:
                self._store.add(after[order], come[order])
        self._dictionary.add({word for said in come.values() for word in said.every})
        return replace(
            self,
            rewritten=tuple((before.get(order) or after[order]).key for order in changed),
            _searcher=self._store.commit(),
            _statistics=self._statistics.changed(gone, [said.every for said in come.values()]),
        )

    # -- what a plan asks ---------------------------------------------------------------------------------

    def having(self, word: str) -> int:
        """How many documents have a word."""
        return self._statistics.having(word)

    def beginning(self, letters: str, most: int) -> list[str]:
        """Words that begin with these letters, the most frequent first."""
        found = self._begun.get((letters, most))
        if found is None:
            found = self._statistics.beginning(letters, most)
            if len(self._begun) >= REMEMBERED:
                self._begun.clear()
            self._begun[letters, most] = found
        return found

    def near(self, word: str) -> list[tuple[int, str]]:
        """Words that may be meant by one that nothing has, with what each costs, the likeliest first."""
        return self._dictionary.near(word, self.having)

    def count(self, parts: Sequence[Part], kinds: Sequence[str], field: str = "every") -> int:
        """How many documents of these kinds have all parts."""
        if field != "every":
            return self.counted(asking.matching(parts, field), kinds)
        return sum(self._counts(parts, kinds).values())

    def counted(self, query: Any, kinds: Sequence[str]) -> int:
        """How many documents of these kinds a question finds."""
        return int(self._searcher.search(asking.scored([*asking.kinds(kinds), query], []), 1).count)

    def plan(self, asked: Sequence[str], *, is_typing: bool = False) -> list[Part]:
        """What is asked, with all that may stand for it."""
        return plan(asked, self, self._synonyms, is_typing=is_typing)

    # -- searching ----------------------------------------------------------------------------------------

    def find(
        self, text: str, kinds: Collection[str] | None = None, most: int = 5, *, exact: bool = False
    ) -> Found:
        """What is found for a text, by kind, ``most`` of each. ``exact``: its spelling is not corrected.

        Never raises, whatever the text is.
        """
        asked, is_cut = read(text)
        wanted = [kind for kind in KINDS if kinds is None or kind in kinds]
        if not asked or not wanted:
            return Found(is_cut=is_cut)
        what = meant(self, asked, wanted, exact=exact)
        groups = self._groups(what, wanted, most)
        total = sum(group.count for group in groups)
        corrected = " ".join(what.asked) if what.is_corrected and total else None
        missing = what.missing if total else tuple(asked)
        return Found(groups, total, corrected, missing, is_cut)

    def suggest(self, text: str, most: int = 8) -> tuple[Suggestion, ...]:
        """Things whose names begin as what is being typed, then those that have it; from two letters on."""
        asked, _ = read(text)
        ranked = self._beginning(asked, most)
        if asked and len(ranked) < most:
            what = meant(self, asked, KINDS, exact=False, is_typing=True)
            found = {one.order: one for one in ranked}
            for one in top(self._searcher, self._question(what), most, what.total):
                found.setdefault(one.order, one)
            ranked = list(found.values())[:most]
        shown = (read_document(self._searcher, one.address) for one in ranked)
        return tuple(Suggestion(one.title, one.url, one.kind, one.line) for one in shown)

    def _beginning(self, asked: Sequence[str], most: int) -> list[Ranked]:
        """Things whose titles begin with what is typed."""
        parts = [Part((word,), ()) for word in asked]
        begins = asking.beginning(squashed(asked))
        if begins is None:
            return []
        weighing = asking.weighing(parts, asking.levels(parts, asked), self._weight)
        question = Question([asking.silent(begins)], weighing, ())
        return top(self._searcher, question, most, self.counted(question.must[0], KINDS))

    def product_ids(self, text: str) -> frozenset[int]:
        """Ids of the devices and cartridges that `find` finds."""
        asked, _ = read(text)
        if not asked:
            return frozenset()
        wanted = ("device", "cartridge")
        what = meant(self, asked, wanted, exact=False)
        query = asking.scored([*asking.kinds(wanted), what.query], [])
        hits = self._searcher.search(query, max(1, self._searcher.num_docs), count=False).hits
        orders = self._searcher.fast_field_values("order", [address for _, address in hits])
        return frozenset(order & (1 << 40) - 1 for order in orders)

    def _weight(self, word: str) -> int:
        return 0 if self.having(word) > FREQUENT else self._statistics.weight(word)

    def _question(self, what: Meant) -> Question:
        levels = [level for level in asking.levels(what.parts, what.asked) if self._may_be_there(level)]
        return Question([what.query], asking.weighing(what.parts, levels, self._weight), levels)

    def _may_be_there(self, level: asking.Level) -> bool:
        """False where no document is of this level. Few names are looked up quickly: to find there is none
        costs less than to look for it among all that is found, kind by kind."""
        return level.weight < asking.BEGINS or self.counted(level.query, KINDS) > 0

    def _groups(self, what: Meant, kinds: Sequence[str], most: int) -> tuple[Group, ...]:
        if not what.total:
            return ()
        question = self._question(what)
        ranked: dict[str, list[Ranked]] = {}
        counts: dict[str, int] = {}
        if what.total > WEIGHED and what.is_loose:
            counts = {kind: n for kind in kinds if (n := self.counted(what.query, [kind]))}
        elif what.total > WEIGHED:
            counts = self._counts(what.parts, kinds)
        few = [kind for kind in counts or kinds if counts.get(kind, 0) <= WEIGHED]
        if few and sum(counts.get(kind, 0) for kind in few) <= WEIGHED:
            for one in weighed(self._searcher, question.of(*few)):
                ranked.setdefault(one.kind, []).append(one)
        for kind, count in counts.items():
            if kind not in ranked:
                ranked[kind] = top(self._searcher, question.of(kind), most, count)
        found = [
            (kind, ranked[kind][:most], counts.get(kind, len(ranked[kind])))
            for kind in kinds
            if kind in ranked
        ]
        found.sort(key=lambda one: sum(one[1][0].weight < tier for tier in TIERS))
        return tuple(Group(kind, count, self._hits(some, what)) for kind, some, count in found)

    def _counts(self, parts: Sequence[Part], kinds: Sequence[str]) -> dict[str, int]:
        """How many documents of each of these kinds have all parts; without kinds that have none."""
        key = tuple(parts)
        found = self._counted.get(key)
        if found is None:
            query = asking.matching(parts)
            word = parts[0].only_word if len(parts) == 1 else None
            found = self._counts_of(word, query) if word else asking.by_kind(self._searcher, query)
            if len(self._counted) >= COUNTED:
                self._counted.clear()
            self._counted[key] = found
        return {kind: n for kind in KINDS if kind in kinds and (n := found.get(kind))}

    def _counts_of(self, word: str, query: Any) -> dict[str, int]:
        """The same of one word. How many have it is known, so that the kind that most documents are of has
        what is left of all: to count it would cost the most."""
        there = [kind for kind in KINDS if self._searcher.doc_freq("kind", kind)]
        most = max(there, key=self._statistics.of_kind, default=KINDS[0])
        found = {kind: self.counted(query, [kind]) for kind in there if kind != most}
        found[most] = self.having(word) - sum(found.values())
        return found

    def _hits(self, ranked: Sequence[Ranked], what: Meant) -> tuple[Hit, ...]:
        return tuple(_hit(read_document(self._searcher, one.address), what) for one in ranked)


def _hit(document: Document, what: Meant) -> Hit:
    pieces: tuple[Piece, ...] = snippet(document.text, what.hits) if document.text else ()
    every = cut(document).every if what.is_loose else None
    return Hit(
        document.kind,
        document.slug,
        document.title,
        document.url,
        document.line,
        pieces,
        why(document, what.parts, every),
    )
