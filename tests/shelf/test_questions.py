"""Ask the seller: everything that is not known is asked or named, and nothing that is known."""

from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from catalog.shelf import questions
from catalog.shelf.keeper import current
from catalog.specs.registry import SPECS
from catalog.specs.spec import Facet
from tests.factories import catalogue, make_device, make_roller, make_source, said


@pytest.fixture
def asked(app):
    """asked("slug") → the message about that product, on the shelf as it is now."""

    def ask(slug: str) -> questions.AskMessage:
        with app.test_request_context():
            shelf = current()
            return questions.message(shelf, shelf.by_slug(slug))

    return ask


def test_every_unknown_fact_of_the_catalogue_is_asked_or_named_and_no_known_one(seeded_app):
    with seeded_app.test_request_context():
        shelf = current()
        for entry in shelf:
            found = questions.unknown(shelf, entry)
            keys = {question.key for question in found}
            cells = {cell.spec.key: cell for cell in entry.cells(shelf.sources)}
            unknown = {key for key, c in cells.items() if not c.is_known or c.value is None}
            unknown -= {key for key, spec in SPECS.items() if spec.facet is Facet.MEASURED}
            assert unknown <= keys, entry.slug
            # A needle length that is known in part is asked about in part.
            assert (keys & set(SPECS)) - unknown <= {"needle_length"}, entry.slug
            message = questions.message(shelf, entry)
            assert [*message.questions] == found[: questions.MOST]
            assert list(message.rest) == [question.name for question in found[questions.MOST :]]
            for question in message.questions:
                assert question.words in message.text
            assert all(name in message.text for name in message.rest)
            assert shelf.title(entry) in message.text
            assert len(message.mailto) <= questions.LONGEST_MAILTO


def test_a_length_that_is_known_throughout_is_not_asked(asked, app):
    with catalogue(app) as session:
        make_device(session, "whole", specs={"needle_length": "0.25–2.5 mm every 0.25"})
        make_roller(session, "fixed", specs={"needle_length": "0.5 mm"})
    for slug in ("whole", "fixed"):
        assert "needle_length" not in {question.key for question in asked(slug).questions}


@pytest.mark.parametrize(
    ("length", "words"),
    [
        ("up to 2.5 mm", "What is its shortest needle length?"),
        ("from 0.25 mm", "What is its longest needle length?"),
        ("0.25–2.5 mm", "At which lengths does it stop between the shortest and the longest?"),
        ("0.25–1.5 mm, versions not listed", "Which needle lengths does it come in?"),
        ("0.25 mm, longer ones exist", "Which longer needle lengths are there?"),
    ],
)
def test_the_open_part_of_a_length_is_asked(asked, app, length, words):
    with catalogue(app) as session:
        make_device(session, "a-pen", specs={"needle_length": length})
    assert words in [question.words for question in asked("a-pen").questions]


def test_of_two_readings_it_is_asked_which_is_right(asked, app):
    with catalogue(app) as session:
        make_source(session, "another-shop")
        make_device(
            session,
            "a-pen",
            specs={"needle_length": "0.25–2.5 mm every 0.25"},
            statements=[said("needle_length", "0.25–3.0 mm every 0.25", "another-shop")],
        )
    assert "Is its longest needle length 2.5 mm or 3.0 mm?" in asked("a-pen").text


def test_the_message_is_short_names_the_model_and_asks_for_a_source(asked, app):
    with catalogue(app) as session:
        make_roller(session, "a-roller", name="Roller One")
    message = asked("a-roller")
    lines = message.text.split("\n")
    assert lines[0] == "About the Dermaline Roller One. I could not find these facts:"
    assert lines[2] == "1. Which needle lengths does it have?"
    assert lines[-1] == questions.SOURCE
    assert len(message.questions) == questions.MOST


def test_the_mail_says_the_same_and_the_answer_goes_to_the_form(asked, app):
    with catalogue(app) as session:
        make_roller(session, "a-roller", name="Röller & Söhne 50 % +")
    message = asked("a-roller")
    parts = urlsplit(message.mailto)
    assert (parts.scheme, parts.path) == ("mailto", "")
    assert unquote(parts.query.partition("&body=")[2]).replace("\r\n", "\n") == message.text
    assert parse_qs(urlsplit(message.answer_url).query)["page"] == ["/devices/a-roller"]
    assert parse_qs(urlsplit(message.answer_url).query)["kind"] == ["answer"]


def test_a_long_name_does_not_make_a_mail_too_long(asked, app):
    with catalogue(app) as session:
        make_roller(session, "a-roller", name="ö" * 190)
    message = asked("a-roller")
    assert len(message.mailto) <= questions.LONGEST_MAILTO
    assert len(message.questions) == questions.MOST


def test_a_spec_without_a_question_is_asked_by_its_label():
    assert replace(SPECS["warranty"], ask="").question == "What is its warranty?"
    assert replace(SPECS["display"], ask="", label="LED colour").question == "What is its LED colour?"
    assert all(spec.question.endswith("?") for spec in SPECS.values())
