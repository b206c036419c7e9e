"""What an import is asked for, what it plans, and how it says what it did. Pure but for `settle`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from sqlmodel import Session

from catalog.changes.models import Change
from catalog.config import Settings
from catalog.db import Database
from catalog.references.reading import FileError
from catalog.references.text import short

ACTOR = "import"


@dataclass(frozen=True)
class MediaFolder:
    """A copy of another site's media on this machine, and what is true of all its pictures.

    ``origin`` is one of `catalog.media.models.ORIGINS`, ``credit`` who took them; "" where nobody says it.
    """

    folder: Path
    origin: str = ""
    credit: str = ""


@dataclass(frozen=True)
class Options:
    """How a file is imported; which of them mean something is said by its `Importer`.

    ``day`` is that of a list of retractions, None for the day on which its file was last changed; of a table
    the day on which its source was read. ``source``, ``kind`` and ``rank`` are those of values that name none
    of their own; ``shop``, ``country`` and ``currency`` those of prices. ``encoding`` and ``separator`` are
    of tables where they cannot be told; ``ignore`` are headings that are left out.
    ``expected`` is the digest of what somebody saw before: where it would be something else now, nothing is
    done. ``actor`` is who does it; ``media`` the pictures of a site.
    """

    dry_run: bool = False
    replace: bool = False
    skip_bad: bool = False
    day: date | None = None
    source: str = ""
    kind: str = ""
    rank: str = ""
    shop: str = ""
    country: str = ""
    currency: str = ""
    encoding: str = ""
    separator: str = ""
    ignore: tuple[str, ...] = ()
    actor: str = ACTOR
    expected: str | None = None
    media: MediaFolder | None = None
    settings: Settings | None = None
    """Whose store a bundle's pictures go into; the environment's where it is not said."""


SAID: Final = (
    "replace", "day", "source", "kind", "rank", "shop", "country", "currency", "encoding", "separator",
    "ignore",
)  # fmt: skip
"""Options that some kinds of files have and others not."""


class OptionError(FileError):
    """An option that cannot be; ``option`` is its name. The message is a sentence for people."""

    def __init__(self, option: str, words: str) -> None:
        super().__init__(words)
        self.option = option


class MeanwhileError(Exception):
    """What the import would do is not any more what somebody saw and agreed to; nothing was written."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing and what becomes of it. ``line`` is where it stands in the file, None where it does not.

    Of a value in a table, ``column`` is its heading there, ``before`` and ``after`` what was on record and
    what would be; the ``words`` say it all.
    """

    line: int | None
    slug: str
    words: str
    column: str = ""
    before: str = ""
    after: str = ""

    @property
    def parts(self) -> list[str]:
        """The words in one or two parts: what becomes of it, and what there is to say of that."""
        return self.words.split("; ", 1)

    def __str__(self) -> str:
        place = f"line {self.line}: " if self.line else ""
        return f"{place}{self.slug}: {self.words}"


@dataclass
class Result:
    """What an import does, or would do. ``noun`` is what it counts: ("study", "studies").

    ``differences`` are left as they are here, and what is ``left_out`` is not to come here at all.
    ``skipped`` are things of the file that could not be placed, ``problems`` what could not be read, each
    sentence with its line. ``notes`` are about the file as a whole.
    """

    noun: tuple[str, str]
    adds: list[Line] = field(default_factory=list)
    changes: list[Line] = field(default_factory=list)
    removed: list[Line] = field(default_factory=list)
    same: list[Line] = field(default_factory=list)
    differences: list[Line] = field(default_factory=list)
    unmatched: list[Line] = field(default_factory=list)
    left_out: list[Line] = field(default_factory=list)
    skipped: list[Line] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_written: bool = False

    @property
    def digest(self) -> str:
        """Of everything that would be done, so that doing it later can be held against it."""
        found = hashlib.sha256()
        for kind, lines in (("+", self.adds), ("~", self.changes), ("-", self.removed)):
            for one in lines:
                found.update(f"{kind}{one}\0".encode("utf-8", "surrogatepass"))
        return found.hexdigest()

    @property
    def does_nothing(self) -> bool:
        """Whether nothing would be added, changed or removed."""
        return not (self.adds or self.changes or self.removed)

    @property
    def counted(self) -> str:
        """How many of each, as a sentence."""
        return self._counted()

    @property
    def faults(self) -> list[str]:
        """Everything that stops an import unless it is told to leave it out."""
        return [*self.problems, *map(str, self.skipped)]

    def sentences(self) -> Iterator[str]:
        """The report: how many, then one line for each thing that changes or differs."""
        yield self._counted()
        yield from self.notes
        yield from map(str, (*self.adds, *self.changes, *self.removed, *self.differences, *self.left_out))

    def refusal(self) -> str:
        """Why nothing was written, every fault named."""
        faults = self.faults
        many = "1 problem was" if len(faults) == 1 else f"{len(faults):,} problems were"
        return "\n".join((f"Nothing was imported: {many} found. --skip-bad takes the rest.", *faults))

    def _counted(self) -> str:
        """``"3 studies would be added, 2 changed, 74 are as they were."``"""
        done = ((self.adds, "added"), (self.changes, "changed"), (self.removed, "removed"))
        parts: list[str] = []
        for lines, verb in done:
            if lines:
                parts.append(self._part(len(lines), verb, is_first=not parts))
        if self.same:
            count = len(self.same)
            noun = "" if parts else f" {self._named(count)}"
            parts.append(f"{count:,}{noun} {'is as it was' if count == 1 else 'are as they were'}")
        return f"{', '.join(parts)}." if parts else f"No {self.noun[0]} here is concerned."

    def _part(self, count: int, verb: str, *, is_first: bool) -> str:
        if not is_first:
            return f"{count:,} {verb}"
        were = "was" if count == 1 else "were"
        return f"{count:,} {self._named(count)} {were if self.is_written else 'would be'} {verb}"

    def _named(self, count: int) -> str:
        return self.noun[count != 1]


Step = Callable[[Session], Change | None]


@dataclass
class Plan:
    """What an import comes to, and the steps that do it."""

    result: Result
    steps: list[Step] = field(default_factory=list)


def settle(database: Database, options: Options, plan: Callable[[Session], Plan]) -> Result:
    """Plan, and unless there are faults or it is a rehearsal, do it: all in one transaction.

    A rehearsal has a session that cannot write. The plan is made in the transaction that carries it out, so
    that nothing changes in between. Raises `MeanwhileError` where it is not what was expected.
    """
    with database.latest() if options.dry_run else database.writer() as session:
        made = plan(session)
        if options.expected is not None and options.expected != made.result.digest:
            raise MeanwhileError
        if not options.dry_run and (options.skip_bad or not made.result.faults):
            for step in made.steps:
                step(session)
            session.commit()
            made.result.is_written = True
    return made.result


def reason_for(name: str) -> str:
    """What the log says of a change by this file."""
    return f"Imported from {short(name)}"
