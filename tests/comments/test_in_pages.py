"""Where comments are shown, what is said of them in data and histories, and that words stay words."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.articles.queries import article as read_article
from catalog.comments import editing
from catalog.comments.models import Comment
from catalog.comments.words import cleaned_line, cleaned_text, says_something, text_lines
from tests.articles.test_statements import said
from tests.comments.conftest import shown
from tests.factories import catalogue
from tests.html import words

FIRST = "how-microneedling-works"


def test_the_first_article_has_the_section_and_the_others_have_not(seeded_page):
    page = seeded_page("articles.show", slug=FIRST)
    assert page.text("#comments h2") == "Leave a reply"
    assert page.links("#comments a.btn") == [f"/comments/new?on=/articles/{FIRST}"]
    assert "Please post nothing about your own health" in page.text("#comments")
    others = [link for link in seeded_page("articles.index").links(".artl a") if not link.endswith(FIRST)]
    assert len(others) >= 5
    for link in others:
        assert not seeded_page(link).all("#comments, [href^='/comments']")


def test_a_published_comment_leaves_histories_and_feeds_as_they_were(client, send, decide):
    addresses = ("/corrections", "/corrections.atom", "/articles/open/history", "/articles/open/history.json")
    before = [client.get(address).text for address in addresses]
    send()
    decide("publish", 1)
    after = [client.get(address) for address in addresses]
    assert [answer.status_code for answer in after] == [200] * 4
    assert all("A plain reply." not in answer.text and "comment" not in answer.text for answer in after)
    assert after[2].text.count("<li") == before[2].count("<li")
    assert client.get("/comments/1/history").status_code == 404


def test_data_say_how_many_there_are_and_nothing_else(client, send, decide):
    assert client.get("/articles/open.json").json["comments"] == 0
    send()
    decide("publish", 1)
    answer = client.get("/articles/open.json")
    assert answer.json["comments"] == 1
    assert "A plain reply." not in answer.text
    assert "Ada" not in answer.text
    assert client.get("/articles/shut.json").json["comments"] is None


def test_an_article_that_takes_none_asks_nothing_more_and_one_that_does_asks_once(app, client, send, decide):
    def asked(slug, query):
        client.get(f"/articles/{slug}")
        with said(app) as statements:
            assert client.get(f"/articles/{slug}?{query}").status_code == 200
        return len(statements)

    few = asked("open", "1")
    assert asked("shut", "1") == few - 1
    for _ in range(3):
        send()
    decide("publish", 1, 2, 3)
    assert asked("open", "2") == few


def test_every_answer_of_the_page_stays_public(client, send, decide):
    send()
    decide("publish", 1)
    answer = client.get("/articles/open")
    assert "public" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers


hostile = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [
                "<script>alert(1)</script>",
                '"><img src=x onerror=alert(1)>',
                "</p></li></ol><h1>",
                "<!--",
                "-->",
                "]]>",
                "&lt;b&gt;",
                "&#x202e;",
                "{{ 7*7 }}",
                "{% raw %}",
                "javascript:alert(1)",
                "https://example.com/<b>",
                "\n\n",
                "\n",
                "'",
                '"',
                "`",
                "\\",
                "</textarea>",
                "<plaintext>",
                "a",
            ]
        ),
        max_size=6,
    ).map("".join),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=hostile, name=hostile)
def test_whatever_is_typed_is_shown_as_it_is_typed(app, client, moderator, typed, name):
    """The page with it has the same elements as one with a plain word, and its text is what was typed."""
    text, line = cleaned_text(text_lines(typed)).strip(), cleaned_line(" ".join(name.split())).strip()
    if not says_something(text):
        text = "a"
    with catalogue(app) as session:
        thing = read_article(session, "open").id
        row = Comment(kind="article", thing_id=thing, name=line, words=text, day="2026-03-01")
        session.add(row)
        session.flush()
        number = row.id
        editing.publish(session, row, "mia")
    try:
        for visitor, address, place in (
            (client, "/articles/open", "#comment-%d"),
            (client, f"/comments/new?on=/articles/open&to={number}", "blockquote.cm-q"),
            (client, "/comments?on=/articles/open", "#comment-%d"),
            (moderator.client, "/desk/comments?show=published", "#comment-%d"),
        ):
            page = shown(visitor.get(address))
            within = place % number if "%" in place else place
            assert {one.tag for one in page.all(f"{within} .cm-w *")} <= {"p", "br"}
            assert {one.tag for one in page.all(f"{within} b *")} == set()
            assert words(page.one(f"{within} b")) == " ".join((line or "A reader").split())
            lines = "\n".join("\n".join(p.itertext()) for p in page.all(f"{within} .cm-w p"))
            assert lines.split() == text.split()
            assert not page.all("main script:not([type='application/ld+json']), main img, main iframe")
    finally:
        with catalogue(app) as session:
            editing.delete(session, session.get_one(Comment, number), "mia")


@pytest.mark.parametrize("typed", ["https://example.com/a?b=1&c=2", "www.example.com", "mail@example.com"])
def test_no_address_becomes_a_link(client, send, decide, typed):
    send(words=typed, name=typed)
    decide("publish", 1)
    page = shown(client.get("/articles/open"))
    assert page.text(".cmts .cm-w") == typed
    assert page.links(".cmts a") == ["/comments/new?on=/articles/open&to=1"]


def test_a_moved_article_keeps_its_comments(app, client, send, decide):
    from catalog.articles.editing import rename_article
    from tests.factories import WHO

    send()
    decide("publish", 1)
    with catalogue(app) as session:
        rename_article(session, "open", "moved", **WHO)
    assert "A plain reply." in client.get("/articles/moved").text
    assert send().status_code == 303
    assert shown(client.get("/comments/new?on=/articles/open")).one("#on").get("value") == "/articles/moved"
