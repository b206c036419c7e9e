"""What is wrong with seed files, and what is not held against them because a file could not be read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

Problems = list[str]
"""Sentences like “devices/dr-pen-a6.toml, line 9, statements 3: there is no source “unilog-a7”.”"""


class Unread(str):
    """The problem of a file that cannot be read at all; ``file`` is its name."""

    __slots__ = ("file",)
    file: str

    def __new__(cls, file: str, words: str, line: int | None = None) -> Unread:
        place = file if line is None else f"{file}, line {line}"
        made = super().__new__(cls, f"{place}: {words}")
        made.file = file
        return made


def unread(problems: Problems) -> set[str]:
    """The names of the files that could not be read: nothing is held against what they might hold."""
    return {problem.file for problem in problems if isinstance(problem, Unread)}


class Anything(Collection[str]):
    """What a file holds that could not be read: it may be anything, so nothing is missing from it."""

    def __contains__(self, _: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


ANYTHING: Final = Anything()


def joined(*known: Collection[str]) -> Collection[str]:
    """All the names of several files; anything where one of them could not be read."""
    return ANYTHING if any(one is ANYTHING for one in known) else set().union(*known)


def names_of(file: str, names: Iterable[str], problems: Problems) -> Collection[str]:
    """The names that a file has; anything where it could not be read."""
    return ANYTHING if file in unread(problems) else set(names)


class SeedProblems(ValueError):  # noqa: N818 - it is a list of them, not one error
    """What is wrong with the seeds, all of it, each with file and place; nothing was written."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("The seeds were not loaded, nothing was changed:\n" + "\n".join(problems))
        self.problems = tuple(problems)
