"""A worker keeps one index in step with its shelf: built once, moved on when asked, rebuilt after trouble."""

import sqlite3
import threading
from contextlib import closing

import pytest

from catalog.search import gathering
from catalog.search.current import NAME, current
from catalog.search.index import SearchIndex
from tests.factories import catalogue, make_device


def held(app) -> SearchIndex:
    with app.test_request_context("/"), current() as index:
        return index


def test_it_is_there_once_a_worker_is_ready_and_kept(app):
    assert app.test_client().get("/readyz").status_code == 200
    first = app.extensions[NAME]._index
    assert first is not None
    assert held(app) is first is held(app)


def test_a_request_searches_what_was_just_saved(app):
    with catalogue(app) as session:
        make_device(session, "first")
    held(app)
    with catalogue(app) as session:
        make_device(session, "zanzibar-one", name="Zanzibar One")
    index = held(app)
    assert [hit.title for group in index.find("zanzibar").groups for hit in group.hits] == [
        "Dermaline Zanzibar One"
    ]
    assert index.rewritten == (("device", 2),)


def test_threads_that_come_at_once_share_one_index(app, monkeypatch):
    built, found = [], []
    whole = SearchIndex.rebuilt
    monkeypatch.setattr(SearchIndex, "rebuilt", lambda *given: built.append(1) or whole(*given))
    threads = [threading.Thread(target=lambda: found.append(held(app))) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(built) == 1
    assert len({id(index) for index in found}) == 1


def test_after_an_advance_that_broke_off_it_is_built_anew(app, monkeypatch):
    held(app)
    with catalogue(app) as session:
        make_device(session, "zanzibar-one", name="Zanzibar One")
    with monkeypatch.context() as patched:

        def die(*_given):
            raise MemoryError

        patched.setattr(gathering, "documents", die)
        with pytest.raises(MemoryError):
            held(app)
    assert held(app).find("zanzibar").total == 1
    assert held(app).rewritten == ()


def test_a_backup_put_back_is_searched_as_it_is(app, settings, tmp_path):
    """The version goes back: what was written since is not found any more, and what comes then is."""
    with catalogue(app) as session:
        make_device(session, "zanzibar-one", name="Zanzibar One")
    held(app)
    live, backup = settings.folder / "catalog.sqlite3", tmp_path / "backup.sqlite3"
    copied(live, backup)
    with catalogue(app) as session:
        make_device(session, "timbuktu-two", name="Timbuktu Two")
    newer = held(app)
    assert newer.find("timbuktu").total == 1
    copied(backup, live)
    index = held(app)
    assert index.version < newer.version
    assert index.rewritten == ()
    assert (index.find("zanzibar").total, index.find("timbuktu", exact=True).total) == (1, 0)
    with catalogue(app) as session:
        make_device(session, "samarkand-three", name="Samarkand Three")
    later = held(app)
    assert later.version == newer.version
    assert (later.find("samarkand").total, later.find("timbuktu", exact=True).total) == (1, 0)


def copied(source, target):
    """All of one SQLite database into another, which may be open."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
