"""Terms at the desk."""

import pytest

from catalog.articles.editable import ArticleEditable
from catalog.editorial.editable import FaultsError
from catalog.glossary.editable import TermEditable
from tests.written import check_exact, check_form, check_pages, publish, said, take_down

TERMS = TermEditable()
A_TERM = {
    "term": "Made-up word",
    "slug": "made-up-word",
    "definition": "A word that was made up for a test.",
    "also": "made-up words\nMUW",
}


@pytest.mark.long
def test_every_term_stays_as_it_is(seeded_app):
    check_exact(seeded_app, TERMS)


@pytest.mark.long
def test_the_preview_is_the_page_with_the_term_in_its_place(seeded_app):
    check_pages(seeded_app, TERMS)


def test_a_filled_form_comes_back_as_it_was(seeded_app):
    check_form(seeded_app, TERMS, A_TERM)


def test_a_term_is_made_changed_and_taken_away(session):
    publish(session, TERMS, A_TERM | {"slug": ""})
    assert TERMS.read(session, "made-up-word") == A_TERM
    publish(session, TERMS, A_TERM | {"also": "\n made-up words \n\n"}, "made-up-word")
    assert TERMS.row(session, "made-up-word").also == ("made-up words",)
    assert take_down(session, TERMS, "made-up-word") is not None
    assert TERMS.read(session, "made-up-word") is None


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"term": ""}, "term", "This is missing."),
        ({"term": "fibroblasts"}, "term", "“fibroblasts” is a form of “fibroblast” already."),
        ({"also": "TEWL\nnew"}, "also", "“TEWL” is a form of “"),
        ({"slug": "fibroblast"}, "slug", "“fibroblast” is, or was, the address of another term."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(seeded_app, change, field, words):
    with seeded_app.extensions["database"].reader() as session:
        found = said(TERMS.faults(session, A_TERM | change, None))
    assert [one for one in found if one[0] == field and one[1].startswith(words)], found


def test_a_term_that_is_set_into_an_article_keeps_its_name_and_stays(seeded_app):
    with seeded_app.extensions["database"].writer() as session:
        title = ArticleEditable().read(session, "how-microneedling-works")["title"]
        term = TERMS.read(session, "fibroblast")
        found = said(TERMS.faults(session, term | {"term": "Cell"}, "fibroblast"))
        kept = f"It is set in as “Fibroblast” by the article “{title}”: change that first."
        assert found == [("term", kept)]
        with pytest.raises(FaultsError, match="the article"):
            take_down(session, TERMS, "fibroblast")
        session.rollback()
