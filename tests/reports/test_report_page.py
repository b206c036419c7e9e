"""/report: what readers tell us is stored, nothing typed is lost, and nothing else is asked."""

import re
import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.reports import limit
from catalog.reports.models import LONGEST_TEXT
from tests.html import Page, check

OURS = {"Sec-Fetch-Site": "same-origin"}


def shown(response) -> Page:
    page = Page(response)
    check(page)
    return page


def kept(page: Page) -> dict[str, str]:
    """What the form holds."""
    chosen = [o.get("value") for o in page.all("#value option[selected]")]
    return {
        "kind": "".join(box.get("value") for box in page.all("[name=kind][checked]")),
        "page": page.one("#page").get("value"),
        "value": chosen[0] if chosen else "",
        "version": page.one("#version").get("value"),
        "text": (page.one("#text").text or "").strip("\r\n").replace("\r\n", "\n"),
        "link": page.one("#link").get("value"),
    }


def test_a_link_fills_the_form_and_says_what_stands_there(page, pen):
    form = page("/report?page=/devices/dermaline-one&value=motor_speed&version=412&kind=answer")
    assert form.texts(".fl dd") == ["Dermaline One", "Motor speed", "9,000 rpm (seller says)"]
    assert form.links(".fl a") == ["/devices/dermaline-one"]
    assert kept(form) | {"text": ""} == {
        "kind": "answer",
        "page": "/devices/dermaline-one",
        "value": "motor_speed",
        "version": "412",
        "text": "",
        "link": "",
    }


def test_what_nobody_has_found_yet_is_said_so(page, pen):
    form = page("/report?page=/devices/dermaline-one&value=weight")
    assert form.texts(".fl dd")[-1] == "we haven’t found this yet"


def test_a_form_may_be_kept_for_everybody(client, pen):
    answer = client.get("/report?page=/devices/dermaline-one&value=weight")
    assert "public" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "query",
    [
        "page=//elsewhere.example/x&value=motor_speed",
        "page=https://elsewhere.example&value=nothing&version=abc&kind=evil",
        "page=/%5Celsewhere.example",
        "page=/devices/%3Cscript%3E&value=%3Cscript%3E&version=%3Cscript%3E",
        "page=" + "/a" * 2000,
        "value=law&page=/devices/none",
        "page=/%5B%5D&page=/x",
        "page=http://%5B",
    ],
)
def test_a_strange_link_gives_a_usable_form(page, query):
    form = page(f"/report?{query}")
    assert form.one("#page").get("value") in ("", "/devices/<script>", "/devices/none", "/[]")
    assert not form.all("main script:not([type='application/ld+json'])")


def test_a_report_is_stored_and_thanked_for_with_its_number(send, stored, client, typed, pen, at_time):
    at_time(2026, 3, 1, 12)
    answer = send(typed)
    assert (answer.status_code, answer.location) == (303, "/report/thanks?number=1")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "report number 1" in shown(client.get(answer.location)).text("main")
    [report] = stored()
    assert report.model_dump() == {
        "id": 1,
        "day": "2026-03-01",
        "kind": "answer",
        "page": "/devices/dermaline-one",
        "value": "weight",
        "version": 3,
        "text": "180 g,\npage 7 of the manual",
        "link": "https://example.com/manual.pdf",
        "done_on": None,
        "outcome": "",
        "answer": "",
        "answered_by": "",
        "change_number": None,
    }


def test_a_report_is_no_change_of_the_catalogue(send, typed, client, pen):
    before = client.get("/about").headers["Catalogue-Version"]
    send(typed)
    assert client.get("/about").headers["Catalogue-Version"] == before


def test_the_whole_address_of_a_page_of_ours_is_understood(send, typed, stored):
    send(typed | {"page": "http://localhost/devices/dermaline-one?sessions=6#specs"})
    assert stored()[0].page == "/devices/dermaline-one?sessions=6"


