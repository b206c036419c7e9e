"""The leading review of each device, for lists and comparisons; made once for each state of the catalogue."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlmodel import Session

from catalog.db import get_database
from catalog.method import queries as methods
from catalog.method.models import Method
from catalog.method.scoring import Part, Total, can_be_compared, total
from catalog.shelf.keeper import current as current_shelf
from catalog.shelf.shelf import Shelf

from . import queries
from .drafts import ReviewDraft
from .models import Review
from .stored import draft_of_row
from .tested import parts


@dataclass(frozen=True)
class Side:
    """A review as it stands beside others: everything but its text. ``kind`` is that of its device.

    ``author`` is the name in its byline; ``parts`` are the criteria of its method with what it gave for each.
    """

    slug: str
    author: str
    kind: str
    draft: ReviewDraft
    parts: tuple[Part, ...] = ()

    @property
    def url(self) -> str:
        return f"/reviews/{self.slug}"

    @property
    def is_hands_on(self) -> bool:
        return self.draft.is_hands_on

    @property
    def method(self) -> int | None:
        """The version of the method that its scores were made by; None without scores."""
        return self.draft.method if self.total else None

    @property
    def total(self) -> Total | None:
        """Its score, or all it could be; None where nothing was scored."""
        return total(self.parts) if self.is_hands_on else None

    def by(self, method: Method) -> tuple[Part, ...]:
        """The criteria of another version of the method, with what was given for those of the same key."""
        return parts(method, self.kind, self.draft.scores)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the order of a list may know of a review: nothing of who paid for what.

    ``score``, in tenths, is there where all of it is known and may stand in one ranking with the others.
    """

    is_hands_on: bool = False
    score: int | None = None


NO_STANDING = Standing()


@dataclass(frozen=True)
class Reviewed:
    """``by_product``: the leading review of each device that has one, by the product's id.

    ``methods`` are the versions of the method by number; ``set_apart`` those by which devices were scored
    that do not stand in one ranking with the newest.
    """

    by_product: Mapping[int, Side] = field(default_factory=dict)
    methods: Mapping[int, Method] = field(default_factory=dict)
    standings: Mapping[int, Standing] = field(default_factory=dict)
    set_apart: frozenset[int] = frozenset()

    @property
    def comparable(self) -> Mapping[int, Sequence[int]]:
        """As `catalog.method.scoring` takes it."""
        return {number: method.comparable for number, method in self.methods.items()}

    @property
    def is_any_hands_on(self) -> bool:
        return any(side.is_hands_on for side in self.by_product.values())

    def of(self, product_id: int) -> Side | None:
        return self.by_product.get(product_id)


NOTHING = Reviewed()


def current() -> Reviewed:
    """The reviews at the state this request answers from."""
    return of(current_shelf())


def of(shelf: Shelf) -> Reviewed:
    """The reviews at the state of a shelf."""
    return shelf.once(_read)


def _read(shelf: Shelf) -> Reviewed:
    # The request's own session may have begun before the shelf moved on, and would answer from before.
    with get_database().reader() as session:
        return read(session)


def read(session: Session) -> Reviewed:
    """The leading review of each device: hands-on first, then the newest. A handful of statements, one where
    nothing is reviewed."""
    rows = queries.reviews(session)
    if not rows:
        return NOTHING
    leading: dict[int, Review] = {}
    for row in sorted(rows, key=lambda row: not row.is_hands_on):
        leading.setdefault(row.product_id, row)
    names = queries.author_names(session, {row.author for row in leading.values()})
    products = queries.products_of(session, leading.values())
    versions = {one.number: one for one in methods.methods(session)}
    sides: dict[int, Side] = {}
    for i, row in leading.items():
        if i in products:
            draft = draft_of_row(row, products[i].slug)
            sides[i] = Side(
                row.slug,
                names.get(row.author, row.author),
                products[i].kind,
                # A text is as long as an article, and nobody reads it here.
                replace(draft, text="", follow_ups=(), corrections=(), alternatives=()),
                parts(versions.get(row.method or 0), products[i].kind, draft.scores),
            )
    return made_of(sides, versions)


def made_of(sides: Mapping[int, Side], versions: Mapping[int, Method]) -> Reviewed:
    """The same of reviews that were read already."""
    comparable = {number: method.comparable for number, method in versions.items()}
    used = {side.method for side in sides.values() if side.method is not None}
    together = ranked_together(used, comparable)
    standings = {i: Standing(side.is_hands_on, _rank(side, together)) for i, side in sides.items()}
    return Reviewed(sides, versions, standings, frozenset(used - set(together)))


def _rank(side: Side, together: Collection[int]) -> int | None:
    found = side.total
    return found.low if found and found.is_known and side.method in together else None


def ranked_together(versions: Iterable[int], comparable: Mapping[int, Sequence[int]]) -> tuple[int, ...]:
    """The newest version, and each before it that may be ranked with all those already taken."""
    found: list[int] = []
    for number in sorted(set(versions), reverse=True):
        if all(can_be_compared(number, other, comparable) for other in found):
            found.append(number)
    return tuple(found)
