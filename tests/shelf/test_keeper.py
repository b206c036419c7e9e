"""A worker's shelf follows the database: one thread moves it, and other processes' edits are seen."""

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlmodel import Session

from catalog.changes.models import Head
from catalog.changes.queries import current_head
from catalog.changes.watcher import Watcher
from catalog.config import Settings
from catalog.db import Database, open_database
from catalog.shelf import Shelf
from catalog.shelf.keeper import Keeper
from tests.factories import make_device

TODAY = date(2026, 11, 26)
SCRIPT = Path(__file__).with_name("writer_process.py")


class Opened:
    """A session factory that counts; its database can be replaced."""

    def __init__(self, factory: Callable[[], Session]) -> None:
        self.factory, self.times = factory, 0

    def __call__(self) -> Session:
        self.times += 1
        return self.factory()


def put(database: Database, slug: str) -> Head:
    with database.writer() as session:
        make_device(session, slug)
        session.commit()
        return current_head(session)


def test_threads_that_start_together_load_once(database: Database) -> None:
    head = put(database, "dermaline-one")
    opened = Opened(database.reader)
    keeper = Keeper(opened, 30)
    barrier = threading.Barrier(8)
    shelves: list[Shelf] = []

    def ask() -> None:
        barrier.wait()
        shelves.append(keeper.at(head, TODAY))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert opened.times == 1
    assert len({id(shelf) for shelf in shelves}) == 1
    assert len(shelves) == 8


def test_the_shelf_stays_while_nothing_changes(database: Database) -> None:
    head = put(database, "dermaline-one")
    opened = Opened(database.reader)
    keeper = Keeper(opened, 30)
    first = keeper.at(head, TODAY)
    assert keeper.at(head, TODAY) is first
    assert opened.times == 1


def test_a_thread_that_comes_late_is_given_the_later_shelf(database: Database) -> None:
    early = put(database, "dermaline-one")
    keeper = Keeper(database.reader, 30)
    keeper.at(early, TODAY)
    late = keeper.at(put(database, "dermaline-two"), TODAY)
    assert keeper.at(early, TODAY) is late


def test_a_thread_from_before_midnight_does_not_turn_the_day_back(database: Database) -> None:
    head = put(database, "dermaline-one")
    keeper = Keeper(database.reader, 30)
    today = keeper.at(head, TODAY)
    assert keeper.at(head, date(2026, 11, 25)) is today


def test_a_backup_put_back_is_read_from_nothing(database: Database, empty_file: Path, tmp_path: Path) -> None:
    put(database, "dermaline-one")
    opened = Opened(database.reader)
    keeper = Keeper(opened, 30)
    keeper.at(put(database, "dermaline-two"), TODAY)
    backup = open_database(
        Settings(database_url=f"sqlite:///{shutil.copy(empty_file, tmp_path / 'backup.db')}")
    )
    head = put(backup, "dermaline-old")
    opened.factory = backup.reader
    assert [entry.slug for entry in keeper.at(head, TODAY)] == ["dermaline-old"]
    backup.close()


def test_an_edit_of_another_process_is_on_the_shelf_within_a_second(
    database: Database, database_url: str
) -> None:
    watcher = Watcher(database.replica)
    keeper = Keeper(database.reader, 30)
    assert keeper.at(watcher.head(), TODAY).by_slug("dermaline-far") is None
    process = subprocess.Popen(
        [sys.executable, str(SCRIPT), database_url, "dermaline-far"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=SCRIPT.parents[2],
        env={"PYTHONPATH": str(SCRIPT.parents[2])},
    )
    assert process.stdin
    assert process.stdout
    with process:
        assert process.stdout.readline() == "ready\n"
        process.stdin.write("go\n")
        process.stdin.flush()
        assert process.stdout.readline() == "stored\n"
        begun = time.monotonic()
        while not keeper.at(watcher.head(), TODAY).by_slug("dermaline-far"):
            assert time.monotonic() - begun < 1
            time.sleep(0.005)
        assert process.wait(timeout=30) == 0
    watcher.close()
