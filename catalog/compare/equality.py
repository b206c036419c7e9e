"""Whether two values of a spec are equal: yes, no, or not to be told, because one of them says too little."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from catalog.specs.answer import Answer, all_of
from catalog.specs.kinds import Measurement, Span, TermSet
from catalog.specs.needle_length import NeedleLengths
from catalog.specs.spec import Spec


def equal(spec: Spec, a: Any, b: Any) -> Answer:
    """Compares what is normalised: integers in base units within the spec's tolerance, lists as sets, needle
    lengths as the sets of their settings, text without regard to case and spaces.

    What one value leaves out (an end, an axis, the rest of an open list) can make it unequal to nothing.
    """
    if isinstance(a, NeedleLengths):
        return equal_lengths(a, b)
    if isinstance(a, TermSet):
        if spec.kind.differs(a, b, spec.tolerance):
            return Answer.NO
        return Answer.UNKNOWN if a.open or b.open else Answer.YES
    if isinstance(a, str):
        return Answer.of(_plain(a) == _plain(b))
    if isinstance(a, tuple):
        return _shared(spec, _by_setting(a), _by_setting(b))
    if isinstance(a, Span):
        return _part(spec, a, b)
    return _shared(spec, spec.kind.parts(a), spec.kind.parts(b))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _by_setting(found: tuple[Measurement, ...]) -> dict[str, int]:
    return {str(one.set_to): one.measured for one in found}


def _shared(spec: Spec, some: dict[str, Any], others: dict[str, Any]) -> Answer:
    """By part, an axis or a setting; one that only one of them has leaves the answer open."""
    answers = [_part(spec, some[key], others[key]) for key in some if key in others]
    if some.keys() != others.keys():
        answers.append(Answer.UNKNOWN)
    return all_of(answers)


def _part(spec: Spec, a: Any, b: Any) -> Answer:
    """An end that a span leaves out is there and not known, even where the other leaves it out as well."""
    if isinstance(a, Span):
        ends = ((a.low, b.low), (a.high, b.high))
        return all_of(
            Answer.UNKNOWN if x is None or y is None else Answer.of(abs(x - y) <= spec.tolerance)
            for x, y in ends
        )
    return Answer.of(not spec.kind.differs(a, b, spec.tolerance))


@lru_cache(maxsize=20_000)
def equal_lengths(a: NeedleLengths, b: NeedleLengths) -> Answer:
    """Two sets of settings: unequal where one surely has a setting that the other surely has not.

    Sets of single lengths and spans change only at their ends and settings, so that looking there, and a
    micrometre beside, is looking everywhere.
    """
    for one, other in ((a, b), (b, a)):
        if any(other.at(length) is Answer.NO for length in one.ends()):
            return Answer.NO
    for x, y in ((a.shortest, b.shortest), (a.longest, b.longest)):
        if x is not None and y is not None and x != y:
            return Answer.NO
    for length in {near for one in (*a.settings(), *b.settings()) for near in (one - 1, one, one + 1)}:
        if {a.at(length), b.at(length)} == {Answer.YES, Answer.NO}:
            return Answer.NO
    return Answer.of(True) if is_whole(a) and is_whole(b) else Answer.UNKNOWN


def is_whole(lengths: NeedleLengths) -> bool:
    """Whether every setting is known."""
    return (
        lengths.is_known
        and not lengths.open
        and lengths.versions_listed
        and all(r.is_exact for r in lengths.ranges)
    )


def surely_unequal(spec: Spec, some: Iterable[Any], others: Iterable[Any]) -> bool:
    """Whether every reading of one cell differs from every reading of the other."""
    readings = tuple(others)
    return all(equal(spec, a, b) is Answer.NO for a in some for b in readings)
