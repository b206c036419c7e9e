"""The claim check: sentences that state a figure, or what studies show, and do not say on what they rest.

A sentence states a figure where it has a digit that is not part of a name ("A6", "510(k)"), a percent sign,
or a word such as "half" or "twice"; numbers written as words ("three phases") are not taken for figures. It
says what studies show where a word such as "trial" or "evidence" meets one such as "found" or "suggests", or
where something is called proven. Either has to cite a study, a guidance or a claim in the
same sentence. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from .sentences import sentences
from .text import ArticleText

_NAMES: Final = re.compile(r"510\(k\)|\b[^\W\d_]+[-‑]?\d[\w.]*|\bclass (?:I{1,3}|[1-3])\b")
_FIGURE: Final = re.compile(
    r"\d[\d.,–-]*\d|\d|%|\b(?:per ?cent|half|halves|halved|twice|thrice|doubl\w+|tripl\w+|quarters?|\w+fold"
    r"|(?:a|one|two|the) thirds?(?= (?:of|more|less|fewer)\b)|two-thirds)\b",
    re.IGNORECASE,
)
_WHO: Final = (
    r"(?:stud(?:y|ies)|trials?|research(?:ers)?|reviews?|meta-analys[ei]s|evidence|scientists?|science"
    r"|biops(?:y|ies)|experiments?|surveys?)"
)
_SAYS: Final = (
    r"(?:show(?:s|n|ed)?|f(?:ind|inds|ound)|suggest\w*|prove[sdn]?|report(?:s|ed)?|confirm\w*|support(?:s|ed)?"
    r"|measured?|demonstrat\w*|indicat(?:e|es|ed)|validat\w*|agree[sd]?|saw|reached|concluded?)"
)
_STUDIES: Final = re.compile(
    rf"\b{_WHO}\b[^.;:]{{0,60}}?\b{_SAYS}\b"
    rf"|\b(?:shown|proven|tested|measured|confirmed|demonstrated) (?:in|by) (?:\w+ ){{0,3}}{_WHO}\b"
    r"|\b(?:clinically|scientifically|medically) (?:proven|tested|shown)\b"
    rf"|\baccording to (?:\w+ ){{0,3}}{_WHO}\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Unclaimed:
    """A sentence without a claim. ``because`` finishes "it has to cite something, because …"."""

    sentence: str
    line: int
    because: str


def unclaimed(text: ArticleText) -> tuple[Unclaimed, ...]:
    """The sentences of an article that state something countable or studied, and cite nothing."""
    found = []
    for sentence in sentences(text):
        if not sentence.keys and (because := needs_claim(sentence.text)):
            found.append(Unclaimed(sentence.text, sentence.line, because))
    return tuple(found)


def needs_claim(sentence: str) -> str | None:
    """Why a sentence has to cite something, or None where it need not."""
    if figure := _FIGURE.search(_NAMES.sub(lambda name: "x" * len(name[0]), sentence)):
        return f"it states a figure (“{figure[0].strip()}”)"
    if said := _STUDIES.search(sentence):
        return f"it says what studies show (“{said[0]}”)"
    return None


def bare(said: str) -> tuple[Unclaimed, ...]:
    """The same for a text in which nothing can be cited, such as a title or a summary."""
    because = needs_claim(said)
    return (Unclaimed(said, 0, because),) if because else ()
