"""Pasting a page at the desk: it is read, looked at, ticked, saved once, and nothing is saved unseen."""

import html

import pytest

from catalog.desk.csrf import STALE
from catalog.proposals.plain import MOST
from tests.factories import catalogue, make_cartridge, make_device
from tests.html import Page
from tests.signed_in import Visitor, make_account

TEXT = """Dermaline One
Noise: 55 dB
Weight: 180 g
Warranty: 12 months
Needle depth: 0.25–2.5 mm
Warranty: 24 months
Shop price $99.00
Feel young again"""
SOURCE = {
    "title": "Page of a new shop",
    "url": "https://example.com/new",
    "publisher": "New Shop",
    "type": "retailer",
    "read_on": "2026-11-20",
    "source": "",
}
PAGE = "/desk/devices/dermaline-one/paste"


@pytest.fixture
def editor(app):
    """An editor, signed in, over one device with a source."""
    with catalogue(app) as session:
        make_account(session, "boss")
        make_account(session, "anna", "editor")
        make_device(session, specs={"needle_length": "0.25–3.0 mm"})
        make_cartridge(session)
    visitor = Visitor(app.test_client())
    visitor.sign_in()
    return visitor


@pytest.fixture
def numbers(app):
    """How many changes there are."""

    def count():
        from catalog.changes.queries import current_version

        with app.extensions["database"].reader() as session:
            return current_version(session)

    return count


def fields(page):
    """The second step as a browser would send it, nothing touched."""
    form = page.one("form.paste")
    sent = {"pick": []}
    for one in form.cssselect("input[name], select[name], textarea[name]"):
        name = one.get("name")
        if one.tag == "select":
            sent[name] = next(
                o.get("value") for o in one.cssselect("option") if o.get("selected") is not None
            )
        elif one.tag == "textarea":
            sent[name] = "".join(one.itertext()).removeprefix("\n")
        elif one.get("type") == "checkbox":
            if one.get("checked") is not None:
                sent[name].append(one.get("value"))
        else:
            sent[name] = one.get("value") or ""
    return sent


def read(visitor, text=TEXT, page=PAGE, **more):
    return Page(visitor.send(page, do="read", text=text, **(SOURCE | more)))


def said(page):
    """{spec: (value, ticked, state)} of the second step."""
    found = {}
    for row in page.all(".proposal"):
        spec = row.cssselect("option[selected]")[0].get("value")
        value = row.cssselect("input.in")[0].get("value")
        ticked = row.cssselect("[type=checkbox]")[0].get("checked") is not None
        found.setdefault(spec, []).append((value, ticked, "".join(row.cssselect(".beside b")[0].itertext())))
    return found


def test_a_page_is_read_and_only_what_is_sure_and_new_is_ticked(editor, numbers):
    before = numbers()
    page = read(editor)
    assert said(page) == {
        "noise": [("55 dB", True, "Nothing is on file.")],
        "weight": [("180 g", True, "Nothing is on file.")],
        "warranty": [
            ("12 months", False, "Nothing is on file."),
            ("24 months", False, "Nothing is on file."),
        ],
        "needle_length": [("0.25–2.5 mm", False, "On file, and against it:")],
    }
    assert "0.25–3.0 mm (Page of a-shop)" in page.text(".proposal.is-disagrees")
    marks = {
        "".join(q.itertext()): "".join(q.cssselect("mark")[0].itertext()) for q in page.all(".proposal q")
    }
    assert marks["Noise: 55 dB"] == "55 dB"
    assert "99.00 USD" in page.text("main")
    assert "Feel young again" in page.text(".left-over")
    assert numbers() == before


