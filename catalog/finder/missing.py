"""The fact that is missing where a device might match: which one, in words, and who could settle it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from catalog.finder.conditions import Between, Choice, Condition, Length
from catalog.finder.facet import Facet
from catalog.finder.naming import low
from catalog.specs.answer import Answer
from catalog.specs.needle_length import COVER_GAP, QUESTIONS, Lengths, NeedleLengths
from catalog.specs.units import MILLIMETRE


class Why(IntEnum):
    """Why an answer is UNKNOWN, in the order in which might-matches are grouped; 0 where it is not."""

    ANSWERED = 0
    STOPS = 1
    START_AND_STOPS = 2
    START = 3
    LONGEST = 4
    DISAGREE_START = 5
    DISAGREE_END = 6
    DISAGREE_STOPS = 7
    DISAGREE = 8
    VERSIONS = 9
    MORE = 10
    NOTHING = 11


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing for one condition: as a heading, and the question that would settle it."""

    key: str
    why: Why
    words: str
    ask: str = ""


def answer_of(condition: Length, lengths: Lengths, gap: int = COVER_GAP) -> Answer:
    """What a device with these lengths answers."""
    more = (gap,) if condition.key == "depth_covers" else ()
    return QUESTIONS[condition.key].ask(lengths, *condition.numbers, *more)


def why_length(condition: Length, lengths: Lengths, gap: int = COVER_GAP) -> Why:
    """Why one of the seven questions cannot be answered; ANSWERED where it can."""
    if answer_of(condition, lengths, gap) is not Answer.UNKNOWN:
        return Why.ANSWERED
    if condition.key == "depth_never_above":
        return _why_limit(lengths.worst)
    answers = [answer_of(condition, Lengths((s,), s), gap) for s in lengths.settings]
    if Answer.YES in answers and Answer.NO in answers:
        return _disagreement(lengths)
    return _why_reading(lengths.settings[answers.index(Answer.UNKNOWN)], condition.key)


def _why_limit(worst: NeedleLengths) -> Why:
    if not worst.is_known:
        return Why.NOTHING
    if not worst.versions_listed:
        return Why.VERSIONS
    return Why.MORE if worst.open else Why.LONGEST


def _why_reading(lengths: NeedleLengths, key: str) -> Why:
    if not lengths.is_known:
        return Why.NOTHING
    if not lengths.versions_listed:
        return Why.VERSIONS
    ends_only = key in ("depth_reach", "depth_usable", "depth_within")
    if any(r.high is None for r in lengths.ranges) and key != "depth_usable":
        return Why.LONGEST
    if any(r.low is None for r in lengths.ranges) and key != "depth_reach":
        stops_too = any(r.low is None and r.step is None for r in lengths.ranges)
        return Why.START_AND_STOPS if stops_too and not ends_only else Why.START
    if any(not r.is_exact for r in lengths.ranges) and not ends_only:
        return Why.STOPS
    return Why.MORE


def _disagreement(lengths: Lengths) -> Why:
    """Which part the readings differ in; the start leads, because the stops follow from it."""
    first, *others = lengths.settings
    for other in others:
        if len(first.ranges) == len(other.ranges) == 1 and first.fixed == other.fixed:
            here, there = first.ranges[0], other.ranges[0]
            if here.low != there.low:
                return Why.DISAGREE_START
            if here.high != there.high:
                return Why.DISAGREE_END
            if here.step != there.step:
                return Why.DISAGREE_STOPS
    return Why.DISAGREE


def why_choice(condition: Choice, terms: Any) -> Why:
    """Why a device cannot answer what is ticked; ``terms`` answer by `ask`."""
    answers = [terms.ask(value) for value in (*condition.values, *condition.excluded)]
    if Answer.UNKNOWN not in answers:
        return Why.ANSWERED
    if terms.is_unknown and not terms.is_disputed:
        return Why.NOTHING
    return Why.DISAGREE if terms.is_disputed else Why.MORE


def why_amount(condition: Between, amounts: Any) -> Why:
    """Why a device cannot answer a range; ``amounts`` answer by `ask`."""
    if amounts.ask(condition) is not Answer.UNKNOWN:
        return Why.ANSWERED
    return Why.DISAGREE if amounts.is_disputed else Why.NOTHING


NO_SCORE: Final = "Not tested by us, or not all of it scored"
"""The one fact that no seller can supply."""

_LENGTHS: Final = {
    Why.STOPS: (
        "Goes past {top} mm; its exact stops aren’t published",
        "Which lengths does the dial stop at?",
    ),
    Why.START_AND_STOPS: (
        "Goes past {top} mm; where it starts and where it stops isn’t published",
        "Where does the dial start, and which lengths does it stop at?",
    ),
    Why.START: ("Goes past {top} mm; where it starts isn’t published", "Where does the dial start?"),
    Why.LONGEST: (
        "Starts below {top} mm; its longest setting isn’t known",
        "What is its longest setting?",
    ),
    Why.DISAGREE_START: ("Sources disagree where the dial starts", "Where does the dial start?"),
    Why.DISAGREE_END: ("Sources disagree where the dial ends", "What is its longest setting?"),
    Why.DISAGREE_STOPS: (
        "Sources disagree how far apart its stops are",
        "Which lengths does the dial stop at?",
    ),
    Why.DISAGREE: ("Sources disagree how long the needles are", "How long are the needles?"),
    Why.VERSIONS: ("Comes in several lengths; which ones isn’t listed", "Which lengths can be bought?"),
    Why.MORE: ("Longer tips exist, but their lengths aren’t listed", "How long are the longer tips?"),
    Why.NOTHING: ("Needle length not known", "How long are the needles?"),
}

_EXCEPTIONS: Final = {
    ("depth_never_above", Why.LONGEST): "Its longest setting isn’t known",
    ("depth_within", Why.START): "Where it starts isn’t published",
    ("depth_within", Why.LONGEST): "Its longest setting isn’t known",
    ("depth_covers", Why.START): "Where it starts isn’t published",
    ("depth_covers", Why.START_AND_STOPS): "Where it starts and where it stops isn’t published",
    ("depth_covers", Why.STOPS): "Goes from {bottom} to {top} mm; its exact stops aren’t published",
}


def missing(condition: Condition, why: Why, facet: Facet) -> Missing:
    """The missing fact of a condition in words."""
    if isinstance(condition, Length):
        words, ask = _LENGTHS[why]
        words = _EXCEPTIONS.get((condition.key, why), words)
        bottom, top = (MILLIMETRE.show(n) for n in (condition.numbers[0], condition.numbers[-1]))
        return Missing(condition.key, why, words.format(bottom=bottom, top=top), ask)
    label = facet.label
    if condition.key == "fits":
        return Missing(
            "fits", why, "Nobody has verified whether this cartridge fits", "Which cartridges fit?"
        )
    if condition.key == "score":
        return Missing("score", why, NO_SCORE)
    if condition.key == "needs":
        return Missing("needs", why, "What this need asks for isn’t known")
    if why is Why.DISAGREE:
        return Missing(condition.key, why, f"Sources disagree about: {low(label)}")
    if why is Why.MORE:
        return Missing(condition.key, why, f"{label}: more exist than are listed")
    return Missing(condition.key, why, f"{label} not known")
