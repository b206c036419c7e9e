"""Suggestions on spelling: they find slips, name the place, and leave alone what is no running text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.articles.editable import ArticleEditable
from catalog.articles.lint import lint
from catalog.articles.lint_words import own_words
from tests.written import WHO

ARTICLES = ArticleEditable()


def told(text, known=()):
    return [(one.line, one.column, one.said) for one in lint(text, known)]


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("Yoru skin.", (1, 1), "“Yoru”: is “Your” meant?"),
        ("It was the frist.", (1, 12), "“frist”: is “first” meant?"),
        ("A line.\n\nThen we recieve it.", (3, 9), "“recieve”: is “receive” meant?"),
        ("It ends here.Then it goes on.", (1, 9), "“here.Then”: a space may be missing after “.”."),
        ("Red,sore and dry.", (1, 1), "“Red,sore”: a space may be missing after “,”."),
        ("It heals in in days.", (1, 10), "“in in”: the word stands there twice."),
        ("It is is red.", (1, 4), "“is is”: the word stands there twice."),
        ("Slowly,, it heals.", (1, 7), "“,,”: the sign stands there twice."),
        ("It is over..", (1, 11), "“..”: the sign stands there twice."),
        ("- one\n- teh second", (2, 3), "“teh”: is “the” meant?"),
        ("> Somebody wroet this.", (1, 12), "“wroet”: is “wrote” meant?"),
    ],
)
def test_a_slip_is_found_with_its_place(text, place, said):
    assert told(text) == [(*place, said)]


@pytest.mark.parametrize(
    "text",
    [
        "Written in code: `frist teh`.",
        "```\nfrist teh\n```",
        "A [link](https://frist.example.com/teh) leads there.",
        "It is said [@frist2008].",
        "[[term frist]]",
        "See example.com or write to teh@example.com about it.",
        "Mrs Zimmerer bought a Dermapen at 5.30 for $1,000…",
        "The colour of the fibre in the centre is grey; we analyse and realise that.",
        "He had had it, and that that was so.",
        "The cell doesn’t heal; it’s the patient’s.",
        "What?! No...",
        "Das ist ein ganz anderer Satz, und niemand soll jedes einzelne Wort davon für falsch halten, "
        "nur weil er nicht auf Englisch geschrieben ist und hier steht.",
    ],
)
def test_what_is_right_or_no_running_text_is_left_alone(text):
    assert told(text) == []


def test_the_catalogue_knows_its_own_words(seeded_app):
    with seeded_app.extensions["database"].reader() as session:
        words = own_words(session)
    assert {"dermaroller", "collagen", "microneedling"} <= words
    assert told("A collagenn fibre.", words) == [(1, 3, "“collagenn”: is “collagen” meant?")]
    assert told("A frobnicater.", {"frobnicater"}) == []


def test_the_site_s_own_articles_are_hardly_ever_doubted(seeded_app):
    from catalog.articles.queries import articles

    with seeded_app.extensions["database"].reader() as session:
        words = own_words(session)
        doubted = [one for row in articles(session) for one in lint(row.text, words)]
    assert len(doubted) <= 3


def test_it_is_advice_before_publishing_and_holds_nothing_back(session):
    fields = {
        "title": "A frist article",
        "slug": "made-up",
        "summary": "Nothing.",
        "text": "Teh end.",
        "byline": "MTSPen.com",
        "written": "2026-11-26",
        "checked": "2026-11-26",
    }
    advice = [one for one in ARTICLES.gate(session, fields, WHO) if one.name == "Spelling"]
    assert [(one.field, one.said, one.is_advice) for one in advice] == [
        ("title", "Line 1, column 3: “frist”: is “first” meant?", True),
        ("text", "Line 1, column 1: “Teh”: is “The” meant?", True),
    ]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab teh.,;!?\n[](`*#>-“”’1é"), max_size=200))
def test_any_text_gets_suggestions_within_it(text):
    lines = text.split("\n")
    for line, column, _ in told(text):
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
