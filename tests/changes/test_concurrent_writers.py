"""Writers in processes of their own: numbers have no gaps, their order is the order of commits."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlmodel import Session

from catalog.changes.queries import changes_since, state_at, verify_chain
from catalog.db import Database, reader

SCRIPT = Path(__file__).with_name("writer_process.py")


def started(address: str, actor: str, count: int, end: str = "") -> "subprocess.Popen[str]":
    """A writer that has connected nothing yet and waits for a line before it begins."""
    process = subprocess.Popen(
        [sys.executable, str(SCRIPT), address, actor, str(count), end],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=SCRIPT.parents[2],
        env={"PYTHONPATH": str(SCRIPT.parents[2])},
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    return process


def go(process: "subprocess.Popen[str]") -> None:
    assert process.stdin
    process.stdin.write("go\n")
    process.stdin.flush()


def finish(process: "subprocess.Popen[str]") -> None:
    with process:
        assert process.wait(timeout=60) == 0


def assert_gapless(session: Session, count: int) -> None:
    changes = changes_since(session, 0)
    assert [change.number for change in changes] == list(range(1, count + 1))
    # Timestamps are taken under the lock: in number order means in commit order.
    assert [change.at for change in changes] == sorted(change.at for change in changes)
    assert verify_chain(session) == []


def test_writers_at_the_same_time_number_their_changes_without_gaps(
    database: Database, database_url: str
) -> None:
    writers = [started(database_url, actor, 25) for actor in ("anna", "boris", "clara")]
    for writer in writers:
        go(writer)
    for writer in writers:
        finish(writer)
    with reader(database.engine) as session:
        assert_gapless(session, 75)
        # Each read what the one before had committed, so that no save was lost.
        state = state_at(session, "counter", 1, 75)
        assert state is not None
        assert state["count"] == 75


def test_writers_that_roll_back_leave_no_gap(database: Database, database_url: str) -> None:
    writers = [started(database_url, "anna", 20, "roll back"), started(database_url, "boris", 20)]
    for writer in writers:
        go(writer)
    for writer in writers:
        finish(writer)
    with reader(database.engine) as session:
        assert_gapless(session, 30)


def test_readers_do_not_wait_for_a_writer(database: Database, database_url: str) -> None:
    writer = started(database_url, "anna", 3, "hang")
    go(writer)
    assert writer.stdout
    assert writer.stdout.readline() == "hanging\n"
    with reader(database.engine) as session:
        assert_gapless(session, 2)
    writer.kill()
    with writer:
        pass


@pytest.mark.long
def test_a_writer_that_is_killed_leaves_no_gap(database: Database, database_url: str) -> None:
    doomed = [started(database_url, f"doomed-{n}", 4, "hang") for n in range(3)]
    survivor = started(database_url, "survivor", 20)
    for writer in doomed:
        go(writer)
        assert writer.stdout
        assert writer.stdout.readline() == "hanging\n"
        writer.kill()
        with writer:
            pass
    go(survivor)
    finish(survivor)
    with reader(database.engine) as session:
        assert_gapless(session, 3 * 3 + 20)
