"""Keeps, adds, replaces, removes and sweeps pictures again and again, and is killed each time: before its
first effect, before its second and so on, or after so many milliseconds.

python killed_process.py DATABASE_URL FOLDER effects|moments ROUNDS. It never uses the store itself, so that
it can fork for each round; a second process then looks at what was left, sweeps, and looks again.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

import obstore
from sqlmodel import Session, select

from catalog.config import Settings
from catalog.db import Database, open_database
from catalog.media import editing, keeping, queries
from catalog.media.editing import Words
from catalog.media.encoding import Prepared, Variant
from catalog.media.models import PictureFile, Upload
from catalog.media.store import Store
from catalog.media.sweeping import sweep

EFFECTS: Any = ((Session, "commit"), (obstore, "put"), (obstore, "delete"), (os, "fsync"))
WORDS = Words("Made", "Nothing is to be seen.", "own photo", "Nobody")


def prepared(number: int, size: int) -> Prepared:
    """Made-up files: what is in them is nobody's business here."""
    bodies = [f"{number} {n} ".encode() * size for n in range(4)]
    variants = (Variant(("avif", "webp")[n % 2], 10 + n // 2, 10, body) for n, body in enumerate(bodies))
    return Prepared(sha256(bodies[0]).hexdigest(), 11, 10, tuple(variants))


def history(database: Database, store: Store, number: int, size: int) -> None:
    """Everything that writes: two pictures come, one takes the place of the other, it goes, all is swept."""
    first = keeping.keep(database, store, prepared(2 * number, size), by="anna", name="a")
    with database.writer() as session:
        slug = editing.add_picture(session, session.get_one(Upload, first), WORDS, actor="anna").slug
        session.commit()
    second = keeping.keep(database, store, prepared(2 * number + 1, size), by="anna", name="b")
    with database.writer() as session:
        picture = queries.picture(session, slug)
        assert picture
        editing.replace_files(session, picture, session.get_one(Upload, second), actor="anna")
        session.commit()
    if number % 3:
        with database.writer() as session:
            picture = queries.picture(session, slug)
            assert picture
            editing.remove_picture(session, picture, actor="anna")
            session.commit()
    sweep(database, store, 0)


def kill_at(number: int) -> None:
    """Kill this process before its so-manieth effect: a commit, or what is done to a file.

    Between two of them nothing is left behind that the next start could see.
    """
    seen = 0

    def counted(effect: Any) -> Any:
        def done(*args: Any, **kwargs: Any) -> Any:
            nonlocal seen
            seen += 1
            if seen > number:
                os.kill(os.getpid(), signal.SIGKILL)
            return effect(*args, **kwargs)

        return done

    for owner, name in EFFECTS:
        setattr(owner, name, counted(getattr(owner, name)))


def look(settings: Settings) -> None:
    """What must hold after a kill, and after the sweep that follows it."""
    database, store = open_database(settings), Store(settings)
    folder = settings.folder / "media"
    with database.reader() as session:
        pictures = {row.stored.name for row in session.exec(select(PictureFile))}
        uploads = {file.name for row in session.exec(select(Upload)) for file in row.files}
    there = {path.name for path in folder.iterdir()}
    assert pictures <= there, f"lost: {pictures - there}"
    unnamed = {name for name in there - pictures - uploads if "#" not in name}
    assert not unnamed, f"unnamed: {unnamed}"
    # Whatever was written lies before the moment of the sweep.
    time.sleep(0.002)
    sweep(database, store, 0)
    with database.reader() as session:
        assert {row.stored.name for row in session.exec(select(PictureFile))} == pictures
        assert session.exec(select(Upload)).all() == []
    left = {path.name for path in folder.iterdir()}
    assert left == pictures, f"left: {left ^ pictures}"
    for name in pictures:
        assert sha256((folder / name).read_bytes()).hexdigest() == name.partition(".")[0]


def forked(work: Any) -> int:
    """Do it in a process of its own; its exit status, negative for a signal."""
    if (child := os.fork()) == 0:
        status = 1
        try:
            work()
            status = 0
        except Exception as error:
            sys.stdout.write(repr(error) + "\n")
        finally:
            sys.stdout.flush()
            os._exit(status)
    return child


def main(url: str, folder: str, how: str, rounds: int) -> None:
    settings = Settings(database_url=url, instance=Path(folder))
    dice = random.Random(7)
    killed = 0
    for number in range(rounds):
        size = 50 if how == "effects" else 60_000

        def work(number: int = number, size: int = size) -> None:
            if how == "effects":
                kill_at(number)
            history(open_database(settings), Store(settings), number, size)

        child = forked(work)
        if how == "moments":
            time.sleep(dice.uniform(0.002, 0.25))
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status)
        looked = forked(lambda: look(settings))
        if os.waitpid(looked, 0)[1]:
            sys.stdout.write(f"round {number} left what it should not" + "\n")
            sys.exit(1)
        if how == "effects" and not os.WIFSIGNALED(status):
            assert status == 0
            break
    sys.stdout.write(f"killed {killed}" + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
