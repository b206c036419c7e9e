"""The form at `/report`."""

import re
from typing import Any, Final
from urllib.parse import urlsplit

from wtforms import Form, HiddenField, RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from catalog.reports.about import is_path, label_of
from catalog.reports.models import KINDS, LONGEST_LINK, LONGEST_PAGE, LONGEST_TEXT

_TURNED: Final = r"\u202a-\u202e\u2066-\u2069"
NOT_IN_A_LINE: Final = re.compile(rf"[\x00-\x1f\x7f-\x9f\u2028\u2029{_TURNED}\ud800-\udfff]")
NOT_IN_A_TEXT: Final = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_TURNED}\ud800-\udfff]")
"""Control characters and such as turn the line around: a database, or whoever lists the reports in a
terminal, is not to be told anything by them."""

_VERSION: Final = re.compile(r"[0-9]{1,9}", re.ASCII)


def _trim(text: str | None) -> str:
    return (text or "").strip()


def _lines(text: str | None) -> str:
    """With one character a line's end, as browsers count where they limit the length."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()


class ReportForm(Form):  # type: ignore[misc]
    """No token: the page with the form is the same for everybody. The view asks where it was sent from."""

    kind = RadioField(
        "What is it?",
        choices=[SelectChoice(key, words) for key, words in KINDS.items()],
        default="error",
        validators=[InputRequired("Choose what it is.")],
    )
    page = StringField(
        "Which page?",
        description="Its address on this site. Empty if it is about no page in particular.",
        filters=[_trim],
        validators=[Length(max=LONGEST_PAGE, message=f"{LONGEST_PAGE:,} characters are the most.")],
    )
    value = SelectField("Which value?", default="", validate_choice=False)
    version = HiddenField()
    text = TextAreaField(
        "What should it say, or what is wrong?",
        description="Say where it is written: a page of the manual, a file’s number, the print on a box.",
        filters=[_lines],
        render_kw={"rows": 6},
        validators=[
            InputRequired("Write what should be there, or what is wrong."),
            Length(max=LONGEST_TEXT, message=f"{LONGEST_TEXT:,} characters are the most."),
        ],
    )
    link = StringField(
        "Link to a source, if it is on the web",
        filters=[_trim],
        validators=[Length(max=LONGEST_LINK, message=f"{LONGEST_LINK:,} characters are the most.")],
    )
    trap = StringField("Leave this empty", filters=[lambda text: NOT_IN_A_LINE.sub("", text or "")])
    """Only a program that fills every field fills this one."""

    def __init__(self, rows: list[tuple[str, str]], here: str, *args: Any, **kwargs: Any) -> None:
        """``rows``: (key, label) of the values to choose from; ``here``: the site’s name in this request."""
        super().__init__(*args, **kwargs)
        self._had_controls = {field.name for field in (self.page, self.text, self.link) if _clean(field)}
        if not _VERSION.fullmatch(self.version.data or ""):
            self.version.data = ""
        chosen = (self.value.data or "", label_of(self.value.data or ""))
        # What was chosen stays chosen, also where the page meant is another one now.
        others = [] if chosen in rows or not chosen[1] else [chosen]
        first = ("", "The whole page, or something else")
        self.value.choices = [SelectChoice(*row) for row in (first, *rows, *others)]
        self.page.data = path_here(self.page.data or "", here)

    @property
    def catalogue_version(self) -> int | None:
        """The version the sender read; None where the page did not say, or nonsense came."""
        return int(self.version.data) if self.version.data else None

    def validate_page(self, field: StringField) -> None:
        self._refuse_controls(field)
        if field.data and not is_path(field.data):
            raise ValidationError("This is no address on this site; one looks like /devices/dr-pen-a6.")

    def validate_value(self, field: SelectField) -> None:
        if field.data and not label_of(field.data):
            raise ValidationError("Choose one of the list.")

    def validate_text(self, field: TextAreaField) -> None:
        self._refuse_controls(field)
        if not field.data:
            raise ValidationError("Write what should be there, or what is wrong.")

    def validate_link(self, field: StringField) -> None:
        self._refuse_controls(field)
        if field.data and not is_web_address(field.data):
            raise ValidationError("A link begins with https:// or http:// and has no blanks.")

    def _refuse_controls(self, field: StringField) -> None:
        if field.name in self._had_controls:
            raise ValidationError(
                "There were control characters in it. They are gone now; please look again."
            )


def _clean(field: StringField) -> bool:
    """Take out what cannot be stored, or shown on a page; whether there was any."""
    unfit = NOT_IN_A_TEXT if isinstance(field, TextAreaField) else NOT_IN_A_LINE
    text = field.data or ""
    field.data = unfit.sub("", text)
    return bool(field.data != text)


def path_here(address: str, here: str) -> str:
    """``"https://mtspen.com/devices/a6"`` → "/devices/a6" where the site is asked under that name."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    if parts.scheme in ("http", "https") and parts.netloc == here:
        return parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    return address


def is_web_address(address: str) -> bool:
    """Whether it leads to a page of the web, and to nothing else."""
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(host)
        and "@" not in parts.netloc
        and not re.search(r"\s", address)
    )
