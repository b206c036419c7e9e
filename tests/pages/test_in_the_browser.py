"""The frame in a real browser: no sideways scroll at any width, a menu without scripts, axe finds nothing."""

from typing import Any

import pytest

WIDTHS = (320, 390, 600, 768, 900, 1024, 1440, 1600)
PAGES = ("/", "/about", "/privacy", "/no-such-page")


@pytest.mark.parametrize("address", PAGES)
def test_nothing_scrolls_sideways_at_any_width(chromium: Any, live_server: str, address: str) -> None:
    page = chromium.new_page()
    page.goto(live_server + address)
    too_wide = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found = page.evaluate("document.documentElement.scrollWidth")
        if found > width:
            too_wide[width] = found
    page.close()
    assert too_wide == {}


@pytest.mark.parametrize("width", [320, 390])
def test_the_slash_of_a_breadcrumb_stays_with_the_word_after_it(
    chromium: Any, live_server: str, width: int
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{live_server}/about")
    # A name that is longer than a line begins right behind its slash, and goes on below it.
    lines = page.evaluate("""() => {
        const last = document.querySelector(".crumbs li:last-child");
        last.textContent = "Needles ".repeat(20);
        const range = document.createRange();
        range.selectNodeContents(last);
        const left = last.getBoundingClientRect().left;
        return [...range.getClientRects()].map(line => line.left - left);
    }""")
    page.close()
    assert len(lines) > 2
    assert 4 < lines[0] < 24, "the slash stands before the first word"
    assert max(map(abs, lines[1:])) < 1, "no column of its own for the slash"


def test_the_appearance_is_chosen_without_a_script(chromium: Any, live_server: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server}/about")
    page.get_by_role("button", name="Dark").click()
    assert page.url == f"{live_server}/about"
    assert page.locator("html").get_attribute("data-theme") == "dark"
    context.close()


def test_the_keyboard_reaches_the_content_first_and_every_needle_of_the_picture(
    chromium: Any, live_server: str
) -> None:
    page = chromium.new_page()
    page.goto(live_server)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.locator(".sky a").nth(3).focus()
    assert page.evaluate("document.activeElement.querySelector('title').textContent.includes(' mm')")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(chromium: Any, live_server: str, address: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(live_server + address)
    found = [violation["id"] for violation in axe.run(page).response["violations"]]
    context.close()
    assert found == []
