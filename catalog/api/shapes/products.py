"""Devices, families, cartridges, brands and sources."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from .common import Absent, Address, Day, PartDay, PictureFiles, Slug, Text, or_absent

State = Literal["known", "disputed", "not_published", "not_researched", "does_not_apply"]
Value = Annotated[
    Any,
    Meta(
        description="As its kind has it, see `/api/v1/specs`: whole numbers in `unit`, lists, objects. "
        "An end that nobody names is left out of an interval."
    ),
]
Unit = Annotated[str, Meta(description="Unit of the numbers in it.")]
Kind = Literal["pen", "roller", "stamp", "cartridge"]


class DisputeReading(Struct):
    """One reading of what is disputed, and the sources that give it."""

    text: str
    sources: list[Slug]


class Dispute(Struct, kw_only=True):
    """What sources disagree on; the reading that is shown first comes first."""

    part: (
        Annotated[str, Meta(description="The part of the value in dispute; left out where it is all of it.")]
        | UnsetType
    ) = UNSET
    readings: list[DisputeReading]


class SpecCell(Struct, kw_only=True):
    """One spec of one product, as resolved from all that is said of it."""

    state: State
    value: Value | UnsetType = UNSET
    unit: Unit | UnsetType = UNSET
    text: Annotated[str, Meta(description="In words; of an absence, too.")]
    kind: (
        Annotated[str, Meta(description="claimed, documented or measured: of the weakest part.")] | UnsetType
    ) = UNSET
    source: Annotated[list[Slug], Meta(description="Who says the value, the best founded first.")]
    alternatives: Annotated[list[Value], Meta(description="The other readings of a dispute.")] | (
        UnsetType
    ) = UNSET
    disputes: list[Dispute] | UnsetType = UNSET


class CitedSource(Struct, kw_only=True):
    """A source as it is cited beside what it says."""

    id: Slug
    title: str
    url: Text
    publisher: str
    published: PartDay | Absent
    type: Annotated[str, Meta(description="What kind of witness it is.")]
    strength: Literal["strong", "fair", "weak"]
    read_on: Annotated[Day, Meta(description="The day it was read.")]


CitedOrNone = Annotated[Any, Meta(extra_json_schema=or_absent("CitedSource"))]


class Statement(Struct, kw_only=True):
    """What one source says of one spec."""

    spec: Annotated[str, Meta(description="Key of the registry, see `/api/v1/specs`.")]
    state: Literal["known", "not_published", "not_researched"]
    value: Value | UnsetType = UNSET
    unit: Unit | UnsetType = UNSET
    says: Annotated[str, Meta(description="As the source has it.")] | UnsetType = UNSET
    kind: Literal["claimed", "documented", "measured"]
    rank: Literal["preferred", "normal", "deprecated"]
    known_by: Literal["stated", "inferred", "recalled"]
    of_family: Annotated[bool, Meta(description="Whether it is said of the whole family.")]
    source: CitedOrNone
    read_on: Annotated[Day, Meta(description="The day this was read.")] | UnsetType = UNSET
    note: str | UnsetType = UNSET


class Offer(Struct, kw_only=True):
    """A price that was seen."""

    amount_minor: Annotated[int, Meta(description="Hundredths of the currency.", gt=0)]
    currency: Annotated[str, Meta(description="ISO 4217.", min_length=3, max_length=3)]
    currency_inferred: bool
    quantity: Annotated[int, Meta(gt=0)]
    unit: str
    merchant: Text
    day: PartDay | Absent
    affiliate: Annotated[bool, Meta(description="Whether this site earns from the link.")]
    url: str | UnsetType = UNSET
    note: str | UnsetType = UNSET
    source: CitedSource


class Legal(Struct, kw_only=True):
    """What a regulator’s record, or somebody who quotes one, says of this exact model in one market."""

    market: str
    body: str
    outcome: Literal["authorisation", "listing", "warning", "claim"]
    status: str
    identifier: Text
    date: PartDay | Absent
    use: Text
    checked: Day
    note: str | UnsetType = UNSET
    sources: list[CitedSource]


class FitSaid(Struct, kw_only=True):
    """What one source says of it."""

    answer: Literal["fits", "does not fit", "not verified"]
    source: Slug
    note: str | UnsetType = UNSET


class Fit(Struct, kw_only=True):
    """Whether two products go together, and everybody who says something of it."""

    other: Slug
    answer: Literal["fits", "does not fit", "not verified"]
    said: list[FitSaid]


class FamilyVersion(Struct, kw_only=True):
    """A version of a family, as in lists."""

    slug: Slug
    family: Slug | UnsetType = UNSET
    name: str
    brand: Slug | Absent
    kind: Kind
    specs: dict[str, SpecCell]


class Product(Struct, kw_only=True):
    """A device, a cartridge, or a family of versions, with everything that was said of it."""

    slug: Slug
    title: Annotated[str, Meta(description="Brand and name, the brand once.")]
    address: Address
    is_family: Annotated[bool, Meta(description="Whether it is a family; only its versions can be bought.")]
    family: Slug | UnsetType = UNSET
    name: str
    brand: Slug | Absent
    kind: Kind
    audience: Literal["home", "professional", "both"] | Absent
    status: Literal["current", "discontinued", "unknown"]
    is_own: Annotated[bool, Meta(description="Whether it is of the brand behind this site.")]
    released: PartDay | Absent
    successor: Slug | UnsetType = UNSET
    notes: str | UnsetType = UNSET
    specs: Annotated[dict[str, SpecCell], Meta(description="By key. A family has none: its versions do.")] | (
        UnsetType
    ) = UNSET
    versions: Annotated[list[FamilyVersion], Meta(description="Of a family, the shortest needles first.")] | (
        UnsetType
    ) = UNSET
    statements: list[Statement]
    offers: list[Offer]
    legal: list[Legal]
    fits: list[Fit]
    pictures: list[PictureFiles] | UnsetType = UNSET


class Brand(Struct, kw_only=True):
    """The name on the device."""

    slug: Slug
    address: Address
    name: str
    is_own: Annotated[bool, Meta(description="Whether it is the brand behind this site.")]
    notes: str | UnsetType = UNSET
    products: Annotated[list[Slug], Meta(description="What stands in the catalogue under this name.")]


class Source(Struct, kw_only=True):
    """A text that was read: what kind of witness it is, who published it, and when it was read."""

    id: Slug
    title: str
    url: Text
    publisher: str
    published: PartDay | Absent
    type: Annotated[str, Meta(description="What kind of witness it is.")]
    strength: Literal["strong", "fair", "weak"]
    is_manual: Annotated[bool, Meta(description="Whether it is a manual itself, not notes about one.")]
    read_on: Day
    note: str | UnsetType = UNSET
