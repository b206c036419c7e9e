"""Fields that several forms of the desk have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any, Final, TypeVar

from wtforms import Form, SelectChoice, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

from catalog.editorial.editor_form import Row

Made = TypeVar("Made", bound=Form)
Choices = list[tuple[str, str]]
CHOOSE: Final = ("", "Please choose")
NONE: Final = ("", "None")


def options(pairs: Iterable[Any]) -> list[SelectChoice]:
    """Pairs of value and words as WTForms has them."""
    return [one if isinstance(one, SelectChoice) else SelectChoice(*one) for one in pairs]


class Select(SelectField):  # type: ignore[misc]
    """One of several; `choices` are pairs of value and words."""

    def __init__(self, label: str = "", *, choices: Iterable[Any] = (), **more: Any) -> None:
        super().__init__(label, choices=options(choices), **more)


class Ticks(SelectMultipleField):  # type: ignore[misc]
    """Several of a few, each with a box to tick; `choices` are pairs of value and words."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: str = "", *, choices: Iterable[Any] = (), **more: Any) -> None:
        super().__init__(label, choices=options(choices), **more)


def chosen(label: str, words: Mapping[str, str] | Iterable[str], hint: str = "", **more: Any) -> Select:
    """One of a few, by the words that people see; none at first."""
    return Select(label, choices=[CHOOSE, *pairs(words)], default="", description=hint, **more)


def with_choices(form: type[Made], **choices: Choices) -> type[Made]:
    """The form with these choices of now, its fields in their order."""
    fields = {}
    for name, found in choices.items():
        fields[name] = copy(getattr(form, name))
        fields[name].kwargs = fields[name].kwargs | {"choices": found}
    return _remade(form, fields)


def with_rows(form: type[Made], **rows: type[Row]) -> type[Made]:
    """The form whose lists have rows of these kinds, its fields in their order."""
    fields = {}
    for name, row in rows.items():
        fields[name] = copy(getattr(form, name))
        fields[name].args = (row, *fields[name].args[1:])
    return _remade(form, fields)


def _remade(form: type[Made], fields: dict[str, Any]) -> type[Made]:
    # A copy of a field keeps its place among the others, which a new one would not.
    made: type[Made] = type(form.__name__, (form,), fields)
    return made


def pairs(words: Mapping[str, str] | Iterable[str]) -> Choices:
    """Values with their words; a value without words of its own is its own word."""
    return list(words.items()) if isinstance(words, Mapping) else [(word, capital(word)) for word in words]


def capital(words: str) -> str:
    """``"not traced"`` → "Not traced"."""
    return words[:1].upper() + words[1:]


def line(label: str, hint: str = "") -> StringField:
    """One line of text."""
    return StringField(label, description=hint)


def area(label: str, hint: str = "", rows: int = 3, most: int = 0) -> TextAreaField:
    """Several lines of text. most: characters that fit, where that is known: the browser takes no more."""
    limit = {"maxlength": most} if most else {}
    return TextAreaField(label, description=hint, render_kw={"rows": rows} | limit)


def address(example: str, *, may_move: bool = False) -> StringField:
    """The last part of the page’s address."""
    later = "if you change it, the old one leads here" if may_move else "it stays once the page is public"
    hint = (
        f"The last part of the page’s address, such as {example}. Leave it empty and it is made up; {later}."
    )
    return StringField("Address", description=hint)


def byline() -> Select:
    """Who speaks: the site, or an author who signs; to be given its choices."""
    hint = "Who speaks here. Only who wrote it signs it; else it is the site that speaks."
    return Select("Byline", choices=[], description=hint)
