"""Synonyms at the desk: written, published, found at once, undone."""

import pytest

from catalog.search.editable import SynonymEditable
from tests.factories import catalogue
from tests.html import Page
from tests.search.made import seeded_index, titles
from tests.signed_in import Visitor, make_account
from tests.written import check_exact, check_form, publish, said, take_down

GROUPS = SynonymEditable()
A_GROUP = {"words": "zanzibar\nderma zanzibar", "slug": "zanzibar", "note": "Made up for a test."}


def test_every_group_stays_as_it_is(seeded_app):
    check_exact(seeded_app, GROUPS)


def test_a_filled_form_comes_back_as_it_was(seeded_app):
    check_form(seeded_app, GROUPS, A_GROUP)


def test_a_group_is_made_changed_and_taken_away(session):
    publish(session, GROUPS, A_GROUP | {"slug": ""})
    assert GROUPS.read(session, "zanzibar") == A_GROUP
    publish(session, GROUPS, A_GROUP | {"words": "zanzibar\n\npemba "}, "zanzibar")
    assert GROUPS.row(session, "zanzibar").words == ("zanzibar", "pemba")
    assert take_down(session, GROUPS, "zanzibar") is not None
    assert GROUPS.read(session, "zanzibar") is None


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"words": ""}, "words", "This is missing."),
        ({"words": "zanzibar"}, "words", "A group has two words or more"),
        ({"words": "zanzibar\nDerma-Stamp"}, "words", "“Derma-Stamp” is in the group “derma-stamp” already"),
        ({"slug": "dr-pen"}, "slug", "“dr-pen” is, or was, the address of another group"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(seeded_app, change, field, words):
    with seeded_app.extensions["database"].reader() as session:
        found = said(GROUPS.faults(session, A_GROUP | change, None))
    assert [one for one in found if one[0] == field and one[1].startswith(words)], found


def test_a_new_word_is_found_as_soon_as_it_is_published(own_app, desk):
    assert seeded_index(own_app).find("zanzibar", exact=True).total == 0
    shown = Page(desk.client.get("/desk/synonyms/dr-pen"))
    assert "doctor pen" in shown.text("textarea[name=words]")
    fields = {"words": "Dr. Pen\ndoctor pen\nzanzibar", "do": "publish", "reason": "A test"}
    done = desk.fill("/desk/synonyms/dr-pen", **fields)
    assert done.status_code == 303, Page(done).text("main")
    assert "Dr. Pen" in titles(seeded_index(own_app).find("zanzibar"))


def test_the_form_says_what_each_word_finds_now(own_app, desk):
    page = Page(desk.client.get("/desk/synonyms/dr-pen"))
    index = seeded_index(own_app)
    counts = {words: index.find(words, exact=True).total for words in ("Dr. Pen", "doctor pen")}
    assert page.texts("[aria-labelledby=finds-h] li") == [f"{one}: {n}" for one, n in counts.items()]
    assert page.text("label[for=slug]") == "Name at the desk"
    assert "page" not in page.text(".editor-form")
    saved = desk.fill("/desk/synonyms/dr-pen", words="Dr. Pen\nzanzibar pen", do="save")
    assert saved.status_code in (200, 303)
    again = Page(desk.client.get("/desk/synonyms/dr-pen"))
    assert "zanzibar pen: nothing" in again.texts("[aria-labelledby=finds-h] li")
    assert not Page(desk.client.get("/desk/synonyms/new")).all("#finds-h")


@pytest.mark.parametrize("room", ["synonyms", "devices"])
def test_the_desk_looks_for_words_in_its_list(own_app, desk, room):
    page = Page(desk.client.get(f"/desk/{room}?q=pen"))
    form = page.one("main form[role=search]")
    assert form.get("class") == "desk-find", "the header’s box is hidden on phones, this one is not"
    assert page.text("main label[for=q]") == "Words in this list"
    assert page.one("#q").get("value") == "pen"
    assert all("pen" in one.lower() for one in page.texts(".desk-list li"))
    assert page.all(".desk-list li")


def test_who_writes_only_their_own_texts_does_not_see_it(own_app):
    with catalogue(own_app) as session:
        make_account(session, role="author")
    author = Visitor(own_app.test_client())
    author.sign_in()
    assert author.client.get("/desk/synonyms").status_code == 403
    assert "/desk/synonyms" not in author.client.get("/desk").text