def test_what_is_ticked_is_saved_and_shown_with_its_source_and_day_and_the_text_is_not_kept(
    app, editor, numbers
):
    sent = fields(read(editor))
    before = numbers()
    response = editor.client.post(PAGE, data=sent | {"do": "save"})
    assert (response.status_code, response.location) == (303, f"{PAGE}?saved=page")
    assert numbers() == before + 2
    shown = Page(editor.client.get("/devices/dermaline-one")).text("main")
    assert "55 dB" in shown
    assert "180 g" in shown
    assert "12 months" not in shown
    assert "Page of a new shop" in shown
    assert "20 Nov 2026" in shown
    history = Page(editor.client.get("/devices/dermaline-one/history")).text("main")
    assert "Pasted from Page of a new shop" in history
    assert "Anna" in history
    after = Page(editor.client.get(response.location))
    assert "Saved" in after.text("[role=status]")
    # The source and the day of the last entry stand there for the next page.
    assert after.one("#source").get("value") == "Page of a new shop"
    assert after.one("#read_on").get("value") == "2026-11-20"
    from sqlalchemy import text as sql

    with app.extensions["database"].reader() as session:
        tables = (
            session.connection().execute(sql("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars()
        )
        for table in tables.all():
            rows = session.connection().execute(sql(f'SELECT * FROM "{table}"')).all()
            assert "Feel young again" not in repr(rows)


def test_a_value_and_its_spec_can_be_mended_before_saving(editor):
    sent = fields(read(editor, text="Noise: 55 dB"))
    number = sent["pick"][0]
    sent |= {f"says-{number}": "36 months", f"spec-{number}": "warranty", "do": "save"}
    assert editor.client.post(PAGE, data=sent).status_code == 303
    shown = Page(editor.client.get("/devices/dermaline-one")).text("main")
    assert "36 months" in shown
    assert "55 dB" not in shown


def test_nothing_ticked_saves_nothing_and_loses_nothing(editor, numbers):
    sent = fields(read(editor))
    before = numbers()
    page = Page(editor.client.post(PAGE, data=sent | {"pick": [], "do": "save", "says-0": "what I typed"}))
    assert page.response.status_code == 422
    assert "Nothing was ticked" in page.text("[role=alert]")
    assert page.one("#says-0").get("value") == "what I typed"
    assert fields(page)["text"] == TEXT
    assert numbers() == before


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"says-0": "quiet"}, "says-0", "not a number"),
        ({"spec-0": "nonsense"}, "says-0", "Choose what it is."),
        ({"spec-0": "head_width"}, "says-0", "Choose what it is."),
    ],
)
def test_a_ticked_value_that_is_none_is_said_at_its_field(editor, numbers, change, field, words):
    sent = fields(read(editor, text="Noise: 55 dB"))
    before = numbers()
    page = Page(editor.client.post(PAGE, data=sent | change | {"do": "save"}))
    assert page.response.status_code == 422
    assert page.one(f"#{field}").get("aria-invalid") == "true"
    assert words in page.text(".err")
    assert page.one("[name=pick]").get("checked") is not None
    assert numbers() == before


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "a" * (MOST + 1)}, "text"),
        ({"title": ""}, "title"),
        ({"publisher": ""}, "publisher"),
        ({"type": ""}, "type"),
        ({"type": "oracle"}, "type"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"read_on": "yesterday"}, "read_on"),
        ({"read_on": "2026-11"}, "read_on"),
        ({"read_on": "9999-01-01"}, "read_on"),
        ({"source": "no such source"}, "source"),
    ],
)
def test_what_is_wrong_with_the_text_or_its_source_is_said_at_its_field(editor, change, field):
    page = Page(editor.send(PAGE, **({"do": "read", "text": TEXT} | SOURCE | change)))
    assert page.response.status_code == 422
    assert page.one(f"#{field}").get("aria-invalid") == "true"
    if "text" not in change:
        assert "".join(page.one("#text").itertext()).removeprefix("\n") == TEXT


def test_the_longest_text_in_the_longest_letters_is_taken(editor):
    page = read(editor, text="Weight: 180 g\n" + "ж" * (MOST - 20))
    assert page.response.status_code == 200
    assert said(page)["weight"][0][0] == "180 g"


def test_a_product_changed_meanwhile_is_shown_as_it_is_now_and_nothing_is_lost(app, editor, numbers):
    sent = fields(read(editor))
    with catalogue(app) as session:
        make_device(session, specs={"needle_length": "0.25–3.0 mm", "noise": "70 dB"})
    before = numbers()
    page = Page(editor.client.post(PAGE, data=sent | {"do": "save"}))
    assert page.response.status_code == 409
    assert "changed this product" in page.text("[role=alert]")
    assert said(page)["noise"] == [("55 dB", True, "On file, and against it:")]
    assert numbers() == before
    assert editor.client.post(PAGE, data=fields(page) | {"do": "save"}).status_code == 303


