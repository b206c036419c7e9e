"""The queue at the desk: what a person decides, and what readers see of it."""

import pytest

from catalog.changes.queries import changes_since, verify_chain
from catalog.comments import editing, queries
from catalog.comments.models import Comment
from catalog.desk.csrf import STALE
from tests.comments.conftest import OURS, shown
from tests.factories import catalogue
from tests.signed_in import Visitor, make_account

QUEUE = "/desk/comments"


def names(page):
    return page.texts(".cm-queue .opt b")


def test_what_waits_stands_oldest_first_with_where_it_belongs(send, moderator):
    for name in ("Ada", "Ben", ""):
        send(name=name, words=f"From {name or 'nobody'}, see www.example.com")
    page = shown(moderator.client.get(QUEUE))
    assert names(page) == ["Ada", "Ben", "A reader"]
    assert page.links(".cm-queue .cm-h a") == ["/articles/open"] * 3
    assert page.texts(".cm-queue .tag.own") == ["has a web address"] * 3
    assert page.texts(".cm-views a") == ["Waiting 3", "Published 0", "Refused 0"]
    assert not page.links(".cm-w a")


def test_several_are_published_at_once_and_readers_see_them_in_order(client, send, moderator, decide, rows):
    for name in ("Ada", "Ben", "Cem"):
        send(name=name)
    answer = decide("publish", 1, 3)
    assert (answer.status_code, answer.location) == (303, "/desk/comments?show=waiting&publish=2")
    assert "2 published" in shown(moderator.client.get(answer.location)).text("[role=status]")
    assert [row.state for row in rows()] == ["published", "waiting", "published"]
    page = shown(client.get("/articles/open"))
    assert page.texts(".cmts .cm-h b") == ["Ada", "Cem"]
    assert page.text("#comments-h") == "2 comments"


def test_one_is_published_by_its_own_button_whatever_is_ticked(send, decide, rows):
    send(), send()
    decide("publish 2", 1)
    assert [row.state for row in rows()] == ["waiting", "published"]


def test_a_refusal_is_undone_from_the_page_it_leads_to(client, send, moderator, decide, rows):
    send(), send()
    answer = decide("refuse", 1, 2)
    assert [row.state for row in rows()] == ["refused", "refused"]
    page = shown(moderator.client.get(answer.location))
    undo = [box.get("value") for box in page.all("form.row [name=ticked]")]
    assert undo == ["1", "2"]
    decide("put-back", *map(int, undo))
    assert [row.state for row in rows()] == ["waiting", "waiting"]
    assert "A plain reply." not in client.get("/articles/open").text


def test_what_is_public_is_taken_off_the_page_and_put_back_to_wait(client, send, decide, rows):
    send()
    decide("publish", 1)
    decide("refuse", 1, show="published")
    assert "A plain reply." not in client.get("/articles/open").text
    decide("put-back", 1, show="refused")
    assert rows()[0].state == "waiting"
    decide("publish", 1)
    assert "A plain reply." in client.get("/articles/open").text


def test_deleting_asks_once_more_and_then_nothing_is_left(client, send, moderator, decide, rows):
    send(words="A sentence to be gone.")
    decide("publish", 1)
    page = shown(decide("delete", 1, show="published"))
    assert "A sentence to be gone." in page.text("main")
    assert rows()[0].state == "published"
    assert decide("delete", 1, show="published", sure="yes").status_code == 303
    [row] = rows()
    assert (row.state, row.words, row.name, row.key) == ("deleted", "", "", None)
    assert "A sentence to be gone." not in client.get("/articles/open").text
    assert names(shown(moderator.client.get(QUEUE))) == []


def test_nothing_ticked_is_said_and_ticks_stay_where_the_form_is_stale(send, moderator, decide, rows):
    send(), send()
    answer = decide("publish")
    assert answer.status_code == 422
    assert "Tick the comments" in shown(answer).text("[role=alert]")
    for data in ({"do": "eat", "ticked": "1"}, {"do": "publish x"}, {"do": "publish", "ticked": "9" * 30}):
        assert moderator.send(QUEUE, **data).status_code == 422
    answer = moderator.client.post(QUEUE, data={"do": "publish", "ticked": "2"})
    page = shown(answer)
    assert (answer.status_code, STALE in page.html) == (400, True)
    assert [box.get("value") for box in page.all("[name=ticked][checked]")] == ["2"]
    assert {row.state for row in rows()} == {"waiting"}


