"""Addresses stay: a renamed product leads on, an unknown one names what is near."""

from catalog.products.editing import rename_product
from tests.factories import WHO, catalogue, make_cartridge, make_device, make_family


def test_a_renamed_device_leads_to_its_new_address_with_its_query(client, app):
    with catalogue(app) as session:
        make_device(session, "old-name")
        make_cartridge(session, "old-part")
        rename_product(session, "old-name", "new-name", **WHO)
        rename_product(session, "old-part", "new-part", **WHO)
    moved = client.get("/devices/old-name?sessions=6")
    assert (moved.status_code, moved.location) == (301, "/devices/new-name?sessions=6")
    twin = client.get("/devices/old-name.json?x=1")
    assert (twin.status_code, twin.location) == (301, "/devices/new-name.json?x=1")
    assert client.get("/cartridges/old-part").location == "/cartridges/new-part"


def test_each_product_has_one_address(client, app):
    with catalogue(app) as session:
        make_cartridge(session, "part")
        make_device(session, "pen")
        make_family(session, "dts", ["0.5 mm"])
    assert client.get("/devices/part").location == "/cartridges/part"
    assert client.get("/cartridges/pen").location == "/devices/pen"
    assert client.get("/cartridges/dts").location == "/devices/dts"


def test_an_unknown_name_is_answered_with_near_ones(page, app):
    with catalogue(app) as session:
        make_device(session, "dr-pen-a6", brand="dr-pen", name="Ultima A6")
        make_family(session, "genosys-dts-roller", ["0.5 mm"], name="DTS Roller")
    near = page("/devices/dr-pn-a6", status=404)
    assert "/devices/dr-pen-a6" in near.links("main a")
    by_title = page("/devices/Dr.%20Pen%20Ultima%20A6", status=404)
    assert "/devices/dr-pen-a6" in by_title.links("main a")
    assert "/devices/genosys-dts-roller" in page("/devices/genosis-dts-roler", status=404).links("main a")


def test_nothing_near_is_no_fault(page, app):
    for address in (
        "/devices/%00x",
        "/devices/zzzzzz",
        "/cartridges/x",
        "/brands/x",
        "/devices/" + "a" * 3000,
    ):
        page(address, status=404)


def test_a_large_catalogue_is_searched_in_bounds(app, monkeypatch):
    from catalog.products.pages import near_names

    with catalogue(app) as session:
        for number in range(12):
            make_device(session, f"pen-{number}")
    monkeypatch.setattr(near_names, "MOST_COMPARED", 5)
    with app.test_request_context():
        assert near_names.near_names("pen-11")[0][1] == "/devices/pen-11"
        assert near_names.near_names("pen-111")
