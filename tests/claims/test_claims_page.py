"""`/claims`: every claim that was checked, with its verdict in sign and word."""

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from tests.claims.samples import claim, drawn, notice, store, study
from tests.factories import catalogue
from tests.html import Page, words

Fetch = Callable[..., Page]


def test_every_claim_stands_in_its_order_with_a_verdict_in_sign_and_word(seeded_page: Fetch) -> None:
    page = seeded_page("claims.index")
    assert page.links(".cl-l .cl-n") == [f"/claims/c{number:02}" for number in range(1, 19)]
    assert page.texts(".cl-l .vd")[:2] == ["Supported", "Partly supported"]
    assert page.texts(".cl-t li") == [
        "5 supported",
        "9 partly supported",
        "2 misattributed",
        "2 unsupported",
    ]


def test_each_verdict_has_a_sign_of_its_own(seeded_page: Fetch) -> None:
    page = seeded_page("claims.index")
    signs: dict[str, set[str]] = {}
    for path in drawn(page, "path"):
        label = path.getparent().getparent()
        if label.get("class", "").startswith("vd"):
            signs.setdefault(words(label).lower().lstrip("0123456789 "), set()).add(path.get("d"))
    assert {word: len(found) for word, found in signs.items()} == {
        "supported": 1,
        "partly supported": 1,
        "misattributed": 1,
        "unsupported": 1,
    }
    assert len(set.union(*signs.values())) == 4


def test_the_page_says_who_speaks(seeded_page: Fetch) -> None:
    assert seeded_page("claims.index").text(".list-h .byl") == (
        "MTSPen.com · Prepared from the cited sources; not yet reviewed by an author"
    )


def test_without_a_claim_the_page_says_so(page: Fetch) -> None:
    assert "No claim is on record yet." in page("claims.index").text("main")


def test_verdicts_without_a_claim_yet_are_counted_like_the_others(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        store(session, study(), claim("c01", verdict="contradicted"), claim("c02", verdict="not traced"))
    found = page("claims.index")
    assert found.texts(".cl-t li") == ["1 contradicted", "1 not traced"]
    assert found.texts(".cl-l .vd") == ["Contradicted", "Not traced"]


def test_a_retraction_turns_the_claims_on_the_study_at_once(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        store(session, study(), study("brown2019"), claim("c01"), claim("c02", **{"for": ["brown2019"]}))
    assert page("claims.index").texts(".cl-t li") == ["2 supported"]
    with catalogue(app) as session:
        store(session, notice())
    found = page("claims.index")
    assert found.texts(".cl-t li") == ["1 supported", "1 in doubt"]
    assert [box.get("class") for box in found.all(".clbox")] == ["clbox doubted", "clbox supported"]
    assert "was: supported" in found.text(".clbox.doubted")
    assert "A study behind this was retracted on 3 Mar 2026: Adams 2020" in found.text(".clbox.doubted")


def test_a_correction_or_a_reinstatement_leaves_the_verdict(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        store(session, study(), claim(), notice(nature="correction"))
    assert page("claims.index").texts(".cl-l .vd") == ["Supported"]
    with catalogue(app) as session:
        store(session, notice("rw-2"), notice("rw-3", nature="reinstatement", day="2026-04-01"))
    assert page("claims.index").texts(".cl-l .vd") == ["Supported"]


def test_the_twin_says_the_same(seeded_client: FlaskClient, seeded_page: Fetch) -> None:
    data = seeded_client.get("/claims.json").get_json()
    page = seeded_page("claims.index")
    assert page.links('link[rel="alternate"][type="application/json"]') == ["/claims.json"]
    assert data["total"] == 18
    assert data["verdicts"] == {
        "supported": 5,
        "partly supported": 9,
        "misattributed": 2,
        "unsupported": 2,
    }
    assert [claim["address"] for claim in data["claims"]] == page.links(".cl-l .cl-n")
