"""`/desk/media/<slug>` and the library: words are changed, files replaced, what is used stays."""

from __future__ import annotations

from io import BytesIO

import pytest
from sqlmodel import select

from catalog.articles.editing import put_article
from catalog.desk.csrf import STALE
from catalog.editorial.models import Draft
from catalog.media.models import Picture, Upload
from catalog.people.models import Author
from catalog.products.queries import product_by_slug
from tests.articles.besides import article
from tests.factories import WHO, catalogue, make_device
from tests.html import Page, check
from tests.media import made
from tests.media.conftest import TYPED
from tests.signed_in import Visitor, make_account


@pytest.fixture
def at_the_desk(visitor, anna):
    visitor.sign_in()
    return visitor


def picture(app, slug="made-1"):
    with app.extensions["database"].reader() as session:
        return session.exec(select(Picture).where(Picture.slug == slug)).first()


def shown(visitor, address):
    page = Page(visitor.client.get(address))
    check(page)
    return page


def send_to(visitor, slug, action="", **data):
    return visitor.send(f"/desk/media/{slug}", f"/desk/media/{slug}{action}", **data)


def test_words_are_changed_as_one_change_and_the_files_stay(app, library, at_the_desk):
    before = picture(app, library(1))
    answer = send_to(
        at_the_desk, "made-1", **(TYPED | {"name": "A dial", "alt": "Another sentence.", "place": "7"})
    )
    assert (answer.status_code, answer.location) == (303, "/desk/media/made-1?done=saved")
    after = picture(app)
    assert (after.name, after.alt, after.place, after.slug) == ("A dial", "Another sentence.", 7, "made-1")
    assert (after.digest, after.day, after.by) == (before.digest, before.day, before.by)
    page = shown(at_the_desk, answer.location)
    assert "What is said about the picture was changed." in page.text("main")
    assert "by Anna." in page.text("main")
    assert page.one("#alt").text.strip() == "Another sentence."
    assert page.one("[name=origin][checked]").get("value") == "own photo"


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"alt": ""}, "alt"), ({"name": ""}, "name"), ({"place": "first"}, "place"), ({"place": "-"}, "place"),
     ({"place": "9" * 30}, "place"), ({"shows": "nothing"}, "shows")],
)  # fmt: skip
def test_wrong_words_are_told_at_their_field_and_change_nothing(app, library, at_the_desk, typed, field):
    before = picture(app, library(1))
    answer = send_to(
        at_the_desk, "made-1", **(TYPED | {"name": "A dial", "place": "0", "credit": "Typed"} | typed)
    )
    page = Page(answer)
    check(page)
    assert answer.status_code == 422
    assert page.text(f"#{field}-err")
    assert page.one("#credit").get("value") == "Typed"
    assert picture(app) == before


def test_another_file_takes_its_place_under_the_same_words(app, library, at_the_desk):
    before = picture(app, library(1))
    data = {"file": (BytesIO(made.jpeg(made.quarters((700, 400)))), "other.jpg")}
    assert send_to(at_the_desk, "made-1", "/replace", **data).status_code == 303
    after = picture(app)
    assert (after.alt, after.slug) == (before.alt, before.slug)
    assert (after.width, after.height) == (700, 400)
    page = shown(at_the_desk, "/desk/media/made-1")
    assert "AVIF, 700 × 400" in page.text("main")
    with app.extensions["database"].reader() as session:
        (left,) = session.exec(select(Upload)).all()
    assert (left.digest, left.by) == (before.digest, "")


@pytest.mark.parametrize(
    ("data", "words"),
    [(made.SVG, "SVG"), (None, "Choose the picture’s file."), (made.numbered(2), "already")],
)
def test_a_file_that_cannot_take_its_place_is_told(app, library, at_the_desk, data, words):
    before = picture(app, library(1))
    library(2)
    file = {"file": (BytesIO(data), "other.png")} if data else {}
    page = Page(send_to(at_the_desk, "made-1", "/replace", **file))
    check(page)
    assert page.response.status_code == 422
    assert words in page.text("#file-err")
    assert picture(app) == before