@pytest.mark.parametrize(
    ("field", "wrong", "said"),
    [
        ("text", "  ", "Write what should be there"),
        ("text", "a" * (LONGEST_TEXT + 1), "4,000 characters are the most"),
        ("text", "a\x1b[2Jb", "control characters"),
        ("text", "a\u202eb", "control characters"),
        ("text", "a\x00b", "control characters"),
        ("link", "javascript:alert(1)", "A link begins with"),
        ("link", "ftp://example.com/x", "A link begins with"),
        ("link", "https://[", "A link begins with"),
        ("link", "https://example.com:port/", "A link begins with"),
        ("link", "https://a@example.com/", "A link begins with"),
        ("link", "https://example.com/a b", "A link begins with"),
        ("link", "https://example.com/" + "a" * 1000, "1,000 characters are the most"),
        ("page", "//elsewhere.example", "no address on this site"),
        ("page", "https://elsewhere.example/devices", "no address on this site"),
        ("page", "/\\elsewhere.example", "no address on this site"),
        ("page", "/a\x85b", "control characters"),
        ("value", "no_such_spec", "Choose one of the list"),
        ("kind", "praise", "Not a valid choice"),
    ],
)
def test_a_fault_stands_at_its_field_and_nothing_typed_is_lost(send, typed, stored, pen, field, wrong, said):
    answer = send(typed | {field: wrong})
    assert answer.status_code == 422
    form = shown(answer)
    at_field = form.text(f"#{field}-err") if form.all(f"#{field}-err") else form.text("fieldset .err")
    assert said in at_field
    assert said in form.text("[role=alert]")
    others = {name: text for name, text in typed.items() if name not in (field, "trap")}
    others |= {"text": typed["text"].replace("\r\n", "\n")} if field != "text" else {}
    assert others.items() <= kept(form).items()
    assert stored() == []


def test_a_text_as_long_as_allowed_is_taken_though_its_lines_end_in_two_characters(send, typed, stored):
    text = ("a" * 7 + "\r\n") * 500
    assert send(typed | {"text": text[:-2]}).status_code == 303
    assert len(stored()[0].text) == 8 * 500 - 1


def test_a_form_of_another_site_is_shown_again_but_not_stored(client, typed, stored):
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}):
        answer = client.post("/report", data=typed, headers=headers)
        assert answer.status_code == 400
        assert kept(shown(answer))["link"] == typed["link"]
    assert stored() == []


def test_who_fills_the_trap_is_thanked_and_stores_nothing(send, typed, stored):
    answer = send(typed | {"trap": "https://example.com"})
    assert (answer.status_code, answer.location) == (303, "/report/thanks?number=1")
    assert stored() == []


def test_no_address_is_asked_and_the_trap_is_out_of_the_way(page):
    form = page("/report")
    names = {field.get("name") for field in form.all("main input, main select, main textarea")}
    assert names == {"kind", "page", "value", "version", "text", "link", "trap"}
    trap = form.one("[name=trap]")
    assert (trap.get("tabindex"), trap.get("autocomplete")) == ("-1", "off")
    assert trap.getparent().get("aria-hidden") == "true"


def test_the_limit_answers_429_and_keeps_what_was_typed(send, typed, stored, at_time):
    at_time(2026, 3, 1, 23, 59)
    for _ in range(limit.A_DAY):
        assert send(typed).status_code == 303
    answer = send(typed)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "60"
    assert kept(shown(answer))["link"] == typed["link"]
    assert len(stored()) == limit.A_DAY


def test_another_sender_is_not_limited_and_a_new_day_begins_anew(client, typed, at_time, monkeypatch):
    monkeypatch.setattr("catalog.reports.editing.A_DAY", 1)

    def sent_from(address: str) -> int:
        return client.post("/report", data=typed, environ_base={"REMOTE_ADDR": address}).status_code

    at_time(2026, 3, 1, 12)
    assert [sent_from("192.0.2.1"), sent_from("192.0.2.1"), sent_from("192.0.2.2")] == [303, 429, 303]
    assert [sent_from("2001:db8::1"), sent_from("2001:db8::ffff")] == [303, 429]
    at_time(2026, 3, 2, 0)
    assert sent_from("192.0.2.1") == 303


