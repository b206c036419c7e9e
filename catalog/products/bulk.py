"""One thing done to many products at once: what it comes to for each, or why it changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlmodel import Session

from catalog.changes.models import Change
from catalog.dates import show_date
from catalog.products import editing, objections, queries
from catalog.products.drafts import BrandDraft, ProductDraft, StatementDraft
from catalog.products.facts_words import AUDIENCES, STATES, STATUSES
from catalog.products.models import Brand, Product
from catalog.products.sources import SourceFacts, kind_of
from catalog.specs.registry import SPECS

MOST: Final = 200
"""Products at once: more are more than anybody looks through before pressing the button."""


@dataclass(frozen=True)
class Task:
    """What is done: `action` is a key of `ACTIONS`; the rest is what that action needs, "" where nothing."""

    action: str
    status: str = ""
    audience: str = ""
    brand: str = ""
    spec: str = ""
    state: str = "known"
    says: str = ""
    source: str = ""
    read_on: str = ""
    note: str = ""


@dataclass(frozen=True)
class Line:
    """One value of a product: what it was, and what it becomes."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Outcome:
    """What a task comes to for one product: its draft and what differs, or why nothing changes."""

    slug: str
    draft: ProductDraft | None = None
    lines: tuple[Line, ...] = ()
    why_not: str = ""


@dataclass(frozen=True)
class _Known:
    sources: Mapping[str, SourceFacts]
    brands: Mapping[str, BrandDraft]


class _IdleError(Exception):
    """The task changes nothing for this product; the message says why."""


def plan(session: Session, slugs: Sequence[str], task: Task) -> list[Outcome]:
    """What the task comes to for each of these products, in their order."""
    ids = queries.ids_by_slug(session, Product, slugs)
    drafts = {draft.slug: draft for draft in queries.drafts(session, list(ids.values())).values()}
    hidden = set(queries.taken_down(session).values())
    known = _Known(queries.sources(session), queries.brands(session))
    brand_ids = queries.ids_by_slug(session, Brand, known.brands)
    outcomes = []
    for slug in dict.fromkeys(slugs):
        if slug not in drafts or slug in hidden:
            outcomes.append(Outcome(slug, why_not="It is not in the catalogue."))
            continue
        outcome = _outcome(drafts[slug], task, known)
        if outcome.draft is not None:
            found = list(objections.to_products(session, [outcome.draft], dict(known.sources), brand_ids))
            if found:
                outcome = Outcome(slug, why_not=" ".join(problem.message for problem in found))
        outcomes.append(outcome)
    return outcomes


def apply(session: Session, outcomes: Sequence[Outcome], *, actor: str, reason: str) -> list[Change]:
    """Save all of them in this transaction: one change each, with the same reason."""
    drafts = [outcome.draft for outcome in outcomes if outcome.draft is not None]
    return editing.put_products(session, drafts, actor=actor, reason=reason) if drafts else []


def _outcome(draft: ProductDraft, task: Task, known: _Known) -> Outcome:
    try:
        changed, lines = ACTIONS[task.action].act(draft, task, known)
    except _IdleError as idle:
        return Outcome(draft.slug, why_not=str(idle))
    return Outcome(draft.slug, changed, tuple(lines))


Acted = tuple[ProductDraft, Sequence[Line]]


def _status(draft: ProductDraft, task: Task, _known: _Known) -> Acted:
    return _own(draft, "status", "Still sold", task.status, STATUSES)


def _audience(draft: ProductDraft, task: Task, _known: _Known) -> Acted:
    return _own(draft, "audience", "Sold to", task.audience or None, {None: "not known", **AUDIENCES})


def _brand(draft: ProductDraft, task: Task, known: _Known) -> Acted:
    names = {slug: brand.name for slug, brand in known.brands.items()}
    return _own(draft, "brand", "Brand", task.brand or None, {None: "none", **names})


