"""Reports at the desk: read, recorded as a statement with its source, corrected, or closed with a reason."""

import pytest

from catalog.articles.editing import put_article
from catalog.changes.models import Change
from catalog.products import queries as products
from catalog.reports.answering import guess
from catalog.reports.models import Report
from catalog.reports.queries import reports
from tests.articles.besides import article
from tests.factories import WHO, catalogue, make_device
from tests.html import Page, fetcher
from tests.signed_in import Visitor, make_account


@pytest.fixture
def filed(app):
    """filed(kind="reply") → the number of a report about the motor of a pen."""
    with catalogue(app) as session:
        make_account(session)
        make_device(session, "ada", name="Ada", specs={"motor_speed": "9,000 rpm"})

    def file(**fields):
        given = {
            "day": "2026-03-01",
            "kind": "error",
            "page": "/devices/ada",
            "value": "motor_speed",
            "text": "The manual says\n9,500 rpm, page 7.",
            "link": "https://example.com/manual",
        }
        with catalogue(app) as session:
            report = Report(**given | fields)
            session.add(report)
            session.flush()
            return report.id

    return file


@pytest.fixture
def editor(app, filed):
    visitor = Visitor(app.test_client())
    visitor.sign_in()
    return visitor


def shown(app, editor, number):
    return fetcher(app, editor.client)(f"/desk/reports/{number}")


def prefilled(page):
    """What stands in the form of a statement, as a browser would send it."""
    form = page.one("#statement form")
    fields = {
        e.get("name"): e.get("value") or "" for e in form.iter("input") if e.get("name") != "csrf_token"
    }
    for select in form.iter("select"):
        chosen = [o for o in select.iter("option") if o.get("selected") is not None] or list(
            select.iter("option")
        )[:1]
        fields[select.get("name")] = chosen[0].get("value")
    return fields


def stored(app, slug="ada"):
    with app.extensions["database"].reader() as session:
        product = products.product_by_slug(session, slug)
        return products.drafts(session, [product.id])[product.id].statements


def report(app, number):
    with app.extensions["database"].reader() as session:
        return next(one for one in reports(session, closed=True) if one.id == number)


def test_the_list_shows_what_is_open_and_filters(app, filed, editor):
    first, second = filed(), filed(kind="reply", text="A word " * 60)
    fetch = fetcher(app, editor.client)
    page = fetch("/desk/reports")
    assert [text.split(".")[0] for text in page.texts(".todo h2")] == [str(second), str(first)]
    assert "Dermaline Ada · Motor speed · 1 Mar 2026 · Open" in page.text(".todo li:last-child small")
    assert len(fetch("/desk/reports?kind=reply").all(".todo li")) == 1
    assert "no such report" in fetch("/desk/reports?state=done").text("main")
    assert len(fetch("/desk/reports?state=nonsense&kind=x&before=abc").all(".todo li")) == 2


def test_a_page_is_listed_by_its_title_where_that_is_known(app, filed, editor):
    with catalogue(app) as session:
        put_article(session, article("sleep", title="A made-up text"), **WHO)
    filed(page="/articles/sleep", value="")
    filed(page="/articles/gone", value="")
    filed(page="/devices/gone", value="")
    about = Page(editor.client.get("/desk/reports")).texts(".todo small")
    assert [one.partition(" · ")[0] for one in about] == ["/devices/gone", "/articles/gone", "A made-up text"]


def test_a_report_is_shown_whole_beside_what_is_on_file(app, filed, editor):
    page = shown(app, editor, filed())
    assert page.text(".reported") == "The manual says 9,500 rpm, page 7."
    assert "9,000 rpm" in page.text("dl.fl")
    fields = prefilled(page)
    assert (fields["product"], fields["spec"], fields["says"]) == ("ada", "motor_speed", "9,500 rpm")
    assert fields["url"] == "https://example.com/manual"
    assert fetcher(app, editor.client)("/desk/reports/99", status=404)


def test_it_is_recorded_as_a_statement_of_a_new_source(app, filed, editor):
    number = filed()
    fields = prefilled(shown(app, editor, number))
    sent = fields | {"title": "Manual of the Ada", "publisher": "Dermaline", "type": "manufacturer"}
    answer = editor.send(f"/desk/reports/{number}", f"/desk/reports/{number}/statement", **sent)
    assert answer.status_code == 303
    assert [row.says for row in stored(app)] == ["9,000 rpm", "9,500 rpm"]
    row, done = stored(app)[1], report(app, number)
    assert (done.outcome, done.answered_by, done.answer) == ("statement", "anna", "Motor speed: 9,500 rpm")
    with app.extensions["database"].reader() as session:
        change = session.get(Change, done.change_number)
        assert (change.entity_kind, change.actor, change.reason) == (
            "product",
            "anna",
            f"Answer to report {number}",
        )
        source = products.sources(session, [row.source])[row.source]
        assert (source.title, source.url) == ("Manual of the Ada", "https://example.com/manual")
    assert "9,500 rpm" in app.test_client().get("/devices/ada").text
    page = shown(app, editor, number)
    assert "A value was recorded with its source" in page.text("main")
    assert not page.all("#statement")


def test_what_takes_the_place_of_a_wrong_value_is_in_the_list_of_corrections(app, filed, editor):
    number = filed()
    fields = prefilled(shown(app, editor, number))
    sent = fields | {"replaces": "0", "source": "a-shop"}
    assert (
        editor.send(f"/desk/reports/{number}", f"/desk/reports/{number}/statement", **sent).status_code == 303
    )
    assert [row.says for row in stored(app)] == ["9,500 rpm"]
    assert report(app, number).outcome == "correction"
    corrections = Page(app.test_client().get("/corrections")).text("main")
    assert f"Correction after report {number}" in corrections
    assert "9,500 rpm" in corrections


