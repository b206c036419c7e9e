"""What authors read instead of the words of the tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

STATES: Final[Mapping[str, str]] = {
    "known": "it says:",
    "not_published": "the maker does not publish it",
    "not_researched": "nobody looked yet",
}
KNOWN_BY: Final[Mapping[str, str]] = {
    "stated": "the source states it",
    "inferred": "worked out by us from it",
    "recalled": "from memory, no source yet",
}
KINDS: Final[Mapping[str, str]] = {
    "": "what its source is",
    "claimed": "claimed",
    "documented": "documented",
    "measured": "measured",
}
STATUSES: Final[Mapping[str, str]] = {
    "unknown": "not known",
    "current": "still sold",
    "discontinued": "no longer sold",
}
AUDIENCES: Final = {
    "home": "sold for home use",
    "professional": "sold to clinics",
    "both": "sold for home and clinics",
}
"""Whom a product is sold to."""
ANSWERS: Final[Mapping[str, str]] = {
    "fits": "fits",
    "does not fit": "does not fit",
    "not verified": "not verified",
}
OUTCOMES: Final[Mapping[str, str]] = {
    "": "what these words usually mean",
    "authorisation": "an authorisation",
    "listing": "a listing, no authorisation",
    "warning": "a warning",
    "claim": "somebody’s claim",
}
STRENGTHS: Final[Mapping[str, str]] = {"strong": "strong", "fair": "fair", "weak": "weak"}
SOURCE_TYPES: Final[Mapping[str, str]] = {
    "manufacturer": "the maker’s page or paper",
    "manufacturer-marketing": "the maker’s advertising",
    "regulator": "a regulator’s file",
    "regulator-derived": "a copy of a regulator’s file",
    "peer-reviewed": "a study",
    "retailer": "a seller’s page",
    "retailer-marketing": "a seller’s advertising",
    "distributor": "a distributor’s page",
    "clinic": "a clinic’s page",
    "magazine": "a magazine",
    "trade-press": "the trade press",
    "news": "a news report",
    "health-site": "a health site",
    "blog": "a blog",
    "affiliate": "a page that earns from links",
    "competitor": "a competitor’s page",
    "encyclopaedia": "an encyclopaedia",
    "secondary-summary": "a research summary",
    "answer": "an answer to us",
    "own-measurement": "our own measurement",
}
"""By the type of a source."""
