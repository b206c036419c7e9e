"""Writing a reply: what is asked, what is refused, what is kept, and that nothing typed is lost."""

import re
import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from catalog.comments import limit
from catalog.comments.models import LONGEST_NAME, LONGEST_WORDS
from catalog.people.tokens import digest
from tests.comments.conftest import OURS, shown
from tests.factories import catalogue
from tests.signed_in import make_account

FORM = "/comments/new?on=/articles/open"


def kept(page):
    """What the form holds."""
    return {
        "on": page.one("#on").get("value"),
        "to": page.one("#to").get("value"),
        "name": page.one("#name").get("value"),
        "words": (page.one("#words").text or "").strip("\r\n").replace("\r\n", "\n"),
    }


def key_of(response) -> str:
    return response.location.partition("key=")[2]


def test_the_form_says_what_is_asked_and_warns_of_health_details(page, open_article):
    form = page(FORM)
    names = {field.get("name") for field in form.all("main input, main textarea, main select")}
    assert names == {"on", "to", "words", "name", "trap"}
    assert not form.all("main [type=email], #name[required]")
    said = form.text("main")
    assert "Please post nothing about your own health" in said
    assert "No mail address is asked" in said
    assert "A person reads every reply before it is shown" in said
    assert "an address that deletes your reply" in said
    assert not form.all("main [src], main script:not([type='application/ld+json'])")


def test_the_form_is_the_same_for_everybody_and_sets_no_cookie(client, open_article):
    answer = client.get(FORM)
    assert "public" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers
    assert "csrf" not in answer.text


def test_a_reply_waits_and_is_thanked_for_with_the_address_that_deletes_it(client, send, rows, at_time):
    at_time(2026, 3, 1, 12)
    answer = send(words="First.\r\n\r\n\r\nSecond,\r\nsame paragraph. ", name=" Ada  L. ")
    assert answer.status_code == 303
    assert answer.headers["Cache-Control"] == "no-store"
    key = key_of(answer)
    thanks = client.get(answer.location)
    assert thanks.headers["Cache-Control"] == "no-store"
    page = shown(thanks)
    assert "A person reads it first" in page.text("main")
    assert page.links(".own-a a") == [f"/comments/mine/{key}"]
    [row] = rows()
    assert re.fullmatch("[0-9a-f]{64}", row.nonce)
    assert row.model_dump(exclude={"nonce"}) == {
        "id": 1,
        "kind": "article",
        "thing_id": row.thing_id,
        "parent_id": None,
        "name": "Ada L.",
        "words": "First.\n\nSecond,\nsame paragraph.",
        "state": "waiting",
        "day": "2026-03-01",
        "decided_on": None,
        "key": digest(key),
        "author": "",
    }
    assert "First." not in client.get("/articles/open").text


def test_a_reply_that_waits_is_no_change_of_the_catalogue(client, send):
    before = client.get("/about").headers["Catalogue-Version"]
    send()
    assert client.get("/about").headers["Catalogue-Version"] == before


def test_a_name_may_be_left_out(send, rows):
    assert send(name="").status_code == 303
    assert rows()[0].name == ""


@pytest.mark.parametrize(
    ("field", "wrong", "said"),
    [
        ("words", "", "Write what you want to say"),
        ("words", " \n\u200b", "Write what you want to say"),
        ("words", "a" * (LONGEST_WORDS + 1), "2,000 characters are the most"),
        ("words", "a\x1b[2Jb", "cannot be shown here"),
        ("words", "a\u202eb", "cannot be shown here"),
        ("words", "a\x00b", "cannot be shown here"),
        ("words", "a" + "\u0336" * 30, "cannot be shown here"),
        ("name", "A" * (LONGEST_NAME + 1), "60 characters are the most"),
        ("name", "Ada\u202e", "cannot be shown here"),
        ("name", "Mia", "name of somebody who writes here"),
        ("name", "ｍ\u0301i\u200bA", "name of somebody who writes here"),
        ("name", "mtspen.COM", "name of somebody who writes here"),
    ],
)
def test_a_fault_stands_at_its_field_and_nothing_typed_is_lost(app, send, rows, field, wrong, said):
    with catalogue(app) as session:
        make_account(session, "mia", "editor")
    answer = send(**{field: wrong})
    assert answer.status_code == 422
    page = shown(answer)
    assert said in page.text(f"#{field}-err")
    assert said in page.text("[role=alert]")
    others = {"on": "/articles/open", "name": "Ada", "words": "A plain reply."}
    others.pop(field)
    assert others.items() <= kept(page).items()
    assert rows() == []


def test_a_reply_as_long_as_allowed_is_taken_though_its_lines_end_in_two_characters(send, rows):
    text = ("a" * 7 + "\r\n") * 250
    assert send(words=text[:-2]).status_code == 303
    assert len(rows()[0].words) == 8 * 250 - 1


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "", "Origin": "https://elsewhere.example"}],
)
def test_a_form_of_another_site_is_shown_again_but_not_stored(send, rows, headers):
    answer = send(headers)
    assert answer.status_code == 400
    assert kept(shown(answer))["words"] == "A plain reply."
    assert rows() == []