def _own(draft: ProductDraft, name: str, label: str, wanted: str | None, words: Mapping[Any, str]) -> Acted:
    old = getattr(draft, name)
    if old == wanted:
        raise _IdleError(f"It is so already: {words.get(old, old)}.")
    line = Line(label, words.get(old, str(old)), words.get(wanted, str(wanted)))
    changed: Any = {name: wanted}
    return replace(draft, **changed), [line]


def _statement(draft: ProductDraft, task: Task, known: _Known) -> Acted:
    spec = SPECS[task.spec]
    if not spec.applies(draft.kind):
        raise _IdleError(f"{spec.label} does not apply to a {draft.kind}.")
    says = task.says if task.state == "known" else None
    source = known.sources.get(task.source)
    read_on = task.read_on if source is None or task.read_on != source.read_on else ""
    said = StatementDraft(
        task.spec, says, task.source, task.state, kind_of(source), note=task.note, read_on=read_on or None
    )
    same = (one for one in draft.statements if (one.spec, one.source) == (task.spec, task.source))
    for one in same:
        if (one.says, one.state) == (says, task.state):
            raise _IdleError("This source says so already.")
    old = "; ".join(_words(one) for one in draft.statements if one.spec == task.spec) or "nobody looked yet"
    line = Line(
        spec.label, old, f"{_words(said)}, beside that" if old != "nobody looked yet" else _words(said)
    )
    return replace(draft, statements=(*draft.statements, said)), [line]


def _replaced(draft: ProductDraft, task: Task, _known: _Known) -> Acted:
    def mark(one: StatementDraft) -> tuple[StatementDraft, str, str]:
        return replace(one, rank="deprecated"), _words(one), f"{_words(one)}, replaced by a newer text"

    return _each(draft, task, mark, lambda one: one.rank != "deprecated")


def _read_on(draft: ProductDraft, task: Task, known: _Known) -> Acted:
    source = known.sources.get(task.source)
    usual = source.read_on if source else ""
    # A statement that was read with its source says no day of its own.
    wanted = None if task.read_on == usual else task.read_on

    def mark(one: StatementDraft) -> tuple[StatementDraft, str, str]:
        return replace(one, read_on=wanted), _read(one.read_on or usual), _read(task.read_on)

    return _each(draft, task, mark, lambda one: (one.read_on or usual) != task.read_on)


def _each(
    draft: ProductDraft,
    task: Task,
    mark: Callable[[StatementDraft], tuple[StatementDraft, str, str]],
    wants: Callable[[StatementDraft], bool],
) -> Acted:
    """Every statement of the source, of one spec if the task names one; none that measurements made."""
    lines: list[Line] = []

    def marked() -> Iterator[StatementDraft]:
        for one in draft.statements:
            is_meant = one.source == task.source and task.spec in ("", one.spec)
            if is_meant and not one.is_made_of_measurements and wants(one):
                new, old_words, new_words = mark(one)
                lines.append(Line(SPECS[one.spec].label, old_words, new_words))
                yield new
            else:
                yield one

    changed = replace(draft, statements=tuple(marked()))
    if not lines:
        raise _IdleError("This source says nothing here that would change.")
    return changed, lines


def _words(said: StatementDraft) -> str:
    words = said.says if said.says is not None else STATES[said.state]
    return f"{words} ({said.source})" if said.source else words


def _read(day: str) -> str:
    return f"read {show_date(day)}" if day else "no day"


@dataclass(frozen=True)
class Action:
    """One thing that can be done: its words, what it needs, and how."""

    words: str
    needs: tuple[str, ...]
    act: Callable[[ProductDraft, Task, _Known], Acted]


ACTIONS: Final[Mapping[str, Action]] = {
    "status": Action("Say whether they are still sold", ("status",), _status),
    "audience": Action("Say whom they are sold to", (), _audience),
    "brand": Action("Give them a brand", ("brand",), _brand),
    "statement": Action("Add what one source says of one fact", ("spec", "source"), _statement),
    "replaced": Action("Mark what a source says as replaced by a newer text", ("source",), _replaced),
    "read_on": Action("Say when a source was read again", ("source", "read_on"), _read_on),
}
"""By key, in the order offered."""
