"""`/feeds`: every feed, with what it tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from catalog.feeds.pages.texts import TEXTS


@dataclass(frozen=True)
class FeedLink:
    """``page`` is the address of what the feed is of."""

    title: str
    words: str
    url: str
    page: str


EVIDENCE: Final = FeedLink(
    "Evidence",
    "Studies new on record, retractions and other notices, verdicts on claims, how sure concerns are.",
    "/feeds/evidence.atom",
    "/studies",
)
CORRECTIONS: Final = FeedLink(
    "Corrections",
    "What stood on this site and is another thing now.",
    "/feeds/corrections.atom",
    "/corrections",
)
DEVICES: Final = FeedLink(
    "Devices", "Every device, each with what last changed.", "/devices.atom", "/devices"
)


@dataclass(frozen=True)
class FeedsPage:
    """``example`` is the feed of one filter."""

    feeds: tuple[FeedLink, ...]
    example: FeedLink


def feeds_page() -> FeedsPage:
    texts = [FeedLink(one.title, one.subtitle, url_of(name), one.path) for name, one in TEXTS.items()]
    query = "depth_never_above=0.5"
    example = FeedLink(
        "Devices that never go above 0.5 mm", "", f"/devices.atom?{query}", f"/devices?{query}"
    )
    return FeedsPage((DEVICES, *texts, EVIDENCE, CORRECTIONS), example)


def url_of(name: str) -> str:
    return f"/feeds/{name}.atom"
