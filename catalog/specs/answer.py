"""Three answers: yes, no, and we cannot tell."""

from collections.abc import Iterable
from enum import Enum


class Answer(Enum):
    """What a question gets from a device; ``&``, ``|`` and ``~`` are Kleene's strong connectives."""

    NO = 0
    UNKNOWN = 1
    YES = 2

    @classmethod
    def of(cls, truth: bool) -> "Answer":
        return cls.YES if truth else cls.NO

    def __and__(self, other: "Answer") -> "Answer":
        return self if self.value <= other.value else other

    def __or__(self, other: "Answer") -> "Answer":
        return self if self.value >= other.value else other

    def __invert__(self) -> "Answer":
        return Answer(2 - self.value)


def all_of(answers: Iterable[Answer]) -> Answer:
    """YES if every answer is, NO if any is; YES for none at all."""
    result = Answer.YES
    for answer in answers:
        result = result & answer
    return result


def any_of(answers: Iterable[Answer]) -> Answer:
    """YES if any answer is, NO if every one is; NO for none at all."""
    result = Answer.NO
    for answer in answers:
        result = result | answer
    return result


def agreed(answers: Iterable[Answer]) -> Answer:
    """The answer that all give; UNKNOWN where they differ, or where there is none."""
    distinct = set(answers)
    return distinct.pop() if len(distinct) == 1 else Answer.UNKNOWN