def test_a_source_on_file_is_chosen_by_its_title_and_kinds_of_source_are_in_words(app, filed, editor):
    number = filed()
    page = shown(app, editor, number)
    assert "Page of a-shop" in [one.get("value") for one in page.all("#sources option")]
    assert "a seller’s page" in page.texts("#type option")
    sent = prefilled(page) | {"source": "Page of a-shop"}
    address = f"/desk/reports/{number}"
    assert editor.send(address, f"{address}/statement", **sent).status_code == 303
    assert stored(app)[-1].source == "a-shop"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"says": "fast"}, "says"),
        ({"says": ""}, "says"),
        ({"spec": ""}, "spec"),
        ({"spec": "needle_material_nix"}, "spec"),
        ({"product": "nix"}, "product"),
        ({"source": "nix"}, "source"),
        ({"source": "", "title": ""}, "title"),
        ({"source": "", "publisher": ""}, "publisher"),
        ({"source": "", "url": "javascript:x"}, "url"),
        ({"source": "", "day": "soon"}, "day"),
        ({"replaces": "7"}, "replaces"),
        ({"says": "9,000 rpm"}, "says"),
        ({"says": "fast\x00"}, "says"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(app, filed, editor, typed, field):
    number = filed()
    fields = (
        prefilled(shown(app, editor, number)) | {"source": "a-shop", "title": "T", "publisher": "P"} | typed
    )
    response = editor.send(f"/desk/reports/{number}", f"/desk/reports/{number}/statement", **fields)
    assert response.status_code == 422
    page = Page(response)
    assert page.text(f"#{field}-err")
    assert page.one("#title").get("value", "") == fields["title"]
    assert [row.says for row in stored(app)] == ["9,000 rpm"]
    assert report(app, number).done_on is None


def test_a_product_that_was_saved_meanwhile_is_looked_at_again(app, filed, editor):
    number = filed()
    fields = prefilled(shown(app, editor, number)) | {"source": "a-shop"}
    with catalogue(app) as session:
        make_device(session, "ada", name="Ada", specs={"motor_speed": "9,000 rpm", "weight": "120 g"})
    action = f"/desk/reports/{number}/statement"
    response = editor.send(f"/desk/reports/{number}", action, **fields)
    assert response.status_code == 422
    assert "after you opened the page" in response.text
    again = prefilled(Page(response))
    assert again["version"] != fields["version"]
    assert editor.send(f"/desk/reports/{number}", action, **again).status_code == 303


def test_it_is_closed_with_a_reason_and_taken_up_again(app, filed, editor):
    number = filed()
    page = f"/desk/reports/{number}"
    assert editor.send(page, f"{page}/nothing", words=" ").status_code == 422
    assert editor.send(page, f"{page}/nothing", words="The manual says 9,000.").status_code == 303
    assert (report(app, number).outcome, report(app, number).answer) == ("nothing", "The manual says 9,000.")
    again = editor.send(page, f"{page}/nothing", words="Another reason.")
    assert again.status_code == 422
    assert report(app, number).answer == "The manual says 9,000."
    assert editor.send(page, f"{page}/reopen").status_code == 303
    assert (report(app, number).outcome, report(app, number).done_on) == ("", None)


@pytest.mark.parametrize(
    ("change", "status"), [("1", 303), ("version 1", 303), ("999999", 422), ("x", 422), ("", 422)]
)
def test_a_correction_elsewhere_names_a_change_that_is_there(app, filed, editor, change, status):
    number = filed(page="/articles/safety", value="")
    page = f"/desk/reports/{number}"
    answer = editor.send(page, f"{page}/corrected", change=change, words="A word was missing.")
    assert answer.status_code == status
    assert report(app, number).change_number == (1 if status == 303 else None)


@pytest.mark.parametrize(
    ("spec", "text", "found"),
    [
        ("motor_speed", "It is 9,500 rpm.", "9,500 rpm"),
        ("motor_speed", "The maker wrote: up to 9,500 rpm!", "up to 9,500 rpm"),
        ("weight", "180 g", "180 g"),
        ("needle_length", "0.25–2.5 mm", "0.25–2.5 mm"),
        ("weight", "I do not know.", ""),
        ("nix", "180 g", ""),
        ("", "180 g", ""),
    ],
)
def test_the_value_is_looked_for_in_the_text(spec, text, found):
    assert guess(spec, text) == found


@pytest.mark.parametrize("action", ["statement", "corrected", "nothing", "reopen"])
def test_without_its_token_nothing_happens(app, filed, editor, action):
    number = filed()
    response = editor.client.post(
        f"/desk/reports/{number}/{action}", data={"words": "Kept.", "says": "1 rpm"}
    )
    assert response.status_code == 400
    assert report(app, number).done_on is None
    assert [row.says for row in stored(app)] == ["9,000 rpm"]


def test_an_author_does_not_answer_reports(app, filed):
    with catalogue(app) as session:
        make_account(session, "ben", "author")
    visitor = Visitor(app.test_client())
    visitor.sign_in("ben")
    assert visitor.client.get("/desk/reports").status_code == 403
    assert visitor.client.get(f"/desk/reports/{filed()}").status_code == 403
