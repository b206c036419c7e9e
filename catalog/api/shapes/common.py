"""What most answers share: absences, links, the frame around one thing and around a list."""

from __future__ import annotations

from typing import Annotated, Any, Final, Generic, Literal, TypeVar

from msgspec import UNSET, Meta, Struct, UnsetType

Data = TypeVar("Data")

SCHEMAS: Final = "#/components/schemas/"
"""How a reference to a shape begins."""

STATES: Final = {
    "not_published": "The maker does not say; somebody looked.",
    "not_researched": "Nobody here has looked yet, or found anything.",
    "does_not_apply": "Things of this kind do not have it.",
    "disputed": "Sources disagree; the readings stand beside it.",
    "known": "There is a value.",
    "not_recorded": "It may be known somewhere; this catalogue has no record of it.",
    "not_read": "There is a text, from which no value can be read; the text stands beside it.",
    "not_measured": "The study did not measure it, or does not say what it measured.",
    "not_written": "It is the author’s to write, and is not written yet.",
    "not_graded": "There are no studies to grade.",
    "not_scored": "Without hands-on testing, or while a part is missing, there is no score.",
    "not_looked_through": "No list of retractions was looked through for it.",
    "none_named": "The source names no limit.",
    "only_claimed": "No study stands behind it; somebody says so.",
    "not_stated": "Nobody has decided or said it.",
}
"""Every state that a value or its absence can have, in words."""


class Absent(Struct):
    """Stands where a value would stand: why there is none. Never null, never 0, never an empty text."""

    state: Literal[
        "not_recorded",
        "not_read",
        "not_measured",
        "not_written",
        "not_graded",
        "not_scored",
        "not_looked_through",
        "none_named",
        "only_claimed",
        "not_stated",
    ]


def or_absent(shape: str) -> dict[str, Any]:
    """The schema of a shape or an absence; `msgspec` reads no union of two structs."""
    return {"anyOf": [{"$ref": f"{SCHEMAS}{name}"} for name in (shape, "Absent")]}


Text = str | Absent
Number = int | Absent
Day = Annotated[str, Meta(description="A day (UTC) as in ISO 8601.", pattern=r"^\d{4}-\d{2}-\d{2}$")]
PartDay = Annotated[
    str, Meta(description="A day, month or year, as far as it is known.", pattern=r"^\d{4}(-\d{2}){0,2}$")
]
Slug = Annotated[str, Meta(description="What names it in addresses, and here.")]
Address = Annotated[str, Meta(description="Address of its page on this site.", pattern="^/")]
Micrometres = Annotated[int, Meta(description="µm.", ge=0)]


class Links(Struct, kw_only=True):
    """Where this can be read."""

    self: Annotated[str, Meta(description="This answer, at its version: it stays as it is.")]
    page: Annotated[str, Meta(description="The page for people.")] | UnsetType = UNSET
    history: Annotated[str, Meta(description="The page that tells its changes.")] | UnsetType = UNSET
    next: Annotated[str, Meta(description="The page of the list that follows; none on the last.")] | (
        UnsetType
    ) = UNSET


Version = Annotated[int, Meta(description="Number of the newest change that this answer knows of.", ge=0)]
DataDate = Annotated[Day, Meta(description="The day the answer is of.")]
CannotSay = Annotated[
    list[str],
    Meta(description="Of an earlier version: what it cannot say as it was. Left out of answers of today."),
]


class One(Struct, Generic[Data], kw_only=True):
    """One thing."""

    version: Version
    data_date: DataDate
    cannot_say: CannotSay | UnsetType = UNSET
    data: Data
    links: Links


class Many(Struct, Generic[Data], kw_only=True):
    """A page of a list."""

    version: Version
    data_date: DataDate
    cannot_say: CannotSay | UnsetType = UNSET
    total: Annotated[int, Meta(description="How many there are in all, under these filters.", ge=0)] | (
        UnsetType
    ) = UNSET
    data: list[Data]
    links: Links


class Named(Struct):
    """Something that is named: its kind and its slug."""

    kind: str
    id: Slug


class Licence(Struct, kw_only=True):
    """Under which terms the data may be used."""

    name: Text
    url: Annotated[str, Meta(description="The text of the licence.")] | UnsetType = UNSET


class PictureFiles(Struct, kw_only=True):
    """A picture: what it shows, whose it is, and its files."""

    slug: Slug
    alt: Annotated[str, Meta(description="What is to be seen, for those who do not see it.")]
    origin: Annotated[str, Meta(description="Who it comes from, as said beside it.")]
    credit: Annotated[str, Meta(description="Who took it.")]
    licence: Text
    width: int
    height: int
    webp: Annotated[dict[str, str], Meta(description="Width in pixels → address of the file.")]
    avif: Annotated[dict[str, str], Meta(description="Width in pixels → address of the file.")]
