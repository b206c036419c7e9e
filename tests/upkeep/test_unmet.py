"""Questions that find nothing: which, how often, from when to when; nothing about who asked."""

import threading

import pytest
from sqlmodel import select

from catalog.db import DatabaseTrouble
from catalog.finder import unmet
from catalog.finder.models import Unmet
from catalog.finder.unmet import Tally, count
from tests.html import fetcher

EMPTY = "/devices?kind=roller&depth_reach=2.5"


def rows(app):
    app.extensions["unmet"].settle()
    with app.extensions["database"].reader() as session:
        return [row.model_dump() for row in session.exec(select(Unmet))]


def test_a_list_that_is_empty_is_counted_by_its_questions_only(own_app, at_time):
    at_time(2026, 11, 27, 9)
    client = own_app.test_client()
    assert "0" in client.get(EMPTY, follow_redirects=True).text
    assert rows(own_app) == [
        {"keys": "depth_reach,kind", "times": 1, "first_day": "2026-11-27", "last_day": "2026-11-27"}
    ]
    client.get("/devices?kind=roller")
    assert len(rows(own_app)) == 1


def test_words_alone_are_no_question(own_app):
    """They are a search, and `/search` counts those that find nothing."""
    client = own_app.test_client()
    client.get("/devices?q=zzqqxx")
    assert rows(own_app) == []
    client.get("/devices?q=zzqqxx&kind=roller", follow_redirects=True)
    assert [row["keys"] for row in rows(own_app)] == ["kind,q"]


def test_a_page_stays_a_page_when_nothing_can_be_counted(own_app, monkeypatch):
    def refuse(*_args):
        raise DatabaseTrouble("locked", "The database is locked.", "here")

    monkeypatch.setattr(unmet, "count", refuse)
    assert own_app.test_client().get(EMPTY, follow_redirects=True).status_code == 200
    assert rows(own_app) == []


def test_a_page_does_not_wait_for_a_writer_and_is_counted_later(own_app, monkeypatch):
    tally = own_app.extensions["unmet"]
    now = [0.0]
    monkeypatch.setattr(tally, "moment", lambda: now[0])
    client = own_app.test_client()
    with own_app.extensions["database"].writer() as other:
        other.exec(select(Unmet)).all()
        # The answers come while the lock is still held, which nobody gives back before they are there.
        assert client.get(EMPTY, follow_redirects=True).status_code == 200
        assert client.get(f"{EMPTY}&utm_source=never", follow_redirects=True).status_code == 200
        assert tally._thread is not None
        # Its time to wait passes; what it could not write is counted along.
        tally.settle()
        other.rollback()
    assert rows(own_app) == []
    now[0] = 61
    client.get(f"{EMPTY}&sort=weight", follow_redirects=True)
    assert [(row["keys"], row["times"]) for row in rows(own_app)] == [("depth_reach,kind", 2)]


def test_one_thread_writes_whatever_number_of_pages_asks(own_app):
    tally, database = own_app.extensions["unmet"], own_app.extensions["database"]
    with database.writer() as other:
        other.exec(select(Unmet)).all()
        for number in range(9):
            tally.write(database, f"key{number}", 1)
        assert [thread.name for thread in threading.enumerate()].count("catalogue-unmet") == 1
        other.rollback()
    assert sorted(row["keys"] for row in rows(own_app)) == [f"key{number}" for number in range(9)]


def test_one_worker_writes_a_set_of_questions_once_a_minute_and_loses_none():
    now = [0.0]
    tally = Tally(moment=lambda: now[0])
    assert tally.due("kind") == 1
    assert [tally.due("kind") for _ in range(5)] == [0] * 5
    now[0] = 61
    assert tally.due("kind") == 6
    assert tally.due("brand") == 1


def test_one_worker_writes_few_sets_a_minute_however_many_are_asked():
    now = [0.0]
    tally = Tally(moment=lambda: now[0])
    written = [tally.due(f"key{number}") for number in range(1000)]
    assert sum(map(bool, written)) == unmet.A_MINUTE
    assert len(tally._counted) <= unmet.MOST
    now[0] = 61
    assert tally.due("key11") == 2


def test_counts_add_up_and_the_table_has_an_end(session, at_time, monkeypatch):
    monkeypatch.setattr(unmet, "MOST", 2)
    at_time(2026, 3, 1)
    count(session, "kind", 2)
    at_time(2026, 3, 5)
    count(session, "kind", 3)
    count(session, "brand", 1)
    count(session, "weight", 1)
    found = {row.keys: (row.times, row.first_day, row.last_day) for row in session.exec(select(Unmet))}
    assert found == {"kind": (5, "2026-03-01", "2026-03-05"), "brand": (1, "2026-03-05", "2026-03-05")}


def test_the_list_at_the_desk_names_the_questions_and_is_cleared(desk, own_app):
    own_app.test_client().get(EMPTY, follow_redirects=True)
    own_app.extensions["unmet"].settle()
    fetch = fetcher(own_app, desk.client)
    assert fetch("/desk/unmet").text("tbody th") == "Needle length: reaches, or more · Kind"
    assert desk.client.post("/desk/unmet/clear").status_code == 400
    assert len(rows(own_app)) == 1
    assert desk.send("/desk/unmet", "/desk/unmet/clear").status_code == 303
    assert rows(own_app) == []
    assert "Every question found something" in fetch("/desk/unmet").text("main")


@pytest.mark.parametrize("word", ["address", "sender", "visitor", "agent", "at"])
def test_no_column_could_hold_who_asked(word):
    assert word not in Unmet.model_fields


def test_privacy_says_so(client):
    assert "Questions that find nothing" in client.get("/privacy").text
