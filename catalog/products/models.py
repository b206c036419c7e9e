"""Tables of the catalogue's things and of what is said about them.

A table model does not validate: values come through `drafts` and `checks`, and the constraints here are
the last word. Days are ISO text; a date that sources give in part is a `PartialDate`.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Text, UniqueConstraint, true
from sqlmodel import Field, SQLModel

import catalog.db  # noqa: F401 - constraints are named as it says
from catalog.dates import PartialDate, PartialDateType

PRODUCT_KINDS = ("pen", "roller", "stamp", "cartridge")
AUDIENCES = ("home", "professional", "both")
MARKET_STATUSES = ("current", "discontinued", "unknown")
SOURCE_STRENGTHS = ("strong", "fair", "weak")
SOURCE_TYPES = (
    "regulator", "regulator-derived", "peer-reviewed", "manufacturer", "manufacturer-marketing", "retailer",
    "retailer-marketing", "distributor", "clinic", "magazine", "trade-press", "news", "health-site", "blog",
    "affiliate", "competitor", "encyclopaedia", "secondary-summary", "answer", "own-measurement",
)  # fmt: skip
STATES = ("known", "not_published", "not_researched")
KINDS = ("claimed", "documented", "measured")
RANKS = ("preferred", "normal", "deprecated")
KNOWN_BY = ("stated", "inferred", "recalled")
FIT_ANSWERS = ("fits", "does not fit", "not verified")
LEGAL_OUTCOMES = ("authorisation", "listing", "warning", "claim")


def one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    """A CHECK that the column holds one of the values; NULL passes, as it does in SQL."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_listed")


def is_day(column: str) -> CheckConstraint:
    return CheckConstraint(f"length({column}) = 10", name=f"{column}_is_day")


def long_text() -> Column[str]:
    return Column(Text, nullable=False)


class Brand(SQLModel, table=True):
    """The name on the device. ``is_own``: the brand behind this site."""

    __tablename__ = "brand"
    __table_args__ = (CheckConstraint("slug <> '' AND name <> ''", name="named"),)

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, max_length=120)
    name: str = Field(unique=True, max_length=200)
    is_own: bool = Field(default=False)
    notes: str = Field(default="", sa_column=long_text())


class Source(SQLModel, table=True):
    """A text that was read: what kind of witness it is, who published it and when, the day it was read."""

    __tablename__ = "source"
    __table_args__ = (
        one_of("type", SOURCE_TYPES),
        one_of("strength", SOURCE_STRENGTHS),
        is_day("read_on"),
        CheckConstraint("length(published) IN (4, 7, 10)", name="published_is_date"),
        CheckConstraint("slug <> '' AND title <> ''", name="named"),
    )

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, max_length=120)
    title: str = Field(sa_column=long_text())
    url: str | None = Field(default=None, sa_type=Text)
    publisher: str = Field(sa_column=long_text())
    published: PartialDate | None = Field(default=None, sa_type=PartialDateType)
    type: str = Field(max_length=40)
    strength: str = Field(max_length=10)
    is_manual: bool = Field(default=False)
    read_on: str = Field(max_length=10)
    note: str = Field(default="", sa_column=long_text())

    model_config = {"arbitrary_types_allowed": True}


class Product(SQLModel, table=True):
    """A pen, roller, stamp or cartridge that can be bought; or a family of versions, which cannot.

    ``document`` is the product's read model as canonical JSON, written with every change that touches it;
    empty while the product is only reserved.
    """

    __tablename__ = "product"
    __table_args__ = (
        one_of("kind", PRODUCT_KINDS),
        one_of("audience", AUDIENCES),
        one_of("status", MARKET_STATUSES),
        CheckConstraint("slug <> '' AND name <> ''", name="named"),
        CheckConstraint("NOT (is_family AND family_id IS NOT NULL)", name="family_has_no_family"),
        CheckConstraint("family_id <> id", name="not_its_own_family"),
        CheckConstraint("successor_id <> id", name="not_its_own_successor"),
        CheckConstraint("length(released) IN (4, 7, 10)", name="released_is_date"),
    )

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, max_length=120)
    kind: str = Field(max_length=10, index=True)
    brand_id: int | None = Field(default=None, foreign_key="brand.id", index=True)
    name: str = Field(max_length=200)
    is_family: bool = Field(default=False)
    family_id: int | None = Field(default=None, foreign_key="product.id", index=True)
    successor_id: int | None = Field(default=None, foreign_key="product.id", index=True)
    audience: str | None = Field(default=None, max_length=12)
    status: str = Field(default="unknown", max_length=12)
    is_own: bool = Field(default=False)
    is_published: bool = Field(default=True, sa_column_kwargs={"server_default": true()})
    released: PartialDate | None = Field(default=None, sa_type=PartialDateType)
    notes: str = Field(default="", sa_column=long_text())
    document: str = Field(default="", sa_column=long_text())

    model_config = {"arbitrary_types_allowed": True}


