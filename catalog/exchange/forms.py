"""The form of `/desk/import`: a file, and how it is to be read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, HiddenField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from catalog import clock
from catalog.dates import PartialDate
from catalog.desk.csrf import DeskForm
from catalog.printable import UNPRINTABLE

from .import_report import SAID, Options

ENCODINGS: Final = (
    ("", "As it looks"),
    ("utf-8", "UTF-8"),
    ("utf-16", "UTF-16"),
    ("cp1252", "Western European (Windows-1252)"),
    ("cp1250", "Central European (Windows-1250)"),
    ("cp1251", "Cyrillic (Windows-1251)"),
    ("mac_roman", "Western European (Mac)"),
    ("gb18030", "Chinese (GB 18030)"),
    ("cp949", "Korean (CP949)"),
    ("cp932", "Japanese (Shift JIS)"),
)
SEPARATORS: Final = (
    ("", "As it looks"),
    ("comma", "Comma"),
    ("semicolon", "Semicolon"),
    ("tab", "Tab"),
    ("pipe", "Vertical bar"),
)
KINDS: Final = (
    ("", "What follows from the source"),
    ("claimed", "It claims it"),
    ("documented", "It documents it"),
    ("measured", "It was measured"),
)
RANKS: Final = (
    ("", "None"),
    ("preferred", "Trust it before others"),
    ("deprecated", "Replaced by a newer text"),
)
_CHOICES: Final = {"kind": KINDS, "rank": RANKS, "encoding": ENCODINGS, "separator": SEPARATORS}
LONGEST: Final = 300
PASTED: Final = "pasted text"
"""What a file is called that has no name."""


def _trim(text: str | None) -> str:
    return " ".join((text or "").split())


def _select(label: str, name: str, description: str = "") -> SelectField:
    return SelectField(
        label,
        choices=[SelectChoice(value, words) for value, words in _CHOICES[name]],
        description=description,
        validate_choice=False,
    )


def _typed(label: str, description: str, most: int = LONGEST, **attributes: str) -> StringField:
    said = f"At most {most} characters."
    return StringField(
        label,
        description=description,
        filters=[_trim],
        validators=[Length(max=most, message=said)],
        render_kw={"autocomplete": "off", **attributes},
    )


class ImportForm(DeskForm):
    """A file, and what is true of all of it."""

    file = FileField("File")
    pasted = TextAreaField(
        "Or paste it",
        description="The text of such a file, or cells copied from a spreadsheet, their headings with them.",
        render_kw={"rows": 6, "spellcheck": "false", "autocomplete": "off"},
    )
    source = _typed(
        "Source on file",
        "Its title or address: who says what the table says, where a row names no source of its own.",
        500,
        list="sources",
    )
    day = _typed(
        "Day",
        "On which the source was read, or the prices were seen, or the list was made; like 2026-11-22.",
        10,
        inputmode="numeric",
        placeholder="2026-11-22",
    )
    kind = _select("How it is known", "kind")
    rank = _select("Trust", "rank")
    shop = _typed("Shop", "Whose prices these are, where a row names none.", 200)
    country = _typed("Country", "For which the prices are, like US.", 2, autocapitalize="characters")
    currency = _typed("Currency", "Of prices that name none, like USD.", 3, autocapitalize="characters")
    encoding = _select("Encoding", "encoding")
    separator = _select("Cells are separated by", "separator")
    ignore = _typed("Headings to leave out", "Columns that are not to be read, apart by commas.", 2000)
    replace = BooleanField("Take the file’s word where a reference here differs")
    skip_bad = BooleanField("Leave out what is wrong, and take the rest")
    expected = HiddenField()

    @property
    def sent(self) -> FileStorage | None:
        """The file that was chosen, or None."""
        found = self.file.data
        return found if isinstance(found, FileStorage) and found.filename else None

    @property
    def has_both(self) -> bool:
        """Whether a file was chosen and another text was pasted."""
        return self.sent is not None and bool((self.pasted.data or "").strip())

    def content(self, most: int) -> tuple[str, bytes] | None:
        """Name and first bytes, at most ``most``, of what was chosen or pasted; None for neither."""
        if (sent := self.sent) is not None:
            return sent.filename or "", sent.stream.read(most)
        text = self.pasted.data or ""
        # A lone half of a character pair is none: it is kept as a mark, and the rest as it is.
        return (PASTED, text.encode("utf-8", "replace")[:most]) if text.strip() else None

    def shown(self, options: Iterable[str]) -> frozenset[str]:
        """Fields of the form to be shown: those of a kind of file, and those that say something already."""
        return frozenset(options) | {
            name for name in (*SAID, "skip_bad") if self[name].data or self[name].errors
        }

    def validate_day(self, field: StringField) -> None:
        if not field.data:
            return
        try:
            if PartialDate(field.data).precision == "day" and field.data <= clock.today().isoformat():
                return
        except ValueError:
            pass
        raise ValidationError("Write a day like 2026-11-22, and not one to come.")

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Also refuses choices that nobody was offered, and what cannot be printed."""
        is_right = bool(super().validate(*args, **kwargs))
        for name in _CHOICES:
            if self[name].data not in (None, *(value for value, _ in _CHOICES[name])):
                self[name].errors = ["Choose one of these."]
                is_right = False
        for name in ("source", "shop", "country", "currency", "ignore"):
            if UNPRINTABLE.search(self[name].data or ""):
                self[name].data = UNPRINTABLE.sub("", self[name].data)
                self[name].errors = [
                    "There was a character that cannot be printed. It is gone now; look again."
                ]
                is_right = False
        return is_right

    def options(self) -> Options:
        """What was typed, once it is checked."""

        def text(name: str) -> str:
            return str(self[name].data or "")

        return Options(
            replace=bool(self.replace.data),
            skip_bad=bool(self.skip_bad.data),
            day=date.fromisoformat(text("day")) if text("day") else None,
            source=text("source"),
            kind=text("kind"),
            rank=text("rank"),
            shop=text("shop"),
            country=text("country").upper(),
            currency=text("currency").upper(),
            encoding=text("encoding"),
            separator=text("separator"),
            ignore=tuple(name.strip() for name in text("ignore").split(",") if name.strip()),
        )


def filled(options: Options) -> ImportForm:
    """The form with these options in it."""
    said = {name: getattr(options, name) for name in Options.__dataclass_fields__}
    said["day"] = options.day.isoformat() if options.day else ""
    said["ignore"] = ", ".join(options.ignore)
    return ImportForm(formdata=None, data=said)
