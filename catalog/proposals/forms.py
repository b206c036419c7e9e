"""Forms of a pasted page and of a dispute."""

from __future__ import annotations

from wtforms import HiddenField, RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from catalog.desk.csrf import DeskForm
from catalog.products.facts_words import SOURCE_TYPES
from catalog.proposals.plain import MOST

KEEP_LINES = {"class": "in paste-in", "rows": "14", "spellcheck": "false"}


class PasteForm(DeskForm):
    """The text of a page, where it is from, and the product's last change when the page was opened."""

    text = TextAreaField(
        "Text of the page",
        description="Copy everything; menus and prices do no harm. The text itself is not kept.",
        validators=[
            InputRequired("Paste the text of a product page."),
            Length(max=MOST, message=f"This is longer than {MOST:,} characters. Paste it in parts."),
        ],
        render_kw=KEEP_LINES,
    )
    source = StringField(
        "Source on file",
        description="Its title or address, if the page was read before; otherwise describe it below.",
        render_kw={"list": "sources", "autocomplete": "off"},
    )
    title = StringField("Title of the page")
    url = StringField("Address", render_kw={"inputmode": "url", "placeholder": "https://"})
    publisher = StringField("Who published it")
    type = SelectField(
        "What it is",
        choices=[
            SelectChoice(value, words) for value, words in (("", "Please choose"), *SOURCE_TYPES.items())
        ],
        validate_choice=False,
    )
    read_on = StringField("Day read", render_kw={"placeholder": "2026-11-22", "inputmode": "numeric"})
    version = HiddenField()


class DecideForm(DeskForm):
    """Which statement is trusted, and why. `choice`: its place on file, or that they disagree."""

    product = HiddenField()
    spec = HiddenField()
    version = HiddenField()
    choice = RadioField(
        "Which do you trust?", choices=[], validate_choice=False, validators=[InputRequired("Choose one.")]
    )
    reason = StringField(
        "Why",
        validators=[
            DataRequired("Say why, in a few words: it stands in the history of the product."),
            Length(max=300, message="At most 300 characters."),
        ],
    )
