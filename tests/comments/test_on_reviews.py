"""Replies to reviews: off unless the author turns them on, and apart from what the author says and scores."""

import pytest

from tests.comments.conftest import OURS, shown
from tests.factories import catalogue, make_device
from tests.reviews.made import hands_on, make_author, make_method, store

PATH = "/reviews/made-up"


@pytest.fixture
def reviewed(app):
    """reviewed(takes_comments=True) publishes a made-up review from hands-on testing."""

    def publish(**fields):
        with catalogue(app) as session:
            make_author(session)
            make_method(session)
            for slug in ("dr-pen-a6", "dr-pen-m8"):
                make_device(session, slug)
            store(session, hands_on(text="I made this up.\n\n## A heading\n\nAs well.", cons=(), **fields))

    return publish


def test_a_review_takes_no_replies_unless_its_author_says_so(client, reviewed):
    reviewed()
    assert not shown(client.get(PATH)).all("#comments, [href^='/comments']")
    assert client.get(f"/comments/new?on={PATH}").status_code == 404


def test_a_reply_to_a_review_stands_apart_from_the_scores(client, reviewed, moderator):
    reviewed(takes_comments=True)
    before = without_comments(client.get(PATH))
    assert shown(client.get(PATH)).links("#comments a.btn") == [f"/comments/new?on={PATH}"]
    answer = client.post("/comments/new", data={"on": PATH, "words": "Mine gets 10 of 10."}, headers=OURS)
    assert answer.status_code == 303
    assert shown(moderator.client.get("/desk/comments")).links(".cm-queue .cm-h a") == [PATH]
    moderator.send("/desk/comments", do="publish 1")
    assert shown(client.get(PATH)).texts("#comments .cm-w") == ["Mine gets 10 of 10."]
    assert without_comments(client.get(PATH)) == before
    assert "10 of 10" not in client.get(f"{PATH}.json").text


def without_comments(response):
    """The words of the page but for those of readers and the way to them."""
    page = shown(response)
    for one in page.all("#comments, .toc"):
        one.getparent().remove(one)
    return page.text("main")
