"""The pages of upkeep in Chromium: no script, 320 px wide, in the dark; and nothing that axe minds."""

import pytest

from catalog.reports.models import Report
from catalog.upkeep.ageing import addresses
from catalog.upkeep.models import LinkCheck
from tests.factories import catalogue
from tests.upkeep.test_dashboard import draft
from tests.upkeep.test_since_page import find_another

PAGES = ("/desk", "/desk/account", "/desk/stale", "/desk/reports", "/desk/reports/1", "/desk/unmet")


@pytest.fixture
def filled(own_app):
    """Something of every sort waits."""
    find_another(own_app, "A made-up finding that is rather long, as findings are.")
    own_app.test_client().get("/devices?kind=roller&depth_reach=2.5", follow_redirects=True)
    long = "https://example.com/" + "very-long-" * 20
    with catalogue(own_app) as session:
        session.add(
            Report(
                day="2026-03-01",
                kind="answer",
                page="/devices/dr-pen-a6",
                value="noise",
                text="58 dB",
                link=long,
            )
        )
        draft(session, "soon", "anna", publish_at="2027-03-01T08:00:00.000000Z", zone="Europe/Berlin")
        for one in addresses(session)[:3]:
            session.add(LinkCheck(url=one.url, day="2026-11-20", status=404))


def test_every_page_fits_320_px_without_script(filled, anna_browses):
    page = anna_browses(scripts=False, width=320)
    wide = {}
    for address in PAGES:
        page.goto(address)
        width = page.locator("body").evaluate("e => e.ownerDocument.documentElement.scrollWidth")
        if width > 320:
            wide[address] = width
    assert wide == {}


def test_the_menu_opens_without_script_and_by_keyboard(filled, anna_browses):
    page = anna_browses(scripts=False, width=390)
    assert not page.get_by_role("link", name="Stale").first.is_visible()
    page.get_by_text("Menu of the desk").focus()
    page.keyboard.press("Enter")
    page.get_by_role("navigation", name="Desk menu").get_by_role("link", name="Stale").click()
    assert page.locator("h1").inner_text() == "Stale"
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.get_by_role("navigation", name="Desk", exact=True).is_visible()
    assert not page.get_by_text("Menu of the desk").is_visible()


def test_a_text_is_looked_at_and_a_report_answered_without_script(filled, anna_browses):
    page = anna_browses("/desk/stale", scripts=False)
    count = page.locator("#texts h3").count()
    page.get_by_role("button", name="I looked: still right").first.click()
    assert page.locator("#texts h3").count() == count - 1
    page.goto("/desk/reports/1")
    page.get_by_label("New source: title").fill("A made-up manual")
    page.get_by_label("New source: who published it").fill("Nobody")
    page.get_by_role("button", name="Record it").click()
    assert "A value was recorded with its source" in page.locator("main").inner_text()


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(filled, anna_browses, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = anna_browses(width=390 if scheme == "dark" else 1440)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    found = {}
    for address in PAGES:
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
        violations = axe.run(page, options=options).response["violations"]
        if violations:
            found[address] = [
                (one["id"], [node["html"][:160] for node in one["nodes"]]) for one in violations
            ]
    assert found == {}
