"""Forms with which a report is answered at the desk."""

from __future__ import annotations

from typing import Any, Final

from wtforms import HiddenField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from catalog.desk.csrf import DeskForm
from catalog.printable import UNPRINTABLE
from catalog.products.facts_words import SOURCE_TYPES
from catalog.specs.registry import SPECS

TYPES: Final = {
    "answer": "the maker’s or seller’s own answer to us, by mail",
    **{name: words for name, words in SOURCE_TYPES.items() if name not in ("answer", "own-measurement")},
}
"""Kinds of source; what we measured is recorded as a measurement."""
LONGEST_WORDS: Final = 1000


def _trim(text: str | None) -> str:
    """Without what cannot be printed, or shown on a page again."""
    return UNPRINTABLE.sub("", (text or "").replace("\r\n", "\n")).strip()


class StatementForm(DeskForm):
    """What the report says, as a value with its source."""

    product = StringField(
        "Product",
        description="The last part of its address: “dr-pen-a6”.",
        filters=[_trim],
        validators=[DataRequired("Name the product."), Length(max=120)],
    )
    version = HiddenField(default="0")
    spec = SelectField("What it is about", validate_choice=False)
    says = StringField(
        "The value",
        description="As the source writes it, with its unit.",
        filters=[_trim],
        validators=[DataRequired("Write the value."), Length(max=500)],
    )
    replaces = SelectField(
        "What is on file",
        description="What takes the place of a value that was wrong is listed among the corrections.",
        default="",
        validate_choice=False,
    )
    source = StringField(
        "A source that is on file",
        description="Its title or address. Empty for a new source, below.",
        filters=[_trim],
        render_kw={"list": "sources", "autocomplete": "off"},
        validators=[Length(max=1000)],
    )
    title = StringField("New source: title", filters=[_trim], validators=[Length(max=500)])
    publisher = StringField("New source: who published it", filters=[_trim], validators=[Length(max=300)])
    url = StringField("New source: address", filters=[_trim], validators=[Length(max=1000)])
    type = SelectField(
        "New source: what kind",
        choices=[SelectChoice(name, words) for name, words in TYPES.items() if name != "own-measurement"],
    )
    day = StringField(
        "Read on",
        description="The day it was read, like 2026-11-22.",
        filters=[_trim],
        validators=[Length(max=10)],
    )

    def __init__(self, on_file: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """``on_file``: what the product says of the spec now, by its place."""
        super().__init__(*args, **kwargs)
        self.spec.choices = [
            SelectChoice("", "Choose"),
            *(SelectChoice(k, s.label) for k, s in SPECS.items()),
        ]
        beside = SelectChoice("", "It stands beside what is on file")
        self.replaces.choices = [beside, *(SelectChoice(place, words) for place, words in on_file)]


class CorrectedForm(DeskForm):
    """Names a change that was made elsewhere."""

    change = StringField(
        "Number of the change",
        description="It stands in the history of the page: “version 412”.",
        filters=[_trim],
        validators=[DataRequired("Name the change."), Length(max=9)],
    )
    words = TextAreaField(
        "What was corrected",
        filters=[_trim],
        validators=[DataRequired("Say what was corrected."), Length(max=LONGEST_WORDS)],
    )


class NothingForm(DeskForm):
    """Says why nothing is changed."""

    words = TextAreaField(
        "Why nothing is changed",
        filters=[_trim],
        validators=[DataRequired("Say why, for whoever reads this later."), Length(max=LONGEST_WORDS)],
    )
