"""Pages of reviews in a real browser: narrow, dark, on paper, for those who do not see them."""

import pytest

from tests.test_every_page import SETTLED_WIDTH, SMALL_TARGETS
from tests.test_print import COLOURS, SIDEWAYS

PAGES = [
    "/reviews",
    "/reviews/made-up",
    "/reviews/not-tested",
    "/devices/dr-pen-a6",
    "/reviews/made-up/history",
]


@pytest.fixture(scope="module")
def browser_page(chromium, reviewed_server):
    context = chromium.new_context(base_url=reviewed_server, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


@pytest.fixture(scope="module")
def author_page(chromium, reviewed_server):
    """A browser in which Anna is signed in."""
    context = chromium.new_context(base_url=reviewed_server)
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto("/sign-in")
    page.fill("[name=login]", "anna")
    page.fill("[name=password]", "four plain words here")
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/desk")
    yield page
    context.close()


def narrow_and_wide(page, address, *, with_targets=True):
    page.goto(address)
    for width in (320, 390, 768, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(SETTLED_WIDTH) <= width, width
        if with_targets and width in (320, 1440):
            assert page.evaluate(SMALL_TARGETS, 24) == [], width


def complaints(page):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page.evaluate("document.querySelectorAll('details:not([name])').forEach((fold) => (fold.open = true))")
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    violations = axe.run(page, options=options).response["violations"]
    return [(one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in violations]


@pytest.mark.parametrize("address", PAGES)
def test_nothing_scrolls_sideways_and_no_target_is_small(browser_page, address):
    narrow_and_wide(browser_page, address)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser_page, address, scheme):
    browser_page.emulate_media(color_scheme=scheme)
    browser_page.set_viewport_size({"width": 390 if scheme == "dark" else 1440, "height": 900})
    browser_page.goto(address)
    assert complaints(browser_page) == []


@pytest.mark.parametrize("address", ["/desk/reviews/example", "/desk/reviews/made-up", "/desk/reviews/new"])
def test_the_desk_is_narrow_enough_and_axe_finds_nothing(author_page, address):
    # The bar of the editor has a button that only Enter presses.
    narrow_and_wide(author_page, address, with_targets=address.endswith("example"))
    author_page.set_viewport_size({"width": 1440, "height": 900})
    author_page.goto(address)
    assert complaints(author_page) == []


@pytest.mark.parametrize("address", ["/reviews/made-up", "/reviews/not-tested", "/reviews"])
def test_on_paper_it_is_dark_on_white_and_keeps_what_was_disclosed(chromium, reviewed_server, address):
    context = chromium.new_context(
        viewport={"width": 718, "height": 1000}, base_url=reviewed_server, color_scheme="dark"
    )
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto(address)
    ink, paper = page.locator("h1").evaluate(COLOURS)
    assert paper == "rgb(255, 255, 255)"
    assert sum(map(int, ink.removeprefix("rgb(").removesuffix(")").split(", "))) < 300
    assert page.evaluate(SIDEWAYS) <= 0
    assert page.locator(".rv-conn").first.is_visible()
    context.close()


def test_a_cold_visit_of_a_review_weighs_little(reviewed_app):
    client = reviewed_app.test_client()
    headers = {"Accept-Encoding": "br"}
    document = client.get("/reviews/made-up", headers=headers)
    plain = client.get("/reviews/made-up").text
    sheet = plain.split('rel="stylesheet" href="')[1].split('"')[0]
    assert len(document.data) + len(client.get(sheet, headers=headers).data) < 60_000
