"""`/desk/media/new`: a picture is sent and described; what is wrong is said, and nothing is lost."""

from __future__ import annotations

import pytest
from sqlmodel import select

from catalog.changes.models import Change
from catalog.media.models import Picture, Upload
from tests.factories import catalogue, make_cartridge, make_device, make_family
from tests.html import Page, check
from tests.media import made
from tests.media.conftest import TYPED, state


def rows(app, table):
    with app.extensions["database"].reader() as session:
        return list(session.exec(select(table)))


def test_a_picture_is_added_and_shown_in_the_library(app, send_picture, visitor):
    answer = send_picture(
        made.jpeg(made.quarters((700, 500)), exif=made.exif(6)), "IMG_0001.jpg", alt=" A  dial. "
    )
    assert answer.status_code == 303
    assert answer.location == "/desk/media/img-0001?done=added"
    (picture,) = rows(app, Picture)
    assert (picture.name, picture.alt, picture.origin, picture.credit) == (
        "IMG 0001", "A dial.", "own photo", "Anna Anders",
    )  # fmt: skip
    assert (picture.width, picture.height, picture.by, picture.taken_on) == (500, 700, "anna", "2026-03")
    assert rows(app, Upload) == []
    page = Page(visitor.client.get(answer.location))
    check(page)
    assert "The picture is in the library." in page.text("main")
    assert "[[picture img-0001]]" in page.text("main")
    listed = Page(visitor.client.get("/desk/media"))
    check(listed)
    assert "IMG 0001" in listed.text("main")
    for address in page.links('a[href^="/media/"]') + [one.get("src") for one in listed.all("main img")]:
        assert visitor.client.get(address).status_code == 200


def test_it_is_one_change_of_the_log(app, send_picture):
    send_picture(made.png())
    (change,) = [one for one in rows(app, Change) if one.entity_kind == "picture"]
    assert change.actor == "anna"
    assert "Four plain quarters" in change.payload
    assert "Secret" not in change.payload


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"alt": "  "}, "alt", "Say what is to be seen"),
        ({"alt": "x" * 501}, "alt", "500 characters are the most"),
        ({"alt": "a\x07b"}, "alt", "cannot be printed"),
        ({"origin": ""}, "origin", "Choose who the picture comes from"),
        ({"origin": "stolen"}, "origin", "Choose who the picture comes from"),
        ({"credit": ""}, "credit", "Say who took it"),
        ({"origin": "maker"}, "licence", "Say under which licence"),
        ({"origin": "licensed"}, "licence", "Say under which licence"),
        ({"taken_on": "last week"}, "taken_on", "is no date"),
        ({"taken_on": "2999"}, "taken_on", "has not come yet"),
        ({"shows": "No Such Pen"}, "shows", "There is no device and no cartridge “No Such Pen”."),
        ({"name": "x" * 121}, "name", "120 characters are the most"),
    ],
)
def test_a_fault_of_the_words_is_said_at_its_field_and_the_file_is_kept(
    app, send_picture, visitor, typed, field, words
):
    answer = send_picture(made.png(), **typed)
    assert answer.status_code == 422
    page = Page(answer)
    check(page)
    assert words in page.text(f"#{field}-err" if field != "origin" else "fieldset .err")
    for name, value in (TYPED | typed).items():
        if name != "origin" and "\x07" not in value:
            field_ = page.one(f"[name={name}]")
            shown = field_.text if field_.tag == "textarea" else field_.get("value")
            assert " ".join((shown or "").split()) == " ".join(value.split())
    assert rows(app, Picture) == []
    (upload,) = rows(app, Upload)
    assert page.one("[name=kept]").get("value") == str(upload.id)
    assert "You need not choose it again." in page.text("main")
    thumbnail = page.one(".form img").get("src")
    assert visitor.client.get(thumbnail).status_code == 200
    # Sent again without a file, the form is whole.
    again = send_picture(kept=str(upload.id))
    assert again.status_code == 303
    assert (len(rows(app, Picture)), rows(app, Upload)) == (1, [])