def test_a_picture_nobody_uses_is_removed(app, library, at_the_desk):
    library(1)
    answer = send_to(at_the_desk, "made-1", "/remove")
    assert (answer.status_code, answer.location) == (303, "/desk/media?done=removed")
    assert picture(app) is None
    assert "The picture was removed." in shown(at_the_desk, answer.location).text("main")
    assert at_the_desk.client.get("/desk/media/made-1").status_code == 404


def use_in_an_article(session):
    put_article(session, article("dials", text="Words.\n\n[[picture made-1]]\n\nMore."), **WHO)


def use_in_a_draft(session):
    moment = "2026-03-01T09:30:00.000000Z"
    fields = '{"text":"Words.\\n\\n[[picture made-1]]"}'
    draft = Draft(
        kind="article", slug="d", title="Not yet", fields_json=fields, made_at=moment, changed_at=moment
    )
    session.add(draft)


def use_on_a_page(session):
    make_device(session, "dermaline-one")
    row = session.exec(select(Picture)).one()
    row.product_id = product_by_slug(session, "dermaline-one").id
    session.add(row)


def use_beside_a_name(session):
    author = session.exec(select(Author).where(Author.slug == "anna")).one()
    author.picture = "made-1"
    session.add(author)


@pytest.mark.parametrize(
    ("use", "words", "address"),
    [
        (use_in_an_article, "the article “Dials”", "/articles/dials"),
        (use_in_a_draft, "the draft “Not yet”", None),
        (use_on_a_page, "the page of Dermaline One", "/devices/dermaline-one"),
        (use_beside_a_name, "the page of Anna", "/authors/anna"),
    ],
)
def test_a_picture_that_is_used_stays_and_says_where(app, library, at_the_desk, use, words, address):
    library(1)
    with catalogue(app) as session:
        use(session)
    token = at_the_desk.token("/desk/media/made-1")
    answer = at_the_desk.client.post("/desk/media/made-1/remove", data={"csrf_token": token})
    page = Page(answer)
    check(page)
    assert answer.status_code == 422
    assert f"The picture is used: {words}." in page.text("main")
    assert picture(app)
    assert not page.all('form[action$="/remove"]')
    listed = shown(at_the_desk, "/desk/media")
    assert f"Used: {words}" in listed.text(".lib")
    if address:
        assert address in listed.links(".lib a")
    assert "made-1" not in "".join(shown(at_the_desk, "/desk/media?show=unused").links(".lib a"))


# --- whose it is


@pytest.fixture
def ben(app):
    """Ben, an author, signed in."""
    with catalogue(app) as session:
        make_account(session, "ben", "author")
    visitor = Visitor(app.test_client())
    visitor.sign_in("ben")
    return visitor


def sent_by(visitor, action):
    """What the forms of the page send, told the token of a page that has it."""
    file = {"file": (BytesIO(made.numbered(9)), "nine.png")} if action == "/replace" else {}
    data = TYPED | {"name": "Ben’s words", "place": "0"} if not action else {}
    return send_to(visitor, "made-1", action, **data, **file)


@pytest.mark.parametrize("action", ["", "/replace", "/remove"])
def test_an_author_changes_no_picture_of_another_author_and_is_told_who_may(app, library, ben, action):
    before = picture(app, library(1))
    answer = sent_by(ben, action)
    assert answer.status_code == 403
    assert "changed by them, or by an editor or an admin" in Page(answer).text("main")
    assert picture(app) == before
    with app.extensions["database"].reader() as session:
        assert session.exec(select(Upload)).all() == []


def test_a_picture_of_another_author_has_no_forms_and_says_who_changes_it(app, library, ben):
    library(1)
    page = shown(ben, "/desk/media/made-1")
    assert "changed by them, or by an editor or an admin" in page.text("main")
    assert not page.all("main form")
    assert "[[picture made-1]]" in page.text("main")


@pytest.mark.parametrize("action", ["", "/replace", "/remove"])
def test_an_author_changes_a_picture_of_their_own(app, library, ben, action):
    library(1)
    with catalogue(app) as session:
        row = session.exec(select(Picture)).one()
        row.by = "ben"
        session.add(row)
    assert shown(ben, "/desk/media/made-1").all("main form")
    before = picture(app)
    assert sent_by(ben, action).status_code == 303
    assert picture(app) != before


