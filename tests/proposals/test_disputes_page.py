"""Disputes at the desk: all that is said side by side, one decision a change, and the way back."""

import pytest

from catalog.clock import today
from catalog.proposals import disputes
from catalog.shelf.shelf import Shelf
from tests.factories import catalogue, make_device, make_family, make_source, said
from tests.html import Page
from tests.signed_in import Visitor, make_account

PAGE = "/desk/disputes"


def noisy(session, **fields):
    make_source(session, "b-shop", strength="weak")
    make_device(
        session,
        statements=[said("noise", "50 dB", "a-shop"), said("noise", "60 dB", "b-shop", note="At full speed")],
        **fields,
    )


@pytest.fixture
def editor(app):
    with catalogue(app) as session:
        make_account(session, "boss")
        make_account(session, "anna", "editor")
        noisy(session)
    visitor = Visitor(app.test_client())
    visitor.sign_in()
    return visitor


def sent(page, **more):
    form = page.one("li.to-decide form")
    data = {one.get("name"): one.get("value") for one in form.cssselect("input[type=hidden]")}
    return data | {"choice": "1", "reason": "It is newer"} | more


def ranks(app):
    from catalog.proposals.on_file import on_file

    with app.extensions["database"].reader() as session:
        return [s.rank for s in on_file(session, "dermaline-one").draft.statements]


def test_every_statement_stands_beside_the_others_with_who_says_it(editor):
    page = Page(editor.client.get(PAGE))
    row = page.text("li.to-decide")
    for words in (
        "Dermaline One",
        "50 dB",
        "60 dB",
        "Page of a-shop",
        "a weak source",
        "seller says",
        "At full speed",
    ):
        assert words in row
    assert [one.get("value") for one in page.all("li.to-decide [type=radio]")] == ["0", "1", "show"]


def test_a_decision_is_one_change_and_the_page_of_the_product_follows_it(app, editor):
    response = editor.client.post(PAGE, data=sent(Page(editor.client.get(PAGE))))
    assert response.status_code == 303
    assert ranks(app) == ["normal", "preferred"]
    page = Page(editor.client.get(response.location))
    assert "Dermaline One" in page.text("[role=status]")
    undo = page.all("main a[href$='/changes']")[0].get("href")
    assert "It is newer" in editor.client.get(undo).text
    assert "It is newer" in editor.client.get("/devices/dermaline-one/history").text
    # It is no longer open, and can be taken back.
    assert page.one("#decided-h") is not None
    assert page.all("#open-h") == []
    again = editor.client.post(PAGE, data=sent(page, choice="show", reason="Neither is better"))
    assert again.status_code == 303
    assert ranks(app) == ["normal", "normal"]
    assert len(Page(editor.client.get(PAGE)).all("li.to-decide")) == 1


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"reason": "  "}, 422),
        ({"choice": ""}, 422),
        ({"choice": "7"}, 422),
        ({"choice": "x"}, 422),
        ({"choice": "show"}, 422),
        ({"csrf_token": "stale"}, 400),
        ({"version": "1"}, 409),
        ({"version": "x"}, 409),
        ({"product": "none"}, 422),
    ],
)
def test_what_cannot_be_decided_changes_nothing(app, editor, change, status):
    response = editor.client.post(PAGE, data=sent(Page(editor.client.get(PAGE)), **change))
    assert response.status_code == status
    assert ranks(app) == ["normal", "normal"]


def test_what_was_typed_stays(editor):
    page = Page(editor.client.post(PAGE, data=sent(Page(editor.client.get(PAGE)), choice="")))
    assert page.one("li.to-decide [name=reason]").get("value") == "It is newer"
    page = Page(editor.client.post(PAGE, data=sent(Page(editor.client.get(PAGE)), reason="")))
    assert page.one("li.to-decide [type=radio][checked]").get("value") == "1"


def test_what_a_family_says_is_decided_at_the_family_once(session):
    said_by_family = [said("weight", "30 g", "a-shop"), said("weight", "50 g", "b-shop")]
    make_family(session, "dts", ["0.5 mm", "1.0 mm"], statements=said_by_family)
    noisy(session)
    shelf = Shelf.rebuilt(session, day=today())
    assert disputes.open(shelf) == 2
    found = disputes.to_decide(session, shelf)
    assert {(one.slug, one.spec.key) for one in found} == {("dts", "weight"), ("dermaline-one", "noise")}


def halves(session):
    """Two sources that both say where the dial starts, and three that say where it ends."""
    make_source(session, "b-shop")
    make_source(session, "c-shop")
    make_device(
        session,
        "halves",
        name="Halves",
        statements=[
            said("needle_length", "from 0 mm", "a-shop"),
            said("needle_length", "up to 1.5 mm", "a-shop"),
            said("needle_length", "from 0.25 mm", "b-shop"),
            said("needle_length", "up to 2.0 mm", "c-shop"),
            said("weight", "30 g", "a-shop"),
        ],
    )


def choose(editor, page, slug, choice):
    form = page.one(f"#{slug} form")
    data = {one.get("name"): one.get("value") for one in form.cssselect("input[type=hidden]")}
    response = editor.client.post(PAGE, data=data | {"choice": choice, "reason": "It is newer"})
    assert response.status_code == 303
    return Page(editor.client.get(response.location))


def test_halves_of_one_source_are_one_choice_and_what_is_left_open_is_said(app, editor):
    with catalogue(app) as session:
        halves(session)
    key = "halves--needle_length"
    page = Page(editor.client.get(PAGE))
    assert [one.get("value") for one in page.all(f"#{key} [type=radio]")] == ["0+1", "2", "3", "show"]
    page = choose(editor, page, key, "2")
    assert "still disagree" in page.text("[role=status]")
    assert key in [one.get("id") for one in page.all("li.to-decide")]
    assert page.one("#open-h") is not None
    # Who is trusted for one end stays so when another is trusted for the other.
    page = choose(editor, page, key, "3")
    assert "It is decided" in page.text("[role=status]")
    assert editor.client.get("/devices/halves.json").status_code == 200
    page = choose(editor, page, key, "0+1")
    assert "It is decided" in page.text("[role=status]")
    from catalog.proposals.on_file import on_file

    with app.extensions["database"].reader() as session:
        found = on_file(session, "halves").draft.statements
    assert [s.rank for s in found if s.spec == "needle_length"] == [
        "preferred",
        "preferred",
        "normal",
        "normal",
    ]


def test_what_nobody_contradicts_is_shown_and_no_choice(app, editor):
    with catalogue(app) as session:
        make_source(session, "b-shop")
        make_source(session, "c-shop")
        make_device(
            session,
            "dial",
            name="Dial",
            statements=[
                said("needle_length", "from 0 mm", "a-shop"),
                said("needle_length", "up to 1.5 mm", "b-shop"),
                said("needle_length", "up to 2.0 mm", "c-shop"),
            ],
        )
    page = Page(editor.client.get(PAGE))
    row = "#dial--needle_length"
    assert "from 0 mm" in page.text(row)
    assert [one.get("value") for one in page.all(f"{row} [type=radio]")] == ["1", "2", "show"]


def test_the_real_catalogue_has_each_dispute_once_with_at_least_two_values(desk, seeded_app):
    page = Page(desk.client.get(PAGE))
    shown = [one.get("id") for one in page.all("li.to-decide")]
    assert len(shown) == len(set(shown)) > 10
    assert "dr-pen-a6--motor_speed" in shown
    assert all(len(one.cssselect("[type=radio]")) >= 3 for one in page.all("li.to-decide"))
