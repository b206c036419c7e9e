"""Forms whose content is kept as a draft: from fields to a form and back, rows included, without script."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from flask import request
from wtforms import BooleanField, Field, FieldList, Form, FormField, HiddenField, SelectMultipleField

from catalog.desk.csrf import DeskForm

SPARE: Final = 2
"""Empty rows that stand ready below those that are filled."""
MORE: Final = "more"
"""The button that asks for more rows sends the name of the field of rows under this name."""


class Row(Form):  # type: ignore[misc]
    """One of several things: a subclass declares its fields. A row in which nothing is typed is no row."""

    def is_blank(self) -> bool:
        """Whether nothing was typed; ticks and choices alone make no row."""
        return not any(
            str(field.data or "").strip()
            for field in self
            if not isinstance(field, (BooleanField, HiddenField)) and not getattr(field, "choices", None)
        )


class Rows(FieldList):  # type: ignore[misc]
    """Rows of one kind, in order, with `SPARE` empty ones at the end; "more" gives as many again."""

    def __init__(self, row: type[Row], label: str = "", *, one: str = "row", **more: Any) -> None:
        super().__init__(FormField(row), label, **more)
        self.one = one
        """What one of them is called: the button says "More rows for <label>"."""

    def values(self) -> list[dict[str, Any]]:
        """What is typed, blank rows left out."""
        return [plain(entry.form) for entry in self.entries if not entry.form.is_blank()]

    def add_spare(self, most: int = SPARE) -> None:
        """Give it empty rows to type in."""
        blank = sum(entry.form.is_blank() for entry in self.entries)
        for _ in range(max(0, most - blank)):
            self.append_entry()


class EditorForm(DeskForm):
    """A form of the desk whose fields are kept as a draft. Hidden ones say what it was based on."""

    based_on = HiddenField(default="0")
    """The revision that stood in the form."""
    seen = HiddenField(default="0")
    """The number of the thing's last public change when the page was opened."""
    tab = HiddenField(default="")
    """Of this open page, so that its autosaves replace each other and nobody else's."""

    UNKEPT: ClassVar = ("csrf_token", "based_on", "seen", "tab")

    def fields(self) -> dict[str, Any]:
        """What is typed, as a draft keeps it."""
        return plain(self)

    @classmethod
    def showing(cls, fields: Mapping[str, Any]) -> EditorForm:
        """The form with these fields in it, whatever was sent."""
        form = cls(formdata=None, data=dict(fields))
        form.make_ready()
        return form

    def make_ready(self) -> None:
        """Give every list of rows its empty ones, more of those that were asked for."""
        wanted = request.form.get(MORE, "") if request.method == "POST" else ""
        for field in self:
            if isinstance(field, Rows):
                field.add_spare(SPARE + 3 if field.name == wanted else SPARE)

    @property
    def kept_fields(self) -> list[Field]:
        """The fields that an author sees, in order."""
        return [field for field in self if field.name not in self.UNKEPT]


def plain(form: Form) -> dict[str, Any]:
    """The data of a form as JSON values: texts, booleans, lists; rows as a list of such."""
    return {field.short_name: _value(field) for field in form if field.short_name not in EditorForm.UNKEPT}


def _value(field: Field) -> Any:
    if isinstance(field, Rows):
        return field.values()
    if isinstance(field, FormField):
        return plain(field.form)
    if isinstance(field, BooleanField):
        return bool(field.data)
    if isinstance(field, SelectMultipleField):
        return list(field.data or ())
    return "" if field.data is None else str(field.data).replace("\r\n", "\n")
