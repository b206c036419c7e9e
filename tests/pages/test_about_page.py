"""About: what is covered comes from the catalogue, what the marks mean from the marks."""

from collections.abc import Callable

from catalog.pages.coverage import MARKS_IN_USE
from tests.html import Page


def test_coverage_is_counted(seeded_page: Callable[..., Page]) -> None:
    words = seeded_page("/about").text(".text")
    home = seeded_page("/")
    assert f"{len(home.links('.alist a'))} devices from " in words
    assert "Not covered: " in words


def test_every_mark_is_explained(page: Callable[..., Page]) -> None:
    assert len(page("/about").all(".marks .pm")) == len(MARKS_IN_USE)


def test_own_products_are_disclosed(page: Callable[..., Page]) -> None:
    shown = page("/about")
    assert "may sell pens itself" in shown.text(".text")
    assert "/disclosure" in shown.links(".text a")


def test_privacy_names_the_one_cookie(page: Callable[..., Page]) -> None:
    words = page("/privacy").text(".text")
    assert "theme" in words
    assert "No tracking" in words
    assert "No account" in words


def test_disclosure_says_that_there_are_no_affiliate_links(page: Callable[..., Page]) -> None:
    assert "There are none now." in page("/disclosure").text(".text")
