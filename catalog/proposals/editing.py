"""Saving what was ticked, and what was decided of a dispute: each one change of the product."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlmodel import Session, col, select

from catalog.changes.models import Catalogue, Change
from catalog.products import editing, queries
from catalog.products.drafts import ProductDraft, SourceDraft, StatementDraft
from catalog.proposals.on_file import OnFile, on_file
from catalog.specs.registry import SPECS
from catalog.specs.sides import at_odds
from catalog.specs.units import SpecValueError

PASTED: Final = "Pasted from "
LONGEST_REASON: Final = 300


class ChangedMeanwhileError(Exception):
    """Somebody changed the product after the page was opened."""


@dataclass(frozen=True, slots=True)
class Ticked:
    """A value chosen for a spec, as the form has it."""

    spec: str
    says: str


def save_ticked(
    session: Session,
    slug: str,
    version: int,
    ticked: Sequence[Ticked],
    source: SourceDraft | str,
    day: str,
    *,
    actor: str,
) -> Change | None:
    """Each ticked value as a statement of the source: one change of the product, one more for a new source.

    ``source``: a new one, or the slug of one on file; ``day`` when it was read. Raises
    `ChangedMeanwhileError` and `InvalidDraftError`; None where all of it was on file already.
    """
    found = _held(session, slug, version)
    if isinstance(source, SourceDraft):
        reason = (PASTED + source.title)[:LONGEST_REASON]
        editing.put_source(session, source, actor=actor, reason=reason)
        new = [statement(one, source.slug, None) for one in ticked]
    else:
        known = queries.sources(session, [source])[source]
        reason = (PASTED + known.title)[:LONGEST_REASON]
        # A statement read on the day its source was read says no day of its own.
        new = [statement(one, source, None if day == known.read_on else day) for one in ticked]
    wanted = with_statements(found.draft, new)
    return editing.put_product(session, wanted, actor=actor, reason=reason)


def statement(one: Ticked, source: str, day: str | None) -> StatementDraft:
    """What a ticked value becomes; its kind follows from its source."""
    return StatementDraft(one.spec, one.says, source, read_on=day)


def with_statements(draft: ProductDraft, new: Sequence[StatementDraft]) -> ProductDraft:
    """The draft with these behind its own, those left out that stand there already."""
    stored = {(s.spec, s.source, _value(s)) for s in draft.statements}
    added = [s for s in new if (s.spec, s.source, _value(s)) not in stored]
    return replace(draft, statements=(*draft.statements, *added))


def _value(row: StatementDraft) -> object:
    """What is compared: the value, or the words of what is none and will be refused."""
    try:
        return SPECS[row.spec].kind.parse(row.says) if row.says and not row.unparsed else row.says
    except SpecValueError:
        return row.says


def decide(
    session: Session,
    slug: str,
    version: int,
    spec: str,
    places: Sequence[int] | None,
    *,
    actor: str,
    reason: str,
) -> Change | None:
    """Trust what one side says of a spec, by places in the draft; None for showing that the sources disagree.

    Raises `ChangedMeanwhileError`. What is deprecated stays so, and trusted what does not contradict this:
    of a range, one source may be trusted for one end and another for the other. None where nothing changes.
    """
    found = _held(session, slug, version)
    rows = found.draft.statements
    chosen = [_parsed(rows[place]) for place in places or ()]

    def rank(number: int, row: StatementDraft) -> str:
        if places is not None and number in places:
            return "preferred"
        if row.spec != spec or row.rank == "deprecated":
            return row.rank
        stays = places is not None and row.rank == "preferred" and _is_beside(row, chosen)
        return "preferred" if stays else "normal"

    statements = tuple(replace(row, rank=rank(number, row)) for number, row in enumerate(rows))
    wanted = replace(found.draft, statements=statements)
    return editing.put_product(session, wanted, actor=actor, reason=reason)


def _parsed(row: StatementDraft) -> Any:
    """The value of a statement, None where it has none that counts."""
    return SPECS[row.spec].kind.parse(row.says) if row.says and not row.unparsed else None


def _is_beside(row: StatementDraft, chosen: Sequence[Any]) -> bool:
    """Whether a statement contradicts none of these values."""
    value = _parsed(row)
    return value is not None and not any(
        one is None or at_odds(SPECS[row.spec], one, value) for one in chosen
    )


def _held(session: Session, slug: str, version: int) -> OnFile:
    """The product, nobody else writing until this is saved, if it is still as it was."""
    session.exec(select(Catalogue).where(Catalogue.id == 1).with_for_update()).one()
    found = on_file(session, slug)
    if found is None or found.version != version:
        raise ChangedMeanwhileError(slug)
    return found


def last_pasted(session: Session, actor: str) -> tuple[str, str]:
    """The source and the day of what somebody pasted last, over all products; "" where there is none."""
    wanted = (
        select(Change.payload)
        .where(Change.actor == actor, Change.entity_kind == "product", col(Change.reason).startswith(PASTED))
        .order_by(col(Change.number).desc())
        .limit(1)
    )
    payload = session.exec(wanted).first()
    fields = json.loads(payload)["fields"] if payload else {}
    sources = [new for name, (_, new) in fields.items() if name.endswith("/source") and new]
    days = [new for name, (_, new) in fields.items() if name.endswith("/read_on") and new]
    return (sources[-1] if sources else "", days[-1] if days else "")
