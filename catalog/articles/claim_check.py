"""The claim check: sentences that state a figure, or what studies show, and do not say on what they rest.

Either has to cite a study, a guidance or a claim in the same sentence. A question, a heading, a quotation or
the row of a table is a sentence like any other. Pure.

A figure is
- a digit of any script, a half or a raised one included ("½", "10³"), but not one in a name: in a word that
  starts with a letter ("A6", "COL3A1", "COVID-19"), in "510(k)" and in a class of devices ("class 2");
- a sign or word for a share or a multiple: "%", "percent", "half", "a third of", "one in three", "twice",
  "doubled", "fivefold", "ten times more";
- a number in words from eleven on, "a dozen" and "hundreds" included, and a smaller one where it counts
  people ("three women"). Other small numbers in words ("three phases", "two days") are not taken for figures,
  nor are words that only compare ("most", "far lower").

A sentence says what studies show where
- a word for studies ("trial", "evidence", "science", "literature") meets one for what they do or find
  ("showed", "suggests", "says", "compared"): also "no study compared them";
- something is called proven, shown to, found to, backed by or based on evidence, or goes "according to" a
  study;
- studies are weighed as a body: "most trials", "many reviews", "there is little evidence".
What the authors looked for themselves ("we found no trial …") is not what studies show, and no more is what
people are said to think ("dermatologists agree"): that is for the author to put into quotation marks, or not.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from .sentences import sentences
from .text import ArticleText

_NAMES: Final = re.compile(
    r"(?i:510\(k\))|\b[^\W\d_]+\d[\w.]*|\b[A-Z][A-Za-z]*-\d[\w.]*|\b(?i:class) (?:I{1,3}|[1-3])\b"
)
_FEW: Final = "two|three|four|five|six|seven|eight|nine|ten"
_MANY: Final = (
    r"(?:eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|(?:hundred|thousand|million|billion|dozen)s?)"
)
_PART: Final = "(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth)"
_FIGURE: Final = re.compile(
    r"\d[\d.,–-]*\d|\d|[%‰٪]"
    r"|\b(?:per[ -]?cent(?:age points?)?|half|halves|halved|halving|twice|thrice|quarters?"
    r"|doubl(?!e-blind)\w+|(?:tre|tri|quadru|quintu)pl\w+|trebl\w+"
    rf"|(?:{_FEW}|many|several|{_MANY})[ -]?fold"
    rf"|(?:one|{_FEW})[ -]{_PART}s?|(?:an?)[ -]{_PART}(?= (?:of|more|less|fewer|as)\b)|by an? {_PART}"
    rf"|(?:one|{_FEW}) (?:in|out of) (?:every )?(?:{_FEW})"
    rf"|(?:{_FEW}|many|several) times (?:more|less|fewer|as|the|what"
    r"|(?!(?:after|under|over|never|other|either|whether|together)\b)\w{3,}er)"
    rf"|{_MANY}"
    rf"|(?:{_FEW}) (?:[\w-]+ ){{0,2}}(?:people|persons|patients|participants|volunteers|subjects|adults"
    r"|women|men|children))\b",
    re.IGNORECASE,
)
_WHO: Final = (
    r"(?:stud(?:y|ies)|trials?|research(?:ers)?|reviews?|meta-analys[ei]s|evidence|scientists?|science"
    r"|biops(?:y|ies)|experiments?|surveys?|literature)"
)
_RESULTS: Final = r"(?:data|papers?|findings|results|tests|measurements|publications)"
_SAYS: Final = (
    r"(?:show(?:s|n|ed|ing)?|f(?:ind|inds|ound)|suggest\w*|prove[sdn]?|report(?:s|ed)?|confirm\w*"
    r"|support(?:s|ed|ing)?|measured?|demonstrat\w*|indicat(?:e|es|ed)|validat\w*|agree[sd]?|saw|reached"
    r"|concluded?|say|says|said|tells?|told|points? to|establish\w*|reveal\w*|backs?|backed|links?|linked"
    r"|observed|compar(?:e|es|ed|ing)|tested|examined|looked (?:at|for)|investigated|followed|enrolled)"
)
_STUDIES: Final = re.compile(
    rf"\b{_WHO}\b[^.;:]{{0,60}}?\b{_SAYS}\b"
    rf"|\b{_RESULTS} (?:(?:also|have|has|clearly|now|do|does|\w+ly) )?{_SAYS}\b"
    r"|\b(?:shown|proven|tested|measured|confirmed|demonstrated|seen|observed|established) (?:in|by) "
    rf"(?:[\w-]+ ){{0,3}}{_WHO}\b"
    r"|\b(?:un)?proven\b|\b(?:was|were|been) (?:\w+ly )?(?:proved|shown|demonstrated)\b"
    r"|\bshown to (?!you\b|us\b|the\b|every)|\b(?:was|were|been) found to\b"
    r"|\b(?:clinically|scientifically|medically) (?:tested|shown|validated|backed|studied)\b"
    r"|\b(?:evidence|science|research)[ -](?:based|backed)\b"
    rf"|\b(?:backed|supported) by (?:[\w-]+ ){{0,3}}{_WHO}\b"
    rf"|\baccording to (?:[\w-]+ ){{0,3}}(?:{_WHO}|{_RESULTS})\b"
    r"|\b(?:most|many|several|few|numerous|countless) (?:of the(?:se)? )?(?:[\w-]+ ){0,2}"
    r"(?:studies|trials|reviews|meta-analyses|experiments|papers)\b"
    r"|\b(?:is|are|was) (?:\w+ ){0,3}(?:evidence|proof)\b|\bevidence (?:is|that|for|of|against)\b",
    re.IGNORECASE,
)
_LOOKED_FOR: Final = re.compile(
    rf"\bwe (?:know of|found|have found|could find|saw) no (?:[\w-]+ ){{0,3}}(?:{_WHO}|{_RESULTS})\b",
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
    said = _plain(sentence)
    if figure := _FIGURE.search(_NAMES.sub(lambda name: "x" * len(name[0]), said)):
        return f"it states a figure (“{figure[0].strip()}”)"
    if shown := _STUDIES.search(_LOOKED_FOR.sub("it", said)):
        return f"it says what studies show (“{shown[0]}”)"
    return None


def _plain(said: str) -> str:
    """Without invisible characters, and with digits, signs and hyphens in their plain form ("½", "％")."""
    shown = "".join(character for character in said if unicodedata.category(character) != "Cf")
    return re.sub(r"[‐‑]", "-", unicodedata.normalize("NFKC", shown))


def bare(said: str) -> tuple[Unclaimed, ...]:
    """The same for a text in which nothing can be cited, such as a title or a summary."""
    because = needs_claim(said)
    return (Unclaimed(said, 0, because),) if because else ()
