"""An index that is advanced change by change equals one that is rebuilt from nothing, and rewrites little."""

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from catalog import clock
from catalog.articles.models import Article
from catalog.changes.saving import remove_row, save_row
from catalog.claims.models import Claim
from catalog.db import Database
from catalog.glossary.models import GlossaryTerm
from catalog.people.models import Author
from catalog.products import editing, unpublishing
from catalog.products import queries as products
from catalog.products.drafts import BrandDraft
from catalog.products.models import Product
from catalog.reviews.models import Review
from catalog.science.models import Study, StudyNotice
from catalog.search.index import SearchIndex
from catalog.search.models import SynonymGroup
from catalog.shelf.shelf import Shelf
from tests.factories import WHO, catalogue
from tests.products.random_edits import QUIET, Edit, Small, edits

TODAY = date(2026, 11, 26)
ASKED = (
    "one", "two", "derma", "line", "derma line", "new", "pen", "rollers", "roller 0", "12", "fda", "a", "b",
    "zeta", "zetas", "zetta", "collagen", "colagen", "anna", "bert", "review", "in doubt", "retracted",
    "alpha", "alpha zeta", "collagen zeta", "xyzzy", "microneedling pen", "dermalin", "needlecraft", "cart",
)  # fmt: skip
TABLES: dict[str, tuple[Any, dict[str, Any]]] = {
    "article": (Article, {"summary": "s", "byline": "b", "written": "2026-01-01", "checked": "2026-01-01"}),
    "study": (Study, {"journal": "J", "year": 2020, "kind": "rct", "confidence": "verified"}),
    "claim": (Claim, {"position": 1, "said": "s", "verdict": "supported", "instead": ""}),
    "term": (GlossaryTerm, {}),
    "author": (Author, {}),
    "notice": (StudyNotice, {"study": "x"}),
    "synonyms": (SynonymGroup, {}),
}
WORDS = st.sampled_from(("Zeta", "Alpha zeta", "Collagen", "Elastin and collagen", "Alpha"))
NAMES = st.sampled_from(("x", "y"))


def rows(kind: str) -> st.SearchStrategy[Any]:
    """A row of that kind with one of two addresses; None takes it away."""
    said: dict[str, dict[str, st.SearchStrategy[Any]]] = {
        "article": {"title": WORDS, "text": WORDS, "is_published": st.booleans()},
        "study": {"title": WORDS, "plain": WORDS},
        "claim": {"words": WORDS, "why": WORDS, "for_json": st.sampled_from(('["x"]', '["y"]', "[]"))},
        "term": {"definition": WORDS},
        "author": {},
        "notice": {
            "nature": st.sampled_from(("retraction", "correction")), "study": st.sampled_from(("x", "y"))
        },
        "synonyms": {"words_json": st.sampled_from(('["zeta","collagen"]', '["alpha zeta","one"]'))},
    }  # fmt: skip
    return st.fixed_dictionaries(said[kind]) | st.none()


KINDS = (*TABLES, "review", "down")
TEXT_EDITS = st.sampled_from(KINDS).flatmap(
    lambda kind: st.tuples(
        st.just(kind), NAMES, st.integers(3, 8) if kind in ("review", "down") else rows(kind)
    )
)


def apply(session: Session, small: Small, edit: tuple[str, Any, Any]) -> None:
    """A text written, changed or taken away; a device reviewed or taken down."""
    kind, slug, given = edit
    if kind == "review":
        row = products.product_by_slug(session, small.slugs[given])
        who = {"x": "anna", "y": "bert"}[slug]
        said = {"title": f"Review {slug}", "verdict": "Zeta", "text": "t", "author": who}
        days = {"written": "2026-01-01", "checked": "2026-01-01"}
        save_row(session, Review, Review(slug=slug, product_id=row.id, **said, **days), **WHO)
    elif kind == "down":
        row = products.product_by_slug(session, small.slugs[given])
        if row.document and not unpublishing.versions(session, row):
            unpublishing.take_down(session, row, **WHO)
    else:
        table, always = TABLES[kind]
        name = {"x": "anna", "y": "bert"}[slug] if kind == "author" else slug
        if given is None:
            remove_row(session, table, name, **WHO)
            return
        more = {"term": {"term": f"Term {slug}"}, "author": {"name": f"{name.title()} {len(str(given))}"}}
        save_row(session, table, table(slug=name, **(always | more.get(kind, {}) | given)), **WHO)


def seen(index: SearchIndex) -> dict[str, Any]:
    """Everything that a reader can observe of an index."""
    return {
        text: (index.find(text, most=50), index.suggest(text, 50), index.product_ids(text)) for text in ASKED
    }


def hold(session: Session, steps: Sequence[Sequence[Any]]) -> None:
    small = Small(session)
    shelf = Shelf.rebuilt(session, day=TODAY)
    index = SearchIndex.rebuilt(session, shelf)
    for step in steps:
        before, kept = index, seen(index)
        for edit in step:
            if len(edit) == 3:
                apply(session, small, edit)
            else:
                small.apply(edit)
        shelf = shelf.advanced(session, day=TODAY)
        index = index.advanced(session, shelf)
        assert index.version == shelf.version
        assert seen(index) == seen(SearchIndex.rebuilt(session, shelf))
        assert seen(before) == kept, "what a request holds does not change under it"


