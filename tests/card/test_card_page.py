"""`/card`: what is drawn in millimetres is as long as it says, in the SVG, in the browser and on paper."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from catalog.figures import true_size
from tests.html import Page

Fetch = Callable[..., Page]
SVG = "{http://www.w3.org/2000/svg}"
PX_PER_MM = 96 / 25.4
"""CSS pixels (CSS Values 4, absolute lengths)."""
PAPERS = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
DPI = 508
DOTS_PER_MM = DPI / 25.4


def numbers(d: str) -> list[float]:
    return [float(text) for text in re.findall(r"-?\d+\.?\d*", d)]


def test_one_unit_of_every_drawing_is_one_millimetre(page: Fetch) -> None:
    drawings = page("/card").all(".ts")
    assert len(drawings) == 3
    for svg in drawings:
        _, _, width, height = numbers(svg.get("viewbox") or svg.get("viewBox"))
        assert (svg.get("width"), svg.get("height")) == (f"{width:g}mm", f"{height:g}mm")
        assert width <= 210 - 2 * 12


def test_needles_are_as_long_as_their_labels(page: Fetch) -> None:
    shown = page("/card")
    svg = shown.one('[aria-label="Needles at their true size"] .ts')
    labels = [float(text.text) for text in svg.iter(f"{SVG}text")]
    measured = []
    for needle in svg.iter(f"{SVG}path"):
        # M left top H right V shoulder L middle tip L left shoulder Z
        left, top, right, shoulder, middle, tip, *_ = numbers(needle.get("d"))
        assert top < shoulder < tip
        assert right - left == pytest.approx(0.25)
        assert middle == pytest.approx((left + right) / 2)
        measured.append(round(tip - top, 6))
    assert sorted(set(measured)) == labels
    assert len(measured) == 5 * len(labels)
    assert (min(labels), max(labels)) == (0.2, 3.0)


def test_nothing_hides_where_the_needles_begin(page: Fetch) -> None:
    svg = page("/card").one('[aria-label="Needles at their true size"] .ts')
    for ceiling in svg.iter(f"{SVG}rect"):
        foot = float(ceiling.get("y")) + float(ceiling.get("height"))
        assert foot == pytest.approx(numbers(next(svg.iter(f"{SVG}path")).get("d"))[1])


def test_enlarged_needles_are_ten_times_as_long(page: Fetch) -> None:
    svg = page("/card").one('[aria-label="Needles ten times larger"] .ts')
    needles = [numbers(path.get("d")) for path in svg.iter(f"{SVG}path") if path.get("class") == "ts-n"]
    assert [round((d[5] - d[1]) / 10, 6) for d in needles] == [um / 1000 for um in true_size.LENGTHS]


def test_the_bar_is_ten_centimetres_and_the_card_is_a_bank_card(page: Fetch) -> None:
    shown = page("/card")
    start, _, end = numbers(shown.one("#ts-bar").get("d"))
    assert end - start == pytest.approx(100)
    card = shown.one("#ts-card")
    assert (card.get("width"), card.get("height")) == ("85.6", "53.98")


def test_combs_do_not_touch_and_stay_on_the_sheet() -> None:
    combs = true_size.combs()
    for before, after in pairwise(combs):
        assert before.left + true_size.COMB_MM < after.left
    assert combs[0].left > 0
    assert combs[-1].left + true_size.COMB_MM < true_size.ACROSS_MM


def test_every_length_drawn_is_one_that_a_source_gives(seeded_app: Any) -> None:
    from catalog.shelf.keeper import current

    with seeded_app.test_request_context():
        lengths = [entry.lengths for entry in current()]
    readings = [reading for one in lengths for reading in (*one.settings, one.worst)]
    known = {
        um for one in readings for um in true_size.LENGTHS if one.at(um).name == "YES" or um == one.longest
    }
    assert known == set(true_size.LENGTHS)


def test_the_card_says_what_it_cannot_tell_and_how_to_print(page: Fetch) -> None:
    words = page("/card").text("main")
    assert "It does not show how deep they go" in words
    assert "never “fit to page”" in words
    assert "On a screen the sizes are not true" in words
    assert "no longer sterile" in words


def test_the_footer_leads_to_the_card(page: Fetch) -> None:
    assert "/card" in page("/about").links("footer a")


@pytest.fixture
def sheet(chromium: Any, live_server: str) -> Iterator[Any]:
    context = chromium.new_context(base_url=live_server, color_scheme="dark")
    page = context.new_page()
    page.goto("/card")
    yield page
    context.close()


def test_paper_is_white_in_the_dark_and_drawings_scroll_by_themselves_on_a_phone(sheet: Any) -> None:
    sheet.set_viewport_size({"width": 320, "height": 800})
    assert sheet.evaluate("document.documentElement.scrollWidth") <= 320
    paper = sheet.locator(".nsheet").evaluate("one => getComputedStyle(one).backgroundColor")
    assert paper == "rgb(255, 255, 255)"
    ink = sheet.locator(".nsheet h2").first.evaluate("one => getComputedStyle(one).color")
    assert sum(map(int, re.findall(r"\d+", ink))) < 300
    assert all(sheet.locator(".nsheet .scroll").evaluate_all("all => all.map(one => one.tabIndex === 0)"))


@pytest.mark.parametrize("width", [320, 1440])
def test_the_browser_draws_the_bar_and_the_card_at_their_size(sheet: Any, width: int) -> None:
    sheet.set_viewport_size({"width": width, "height": 900})
    for selector, expected in (("#ts-bar", 100), ("#ts-card", 85.6)):
        box = sheet.locator(selector).evaluate("one => one.getBoundingClientRect().width")
        assert box / PX_PER_MM == pytest.approx(expected, abs=0.05)


@pytest.mark.parametrize("paper", PAPERS)
def test_on_paper_it_is_one_page_with_margins_and_ten_centimetres_are_ten(
    sheet: Any, tmp_path: Path, paper: str
) -> None:
    if not shutil.which("pdftoppm"):
        pytest.skip("Poppler is not installed")
    printed = tmp_path / "card.pdf"
    sheet.pdf(path=str(printed), format=paper, print_background=True)
    about = subprocess.run(["pdfinfo", printed], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Pages:\s+1\b", about)
    rows = rendered(printed)
    width, height = PAPERS[paper]
    assert len(rows) / DOTS_PER_MM == pytest.approx(height, abs=0.5)
    inked = [n for n, row in enumerate(rows) if min(row) < 200]
    lefts = [re.search(rb"[\x00-\xc7]", rows[n]) for n in inked]
    rights = [re.search(rb"[\x00-\xc7]\xff*[\xc8-\xff]*$", rows[n]) for n in inked]
    assert min(found.start() for found in lefts if found) / DOTS_PER_MM >= 10
    assert width - max(found.start() for found in rights if found) / DOTS_PER_MM >= 10
    assert inked[0] / DOTS_PER_MM >= 10
    assert height - inked[-1] / DOTS_PER_MM >= 10
    bars = [
        len(run) / DOTS_PER_MM
        for row in rows
        for run in re.findall(rb"[\x00-\x7f]{1800,2200}", row)
        if 95 < len(run) / DOTS_PER_MM < 105
    ]
    assert bars
    assert all(bar == pytest.approx(100, abs=0.1) for bar in bars)


def rendered(pdf: Path) -> list[bytes]:
    """The page in grey, a row of bytes each line of dots."""
    command = ["pdftoppm", "-gray", "-r", str(DPI), "-singlefile", str(pdf), str(pdf.with_suffix(""))]
    subprocess.run(command, check=True)
    data = pdf.with_suffix(".pgm").read_bytes()
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+\d+\s", data)
    assert head
    width, start = int(head[1]), head.end()
    return [data[n : n + width] for n in range(start, len(data), width)]
