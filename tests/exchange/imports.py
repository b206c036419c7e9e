"""Files to import, and the command that imports them."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from sqlmodel import Session

from catalog.commands import main
from catalog.db import Database
from catalog.exchange.import_report import Options
from catalog.exchange.import_report import Result as Imported
from catalog.exchange.importing import import_file
from catalog.science import queries
from catalog.science.models import Study

COLUMNS = (
    *("Record ID", "Title", "Subject", "Institution", "Journal", "Publisher", "Country", "Author", "URLS"),
    *("ArticleType", "RetractionDate", "RetractionDOI", "RetractionPubMedID", "OriginalPaperDate"),
    *("OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature", "Reason", "Paywalled", "Notes"),
)
ROW = {
    "Title": "Mice and their maze",
    "Journal": "Journal of Mazes",
    "RetractionDate": "3/5/2024 0:00",
    "RetractionDOI": "unavailable",
    "RetractionPubMedID": "0",
    "OriginalPaperDOI": "unavailable",
    "OriginalPaperPubMedID": "0",
    "RetractionNature": "Retraction",
    "Reason": "+Concerns/Issues About Data;",
}


def listing(*rows: dict[str, str], others: int = 0) -> bytes:
    """A list of retractions: ``others`` rows about papers that nobody here has, then these."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    for number in range(1, others + 1):
        writer.writerow(ROW | {"Record ID": str(number), "OriginalPaperDOI": f"10.5555/mice.{number}"})
    writer.writerows(ROW | row for row in rows)
    return text.getvalue().encode()


def about(number: int, doi: str = "unavailable", **columns: str) -> dict[str, str]:
    """A row about a paper with this DOI; `about(7, doi, RetractionNature="Correction")`."""
    return {"Record ID": str(number), "OriginalPaperDOI": doi} | columns


def bib(key: str = "lund2020", **fields: str) -> str:
    """An entry: Lund's, of 2020, unless ``fields`` say otherwise; an empty one is left out."""
    given = {
        "title": "{Rolling forty faces}",
        "author": "Lund, K.",
        "journal": "Skin Research",
        "year": "2020",
    } | fields
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in given.items() if value)
    return f"@article{{{key},\n{lines}}}\n"


def take(database: Database, tmp_path: Path, data: bytes | str, **options: Any) -> Imported:
    """Import these bytes into a database, under a name that says nothing."""
    path = tmp_path / "a-file"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return import_file(database, path, Options(**options))


def lund(**fields: Any) -> Study:
    """A study somebody has read: Lund's of forty faces, cited without volume and pages."""
    given = {
        "slug": "lund2020",
        "title": "Rolling forty faces",
        "authors_json": '["Lund K"]',
        "journal": "Skin Research",
        "year": 2020,
        "kind": "rct",
        "n": 40,
        "finding": "They were smoother.",
        "confidence": "verified",
    }
    return Study(**(given | fields))


def stored(session: Session, slug: str = "lund2020") -> Study:
    found = queries.study(session, slug)
    assert found is not None, f"there is no study {slug}"
    return found


def run(instance: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["import", *words, "--instance", str(instance)])


def rows_of(instance: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of a SQLite catalogue."""
    connection = sqlite3.connect(instance / "catalog.sqlite3")
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}
    connection.close()
    return found


def slugs(lines: Iterable[Any]) -> list[str]:
    return [line.slug for line in lines]
