"""/brands/<slug>: its devices and cartridges; files belong to models."""

from tests.factories import catalogue, cleared, make_brand, make_cartridge, make_device, make_family


def test_a_brand_lists_its_devices_with_a_family_once(page, app):
    with catalogue(app) as session:
        make_device(session, "one", specs={"needle_length": "0.5 mm", "pin_count": "12"}, name="One")
        make_family(session, "dts", ["0.5 mm", "1.0 mm"], name="DTS")
        make_cartridge(session, "part")
        make_device(session, "other", brand="zeta")
    shown = page("products.brand", slug="dermaline")
    assert shown.links("#devices a") == ["/devices/one", "/devices/dts"]
    assert "2 versions" in shown.text("#devices")
    assert shown.links("#cartridges th a") == ["/cartridges/part"]
    assert "right of reply" in shown.text(".tell")


def test_a_file_is_shown_with_its_model(page, app):
    with catalogue(app) as session:
        make_device(session, "one", legal=[cleared("K233709")], name="One")
        make_device(session, "two", name="Two")
    shown = page("products.brand", slug="dermaline")
    assert shown.texts("#law li") == ["Dermaline One: FDA clearance (510(k)) K233709"]
    assert "never to a brand" in shown.text("#law")


def test_an_own_brand_says_so(page, app):
    with catalogue(app) as session:
        make_brand(session, "ours", is_own=True)
    shown = page("products.brand", slug="ours")
    assert "our own brand" in shown.text("main")
    assert "Not affiliated" not in shown.text(".tell")


def test_an_unknown_brand_is_not_there(page, app):
    page("products.brand", slug="nobody", status=404)


def test_every_seeded_brand_has_a_page(seeded_page, seeded_app):
    with seeded_app.test_request_context():
        from catalog.shelf import current

        slugs = list(current().brands)
    for slug in slugs:
        seeded_page("products.brand", slug=slug)
