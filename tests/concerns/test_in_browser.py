"""A concern on a phone, by keyboard and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

PAGES = ["/for/acne-scars", "/for/hair-thinning", "/for/product-absorption"]
BOXES = """() => [...document.querySelectorAll(".studied text")].map((text) => {
  const box = text.getBoundingClientRect();
  return [text.textContent, box.left, box.top, box.right, box.bottom];
})"""
DOTS = """() => [...document.querySelectorAll(".studied circle")].map((dot) => {
  const box = dot.getBoundingClientRect();
  return [box.left, box.right];
})"""


@pytest.fixture(scope="module")
def phone(chromium: Any, live_server: str) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 320, "height": 700}, base_url=live_server)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 768, 1440])
def test_no_word_of_the_picture_covers_another_or_leaves_it(phone: Any, path: str, width: int) -> None:
    phone.set_viewport_size({"width": width, "height": 700})
    phone.goto(path)
    boxes = phone.evaluate(BOXES)
    assert len(boxes) >= 8
    for i, (words, left, top, right, bottom) in enumerate(boxes):
        assert left >= 0, words
        assert right <= width, words
        for other, left2, top2, right2, bottom2 in boxes[i + 1 :]:
            assert right <= left2 or right2 <= left or bottom <= top2 or bottom2 <= top, (words, other)
    assert all(left >= 0 and right <= width for left, right in phone.evaluate(DOTS))


@pytest.mark.parametrize("path", PAGES)
def test_at_320_px_every_study_is_a_block_that_fits(phone: Any, path: str) -> None:
    phone.set_viewport_size({"width": 320, "height": 700})
    phone.goto(path)
    assert phone.locator(".stud thead").bounding_box()["height"] <= 1
    wide = phone.locator(".stud :is(th, td)").evaluate_all(
        "cells => cells.filter((cell) => cell.getBoundingClientRect().right > innerWidth).length"
    )
    assert wide == 0
    label = phone.locator(".stud td").first.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert label == '"Who took part"'


def test_the_table_can_be_reached_and_moved_by_keyboard(phone: Any) -> None:
    phone.set_viewport_size({"width": 1024, "height": 700})
    phone.goto("/for/acne-scars")
    region = phone.locator("#tested [role=region]")
    region.focus()
    assert region.evaluate("it => it === document.activeElement")


def test_warnings_are_on_the_first_screen_of_a_desk(phone: Any) -> None:
    phone.set_viewport_size({"width": 1440, "height": 900})
    phone.goto("/for/acne-scars")
    assert phone.locator("#stops-h").bounding_box()["y"] < 450
    assert phone.locator(".stops .note").last.bounding_box()["y"] < 600


def test_on_paper_the_table_is_a_table_and_fits(chromium: Any, live_server: str) -> None:
    context = chromium.new_context(viewport={"width": 718, "height": 1000}, base_url=live_server)
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto("/for/acne-scars")
    assert page.locator(".stud thead th").first.is_visible()
    assert (
        page.locator(".stud tbody tr").first.evaluate("row => getComputedStyle(row).display") == "table-row"
    )
    table = page.locator(".stud").bounding_box()
    assert table["x"] + table["width"] <= 718
    context.close()


def test_without_scripts_the_fold_on_certainty_opens(chromium: Any, live_server: str) -> None:
    context = chromium.new_context(base_url=live_server, java_script_enabled=False)
    page = context.new_page()
    page.goto("/for/acne-scars")
    page.get_by_text("What each certainty means").click()
    assert page.get_by_text("Needling by itself was not tested.").is_visible()
    context.close()
