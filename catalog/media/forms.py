"""Forms of pictures: what is said about one, and its file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import HiddenField, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import ValidationError

from catalog import clock
from catalog.dates import PartialDate
from catalog.desk.csrf import DeskForm
from catalog.printable import UNPRINTABLE

from .editing import NoProductError, Words

ACCEPTED: Final = "image/jpeg,image/png,image/webp,image/avif"
ORIGIN_WORDS: Final = {
    "own photo": "Own photo: one of us took it",
    "maker": "Maker: a picture of whoever makes the device",
    "shop": "Shop: a picture of whoever sells it",
    "licensed": "Licensed: somebody else’s, under a licence",
    "public domain": "Public domain: nobody’s any more",
}
NEEDS_LICENCE: Final = ("maker", "shop", "licensed")
LONGEST: Final = {"name": 120, "alt": 500, "credit": 200, "licence": 200}


def _trim(text: str | None) -> str:
    return " ".join((text or "").split())


class WordsForm(DeskForm):
    """What is said about a picture."""

    alt = TextAreaField(
        "What is to be seen",
        description="For those who do not see it: the thing, its parts, what the picture is here for. "
        "“A pen on a table; its dial is set to 0.5 mm.”",
        filters=[_trim],
        render_kw={"rows": 3},
    )
    origin = RadioField(
        "Who it comes from", choices=[SelectChoice(key, said) for key, said in ORIGIN_WORDS.items()]
    )
    credit = StringField(
        "Who took it",
        description="A person’s name; of a maker’s or a shop’s picture, theirs.",
        filters=[_trim],
    )
    licence = StringField(
        "Licence",
        description="As it is called, or where it stands that it may be shown. Own photos may go without.",
        filters=[_trim],
    )
    taken_on = StringField(
        "When it was taken",
        description="As far as it is known: 2026-11-20, 2026-11 or 2026. May be left out.",
        filters=[_trim],
    )
    shows = StringField(
        "Device or cartridge that it shows",
        description="Its name, or the last part of its page’s address. The picture then stands on that page. "
        "May be left out.",
        filters=[_trim],
        render_kw={"list": "known-devices", "autocomplete": "off"},
    )
    name = StringField(
        "Name in this library",
        description="Left empty, it takes the name of the file.",
        filters=[_trim],
    )

    def __init__(self, product_of: Callable[[str], int], *args: Any, **kwargs: Any) -> None:
        """product_of: the id of what is typed under “shows”; it raises `NoProductError`."""
        super().__init__(*args, **kwargs)
        self._product_of = product_of
        self.product_id: int | None = None

    def validate_alt(self, field: TextAreaField) -> None:
        _text(field, "Say what is to be seen. Without that, no picture can be shown.")

    def validate_origin(self, field: RadioField) -> None:
        if field.data not in ORIGIN_WORDS:
            field.errors = []
            raise ValidationError("Choose who the picture comes from.")

    def validate_credit(self, field: StringField) -> None:
        _text(field, "Say who took it.")

    def validate_licence(self, field: StringField) -> None:
        needed = self.origin.data in NEEDS_LICENCE
        _text(field, "Say under which licence, or where it stands, that it may be shown." if needed else "")

    def validate_name(self, field: StringField) -> None:
        _text(field, "")

    def validate_taken_on(self, field: StringField) -> None:
        if not field.data:
            return
        try:
            found = PartialDate(field.data)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if found.text > clock.today().isoformat()[: len(found.text)]:
            raise ValidationError("This day has not come yet.")

    def validate_shows(self, field: StringField) -> None:
        if not field.data:
            return
        try:
            self.product_id = self._product_of(field.data)
        except NoProductError as error:
            raise ValidationError(str(error)) from error

    def words(self, name: str, place: int = 0) -> Words:
        """What was typed, under this name where none was."""
        return Words(
            name=self.name.data or name,
            alt=self.alt.data,
            origin=self.origin.data,
            credit=self.credit.data,
            licence=self.licence.data,
            taken_on=self.taken_on.data,
            product_id=self.product_id,
            place=place,
        )


def _text(field: StringField, missing: str) -> None:
    """Refuse a text that is missing, where there is a sentence for that, too long, or unprintable."""
    text, most = field.data or "", LONGEST[field.name]
    if missing and not text:
        raise ValidationError(missing)
    if len(text) > most:
        raise ValidationError(f"{most} characters are the most; these are {len(text):,}.")
    if UNPRINTABLE.search(text):
        field.data = UNPRINTABLE.sub("", text)
        raise ValidationError("There was a character that cannot be printed. It is gone now; look again.")


class _WithFile:
    """A form with a file in it."""

    file: FileField

    @property
    def sent(self) -> FileStorage | None:
        """The file that was chosen, or None."""
        found = self.file.data
        return found if isinstance(found, FileStorage) and found.filename else None


def _file_field() -> FileField:
    return FileField(
        "The picture’s file",
        description="A JPEG, PNG, WebP or AVIF. Where and with what it was taken is not kept.",
        render_kw={"accept": ACCEPTED},
    )


class UploadForm(_WithFile, WordsForm):
    """A new picture. ``kept``: number of the upload whose file was taken before and waits."""

    file = _file_field()
    kept = HiddenField()

    @property
    def kept_number(self) -> int | None:
        """The upload that waits; None where none does, or nonsense came."""
        text = self.kept.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


class EditForm(WordsForm):
    """The words of a picture that is there."""

    name = StringField("Name in this library", filters=[_trim])
    place = StringField(
        "Order on that page",
        description="A whole number; lower ones come first, and of equal ones those that were there first.",
        filters=[_trim],
    )

    def validate_place(self, field: StringField) -> None:
        text = (field.data or "0").removeprefix("-")
        if not (text.isascii() and text.isdigit() and len(text) < 6):
            raise ValidationError("Write a whole number, such as 0 or 10.")

    def validate_name(self, field: StringField) -> None:
        _text(field, "A picture needs a name in the library.")

    @property
    def place_number(self) -> int:
        """The order as a number; 0 where nothing was typed."""
        return int(self.place.data or "0")


class ReplaceForm(_WithFile, DeskForm):
    """Another file for a picture that is there."""

    file = _file_field()
