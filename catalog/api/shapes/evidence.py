"""Studies, claims, concerns, guidance and terms."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from .common import Absent, Address, Day, Micrometres, Number, PartDay, Slug, Text, or_absent

Nature = Literal["retraction", "expression of concern", "correction", "reinstatement"]


class StudyInShort(Struct, kw_only=True):
    """The reference of a study, and what kind of study it is."""

    id: Slug
    address: Address
    title: str
    authors: list[str]
    journal: Text
    year: Number
    volume: Text
    pages: Text
    doi: Text
    pmid: Text
    url: Text
    kind: Text
    n: Annotated[Number, Meta(description="People, samples or measurements.")]
    kinds: Annotated[list[str], Meta(description="Kinds of device that were used.")]
    confidence: Literal["verified", "recalled", "imported"]
    doubt: Annotated[
        Literal["retraction", "expression of concern"],
        Meta(description="Why it is in doubt; left out where no list says so."),
    ] | (UnsetType) = UNSET


class StudyNotice(Struct, kw_only=True):
    """What a list of retractions says of a study."""

    nature: Nature
    day: Text
    reasons: list[str]
    doi: Text
    pmid: Text


class LookedThrough(Struct):
    """The list of retractions that was looked through last."""

    name: str
    day: str


LookedThroughOrNone = Annotated[Any, Meta(extra_json_schema=or_absent("LookedThrough"))]


class Leaning(Struct, kw_only=True):
    """Something that leans on a study."""

    text: str
    address: str | UnsetType = UNSET
    note: str | UnsetType = UNSET


class Study(StudyInShort, kw_only=True):
    """The whole record of a study."""

    population: Text
    device_kind: Text
    devices: Annotated[
        list[Slug], Meta(description="Exact models it names, as far as the catalogue has them.")
    ]
    needle_lengths_um: Annotated[
        list[Micrometres], Meta(description="Empty where none was confirmed, which does not mean short.")
    ]
    lengths_are_range: Annotated[bool, Meta(description="Whether two lengths are the ends of a range.")]
    sessions: Text
    interval: Text
    outcome: Text
    finding: Text
    plain: Annotated[Text, Meta(description="In everyday words.")]
    does_not_show: Text
    funding: Annotated[Text, Meta(description="Who paid or gains.")]
    is_maker_linked: bool
    unconfirmed: Annotated[list[str], Meta(description="What of it no text confirmed.")]
    notices: list[StudyNotice]
    looked_through: LookedThroughOrNone
    named_by: Annotated[dict[str, list[Leaning]], Meta(description="Heading → what leans on it.")]


class Doubt(Struct, kw_only=True):
    """A study in doubt, and why."""

    study: Slug
    nature: Nature
    day: Text
    reasons: list[str]
    doi: Text


class StudyLink(Struct):
    """A study by its name."""

    id: Slug
    name: str
    address: Address


class ClaimNumber(Struct, kw_only=True):
    """A number that is claimed, or was measured."""

    label: str
    value: str
    unit: str | UnsetType = UNSET
    study: Slug | Absent


class Titled(Struct):
    """A page by its title."""

    title: str
    address: Address


class Claim(Struct, kw_only=True):
    """Something that is said about microneedling, held against studies."""

    id: Slug
    number: Annotated[str, Meta(description="As it is shown: “12”.")]
    address: Address
    claim: str
    said: Annotated[str, Meta(description="Where and how it is said.")]
    verdict: str
    shown: Annotated[str, Meta(description="The verdict, or “in doubt” while a study behind it is.")]
    doubts: list[Doubt]
    why: str
    instead: Annotated[str, Meta(description="What can be said instead, or as well.")]
    studies_for: list[StudyLink]
    studies_against: list[StudyLink]
    studies_beside: Annotated[list[StudyLink], Meta(description="Looked at; they settle nothing.")]
    numbers: list[ClaimNumber]
    kinds: list[str]
    lengths_um: list[Micrometres] | UnsetType = UNSET


class WholeClaim(Claim, kw_only=True):
    """A claim, with the articles that take it up."""

    changed: Day | UnsetType = UNSET
    articles: list[Titled]
    byline: str
    note: str


class LengthInput(Struct):
    """How many studies tested a needle length."""

    length: str
    studies: int
    of_which_not_confirmed: int


class GradeInputs(Struct, kw_only=True):
    """What a certainty is made of."""

    studies: int
    designs: dict[str, int]
    randomised_split_face: int
    people: int
    people_unstated: int
    people_may_overlap: list[str]
    people_measured: int
    people_measured_unstated: int
    people_in_reviews: dict[str, Number]
    citations_from_memory: int
    needle_lengths: list[LengthInput]
    by_clinicians: int
    at_home: int
    in_laboratory: int
    cited_beside: list[Slug]


class Grade(Struct, kw_only=True):
    """How sure it is, with everything that went into it. The size of an effect is no part of it."""

    certainty: str
    cells: Annotated[int, Meta(description="Of four.")]
    is_in_doubt: bool
    doubts: list[Doubt]
    inputs: GradeInputs


GradeOrNone = Annotated[Any, Meta(extra_json_schema=or_absent("Grade"))]


class ConcernInShort(Struct, kw_only=True):
    """Something people come for."""

    slug: Slug
    label: str
    url: Address
    plain: str
    grade: GradeOrNone


class ConcernType(Struct, kw_only=True):
    """One type of a concern, and how it responds."""

    slug: str
    plain: str
    response: str
    note: str | UnsetType = UNSET
    studies: list[Slug]


class Tested(Struct, kw_only=True):
    """What one study tested for a concern."""

    study: Slug
    design: str
    people: Number
    device_kind: str
    needle_lengths_um: list[Micrometres]
    lengths_are_range: bool
    sessions: str
    interval: str
    by: str
    result: str


class Concern(Struct, kw_only=True):
    """A concern: when not to do it alone, what was tested, and how sure that is."""

    slug: Slug
    label: str
    url: Address
    changed: Day | UnsetType = UNSET
    plain: str
    see_a_professional: list[str]
    stop_signs: list[str]
    advice_from: list[Slug]
    grade: GradeOrNone
    effect: str
    does_not_show: str
    home_evidence: str
    types: list[ConcernType]
    tested: list[Tested]
    studies: list[Slug]


class Limit(Struct, kw_only=True):
    """A range of needle lengths that is accepted, µm; without a low end it has none."""

    low: Micrometres | UnsetType = UNSET
    high: Micrometres


LimitOrNone = Annotated[Any, Meta(extra_json_schema=or_absent("Limit"))]


class Guidance(Struct, kw_only=True):
    """What one body or person says about needle length."""

    slug: Slug
    address: Address
    who: str
    role: Literal["regulator", "professional body", "clinician", "media", "maker or seller"]
    audience: Literal["home", "professional", "both"]
    country: str
    says: str
    limit_um: LimitOrNone
    limit_note: str | UnsetType = UNSET
    date: PartDay | Absent
    url: Text
    interest: Annotated[str, Meta(description="What the source earns with.")]
    confidence: Literal["verified", "secondary", "inferred", "recalled"]
    read_in: str


class Term(Struct):
    """A word, what it means, and the other forms it has."""

    slug: Slug
    address: Address
    term: str
    definition: str
    also: list[str]
