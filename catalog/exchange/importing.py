"""Importing a file that somebody has: what kind it is, and who takes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from catalog.db import Database
from catalog.references.files import HEAD, detect
from catalog.references.reading import FileError

from . import csv_import, merchant_import
from .bundle_import import import_bundle, look
from .bundle_reading import is_zip
from .import_references import import_references
from .import_report import SAID, MeanwhileError, MediaFolder, OptionError, Options, Result
from .import_retractions import import_retractions
from .opening import FileToImport, IncomingFile, SentFile
from .wordpress import importer as wordpress

__all__ = [
    "IMPORTERS",
    "FileError",
    "FileToImport",
    "Importer",
    "IncomingFile",
    "MeanwhileError",
    "MediaFolder",
    "OptionError",
    "Options",
    "SentFile",
    "import_file",
    "importer_of",
    "look_at_bundle",
    "run_import",
]


@dataclass(frozen=True)
class Importer:
    """One kind of file: ``called`` in sentences, told by name and first bytes, and what takes it.

    ``options`` are those that mean something for it, beside those that every kind has. ``permission`` is
    what somebody at the desk has to be allowed to; ``hint`` says at the desk what such a file does.
    ``run`` plans in a session that cannot write where ``options.dry_run``, and otherwise does it all in one
    transaction: `catalog.exchange.import_report.settle` does both.
    """

    called: str
    recognises: Callable[[str, bytes], bool]
    run: Callable[[Database, IncomingFile, Options], Result]
    options: frozenset[str] = frozenset()
    permission: str = "write all texts"
    hint: str = ""
    not_at_desk: str = ""
    """Why nobody can take it in at the desk, as a sentence; "" where that can be."""


def _is(*formats: str) -> Callable[[str, bytes], bool]:
    return lambda name, head: detect(name, head) in formats


IMPORTERS: Final = (
    Importer(
        "a bundle of a catalogue",
        is_zip,
        import_bundle,
        permission="look after people",
        not_at_desk="This file is a bundle of a whole catalogue. It fills an empty one, and this one is not: "
        "whoever runs the site puts it where none is yet.",
    ),
    Importer(
        "an export of a WordPress site",
        wordpress.is_export,
        wordpress.import_wordpress,
        options=frozenset({"media"}),
        hint="Makes articles of its posts, drafts of all that is not to be public, and says why of each.",
    ),
    Importer(
        "a list of Retraction Watch",
        _is("retractions"),
        import_retractions,
        options=frozenset({"day"}),
        hint="Marks studies here that were retracted, corrected or doubted.",
    ),
    Importer(
        "BibTeX, RIS or CSL-JSON",
        _is("bibtex", "ris", "csl-json"),
        import_references,
        options=frozenset({"replace"}),
        hint="Adds studies, or completes how they are cited.",
    ),
    Importer(
        "a shop’s product feed",
        merchant_import.recognises,
        merchant_import.import_feed,
        options=merchant_import.OPTIONS,
        permission="write facts",
        hint="Adds what a shop asks today for things that are here: Google’s product data, TSV or CSV.",
    ),
    Importer(
        "a table of products",
        csv_import.recognises,
        csv_import.import_csv,
        options=csv_import.OPTIONS,
        permission="write facts",
        hint="Adds and changes devices, cartridges, what sources say of them, and prices: CSV, one row each.",
    ),
)
"""The first that recognises a file takes it; another kind of file is another row."""


def import_file(database: Database, path: Path, options: Options) -> Result:
    """Take over what the file adds to the catalogue, or with ``options.dry_run`` only say what it would.

    One transaction. Where the result has faults, nothing was written unless ``options.skip_bad``. Raises
    `FileError` for a file that cannot be read as a whole, the message a sentence; nothing was written then.
    """
    return run_import(database, FileToImport(path), options)


def run_import(database: Database, file: IncomingFile, options: Options) -> Result:
    """The same for a file wherever it lies."""
    return _importer_for(file, options).run(database, file, options)


def look_at_bundle(path: Path, options: Options) -> Result | None:
    """What a bundle would bring to where there is no database yet; None for a file of any other kind.

    Raises `FileError` as importing it does.
    """
    file = FileToImport(path)
    return look(file) if _importer_for(file, options).run is import_bundle else None


def _importer_for(file: IncomingFile, options: Options) -> Importer:
    importer = importer_of(file)
    for name in (*SAID, "media"):
        if getattr(options, name) and name not in importer.options:
            raise OptionError(name, f"This means nothing for {importer.called}: it is for others.")
    return importer


def importer_of(file: IncomingFile) -> Importer:
    """Who takes this file. Raises `FileError` where nobody does."""
    head = file.read(HEAD)
    if not head:
        raise FileError(f"{file.called} is empty.")
    for importer in IMPORTERS:
        if importer.recognises(file.name, head):
            return importer
    if b"\0" in head:
        raise FileError(f"{file.called} is no text.")
    raise FileError(f"{file.called} is none of these: {'; '.join(one.called for one in IMPORTERS)}.")
