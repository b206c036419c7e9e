"""How many devices there are: counted as sold, and each once by its name."""

from catalog.pages.home import survey
from catalog.shelf.counting import named_once
from catalog.shelf.keeper import current
from tests.html import Page, words


def test_a_family_counts_once_on_every_page_and_its_versions_are_said_beside(seeded_app, seeded_client):
    with seeded_app.test_request_context("/"):
        shelf = current()
        sold = len(shelf.devices())
        named = named_once(shelf, sold)
        assert named == survey(shelf).devices
    assert 0 < named < sold
    said = f"{named} devices, sold in {sold} versions"
    assert Page(seeded_client.get("/devices")).text(".count").startswith(said)
    home = Page(seeded_client.get("/"))
    assert f"{named} microneedling pens, rollers and stamps, sold in {sold} versions." in home.text(".lead")
    assert f"{named} devices" in words(Page(seeded_client.get("/about")).one("main"))
    for path in ("/", "/devices", "/needle-lengths"):
        page = Page(seeded_client.get(path))
        assert f"{named} microneedling" in page.one('meta[name="description"]').get("content"), path


def test_of_a_list_with_filters_versions_are_counted(seeded_client):
    assert Page(seeded_client.get("/devices?kind=pen")).text(".count").startswith("We found ")
