"""The form of a review, made from the method: one row of a score for each of its criteria."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any, ClassVar, Final

from wtforms import BooleanField, HiddenField, StringField, TextAreaField

from catalog.articles.text import LONGEST
from catalog.editorial.editor_form import EditorForm, Row, Rows
from catalog.editorial.inputs import NONE, Choices, Select, Ticks, address, area, chosen, line, options
from catalog.method.models import Method
from catalog.specs.registry import SPECS

from .words import CONNECTION_WORDS, OBTAINED_WORDS

DEVICES_LIST: Final = "devices-known"
"""The id of the list of devices that a browser offers to choose from."""

SPEC_CHOICES: Final = [NONE, *((key, spec.label) for key, spec in SPECS.items())]


def _device(label: str, hint: str = "") -> StringField:
    more = {"list": DEVICES_LIST, "autocomplete": "off"}
    return StringField(label, description=hint, render_kw=more)


class ScoreRow(Row):
    """One criterion: which it is stands in the row."""

    criterion = HiddenField()
    score = line("Score, 0 to 10")
    why = area("Why", rows=2)
    measurements = Ticks("Measurements it was read from", choices=[], validate_choice=False)


class ScoreRows(Rows):
    """A row for each criterion of the method, typed in or not; none is added by hand."""

    criteria: Mapping[str, str] = {}
    """Key → what it is called and how much it weighs."""

    def values(self) -> list[dict[str, Any]]:
        return [
            {
                "criterion": entry.form.criterion.data,
                "score": entry.form.score.data or "",
                "why": (entry.form.why.data or "").replace("\r\n", "\n"),
                "measurements": list(entry.form.measurements.data or ()),
            }
            for entry in self.entries
            if entry.form.criterion.data
        ]

    def add_spare(self, most: int = 0) -> None:
        """Those that are missing."""
        there = {entry.form.criterion.data for entry in self.entries}
        for key in self.criteria:
            if key not in there:
                self.append_entry({"criterion": key})

    @property
    def in_order(self) -> list[Any]:
        """The rows as the method has its criteria; those it does not have stand last."""
        order = {key: at for at, key in enumerate(self.criteria)}
        return sorted(self.entries, key=lambda entry: order.get(entry.form.criterion.data, len(order)))


class PointRow(Row):
    words = line("In words")
    spec = Select("Spec it is about", choices=SPEC_CHOICES, default="")
    measurement = Select("Measurement behind it", validate_choice=False, default="")


class WhomRow(Row):
    words = line("In words")


class AlternativeRow(Row):
    device = _device("Device")
    reason = area("Why this one, in terms of specs", rows=2)


class FollowUpRow(Row):
    day = line("Day", "Such as 2026-11-27.")
    words = area("What was found since; Markdown", rows=4, most=LONGEST)


class CorrectionRow(Row):
    day = line("Day", "Such as 2026-11-27.")
    words = area("What was wrong, and what stands there now", rows=2)


class ReviewForm(EditorForm):
    """A review. `offered`: device → what was measured of it, as choices."""

    offered: ClassVar[Mapping[str, Choices]] = {}

    device = _device("Device", "Its address: type a few letters of its name and choose.")
    title = line("Title")
    slug = address("dr-pen-a6", may_move=True)
    author = Select("Signed by", choices=[], description="Only who wrote it signs it.")
    is_hands_on = BooleanField("I had it in hand and used it")
    obtained = chosen("How it was obtained", OBTAINED_WORDS)
    obtained_words = area("Where, when, from whom, at what price", rows=2)
    days_used = line("Days of use")
    sessions = line("Sessions")
    units = line("Devices tried")
    last_used = line("Last used", "Such as 2026-11-27.")
    connection = chosen(
        "Connection to whoever makes or sells it",
        CONNECTION_WORDS,
        "Of yours or of this site. It stands above the verdict.",
    )
    connection_words = area("The connection in words", "Needed unless there is none.", 2)
    method = Select("Version of the method", choices=[], description="By which it was tested.")
    scores = ScoreRows(ScoreRow, "Scores", one="score")
    verdict = line("Verdict in one sentence", "Set in your voice, and shown beside the device.")
    pros = Rows(PointRow, "What speaks for it", one="pro")
    cons = Rows(PointRow, "What speaks against it", one="con")
    best_for = Rows(WhomRow, "Best for", one="best for")
    not_for = Rows(WhomRow, "Not for", one="not for")
    alternatives = Rows(AlternativeRow, "Alternatives", one="alternative")
    text = TextAreaField(
        "Text",
        description="Markdown. [@aust2008] cites a study, a claim or a measurement; [[device dr-pen-m8]], "
        "[[claim c12]] and [[figure skin]] set in what they name.",
        render_kw={"rows": 24, "maxlength": LONGEST},
    )
    follow_ups = Rows(
        FollowUpRow,
        "Added later",
        one="follow-up",
        description="After three months, say. What was written before stays as it was.",
    )
    corrections = Rows(CorrectionRow, "Corrections", one="correction")
    written = line("First published", "Such as 2026-11-27.")
    checked = line("Last checked", "The day on which everything in it was last looked at.")
    takes_comments = BooleanField("Readers may reply; each reply is read before it is shown")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._offer()

    def make_ready(self) -> None:
        super().make_ready()
        self._offer()

    def _offer(self) -> None:
        """What was measured of the device that is typed, at every place that asks for it."""
        found = self.offered.get((self.device.data or "").strip(), [])
        for rows in (self.pros, self.cons):
            for entry in rows.entries:
                entry.form.measurement.choices = options([NONE, *found])
        for entry in self.scores.entries:
            entry.form.measurements.choices = options(found)


def form_of(methods: Sequence[Method], authors: Choices, offered: Mapping[str, Choices]) -> type[ReviewForm]:
    """The form with the choices of now. ``methods``: every version, the newest first."""
    versions = [(str(one.number), f"Version {one.number}: {one.title}") for one in methods]
    made: type[ReviewForm] = type(
        "ReviewForm",
        (ReviewForm,),
        {
            "offered": offered,
            "author": _again(ReviewForm.author, choices=authors),
            "method": _again(ReviewForm.method, choices=[NONE, *versions]),
            "scores": _again(ReviewForm.scores, _class=_rows_of(criteria(methods))),
        },
    )
    return made


def criteria(methods: Sequence[Method]) -> dict[str, str]:
    """Key → “Noise: weighs 15 of 100 (pens)”, of every version, by the newest that has it."""
    found: dict[str, str] = {}
    for method in methods:
        whole = sum(int(one["weight"]) for one in method.criteria)
        for one in method.criteria:
            kinds = f", {', '.join(f'{kind}s' for kind in one['kinds'])} only" if one.get("kinds") else ""
            older = f", version {method.number} only" if method is not methods[0] else ""
            words = f"{one['name']}: weighs {one['weight']} of {whole}{kinds}{older}"
            found.setdefault(one["key"], words)
    return found


def _rows_of(words: Mapping[str, str]) -> type[ScoreRows]:
    return type("ScoreRows", (ScoreRows,), {"criteria": words, "__module__": __name__})


def _again(field: Any, _class: Any = None, **more: Any) -> Any:
    """A field with other arguments at its old place: a new one would stand last."""
    made = copy(field)
    made.field_class = _class or made.field_class
    made.kwargs = made.kwargs | more
    return made
