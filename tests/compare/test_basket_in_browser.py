"""Ticking devices in Chromium: with a script at once, without one by the tray's button."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from catalog.compare.basket import COOKIE, Basket, written

Browse = Callable[..., Any]
LIST = "/devices?depth_at=0.5"


@pytest.fixture
def browse(chromium: Any, live_server: str) -> Iterator[Browse]:
    """browse("/devices", width=390, java_script_enabled=False) → a page of Playwright."""
    contexts = []

    def open_page(path: str, width: int = 1280, **options: Any) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        shown = context.new_page()
        shown.goto(live_server + path)
        return shown

    yield open_page
    for context in contexts:
        context.close()


def titles(shown: Any) -> list[str]:
    """The devices named in the tray."""
    return [text.strip() for text in shown.locator("#tray li a").all_text_contents()]


def test_without_script_several_ticks_go_with_one_button(browse: Browse) -> None:
    shown = browse(LIST, 390, java_script_enabled=False)
    assert not shown.locator("#tray").is_visible()
    boxes = shown.locator(".card .tick input")
    for place in range(3):
        boxes.nth(place).check()
    tray = shown.locator("#tray")
    assert tray.is_visible()
    tray.get_by_role("button", name="Compare").click()
    assert "/compare?d=" in shown.url
    assert "depth_at=0.5" in shown.url
    assert shown.locator("table.cmp thead th").count() == 3
    shown.go_back()
    assert len(titles(shown)) in (0, 3)
    shown.reload()
    assert len(titles(shown)) == 3


def test_with_a_script_a_tick_is_sent_at_once_and_survives_filters(browse: Browse) -> None:
    shown = browse(LIST)
    with shown.expect_response("**/basket"):
        shown.locator(".card .tick input").first.check()
    shown.wait_for_selector("#tray li")
    first = titles(shown)
    with shown.expect_response("**/devices?**"):
        shown.locator("input[name=kind][value=roller]").check()
    shown.wait_for_selector("[aria-busy]", state="detached")
    assert titles(shown) == first
    with shown.expect_response("**/basket"):
        shown.locator(".card .tick input:not(:checked)").first.check()
    shown.wait_for_selector("#tray li:nth-child(2)")
    assert "depth_at=0.5" in shown.url
    shown.locator("#tray").get_by_role("button", name="Compare").click()
    assert "depth_at=0.5" in shown.url
    assert shown.locator("table.cmp thead th").count() == 2


def test_ticks_in_quick_succession_are_all_kept(browse: Browse) -> None:
    shown = browse("/devices")
    click = "[...document.querySelectorAll('.card .tick input')].slice(0, 4).forEach((box) => box.click())"
    shown.evaluate(click)
    shown.wait_for_selector("#tray li:nth-child(4)")
    shown.reload()
    assert len(titles(shown)) == 4


def test_enter_on_a_tick_takes_nothing_out(browse: Browse) -> None:
    shown = browse("/devices", java_script_enabled=False)
    shown.locator(".card .tick input").first.check()
    shown.get_by_role("button", name="Keep").click()
    kept = titles(shown)
    shown.locator(".card .tick input:not(:checked)").first.check()
    with shown.expect_navigation():
        shown.keyboard.press("Enter")
    assert set(titles(shown)) > set(kept)


def test_that_the_only_device_is_gone_can_be_read(
    browse: Browse, seeded_app: Flask, live_server: str
) -> None:
    shown = browse("/about")
    gone = written(Basket(("never-was",)), seeded_app.config["SECRET_KEY"])
    shown.context.add_cookies([{"name": COOKIE, "value": gone, "url": live_server}])
    shown.goto(f"{live_server}/devices")
    assert shown.get_by_text("No longer in the catalogue, so taken out: never-was.").is_visible()


def test_the_seventh_tick_offers_the_choice_and_loses_nothing(browse: Browse) -> None:
    shown = browse("/devices")
    boxes = shown.locator(".card .tick input")
    for place in range(6):
        with shown.expect_response("**/basket"):
            boxes.nth(place).check()
        shown.wait_for_selector(f"#tray li:nth-child({place + 1})")
    # Not check(): the page may be another before it has looked whether the box is ticked.
    boxes.nth(6).click()
    shown.wait_for_selector("button[name=replace]")
    assert shown.locator("button[name=replace]").count() == 6
    shown.locator("button[name=replace]").nth(2).click()
    shown.wait_for_selector("#tray li")
    assert len(titles(shown)) == 6


@pytest.mark.parametrize("width", [320, 1280])
def test_the_tray_never_covers_what_has_the_focus(browse: Browse, width: int) -> None:
    shown = browse("/devices", width, reduced_motion="reduce")
    with shown.expect_response("**/basket"):
        shown.locator(".card .tick input").first.check()
    shown.wait_for_selector("#tray li")
    covered = """() => {
      const focused = document.activeElement.getBoundingClientRect();
      const tray = document.getElementById("tray");
      if (tray.contains(document.activeElement)) return false;
      return focused.height > 0 && focused.bottom > tray.getBoundingClientRect().top + 1;
    }"""
    for _ in range(25):
        shown.keyboard.press("Tab")
        shown.evaluate("new Promise(requestAnimationFrame)")
        assert not shown.evaluate(covered)


def test_the_tray_names_its_parts(browse: Browse) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    shown = browse("/devices/exceed", 390)
    with shown.expect_response("**/basket"):
        shown.get_by_label("Compare").first.check()
    shown.wait_for_selector("#tray li")
    found = axe.run(shown)
    assert found.violations_count == 0, found.generate_report()
