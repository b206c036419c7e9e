"""What becomes of a report: a statement with its source, a correction, or nothing. The caller commits.

A statement that takes the place of one on file corrects it: its change is in the log, and so it is in the
list of corrections, with the number of the report as its reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from sqlmodel import Session, func, select

from catalog import clock
from catalog.changes.models import Change
from catalog.products import editing, queries
from catalog.products.drafts import InvalidDraftError, Problem, ProductDraft, SourceDraft, StatementDraft
from catalog.products.models import Product
from catalog.reports.models import Report
from catalog.specs.registry import SPECS
from catalog.specs.units import SpecValueError

_QUANTITY: Final = re.compile(
    r"(?:\b(?:up to|from)\s+)?\d[\d.,\s]*(?:(?:–|-|to)\s*\d[\d.,]*)?\s*[A-Za-zµ%]{0,6}",
    re.ASCII | re.IGNORECASE,
)
"""A number with its unit, and with the words that make a limit of it."""
BESIDE: Final = -1
"""The place of a statement that takes no other's."""


class ChangedMeanwhileError(Exception):
    """Somebody saved the product after the form was opened."""


class DoneAlreadyError(Exception):
    """Somebody else has answered the report."""


@dataclass(frozen=True)
class Answer:
    """What is to be recorded. ``source``: a new one, or the slug of one on file; ``replaces``: the place of a
    statement among those of the product, or `BESIDE`; ``version``: the product's last change that was seen.
    """

    product: str
    spec: str
    says: str
    source: SourceDraft | str
    day: str
    replaces: int
    version: int


def last_change(session: Session, product: Product) -> int:
    """Number of the last change of a product."""
    query = select(func.max(Change.number)).where(
        Change.entity_kind == "product", Change.entity_id == product.id
    )
    return session.exec(query).one() or 0


def accept(session: Session, report: Report, answer: Answer, *, author: str) -> Change | None:
    """Save the answer as a statement of its product, and close the report; None where it is on file already.

    Raises `InvalidDraftError` with what is wrong by field ("says", "source …"), `ChangedMeanwhileError` and
    `DoneAlreadyError`; nothing is written then, but for the caller to roll back.
    """
    _is_open(report)
    product = queries.product_by_slug(session, answer.product)
    if product is None or product.id is None or not product.document:
        raise InvalidDraftError([Problem("product", f"There is no product “{answer.product[:80]}”.")])
    if last_change(session, product) != answer.version:
        raise ChangedMeanwhileError
    draft = queries.drafts(session, [product.id])[product.id]
    _check(draft, answer)
    is_correction = answer.replaces != BESIDE
    reason = f"Correction after report {report.id}" if is_correction else f"Answer to report {report.id}"
    if isinstance(answer.source, SourceDraft):
        editing.put_source(session, answer.source, actor=author, reason=reason)
    wanted = replace(draft, statements=_with(session, draft, answer))
    change = editing.put_product(session, wanted, actor=author, reason=reason)
    if change is not None:
        words = f"{SPECS[answer.spec].label}: {answer.says}"
        _close(session, report, "correction" if is_correction else "statement", words, author, change.number)
    return change


def corrected(session: Session, report: Report, words: str, number: int, *, author: str) -> None:
    """Close a report by a change that was made elsewhere. Raises ValueError where there is no such change."""
    _is_open(report)
    if session.get(Change, number) is None:
        raise ValueError(f"There is no change {number}.")
    _close(session, report, "correction", words, author, number)


def nothing(session: Session, report: Report, words: str, *, author: str) -> None:
    """Close a report without a change, and keep why."""
    _is_open(report)
    _close(session, report, "nothing", words, author, None)


def reopen(session: Session, report: Report) -> None:
    """Take a report up again; what was changed for it stays as it is."""
    report.done_on, report.outcome, report.answer = None, "", ""
    report.answered_by, report.change_number = "", None
    session.add(report)


def guess(spec: str, text: str) -> str:
    """What a report most likely says of a spec: the first part of its text that can be read as a value of it.

    An author reads it over; "" where nothing can be read.
    """
    if spec not in SPECS:
        return ""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    pieces = [*lines, *(match.group().strip() for line in lines for match in _QUANTITY.finditer(line))]
    for piece in pieces:
        try:
            SPECS[spec].kind.parse(piece)
        except SpecValueError:
            continue
        return piece
    return ""


def _check(draft: ProductDraft, answer: Answer) -> None:
    spec = SPECS.get(answer.spec)
    if spec is None or not spec.applies(draft.kind):
        said = f"{spec.label} does not apply to a {draft.kind}." if spec else "Choose what it is about."
        raise InvalidDraftError([Problem("spec", said)])
    try:
        spec.kind.parse(answer.says)
    except SpecValueError as error:
        raise InvalidDraftError([Problem("says", str(error))]) from error
    if answer.replaces != BESIDE:
        rows = draft.statements
        if not 0 <= answer.replaces < len(rows) or rows[answer.replaces].spec != answer.spec:
            raise InvalidDraftError([Problem("replaces", "That statement is about something else.")])


def _with(session: Session, draft: ProductDraft, answer: Answer) -> tuple[StatementDraft, ...]:
    """The statements of the product with the new one behind them, or in the place of the one it corrects."""
    source = answer.source.slug if isinstance(answer.source, SourceDraft) else answer.source
    read_on = answer.source.read_on if isinstance(answer.source, SourceDraft) else _read_on(session, source)
    new = StatementDraft(
        answer.spec, answer.says, source, read_on=None if answer.day == read_on else answer.day
    )
    if answer.replaces == BESIDE:
        is_there = any(
            (row.spec, row.says, row.source) == (new.spec, new.says, source) for row in draft.statements
        )
        return draft.statements if is_there else (*draft.statements, new)
    rows = list(draft.statements)
    rows[answer.replaces] = replace(new, origin=rows[answer.replaces].origin)
    return tuple(rows)


def _read_on(session: Session, slug: str) -> str:
    found = queries.sources(session, [slug]).get(slug)
    return found.read_on if found else ""


def _is_open(report: Report) -> None:
    if report.done_on is not None:
        raise DoneAlreadyError


def _close(
    session: Session, report: Report, outcome: str, words: str, author: str, number: int | None
) -> None:
    report.done_on, report.outcome, report.answer = clock.today().isoformat(), outcome, words
    report.answered_by, report.change_number = author, number
    session.add(report)
    session.flush()
