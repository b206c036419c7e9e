"""Reasons to doubt what a sentence says of this product: advice, comparisons, other products, questions."""

import re
from collections.abc import Iterable
from typing import Final

_CUES: Final = (
    (re.compile(r"\b(?:compatible with|fits?(?! all)|works with|suitable for the|replacement for)\b", re.I),
     "The sentence is about what it goes with."),
    (re.compile(r"\b(?:than|unlike|versus|vs\.?|compared (?:to|with)|other (?:pens?|brands?|devices?)|"
                r"previous|older|ordinary|traditional|similar|standard (?:needles?|rollers?))\b", re.I),
     "The sentence compares it with something else."),
    (re.compile(r"\b(?:recommend\w*|suggest\w*|should|for (?:acne|scars?|wrinkles|sensitive|the face|hair)|"
                r"beginners?|start with|do not (?:use|exceed)|treatment area|"
                r"sessions?|weeks?|layer|(?:epi)?dermis)\b", re.I),
     "The sentence gives advice."),
    (re.compile(r"\b(?:optional|sold separately|not included|available separately|upgrade|coming soon|"
                r"depending on|by model|if confirmed|to be confirmed)\b", re.I),
     "The sentence speaks of what is not part of it, or is not certain."),
)  # fmt: skip
_QUESTION: Final = re.compile(r"\?\s*$")
_NEGATION: Final = re.compile(
    r"\b(?:not|no|non|without|isn['’]t|aren['’]t|never|neither|nor|lacks?)[\s-]+(?:\w+[\s-]+){0,2}$", re.I
)
_OTHERS_BEGIN: Final = re.compile(
    r"(?:you (?:may|might) also like|related products?|customers also|people also|frequently bought|"
    r"similar (?:products|items)|recently viewed|more from|compare with)\b",
    re.I,
)
_WORD: Final = re.compile(r"[a-z0-9]+(?:[+'’-][a-z0-9]+)*")
_LONGEST_NAME: Final = 6


def doubt(sentence: str) -> str:
    """Why the sentence may not state a fact of the product; "" where nothing in it says so."""
    if _QUESTION.search(sentence):
        return "It is a question."
    return next((why for cue, why in _CUES if cue.search(sentence)), "")


def is_denied(text: str, start: int) -> bool:
    """Whether a word just before ``start`` denies what stands there: ``"not rechargeable"``."""
    return bool(_NEGATION.search(text[max(0, start - 40) : start]))


def begins_others(line: str) -> bool:
    """Whether a heading ends what is said of this product: ``"You may also like"``."""
    return bool(_OTHERS_BEGIN.match(line.strip().lower()))


class Products:
    """Names of products, to tell which of them a sentence is about. A name has at least two words."""

    def __init__(self, own: Iterable[str], others: Iterable[str]) -> None:
        self._own = {words for name in own if len(words := _words(name)) > 1}
        self._others = {words for name in others if len(words := _words(name)) > 1} - self._own

    def names_another(self, text: str) -> bool:
        return self._has(text, self._others)

    def names_own(self, text: str) -> bool:
        return self._has(text, self._own)

    def _has(self, text: str, names: set[tuple[str, ...]]) -> bool:
        words = _words(text)
        return any(
            words[at : at + count] in names
            for at in range(len(words))
            for count in range(2, _LONGEST_NAME + 1)
        )


def _words(text: str) -> tuple[str, ...]:
    """``"Dr. Pen M8"`` → ("dr", "pen", "m8")."""
    return tuple(_WORD.findall(text.lower()))
