"""Importing a file that somebody has: what kind it is, and who takes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from catalog.db import Database
from catalog.references.files import HEAD, detect
from catalog.references.reading import FileError

from .import_references import import_references
from .import_report import Options, Result
from .import_retractions import import_retractions
from .opening import FileToImport

__all__ = ["FileError", "Importer", "Options", "import_file"]


@dataclass(frozen=True)
class Importer:
    """One kind of file: ``called`` in sentences, told by name and first bytes, and what takes it.

    ``options`` are those that mean something for it, beside those that every kind has.
    """

    called: str
    recognises: Callable[[str, bytes], bool]
    run: Callable[[Database, FileToImport, Options], Result]
    options: frozenset[str] = frozenset()


def _is(*formats: str) -> Callable[[str, bytes], bool]:
    return lambda name, head: detect(name, head) in formats


IMPORTERS: Final = (
    Importer(
        "a list of Retraction Watch", _is("retractions"), import_retractions, options=frozenset({"day"})
    ),
    Importer(
        "BibTeX, RIS or CSL-JSON",
        _is("bibtex", "ris", "csl-json"),
        import_references,
        options=frozenset({"replace"}),
    ),
)
"""The first that recognises a file takes it; another kind of file is another row."""


def import_file(database: Database, path: Path, options: Options) -> Result:
    """Take over what the file adds to the catalogue, or with ``options.dry_run`` only say what it would.

    One transaction. Where the result has faults, nothing was written unless ``options.skip_bad``. Raises
    `FileError` for a file that cannot be read as a whole, the message a sentence; nothing was written then.
    """
    file = FileToImport(path)
    importer = _importer(file)
    for name in ("replace", "day"):
        if getattr(options, name) and name not in importer.options:
            raise FileError(f"This file is {importer.called}; --{name} is for others.")
    return importer.run(database, file, options)


def _importer(file: FileToImport) -> Importer:
    head = file.read(HEAD)
    if not head:
        raise FileError(f"{file.path} is empty.")
    for importer in IMPORTERS:
        if importer.recognises(file.name, head):
            return importer
    if b"\0" in head:
        raise FileError(f"{file.path} is no text.")
    raise FileError(f"{file.path} is none of these: {'; '.join(one.called for one in IMPORTERS)}.")