def test_an_answer_is_signed_and_public_at_once_under_what_it_answers(app, client, send, moderator, rows):
    send(words="Is it sharp?")
    answer = moderator.send(QUEUE, f"{QUEUE}/1/answer", show="waiting", words="It is.")
    assert answer.status_code == 303
    assert [(row.state, row.name, row.author, row.parent_id) for row in rows()] == [
        ("published", "Ada", "", None),
        ("published", "Mia", "mia", 1),
    ]
    page = shown(client.get("/articles/open"))
    assert page.text(".cmts ol .cm-h").startswith("Mia Author")
    assert page.links(".cmts ol b a") == ["/authors/mia"]
    # Changes: the first of the two, then the answer, each one save.
    with app.extensions["database"].reader() as session:
        said = [change.entity_id for change in changes_since(session, 0) if change.entity_kind == "comment"]
        assert said == [1, 2]
        assert verify_chain(session) == []


@pytest.mark.parametrize("words", ["", "\u200b", "a" * 2001, "a\x00b"])
def test_an_answer_with_a_fault_is_not_sent_and_stays_in_its_field(send, moderator, rows, words):
    send()
    answer = moderator.send(QUEUE, f"{QUEUE}/1/answer", words=words)
    assert answer.status_code == 422
    page = shown(answer)
    assert page.all("details[open] .err")
    assert (page.one("#answer-1").text or "").strip("\r\n") == words.replace("\x00", "").strip()
    assert len(rows()) == 1


def test_what_is_deleted_or_refused_is_not_answered(send, moderator, decide, rows):
    send(), send()
    decide("refuse", 1)
    decide("delete", 2, sure="yes")
    for number in (1, 2):
        assert moderator.send(QUEUE, f"{QUEUE}/{number}/answer", words="Yes.").status_code == 422
    assert moderator.send(QUEUE, f"{QUEUE}/99/answer", words="Yes.").status_code == 404
    assert len(rows()) == 2


@pytest.mark.parametrize("token", [None, "", "nonsense", "of a stranger"])
def test_nothing_is_decided_without_the_token(app, send, moderator, rows, token):
    send()
    if token == "of a stranger":
        token = Visitor(app.test_client()).token("/sign-in")
    more = {} if token is None else {"csrf_token": token}
    for action, data in ((QUEUE, {"do": "publish 1"}), (f"{QUEUE}/1/answer", {"words": "Yes."})):
        answer = moderator.client.post(action, data=data | more)
        assert answer.status_code == 400
        assert STALE in answer.text
    assert "Yes." in answer.text
    assert [row.state for row in rows()] == ["waiting"]


def test_who_may_not_moderate_is_told_so(app, send, rows):
    with catalogue(app) as session:
        make_account(session, "anna", "author")
    visitor = Visitor(app.test_client())
    visitor.sign_in()
    send()
    assert visitor.client.get(QUEUE).status_code == 403
    assert visitor.client.post(QUEUE, data={"do": "publish 1"}).status_code == 403
    assert rows()[0].state == "waiting"


def test_a_reply_to_a_reply_stands_under_the_same_comment(client, send, decide, rows):
    send(words="First.")
    decide("publish", 1)
    send(to="1", words="Second.", name="Ben")
    decide("publish", 2)
    send(to="2", words="Third.", name="Cem")
    assert [row.parent_id for row in rows()] == [None, 1, 1]
    decide("publish", 3)
    page = shown(client.get("/articles/open"))
    assert page.texts(".cmts > li > ol > li b") == ["Ben", "Cem"]
    assert len(page.all(".cmts > li")) == 1
    form = shown(client.get(page.links(".cmts ol a.tap")[1]))
    assert "Third." in form.text("blockquote")
    assert form.one("#to").get("value") == "3"


@pytest.mark.parametrize("to", ["1", "2", "99", "-1", "x", "1" * 40])
def test_what_is_not_public_is_not_replied_to(client, send, decide, rows, to):
    send(), send()
    decide("refuse", 2)
    page = shown(client.get("/comments/new", query_string={"on": "/articles/open", "to": to}))
    assert page.one("#to").get("value") == ""
    answer = send(to=to, words="To whom?")
    assert answer.status_code == 422
    assert "stands as a reply of its own" in shown(answer).text("[role=alert]")
    assert len(rows()) == 2


