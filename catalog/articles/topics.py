"""Topics: what an author files an article under, in words, and the address that lists them. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

MOST: Final = 20
"""Topics of one article."""
LONGEST: Final = 60
"""Characters of a topic."""


@dataclass(frozen=True)
class Topic:
    """``words`` as they are read: "Aftercare"; ``slug`` as it stands in an address; ``count`` of articles."""

    words: str
    slug: str
    count: int = 1

    @property
    def url(self) -> str:
        """The list of its articles."""
        return f"/articles?topic={quote(self.slug)}"


def slug_of(words: str) -> str:
    """``"Needles & pens"`` → "needles-pens"; letters of other scripts stay; "" where no letter is left."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", letters)).strip("-")


def faults(topics: Sequence[str]) -> Iterator[str]:
    """What is wrong with the topics of an article, in sentences."""
    if len(topics) > MOST:
        yield f"an article has at most {MOST} topics."
    seen: dict[str, str] = {}
    for words in topics:
        slug = slug_of(words)
        if not slug:
            yield f"“{words}” has no letter and no digit."
        elif len(words) > LONGEST:
            yield f"“{words[:LONGEST]}…” has more than {LONGEST} characters."
        elif slug in seen:
            yield f"“{words}” and “{seen[slug]}” are one topic."
        seen.setdefault(slug, words)


def topics_of(words: Iterable[str]) -> tuple[Topic, ...]:
    """The topics of one article, in its order."""
    return tuple(Topic(one, slug_of(one)) for one in words)


def counted(articles: Iterable[Iterable[str]]) -> tuple[Topic, ...]:
    """The topics of all articles, most used first, each in the words of the first that has it."""
    found: dict[str, Topic] = {}
    for topics in articles:
        for topic in topics_of(topics):
            known = found.get(topic.slug)
            found[topic.slug] = Topic(known.words, known.slug, known.count + 1) if known else topic
    return tuple(sorted(found.values(), key=lambda topic: (-topic.count, topic.slug)))
