"""The claim check of a review: what states a figure or what studies show, and rests on nothing. Pure.

As in articles, with two differences. What an author counted in use is what they vouch for by signing: in a
review from hands-on testing a sentence in the first person may have figures. And a pro or con rests on the
spec or the measurement it is tied to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from catalog.articles.claim_check import Unclaimed, bare, unclaimed
from catalog.articles.text import ArticleText

from .drafts import ReviewDraft
from .whole import heading, place_of

_I: Final = re.compile(r"\b(?:I|I[’'](?:ve|d|m|ll)|me|my|mine|we|us|our|ours)\b")
_FIGURE: Final = "it states a figure"


@dataclass(frozen=True)
class Uncited:
    """Where it stands, "pros-0-words", and what is wrong, in a sentence."""

    field: str
    said: str


def uncited(draft: ReviewDraft, text: ArticleText) -> Iterator[Uncited]:
    """What has to be cited before it is public; ``text`` is that of the draft, follow-ups included."""
    for name in ("title", "verdict"):
        for found in bare(getattr(draft, name)):
            if not is_own_count(found, draft):
                yield Uncited(name, f"“{found.sentence}” cannot cite anything here; {found.because}.")
    for name in ("pros", "cons"):
        for at, point in enumerate(getattr(draft, name)):
            for found in bare(point.words):
                if not (point.spec or point.measurement or is_own_count(found, draft)):
                    yield Uncited(
                        f"{name}-{at}-words",
                        f"“{found.sentence}” names no spec and no measurement; {found.because}.",
                    )
    ours = {heading(note) for note in draft.follow_ups}
    for found in unclaimed(text):
        if found.sentence not in ours and not is_own_count(found, draft):
            field, line = place_of(draft.text, draft.follow_ups, found.line)
            yield Uncited(field, f"Line {line}: “{found.sentence}” cites nothing; {found.because}.")


def is_own_count(found: Unclaimed, draft: ReviewDraft) -> bool:
    """Whether it is a figure that the author of a hands-on review vouches for: “I used it for 42 days”."""
    return draft.is_hands_on and found.because.startswith(_FIGURE) and bool(_I.search(found.sentence))
