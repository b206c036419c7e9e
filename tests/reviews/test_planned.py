"""A planned review goes public with nobody at the desk, and only as who planned it may publish it."""

import pytest
from sqlmodel import select

from catalog.editorial import drafts, planning
from catalog.editorial.editable import Writer
from catalog.editorial.kinds import every_kind
from catalog.editorial.models import Draft
from catalog.people import queries as people
from catalog.reviews import queries
from catalog.reviews.editable import ReviewEditable
from catalog.reviews.fields import written
from tests.factories import catalogue
from tests.reviews.made import make_author, research
from tests.signed_in import make_account

REVIEWS = ReviewEditable()
BERT = Writer("bert", "Bert", "author")


@pytest.fixture
def fields(own_app):
    """What stands in the form of a review that Bert signs and that lacks nothing."""
    with catalogue(own_app) as session:
        make_account(session, "bert", "author")
        people.author(session, "bert").disclosure = "A test: none."
        make_author(session, disclosure="A test: none.")
    return written(research(author="bert"))


def planned(app, fields):
    """Bert saves these and plans them; what becomes of it when the moment is there."""
    with catalogue(app) as session:
        draft = drafts.save(session, REVIEWS, BERT, "", drafts.Saving(fields))
        draft.publish_at = "2020-01-01T00:00:00.000000Z"
        session.add(draft)
    with app.app_context():
        return planning.run_due(app.extensions["database"].writer, every_kind())


def test_a_planned_review_is_published_between_requests(own_app, fields):
    assert planned(own_app, fields) == ["A made-up review: published"]
    assert own_app.test_client().get("/reviews/made-up").status_code == 200
    assert "Planned by Bert for" in own_app.test_client().get("/reviews/made-up/history").text


def test_what_was_planned_is_not_published_under_the_name_of_another(own_app, fields):
    (said,) = planned(own_app, fields | {"author": "anna"})
    assert "Only who wrote it signs it" in said
    with catalogue(own_app) as session:
        assert queries.review(session, "made-up") is None
        assert session.exec(select(Draft.trouble)).one() == "Only who wrote it signs it: choose yourself."