def test_a_form_of_another_session_saves_nothing_and_keeps_the_text(editor, numbers):
    sent = fields(read(editor))
    before = numbers()
    page = Page(editor.client.post(PAGE, data=sent | {"do": "save", "csrf_token": "stale"}))
    assert page.response.status_code == 400
    assert STALE in page.text("[role=alert]")
    assert fields(page)["text"] == TEXT
    assert numbers() == before
    page = Page(editor.client.post(PAGE, data={"do": "read", "text": TEXT}))
    assert page.response.status_code == 400
    assert "Noise: 55 dB" in page.html


def test_a_source_on_file_is_found_by_its_title_and_keeps_its_day(editor, numbers):
    before = numbers()
    page = read(
        editor,
        text="Noise: 55 dB",
        source="Page of a-shop",
        title="",
        publisher="",
        type="",
        url="",
        read_on="",
    )
    assert editor.client.post(PAGE, data=fields(page) | {"do": "save"}).status_code == 303
    assert numbers() == before + 1


def test_a_new_source_is_taken_though_the_last_one_stands_in_the_form_by_itself(editor):
    sent = fields(read(editor, text="Noise: 55 dB"))
    editor.client.post(PAGE, data=sent | {"do": "save"})
    remembered = Page(editor.client.get(PAGE)).one("#source").get("value")
    another = {"title": "Page of a second shop", "url": "https://example.com/2", "publisher": "Second Shop"}
    page = read(editor, text="Weight: 180 g", source=remembered, **another)
    assert "From Page of a second shop" in page.text(".paste-from")
    assert editor.client.post(PAGE, data=fields(page) | {"do": "save"}).status_code == 303
    history = Page(editor.client.get("/devices/dermaline-one/history")).text("main")
    assert "Weight: new: 180 g (“Page of a second shop”" in history


def test_a_source_that_was_chosen_and_another_that_was_described_are_not_guessed_between(editor, numbers):
    before = numbers()
    page = read(editor, text="Noise: 55 dB", source="Page of a-shop")
    assert page.response.status_code == 422
    assert "Empty one of the two" in page.text("#source-err")
    assert page.one("#title").get("value") == SOURCE["title"]
    assert numbers() == before


def test_it_can_wait_in_the_draft_instead(app, editor, numbers):
    sent = fields(read(editor, text="Noise: 55 dB"))
    before = numbers()
    response = editor.client.post(PAGE, data=sent | {"do": "save-draft"})
    assert (response.status_code, response.location) == (303, f"{PAGE}?saved=draft")
    assert numbers() == before
    assert "55 dB" not in Page(editor.client.get("/devices/dermaline-one")).text("main")
    edit = editor.client.get("/desk/devices/dermaline-one").text
    assert "55 dB" in html.unescape(edit)
    assert "Page of a new shop" in html.unescape(edit)


def test_cartridges_have_a_page_of_their_own_and_nothing_else_has(editor):
    assert editor.client.get("/desk/cartridges/dermaline-12/paste").status_code == 200
    page = read(editor, text="Needles: 12\n6 speeds", page="/desk/cartridges/dermaline-12/paste")
    assert set(said(page)) == {"pin_count"}
    for address in (
        "/desk/devices/dermaline-12/paste",
        "/desk/cartridges/dermaline-one/paste",
        "/desk/devices/none/paste",
    ):
        assert editor.client.get(address).status_code == 404


def test_what_is_pasted_is_shown_as_text_and_never_run(editor):
    page = read(editor, text="Noise: 55 dB <script>alert(1)</script> &lt;img src=x onerror=alert(2)&gt;")
    assert page.all("main script:not([type='application/ld+json']), main img") == []


def test_an_author_may_not_write_facts(app):
    with catalogue(app) as session:
        make_account(session, "boss")
        make_account(session, "anna", "author")
        make_device(session)
    visitor = Visitor(app.test_client())
    visitor.sign_in()
    for address in (PAGE, "/desk/completeness", "/desk/disputes"):
        assert visitor.client.get(address).status_code == 403
    assert visitor.client.post(PAGE).status_code == 403
