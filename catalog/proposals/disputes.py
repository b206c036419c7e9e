"""Specs whose sources disagree, with everybody who says something, to be decided by a person."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from sqlmodel import Session, select

from catalog.products.document import resolve_all
from catalog.products.drafts import StatementDraft
from catalog.products.models import Product, StatementRow
from catalog.products.sources import SourceFacts, kind_of, who_says
from catalog.proposals.on_file import OnFile, on_file
from catalog.shelf.entry import read_answer
from catalog.shelf.shelf import Shelf
from catalog.specs.registry import SPECS
from catalog.specs.resolution import DISPUTED
from catalog.specs.sides import sides
from catalog.specs.spec import Spec

MOST: Final = 100
"""Disputes shown on one page; with so many open, the first ones keep a person busy."""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of a spec. ``place``: its place in the draft of its product; ``by``: its source's slug;
    ``value``: None where it does not count."""

    place: int
    text: str
    kind: str
    who: str
    source: str
    url: str | None
    strength: str
    day: str
    published: str | None
    rank: str
    note: str
    by: str
    value: Any

    @property
    def is_countable(self) -> bool:
        return self.value is not None


@dataclass(frozen=True, slots=True)
class Choice:
    """What one source says, one statement or its halves. ``value``: their places, "0+1", "" where it is none
    to choose: nobody says otherwise, or it does not count."""

    value: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Disputed:
    """A spec of one product. ``is_decided``: somebody said which statement is trusted."""

    slug: str
    title: str
    address: str
    kind: str
    is_family: bool
    version: int
    spec: Spec
    statements: tuple[Said, ...]
    is_decided: bool

    @property
    def key(self) -> str:
        return f"{self.slug}--{self.spec.key}"

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """All that is said, the halves of one source together; what others contradict can be chosen."""
        by_key = {str(one.place): one for one in self.statements}
        counting = [(key, one.by, one.value) for key, one in by_key.items() if one.is_countable]
        found = [
            Choice("+".join(side.keys) if side.is_at_odds else "", tuple(by_key[key] for key in side.keys))
            for side in sides(self.spec, counting)
        ]
        found += [Choice("", (one,)) for one in self.statements if not one.is_countable]
        return tuple(sorted(found, key=lambda choice: choice.said[0].place))


def disputed_specs(shelf: Shelf) -> tuple[tuple[str, str], ...]:
    """(slug, spec) of every spec that is disputed, by name; the product's own slug, family or not."""
    found = [
        (shelf.title(entry).casefold(), entry.slug, key)
        for entry in shelf
        for key, data in entry.answers.items()
        if read_answer(key, data)[0] == DISPUTED
    ]
    return tuple((slug, key) for _, slug, key in sorted(found))


def open(shelf: Shelf) -> int:
    """How many wait for a decision, for the dashboard. What versions have from their family counts once:
    there their answers are the same."""
    found = set()
    for slug, key in shelf.once(disputed_specs):
        entry = shelf.by_slug(slug)
        if entry is not None:
            found.add((entry.family or slug, key, entry.answer(key)))
    return len(found)


def to_decide(session: Session, shelf: Shelf) -> list[Disputed]:
    """Every open dispute, each where its statements stand: what a version has from its family, once."""
    by_slug: dict[str, OnFile | None] = {}
    found: dict[tuple[str, str], Disputed] = {}
    for slug, key in shelf.once(disputed_specs):
        holder = _holder(session, slug, key, by_slug)
        if len(found) == MOST:
            break
        if holder is not None and (holder.draft.slug, key) not in found:
            found[holder.draft.slug, key] = of_spec(holder, key)
    return list(found.values())


def _holder(session: Session, slug: str, key: str, by_slug: dict[str, OnFile | None]) -> OnFile | None:
    """The product that says it, or its family where it says nothing of it itself."""
    if slug not in by_slug:
        by_slug[slug] = on_file(session, slug)
    found = by_slug[slug]
    if found is None or found.family is None or any(s.spec == key for s in found.draft.statements):
        return found
    return _holder(session, found.family.slug, key, by_slug)


def of_spec(found: OnFile, key: str) -> Disputed:
    """All that is said of one spec in a product's own statements."""
    rows = [(place, row) for place, row in enumerate(found.draft.statements) if row.spec == key]
    return Disputed(
        found.draft.slug,
        found.title,
        found.address,
        found.draft.kind,
        found.draft.is_family,
        found.version,
        SPECS[key],
        tuple(_said(place, row, found.sources.get(row.source or "")) for place, row in rows),
        any(row.rank == "preferred" for _, row in rows),
    )


def decided(session: Session) -> list[Disputed]:
    """Specs of which a person said which statement is trusted, while another says otherwise."""
    trusted = select(Product.slug).join(StatementRow).where(StatementRow.rank == "preferred").distinct()
    found = []
    for slug in session.exec(trusted.order_by(Product.slug).limit(MOST)):
        product = on_file(session, slug)
        assert product is not None
        keys = dict.fromkeys(s.spec for s in product.draft.statements if s.rank == "preferred")
        disputes = (of_spec(product, key) for key in keys)
        found += [one for one in disputes if any(choice.value for choice in one.choices)]
    return found


def is_open(found: OnFile, key: str) -> bool:
    """Whether the own statements of a product disagree on a spec, decided in part or not."""
    said = [row for row in found.draft.statements if row.spec == key]
    resolved = resolve_all(found.draft.kind, said, found.sources).get(key)
    return resolved is not None and resolved.state == DISPUTED


def _said(place: int, row: StatementDraft, source: SourceFacts | None) -> Said:
    kind = row.kind or kind_of(source)
    countable = row.state == "known" and not row.unparsed and row.rank != "deprecated"
    value = SPECS[row.spec].kind.parse(row.says or "") if countable else None
    if countable:
        text = SPECS[row.spec].kind.show(value)
    else:
        text = row.says or (
            "the maker does not publish it" if row.state == "not_published" else "nobody looked yet"
        )
    return Said(
        place,
        text,
        kind,
        who_says(source, kind, row.known_by),
        source.title if source else "",
        source.url if source else None,
        source.strength if source else "",
        row.read_on or (source.read_on if source else ""),
        source.published if source else None,
        row.rank,
        row.note,
        row.source or "",
        value,
    )
