"""The method at the desk, version by version."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from flask import render_template
from sqlmodel import Session, col, select

from catalog import clock
from catalog.changes.diff import State, canonical_json
from catalog.changes.models import Change
from catalog.dates import show_date
from catalog.editorial.editable import Fault, FaultsError, Fields, GateCheck, Listed, Writer
from catalog.editorial.editor_form import EditorForm
from catalog.editorial.gates import counted, plain_words
from catalog.editorial.row_editable import RowEditable, refuse
from catalog.editorial.typed import Kept, Typed, per_line
from catalog.method import queries
from catalog.method.differences import differences
from catalog.method.editing import MethodError, changed_demands, frozen_words, put_method, remove_method
from catalog.method.forms import MethodForm
from catalog.method.models import Method
from catalog.method.pages.method import method_page
from catalog.method.scoring import HEAVIEST
from catalog.reviews.models import Review
from catalog.specs.registry import SPECS
from catalog.specs.spec import DEVICES

_BY_LABEL: Final = {spec.label.casefold(): key for key, spec in SPECS.items()}
_KEY: Final = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*")


class MethodEditable(RowEditable):
    """How devices are tested. A public version keeps what it asks; a new one is made for anything else."""

    kind, room, name, names, section = "method", "method", "version of the method", "versions", "Writing"
    permission, is_text, table = "write the method", True, Method

    def form(self, session: Session) -> type[EditorForm]:
        return MethodForm

    def blank(self, session: Session, who: Writer, wish: Mapping[str, str]) -> Fields:
        """The newest version with the next number, to be changed."""
        newest = next(iter(queries.methods(session)), None)
        if newest is None:
            state: State = {"number": 1, "title": "How devices are tested"}
        else:
            state = self.state(session, newest) | {
                "number": newest.number + 1,
                "changes": "",
                "comparable": [],
            }
        return self.read_state(session, state) | {"day": clock.today().isoformat()}

    def listed(self, session: Session) -> list[Listed]:
        return [
            Listed(one.slug, f"Version {one.number}: {one.title}", f"used from {show_date(one.day)}")
            for one in queries.methods(session)
        ]

    def read_state(self, session: Session, state: State) -> Fields:
        kept = Kept(state)
        return {
            "number": kept.text("number"),
            "title": kept.text("title"),
            "day": kept.text("day"),
            "text": kept.text("text"),
            "changes": kept.text("changes"),
            "criteria": [_criterion_fields(one) for one in kept.listed("criteria")],
            "instruments": [
                {"name": one["name"], "purpose": one["for"], "reads_to": one["reads_to"]}
                for one in kept.listed("instruments")
            ],
            "comparable": ", ".join(map(str, kept.listed("comparable"))),
        }

    def wanted(self, session: Session, typed: Typed, live: str | None) -> Method:
        number = typed.whole("number", least=1, most=999)
        if number is None and not str(typed.fields.get("number") or "").strip():
            typed.wrong("number", "This is missing.")
        day = typed.text("day")
        if day and (typed.date("day") is None or len(day) != 10):
            typed.wrong("day", "Write the day, such as 2026-11-27.")
        method = Method(
            slug=str(number or 0),
            number=number or 0,
            title=typed.text("title", longest=200),
            day=day,
            text=typed.text("text"),
            changes=typed.text("changes", required=False),
            criteria_json=canonical_json(_criteria(typed)),
            instruments_json=canonical_json(
                [
                    {"name": row.text("name"), "for": row.text("purpose"), "reads_to": row.text("reads_to")}
                    for row in typed.rows("instruments")
                ]
            ),
            comparable_json=canonical_json(_comparable(typed)),
        )
        self._check(session, typed, method, live)
        return method

    def put(
        self, session: Session, wanted: Method, live: str | None, *, actor: str, reason: str
    ) -> Change | None:
        try:
            return put_method(session, wanted, actor=actor, reason=reason)
        except MethodError as error:
            raise FaultsError([Fault(error.field, error.sentence)]) from error

    def take_down(self, session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
        stored = queries.method_by_slug(session, slug)
        rest = select(Review.title).where(Review.method == (stored.number if stored else 0))
        refuse(
            [f"the review “{title}”" for title in session.exec(rest.order_by(col(Review.title)))], self.name
        )
        try:
            return remove_method(session, slug, actor=actor, reason=reason)
        except MethodError as error:
            raise FaultsError([Fault("", error.sentence)]) from error

    def gate(self, session: Session, fields: Fields, who: Writer) -> Iterator[GateCheck]:
        method = self.unsaved(session, fields)
        whole = sum(one["weight"] for one in method.criteria)
        count = counted(len(method.criteria), "criterion", "criteria")
        yield GateCheck("Criteria", True, f"{count}, {whole} in all.", "criteria")
        is_first = not any(one.number < method.number for one in queries.methods(session))
        if not is_first:
            said = "It says what changed." if method.changes else "Say what is different, and why."
            yield GateCheck("What changed", bool(method.changes), said, "changes")
        loose = [one["name"] for one in method.criteria if not one["specs"]]
        if loose:
            said = f"No fact on record stands for {', '.join(loose)}; say how it is judged all the same."
            yield GateCheck("Facts", False, said, "criteria", is_advice=True)
        yield from plain_words(fields, "text", "changes")

    def preview(self, session: Session, fields: Fields) -> str:
        return render_template("method/show.html", page=method_page(session, self.unsaved(session, fields)))

    def address(self, slug: str) -> str:
        return f"/method/{slug}"

    def title(self, fields: Fields) -> str:
        return f"Version {fields.get('number') or '?'}: {super().title(fields)}"

    def slug(self, fields: Fields) -> str:
        return str(fields.get("number") or "").strip()

    def _check(self, session: Session, typed: Typed, method: Method, live: str | None) -> None:
        stored = queries.method_by_slug(session, live) if live else None
        if stored is not None:
            for field, words in changed_demands(stored, method):
                found = " ".join(differences(stored, method)) if field in ("criteria", "instruments") else ""
                typed.wrong(field, f"{frozen_words(stored.number, words)} {found}".strip())
        versions = [one.number for one in queries.methods(session)]
        if stored is None and method.number and versions and method.number <= max(versions):
            typed.wrong("number", f"Version {max(versions)} exists already; a new one has a higher number.")
        for number in method.comparable:
            if number not in versions or number >= method.number:
                typed.wrong("comparable", f"There is no version {number} before this one.")


def _criterion_fields(one: Mapping[str, Any]) -> dict[str, Any]:
    labels = [SPECS[key].label if key in SPECS else key for key in one["specs"]]
    return {
        "name": one["name"],
        "key": one["key"],
        "weight": str(one["weight"]),
        "how": one["how"],
        "specs": per_line(labels),
        "kinds": list(one["kinds"]),
    }


def _criteria(typed: Typed) -> list[dict[str, Any]]:
    rows = typed.rows("criteria")
    if not rows:
        typed.wrong("criteria", "A method asks for something: there is no criterion yet.")
    found = [_criterion(row) for row in rows]
    keys: set[str] = set()
    for row, one in zip(rows, found, strict=True):
        if one["key"] in keys:
            row.wrong("key", f"“{one['key']}” is the short name of another criterion.")
        keys.add(one["key"])
    if rows and not any(one["weight"] for one in found):
        typed.wrong("criteria", "At least one weight has to be more than 0.")
    return found


def _criterion(row: Typed) -> dict[str, Any]:
    key = row.text("key")
    if key and (not _KEY.fullmatch(key) or len(key) > 40):
        row.wrong("key", "Small letters and digits, with single hyphens between: comfort.")
    weight = row.whole("weight", most=HEAVIEST)
    if weight is None and not str(row.fields.get("weight") or "").strip():
        row.wrong("weight", "This is missing.")
    return {
        "key": key,
        "name": row.text("name", longest=80),
        "weight": weight or 0,
        "how": row.text("how"),
        "specs": [_spec(row, line, number) for number, line in row.numbered("specs")],
        "kinds": list(row.ticked("kinds", DEVICES)),
    }


def _spec(row: Typed, line: str, number: int) -> str:
    """The key of a spec that is named by its label or by its key."""
    if line in SPECS:
        return line
    row.check("specs", line.casefold(), _BY_LABEL, "fact", number)
    return _BY_LABEL.get(line.casefold(), line)


def _comparable(typed: Typed) -> list[int]:
    """ "1, 2" → [1, 2]."""
    text = typed.text("comparable", required=False)
    numbers = [piece for piece in re.split(r"[\s,;]+", text) if piece]
    if not all(re.fullmatch(r"[1-9]\d{0,2}", piece, re.ASCII) for piece in numbers):
        typed.wrong("comparable", "Write numbers of versions with commas between, such as 1, 2.")
        return []
    return sorted({int(piece) for piece in numbers})
