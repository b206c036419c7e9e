"""Clearing up: what nobody names goes, what anybody names stays, on both databases."""

from __future__ import annotations

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from catalog import clock
from catalog.config import Settings
from catalog.db import DatabaseTrouble, open_database
from catalog.media import editing, keeping, queries
from catalog.media.models import Picture, PictureFile, Upload
from catalog.media.store import Store, StoreError
from catalog.media.sweeping import Swept, compare, sweep, sweep_unnamed
from catalog.people.models import Author
from tests.media.conftest import add_picture, kept, state, words

DAY = 24


def there(store):
    return {one.name for one in store.found()}


def files_in(session, table=PictureFile):
    return {row.stored.name for row in session.exec(select(table))}


def test_an_upload_goes_with_its_files_when_it_is_old_enough(database, store, at_time):
    at_time(2026, 3, 1, 12)
    kept(database, store)
    at_time(2026, 3, 2, 11, 59)
    assert sweep(database, store, DAY) == Swept()
    assert len(there(store)) == 2
    at_time(2026, 3, 2, 12, 1)
    assert sweep(database, store, DAY) == Swept(uploads=1, files=2)
    assert there(store) == set()
    assert sweep(database, store, DAY) == Swept()


def test_a_service_is_swept_as_a_folder_is(sqlite_url, s3, at_time):
    database, store = open_database(Settings(database_url=sqlite_url)), Store(s3)
    at_time(2026, 3, 1)
    add_picture(database, store, 1)
    kept(database, store, 2)
    assert len(there(store)) == 4
    at_time(2026, 3, 5)
    assert sweep(database, store, DAY) == Swept(uploads=1, files=2)
    with database.reader() as session:
        assert there(store) == files_in(session)
    database.close()


def test_files_that_a_picture_names_stay(database, store, at_time):
    at_time(2026, 3, 1)
    kept(database, store, 1)
    add_picture(database, store, 1)
    at_time(2027, 3, 1)
    assert sweep(database, store, DAY) == Swept(uploads=1)
    with database.reader() as session:
        pictures, files, uploads = state(session)
    assert (len(pictures), uploads) == (1, [])
    assert there(store) == files


def test_files_that_a_younger_upload_names_stay_until_it_goes(database, store, at_time):
    at_time(2026, 3, 1)
    kept(database, store, 1)
    at_time(2026, 3, 5)
    kept(database, store, 1)
    assert sweep(database, store, DAY) == Swept(uploads=1)
    assert len(there(store)) == 2
    at_time(2026, 3, 9)
    assert sweep(database, store, DAY) == Swept(uploads=1, files=2)


def test_what_was_replaced_or_removed_goes_later(database, store, at_time):
    at_time(2026, 3, 1)
    first, second = add_picture(database, store, 1), add_picture(database, store, 2)
    before = there(store)
    other = kept(database, store, 3)
    with database.writer() as session:
        upload = session.get_one(Upload, other)
        change = editing.replace_files(session, queries.picture(session, first), upload, actor="anna")
        assert change.reason == "A picture was replaced"
        assert editing.remove_picture(session, queries.picture(session, second), actor="anna")
        session.commit()
        named = files_in(session)
    # A page that was sent before still finds them.
    assert before <= there(store)
    assert sweep(database, store, DAY) == Swept()
    at_time(2026, 3, 3)
    assert sweep(database, store, DAY).uploads == 2
    assert there(store) == named
    assert len(named) == 2


def test_a_picture_that_comes_back_before_the_sweep_keeps_its_files(database, store, at_time):
    at_time(2026, 3, 1)
    slug = add_picture(database, store, 1)
    with database.writer() as session:
        editing.remove_picture(session, queries.picture(session, slug), actor="anna")
        session.commit()
    at_time(2026, 3, 5)
    add_picture(database, store, 1)
    sweep(database, store, DAY)
    with database.reader() as session:
        assert there(store) == files_in(session)


def test_halves_that_a_process_left_go_when_they_are_old(database, store, settings):
    store.put("whole.webp", b"x")
    half = settings.folder / "media" / "half.webp#1"
    half.write_bytes(b"x")
    assert sweep(database, store, DAY).halves == 0
    assert store.remove_halves(clock.now() + timedelta(hours=1)) == 1
    assert [path.name for path in (settings.folder / "media").iterdir()] == ["whole.webp"]


