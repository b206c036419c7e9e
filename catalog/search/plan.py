"""What a search asks: each word with all that may stand for it. Pure but for the counts it is given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from .folding import inflected, words
from .synonyms import Phrase, Synonyms

MOST_WORDS: Final = 12
MOST_LETTERS: Final = 500
"""Words and characters of what is looked for; the rest is left out, and that is said."""
PREFIXED: Final = 20
"""Words that a beginning may stand for."""
SHORTEST_BEGINNING: Final = 2
PASSED_OVER: Final = frozenset(
    {
        "a", "an", "and", "are", "as", "at", "be", "best", "by", "can", "do", "does", "for", "from", "good",
        "how", "i", "in", "is", "it", "its", "me", "my", "of", "on", "or", "that", "the", "to", "vs", "what",
        "when", "which", "who", "why", "with", "you", "your",
    }
)  # fmt: skip
"""Words that need not be found where others are asked for."""

FREQUENT: Final = 5_000
"""In more documents than these a word tells nothing, and to weigh it would cost the most."""

Origin = Literal["same", "joined", "inflected", "beginning", "synonym"]
FACTORS: Final[dict[Origin, int]] = {
    "same": 10, "joined": 9, "inflected": 8, "beginning": 6, "synonym": 4,
}  # fmt: skip
"""How much each counts, in tenths of the word itself."""


class Words(Protocol):
    """What a plan has to know of an index."""

    def having(self, word: str) -> int:
        """How many documents have the word."""

    def beginning(self, letters: str, most: int) -> list[str]:
        """Words that begin with these letters, those that most documents have first."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A word, or a phrase of several, that may stand for what was asked."""

    phrase: Phrase
    origin: Origin = "same"
    is_loose: bool = False
    """Whether the words of the phrase may stand anywhere."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words that belong together: ``inner`` has, for each of them, what may stand for it; ``others``:
    phrases that mean the same as all of them."""

    asked: Phrase
    inner: tuple[tuple[Alternative, ...], ...]
    others: tuple[Alternative, ...] = ()

    @property
    def can_be_found(self) -> bool:
        """Whether anything at all may stand for it."""
        return all(self.inner) or bool(self.others)

    @property
    def only_word(self) -> str | None:
        """The one word that stands for it, where nothing else does."""
        every = list(self.all)
        return every[0].phrase[0] if len(every) == 1 and len(every[0].phrase) == 1 else None

    @property
    def all(self) -> Iterator[Alternative]:
        """Everything that may stand for it or a word of it."""
        for some in self.inner:
            yield from some
        yield from self.others


def read(text: str) -> tuple[list[str], bool]:
    """The words that are looked for, and whether some were left out because there are too many."""
    said = words(text[:MOST_LETTERS].replace("\0", " "))
    is_cut = len(text.strip()) > MOST_LETTERS or len(said) > MOST_WORDS
    if len(text.strip()) > MOST_LETTERS and len(said) > 1:
        # The last one may have been cut in two.
        said.pop()
    return list(dict.fromkeys(said[:MOST_WORDS])), is_cut


def plan(asked: Sequence[str], known: Words, synonyms: Synonyms, *, is_typing: bool = False) -> list[Part]:
    """The parts of what is asked, in their order. ``is_typing``: the last word may go on."""
    inner = [_standing_for(asked, at, known, is_typing=is_typing) for at in range(len(asked))]
    parts: list[Part] = []
    at = 0
    for span in [*synonyms.spans(asked), None]:
        until = span.start if span else len(asked)
        parts.extend(Part((asked[one],), (inner[one],)) for one in range(at, until))
        if span:
            others = tuple(
                _synonym(phrase, known) for phrase in span.others if all(map(known.having, phrase))
            )
            parts.append(
                Part(tuple(asked[span.start : span.end]), tuple(inner[span.start : span.end]), others)
            )
            at = span.end
    needed = [part for part in parts if not _may_be_missing(part)]
    return needed or parts


def _synonym(phrase: Phrase, known: Words) -> Alternative:
    """To look where words stand costs ten times as much as that they do: not done for frequent ones."""
    return Alternative(phrase, "synonym", min(map(known.having, phrase)) > FREQUENT)


def _may_be_missing(part: Part) -> bool:
    is_alone = len(part.asked) == 1 and part.asked[0] in PASSED_OVER
    return is_alone and not any(one.origin == "joined" for one in part.inner[0])


def _standing_for(asked: Sequence[str], at: int, known: Words, *, is_typing: bool) -> tuple[Alternative, ...]:
    word = asked[at]
    found: dict[str, Origin] = {word: "same"} if known.having(word) else {}
    for pair in (asked[at - 1 : at + 1] if at else (), asked[at : at + 2]):
        if len(pair) == 2 and known.having(joined := "".join(pair)):
            found.setdefault(joined, "joined")
    for other in inflected(word):
        if known.having(other):
            found.setdefault(other, "inflected")
    goes_on = is_typing and at == len(asked) - 1
    if (goes_on or not found) and len(word) >= SHORTEST_BEGINNING:
        for other in known.beginning(word, PREFIXED):
            found.setdefault(other, "beginning")
    return tuple(Alternative((one,), origin) for one, origin in found.items())
