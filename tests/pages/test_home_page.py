"""The home page over the real catalogue."""

import re
from collections.abc import Callable

from tests.html import Page


def drawn_links(shown: Page) -> list[str]:
    """Where the needles of the picture lead; links in SVG are outside the reach of HTML selectors."""
    return re.findall(r'<a href="([^"]+)"><title>', shown.html)


def test_home_shows_every_device_once(seeded_page: Callable[..., Page]) -> None:
    shown = seeded_page("/")
    assert shown.text("h1") == "Every needle, and who says so."
    drawn, listed = drawn_links(shown), shown.links(".alist a")
    assert sorted(drawn) == sorted(listed)
    assert len(drawn) == len(set(drawn))
    assert f"{len(drawn)} microneedling pens, rollers and stamps" in shown.text(".lead")


def test_the_picture_stays_under_15_kb(seeded_page: Callable[..., Page]) -> None:
    html = seeded_page("/").html
    start = html.index('<svg class="sky')
    assert len(html[start : html.index("<figcaption", start)].encode()) <= 15_000


def test_needle_lengths_lead_to_the_finder_with_both_counts(seeded_page: Callable[..., Page]) -> None:
    shown = seeded_page("/")
    assert "/devices?depth_at=0.5" in shown.links(".lens a")
    assert all(" found" in words and " might" in words for words in shown.texts(".lens a"))


def test_what_is_on_record_has_eight_bars(seeded_page: Callable[..., Page]) -> None:
    shown = seeded_page("/")
    assert len(shown.all(".recl li")) == 8
    assert shown.text(".recl li:first-child span") == "Needle length"


def test_the_marks_are_explained(seeded_page: Callable[..., Page]) -> None:
    titles = seeded_page("/").texts(".how li b")
    assert "In a regulator’s file" in titles
    assert "Sources disagree" in titles


def test_an_empty_catalogue_still_has_a_home(page: Callable[..., Page]) -> None:
    shown = page("/")
    assert not drawn_links(shown)
    assert "0 microneedling pens" in shown.text(".lead")


def test_nothing_on_it_is_called_safe_or_independent(seeded_page: Callable[..., Page]) -> None:
    words = seeded_page("/").text("main").casefold()
    for word in ("safe", "home limit", "clinically proven", "independent", "best for"):
        assert word not in words


def test_what_a_length_finds_is_what_the_finder_finds(seeded_page: Callable[..., Page]) -> None:
    for link in seeded_page("/").all(".lens a"):
        found, might = (
            int(number) for number in re.findall(r"(\d+) (?:found|might)", "".join(link.itertext()))
        )
        status = seeded_page(link.get("href")).text('[role="status"]')
        assert f"We found {found}" in status
        assert f"{might} more might fit" in status


def test_lists_for_a_need_are_a_way_in(seeded_page: Callable[..., Page]) -> None:
    links = seeded_page("/").links("#needs a")
    assert "/devices/needs/rollers-never-above-0-5-mm" in links
    for link in links:
        seeded_page(link)


def test_no_link_of_the_page_is_dead(seeded_page: Callable[..., Page]) -> None:
    for link in sorted(set(seeded_page("/").links("main a, header a, footer a"))):
        if not link.startswith("#"):
            seeded_page(link)


def test_the_number_with_a_file_is_that_of_the_table_of_files(seeded_page: Callable[..., Page]) -> None:
    files = len(seeded_page("/cleared").all("table.models tbody tr"))
    assert seeded_page("/").text(".bigs dd").startswith(f"{files} of ")
