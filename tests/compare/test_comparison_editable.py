"""Editors’ comparisons at the desk: a text, and the values of the day it stands on."""

import pytest

from catalog.articles.editable import ArticleEditable
from catalog.changes.queries import history_of
from catalog.compare import queries
from catalog.compare.editable import ComparisonEditable
from catalog.editorial.editable import FaultsError
from tests.factories import make_device
from tests.written import WHO, check_exact, check_form, check_pages, newest_state, publish, said, take_down

COMPARISONS = ComparisonEditable()
A_COMPARISON = {
    "title": "Two pens made up for a test",
    "slug": "made-up",
    "summary": "Nothing.",
    "query": "/compare?d=dr-pen-a6,dr-pen-m8",
    "snapshot": "",
    "text": "Nothing.",
    "reasons": [{"words": "Both have a length.", "row": "needle_length"}],
    "byline": "MTSPen.com",
    "rank": "9",
}


def test_every_comparison_stays_as_it_is(seeded_app):
    check_exact(seeded_app, COMPARISONS)


def test_the_preview_of_a_public_comparison_is_its_page(seeded_app):
    check_pages(seeded_app, COMPARISONS)


def test_a_filled_form_comes_back_as_it_was(seeded_app):
    check_form(seeded_app, COMPARISONS, A_COMPARISON)


def pens(session, longest="2.5"):
    for slug in ("dr-pen-a6", "dr-pen-m8"):
        make_device(session, slug, specs={"needle_length": f"0.25–{longest} mm"})


def test_a_comparison_is_made_moved_hidden_and_shown_again(session):
    pens(session)
    publish(session, COMPARISONS, A_COMPARISON)
    fields = COMPARISONS.read(session, "made-up")
    assert fields | {"snapshot": ""} == A_COMPARISON
    assert len(fields["snapshot"]) == 64
    moved = fields | {"slug": "moved", "title": "Moved"}
    change = publish(session, COMPARISONS, moved, "made-up")
    number = COMPARISONS.entity_id(session, "moved")
    assert [one.number for one in history_of(session, "comparison", number)][-1] == change.number
    assert newest_state(session, COMPARISONS, "moved") == moved
    assert queries.comparison_by_former_slug(session, "made-up").slug == "moved"
    assert take_down(session, COMPARISONS, "moved") is not None
    assert COMPARISONS.read(session, "moved") is None
    assert COMPARISONS.entity_id(session, "moved") is None
    assert take_down(session, COMPARISONS, "moved") is None
    assert said(COMPARISONS.faults(session, moved, None)) == []
    publish(session, COMPARISONS, moved)
    assert COMPARISONS.entity_id(session, "moved") == number
    assert said(COMPARISONS.faults(session, A_COMPARISON, None)) == [
        ("slug", "“made-up” is, or was, the address of another comparison.")
    ]
    publish(session, COMPARISONS, fields, "moved")
    assert COMPARISONS.read(session, "made-up") == fields


def test_the_values_stay_those_of_the_day_until_todays_are_taken(session):
    pens(session)
    publish(session, COMPARISONS, A_COMPARISON)
    first = COMPARISONS.read(session, "made-up")
    assert publish(session, COMPARISONS, A_COMPARISON, "made-up") is None
    pens(session, longest="3.0")
    publish(session, COMPARISONS, first | {"text": "Other words."}, "made-up")
    assert COMPARISONS.read(session, "made-up")["snapshot"] == first["snapshot"]
    publish(session, COMPARISONS, first | {"snapshot": ""}, "made-up")
    second = COMPARISONS.read(session, "made-up")
    assert second["snapshot"] != first["snapshot"]
    offered = [key for key, _ in _snapshots(session)]
    assert offered == ["", second["snapshot"], first["snapshot"]]
    publish(session, COMPARISONS, first, "made-up")
    assert COMPARISONS.read(session, "made-up") == first


def _snapshots(session):
    return COMPARISONS.form(session).snapshot.kwargs["choices"]


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"query": ""}, "query", "This is missing."),
        ({"query": "/compare?d=dr-pen-a6"}, "query", "A comparison has 2 to 6 devices; these are 1."),
        ({"query": "/compare?d=dr-pen-a6,no-pen"}, "query", "There is no device “no-pen”."),
        ({"reasons": [{"words": "A", "row": "weight"}]}, "reasons-0-row", "nothing is known in the row"),
        ({"reasons": [{"words": "", "row": "needle_length"}]}, "reasons-0-words", "This is missing."),
        ({"reasons": [{"words": "A", "row": "beauty"}]}, "reasons-0-row", "“beauty” is none of"),
        ({"text": "# Title"}, "text", "the page has one title already"),
        ({"slug": "dr-pen-a6-and-m8"}, "slug", "“dr-pen-a6-and-m8” is, or was"),
        ({"title": "x" * 201}, "title", "This has 201 characters; at most 200 fit."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(seeded_app, change, field, words):
    with seeded_app.extensions["database"].reader() as session, seeded_app.test_request_context("/"):
        found = said(COMPARISONS.faults(session, A_COMPARISON | change, None))
    assert [one for one in found if one[0] == field and one[1].startswith(words)], found


def test_what_is_looked_at_is_no_part_of_what_is_compared(seeded_app):
    typed = "https://mtspen.com/compare?d=dr-pen-a6,dr-pen-m8&show=diff&hide=weight"
    with seeded_app.extensions["database"].reader() as session, seeded_app.test_request_context("/"):
        wanted = COMPARISONS.unsaved(session, A_COMPARISON | {"query": typed})
    assert wanted.draft.query == "d=dr-pen-a6,dr-pen-m8"


def test_the_gate_names_the_day_of_the_values_and_a_device_without_a_reason(seeded_app):
    with seeded_app.extensions["database"].reader() as session, seeded_app.test_request_context("/"):
        checks = list(COMPARISONS.gate(session, A_COMPARISON, WHO))
        without = list(COMPARISONS.gate(session, A_COMPARISON | {"reasons": []}, WHO))
    assert [c.field for c in checks if not c.is_met] == []
    assert next(c.said for c in checks if c.name == "Values").startswith("The values are those of ")
    unmet = [c.said for c in without if not c.is_met]
    assert len(unmet) == 2
    assert all("No reason leans on a row in which something is known of" in one for one in unmet)


def test_a_comparison_that_an_article_names_stays(seeded_app):
    with seeded_app.extensions["database"].writer() as session:
        article = ArticleEditable().read(session, "safety")
        text = article["text"] + "\n\nSee [[comparison dr-pen-a6-and-m8]].\n"
        publish(session, ArticleEditable(), article | {"text": text}, "safety")
        with pytest.raises(FaultsError, match="the article"):
            take_down(session, COMPARISONS, "dr-pen-a6-and-m8")
        session.rollback()