def test_replies_stay_when_what_they_answer_is_gone(client, send, decide):
    send(words="First.")
    decide("publish", 1)
    send(to="1", words="Second.")
    decide("publish", 2)
    decide("delete", 1, show="published", sure="yes")
    page = shown(client.get("/articles/open"))
    assert "This comment is no longer here" in page.text(".cmts > li > p")
    assert page.texts(".cmts ol .cm-w") == ["Second."]
    assert page.text("#comments-h") == "1 comment"


def test_a_comment_of_another_page_is_not_replied_to(app, client, send, decide, rows):
    from catalog.articles.editing import put_article
    from tests.articles.besides import article
    from tests.factories import WHO

    send()
    decide("publish", 1)
    with catalogue(app) as session:
        put_article(session, article("other", takes_comments=True), **WHO)
    assert send(on="/articles/other", to="1").status_code == 422
    assert send(on="/articles/other").status_code == 303
    assert len({row.thing_id for row in rows()}) == 2
    assert "A plain reply." not in client.get("/articles/other").text


def test_the_count_for_the_dashboard(session):
    assert queries.waiting(session) == (0, "")
    for day in ("2026-03-02", "2026-03-01", "2026-03-03"):
        editing.send(session, a_comment(day), day * 2)
    editing.publish(session, session.get_one(Comment, 2), "mia")
    assert queries.waiting(session) == (2, "2026-03-02")


def test_what_was_refused_a_month_ago_is_deleted_with_the_next_reply(session, at_time):
    at_time(2026, 3, 1)
    editing.send(session, a_comment("2026-03-01"), "a")
    editing.refuse(session, session.get_one(Comment, 1), "mia")
    at_time(2026, 3, 31)
    editing.send(session, a_comment("2026-03-31"), "a")
    assert session.get_one(Comment, 1).state == "refused"
    at_time(2026, 4, 1)
    editing.send(session, a_comment("2026-04-01"), "a")
    assert (session.get_one(Comment, 1).state, session.get_one(Comment, 1).words) == ("deleted", "")


def test_pages_of_comments_have_every_thread_once(session):
    """Against counting by hand: threads in the order of their first comment, twenty to a page."""
    for number in range(1, 46):
        first = (number - 1) // 10 * 10 + 1
        sent = a_comment("2026-03-01", parent_id=first if number % 3 == 0 and number != first else None)
        sent.state = "published" if number % 7 else "waiting"
        session.add(sent)
    session.flush()
    rows = [one for one in queries.some(session, list(range(1, 46))) if one.state == "published"]
    threads = {}
    for row in rows:
        threads.setdefault(row.parent_id or row.id, []).append(row.id)
    expected = [threads[number] for number in sorted(threads)]
    assert len(expected) > queries.THREADS
    pages = [queries.comments_of(session, "article", 1, page) for page in (1, 2, 3)]
    assert [[one.id for one in thread] for page in pages for thread in page.found] == expected
    assert [page.has_more for page in pages] == [True, False, False]
    assert [page.total for page in pages] == [len(rows), len(rows), 0]


def a_comment(day, **fields):
    return Comment(**({"kind": "article", "thing_id": 1, "words": "A plain reply.", "day": day} | fields))


def test_the_list_of_all_comments_goes_on_where_the_article_stops(app, client, open_article, monkeypatch):
    monkeypatch.setattr(queries, "THREADS", 2)
    with catalogue(app) as session:
        from catalog.articles.queries import article as read

        number = read(session, "open").id
        for name in ("Ada", "Ben", "Cem"):
            session.add(a_comment("2026-03-01", thing_id=number, name=name, state="published"))
    page = shown(client.get("/articles/open"))
    assert page.texts(".cmts b") == ["Ada", "Ben"]
    first = shown(client.get(page.links(".cmt-s > p > a.tap")[0]))
    assert first.texts(".cmts b") == ["Ada", "Ben"]
    second = shown(client.get(first.links("a[rel~=next]")[0]))
    assert second.texts(".cmts b") == ["Cem"]
    assert client.get("/comments?on=/articles/open&page=3").status_code == 404
    assert client.get("/comments?on=/articles/open&page=0").status_code == 404


def test_a_public_form_carries_no_cookie_of_the_desk(moderator):
    assert "public" in moderator.client.get("/comments/new?on=/articles/open").headers["Cache-Control"]
    answer = moderator.client.post(
        "/comments/new", data={"on": "/articles/open", "words": "Hello."}, headers=OURS
    )
    assert "Set-Cookie" not in answer.headers
