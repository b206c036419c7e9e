"""Databases with something in every table, and bundles of them, for tests. Everything in them is made up."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from catalog import schema
from catalog.changes.diff import canonical_json
from catalog.config import Settings
from catalog.db import Database, open_database
from catalog.exchange.bundle_manifest import MANIFEST, Manifest
from catalog.exchange.bundle_tables import WHOLE
from catalog.exchange.bundle_writing import export, zip_at
from catalog.exchange.importing import Options, Result, import_file
from catalog.media.store import Store
from tests.migrations.sample_rows import ROWS

SHIFT = 100_000
PICTURE = b"the bytes of a made-up picture"
PINNED = canonical_json({
    "format": 1, "version": 1, "day": "2026-03-01", "query": "d=a,b", "base": None, "devices": [], "rows": [],
    "counts": {"same": 0, "differ": 0, "cannot_tell": 0, "not_applicable": 0}, "groups": [], "one_known": [],
    "none_known": [], "sentences": [], "sources": {},
})  # fmt: skip
KEY = hashlib.sha256(PINNED.encode()).hexdigest()
VALUE = '{"fixed":[],"open":false,"ranges":[{"max":2500,"min":250,"step":250}],"versions_listed":true}'
OWN = {
    "statement": {"value": VALUE},
    "snapshot": {"key": KEY, "body": PINNED},
    "comparison": {"snapshot_key": KEY},
}
"""What a bundle is asked for and a migration is not: values, and pins under the digest of what they are."""
SECRETS = {
    "password": "$argon2id$made-up",
    "totp": "MADEUPTOTPSECRET",
    "totp_offered": "MADEUPOFFEREDSECRET",
    "totp_last": 12345,
    "recovery_json": '["made-up-recovery-digest"]',
}


Maker = Callable[..., "Place"]
"""Of the fixture `empty`."""


class Place:
    """A database with its own store: ``place.database``, ``place.store``, ``place.settings``."""

    def __init__(self, folder: Path, url: str) -> None:
        self.settings = Settings(instance=folder, database_url=url, secret_key="not a secret in tests")
        self.database: Database = open_database(self.settings)
        self.store = Store(self.settings)
        self.folder = folder

    def export(self, path: Path, kind: str = WHOLE) -> Manifest:
        with zip_at(path) as sink:
            return export(self.database, self.store, self.settings, sink, kind)

    def exported(self, kind: str = WHOLE) -> bytes:
        path = self.folder / "exported.zip"
        self.export(path, kind)
        content = path.read_bytes()
        path.unlink()
        return content

    def take(self, content: bytes | Path, **options: Any) -> Result:
        path = content if isinstance(content, Path) else self.folder / "taken.zip"
        if isinstance(content, bytes):
            path.write_bytes(content)
        return import_file(self.database, path, Options(settings=self.settings, **options))

    def rows(self, table: str) -> list[dict[str, Any]]:
        with self.database.latest() as session:
            return [dict(row) for row in session.execute(sa.text(f"SELECT * FROM {table}")).mappings()]

    def counts(self) -> dict[str, int]:
        """Rows by table, of tables that have any."""
        with self.database.latest() as session:
            found = {
                name: session.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
                for name, table in schema.tables().tables.items()
            }
        return {name: number for name, number in found.items() if number}


def fill_every_table(place: Place) -> None:
    """A row in every table but the log, beside whatever is there; the picture's file lies in the store."""
    name = hashlib.sha256(PICTURE).hexdigest()
    place.store.put(f"{name}.avif", PICTURE)
    tables = schema.tables().tables
    with place.database.writer() as session:
        for table, row in ROWS:
            if table != "change":
                made = {key: shifted(tables[table], key, value) for key, value in row.items()}
                if "slug" in made and not made["slug"].startswith("/"):
                    made["slug"] = f"sample-{made['slug']}"
                if table == "brand":
                    made["name"] = "A sample of a brand"
                made |= OWN.get(table, {})
                if table == "method":
                    made["number"] = SHIFT
                if table == "account":
                    made |= SECRETS
                if table == "picture_file":
                    made |= {"digest": name, "bytes": len(PICTURE)}
                session.connection().execute(sa.insert(plainly(tables[table])), [made])
        session.commit()


def shifted(table: sa.Table, column: str, value: Any) -> Any:
    """Ids are far away from those of what is there already."""
    is_id = column == "id" or any(key.column.name == "id" for key in table.columns[column].foreign_keys)
    return value + SHIFT if is_id and isinstance(value, int) else value


def plainly(table: sa.Table) -> Any:
    """The table without Python types: sample rows are as the database has them."""
    return sa.table(table.name, *(sa.column(one.name) for one in table.columns))


def files_in(bundle: bytes) -> dict[str, bytes]:
    """Name → content of everything in a zip file."""
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The inverse of `files_in`."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, one in files.items():
            archive.writestr(name, one)
    return content.getvalue()


def changed(bundle: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The bundle with another content of one file, and a manifest that says so."""
    files = files_in(bundle)
    files[name] = change(files[name])
    manifest = json.loads(files[MANIFEST])
    manifest["files"][name] = {
        "bytes": len(files[name]),
        "sha256": hashlib.sha256(files[name]).hexdigest(),
    }
    if name.startswith("tables/"):
        manifest["rows"][name[7:-6]] = files[name].count(b"\n")
    files[MANIFEST] = json.dumps(manifest).encode()
    return packed(files)


def in_manifest(bundle: bytes, **said: Any) -> bytes:
    """The bundle with other words in its manifest."""
    files = files_in(bundle)
    files[MANIFEST] = json.dumps(json.loads(files[MANIFEST]) | said).encode()
    return packed(files)


@contextmanager
def place_at(folder: Path, url: str) -> Iterator[Place]:
    folder.mkdir(parents=True, exist_ok=True)
    place = Place(folder, url)
    yield place
    place.database.close()
