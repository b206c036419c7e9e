"""/cartridges and /cartridges/<slug>: what a part is said to fit, and who says so."""

from tests.factories import catalogue, fits, make_cartridge, make_device, make_evidence


def test_a_cartridge_names_what_it_fits(page, app):
    with catalogue(app) as session:
        make_device(session, "one", name="One")
        make_cartridge(
            session,
            "one-12",
            name="12 needles",
            specs={"pin_count": "12"},
            fits=[fits("one", note="Both sizes.")],
        )
    shown = page("products.cartridge", slug="one-12")
    assert shown.links("#fits th a") == ["/devices/one"]
    assert shown.text("#fits td:last-child") == "fits seller says Both sizes."
    assert shown.text(".fl").count("Dermaline One") == 1


def test_the_caution_needs_a_length_of_the_cartridge_itself(page, app):
    with catalogue(app) as session:
        make_evidence(session)
        make_cartridge(session, "long", specs={"needle_length": "1.5 mm"})
        make_cartridge(session, "unsaid")
    assert page("products.cartridge", slug="long").all("aside.who")
    assert not page("products.cartridge", slug="unsaid").all("aside.who")


def test_cartridges_are_listed_by_brand_with_what_they_fit(page, app):
    with catalogue(app) as session:
        make_device(session, "one", name="One")
        make_cartridge(session, "z-part", brand="zeta")
        make_cartridge(session, "a-part", brand="alpha", fits=[fits("one"), fits("one", "fits")])
        make_cartridge(session, "nameless", brand=None, name="Plain head")
    shown = page("products.cartridges")
    assert shown.texts(".brand-g h2") == ["Alpha", "Zeta", "Brand not named"]
    assert shown.links(".brand-g h2 a") == ["/brands/alpha", "/brands/zeta"]
    assert "/devices/one" in shown.links("td a")


def test_pages_of_the_list(page, app, monkeypatch):
    from catalog.products.pages import cartridge

    monkeypatch.setattr(cartridge, "ON_A_PAGE", 2)
    with catalogue(app) as session:
        for number in range(3):
            make_cartridge(session, f"part-{number}")
    assert len(page("/cartridges").all("tbody tr")) == 2
    assert len(page("/cartridges?page=2").all("tbody tr")) == 1
    assert "nothing on this page" in page("/cartridges?page=9").text("main")
    for odd in ("0", "-1", "x", "²", "9" * 50):
        page(f"/cartridges?page={odd}")


def test_the_list_asks_the_database_nothing_more_for_more_cartridges(page, app, count_statements):
    with catalogue(app) as session:
        make_cartridge(session, "first")
    page("/cartridges")
    few = count_statements(lambda: page("/cartridges?n=1"))
    with catalogue(app) as session:
        for number in range(20):
            make_cartridge(session, f"part-{number}")
    page("/cartridges")
    assert count_statements(lambda: page("/cartridges?n=2")) == few


def test_every_seeded_cartridge_has_a_page(seeded_page):
    links = [href for href in seeded_page("/cartridges").links("th a") if href.startswith("/cartridges/")]
    assert len(links) == 27
    for href in links:
        seeded_page(href)