def test_who_fills_the_trap_is_thanked_in_the_same_way_and_stores_nothing(client, send, rows):
    honest, caught = send(), send(trap="https://example.com")
    shape = re.compile(r"/comments/thanks\?key=[0-9a-f]{64}")
    assert shape.fullmatch(honest.location)
    assert shape.fullmatch(caught.location)
    assert key_of(honest) != key_of(caught)
    assert [honest.status_code, caught.status_code] == [303, 303]
    pages = [client.get(one.location).text.replace(key_of(one), "") for one in (honest, caught)]
    assert pages[0] == pages[1]
    assert len(rows()) == 1


def test_the_trap_is_out_of_the_way(page, open_article):
    trap = page(FORM).one("[name=trap]")
    assert (trap.get("tabindex"), trap.get("autocomplete"), trap.get("style")) == ("-1", "off", None)
    assert trap.getparent().get("aria-hidden") == "true"


def test_the_limit_answers_429_and_keeps_what_was_typed(send, rows, at_time):
    at_time(2026, 3, 1, 23, 59)
    for _ in range(limit.A_DAY):
        assert send().status_code == 303
    answer = send(words="One more.")
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "60"
    assert kept(shown(answer))["words"] == "One more."
    assert len(rows()) == limit.A_DAY


def test_another_sender_is_not_limited_and_a_new_day_begins_anew(client, open_article, at_time, monkeypatch):
    monkeypatch.setattr("catalog.comments.editing.A_DAY", 1)
    data = {"on": "/articles/open", "words": "A plain reply."}

    def sent_from(address):
        answer = client.post("/comments/new", data=data, headers=OURS, environ_base={"REMOTE_ADDR": address})
        return answer.status_code

    at_time(2026, 3, 1, 12)
    assert [sent_from("192.0.2.1"), sent_from("192.0.2.1"), sent_from("192.0.2.2")] == [303, 429, 303]
    assert [sent_from("2001:db8::1"), sent_from("2001:db8::ffff")] == [303, 429]
    at_time(2026, 3, 2, 0)
    assert sent_from("192.0.2.1") == 303


def test_no_address_is_stored_and_the_hash_is_gone_the_next_day(app, send, at_time):
    def tallies():
        with sqlite3.connect(app.extensions["settings"].folder / "catalog.sqlite3") as connection:
            found = connection.execute("SELECT sender, day, sent FROM comment_tally").fetchall()
        connection.close()
        return found

    at_time(2026, 3, 1, 12)
    send()
    [(first, day, sent)] = tallies()
    assert re.fullmatch("[0-9a-f]{32}", first)
    assert (day, sent) == ("2026-03-01", 1)
    at_time(2026, 3, 2, 12)
    send()
    [(second, day, sent)] = tallies()
    assert (day, sent) == ("2026-03-02", 1)
    assert second != first


@pytest.mark.parametrize(
    "on",
    [
        "",
        "/articles/none",
        "/articles/shut",
        "//elsewhere.example/articles/open",
        "/reviews/none",
        "/devices/a",
    ],
)
def test_what_takes_no_replies_has_no_form_and_loses_nothing_that_was_typed(client, send, rows, on):
    assert client.get("/comments/new", query_string={"on": on}).status_code == 404
    assert client.get("/comments", query_string={"on": on}).status_code == 404
    answer = send(on=on)
    assert answer.status_code == 422
    assert kept(shown(answer))["words"] == "A plain reply."
    assert rows() == []


def test_a_locked_database_keeps_nothing_and_loses_nothing(app, send, rows):
    send()
    path = app.extensions["settings"].folder / "catalog.sqlite3"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        answer = send(words="In between.")
    finally:
        connection.execute("ROLLBACK")
        connection.close()
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert kept(shown(answer))["words"] == "In between."
    assert len(rows()) == 1


values = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["", "/articles/open", "1", "-1", "9" * 30, "\x00", "https://[", "//x.example/"]),
)
names = st.sampled_from(["on", "to", "name", "words", "trap", "csrf_token", "other"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.lists(st.tuples(names, values), max_size=12))
def test_no_form_and_no_address_breaks_the_pages(client, open_article, monkeypatch, data):
    monkeypatch.setattr("catalog.comments.editing.A_DAY", 10**6)
    monkeypatch.setattr("catalog.comments.editing.ALL_A_DAY", 10**6)
    answer = client.post("/comments/new", data=MultiDict(data), headers=OURS)
    assert answer.status_code in (303, 422), answer.status
    query = [(name, text.encode(errors="replace")) for name, text in data]
    for address in ("/comments/new", "/comments", "/comments/thanks"):
        assert client.get(address, query_string=MultiDict(query)).status_code in (200, 400, 404)
