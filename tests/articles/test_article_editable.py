"""Articles at the desk: figures name their study, links lead somewhere, what is hidden keeps its history."""

import pytest

from catalog.articles import queries
from catalog.articles.editable import ArticleEditable
from catalog.changes.queries import history_of
from catalog.claims.editable import ClaimEditable
from catalog.editorial.editable import FaultsError, Writer
from catalog.editorial.rights import may_publish, may_write
from catalog.people import editing
from catalog.people.models import Author
from catalog.products import queries as products
from catalog.products import unpublishing
from catalog.studies.editable import StudyEditable
from tests.claims.test_claim_editable import A_CLAIM
from tests.factories import make_device
from tests.studies.test_study_editable import A_STUDY
from tests.written import WHO, check_exact, check_form, check_pages, newest_state, publish, said, take_down

ARTICLES = ArticleEditable()
AN_ARTICLE = {
    "title": "An article made up for a test",
    "slug": "made-up",
    "summary": "Nothing.",
    "text": "It hurt 3 of them [@chu2021].\n\n[[claim c90]]",
    "byline": "MTSPen.com",
    "written": "2026-11-26",
    "checked": "2026-11-27",
    "concerns": [],
    "kinds": ["roller", "stamp"],
    "topics": "Aftercare\nNeedle length",
    "lengths": "0.25–1.5 mm",
    "rank": "-1",
    "takes_comments": True,
    "corrections": [
        {"day": "2026-11-27", "words": "It said 4."},
        {"day": "2026-11-26", "words": "It said 5."},
    ],
}
SEEDED = AN_ARTICLE | {"text": "It hurt 3 of them [@chu2021].", "concerns": ["acne-scars", "fine-lines"]}


@pytest.fixture
def cited(session):
    """A study and a claim that the article names."""
    publish(session, StudyEditable(), A_STUDY)
    publish(session, ClaimEditable(), A_CLAIM)
    return session


@pytest.mark.long
def test_every_article_stays_as_it_is(seeded_app):
    check_exact(seeded_app, ARTICLES)


@pytest.mark.long
def test_the_preview_of_a_public_article_is_its_page(seeded_app):
    check_pages(seeded_app, ARTICLES)


def test_a_filled_form_comes_back_as_it_was(seeded_app):
    check_form(seeded_app, ARTICLES, SEEDED)


def test_a_new_article_is_signed_by_whoever_begins_it_today(seeded_app, at_time):
    at_time(2026, 12, 1, 9)
    with seeded_app.extensions["database"].reader() as session:
        blank = ARTICLES.blank(session, WHO, {"concern": "acne-scars"})
    assert (blank["byline"], blank["written"], blank["checked"]) == ("San", "2026-12-01", "2026-12-01")
    assert (blank["concerns"], blank["takes_comments"]) == (["acne-scars"], False)


def test_an_article_is_made_moved_hidden_and_shown_again(cited):
    publish(cited, ARTICLES, AN_ARTICLE)
    assert ARTICLES.read(cited, "made-up") == AN_ARTICLE
    number = ARTICLES.entity_id(cited, "made-up")
    row = queries.article(cited, "made-up")
    assert {(link.kind, link.target) for link in queries.links_of(cited, row)} == {
        ("study", "chu2021"),
        ("claim", "c90"),
    }
    moved = AN_ARTICLE | {"slug": "moved", "title": "Moved"}
    before = len(history_of(cited, "article", number))
    publish(cited, ARTICLES, moved, "made-up")
    assert len(history_of(cited, "article", number)) == before + 1
    assert newest_state(cited, ARTICLES, "moved") == moved
    assert queries.article_by_former_slug(cited, "made-up").slug == "moved"
    assert take_down(cited, ARTICLES, "moved") is not None
    assert ARTICLES.read(cited, "moved") is None
    assert ARTICLES.entity_id(cited, "moved") is None
    assert take_down(cited, ARTICLES, "moved") is None
    assert said(ARTICLES.faults(cited, moved, None)) == []
    publish(cited, ARTICLES, moved)
    assert ARTICLES.entity_id(cited, "moved") == number
    publish(cited, ARTICLES, AN_ARTICLE, "moved")
    assert ARTICLES.read(cited, "made-up") == AN_ARTICLE
    assert queries.article_by_former_slug(cited, "moved").slug == "made-up"


def test_what_an_article_names_stays_while_it_does(cited):
    publish(cited, ARTICLES, AN_ARTICLE)
    for kind, slug in ((ClaimEditable(), "c90"), (StudyEditable(), "chu2021")):
        with pytest.raises(FaultsError, match="the article “An article made up for a test”"):
            take_down(cited, kind, slug)
    publish(cited, ARTICLES, AN_ARTICLE | {"text": "Nothing."}, "made-up")
    assert take_down(cited, ClaimEditable(), "c90") is not None
    assert take_down(cited, StudyEditable(), "chu2021") is not None


def test_an_article_sets_in_nothing_that_was_taken_down(cited):
    make_device(cited, "hidden")
    article = AN_ARTICLE | {"text": "It hurt 3 of them [@chu2021], with the [[device hidden]]."}
    assert not list(ARTICLES.faults(cited, article, None))
    unpublishing.take_down(cited, products.product_by_slug(cited, "hidden"), actor="tests", reason="A test")
    assert said(ARTICLES.faults(cited, article, None)) == [
        ("text", "[[device hidden]]: there is no device or cartridge “hidden”.")
    ]


