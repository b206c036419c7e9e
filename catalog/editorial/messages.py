"""Putting faults beside the fields of a form they belong to, and finding those fields on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import Field, FormField

from catalog.editorial.editable import Fault
from catalog.editorial.editor_form import EditorForm, Rows

_ROW = re.compile(r"(?P<rows>[a-z_0-9]+)-(?P<number>\d+)(?:-(?P<field>[a-z_0-9]+))?")


def attach(form: EditorForm, faults: Iterable[Fault]) -> list[Fault]:
    """Give each field its messages; those that belong to no field come back."""
    homeless = []
    for fault in faults:
        field = field_named(form, fault.field)
        if field is None:
            homeless.append(fault)
            continue
        words = f"Line {fault.line}: {fault.said}" if fault.line else fault.said
        field.errors = [*_texts(field.errors), sentence(words)]
    return homeless


def field_named(form: EditorForm, name: str) -> Field | None:
    """The field called "title", or "pros-0-words"; None where there is none."""
    if name in form:
        return form[name]
    found = _ROW.fullmatch(name)
    if found is None or found["rows"] not in form:
        return None
    rows = form[found["rows"]]
    if not isinstance(rows, Rows) or int(found["number"]) >= len(rows.entries):
        return None
    entry = rows.entries[int(found["number"])]
    return entry.form[found["field"]] if found["field"] and found["field"] in entry.form else rows


def label_of(form: EditorForm, name: str) -> str:
    """What a field is called: "Title", in rows "Alternative 1, device" or, where what one of them is called
    does not say of what, "Noise at 30 cm, statement 1, value"; "" where there is none."""
    field, found = field_named(form, name), _ROW.fullmatch(name)
    if field is None or not field.label:
        return ""
    said = str(field.label.text)
    if name in form or found is None or not found["field"]:
        return said
    rows = form[found["rows"]]
    of, one = str(rows.label.text), str(rows.one)
    row = f"{one[:1].upper()}{one[1:]}" if one.lower() in of.lower() else f"{of}, {one}"
    return f"{row} {int(found['number']) + 1}, {said[:1].lower()}{said[1:]}"


def labels(form: EditorForm) -> dict[str, str]:
    """The fields an author sees: name → label."""
    return {field.name: str(field.label.text) for field in form.kept_fields}


def sentence(words: str) -> str:
    """With a capital letter and a stop."""
    words = words.strip()
    return words if not words else words[0].upper() + words[1:] + ("" if words[-1] in ".?!”" else ".")


def form_errors(form: EditorForm) -> list[Fault]:
    """What the form's own validators found, save the token."""
    return [Fault(name, words) for name, words in _flat(form.errors)]


def _flat(errors: Mapping[str, Any], before: str = "") -> Iterable[tuple[str, str]]:
    for name, said in errors.items():
        if name == "csrf_token":
            continue
        for number, one in enumerate(said if isinstance(said, (list, tuple)) else [said]):
            if isinstance(one, Mapping):
                yield from _flat(one, f"{before}{name}-{number}-")
            else:
                yield f"{before}{name}", str(one)


def _texts(errors: Any) -> list[str]:
    return [one for one in errors if isinstance(one, str)]


def is_row(field: Field) -> bool:
    """Whether the field is one of several rows."""
    return isinstance(field, FormField)
