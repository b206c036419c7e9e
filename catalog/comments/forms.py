"""The form of a reply, and an author's answer at the desk."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection
from typing import Any, Final

from wtforms import Form, HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from catalog.comments.models import LONGEST_NAME, LONGEST_WORDS
from catalog.comments.words import cleaned_line, cleaned_text, says_something, text_lines
from catalog.desk.csrf import DeskForm

EMPTY: Final = "Write what you want to say."
UNFIT: Final = "There were characters in it that cannot be shown here. They are gone now; please look again."
TAKEN: Final = "That is the name of somebody who writes here. Please choose another."
LONGEST_PATH: Final = 300


def _line(typed: str | None) -> str:
    return " ".join((typed or "").split())


class ReplyForm(Form):  # type: ignore[misc]
    """No token: the page with the form is the same for everybody. The view asks where it was sent from."""

    on = HiddenField()
    to = HiddenField()
    words = TextAreaField(
        "Your reply",
        description=f"Plain text, at most {LONGEST_WORDS:,} characters. An empty line starts a new "
        "paragraph. A web address is shown as it is typed and does not become a link.",
        filters=[text_lines],
        render_kw={"rows": 8},
        validators=[
            InputRequired(EMPTY),
            Length(max=LONGEST_WORDS, message=f"{LONGEST_WORDS:,} characters are the most."),
        ],
    )
    name = StringField(
        "Name, if you like",
        description="It is shown above your reply. Without one it says “A reader”.",
        filters=[_line],
        render_kw={"autocomplete": "nickname"},
        validators=[Length(max=LONGEST_NAME, message=f"{LONGEST_NAME} characters are the most.")],
    )
    trap = StringField("Leave this empty", filters=[lambda text: cleaned_line(text or "")])
    """Only a program that fills every field fills this one."""

    def __init__(self, *args: Any, taken: Collection[str] = (), **kwargs: Any) -> None:
        """``taken``: names of those who write here."""
        super().__init__(*args, **kwargs)
        self._taken = {_compared(name) for name in taken}
        cleaning = {self.name: cleaned_line, self.words: cleaned_text}
        self._unfit = {field.name for field, cleaned in cleaning.items() if _clean(field, cleaned)}
        for field in (self.on, self.to):
            field.data = cleaned_line(field.data or "")[:LONGEST_PATH]

    def validate_name(self, field: StringField) -> None:
        self._refuse_unfit(field)
        if field.data and _compared(field.data) in self._taken:
            raise ValidationError(TAKEN)

    def validate_words(self, field: TextAreaField) -> None:
        self._refuse_unfit(field)
        if not says_something(field.data or ""):
            raise ValidationError(EMPTY)

    def _refuse_unfit(self, field: StringField) -> None:
        if field.name in self._unfit:
            raise ValidationError(UNFIT)


class AnswerForm(DeskForm):
    """An author's answer to one comment."""

    words = TextAreaField(
        "Your answer",
        filters=[text_lines],
        validators=[
            InputRequired("Write an answer."),
            Length(max=LONGEST_WORDS, message=f"{LONGEST_WORDS:,} characters are the most."),
        ],
    )

    def validate_words(self, field: TextAreaField) -> None:
        if _clean(field, cleaned_text):
            raise ValidationError(UNFIT)
        if not says_something(field.data or ""):
            raise ValidationError("Write an answer.")


def _clean(field: StringField, cleaned: Callable[[str], str]) -> bool:
    """Take out what cannot be stored, or shown on a page; whether there was any."""
    text = field.data or ""
    field.data = cleaned(text)
    return bool(field.data != text)


def _compared(name: str) -> str:
    """What is left of a name without case, width, marks, spaces and what nobody sees."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(one for one in plain if unicodedata.category(one)[0] in "LN")