EITHER: st.SearchStrategy[Edit | tuple[str, Any, Any]] = edits() | TEXT_EDITS | TEXT_EDITS
STEPS = st.lists(st.lists(EITHER, min_size=1, max_size=4), min_size=1, max_size=5)


@pytest.mark.long
def test_an_advanced_index_equals_a_rebuilt_one(database: Database) -> None:
    on_sqlite = database.engine.dialect.name == "sqlite"
    with database.writer() as session:
        Small(session).begin()
        session.commit()

    @settings(max_examples=40 if on_sqlite else 5, **QUIET)
    @given(STEPS)
    def follow(steps: list[list[Any]]) -> None:
        with database.writer() as session:
            hold(session, steps)

    follow()


# -- how much is written ----------------------------------------------------------------------------------


class Followed:
    """The real catalogue, edited; what each edit rewrites."""

    def __init__(self, app: Any) -> None:
        self.app = app
        with app.extensions["database"].reader() as session:
            self.shelf = Shelf.rebuilt(session, day=clock.today())
            self.index = SearchIndex.rebuilt(session, self.shelf)

    def written(self) -> set[tuple[str, int]]:
        """Kind and id of the documents that were rewritten since."""
        with self.app.extensions["database"].reader() as session:
            self.shelf = self.shelf.advanced(session, day=clock.today())
            self.index = self.index.advanced(session, self.shelf)
        assert len(set(self.index.rewritten)) == len(self.index.rewritten)
        return set(self.index.rewritten)


@pytest.fixture
def followed(own_app) -> Followed:
    return Followed(own_app)


def changed(session: Session, table: Any, slug: str, **fields: Any) -> int:
    row = session.exec(select(table).where(table.slug == slug)).one()
    save_row(session, table, table(**(row.model_dump(exclude={"id"}) | fields)), **WHO)
    return row.id


def test_a_text_that_is_edited_is_the_only_one_written(own_app, followed):
    with catalogue(own_app) as session:
        article = changed(session, Article, "safety", summary="Something else.")
    assert followed.written() == {("article", article)}
    with catalogue(own_app) as session:
        term = changed(session, GlossaryTerm, "fibroblast", definition="Something else.")
    assert followed.written() == {("term", term)}
    with catalogue(own_app) as session:
        changed(session, GlossaryTerm, "fibroblast", also_json=json.dumps(["fibroblasts", "cells of skin"]))
    assert len(followed.written()) == 1
    assert followed.written() == set()


def test_what_is_hidden_or_comes_back_is_the_only_one_written(own_app, followed):
    for is_published in (False, True):
        with catalogue(own_app) as session:
            article = changed(session, Article, "safety", is_published=is_published)
        assert followed.written() == {("article", article)}


def test_a_brand_that_is_renamed_is_written_with_its_products(own_app, followed):
    with catalogue(own_app) as session:
        editing.put_brand(session, BrandDraft("genosys", "Genosys of Seoul"), **WHO)
        brand = products.brand_by_slug(session, "genosys").id
        ids = list(session.exec(select(Product.id).where(Product.brand_id == brand)))
    assert followed.written() == {("brand", brand), *(("device", number) for number in ids)}
    assert followed.index.find("seoul", most=50).total == len(ids) + 1


def test_a_device_that_says_something_else_is_written_alone(own_app, followed):
    with catalogue(own_app) as session:
        number = products.product_by_slug(session, "exceed").id
        draft = products.drafts(session, [number])[number]
        fields = {name: getattr(draft, name) for name in draft.__dataclass_fields__}
        editing.put_product(session, type(draft)(**(fields | {"name": "Exceed II"})), **WHO)
    written = followed.written()
    assert ("device", number) in written
    assert {kind for kind, _ in written} == {"device"} or {kind for kind, _ in written} == {
        "device",
        "cartridge",
    }
    assert len(written) <= 2, "itself, and the cartridge that fits it"


def test_a_notice_writes_its_study_and_the_claims_that_lean_on_it(own_app, followed):
    with catalogue(own_app) as session:
        study = session.exec(select(Study).where(Study.slug == "aust2008")).one().id
        notice = StudyNotice(slug="made-up-1", study="aust2008", nature="retraction")
        save_row(session, StudyNotice, notice, **WHO)
        claims = {row.id for row in session.exec(select(Claim)) if "aust2008" in row.studies}
    written = followed.written()
    assert ("study", study) in written
    assert {number for kind, number in written if kind == "claim"} == claims
    (hit, *_) = followed.index.find("aust 2008", ("study",)).groups[0].hits
    assert hit.line.endswith("; retracted")


def test_what_no_page_of_results_shows_writes_nothing(own_app, followed):
    with catalogue(own_app) as session:
        changed(session, SynonymGroup, "dr-pen", words_json='["Dr. Pen","doctor pen","zanzibar"]')
        changed(session, Author, "san", biography="Something else.")
    assert followed.written() == set()
    assert "Dr. Pen" in [hit.title for group in followed.index.find("zanzibar").groups for hit in group.hits]


def test_an_index_serves_who_holds_it_while_it_is_moved_on(own_app, followed):
    held, title = followed.index, "Safety"
    before = held.find("hygiene safety")
    with catalogue(own_app) as session, suppress(ValueError):
        changed(session, Article, "safety", title=title, text="Nothing of it is left.")
    assert followed.written()
    assert held.find("hygiene safety") == before
    assert followed.index.find("hygiene safety") != before
