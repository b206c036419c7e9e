"""Devices like this one, each with its reason; better documented ones where little is known."""

from tests.factories import catalogue, fits, make_cartridge, make_device, make_family

DIAL = "0.25–2.5 mm every 0.25"


def test_a_similar_device_says_what_is_the_same_and_what_is_not(page, app):
    full = {"pin_count": "12", "sterility": "sterile single use", "replacement": "every session"}
    with catalogue(app) as session:
        make_device(session, "one", specs=full | {"needle_length": DIAL, "weight": "180 g"})
        make_device(session, "two", specs=full | {"needle_length": DIAL, "weight": "200 g"}, name="Two")
        make_device(session, "far", specs={"needle_length": "0.1–0.5 mm"})
        make_cartridge(session, "both", fits=[fits("one"), fits("two")])
    rows = page("products.device", slug="one").texts("#similar li")
    assert len(rows) == 1
    assert "Dermaline Two" in rows[0]
    assert "Same needle lengths, cartridges, needles and sterile packing" in rows[0]


def test_a_longer_reach_is_said_and_not_praised(page, app):
    with catalogue(app) as session:
        alike = {"pin_count": "12", "power": "battery", "sterility": "sterile single use"}
        make_device(session, "one", specs=alike | {"needle_length": DIAL})
        make_device(session, "two", specs=alike | {"needle_length": "0.25–3.0 mm every 0.25"})
    row = page("products.device", slug="one").text("#similar li")
    assert "goes to 3.0 instead of 2.5 mm" in row
    assert "better" not in row.lower()


def test_its_own_family_is_not_similar_and_another_comes_once(page, app):
    shared = {"pin_count": "540", "needle_material": "stainless steel", "sterility": "sterile single use"}
    with catalogue(app) as session:
        make_family(session, "dts", ["0.5 mm", "1.0 mm"], specs=shared, name="DTS")
        make_family(session, "mr", ["0.5 mm", "1.0 mm"], specs=shared, name="MR")
    links = page("products.device", slug="dts-0-5mm").links("#similar a")
    assert links == ["/devices/mr-0-5mm"]


def test_a_barely_documented_device_ends_with_better_ones_near_its_length(page, app):
    full = {"pin_count": "192", "sterility": "sterile single use", "replacement": "every session"}
    with catalogue(app) as session:
        for slug, length in (("near", "0.3 mm"), ("far", "1.5 mm")):
            make_device(session, slug, kind="roller", specs=full | {"needle_length": length})
        make_device(session, "sparse", kind="roller", specs={"needle_length": "0.25 mm"})
        make_device(session, "pen", specs=full | {"needle_length": "0.25 mm"})
    shown = page("products.device", slug="sparse")
    assert shown.links("#near a") == ["/devices/near"]
    assert "whose longest needles are 0.2 to 0.3 mm" in shown.text("#near")
    assert not shown.all("#similar")


def test_the_groups_follow_the_catalogue(page, app):
    full = {"pin_count": "12", "power": "battery", "sterility": "sterile single use", "needle_length": DIAL}
    with catalogue(app) as session:
        make_device(session, "one", specs=full)
    assert not page("products.device", slug="one").all("#similar")
    with catalogue(app) as session:
        make_device(session, "two", specs=full)
    assert page("products.device", slug="one").links("#similar a") == ["/devices/two"]