def test_an_article_that_others_lead_to_stays_and_a_link_to_itself_is_none(cited):
    publish(cited, ARTICLES, AN_ARTICLE)
    publish(cited, ARTICLES, AN_ARTICLE | {"text": "[Me](/articles/made-up#part)"}, "made-up")
    other = AN_ARTICLE | {"slug": "other", "title": "Other", "text": "[That](/articles/made-up?x=1)"}
    publish(cited, ARTICLES, other)
    with pytest.raises(FaultsError, match="the article “Other”"):
        take_down(cited, ARTICLES, "made-up")
    take_down(cited, ARTICLES, "other")
    with pytest.raises(FaultsError, match="the article “Other”"):
        take_down(cited, ARTICLES, "made-up")
    assert ARTICLES.read(cited, "made-up") is not None


@pytest.mark.parametrize(
    ("change", "field", "line", "words"),
    [
        ({"title": ""}, "title", 0, "This is missing."),
        ({"title": "x" * 201}, "title", 0, "This has 201 characters; at most 200 fit."),
        (
            {"text": "One.\n\nTwo [@no2020]."},
            "text",
            3,
            "[@no2020]: there is no study, no guidance",
        ),
        ({"text": "[[claim c99]]"}, "text", 1, "[[claim c99]]: there is no claim “c99”."),
        ({"text": "[[video x]]"}, "text", 1, "[[video x]]: nothing is set in by “video”"),
        ({"text": "One.\n\n# Two"}, "text", 3, "the page has one title already"),
        ({"text": "[a](/articles/no)"}, "text", 1, "the link /articles/no leads to nothing"),
        ({"text": "[a](/devices/needs/no)"}, "text", 1, "the link /devices/needs/no leads to nothing"),
        ({"text": "[a](//example.com)"}, "text", 1, "the link //example.com leads to another site"),
        ({"text": "<script>alert(1)</script>"}, "text", 1, "“<script>”: HTML is shown as it is typed"),
        ({"written": "yesterday"}, "written", 0, "This is no date"),
        ({"checked": "2026-11"}, "checked", 0, "This is a day such as 2026-11-26."),
        ({"corrections": [{"day": "", "words": "A"}]}, "corrections-0-day", 0, "This is missing."),
        ({"corrections": [{"day": "2026", "words": "A"}]}, "corrections-0-day", 0, "This is a day"),
        ({"concerns": ["boredom"]}, "concerns", 0, "“boredom” is none of"),
        ({"lengths": "2–1 mm"}, "lengths", 0, "“2–1 mm” starts above its end."),
        ({"byline": "Nobody"}, "byline", 0, "“Nobody” is none of: MTSPen.com, San."),
        ({"slug": "safety"}, "slug", 0, "“safety” is, or was, the address of another article."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_line(seeded_app, change, field, line, words):
    with seeded_app.extensions["database"].reader() as session:
        found = list(ARTICLES.faults(session, SEEDED | change, None))
    assert [f for f in found if (f.field, f.line) == (field, line) and f.said.startswith(words)], found
    assert {f.field for f in found} == {field}


def gate(app, change, who=WHO):
    with app.extensions["database"].reader() as session:
        return [
            (c.name, c.field, c.said) for c in ARTICLES.gate(session, SEEDED | change, who) if not c.is_met
        ]


def test_each_sentence_that_cites_nothing_is_quoted_at_its_field(seeded_app):
    text = "It helped 9 of 10.\n\nA trial showed nothing. It hurt 3 [@chu2021]."
    found = gate(seeded_app, {"text": text, "title": "Half of them", "summary": "Studies show it."})
    assert [(name, field) for name, field, _ in found] == [
        ("Claim check", "title"),
        ("Claim check", "summary"),
        ("Claim check", "text"),
        ("Claim check", "text"),
    ]
    assert found[2][2] == "Line 1: “It helped 9 of 10.” cites nothing; it states a figure (“9”)."
    assert found[3][2].startswith("Line 3: “A trial showed nothing.” cites nothing")


def test_the_gate_asks_for_a_source_and_for_a_disclosure_of_who_signs(seeded_app):
    assert gate(seeded_app, {}) == []
    assert [one[:2] for one in gate(seeded_app, {"text": "Nothing."})] == [("Sources", "text")]
    assert [one[:2] for one in gate(seeded_app, {"byline": "San"})] == [("Disclosure", "byline")]


def test_an_author_signs_as_nobody_else(seeded_app):
    ben = Writer("ben", "Ben", "author")
    assert [one[:2] for one in gate(seeded_app, {"byline": "San"}, ben)] == [("Byline", "byline")]
    assert [one[:2] for one in gate(seeded_app, {}, ben)] == []


@pytest.mark.parametrize(
    ("role", "own", "others"), [("author", True, False), ("editor", True, True), ("admin", True, True)]
)
def test_whoever_signs_an_article_may_change_it_and_editors_may(cited, role, own, others):
    editing.put_author(cited, Author(slug="ben", name="Ben T."), actor="tests", reason="A test")
    publish(cited, ARTICLES, AN_ARTICLE | {"byline": "Ben T."})
    publish(cited, ARTICLES, AN_ARTICLE | {"slug": "other"})
    assert (ARTICLES.owner(cited, "made-up"), ARTICLES.owner(cited, "other")) == ("ben", "")
    who = Writer("ben", "Ben T.", role)
    for slug, expected in (("made-up", own), ("other", others)):
        owner = ARTICLES.owner(cited, slug)
        assert may_write(ARTICLES, who, owner) is expected
        assert may_publish(ARTICLES, who, owner) is expected


def test_who_signs_is_not_said_to_have_signed_nothing(seeded_app):
    said_of_nobody = "not yet reviewed by an author"
    with seeded_app.extensions["database"].reader() as session:
        for byline, expected in (("MTSPen.com", True), ("San", False)):
            with seeded_app.test_request_context("/"):
                assert (said_of_nobody in ARTICLES.preview(session, SEEDED | {"byline": byline})) is expected
