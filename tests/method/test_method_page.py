"""`/method` and its versions: what is asked, how heavily, with what, and what changed."""

import json
import tomllib
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session

from catalog.method.differences import differences
from catalog.method.editing import MethodError, put_method, remove_method
from catalog.places import place
from catalog.specs.registry import SPECS
from tests.factories import WHO, catalogue
from tests.html import Page
from tests.method.methods import LENGTH, NOISE, SCOPE, a_method, publish

Fetch = Callable[..., Page]
SECOND = a_method(2, criteria=[LENGTH | {"weight": 25}, NOISE], changes="Noise matters more.", comparable=[1])


def test_the_first_run_has_a_method_and_says_that_nothing_was_measured_by_it(seeded_page: Fetch) -> None:
    page = seeded_page("method.newest")
    assert "Version 1, used from 27 Nov 2026. Nothing has been measured by this version yet." in page.text(
        ".list-h"
    )
    rows = dict(zip(page.texts("#criteria tbody th"), page.texts("#criteria tbody td"), strict=True))
    assert rows == {
        "Needle length": "30 of 100",
        "Hygiene and build": "25 of 100",
        "Running cost": "15 of 100",
        "Comfort and noise": "15 of 100",
        "Evidence and paperwork": "15 of 100",
    }
    assert page.text(".formula") == (
        "(30 × needle length + 25 × hygiene and build + 15 × running cost + 15 × comfort and noise + "
        "15 × evidence and paperwork) ÷ 100"
    )
    assert "Rests on: Measured length, Needle length." in page.text("#length")
    assert "Without the device in hand there is no score." in page.text("main > div > .prose")
    for link in page.links("#criteria tbody a"):
        assert len(page.all(f"section{link}")) == 1


def test_the_seeds_name_specs_that_exist_and_nobody_who_has_done_it() -> None:
    text = (place("seeds") / "method.toml").read_text()
    versions = tomllib.loads(text)
    assert all(key in SPECS for one in versions["1"]["criteria"] for key in one.get("specs", ()))
    assert "San" not in text.split()
    assert " I " not in text


def test_the_footer_leads_to_the_method(seeded_page: Fetch) -> None:
    assert "/method" in seeded_page("/").links("footer a")


def test_without_a_method_the_page_says_so(page: Fetch, client: FlaskClient) -> None:
    assert "No method is on record yet" in page("method.newest").text("main")
    assert client.get("/method.json").json == {"version": None, "versions": []}
    assert client.get("/method/1").status_code == 404


def test_the_newest_is_shown_and_an_old_one_says_that_it_is_old(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        publish(session, a_method(), SECOND)
    newest, old = page("method.newest"), page("method.version", number=1)
    assert "Version 2" in newest.text(".list-h")
    assert newest.all(".note") == []
    assert "There is a newer version." in old.text(".note")
    assert old.links("link[rel=canonical]") != newest.links("link[rel=canonical]")
    assert page("method.version", number=2).links("link[rel=canonical]") == newest.links(
        "link[rel=canonical]"
    )
    log = newest.texts("#changes .hist > li")
    assert "Noise matters more." in log[0]
    assert "Needle length: weight 25, was 30." in log[0]
    assert "Scores of version 1 may be ranked together with those of version 2." in newest.text("#changes")
    assert "ranked only among themselves" in old.text("#changes")
    page("/method/3", status=404)
    page("/method/99999999999999999999", status=404)


def test_a_version_as_data(app: Flask, client: FlaskClient) -> None:
    with catalogue(app) as session:
        publish(session, a_method(), SECOND)
    data = json.loads(client.get("/method.json").data)
    assert (data["version"], data["versions"], data["comparable_with"]) == (2, [2, 1], [1])
    assert [one["weight"] for one in data["criteria"]] == [25, 10]
    assert client.get("/method/1.json").json["criteria"][0] == LENGTH
    assert client.get("/method/3.json").status_code == 404


def test_a_version_has_a_history(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        publish(session, a_method(), a_method(text="What holds for all of it."))
    shown = page("/method/1/history").text("main")
    assert "2 changes so far" in shown
    assert "What holds for all of it." in shown


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("criteria", {"criteria": [LENGTH | {"weight": 29}, NOISE]}),
        ("criteria", {"criteria": [LENGTH | {"how": "Three readings."}, NOISE]}),
        ("criteria", {"criteria": [NOISE, LENGTH]}),
        ("instruments", {"instruments": [SCOPE | {"reads_to": "0.1 mm"}]}),
        ("day", {"day": "2026-05-05"}),
    ],
)
def test_what_a_published_version_asks_never_changes(session: Session, field: str, fields: object) -> None:
    publish(session, a_method())
    with pytest.raises(MethodError, match="Version 1 is published") as caught:
        put_method(session, a_method(**fields), **WHO)
    assert caught.value.field == field


def test_its_words_may_be_corrected(session: Session) -> None:
    publish(session, a_method())
    assert put_method(session, a_method(text="Better said.", title="How it is tested"), **WHO) is not None
    assert put_method(session, a_method(text="Better said.", title="How it is tested"), **WHO) is None


def test_versions_only_go_up_and_are_compared_with_earlier_ones(session: Session) -> None:
    publish(session, a_method(2))
    with pytest.raises(MethodError, match="higher number"):
        put_method(session, a_method(1), **WHO)
    for number in (3, 4, 1):
        with pytest.raises(MethodError, match=f"no version {number} before version 3"):
            put_method(session, a_method(3, comparable=[number]), **WHO)
    assert put_method(session, a_method(3, comparable=[2]), **WHO) is not None


def test_a_version_that_nothing_rests_on_can_go(session: Session) -> None:
    publish(session, a_method())
    assert remove_method(session, "1", **WHO) is not None
    assert remove_method(session, "1", **WHO) is None


def test_differences_are_told_one_by_one() -> None:
    after = a_method(
        2,
        criteria=[
            LENGTH | {"name": "Length", "how": "Ten.", "specs": ["needle_length"], "kinds": ["pen"]},
            NOISE | {"key": "weight", "name": "Weight", "weight": 5},
        ],
        instruments=[SCOPE | {"reads_to": "0.1 mm", "for": "all"}, SCOPE | {"name": "scales"}],
    )
    assert differences(a_method(), after) == (
        "“Needle length” is called “Length” now.",
        "Length: found out in another way.",
        "Length: asked of other kinds of device.",
        "Length: rests on needle length, too.",
        "Length: no longer rests on measured length.",
        "New: Weight, weight 5.",
        "Gone: Noise, weight 10.",
        "microscope: to read 0.1 mm, was 0.01 mm.",
        "microscope: for all, was for needle length.",
        "New: scales, to read 0.01 mm.",
    )
    assert differences(a_method(), a_method(2)) == ()
