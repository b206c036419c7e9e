"""Opening a file that somebody names or sends; what cannot be read is one sentence."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol

from catalog.references.reading import FileError


class IncomingFile(Protocol):
    """What an importer is given, wherever the file lies. Everything raises `FileError`."""

    @property
    def name(self) -> str:
        """Its name without folders."""

    @property
    def called(self) -> str:
        """As sentences name it."""

    @property
    def day(self) -> date:
        """The UTC day that stands for the file where nobody says another."""

    @property
    def size(self) -> int:
        """Its bytes."""

    def opened(self) -> AbstractContextManager[BinaryIO]:
        """The open file, for reading bytes."""

    def read(self, most: int) -> bytes:
        """Its first bytes, at most this many."""


@dataclass(frozen=True)
class SentFile:
    """A file that was sent to the desk; ``day`` is the one on which it came."""

    name: str
    content: bytes
    day: date

    @property
    def called(self) -> str:
        """As sentences name it."""
        return f"“{self.name}”"

    @property
    def size(self) -> int:
        """Its bytes."""
        return len(self.content)

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Its bytes as an open file."""
        yield BytesIO(self.content)

    def read(self, most: int) -> bytes:
        """Its first bytes, at most this many."""
        return self.content[:most]


@dataclass(frozen=True)
class FileToImport:
    """A file by its path; whatever stands in the way is a `FileError` that names it."""

    path: Path

    @property
    def called(self) -> str:
        """As sentences name it."""
        return str(self.path)

    @property
    def size(self) -> int:
        """Its bytes."""
        with self._trouble_named():
            return self.path.stat().st_size

    @property
    def name(self) -> str:
        """Its name without the folders."""
        return self.path.name

    @property
    def day(self) -> date:
        """The UTC day on which it was last changed."""
        with self._trouble_named():
            return datetime.fromtimestamp(self.path.stat().st_mtime, UTC).date()

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """The open file, for reading bytes."""
        with self._trouble_named():
            # A pipe would be waited for, and a device such as /dev/zero never ends.
            if not stat.S_ISREG(self.path.stat().st_mode):
                kind = "a folder" if self.path.is_dir() else "no ordinary file"
                raise FileError(f"{self.path} is {kind}.")
            with self.path.open("rb") as file:
                yield file

    def read(self, most: int) -> bytes:
        """Its first bytes, at most this many."""
        with self.opened() as file:
            return file.read(most)

    @contextmanager
    def _trouble_named(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            raise FileError(f"There is no file {self.path}.") from error
        except (OSError, OverflowError) as error:
            words = error.strerror if isinstance(error, OSError) else None
            raise FileError(f"{self.path} cannot be read: {words or error}.") from error
