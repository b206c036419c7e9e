"""`/authors/<slug>`: what is written, what is not yet, and the same as data."""

from catalog.people import editing
from catalog.people.models import Author
from tests.factories import catalogue


def test_of_san_only_name_and_title_are_there_and_the_rest_is_said_to_be_missing(seeded_page):
    page = seeded_page("people.author", slug="san")
    assert page.text("h1") == "San"
    assert page.text(".lead") == "Author of MTSPen.com"
    assert page.text(".note") == (
        "San has not written a biography, qualifications or a disclosure yet. Nobody else writes them."
    )
    assert "Nothing has appeared under this name yet." in page.text("main")


def test_the_twin_says_the_same(seeded_client):
    assert seeded_client.get("/authors/san.json").json == {
        "slug": "san",
        "address": "/authors/san",
        "name": "San",
        "title": "Author of MTSPen.com",
        "biography": None,
        "qualifications": None,
        "disclosure": None,
        "articles": [],
        "reviews": [],
    }


def test_nobody_by_that_name_is_404(client):
    assert client.get("/authors/nobody").status_code == 404
    assert client.get("/authors/nobody.json").status_code == 404


def test_what_a_person_wrote_is_shown_and_cannot_do_anything(app, page):
    with catalogue(app) as session:
        editing.put_name(session, "anna", "Anna", "Author", actor="anna", reason="Hers")
        row = session.get(Author, 1)
        row.biography, row.disclosure = "I **needle**. <script>x</script>", "I was lent a pen."
        session.add(row)
    shown = page("people.author", slug="anna")
    assert shown.text(".text strong") == "needle"
    assert shown.all("main script:not([type='application/ld+json'])") == []
    assert "I was lent a pen." in shown.text("main")
    assert shown.text(".note") == "Anna has not written qualifications yet. Nobody else writes them."


def test_loading_seeds_leaves_what_a_person_wrote(app):
    with catalogue(app) as session:
        editing.put_name(session, "anna", "Anna", "Author", actor="seeds", reason="Seeds")
        row = session.get(Author, 1)
        row.biography = "Mine"
        session.add(row)
        session.flush()
        assert editing.put_name(session, "anna", "Anna", "Author", actor="seeds", reason="Seeds") is None
        editing.put_name(session, "anna", "Anna", "Editor", actor="seeds", reason="Seeds")
        assert (row.biography, row.title) == ("Mine", "Editor")
