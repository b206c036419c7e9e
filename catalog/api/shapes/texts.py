"""Articles, reviews, comparisons, needs, authors; the method and what was measured by it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from .common import (
    Absent,
    Address,
    Day,
    Micrometres,
    Named,
    Number,
    PartDay,
    PictureFiles,
    Slug,
    Text,
    or_absent,
)

Markdown = Annotated[str, Meta(description="Markdown.")]
Tenths = Annotated[int, Meta(description="Tenths of a point: 84 is 8.4 of 10.", ge=0, le=100)]


class Noted(Struct):
    """What was added or put right on a day."""

    day: Day
    words: str


class ChangedSince(Struct, kw_only=True):
    """Something a text leans on that changed since the text was last checked."""

    thing: str
    address: str | UnsetType = UNSET
    what: str
    before: str | UnsetType = UNSET
    after: str | UnsetType = UNSET
    version: int
    day: Day


class ArticleInShort(Struct, kw_only=True):
    """An article, without its text."""

    id: Slug
    address: Address
    title: str
    summary: str
    byline: str
    written: Day
    checked: Annotated[Day, Meta(description="The day on which the evidence was last read for it.")]
    kinds: list[str]
    lengths_um: list[Micrometres] | UnsetType = UNSET
    concerns: list[Slug]
    topics: list[str]


class Article(ArticleInShort, kw_only=True):
    """An article as it was written, and what it names."""

    text: Markdown
    changed: Day | UnsetType = UNSET
    corrections: list[Noted]
    names: list[Named]
    comments: Annotated[int, Meta(description="How many comments are public.")] | UnsetType = UNSET
    changed_since: list[ChangedSince] | UnsetType = UNSET


class ReviewInShort(Struct, kw_only=True):
    """A review, without its text."""

    id: Slug
    address: Address
    device: Slug
    device_in_catalogue: Annotated[
        bool, Meta(description="False where the device was taken off the catalogue.")
    ]
    title: str
    verdict: str
    author: Slug
    hands_on: bool
    connection: str
    method: int | UnsetType = UNSET
    score: Annotated[str, Meta(description="Points of ten, or the least and most it can be.")] | Absent
    written: Day
    checked: Day


class Points(Struct):
    """The score: equal ends where every part has one. With its formula."""

    low: Tenths
    high: Tenths
    formula: str


PointsOrNone = Annotated[Any, Meta(extra_json_schema=or_absent("Points"))]


class PartScore(Struct, kw_only=True):
    """One part of a score, and what it rests on."""

    criterion: str
    weight: int | UnsetType = UNSET
    score: Tenths
    why: str | UnsetType = UNSET
    measurements: list[Slug]


class ReviewPoint(Struct, kw_only=True):
    """What speaks for or against."""

    words: str
    spec: str | UnsetType = UNSET
    measurement: Slug | UnsetType = UNSET


class Alternative(Struct):
    """Another device, and what speaks for it."""

    device: Slug
    reason: str


class Review(Struct, kw_only=True):
    """A review as it was written, its score with everything it is made of."""

    id: Slug
    address: Address
    device: Slug
    device_in_catalogue: Annotated[
        bool, Meta(description="False where the device was taken off the catalogue.")
    ]
    title: str
    verdict: str
    text: Markdown
    author: Slug
    hands_on: Annotated[bool, Meta(description="Whether the author had it in hand; without that, no score.")]
    obtained: Literal["bought", "lent", "gift", "not had"]
    obtained_words: str | UnsetType = UNSET
    days_used: Number
    sessions: Number
    units: Annotated[Number, Meta(description="How many devices were tried.")]
    last_used: PartDay | Absent
    connection: Literal["none", "own product", "affiliate", "free sample", "paid", "other"]
    connection_words: str | UnsetType = UNSET
    own_product: bool
    method: Annotated[int, Meta(description="Version of the method.")] | UnsetType = UNSET
    score: PointsOrNone
    scores: list[PartScore]
    pros: list[ReviewPoint]
    cons: list[ReviewPoint]
    best_for: list[str]
    not_for: list[str]
    alternatives: list[Alternative]
    follow_ups: list[Noted]
    corrections: list[Noted]
    written: Day
    checked: Day
    changed: Day | UnsetType = UNSET
    names: list[Named]
    changed_since: list[ChangedSince] | UnsetType = UNSET


class Compared(Struct):
    """A device of a comparison, as it was called when it was written."""

    slug: Slug
    name: str
    kind: str


class Reason(Struct):
    """A sentence and the row it leans on."""

    words: str
    row: str


class Comparison(Struct, kw_only=True):
    """A comparison that an editor wrote, over values that do not change under it."""

    id: Slug
    address: Address
    title: str
    summary: str | UnsetType = UNSET
    text: Markdown | UnsetType = UNSET
    byline: str
    reasons: list[Reason]
    devices: list[Compared]
    values_of: Annotated[int, Meta(description="Version of the catalogue whose values it is written on.")]
    values_day: Day
    values: Annotated[str, Meta(description="Address of those values as JSON.")]


class Need(Struct, kw_only=True):
    """A saved filter with its text and its reasons. The list under it is live."""

    id: Slug
    address: Address
    title: str
    summary: str | UnsetType = UNSET
    text: Markdown | UnsetType = UNSET
    reasons: list[str]
    byline: str
    query: Annotated[str, Meta(description="The filter as a query string of `/devices`.")]
    devices: Annotated[str, Meta(description="Address of the list as JSON.")]


class Written(Struct):
    """A text under somebody’s name."""

    address: Address
    title: str
    written: Day


class Author(Struct, kw_only=True):
    """Somebody whose name stands over a text."""

    slug: Slug
    address: Address
    name: str
    title: Text
    biography: Text
    qualifications: Text
    disclosure: Text
    picture: PictureFiles | UnsetType = UNSET
    articles: list[Written]
    reviews: list[Written]


class Criterion(Struct, kw_only=True):
    """A part of a score: how heavily it weighs, and how it is found out."""

    key: str
    name: str
    weight: int
    how: Markdown | UnsetType = UNSET
    kinds: Annotated[list[str], Meta(description="Kinds of device it is asked of; empty for all.")] | (
        UnsetType
    ) = UNSET
    specs: list[str] | UnsetType = UNSET


class Method(Struct, kw_only=True):
    """A version of how devices are tested."""

    version: int
    address: Address
    title: str
    day: Annotated[Day, Meta(description="From when it is used.")]
    text: Markdown
    changes: str | UnsetType = UNSET
    criteria: list[Criterion]
    instruments: list[dict[str, Any]]
    comparable_with: list[int]
    measurements: Annotated[int, Meta(description="How many measurements were made by it.")]
    versions: list[int]


class Measurement(Struct, kw_only=True):
    """Readings of one spec of one product."""

    name: Slug
    product: Slug
    address: Address
    spec: str
    unit: Annotated[str, Meta(description="Unit of readings, mean and spread.")]
    set_um: Annotated[int, Meta(description="What was set, µm.")] | UnsetType = UNSET
    readings: list[int]
    n: int
    mean: int
    spread: Annotated[int, Meta(description="Standard deviation; a single reading has none.")] | (
        UnsetType
    ) = UNSET
    pieces: Annotated[int, Meta(description="How many devices or cartridges they were taken on.")]
    instrument: str
    day: Day
    by: Slug
    method: Annotated[int, Meta(description="Version of the method it was made by.")] | Absent
    note: str | UnsetType = UNSET
    counts: Annotated[bool, Meta(description="Whether the value of today is made of it.")]
