"""The leading review of each device, as lists and comparisons take it."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from catalog.method.scoring import can_be_compared
from catalog.products import queries as products
from catalog.reviews.drafts import Score
from catalog.reviews.side_by_side import NOTHING, Standing, ranked_together, read
from tests.factories import catalogue, make_device
from tests.reviews.made import hands_on, make_author, make_method, research, store


def ids(session, *slugs):
    return [products.product_by_slug(session, slug).id for slug in slugs]


def device(session, slug):
    make_device(session, slug, specs={"needle_length": "0.5 mm"})
    for other in ("dr-pen-m8",):
        if products.product_by_slug(session, other) is None:
            make_device(session, other, specs={"needle_length": "0.5 mm"})


def plain(device_, **fields):
    """A review that leans on nothing but its device."""
    return hands_on(device_, **({"alternatives": (), "pros": (), "cons": ()} | fields))


def test_without_reviews_one_question_is_asked(app):
    with catalogue(app) as session:
        device(session, "one")
    seen = []
    engine = app.extensions["database"].engine
    event.listen(engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    with app.extensions["database"].reader() as session:
        assert read(session) is NOTHING
    assert sum(one.startswith("SELECT") for one in seen) == 1


def test_a_review_from_hands_on_testing_leads_then_the_newest(app):
    with catalogue(app) as session:
        make_author(session)
        make_method(session)
        for slug in ("one", "two"):
            device(session, slug)
        store(session, research("one", slug="read", written="2026-09-01", alternatives=(), pros=(), cons=()))
        store(session, plain("one", slug="old", written="2026-01-01"))
        store(session, plain("one", slug="newer", written="2026-02-01"))
        store(session, research("two", slug="other", alternatives=(), pros=(), cons=()))
        one, two = ids(session, "one", "two")
        found = read(session)
    assert (found.by_product[one].slug, found.by_product[two].slug) == ("newer", "other")
    assert found.standings[two] == Standing(False, None)
    assert found.by_product[one].author == "Anna"
    assert found.by_product[one].draft.text == ""


def test_what_is_not_wholly_scored_or_by_another_method_has_no_place_in_the_order(app):
    with catalogue(app) as session:
        make_author(session)
        make_method(session, 8)
        make_method(session, 9)
        slugs = ["whole", "part", "old"]
        for slug in slugs:
            device(session, slug)
        store(session, plain("whole", slug="whole", method=9))
        store(session, plain("part", slug="part", method=9, scores=(Score("length", 90, "Made up."),)))
        store(session, plain("old", slug="old", method=8))
        whole, part, old = ids(session, *slugs)
        found = read(session)
    # (30 × 8.4 + 25 × 8.0 + 15 × 7.9) ÷ 70 = 8.15, which is between two tenths: to the even one.
    assert found.standings == {whole: Standing(True, 82), part: Standing(True), old: Standing(True)}
    assert found.set_apart == {8}
    assert (found.by_product[part].total.low, found.by_product[part].total.high) == (39, 96)


VERSIONS = st.sets(st.integers(1, 6), max_size=5)
COMPARABLE = st.dictionaries(st.integers(1, 6), st.sets(st.integers(1, 5)).map(tuple), max_size=6)


@given(VERSIONS, COMPARABLE)
def test_versions_ranked_together_can_all_be_compared_and_no_other_could_join(versions, comparable):
    found = ranked_together(versions, comparable)
    assert all(can_be_compared(one, other, comparable) for one, other in combinations(found, 2))
    assert not versions or found[0] == max(versions)
    for left in versions - set(found):
        newer = [one for one in found if one > left]
        assert not all(can_be_compared(left, one, comparable) for one in newer)
