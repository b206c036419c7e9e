"""When a page last changed: an edit moves the day of the pages that are about it, and of no other."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from catalog import clock
from catalog.articles import editing as articles
from catalog.articles import queries as article_queries
from catalog.changes.saving import save_row
from catalog.claims.models import Claim
from catalog.glossary.models import GlossaryTerm
from catalog.people.models import Author
from catalog.products import editing
from catalog.products import queries as products
from catalog.products.drafts import BrandDraft, StatementDraft
from catalog.products.models import Product
from catalog.science.editing import put_notice
from catalog.science.models import Study, StudyNotice
from tests.factories import WHO, catalogue
from tests.html import Page
from tests.pages.test_sitemap import entries
from tests.products.random_edits import QUIET, Small, edits
from tests.reviews.made import make_author, research, store

Edit = Callable[[Session], Any]


def saved(table: Any, slug: str, **new: Any) -> Edit:
    """Another value in one row, as the desk saves it."""

    def edit(session: Session) -> None:
        row = session.exec(select(table).where(table.slug == slug)).one()
        save_row(session, table, table(**(row.model_dump(exclude={"id"}) | new)), **WHO)

    return edit


def device(slug: str, **new: Any) -> Edit:
    def edit(session: Session) -> None:
        row = products.product_by_slug(session, slug)
        assert row is not None
        draft = products.drafts(session, [row.id or 0])[row.id or 0]
        said = (*draft.statements, *new.pop("statements", ()))
        editing.put_product(session, replace(draft, statements=said, **new), **WHO)

    return edit


def article(slug: str, **new: Any) -> Edit:
    def edit(session: Session) -> None:
        row = article_queries.article(session, slug)
        assert row is not None
        articles.put_article(session, replace(articles.draft_of(row), **new), **WHO)

    return edit


def reviewed(session: Session) -> None:
    make_author(session)
    store(session, research("skinpen-precision", slug="r", text="Nothing.", alternatives=(), corrections=()))


def of_brand(session: Session, **new: Any) -> None:
    row = products.brand_by_slug(session, "dr-pen")
    assert row is not None
    editing.put_brand(
        session, BrandDraft("dr-pen", **({"name": row.name, "is_own": row.is_own} | new)), **WHO
    )


def retracted(session: Session, nature: str = "retraction") -> None:
    row = StudyNotice(slug="rw-1", study="aust2008", nature=nature, day="2026-11-27")
    put_notice(session, row, **WHO)


MOVED: dict[str, tuple[Edit, set[str]]] = {
    "a fact of a device": (
        device("dr-pen-a6", statements=[StatementDraft("noise", "55 dB", None, known_by="recalled")]),
        {"/devices/dr-pen-a6"},
    ),
    "the notes of a family": (
        device("genosys-dts-roller", notes="Made up."),
        {"/devices/genosys-dts-roller"},
    ),
    "a review": (reviewed, {"/devices/skinpen-precision", "/reviews/r"}),
    "the text of an article": (article("cleaning", summary="Made up."), {"/articles/cleaning"}),
    "the place of an article in lists": (article("cleaning", rank=77), set()),
    "the finding of a study": (saved(Study, "dhurat2013", finding="Made up."), {"/studies/dhurat2013"}),
    "the verdict on a claim": (saved(Claim, "c15", verdict="contradicted"), {"/claims/c15"}),
    "where a claim stands": (saved(Claim, "c15", position=99, low_um=100, high_um=200), set()),
    "a word": (saved(GlossaryTerm, "collagen", definition="Made up."), {"/glossary"}),
    "what an author says": (saved(Author, "san", disclosure="Made up."), {"/authors/san"}),
    "the notes on a brand": (lambda session: of_brand(session, notes="Made up."), {"/brands/dr-pen"}),
}


@contextmanager
def at(*parts: int) -> Iterator[None]:
    """The clock stopped there."""
    from datetime import UTC

    before = clock._read
    clock._read = lambda: datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]
    try:
        yield
    finally:
        clock._read = before


def moved_by(app: Flask, edit: Edit) -> set[str]:
    """The pages whose day became that of the edit; every other keeps its own."""
    client = app.test_client()
    before = entries(client)
    with at(2027, 5, 1, 9), catalogue(app) as session:
        edit(session)
    after = entries(client)
    moved = {path for path in after if after[path] != before.get(path, "")}
    assert {after[path] for path in moved} <= {"2027-05-01T09:00:00Z"}
    return moved


@pytest.mark.parametrize("name", MOVED)
def test_an_edit_moves_the_day_of_the_pages_that_are_about_it(own_app: Flask, name: str) -> None:
    edit, wanted = MOVED[name]
    seen = {path: main_of(own_app.test_client(), path) for path in wanted - {"/reviews/r"}}
    assert moved_by(own_app, edit) == wanted
    client = own_app.test_client()
    assert all(main_of(client, path) != seen[path] for path in seen)


def test_the_name_of_a_brand_stands_on_every_page_of_its_products(own_app: Flask) -> None:
    with catalogue(own_app) as session:
        brand = products.brand_by_slug(session, "dr-pen")
        assert brand is not None
        own = session.exec(select(Product).where(Product.brand_id == brand.id)).all()
        wanted = {f"/{'cartridges' if row.kind == 'cartridge' else 'devices'}/{row.slug}" for row in own}
    assert len(wanted) > 3
    assert moved_by(own_app, lambda session: of_brand(session, name="Doctor")) == wanted | {"/brands/dr-pen"}


def test_a_retraction_moves_what_leans_on_the_study_and_a_correction_does_not(own_app: Flask) -> None:
    client = own_app.test_client()
    texts = [path for path in entries(client) if path.startswith(("/articles/", "/claims/"))]
    assert moved_by(own_app, lambda session: retracted(session, "correction")) == {"/studies/aust2008"}
    seen = {path: main_of(client, path) for path in texts}
    with at(2027, 6, 1, 9), catalogue(own_app) as session:
        retracted(session)
    # Claims stand in a column beside each claim: what changed there is another page's.
    in_doubt = {path for path in texts if has_doubt(client, path)}
    assert in_doubt
    assert all(main_of(client, path) != seen[path] for path in in_doubt)
    moved = {path for path, day in entries(client).items() if day == "2027-06-01T09:00:00Z"}
    assert moved == in_doubt | {"/studies/aust2008"}


def has_doubt(client: FlaskClient, path: str) -> bool:
    """Whether the page itself says that a study it leans on was retracted."""
    return "/studies/aust2008" in Page(client.get(path)).links("article .note a[href]")


def main_of(client: FlaskClient, path: str) -> str:
    """What a reader sees of a page as text, pictures and links."""
    from lxml import etree

    response = client.get(path)
    if response.status_code != 200:
        return f"{response.status_code}"
    return str(etree.tostring(Page(response).one("main"), encoding="unicode"))


@pytest.mark.long
@given(st.lists(edits(), min_size=1, max_size=6))
@settings(max_examples=12, **QUIET)
def test_a_page_that_stayed_as_it_was_keeps_its_day(made: "Made", several: list[Any]) -> None:
    """Over any edits of products, brands and sources: what did not change by a byte has its day of before."""
    client = made.app.test_client()
    before = entries(client)
    seen = {path: main_of(client, path) for path, day in before.items() if day}
    for edit in several:
        made.apply(edit)
    after = entries(client)
    for path, day in before.items():
        if day and path in after and main_of(client, path) == seen[path]:
            assert after[path] == day, f"{path} is as it was before {several}"


class Made:
    """The small catalogue of random edits in an application, an hour passing with each edit."""

    def __init__(self, app: Flask) -> None:
        self.app, self.hours, self.slugs = app, 0, None

    def apply(self, edit: Any) -> None:
        self.hours += 1
        day, hour = divmod(self.hours, 24)
        month, day = divmod(day, 28)
        with at(2027 + month // 12, 1 + month % 12, 1 + day, hour), catalogue(self.app) as session:
            small = Small(session) if self.slugs is None else Small(session, self.slugs)
            if self.slugs is None:
                small.begin()
            else:
                small.apply(edit)
            self.slugs = small.slugs


@pytest.fixture
def made(app: Flask) -> Made:
    one = Made(app)
    one.apply(None)
    return one
