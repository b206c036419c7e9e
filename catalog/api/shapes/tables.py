"""The tables of the evidence: skin, depths, safety, cleaning, and what was measured when."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from .common import Absent, Micrometres, Slug

Studies = Annotated[list[Slug], Meta(description="The studies behind it; empty where none is.")]
Position = Annotated[int, Meta(description="Its place on the page; lists here go by slug.")]
Nanometres = Annotated[int, Meta(description="nm.", ge=0)]
Minutes = Annotated[int, Meta(description="Minutes after needling.", ge=1)]


class SkinThickness(Struct, kw_only=True):
    """How thick skin is at one site by one method; methods must not be mixed."""

    slug: Slug
    position: Position
    site: str
    method: str
    sex: Annotated[Literal["men", "women"] | Absent, Meta(description="Whose skin it was.")]
    stratum_corneum_nm: Nanometres | Absent
    epidermis_nm: Nanometres | Absent
    dermis_nm: Nanometres | Absent
    total_nm: Nanometres | Absent
    note: str | UnsetType = UNSET
    studies: Studies


class Penetration(Struct, kw_only=True):
    """How deep a needle of a nominal length really went."""

    slug: Slug
    nominal_um: Micrometres
    measured_nm: Nanometres
    sd_nm: Annotated[Nanometres | Absent, Meta(description="Standard deviation, nm.")]
    share_percent: Annotated[int, Meta(description="Of the nominal length, percent.", ge=0, le=100)]
    skin: Annotated[str, Meta(description="Whose skin, where, and how it was measured.")]
    studies: Studies


class DepthBand(Struct, kw_only=True):
    """What lies at a band of nominal needle lengths, low inclusive to high."""

    slug: Slug
    low_um: Micrometres
    high_um: Micrometres
    layer: str
    uses: Annotated[list[str], Meta(description="What was tested or is common; `basis` says which.")]
    who: Literal["home", "professional"]
    cautions: list[str]
    basis: Annotated[str, Meta(description="What this rests on.")]
    studies: Studies


class DrawingScale(Struct, kw_only=True):
    """Rounded thicknesses of the skin as it is drawn here; not a measurement."""

    slug: Slug
    site: str
    stratum_corneum_um: Micrometres
    living_epidermis_um: Micrometres
    dermis_um: Micrometres
    note: str
    studies: Studies


class SafetyItem(Struct, kw_only=True):
    """One contraindication, rule of hygiene, interval, adverse event, sign to seek help, or who oversees."""

    slug: Slug
    group: Literal["contraindications", "hygiene", "intervals", "adverse_events", "seek_help", "oversight"]
    position: Position
    item: str
    detail: str
    level: Annotated[
        Literal["do not treat", "ask a doctor", "extra care"],
        Meta(description="Of contraindications alone."),
    ] | (UnsetType) = UNSET
    frequency: Annotated[str, Meta(description="Of adverse events alone.")] | UnsetType = UNSET
    studies: Studies


class CleaningRule(Struct, kw_only=True):
    """One rule on single use, sharing, cleaning, replacing, storing or disposing, and who says it."""

    slug: Slug
    position: Position
    topic: str
    rule: str
    applies_to: str
    why: str
    sources: Annotated[list[str], Meta(description="Slugs of studies and of guidance, or addresses.")]
    who_says: str
    confidence: Literal["verified", "sellers only", "inferred", "no evidence found"]
    note: str | UnsetType = UNSET


class Milestone(Struct, kw_only=True):
    """What a study measured at a time after needling."""

    slug: Slug
    when: Annotated[str, Meta(description="In words, as on pages.", examples=["12 to 18 hours"])]
    from_minutes: Minutes
    to_minutes: Annotated[int, Meta(description="Where it is a span.", ge=1)] | UnsetType = UNSET
    words: str
    seen_in: Annotated[str, Meta(description="In whose skin.")]
    studies: Studies


class EvidenceNote(Struct):
    """What has to be said beside a whole table of the evidence."""

    slug: Slug
    text: str
