"""What is asked of a review before it is public: each thing with what was found, and where it is mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from catalog.articles.text import ArticleText
from catalog.editorial.editable import GateCheck, Writer
from catalog.editorial.gates import kept_off
from catalog.people.permissions import may
from catalog.specs.registry import SPECS

from .contradictions import Values, contradictions
from .drafts import ReviewDraft
from .progress import has_prose
from .sourcing import uncited
from .spec_terms import in_spec_terms
from .words import counted

RECORD: Final = {
    "obtained_words": "where, when and from whom it came",
    "days_used": "the days of use",
    "sessions": "the number of sessions",
    "units": "how many were tried",
    "last_used": "when it was last used",
}


def checks(
    draft: ReviewDraft, text: ArticleText, who: Writer, criteria: Sequence[Mapping[str, Any]], values: Values
) -> Iterator[GateCheck]:
    """Every check. ``criteria``: those that the method asks of this kind of device."""
    yield _signature(draft, who)
    yield from _sources(draft, text)
    yield _disclosure(draft)
    yield from _hands_on(draft)
    yield from _scores(draft, criteria)
    yield _there("Best for", draft.best_for, "best_for", "Say whom it is best for.")
    yield _there("Not for", draft.not_for, "not_for", "Say whom it is not for.")
    yield from _alternatives(draft)
    if not has_prose(draft.text):
        yield GateCheck("Text", False, "There are headings, and nothing under them.", "text")
    if pictures := [one for one in text.insertions if one.kind == "picture"]:
        said = f"{counted(len(pictures), 'picture')}, each with words for those who cannot see it."
        yield GateCheck("Alt texts", True, said, "text")
    yield from kept_off(_typed(draft), is_own=draft.connection == "own product")
    yield from _contradictions(draft, values)


def _typed(draft: ReviewDraft) -> Iterator[tuple[str, str]]:
    """What an author says in a review: the field and its text."""
    yield from ((name, getattr(draft, name)) for name in ("title", "verdict", "connection_words", "text"))
    for name in ("pros", "cons", "follow_ups"):
        yield from ((f"{name}-{at}-words", one.words) for at, one in enumerate(getattr(draft, name)))
    for name in ("best_for", "not_for"):
        yield from ((f"{name}-{at}-words", words) for at, words in enumerate(getattr(draft, name)))


def _signature(draft: ReviewDraft, who: Writer) -> GateCheck:
    if draft.author == who.slug:
        return GateCheck("Signature", True, "You sign what you wrote.", "author")
    if may(who.role, "publish all texts"):
        return GateCheck("Signature", True, f"“{draft.author}” signs it, and you publish it.", "author")
    return GateCheck("Signature", False, "Only who wrote it signs it: choose yourself.", "author")


def _sources(draft: ReviewDraft, text: ArticleText) -> Iterator[GateCheck]:
    found = list(uncited(draft, text))
    yield from (GateCheck("Sources", False, one.said, one.field) for one in found)
    if not found:
        yield GateCheck("Sources", True, "Every figure, and all that studies show, says on what it rests.")


def _disclosure(draft: ReviewDraft) -> GateCheck:
    if draft.connection != "none" and not draft.connection_words:
        return GateCheck("Disclosure", False, "Say in words what the connection is.", "connection_words")
    return GateCheck("Disclosure", True, "The connection stands above the verdict.", "connection")


def _hands_on(draft: ReviewDraft) -> Iterator[GateCheck]:
    if not draft.is_hands_on:
        said = "Research only: a loud label says so, and there is no score."
        yield GateCheck("Testing", True, said, "is_hands_on")
        return
    missing = [name for name in RECORD if getattr(draft, name) in (None, "")]
    for name in missing:
        yield GateCheck("Testing", False, f"The record of the test lacks {RECORD[name]}.", name)
    for name in ("days_used", "sessions", "units"):
        if getattr(draft, name) == 0:
            yield GateCheck("Testing", False, "Nothing was used: then it is research only.", name)
            missing.append(name)
    if not missing:
        yield GateCheck("Testing", True, "The record of the test is complete.", "is_hands_on")


def _scores(draft: ReviewDraft, criteria: Sequence[Mapping[str, Any]]) -> Iterator[GateCheck]:
    if not draft.is_hands_on:
        return
    if not draft.scores:
        yield GateCheck(
            "Scores", False, "There is no score; the page will show none.", "scores", is_advice=True
        )
        return
    wrong = list(_wrong_scores(draft, {one["key"]: one for one in criteria}))
    yield from wrong
    given = {one.criterion for one in draft.scores}
    if left := [one["name"] for one in criteria if one["key"] not in given]:
        said = f"Not scored: {', '.join(left)}. The whole is then everything it could be."
        yield GateCheck("Scores", False, said, "scores", is_advice=True)
    if not wrong:
        each = "with its reason" if len(given) == 1 else "each with its reason"
        yield GateCheck("Scores", True, f"{counted(len(given), 'score')}, {each}.", "scores")


def _wrong_scores(draft: ReviewDraft, criteria: Mapping[str, Mapping[str, Any]]) -> Iterator[GateCheck]:
    for one in draft.scores:
        asked = criteria.get(one.criterion, {})
        name = asked.get("name", one.criterion)
        if not one.why:
            yield GateCheck("Scores", False, f"Say why {name} has this score.", f"scores-{one.criterion}-why")
        if not one.measurements and is_measured(asked):
            said = f"{name} is scored by what was measured: tick the measurement."
            yield GateCheck("Scores", False, said, f"scores-{one.criterion}-measurements")


def is_measured(criterion: Mapping[str, Any]) -> bool:
    """Whether the method has a criterion judged by what only a measurement tells."""
    named = [SPECS[key] for key in criterion.get("specs", ()) if key in SPECS]
    return any(spec.measured_only for spec in named)


def _there(name: str, rows: Sequence[str], field: str, wanted: str) -> GateCheck:
    return GateCheck(name, bool(rows), f"{counted(len(rows), 'line')}." if rows else wanted, field)


def _alternatives(draft: ReviewDraft) -> Iterator[GateCheck]:
    if not draft.alternatives:
        yield GateCheck("Alternatives", False, "Name at least one other device.", "alternatives")
        return
    vague = [at for at, one in enumerate(draft.alternatives) if not in_spec_terms(one.reason)]
    is_met = len(vague) < len(draft.alternatives)
    for at in vague:
        said = "Say it in terms of specs: a needle length, a weight, a price, what fits."
        yield GateCheck("Alternatives", False, said, f"alternatives-{at}-reason", is_advice=is_met)
    if is_met:
        said = counted(len(draft.alternatives), "alternative")
        yield GateCheck("Alternatives", True, f"{said}, with the reason in terms of specs.", "alternatives")


def _contradictions(draft: ReviewDraft, values: Values) -> Iterator[GateCheck]:
    found: Iterable[Any] = list(contradictions(draft.pros, draft.cons, values))
    for one in found:
        yield GateCheck("Facts", False, one.said, one.field, is_advice=True)
    if not found:
        yield GateCheck("Facts", True, "Nothing that speaks for or against it contradicts the facts.", "pros")