@pytest.mark.parametrize("action", ["", "/replace", "/remove"])
def test_an_editor_changes_every_picture(app, library, action):
    with catalogue(app) as session:
        make_account(session, "eva", "editor")
    eva = Visitor(app.test_client())
    eva.sign_in("eva")
    before = picture(app, library(1))
    assert sent_by(eva, action).status_code == 303
    assert picture(app) != before


# --- the library


def test_the_library_is_looked_at_by_what_is_wrong_with_it_and_by_origin(app, settings, library, at_the_desk):
    small = settings.model_copy(update={"media_heavy_bytes": 1})
    assert "There is no picture yet." in shown(at_the_desk, "/desk/media").text("main")
    library(1)
    library(2, origin="maker", licence="Press kit")
    page = shown(at_the_desk, "/desk/media?show=maker")
    assert page.texts(".lib a") == ["Made 2"]
    assert "maker picture" in page.text(".lib")
    assert shown(at_the_desk, "/desk/media?show=nonsense").texts(".lib a") == ["Made 2", "Made 1"]
    assert "No picture has a file of more than 400 kB." in shown(at_the_desk, "/desk/media?show=heavy").text(
        "main"
    )
    app.extensions["settings"] = small
    heavy = shown(at_the_desk, "/desk/media?show=heavy")
    assert heavy.texts(".lib a") == ["Made 2", "Made 1"]
    assert "too heavy" in heavy.text(".lib")
    chips = {chip.rpartition(" ")[0]: chip.rpartition(" ")[2] for chip in heavy.texts(".chip")}
    assert chips == {
        "All": "2", "Unused": "2", "Without alt text": "0", "Too heavy": "2", "Own photo": "1",
        "Maker picture": "1", "Shop picture": "0", "Licensed picture": "0", "Public domain": "0",
    }  # fmt: skip


def test_what_still_lacks_its_words_is_listed_and_can_be_described(app, send_picture, visitor):
    send_picture(made.png(), "Dial.png", alt="")
    page = shown(visitor, "/desk/media?show=waiting")
    (way,) = page.links(".lib a")
    form = shown(visitor, way)
    number = form.one("[name=kept]").get("value")
    assert visitor.send(way, "/desk/media/new", **TYPED, kept=number).status_code == 303
    assert picture(app, "dial")
    assert "Every picture has its alt text." in shown(visitor, "/desk/media?show=waiting").text("main")


def test_a_long_library_has_pages(app, library, at_the_desk, monkeypatch):
    monkeypatch.setattr("catalog.media.pages.ON_A_PAGE", 2)
    for number in range(5):
        library(number)
    assert shown(at_the_desk, "/desk/media?page=2").texts(".lib a") == ["Made 2", "Made 1"]
    assert shown(at_the_desk, "/desk/media?page=nonsense").texts(".lib a") == ["Made 4", "Made 3"]
    assert "/desk/media?page=3" in shown(at_the_desk, "/desk/media").links(".pages a")
    assert at_the_desk.client.get("/desk/media?page=" + "9" * 5000).status_code == 200


# --- nothing without the token


@pytest.mark.parametrize("token", [None, "", "nonsense"])
def test_no_form_is_taken_without_its_token(app, library, at_the_desk, token):
    library(1)
    before = picture(app)
    data = TYPED | {"alt": "Changed"} | ({} if token is None else {"csrf_token": token})
    for action in ("new", "made-1", "made-1/replace", "made-1/remove"):
        file = (
            {"file": (BytesIO(made.numbered(9)), "nine.png")} if action in ("new", "made-1/replace") else {}
        )
        answer = at_the_desk.client.post(f"/desk/media/{action}", data=data | file)
        assert answer.status_code == 400
        assert STALE in answer.text
        assert answer.headers["Cache-Control"] == "no-store"
    with app.extensions["database"].reader() as session:
        assert session.exec(select(Upload)).all() == []
    assert picture(app) == before
