"""Paper and forced colours: what is said stays, what can only be clicked goes, and lines stay lines."""

from collections.abc import Iterator
from typing import Any

import pytest

PAGES = [
    "/",
    "/devices?depth_at=0.5",
    "/devices?view=table",
    "/devices/dr-pen-a6",
    "/devices/genosys-dts-roller",
    "/cartridges/dr-pen-m8-16",
    "/brands/dr-pen",
    "/needle-lengths/1.5",
    "/cleared?model=K230420",
    "/for/acne-scars",
    "/about",
]
A4_PX = 718
"""Printable width of A4 (210 mm) between margins of 10 mm, at 96 px an inch."""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
COLOURS = "element => [getComputedStyle(element).color, getComputedStyle(document.body).backgroundColor]"


@pytest.fixture(scope="module")
def sheet(chromium: Any, live_server: str) -> Iterator[Any]:
    """A sheet of A4, printed by somebody who reads in the dark."""
    context = chromium.new_context(
        viewport={"width": A4_PX, "height": 1000}, base_url=live_server, color_scheme="dark"
    )
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_printed_page_is_dark_on_white_and_has_no_controls(sheet: Any, path: str) -> None:
    sheet.goto(path)
    ink, paper = sheet.locator("h1").evaluate(COLOURS)
    assert paper == "rgb(255, 255, 255)"
    assert sum(map(int, ink.removeprefix("rgb(").removesuffix(")").split(", "))) < 300
    assert sheet.locator("header.top, .facets, .skip, .pages, select, footer form").evaluate_all(
        "all => all.every(one => getComputedStyle(one).display === 'none')"
    )
    assert sheet.locator("footer").get_by_text("does not advise treatment").is_visible()
    assert sheet.evaluate(SIDEWAYS) <= 0


def test_the_sources_of_a_device_are_printed_with_their_days(sheet: Any) -> None:
    sheet.goto("/devices/skinpen-precision")
    assert sheet.get_by_text("read 22 Nov 2026").first.is_visible()


def test_an_article_is_printed_without_what_only_a_reader_at_the_screen_can_use(sheet: Any) -> None:
    sheet.goto("/articles/how-microneedling-works")
    assert sheet.locator(".refs li").first.is_visible()
    assert [sheet.locator(part).first.is_visible() for part in (".toc", ".cm-ask", ".backs")] == [False] * 3


@pytest.mark.parametrize("path", PAGES)
def test_with_forced_colours_needles_are_drawn_in_the_readers_own(
    chromium: Any, live_server: str, path: str
) -> None:
    context = chromium.new_context(base_url=live_server, forced_colors="active")
    page = context.new_page()
    page.goto(path)
    fills = page.locator("main svg .nd").evaluate_all(
        "all => all.filter(one => one.closest('[role=img]')).map(one => getComputedStyle(one).fill)"
    )
    own = page.locator("h1").evaluate("element => getComputedStyle(element).color")
    assert set(fills) <= {own}
    context.close()


def test_a_comparison_of_a_pair_prints_on_a4(sheet: Any) -> None:
    sheet.goto("/compare?d=dr-pen-a6,dr-pen-m8")
    assert b"/MediaBox [0 0 594.95" in sheet.pdf(prefer_css_page_size=True)