def test_no_address_is_stored_and_the_hash_is_gone_the_next_day(app, client, typed, at_time):
    def tallies() -> list[tuple]:
        with sqlite3.connect(app.extensions["settings"].folder / "catalog.sqlite3") as connection:
            rows = connection.execute("SELECT sender, day, filed FROM report_tally").fetchall()
        connection.close()
        return rows

    at_time(2026, 3, 1, 12)
    client.post("/report", data=typed, environ_base={"REMOTE_ADDR": "192.0.2.1"})
    [(first, day, filed)] = tallies()
    assert re.fullmatch("[0-9a-f]{32}", first)
    assert (day, filed) == ("2026-03-01", 1)
    at_time(2026, 3, 2, 12)
    client.post("/report", data=typed, environ_base={"REMOTE_ADDR": "192.0.2.1"})
    [(second, day, filed)] = tallies()
    assert (day, filed) == ("2026-03-02", 1)
    assert second != first


def test_a_locked_database_keeps_nothing_and_loses_nothing(app, send, typed, stored, pen):
    send(typed)
    path = app.extensions["settings"].folder / "catalog.sqlite3"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        answer = send(typed)
    finally:
        connection.execute("ROLLBACK")
        connection.close()
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    form = shown(answer)
    assert "Nothing could be stored" in form.text("[role=alert]")
    assert kept(form) == {k: v.replace("\r\n", "\n") for k, v in typed.items() if k != "trap"}
    assert len(stored()) == 1


def test_numbers_of_the_thanks_are_numbers(page):
    assert "number" not in page("/report/thanks?number=<b>").text("main header")
    assert "number" not in page("/report/thanks").text("main header")
    assert page("/report/thanks").all("meta[name=robots]")


values = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["", "/", "/devices/x", "answer", "law", "\x00", "https://[", "//[", "//x.example/"]),
)
names = st.sampled_from(["kind", "page", "value", "version", "text", "link", "trap", "csrf_token", "other"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.lists(st.tuples(names, values), max_size=12))
def test_no_form_breaks_the_page(client, monkeypatch, data):
    monkeypatch.setattr("catalog.reports.editing.A_DAY", 10**6)
    from werkzeug.datastructures import MultiDict

    answer = client.post("/report", data=MultiDict(data), headers=OURS)
    assert answer.status_code in (303, 422), answer.status


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe=\xff&text=%ff%00", "application/x-www-form-urlencoded"),
        (b"[1, 2]", "application/json"),
        (b"{", "application/json"),
        (b"text=a", "text/plain"),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
        (b"&".join(b"a%d=1" % n for n in range(2000)), "application/x-www-form-urlencoded"),
        (b"text=" + b"a" * 900_000, "application/x-www-form-urlencoded"),
        (b"text=" + b"a" * 2_000_000, "application/x-www-form-urlencoded"),
    ],
)
def test_no_body_breaks_the_page(client, body, kind):
    answer = client.post("/report", data=body, content_type=kind, headers=OURS)
    assert 400 <= answer.status_code < 500, answer.status


@pytest.mark.parametrize("page", ["//[", "//elsewhere.example/devices/dr-pen-a6", "/\\elsewhere.example/"])
def test_no_page_of_another_site_is_linked_as_if_it_were_ours(client, page):
    fields = {"page": page, "kind": "error", "text": "Look."}
    for headers in (OURS, {"Sec-Fetch-Site": "cross-site"}):
        answer = client.post("/report", data=fields, headers=headers)
        assert answer.status_code in (400, 422), answer.status
        assert 'href="//' not in answer.text
        assert 'href="/\\' not in answer.text
