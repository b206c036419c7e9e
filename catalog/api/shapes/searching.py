"""What a search answers."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from .common import Address, DataDate, Links, Slug, Version


class Piece(Struct, kw_only=True):
    """A part of a snippet, as text."""

    text: str
    is_hit: Annotated[bool, Meta(description="Whether it is what was looked for.")]


class Hit(Struct, kw_only=True):
    """One thing that was found."""

    slug: Slug
    title: str
    address: Address
    line: Annotated[str, Meta(description="What it is, in words.")] | UnsetType = UNSET
    why: Annotated[str, Meta(description="What of it was found, in words.")] | UnsetType = UNSET
    snippet: list[Piece]


class Group(Struct, kw_only=True):
    """What was found of one kind: how much there is, and the best of it."""

    kind: Literal["device", "cartridge", "brand", "review", "article", "study", "claim", "term"]
    count: Annotated[int, Meta(ge=0)]
    hits: list[Hit]


class Search(Struct, kw_only=True):
    """What was found, by kind."""

    version: Version
    data_date: DataDate
    q: Annotated[str, Meta(description="What was asked.")]
    corrected: (
        Annotated[str, Meta(description="What was searched instead; left out where nothing was corrected.")]
        | UnsetType
    ) = UNSET
    missing: Annotated[list[str], Meta(description="Words that were left out: nothing has all of them.")]
    total: Annotated[int, Meta(ge=0)]
    groups: list[Group]
    links: Links
