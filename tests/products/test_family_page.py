"""/devices/<family>: its versions side by side, and what is said of all of them."""

from tests.factories import catalogue, make_evidence, make_family, make_source


def test_versions_are_listed_the_shortest_first(page, app):
    with catalogue(app) as session:
        make_family(session, "dts", ["1.0 mm", "0.5 mm"], name="DTS", specs={"needle_material": "steel"})
    shown = page("products.device", slug="dts")
    assert shown.text("h1") == "Dermaline DTS"
    assert shown.links(".alist a") == ["/devices/dts-0-5mm", "/devices/dts-1-0mm"]
    assert shown.texts(".alist li > span") == ["0.5 mm", "1.0 mm"]
    assert "Steel" in shown.text(".spec")


def test_a_dispute_over_which_versions_exist_makes_no_version(page, app):
    with catalogue(app) as session:
        make_source(session, "a-wiki", type="encyclopaedia")
        lengths = {"needle_length": ["0.5, 1.0 mm", "0.2, 0.5 mm"]}
        make_family(session, "dts", ["0.5 mm", "1.0 mm"], specs=lengths)
    shown = page("products.device", slug="dts")
    assert "sources disagree on which lengths there are: 0.5, 1.0 mm" in shown.text(".dev-l .dispute")
    assert len(shown.all(".alist li")) == 2


def test_who_should_not_stands_beside_a_family_with_one_long_version(page, app):
    with catalogue(app) as session:
        make_evidence(session)
        make_family(session, "long", ["0.5 mm", "1.0 mm"])
        make_family(session, "short", ["0.25 mm", "0.5 mm"])
    assert "Needles of some versions go past 0.5 mm" in page("products.device", slug="long").text("aside.who")
    assert not page("products.device", slug="short").all("aside.who")


def test_genosys_has_five_versions_and_a_dispute(seeded_page):
    shown = seeded_page("products.device", slug="genosys-dts-roller")
    assert len(shown.all(".alist li")) == 5
    assert "0.1, 0.15, 0.2, 0.25, 0.5 mm" in shown.text(".dev-l .dispute")
    assert shown.all(".vers-p > *")
    assert "AED" in shown.text("#old-prices")