def test_files_without_a_name_are_told_and_go_only_on_demand(database, store, monkeypatch):
    slug = add_picture(database, store, 1)
    waiting = kept(database, store, 2)
    store.put(f"{'a' * 64}.webp", b"of another time")
    with database.reader() as session:
        found = compare(session, store)
    assert (found.unnamed, found.lost) == ((f"{'a' * 64}.webp",), ())
    sweep(database, store, 0)
    with database.reader() as session:
        assert session.get(Upload, waiting) is None
    assert sweep_unnamed(database, store, 1) == 0
    late = clock.now() + timedelta(hours=2)
    monkeypatch.setattr(clock, "_read", lambda: late)
    assert sweep_unnamed(database, store, 1) == 1
    with database.reader() as session:
        assert compare(session, store).unnamed == ()
        lost = sorted(files_in(session))[0]
    store.remove([lost])
    with database.reader() as session:
        assert compare(session, store).lost == (lost,)
        assert queries.picture(session, slug)


# --- nobody waits for the store


class Asked(Store):
    """A store that does something else first whenever it is to take files away."""

    def __init__(self, settings, first):
        super().__init__(settings)
        self.first = first

    def remove(self, names):
        self.first(*names)
        super().remove(names)


def in_a_thread(work):
    """Begin it; what waits for its end."""
    pool = ThreadPoolExecutor(1)
    begun = pool.submit(work)
    pool.shutdown(wait=False)
    return begun


def test_others_write_while_the_store_takes_files_away(database, settings, at_time):
    at_time(2026, 3, 1)
    store = Store(settings)
    kept(database, store, 1)
    store.put(f"{'a' * 64}.webp", b"of another time")
    written = []

    def write(*names):
        with database.writer() as session:
            session.add(Author(slug=f"somebody-{len(written)}", name=f"Somebody {len(written)}"))
            session.commit()
        written.extend(names)

    late = clock.now() + timedelta(days=3000)
    at_time(late.year, late.month, late.day)
    assert sweep(database, Asked(settings, write), DAY) == Swept(uploads=1, files=2)
    assert len(written) == 2
    assert sweep_unnamed(database, Asked(settings, write), DAY) == 1
    assert len(written) == 3
    assert there(store) == set()


@pytest.mark.parametrize("way", ["sweep", "unnamed"])
def test_a_picture_that_is_sent_while_its_files_are_taken_away_has_its_files(
    database, settings, monkeypatch, way
):
    store = Store(settings)
    first = kept(database, store, 1)
    if way == "unnamed":
        with database.writer() as session:
            session.delete(session.get_one(Upload, first))
            session.commit()
    late = clock.now() + timedelta(hours=30)
    monkeypatch.setattr(clock, "_read", lambda: late)
    put, sent = threading.Event(), []

    class Noted(Store):
        def put(self, name, content):
            super().put(name, content)
            put.set()

    def send(*_names):
        if not sent:
            sent.append(in_a_thread(lambda: kept(database, Noted(settings), 1)))
        # It gets every chance to be there before the files go.
        put.wait(0.3)

    act = {"sweep": sweep, "unnamed": sweep_unnamed}[way]
    act(database, Asked(settings, send), DAY)
    number = sent[0].result(10)
    with database.reader() as session:
        assert there(store) == {file.name for file in session.get_one(Upload, number).files}


def test_an_upload_that_is_being_swept_is_nobodys_any_more(database, settings):
    number = kept(database, Store(settings), 1)
    seen = []

    def look(*_names):
        with database.latest() as session:
            seen.append(keeping.waiting(session, number, "anna", DAY))

    late = clock.now() + timedelta(seconds=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "_read", lambda: late)
        sweep(database, Asked(settings, look), 0)
    assert seen == [None, None]


