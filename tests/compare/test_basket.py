"""The basket as a list: an oracle that keeps a plain list, and the cookie it is written in."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import URLSafeTimedSerializer

from catalog.compare.basket import MAX_AGE, Basket, read, written

SLUGS = st.sampled_from("abcdefghij")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.lists(SLUGS, max_size=8)),
        st.tuples(st.just("drop"), st.lists(SLUGS, max_size=3)),
        st.tuples(st.just("swap"), st.tuples(SLUGS, SLUGS)),
    ),
    max_size=12,
)


@given(STEPS)
def test_any_steps_do_what_a_careful_person_does_with_six_places(steps: list[tuple[str, Any]]) -> None:
    basket, places = Basket(), []
    for step, what in steps:
        if step == "add":
            turned_away = []
            for slug in what:
                if slug in places or slug in turned_away:
                    continue
                (places if len(places) < 6 else turned_away).append(slug)
            basket, left_out = basket.adding(what)
            assert list(left_out) == turned_away
        elif step == "drop":
            places = [slug for slug in places if slug not in what]
            basket = basket.without(what)
        else:
            old, new = what
            if old in places and new not in places:
                places[places.index(old)] = new
            basket = basket.replacing(old, new)
        assert list(basket.slugs) == places


def test_a_basket_survives_its_cookie() -> None:
    basket = Basket(("exceed", "skinpen-precision"))
    assert read(written(basket, "key"), "key") == basket


@pytest.mark.parametrize(
    "cookie",
    [
        None,
        "",
        "nonsense",
        written(Basket(("exceed",)), "another key"),
        written(Basket(("exceed",)), "key")[:-1],
        URLSafeTimedSerializer("key", salt="basket").dumps({"slugs": ["exceed"]}),
        URLSafeTimedSerializer("key", salt="basket").dumps(["exceed", 7]),
        URLSafeTimedSerializer("key", salt="session").dumps(["exceed"]),
    ],
    # A signed cookie holds the second it was made in: named by hand, every worker finds the same tests.
    ids=["none", "empty", "unsigned", "another key", "cut", "a mapping", "a number", "another salt"],
)
def test_what_we_did_not_sign_is_an_empty_basket(cookie: str | None) -> None:
    assert read(cookie, "key") == Basket()


def test_a_cookie_holds_twelve_names_of_a_slugs_length_at_most() -> None:
    """Six devices, and such as are gone and wait to be told of."""
    long = URLSafeTimedSerializer("key", salt="basket").dumps([*"abcdefghijklmn", "x" * 121])
    assert read(long, "key").slugs == tuple("abcdefghijkl")
    assert read(URLSafeTimedSerializer("key", salt="basket").dumps(["x" * 121]), "key") == Basket()


def test_a_basket_is_forgotten_after_thirty_days(monkeypatch: pytest.MonkeyPatch) -> None:
    cookie, now = written(Basket(("exceed",)), "key"), time.time()
    monkeypatch.setattr(time, "time", lambda: now + MAX_AGE - 60)
    assert read(cookie, "key").slugs == ("exceed",)
    monkeypatch.setattr(time, "time", lambda: now + MAX_AGE + 60)
    assert read(cookie, "key") == Basket()
