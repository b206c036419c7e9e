"""The log, corrections, the registry of specs, pictures, and the index."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from .common import Address, Day, Licence, Number, PictureFiles, Slug

Moment = Annotated[str, Meta(description="UTC.", examples=["2026-11-27T09:30:00.000000Z"])]
ChangeNumber = Annotated[int, Meta(description="Number of the change: the version it made.", ge=1)]


class Who(Struct, kw_only=True):
    """Who saved a change."""

    id: Annotated[str, Meta(description="Slug of an author, or what saved it: seeds, import, schedule.")]
    name: str


class Entity(Struct, kw_only=True):
    """What was changed. What is gone, or has no page, has no address."""

    kind: str
    id: Slug | UnsetType = UNSET
    address: str | UnsetType = UNSET


class FieldChange(Struct, kw_only=True):
    """One field. Where nothing was said before, or nothing after, that side is left out."""

    field: Annotated[str, Meta(description="Path in the thing’s state: `statements/12/says`.")]
    before: Any | UnsetType = UNSET
    after: Any | UnsetType = UNSET


class Change(Struct, kw_only=True):
    """One save: who, when, what and why."""

    number: ChangeNumber
    at: Moment
    actor: Who
    entity: Entity
    what: Annotated[
        Literal["published", "changed", "taken down"],
        Meta(description="What the public saw of it: something new, something else, or nothing more."),
    ]
    reason: str | UnsetType = UNSET
    fields: list[FieldChange]


class Told(Struct, kw_only=True):
    """One thing that changed, in words."""

    field: str
    words: str | UnsetType = UNSET
    removed: list[str]
    added: list[str]


class Correction(Struct, kw_only=True):
    """Something that was public and is another thing now."""

    version: ChangeNumber
    at: Moment
    title: str
    address: Address
    history: Address
    who: str
    why: str | UnsetType = UNSET
    fields: list[Told]


class Picture(PictureFiles, kw_only=True):
    """A picture that a public page shows."""

    name: str
    address: Annotated[Address, Meta(description="Its history; a picture has no other page of its own.")]
    taken: Annotated[str, Meta(description="A day, month or year, as far as it is known.")] | (
        UnsetType
    ) = UNSET
    shown_on: Annotated[list[str], Meta(description="Addresses of the pages that show it.")]


class Unit(Struct, kw_only=True):
    """A unit: what people read, and what the numbers of this API count."""

    symbol: str | UnsetType = UNSET
    base: Annotated[str, Meta(description="What numbers here count: µm, rpm, g …")] | UnsetType = UNSET
    per: Annotated[int, Meta(description="How many of the base make one of the symbol.")]


class Spec(Struct, kw_only=True):
    """A spec of the registry: what a product can have."""

    key: Slug
    label: str
    section: str
    kind: Annotated[str, Meta(description="Kind of value.")]
    unit: Unit | UnsetType = UNSET
    applies_to: list[str]
    direction: Annotated[
        Literal["higher", "lower", "say", "neither"],
        Meta(
            description="Which end a comparison calls better; “say” names the difference and judges nothing."
        ),
    ]
    better: Annotated[str, Meta(description="What the better end is called.")] | UnsetType = UNSET
    materiality: Annotated[int, Meta(description="Smallest difference a comparison marks, base units.")] | (
        UnsetType
    ) = UNSET
    materiality_percent: Annotated[int, Meta(description="The same, per cent.")] | UnsetType = UNSET
    tolerance: Annotated[int, Meta(description="How far sources may differ without disagreeing, base units.")]
    measured_only: bool
    help: str
    question: Annotated[str, Meta(description="What to ask a seller to learn it.")]
    also: Annotated[list[str], Meta(description="What makers call it.")]
    example: Annotated[str, Meta(description="A value as it is typed.")]
    example_value: Annotated[Any, Meta(description="The same value as this API has it.")]


class Resource(Struct, kw_only=True):
    """A kind of thing that can be read."""

    name: str
    about: str
    list: str
    item: str | UnsetType = UNSET
    total: Number | UnsetType = UNSET


class Index(Struct, kw_only=True):
    """What there is: version, licence, and where everything stands."""

    name: str
    version: Annotated[int, Meta(description="Number of the newest change.", ge=0)]
    data_date: Day
    licence: Licence
    resources: list[Resource]
    search: Annotated[str, Meta(description="Where words are searched.")]
    states: Annotated[dict[str, str], Meta(description="Every state, in words.")]
    documentation: str
    description: str
