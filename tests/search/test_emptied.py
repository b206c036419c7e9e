"""Searches that found nothing: what is kept of them, for how long, and what never is."""

from datetime import timedelta

import pytest
from sqlmodel import select

from catalog import clock
from catalog.db import DatabaseTrouble
from catalog.search import emptied
from catalog.search.emptied import NOT_KEPT, OTHERS, count, forget, kept
from catalog.search.models import EmptySearch
from tests.html import fetcher


def rows(app):
    app.extensions["emptied"].settle()
    with app.extensions["database"].reader() as session:
        return {(row.day, row.words): row.times for row in session.exec(select(EmptySearch))}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Zzqq  PEN", "zzqq pen"),
        ("Écran", "ecran"),
        ("  \u00a0 ", ""),
        ("dr (pen)", "dr pen"),
        ("12345 needles", "12345 needles"),
        ("zz 2026 pen 99", "zz 2026 pen 99"),
    ],
)
def test_words_are_kept_folded(typed, words):
    assert kept(typed) == words


@pytest.mark.parametrize(
    "typed",
    [
        "jane.doe@example.com",
        "jane at example.com",
        "@jane",
        "https://example.org/me",
        "http://x",
        "www.example.test",
        "WWW.Example.test",
        "EXAMPLE.ORG",
        "call 123456",
        "+49 (170) 123-45 67",
        "070 123 456",
        "1234567890123456",
        "x" * 61,
    ],
)
def test_what_may_name_somebody_is_counted_and_not_kept(typed):
    assert kept(typed) == NOT_KEPT


def test_60_letters_are_kept():
    assert kept("x" * 60) == "x" * 60


def test_a_search_that_finds_nothing_is_counted_by_day_and_words(own_app, at_time):
    at_time(2026, 11, 27, 9)
    client = own_app.test_client()
    client.get("/search?q=Zzqq+ÜBER")
    client.get("/search?q=dermapen")
    client.get("/search?q=zzqqx%40qqzzx.zz")
    client.get("/search")
    assert rows(own_app) == {("2026-11-27", "zzqq uber"): 1, ("2026-11-27", NOT_KEPT): 1}


def test_suggestions_the_twin_and_the_kept_page_count_nothing(own_app):
    client = own_app.test_client()
    client.get("/search/suggest.json?q=zzqqxx")
    client.get("/search.json?q=zzqqxx")
    assert rows(own_app) == {}
    client.get("/search?q=zzqqxx")
    client.get("/search?q=zzqqxx")
    assert list(rows(own_app).values()) == [1]


def test_a_phrase_that_the_finder_answers_is_not_counted(own_app):
    own_app.test_client().get("/search?q=0.55+mm+stamp+zzqqxx")
    assert rows(own_app) == {}


def test_a_page_stays_a_page_when_nothing_can_be_counted(own_app, monkeypatch):
    def refuse(*_args):
        raise DatabaseTrouble("locked", "The database is locked.", "here")

    monkeypatch.setattr(own_app.extensions["emptied"], "store", refuse)
    assert own_app.test_client().get("/search?q=zzqqxx").status_code == 200
    assert rows(own_app) == {}


def test_times_add_up_and_a_day_has_an_end(session, at_time, monkeypatch):
    monkeypatch.setattr(emptied, "MOST_A_DAY", 2)
    at_time(2026, 3, 1)
    for words in ("one", "two", "three", "one", "four"):
        count(session, words, 2)
    count(session, NOT_KEPT, 1)
    found = {row.words: row.times for row in session.exec(select(EmptySearch))}
    assert found == {"one": 4, "two": 2, OTHERS: 4, NOT_KEPT: 1}


def test_after_30_days_all_is_deleted(session, at_time):
    at_time(2026, 3, 1)
    count(session, "old", 1)
    at_time(2026, 3, 30)
    count(session, "new", 1)
    assert [one.words for one in emptied.emptied(session)] == ["new", "old"]
    at_time(2026, 3, 31)
    assert [one.words for one in emptied.emptied(session)] == ["new"]
    count(session, "new", 1)
    assert [row.words for row in session.exec(select(EmptySearch))] == ["new", "new"]


def test_it_is_deleted_also_where_nobody_searches(own_app, at_time):
    at_time(2026, 3, 1)
    own_app.test_client().get("/search?q=zzqqxx")
    assert len(rows(own_app)) == 1
    database = own_app.extensions["database"]
    assert forget(database) == []
    at_time(2026, 3, 31)
    assert forget(database) == ["Counts of searches older than 30 days, deleted now: 1"]
    assert rows(own_app) == {}
    assert emptied.forget in own_app.extensions["chores"]


def test_the_desk_lists_them_and_leads_to_a_synonym(desk, own_app, at_time):
    client = own_app.test_client()
    client.get("/search?q=zzqq+%26+xxqq")
    client.get("/search?q=zzqqx%40qqzzx.zz")
    own_app.extensions["emptied"].settle()
    page = fetcher(own_app, desk.client)("/desk/unmet")
    found = page.texts("[aria-label='Searches that found nothing'] tbody th")
    assert found == ["Words that may name somebody", "zzqq & xxqq"]
    (link,) = [one for one in page.links("main a") if one.startswith("/desk/synonyms/new")]
    form = fetcher(own_app, desk.client)(link)
    assert "zzqq & xxqq" in form.text("textarea[name=words]")
    today = clock.today()
    with own_app.extensions["database"].writer() as session:
        old = (today - timedelta(days=31)).isoformat()
        session.add(EmptySearch(day=old, words="long ago", times=1))
        session.commit()
    assert "long ago" not in fetcher(own_app, desk.client)("/desk/unmet").text("main")


@pytest.mark.parametrize("word", ["address", "sender", "visitor", "agent", "hour", "at"])
def test_no_column_could_hold_who_searched(word):
    assert word not in EmptySearch.model_fields


def test_privacy_says_so(client):
    text = client.get("/privacy").text
    for said in (
        "Searches that find nothing",
        "deleted after 30 days",
        "longer than 60 characters",
        "six digits",
    ):
        assert said in text
