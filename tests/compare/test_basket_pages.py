"""The basket on the pages: ticks, the tray, the seventh, a shared comparison, renamed and gone devices."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from catalog.compare.basket import COOKIE, Basket, written
from catalog.products.editing import rename_product
from tests.factories import catalogue, make_cartridge, make_device, make_family
from tests.html import Page

SEVEN = ("one", "two", "three", "four", "five", "six", "seven")


@pytest.fixture
def stocked(app: Flask) -> Flask:
    with catalogue(app) as session:
        for slug in SEVEN:
            make_device(session, slug)
        make_cartridge(session, "head")
        make_family(session, "set", ["0.5 mm", "1.0 mm"])
    return app


@pytest.fixture
def shopper(stocked: Flask) -> FlaskClient:
    return stocked.test_client()


def post(client: FlaskClient, **fields: object) -> TestResponse:
    return client.post("/basket", data=fields)


def fields_of(form: Any) -> dict[str, str]:
    return {field.get("name"): field.get("value") for field in form.findall("input")}


def put(client: FlaskClient, *slugs: str) -> None:
    """A basket as an earlier visit left it."""
    secret = client.application.config["SECRET_KEY"]
    client.set_cookie(COOKIE, written(Basket(slugs), secret))


def held(client: FlaskClient) -> list[str]:
    """The basket as the next page names it."""
    page = Page(client.get("/devices"))
    return [button.get("value") or "" for button in page.all("#tray button[name=remove]")]


def test_several_ticks_are_sent_at_once_and_lead_to_the_comparison(shopper: FlaskClient) -> None:
    response = post(shopper, d=["two", "one"], go="compare", depth_at="0.5")
    assert (response.status_code, response.location) == (303, "/compare?d=two,one&depth_at=0.5")
    assert held(shopper) == ["two", "one"]


def test_ticking_leads_back_to_where_the_shopper_was(shopper: FlaskClient) -> None:
    assert post(shopper, d="one", back="/devices?depth_at=0.5").location == "/devices?depth_at=0.5"
    assert post(shopper, d="two", back="https://elsewhere.example/").location == "/"


def test_every_row_and_every_device_page_has_a_labelled_tick(shopper: FlaskClient) -> None:
    put(shopper, "two")
    for address in ("/devices", "/devices?view=table", "/devices?depth_at=0.5"):
        page = Page(shopper.get(address))
        boxes = {box.get("value"): box for box in page.all('input[type=checkbox][form="tray"]')}
        assert set(boxes) >= set(SEVEN), address
        assert boxes["two"].get("checked") is not None
        assert boxes["one"].get("checked") is None
        names = page.texts("label.tick")
        assert all(name.startswith("Compare ") and len(name) > len("Compare ") for name in names)
    assert len(Page(shopper.get("/devices/one")).all('input[form="tray"][value=one]')) == 1


def test_two_open_pages_do_not_undo_each_other(shopper: FlaskClient) -> None:
    # Both pages were made when nothing was ticked.
    post(shopper, d="one")
    post(shopper, d="two")
    assert held(shopper) == ["one", "two"]
    # A page made now shows one and two ticked; another takes out two meanwhile.
    post(shopper, remove="two")
    post(shopper, was=["one", "two"], d=["two", "three"])
    assert held(shopper) == ["three"]


def test_a_seventh_is_refused_with_a_choice(shopper: FlaskClient) -> None:
    put(shopper, *SEVEN[:6])
    page = Page(post(shopper, add="seven", back="/devices?depth_at=0.5"))
    assert page.response.status_code == 200
    assert "No room for" in page.text("main h2")
    assert [button.get("value") for button in page.all("button[name=replace]")] == list(SEVEN[:6])
    assert "/devices?depth_at=0.5" in page.links("main a")
    assert held(shopper) == list(SEVEN[:6])
    post(shopper, replace="three", **{"with": "seven"})
    assert held(shopper) == ["one", "two", "seven", "four", "five", "six"]


def test_of_many_ticks_those_that_fit_are_kept_and_the_rest_is_named(shopper: FlaskClient) -> None:
    page = Page(post(shopper, d=list(SEVEN)))
    assert len(page.all("main h2")) == 1
    assert held(shopper) == list(SEVEN[:6])


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("no-such", "There is no device “no-such”."),
        ("head", "is a cartridge; only devices stand side by side."),
        ("set", "comes in several versions"),
    ],
)
def test_what_is_no_device_is_refused_in_words(shopper: FlaskClient, slug: str, words: str) -> None:
    page = Page(post(shopper, add=[slug, "one"]))
    assert words in page.text(".note.bad")
    assert held(shopper) == ["one"]


def test_a_shared_comparison_never_changes_the_basket(shopper: FlaskClient) -> None:
    put(shopper, "one", "two")
    response = shopper.get("/compare?d=three,four")
    assert "Set-Cookie" not in response.headers
    page = Page(response)
    assert "You are looking at a shared comparison" in page.text("#shared")
    assert held(shopper) == ["one", "two"]
    post(shopper, merge="three,four", back="/compare?d=three,four")
    assert held(shopper) == ["one", "two", "three", "four"]
    to = page.one("#shared button[name=to]").get("value") or ""
    assert post(shopper, to=to).location == "/compare?d=three,four"
    assert held(shopper) == ["three", "four"]


def test_ones_own_comparison_takes_the_basket_along(shopper: FlaskClient) -> None:
    put(shopper, "one", "two", "three")
    page = Page(shopper.get("/compare?d=one,two,three&show=diff"))
    assert not page.all("#shared")
    ways = {button.get("value") or "" for button in page.all("table.cmp button[name=to]")}
    without_two = next(way for way in ways if way.startswith("/compare?d=one,three&"))
    response = post(shopper, to=without_two)
    assert response.location == without_two
    assert held(shopper) == ["one", "three"]


def test_compare_without_devices_shows_ones_own(shopper: FlaskClient) -> None:
    assert shopper.get("/compare").status_code == 200
    put(shopper, "one", "two")
    response = shopper.get("/compare")
    assert (response.status_code, response.location) == (302, "/compare?d=one,two")
    assert "private" in response.headers["Cache-Control"]


def test_a_renamed_device_stays_and_one_that_is_gone_is_told_of_once(
    stocked: Flask, shopper: FlaskClient
) -> None:
    put(shopper, "one", "two", "never-was")
    with catalogue(stocked) as session:
        rename_product(session, "one", "first", actor="test", reason="test")
    page = Page(shopper.get("/devices"))
    assert [one.get("value") for one in page.all("#tray button[name=remove]")] == ["first", "two"]
    assert "never-was" in page.text("#tray")
    assert "never-was" not in Page(shopper.get("/devices")).text("#tray")


def test_what_is_gone_stays_in_the_basket_until_a_page_has_told_of_it(shopper: FlaskClient) -> None:
    put(shopper, "one", "never-was")
    for silent in ("/", "/compare?d=three,four"):
        assert "Set-Cookie" not in shopper.get(silent).headers
    post(shopper, d="two")
    first = shopper.get("/devices")
    assert "never-was" in Page(first).text("#tray .in-tray")
    assert "private" in first.headers["Cache-Control"]
    again = shopper.get("/devices")
    assert "never-was" not in again.text
    assert "Set-Cookie" not in again.headers


def test_a_form_made_before_a_device_was_renamed_still_takes_it_out(
    stocked: Flask, shopper: FlaskClient
) -> None:
    put(shopper, "one", "two")
    with catalogue(stocked) as session:
        rename_product(session, "one", "first", actor="test", reason="test")
    post(shopper, was=["one", "two"], d=["two"])
    assert held(shopper) == ["two"]


def test_a_device_to_be_replaced_that_has_gone_meanwhile_leaves_its_place(shopper: FlaskClient) -> None:
    put(shopper, "one")
    post(shopper, replace="two", **{"with": "three"})
    assert held(shopper) == ["one", "three"]
    put(shopper, *SEVEN[:6])
    assert "No room for" in Page(post(shopper, replace="head", **{"with": "seven"})).text("main h2")


def test_the_choice_goes_on_to_the_next_that_has_no_room_and_to_the_comparison(shopper: FlaskClient) -> None:
    put(shopper, *SEVEN[:5])
    page = Page(post(shopper, d=["six", "seven", "set-1-0mm"], go="compare", depth_at="0.5"))
    fields = [fields_of(form) for form in page.all("main section form")]
    assert [(one["with"], one["d"]) for one in fields] == [("seven", "set-1-0mm"), ("set-1-0mm", "seven")]
    second = Page(post(shopper, replace="one", **fields[0]))
    assert len(second.all("main section")) == 1
    response = post(shopper, replace="two", **fields_of(second.one("main section form")))
    assert response.location == "/compare?d=seven,set-1-0mm,three,four,five,six&depth_at=0.5"


def test_the_lengths_of_a_need_go_along_to_the_comparison(seeded_app: Flask) -> None:
    page = Page(seeded_app.test_client().get("/devices/needs/rollers-never-above-0-5-mm"))
    assert page.one("#tray input[name=depth_never_above]").get("value") == "0.5"


def test_a_page_is_for_everybody_without_a_basket_and_for_one_with_it(stocked: Flask) -> None:
    first, second = stocked.test_client().get("/devices"), stocked.test_client().get("/devices")
    assert first.data == second.data
    assert "public" in first.headers["Cache-Control"]
    shopper = stocked.test_client()
    put(shopper, "one")
    own = shopper.get("/devices")
    assert "private" in own.headers["Cache-Control"]
    assert own.data != first.data
    assert stocked.test_client().get("/devices").data == first.data


def test_a_form_of_another_site_changes_nothing(shopper: FlaskClient) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}):
        assert shopper.post("/basket", data={"add": "one"}, headers=headers).status_code == 400
    assert held(shopper) == []


def test_the_tray_alone_answers_a_script(shopper: FlaskClient) -> None:
    response = post(shopper, add="one", go="tray", back="/devices")
    assert response.status_code == 200
    assert response.text.lstrip().startswith("<form")
    assert re.findall(r'name="remove" value="([^"]+)"', response.text) == ["one"]
    put(shopper, *SEVEN[:6])
    assert post(shopper, add="seven", go="tray").status_code == 409


NAMES = st.sampled_from(["was", "d", "add", "remove", "replace", "with", "merge", "to", "go", "back", "x"])
VALUES = st.one_of(
    st.sampled_from(
        [
            "http://[",
            "//[",
            *SEVEN,
            "head",
            "set",
            "tray",
            "compare",
            "/compare?d=one,two",
            "//x.example",
            "a,b,c",
        ]
    ),
    st.text(max_size=60),
)


@given(st.lists(st.tuples(NAMES, VALUES), max_size=14))
def test_no_form_ends_in_an_error_of_ours(seeded_app: Flask, form: list[tuple[str, str]]) -> None:
    client = seeded_app.test_client()
    data: dict[str, list[str]] = {}
    for name, value in form:
        data.setdefault(name, []).append(value)
    response = client.post("/basket", data=data)
    assert response.status_code < 500
    assert client.get("/devices").status_code == 200


def test_a_gone_device_is_told_of_though_six_others_came(shopper: FlaskClient) -> None:
    put(shopper, *SEVEN[:5], "never-was")
    post(shopper, add="six")
    page = Page(shopper.get("/devices"))
    assert "never-was" in page.text("#tray")
    assert held(shopper) == list(SEVEN[:6])


@pytest.mark.parametrize("address", ["http://[", "//[", "https://elsewhere.example/compare?d=one"])
def test_an_address_elsewhere_is_no_comparison_of_ours(shopper: FlaskClient, address: str) -> None:
    assert post(shopper, to=address).location == "/compare"
    assert held(shopper) == []


def test_an_origin_that_is_no_address_is_another_site(shopper: FlaskClient) -> None:
    response = shopper.post("/basket", data={"add": "one"}, headers={"Origin": "http://["})
    assert response.status_code == 400