def test_two_sweeps_at_once_are_one_after_the_other_or_say_so(database, settings, at_time):
    at_time(2026, 3, 1)
    kept(database, Store(settings), 1)
    at_time(2026, 3, 5)
    said = []

    def again(*_names):
        with pytest.raises(DatabaseTrouble) as caught:
            sweep(database, Store(settings), DAY, wait_s=0)
        said.append(caught.value.kind)

    assert sweep(database, Asked(settings, again), DAY) == Swept(uploads=1, files=2)
    assert said == ["locked"] * 2
    assert sweep(database, Store(settings), DAY, wait_s=0) == Swept()


def test_a_sweep_that_the_store_did_not_let_finish_is_finished_by_the_next(database, settings, at_time):
    at_time(2026, 3, 1)
    store = Store(settings)
    kept(database, store, 1)
    at_time(2026, 3, 5)
    asked = []

    def fail(name):
        asked.append(name)
        if len(asked) == 2:
            raise StoreError("It does not answer.")

    with pytest.raises(StoreError):
        sweep(database, Asked(settings, fail), DAY)
    assert len(there(store)) == 1
    assert sweep(database, store, DAY) == Swept(uploads=1, files=2)
    assert there(store) == set()


def test_a_picture_is_added_once_however_often_it_waits(database, store):
    first, second = kept(database, store, 1), kept(database, store, 1)
    with database.writer() as session:
        editing.add_picture(session, session.get_one(Upload, first), words(), actor="anna")
        with pytest.raises(editing.MediaError, match="You have this picture already"):
            editing.add_picture(session, session.get_one(Upload, second), words(), actor="anna")
        session.rollback()
        assert session.exec(select(Picture)).all() == []


def test_without_words_there_is_no_picture_in_the_database_either(database, store):
    number = kept(database, store, 1)
    with database.writer() as session, pytest.raises(IntegrityError):
        editing.add_picture(session, session.get_one(Upload, number), words(alt=""), actor="anna")


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["keep", "add", "add", "replace", "remove", "sweep", "wait", "lose the process"]),
        st.integers(0, 3),
    ),
    max_size=14,
)


@examples(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_is_done_in_whatever_order_no_file_is_lost_and_none_left(
    steps, empty_file, tmp_path_factory, monkeypatch
):
    """After any history: every file named is there; after a sweep of all, every file there is named."""
    folder = tmp_path_factory.mktemp("history")
    shutil.copy(empty_file, folder / "catalog.sqlite3")
    own = Settings(instance=folder)
    database, store = open_database(own), Store(own)
    now = clock.now()
    hours = 0

    monkeypatch.setattr(clock, "_read", lambda: now + timedelta(hours=hours))
    for step, number in steps:
        with database.reader() as session:
            slugs = sorted(queries.slugs(session))
            taken = {row.digest for row in queries.pictures(session)}
        chosen = slugs[number % len(slugs)] if slugs else None
        if step == "wait":
            hours += 30
        elif step == "sweep":
            sweep(database, store, DAY)
        elif step == "keep":
            kept(database, store, number)
        elif step == "lose the process":
            upload = kept(database, store, number)
            with database.reader() as session:
                files = session.get_one(Upload, upload).files
                safe = files_in(session)
            store.remove({file.name for file in files[number % 2 :]} - safe)
        elif step in ("add", "replace"):
            upload = kept(database, store, number)
            with database.writer() as session:
                row = session.get_one(Upload, upload)
                if row.digest not in taken and step == "add":
                    editing.add_picture(session, row, words(), actor="anna")
                elif row.digest not in taken and chosen:
                    editing.replace_files(session, queries.picture(session, chosen), row, actor="anna")
                session.commit()
        elif step == "remove" and chosen:
            with database.writer() as session:
                editing.remove_picture(session, queries.picture(session, chosen), actor="anna")
                session.commit()
        with database.reader() as session:
            assert files_in(session) <= there(store)
    hours += 100
    sweep(database, store, DAY)
    with database.reader() as session:
        assert there(store) == files_in(session)
        assert session.exec(select(Upload)).all() == []
    database.close()


def test_names_of_files_become_names_of_pictures():
    named = {
        "C:\\Pictures\\dial_one.jpg": "dial one",
        "/home/anna/dial.final.png": "dial.final",
        "dial": "dial",
        ".png": ".png",
        "": "Picture",
        None: "Picture",
        "a\x00\x07 b.jpg": "a b",
    }
    assert {given: keeping.name_of(given) for given in named} == named
