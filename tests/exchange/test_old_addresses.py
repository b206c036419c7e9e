"""Old addresses lead straight to what is public today, and to nothing else."""

import pytest
from sqlalchemy import event
from sqlmodel import Session

from catalog.articles import editing
from catalog.articles.drafts import ArticleDraft
from catalog.exchange.old_addresses import keep, plain, today
from catalog.people.editing import put_name

DRAFT = ArticleDraft("new", "New", "A summary.", "Words.", "2026-11-26", "2026-11-26", topics=("Aftercare",))
WHO = {"actor": "import", "reason": "Imported"}


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/2024/03/First-Post/", "/2024/03/first-post"),
        ("https://example.org/", "/"),
        ("https://example.org", "/"),
        ("https://example.org/?p=12", "/?p=12"),
        ("https://example.org/blog/?page_id=7&preview=true", "/blog?page_id=7"),
        ("/%C3%9Cber/", "/über"),
        ("https://example.org/?s=needle", "/"),
        ("https://[", ""),
        ("mailto:a@example.org", ""),
    ],
)
def test_an_address_has_one_plain_form(address, kept):
    assert plain(address) == kept


@pytest.fixture
def moved(app):
    with app.extensions["database"].writer() as session:
        editing.put_article(session, DRAFT, **WHO)
        put_name(session, "anna", "Anna", "", **WHO)
        for old, kind, target in (
            ("/2024/03/first-post", "article", "new"),
            ("/?p=12", "article", "new"),
            ("/blog?p=12", "article", "new"),
            ("/category/aftercare", "topic", "aftercare"),
            ("/author/annie", "author", "anna"),
            ("/about-us", "page", "/about"),
            ("/round", "page", "/and-round"),
            ("/and-round", "page", "/round"),
            ("/never", "article", "never-published"),
            ("/category/none", "topic", "none"),
        ):
            keep(session, old, kind, target, **WHO)
        session.commit()
    return app


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("/2024/03/first-post", "/articles/new"),
        ("/2024/03/First-Post/", "/articles/new"),
        ("/2024/03/first-post/?utm_source=mail", "/articles/new"),
        ("/2024/03/first-post/feed/", "/articles/new"),
        ("/2024/03/first-post/comment-page-2", "/articles/new"),
        ("/?p=12", "/articles/new"),
        ("/blog/?p=12", "/articles/new"),
        ("/category/aftercare/page/2", "/articles?topic=aftercare"),
        ("/author/annie/", "/authors/anna"),
        ("/about-us", "/about"),
    ],
)
def test_an_old_address_leads_straight_to_the_page(moved, client, old, now):
    answer = client.get(old)
    assert (answer.status_code, answer.location) == (301, now)
    assert client.get(now).status_code == 200


@pytest.mark.parametrize("old", ["/never", "/category/none", "/round", "/and-round", "/2024/03/other"])
def test_what_is_not_public_is_led_to_from_nowhere(moved, client, old):
    assert client.get(old).status_code == 404


def test_a_number_that_nothing_had_is_the_first_page(moved, client):
    assert client.get("/?p=99").status_code == 200
    assert client.get("/?p=x").status_code == 200


def test_a_later_name_is_followed_in_one_step_and_what_is_hidden_is_not(moved, client):
    with moved.extensions["database"].writer() as session:
        editing.rename_article(session, "new", "newer", **WHO)
        editing.rename_article(session, "newer", "newest", **WHO)
        session.commit()
    moved.extensions["watcher"].newest()
    assert client.get("/?p=12").location == "/articles/newest"
    with moved.extensions["database"].writer() as session:
        editing.take_down(session, "newest", **WHO)
        session.commit()
    assert client.get("/2024/03/first-post").status_code == 404


def test_nothing_that_is_sent_is_redirected(moved, client):
    assert client.post("/2024/03/first-post").status_code in (404, 405)


def test_a_page_of_today_answers_its_address_itself(moved, client):
    with moved.extensions["database"].writer() as session:
        keep(session, "/about", "article", "new", **WHO)
        session.commit()
    assert client.get("/about").status_code == 200


def test_an_unknown_address_costs_one_statement_and_an_old_one_none_the_second_time(moved, client):
    asked = []
    engine = moved.extensions["database"].engine
    client.get("/2024/03/first-post")

    def note(connection, cursor, statement, *rest):
        if "old_address" in statement:
            asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    client.get("/nowhere")
    assert len(asked) == 1
    assert client.get("/2024/03/first-post").status_code == 301
    assert len(asked) == 1, "the page cache answers"
    event.remove(engine, "before_cursor_execute", note)


def test_addresses_lead_on_in_both_databases(session: Session):
    editing.put_article(session, DRAFT, **WHO)
    keep(session, "/old", "article", "new", **WHO)
    assert keep(session, "/old", "article", "new", **WHO) is None
    keep(session, "/pic.jpg", "picture", "none", **WHO)
    keep(session, "/r", "review", "none", **WHO)
    keep(session, "/t", "topic", "aftercare", **WHO)
    assert today(session, "/old") == "/articles/new"
    assert today(session, "/t") == "/articles?topic=aftercare"
    assert today(session, "/pic.jpg") is None
    assert today(session, "/r") is None
