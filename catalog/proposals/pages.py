"""What the pages of this room show, finished."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session

from catalog.desk.csrf import DeskForm
from catalog.desk.frame import DeskPage
from catalog.people.sessions import SignedIn
from catalog.products.sources import SourceFacts
from catalog.proposals import completeness, disputes
from catalog.proposals.completeness import Completeness, Summary
from catalog.proposals.disputes import Disputed
from catalog.proposals.on_file import DISAGREES, NEW, OnFile, beside
from catalog.proposals.prices import Price
from catalog.proposals.proposal import Proposal
from catalog.proposals.reading import Reading
from catalog.proposals.sent import Typed
from catalog.shelf.cell import PLURALS
from catalog.shelf.shelf import Shelf
from catalog.specs.registry import SPECS
from catalog.specs.spec import ALL, Spec
from catalog.specs.units import SpecValueError

STATES: Final = {
    "new": "Nothing is on file.",
    "same": "The same is on file:",
    "agrees": "On file, not against it:",
    "disagrees": "On file, and against it:",
}


@dataclass(frozen=True)
class Marked:
    """A sentence with the words it was read from."""

    before: str
    words: str
    after: str


@dataclass(frozen=True)
class ProposedRow:
    """One proposal in the form. ``spec`` and ``says`` are what was typed, where somebody did."""

    number: int
    spec: str
    says: str
    is_ticked: bool
    sentence: Marked
    why: str
    note: str
    state: str
    state_words: str
    on_file: str
    error: str = ""

    @property
    def is_against(self) -> bool:
        return self.state == DISAGREES


@dataclass(frozen=True)
class NotRead:
    """A sentence that names a spec and gave no value."""

    label: str
    sentence: Marked
    why: str


@dataclass(frozen=True, kw_only=True)
class PastePage(DeskPage):
    """`/desk/devices/<slug>/paste`, both steps; the first has no rows. ``saved``: what a save just did."""

    product: OnFile
    form: DeskForm
    address: str
    sources: tuple[SourceFacts, ...]
    specs: tuple[Spec, ...]
    is_read: bool = False
    rows: tuple[ProposedRow, ...] = ()
    not_read: tuple[NotRead, ...] = ()
    prices: tuple[Price, ...] = ()
    left_over: tuple[str, ...] = ()
    saved: bool = False
    may_draft: bool = False

    @property
    def sure(self) -> tuple[ProposedRow, ...]:
        return tuple(row for row in self.rows if not row.note)

    @property
    def unsure(self) -> tuple[ProposedRow, ...]:
        return tuple(row for row in self.rows if row.note)


@dataclass(frozen=True, kw_only=True)
class CompletenessPage(DeskPage):
    """`/desk/completeness`. ``kinds``: (key, words, how many, whether shown)."""

    summary: Summary
    kinds: tuple[tuple[str, str, int, bool], ...]
    required: tuple[tuple[str, tuple[Spec, ...]], ...]
    products: tuple[Completeness, ...]
    number: int
    pages: int
    kind: str


@dataclass(frozen=True)
class ToDecide:
    """A dispute and its form."""

    dispute: Disputed
    form: DeskForm
    history: str


@dataclass(frozen=True, kw_only=True)
class DisputesPage(DeskPage):
    """`/desk/disputes`."""

    open: tuple[ToDecide, ...]
    decided: tuple[ToDecide, ...]
    waiting: int
    undo: str = ""

    @property
    def open_keys(self) -> frozenset[str]:
        """What is open stands there only, decided in part or not."""
        return frozenset(one.dispute.key for one in self.open)


def rows(read: Reading, found: OnFile, typed: Typed | None = None) -> tuple[ProposedRow, ...]:
    """The proposals beside what is on file; sure and new ones are ticked until somebody says otherwise."""
    return tuple(_row(number, one, read, found, typed) for number, one in enumerate(read.proposals))


def _row(number: int, one: Proposal, read: Reading, found: OnFile, typed: Typed | None) -> ProposedRow:
    spec = typed.specs.get(number, one.spec) if typed else one.spec
    says = typed.says.get(number, one.says) if typed else one.says
    try:
        against = beside(spec, SPECS[spec].kind.parse(says), found)
    except (KeyError, SpecValueError):
        spec = spec if spec in SPECS else one.spec
        against = beside(one.spec, one.value, found)
    ticked = number in typed.ticked if typed else one.is_sure and against.state == NEW
    return ProposedRow(
        number,
        spec,
        says,
        ticked,
        marked(read.text, one.at, len(one.sentence), one.start, one.end),
        one.why,
        one.note,
        against.state,
        STATES[against.state],
        against.words,
        typed.errors.get(number, "") if typed else "",
    )


def marked(text: str, at: int, length: int, start: int, end: int) -> Marked:
    """A sentence of the text with its words apart."""
    return Marked(text[at:start], text[start:end], text[end : at + length])


def not_read(read: Reading) -> tuple[NotRead, ...]:
    return tuple(
        NotRead(
            SPECS[one.spec].label, marked(read.text, one.at, len(one.sentence), one.start, one.end), one.why
        )
        for one in read.not_understood
    )


PER_PAGE: Final = 50


def completeness_page(shelf: Shelf, who: SignedIn, kind: str, number: int) -> CompletenessPage:
    """All products or those of a kind, what lacks most first. A kind that does not exist is all."""
    everything = shelf.once(completeness.of_all)
    kind = kind if kind in ALL else ""
    chosen = tuple(one for one in everything if not kind or one.kind == kind)
    pages = max(1, -(-len(chosen) // PER_PAGE))
    number = min(max(number, 1), pages)
    counts = {one: len([p for p in everything if p.kind == one]) for one in ALL}
    kinds = [("", "All", len(everything), not kind)]
    kinds += [(one, PLURALS[one].capitalize(), counts[one], one == kind) for one in ALL]
    return CompletenessPage(
        who=who,
        summary=completeness.summed(chosen),
        kinds=tuple(kinds),
        required=tuple(
            (PLURALS[one].capitalize(), completeness.REQUIRED[one]) for one in ALL if kind in ("", one)
        ),
        products=chosen[PER_PAGE * (number - 1) : PER_PAGE * number],
        number=number,
        pages=pages,
        kind=kind,
    )


def disputes_page(
    session: Session,
    shelf: Shelf,
    who: SignedIn,
    form_of: Callable[[Disputed], DeskForm],
    *,
    trouble: str = "",
    done: str = "",
    undo: str = "",
) -> DisputesPage:
    """Every dispute with its form."""

    def to_decide(found: Sequence[Disputed]) -> tuple[ToDecide, ...]:
        return tuple(ToDecide(one, form_of(one), f"/desk{one.address}/changes") for one in found)

    return DisputesPage(
        who=who,
        trouble=trouble,
        done=done,
        open=to_decide(disputes.to_decide(session, shelf)),
        decided=to_decide(disputes.decided(session)),
        waiting=disputes.open(shelf),
        undo=undo,
    )
