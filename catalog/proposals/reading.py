"""A pasted product page as proposed statements, each with the sentence it came from. Pure; saves nothing.

What is proposed can be parsed by its spec's kind as it stands. Where a sentence may speak of something else,
or two sentences differ, that is said beside the proposal, and nothing is chosen for the person who reads it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from catalog.proposals.doubts import Products, begins_others, doubt
from catalog.proposals.found import SURE, UNSURE, Found, Unread
from catalog.proposals.plain import MOST, as_plain
from catalog.proposals.prices import Price, prices
from catalog.proposals.proposal import Proposal, as_written, settled
from catalog.proposals.sentence import read
from catalog.proposals.splitting import Piece, split
from catalog.specs.registry import SPECS
from catalog.specs.units import SpecValueError

MOST_OF_ONE: Final = 6
"""Different values proposed for one spec; a page that gives more is about several products."""
MOST_LISTED: Final = 100
"""Sentences shown as not understood, and prices shown."""
_ANOTHER: Final = "The sentence names another product."
_ELSEWHERE: Final = "It stands under the name of another product."


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A sentence that names a spec whose value could not be read from it."""

    spec: str
    sentence: str
    at: int
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in ``text``, the pasted page without tags, and what was left over of it."""

    text: str
    proposals: tuple[Proposal, ...] = ()
    not_understood: tuple[NotUnderstood, ...] = ()
    prices: tuple[Price, ...] = ()
    left_over: tuple[str, ...] = ()


def reading(
    pasted: str, product_kind: str, *, own: Iterable[str] = (), others: Iterable[str] = ()
) -> Reading:
    """Read a page about a product of this kind; ``own`` are its names, ``others`` those of other products.

    Only the first `MOST` characters are read. Time grows with the length of the text and no faster.
    """
    text = as_plain(pasted[:MOST])
    products = Products(own, others)
    proposals: list[Proposal] = []
    unread: list[NotUnderstood] = []
    seen_prices: list[Price] = []
    left: list[str] = []
    for piece, elsewhere in _with_subject(split(text), products):
        found_prices = prices(piece.text, piece.start)
        seen_prices += found_prices
        given = list(_given(piece, product_kind))
        subject = elsewhere or (_ANOTHER if products.names_another(piece.text) else "")
        why_not = subject or doubt(piece.text)
        for one in given:
            if isinstance(one, Found):
                # When to replace a part is advice, whoever states it.
                proposals.append(_proposal(piece, one, subject if one.spec == "replacement" else why_not))
        unread += [_not_understood(piece, one) for one in given if isinstance(one, Unread)]
        if not given and not found_prices:
            left.append(piece.text)
    return Reading(
        text,
        tuple(_settled(proposals)),
        tuple(unread[:MOST_LISTED]),
        tuple(seen_prices[:MOST_LISTED]),
        tuple(left),
    )


def _with_subject(pieces: Sequence[Piece], products: Products) -> Iterator[tuple[Piece, str]]:
    """Each piece, and why it is of another product where a heading above it says so."""
    elsewhere = ""
    for piece in pieces:
        if products.names_own(piece.text):
            elsewhere = ""
        elif begins_others(piece.text) or (
            piece.is_heading and products.names_another(piece.text) and _is_name(piece)
        ):
            elsewhere = _ELSEWHERE
        yield piece, elsewhere


def _is_name(piece: Piece) -> bool:
    """Whether a heading is hardly more than a name: it does not say "compatible with …"."""
    return not doubt(piece.text) and len(piece.text) <= 50


def _given(piece: Piece, product_kind: str) -> Iterator[Found | Unread]:
    """What the piece gives, as its kind writes it; what the kind does not take is said to be unread."""
    for one in read(piece, product_kind):
        if isinstance(one, Unread):
            yield one
            continue
        try:
            yield replace(one, says=as_written(one.spec, one.says))
        except SpecValueError as error:
            yield Unread(one.spec, one.start, one.end, str(error))


def _proposal(piece: Piece, one: Found, why_not: str) -> Proposal:
    note = why_not or one.doubt
    start, end = piece.start + one.start, piece.start + one.end
    sureness = UNSURE if note else SURE
    return Proposal(
        one.spec, one.says, piece.text, piece.start, start, end, one.why, sureness, note, bool(why_not)
    )


def _not_understood(piece: Piece, one: Unread) -> NotUnderstood:
    start, end = piece.start + one.start, piece.start + one.end
    return NotUnderstood(one.spec, piece.text, piece.start, start, end, one.why)


def _settled(proposals: list[Proposal]) -> Iterator[Proposal]:
    """Proposals by spec, in the order of the registry: each value once, and those that differ with a note."""
    for key in SPECS:
        kept = settled(key, [one for one in proposals if one.spec == key])
        yield from kept[:MOST_OF_ONE]