class StatementRow(SQLModel, table=True):
    """What one source says of one spec of one product.

    ``says`` is the text as typed; ``value`` its canonical JSON, NULL where no value could be read from it.
    ``origin`` names the fact it was made from. ``place`` is the order stated.
    """

    __tablename__ = "statement"
    __table_args__ = (
        one_of("state", STATES),
        one_of("kind", KINDS),
        one_of("rank", RANKS),
        one_of("known_by", KNOWN_BY),
        is_day("read_on"),
        CheckConstraint("source_id IS NOT NULL OR known_by = 'recalled'", name="has_a_source"),
        CheckConstraint("(state = 'known') = (says IS NOT NULL)", name="known_says_something"),
        CheckConstraint("state = 'known' OR value IS NULL", name="only_the_known_has_a_value"),
        UniqueConstraint("product_id", "place"),
    )

    id: int | None = Field(default=None, primary_key=True)
    product_id: int = Field(foreign_key="product.id", ondelete="CASCADE")
    place: int
    spec: str = Field(max_length=40)
    state: str = Field(default="known", max_length=20)
    says: str | None = Field(default=None, sa_type=Text)
    value: str | None = Field(default=None, sa_type=Text)
    kind: str = Field(max_length=12)
    rank: str = Field(default="normal", max_length=12)
    known_by: str = Field(default="stated", max_length=10)
    source_id: int | None = Field(default=None, foreign_key="source.id", index=True)
    read_on: str | None = Field(default=None, max_length=10)
    note: str = Field(default="", sa_column=long_text())
    origin: str | None = Field(default=None, max_length=200)


class Offer(SQLModel, table=True):
    """A price that was seen: minor units of a currency for a quantity, where and when if known."""

    __tablename__ = "offer"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="amount_positive"),
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint("length(currency) = 3", name="currency_is_code"),
        CheckConstraint("length(day) IN (4, 7, 10)", name="day_is_date"),
        UniqueConstraint("product_id", "place"),
    )

    id: int | None = Field(default=None, primary_key=True)
    product_id: int = Field(foreign_key="product.id", ondelete="CASCADE")
    place: int
    amount_minor: int
    currency: str = Field(max_length=3)
    currency_inferred: bool = Field(default=False)
    quantity: int = Field(default=1)
    unit: str = Field(default="piece", max_length=40)
    merchant: str | None = Field(default=None, max_length=200)
    day: PartialDate | None = Field(default=None, sa_type=PartialDateType)
    source_id: int = Field(foreign_key="source.id", index=True)
    is_affiliate: bool = Field(default=False)
    url: str | None = Field(default=None, sa_type=Text)
    note: str = Field(default="", sa_column=long_text())
    origin: str | None = Field(default=None, max_length=200)

    model_config = {"arbitrary_types_allowed": True}


class LegalStatus(SQLModel, table=True):
    """What a regulator's record, or somebody who quotes one, says of this exact model in one market."""

    __tablename__ = "legal_status"
    __table_args__ = (
        one_of("outcome", LEGAL_OUTCOMES),
        is_day("checked"),
        CheckConstraint("length(date) IN (4, 7, 10)", name="date_is_date"),
        CheckConstraint("market <> '' AND body <> '' AND status <> ''", name="says_something"),
        UniqueConstraint("product_id", "place"),
    )

    id: int | None = Field(default=None, primary_key=True)
    product_id: int = Field(foreign_key="product.id", ondelete="CASCADE")
    place: int
    market: str = Field(max_length=80)
    body: str = Field(max_length=80)
    outcome: str = Field(max_length=16)
    status: str = Field(max_length=200)
    identifier: str | None = Field(default=None, max_length=80, index=True)
    date: PartialDate | None = Field(default=None, sa_type=PartialDateType)
    use: str | None = Field(default=None, sa_type=Text)
    checked: str = Field(max_length=10)
    note: str = Field(default="", sa_column=long_text())
    origin: str | None = Field(default=None, max_length=200)

    model_config = {"arbitrary_types_allowed": True}


class LegalSource(SQLModel, table=True):
    """The sources of a legal status, the main one first."""

    __tablename__ = "legal_source"

    legal_id: int = Field(foreign_key="legal_status.id", ondelete="CASCADE", primary_key=True)
    place: int = Field(primary_key=True)
    source_id: int = Field(foreign_key="source.id", index=True)


class Fit(SQLModel, table=True):
    """What one source says about a cartridge on a device. ``product_id`` is the one whose page says it."""

    __tablename__ = "fit"
    __table_args__ = (
        one_of("answer", FIT_ANSWERS),
        CheckConstraint("product_id IN (cartridge_id, device_id)", name="is_about_its_product"),
        CheckConstraint("cartridge_id <> device_id", name="two_things"),
        UniqueConstraint("product_id", "place"),
    )

    id: int | None = Field(default=None, primary_key=True)
    product_id: int = Field(foreign_key="product.id", ondelete="CASCADE")
    place: int
    cartridge_id: int = Field(foreign_key="product.id", index=True)
    device_id: int = Field(foreign_key="product.id", index=True)
    answer: str = Field(max_length=16)
    source_id: int = Field(foreign_key="source.id", index=True)
    note: str = Field(default="", sa_column=long_text())
    origin: str | None = Field(default=None, max_length=200)


class FormerSlug(SQLModel, table=True):
    """An address something once had. It points at the thing, not at another address: no chains, no loops."""

    __tablename__ = "former_slug"
    __table_args__ = (
        one_of("thing", ("product", "brand")),
        CheckConstraint("(thing = 'product') = (product_id IS NOT NULL)", name="product_is_one"),
        CheckConstraint("(thing = 'brand') = (brand_id IS NOT NULL)", name="brand_is_one"),
        CheckConstraint("slug <> ''", name="named"),
    )

    thing: str = Field(primary_key=True, max_length=10)
    slug: str = Field(primary_key=True, max_length=120)
    product_id: int | None = Field(default=None, foreign_key="product.id", ondelete="CASCADE", index=True)
    brand_id: int | None = Field(default=None, foreign_key="brand.id", ondelete="CASCADE", index=True)
