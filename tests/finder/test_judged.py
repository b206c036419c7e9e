"""Reviews in the list: what leads it, what can be asked, and that an edit is seen; against the oracle."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.finder.conditions import Between, Choice
from catalog.finder.filters import Filters
from catalog.finder.index import FinderIndex
from catalog.finder.samples import Maker
from catalog.reviews.side_by_side import NO_STANDING, Reviewed, Standing
from tests.factories import catalogue, make_device
from tests.finder.oracle import F, Oracle, T, searching
from tests.finder.states import state
from tests.html import Page, words
from tests.reviews.made import hands_on, make_author, make_method, research, store

BELOW = Between("score", 1, 73)


class JudgedOracle(Oracle):
    """The oracle with reviews: ``standings`` by the device's id."""

    def __init__(self, shelf, standings):
        super().__init__(shelf)
        self.standings = standings

    def standing(self, entry):
        return self.standings.get(entry.id, NO_STANDING)

    def has(self, entry, key, value):
        if key == "reviewed":
            return T if value == ("yes" if self.standing(entry).is_hands_on else "no") else F
        return super().has(entry, key, value)

    def values(self, key):
        return ["yes", "no"] if key == "reviewed" else super().values(key)

    def spans(self, entry, key):
        if key == "score":
            score = self.standing(entry).score
            return [] if score is None else [(score, score)]
        return super().spans(entry, key)

    def sort_value(self, entry, key):
        if key == "score":
            return self.standing(entry).score
        if key == "reviewed":
            return int(self.standing(entry).is_hands_on)
        return super().sort_value(entry, key)

    def sorted(self, entries, sort):
        if sort:
            return super().sorted(entries, sort)
        ordered = super().sorted(entries, ("-reviewed", "-score", "-record"))
        return sorted(ordered, key=lambda entry: sum(entry.record) <= 2)


def standings(random, shelf):
    """Some tested and scored, some tested without a score, some only read about."""
    some = (Standing(True, random.choice((0, 50, 73, 100))), Standing(True), Standing(False))
    entries = [entry for entry in shelf.entries if entry is not None]
    return {e.id: random.choice(some) for e in entries if random.random() < random.choice((0.05, 0.5))}


def agree(index, oracle, filters):
    result, theirs = index.query(filters, 7), oracle.answer(filters)
    rows = list(index.everyone(index.query(replace(filters, unknown=""), 7)))
    assert [index.entry(r.position).slug for r in rows if r.answer == "match"] == theirs.match
    assert [index.entry(r.position).slug for r in rows if r.answer == "might"] == theirs.might
    assert result.no == theirs.no
    counted = {one.key: one for one in index.plan().facets}
    if "reviewed" in counted:
        values = [value.token for value in counted["reviewed"].values]
        expected = [theirs.counts["reviewed", value] for value in values]
        assert result.counts["reviewed"] == expected
    if "score" in counted:
        assert result.unknown["score"] == theirs.unknown["score"]
    tested = any(one.is_hands_on for one in oracle.standings.values())
    assert ("reviewed" in counted) == tested
    assert ("score" in counted) == any(one.score is not None for one in oracle.standings.values())


