"""Every process knows of another one's edit within a second."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from catalog.changes.watcher import Watcher
from catalog.db import Database, DatabaseTrouble, make_engine
from tests.changes.test_concurrent_writers import finish, go, started


@pytest.fixture
def watcher(database: Database) -> Iterator[Watcher]:
    watcher = Watcher(database.replica)
    yield watcher
    watcher.close()


def wait_for(watcher: Watcher, version: int, seconds: float = 1.0) -> float:
    begun = time.monotonic()
    while watcher.newest() != version:
        assert time.monotonic() - begun < seconds, f"still at {watcher.newest()}, not {version}"
        time.sleep(0.001)
    return time.monotonic() - begun


def test_another_process_edit_is_noticed_within_a_second(watcher: Watcher, database_url: str) -> None:
    assert watcher.newest() == 0
    for version in (1, 2):
        writer = started(database_url, "anna", 1)
        go(writer)
        finish(writer)
        wait_for(watcher, version)


def test_any_thread_may_ask(watcher: Watcher, database_url: str) -> None:
    assert watcher.newest() == 0
    writer = started(database_url, "anna", 1)
    go(writer)
    finish(writer)
    answers: list[float] = []
    threads = [threading.Thread(target=lambda: answers.append(wait_for(watcher, 1))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 4


def test_a_lost_notification_is_made_up_for_by_looking(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    deaf = make_engine("postgresql://nobody@127.0.0.1:1/nowhere")
    engine = make_engine(postgresql_url)
    watcher = Watcher(engine, listen_to=deaf, poll_interval_s=0.2)
    assert watcher.newest() == 0
    writer = started(postgresql_url, "anna", 1)
    go(writer)
    finish(writer)
    wait_for(watcher, 1)
    watcher.close()
    engine.dispose()


def test_a_notification_beats_the_poll(postgresql_url: str) -> None:
    engine = make_engine(postgresql_url)
    watcher = Watcher(engine, poll_interval_s=0.9)
    assert watcher.newest() == 0
    time.sleep(0.2)
    writer = started(postgresql_url, "anna", 1)
    go(writer)
    finish(writer)
    assert wait_for(watcher, 1) < 0.5
    watcher.close()
    engine.dispose()


def test_a_server_that_goes_away_leaves_the_version_in_force(postgresql: str, postgresql_url: str) -> None:
    engine = make_engine(postgresql_url)
    watcher = Watcher(engine, poll_interval_s=0.1)
    assert watcher.newest() == 0
    name = engine.url.database
    server = make_engine(postgresql)

    def in_server(statement: str) -> None:
        with server.connect().execution_options(
            isolation_level="AUTOCOMMIT", catalog_writes=True
        ) as connection:
            connection.execute(text(statement))

    in_server(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    in_server(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    time.sleep(0.5)
    assert watcher.newest() == 0
    in_server(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    writer = started(postgresql_url, "anna", 1)
    go(writer)
    finish(writer)
    wait_for(watcher, 1)
    watcher.close()
    server.dispose()
    engine.dispose()


def test_a_database_file_that_was_deleted_is_missed_and_one_put_back_is_read(
    sqlite_url: str, empty_file: Path
) -> None:
    engine = make_engine(sqlite_url)
    watcher = Watcher(engine)
    writer = started(sqlite_url, "anna", 1)
    go(writer)
    finish(writer)
    assert watcher.newest() == 1
    path = Path(str(engine.url.database))
    engine.dispose()
    path.unlink()
    with pytest.raises(DatabaseTrouble) as caught:
        watcher.newest()
    assert caught.value.kind == "missing"
    path.with_suffix(".copy").write_bytes(empty_file.read_bytes())
    os.replace(path.with_suffix(".copy"), path)
    for leftover in path.parent.glob(f"{path.name}-*"):
        leftover.unlink()
    assert watcher.newest() == 0
    watcher.close()
    engine.dispose()
