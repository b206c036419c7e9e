"""Fields that several forms of the desk have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

Choices = list[tuple[str, str]]
CHOOSE: Final = ("", "Please choose")
NONE: Final = ("", "None")


class Ticks(SelectMultipleField):  # type: ignore[misc]
    """Several of a few, each with a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def chosen(label: str, words: Mapping[str, str] | Iterable[str], hint: str = "", **more: Any) -> SelectField:
    """One of a few, by the words that people see; none at first."""
    return SelectField(label, choices=[CHOOSE, *pairs(words)], description=hint, **more)


def pairs(words: Mapping[str, str] | Iterable[str]) -> Choices:
    """Values with their words; a value without words of its own is its own word."""
    return list(words.items()) if isinstance(words, Mapping) else [(word, capital(word)) for word in words]


def capital(words: str) -> str:
    """``"not traced"`` → "Not traced"."""
    return words[:1].upper() + words[1:]


def line(label: str, hint: str = "") -> StringField:
    """One line of text."""
    return StringField(label, description=hint)


def area(label: str, hint: str = "", rows: int = 3) -> TextAreaField:
    """Several lines of text."""
    return TextAreaField(label, description=hint, render_kw={"rows": rows})


def address(example: str, *, may_move: bool = False) -> StringField:
    """The last part of the page’s address."""
    later = "if you change it, the old one leads here" if may_move else "it stays once the page is public"
    hint = (
        f"The last part of the page’s address, such as {example}. Leave it empty and it is made up; {later}."
    )
    return StringField("Address", description=hint)
