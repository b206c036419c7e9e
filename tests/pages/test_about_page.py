"""About: what is covered comes from the catalogue, what the marks mean from the marks."""

from collections.abc import Callable
from dataclasses import replace

from flask import Flask

from catalog.pages.coverage import MARKS_IN_USE
from catalog.products import editing, queries
from catalog.products.drafts import OfferDraft
from tests.factories import catalogue
from tests.html import Page, words
from tests.reviews.made import make_author, research, store


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


def test_disclosure_counts_affiliate_links_once_there_are_any(own_app: Flask) -> None:
    with catalogue(own_app) as session:
        product = queries.product_by_slug(session, "dr-pen-m8")
        assert product is not None
        assert product.id is not None
        draft = queries.drafts(session, [product.id])[product.id]
        offer = OfferDraft(
            13900, "USD", draft.statements[0].source or "", is_affiliate=True, url="https://shop.example/m8"
        )
        changed = replace(draft, offers=(*draft.offers, offer))
        editing.put_product(session, changed, actor="anna", reason="")
    shown = Page(own_app.test_client().get("/disclosure"))
    assert "There is one now." in shown.text(".text")


def test_about_says_what_was_tested_once_something_was(own_app: Flask) -> None:
    assert "there are no reviews and no scores" in own_app.test_client().get("/about").text
    with catalogue(own_app) as session:
        make_author(session)
        store(session, research())
    shown = Page(own_app.test_client().get("/about"))
    assert "1 review; in 0 of them the author had the device in hand." in " ".join(map(words, shown.all("p")))