def test_a_form_without_a_file_asks_for_it_and_keeps_the_words(app, send_picture):
    page = Page(send_picture())
    assert page.response.status_code == 422
    assert page.text("#file-err") == "Choose the picture’s file."
    assert page.one("[name=credit]").get("value") == "Anna Anders"
    assert page.one("[name=origin][checked]").get("value") == "own photo"
    assert rows(app, Upload) == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (made.SVG, "SVG drawing"),
        (made.moving("WEBP"), "moves"),
        (made.png()[:-30], "not whole"),
        (made.jpeg() + made.zipped(), "attached"),
        (made.png_claiming(90_000, 90_000), "90,000 × 90,000 pixels"),
        (b"", "The file is empty."),
    ],
    ids=["svg", "moving", "cut", "polyglot", "bomb", "empty"],
)
def test_a_file_that_is_refused_is_told_at_its_field_and_nothing_is_stored(
    app, store, send_picture, data, words
):
    page = Page(send_picture(data))
    assert page.response.status_code == 422
    assert words in page.text("#file-err")
    assert page.one("[name=credit]").get("value") == "Anna Anders"
    assert rows(app, Upload) == rows(app, Picture) == list(store.found()) == []


def test_the_same_picture_is_taken_once_whatever_its_file_says(app, send_picture):
    send_picture(made.png(), "first.png")
    page = Page(send_picture(made.png(exif=made.exif(1)), "second.png"))
    assert page.response.status_code == 422
    assert page.text("#file-err") == "You have this picture already: “first”."
    assert page.links('.note a[href^="/desk/media/"]') == ["/desk/media/first"]
    assert len(rows(app, Picture)) == 1


def test_two_names_that_are_alike_give_two_addresses(app, send_picture):
    for number in range(3):
        send_picture(made.numbered(number), "Dial.png")
    send_picture(made.numbered(3), "new.png")
    send_picture(made.numbered(4), "…")
    assert [one.slug for one in rows(app, Picture)] == ["dial", "dial-2", "dial-3", "new-2", "picture"]


def test_more_bytes_than_a_picture_may_have_are_told(app, settings, send_picture):
    app.extensions["settings"] = settings.model_copy(update={"media_bytes": 5000})
    page = Page(send_picture(b"\xff\xd8\xff" + b"x" * 9000))
    assert page.response.status_code == 422
    assert "MB" in page.text("#file-err")
    assert page.one("[name=credit]").get("value") == "Anna Anders"
    far_more = Page(send_picture(b"x" * 60_000))
    assert far_more.response.status_code == 413
    assert "MB" in far_more.text("main")


def test_no_other_form_takes_more_than_before(visitor, anna):
    visitor.sign_in()
    answer = visitor.client.post("/desk/media/nothing", data={"alt": "x" * 2**20})
    assert answer.status_code == 413


def test_a_picture_says_what_it_shows_by_name_or_address(app, send_picture):
    with catalogue(app) as session:
        make_device(session, "dermaline-one")
        make_cartridge(session, "dermaline-12")
        make_family(session, "dts", ["0.5 mm", "1.0 mm"])
    send_picture(made.numbered(1), shows="dermaline one")
    send_picture(made.numbered(2), shows="https://example.org/cartridges/dermaline-12/")
    assert [one.product_id is None for one in rows(app, Picture)] == [False, False]
    page = Page(send_picture(made.numbered(3), shows="dts"))
    assert "family of versions" in page.text("#shows-err")


def test_nobody_describes_what_another_sent(app, send_picture, another):
    send_picture(made.png(), alt="")
    (upload,) = rows(app, Upload)
    with catalogue(app) as session:
        from tests.signed_in import make_account

        make_account(session, "ben")
    another.sign_in("ben")
    page = Page(another.send("/desk/media/new", **TYPED, kept=str(upload.id)))
    assert page.response.status_code == 422
    assert "waits no longer" in page.text("#file-err")
    assert rows(app, Picture) == []


@pytest.mark.parametrize("kept", ["0", "-1", "٣", "9" * 30, "nonsense", "999"])
def test_a_number_of_nothing_asks_for_the_file(send_picture, kept):
    page = Page(send_picture(kept=kept))
    assert page.response.status_code == 422
    assert page.text("#file-err")


def test_what_waited_too_long_has_to_be_chosen_again(app, send_picture, at_time):
    at_time(2026, 3, 1, 9)
    send_picture(made.png(), alt="")
    (upload,) = rows(app, Upload)
    at_time(2026, 3, 1, 20)
    from catalog.media import keeping

    with app.extensions["database"].reader() as session:
        assert keeping.waiting(session, upload.id, "anna", 12)
        assert keeping.waiting(session, upload.id, "anna", 10) is None


def test_a_store_that_is_away_keeps_the_words(app, send_picture, settings):
    app.extensions["media_store"]()
    (settings.folder / "media").rmdir()
    (settings.folder / "media").write_text("no folder")
    page = Page(send_picture(made.png()))
    assert page.response.status_code == 503
    assert "does not answer" in page.text("main")
    assert page.one("[name=credit]").get("value") == "Anna Anders"
    with app.extensions["database"].reader() as session:
        assert state(session)[0] == []