@given(st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_the_index_agrees_with_the_oracle_about_reviews(seed):
    random = Random(seed)
    maker = Maker(seed, distinct=20, brands=3)
    shelf = maker.shelf(random.choice((1, 12, 40)))
    found = {i: one for i, one in standings(random, shelf).items() if _is_device(shelf, i)}
    index = searching(FinderIndex(shelf, reviewed=Reviewed(standings=found)))
    oracle = JudgedOracle(shelf, found)
    agree(index, oracle, Filters())
    for _ in range(3):
        agree(index, oracle, state(random, oracle))
        asked = random.choice(
            (Choice("reviewed", ("yes",)), Between("score", 50, None), Between("score", 1, 73))
        )
        agree(index, oracle, Filters((asked,), sort=random.choice(((), ("-score",), ("score", "name")))))


@given(st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_after_reviews_came_and_went_the_index_equals_one_built_from_nothing(seed):
    random = Random(seed)
    maker = Maker(seed, distinct=20, brands=3)
    shelf = maker.shelf(40)
    index = searching(FinderIndex(shelf))
    for _ in range(3):
        found = {i: one for i, one in standings(random, shelf).items() if _is_device(shelf, i)}
        index.advance(shelf, reviewed=Reviewed(standings=found))
        oracle = JudgedOracle(shelf, found)
        agree(index, oracle, Filters())
        agree(index, oracle, state(random, oracle))


def _is_device(shelf, number):
    return shelf.entries[shelf.positions[number]].kind != "cartridge"


# -- pages --------------------------------------------------------------------------------------------------

PLAIN = {"alternatives": (), "pros": (), "cons": ()}


def fill(session):
    make_author(session)
    make_method(session, 8)
    make_method(session, 9)
    for slug in ("plain", "tested", "lower", "old", "read"):
        make_device(session, slug, specs={"needle_length": "0.5 mm", "weight": "90 g", "power": "mains"})
    lower = tuple(replace(one, score=10) for one in hands_on().scores)
    store(session, hands_on("lower", slug="l", scores=lower, connection="own product", **PLAIN))
    store(session, hands_on("tested", slug="t", **PLAIN))
    store(session, hands_on("old", slug="o", method=8, **PLAIN))
    store(session, research("read", slug="r", verdict="Made up from papers.", **PLAIN))


def names(client, query=""):
    return [one["slug"] for one in client.get(f"/devices.json{query}").json["devices"]]


def test_what_was_tested_leads_by_score_and_the_page_says_so(app, client):
    with catalogue(app) as session:
        fill(session)
    assert names(client) == ["tested", "lower", "old", "plain", "read"]
    assert names(client, "?sort=-score") == ["tested", "lower", "old", "plain", "read"]
    assert names(client, "?sort=score") == ["lower", "tested", "old", "plain", "read"]
    assert names(client, "?reviewed=yes&score=5..") == ["tested", "old"]
    assert client.get("/devices.json?reviewed=yes&score=5..").json["counts"] == {
        "match": 1,
        "might": 1,
        "no": 3,
    }
    shown = Page(client.get("/devices"))
    why = shown.text(".why-o")
    assert "tested hands-on come first, the highest score leading" in why
    assert "Scores made by version 8 of the method" in why
    assert "No payment changes the order." in why
    assert shown.texts("#sort option[selected]") == ["Tested hands-on first"]
    assert {"Highest score", "Reviewed first", "Most on record"} <= set(shown.texts("#sort option"))


def test_no_seller_is_blamed_for_a_score_that_we_did_not_give(app, client):
    with catalogue(app) as session:
        fill(session)
    shown = Page(client.get("/devices?score=5.."))
    assert "3 have no whole score by us." in shown.text(".count")
    assert shown.texts("#might h3") == ["Not tested by us, or not all of it scored 3"]
    assert shown.text("#might .dim") == "No seller can say that; only testing can."
    assert "sellers" not in shown.text(".count")


def test_a_card_says_the_score_the_verdict_and_who_had_it_in_hand(app, client):
    with catalogue(app) as session:
        fill(session)
    flat = {}
    for card in Page(client.get("/devices")).all(".card"):
        said = card.cssselect(".rvd, .rvd + .fine, .rvv")
        flat[card.cssselect("h3 a")[0].get("href")] = " ".join(map(words, said))
    assert flat["/devices/plain"] == ""
    version = "by version 9 of the method"
    assert flat["/devices/tested"].startswith(f"8.2 of 10 tested hands-on {version} A made-up")
    assert flat["/devices/read"] == "research only Made up from papers."
    assert "This is our own product" in flat["/devices/lower"]


def test_the_twins_and_the_table_say_the_same(app, client):
    with catalogue(app) as session:
        fill(session)
    found = {one["slug"]: one.get("review") for one in client.get("/devices.json").json["devices"]}
    assert found["plain"] is None
    assert found["tested"] == {
        "url": "/reviews/t",
        "author": "Anna",
        "verdict": "A made-up verdict about a pen that nobody tried.",
        "hands_on": True,
        "score": {"low": 82, "high": 82, "method": 9},
    }
    assert found["read"]["score"] is None
    heads, *lines = client.get("/devices.csv").text.splitlines()
    assert heads.endswith(",review_score,review_tested,review_verdict")
    assert any(line.endswith(",no score,research only,Made up from papers.") for line in lines)
    assert sum(line.endswith(",not reviewed yet,,") for line in lines) == 1
    table = Page(client.get("/devices?sort=-score&view=table"))
    (head,) = table.all("th[aria-sort=descending]")
    assert "".join(head.itertext()).startswith("Score")


def test_the_next_request_sees_a_review_come_and_another_score(app, client):
    with catalogue(app) as session:
        for slug in ("a-first", "b-second"):
            make_device(session, slug, specs={"needle_length": "0.5 mm", "weight": "90 g", "power": "mains"})
        make_author(session)
        make_method(session)
    before = client.get("/devices")
    assert names(client) == ["a-first", "b-second"]
    assert "Most on record" in Page(before).text("#sort option[selected]")
    with catalogue(app) as session:
        store(session, hands_on("b-second", slug="b", **PLAIN))
    assert names(client) == ["b-second", "a-first"]
    with catalogue(app) as session:
        full = tuple(replace(one, score=100) for one in hands_on().scores)
        store(session, hands_on("a-first", slug="a", scores=full, **PLAIN))
    assert names(client) == ["a-first", "b-second"]
    with catalogue(app) as session:
        store(session, hands_on("a-first", slug="a", scores=(), **PLAIN), live="a")
    assert names(client) == ["b-second", "a-first"]


def test_without_reviews_nothing_is_said_of_them(seeded_client):
    shown = Page(seeded_client.get("/devices"))
    assert not shown.all(".rvd, .rvv")
    assert "review" not in shown.text(".why-o")
    assert not any(option in shown.texts("#sort option") for option in ("Highest score", "Reviewed first"))
    assert all("review" not in one for one in seeded_client.get("/devices.json").json["devices"])
    assert "review" not in seeded_client.get("/devices.csv").text.splitlines()[0]


def test_the_order_can_read_nothing_of_money():
    """Who pays what is no part of what the order is made of."""
    assert set(Standing.__slots__) == {"is_hands_on", "score"}
