"""An article over a small catalogue, and what is changed under it."""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlmodel import Session, select

from catalog import clock
from catalog.articles.drafts import ArticleDraft
from catalog.articles.editing import put_article
from catalog.articles.models import Article
from catalog.changes.queries import current_version
from catalog.changes.saving import save_row
from catalog.editorial.models import Recheck
from catalog.products import queries
from catalog.products.drafts import ProductDraft
from catalog.products.editing import put_product
from catalog.shelf.shelf import Shelf
from catalog.upkeep.since import Since, since, since_all
from tests.claims.samples import claim, store, study
from tests.factories import WHO, make_cartridge, make_device, make_family

ARTICLE = ArticleDraft(
    "lumps",
    "Lumps that stay",
    "What is known of them.",
    "Some stay 2 years [@adams2020; @c01].\n\n[[device ada]] is a pen, [[device dts-0-5mm]] a roller.",
    "2026-03-01",
    "2026-03-01",
)


@dataclass(frozen=True)
class Desk:
    """A writer of a catalogue with one article about "ada" and a version of the family "dts"."""

    session: Session

    def change(self, slug: str, *, keep: bool = True, **fields: Any) -> None:
        """Save a product with other fields, or with other statements: change("ada", noise="58 dB")."""
        draft = self.draft(slug)
        own = {name: value for name, value in fields.items() if name in ProductDraft.__dataclass_fields__}
        said = {name: value for name, value in fields.items() if name not in own}
        statements = tuple(
            replace(row, says=said.pop(row.spec)) if row.spec in said else row for row in draft.statements
        )
        assert not said, f"{slug} says nothing of {said}"
        put_product(self.session, replace(draft, **({"statements": statements} | own)), **WHO)

    def draft(self, slug: str) -> ProductDraft:
        product = queries.product_by_slug(self.session, slug)
        assert product is not None
        assert product.id is not None
        return queries.drafts(self.session, [product.id])[product.id]

    @property
    def article(self) -> int:
        found = self.session.exec(select(Article.id).where(Article.slug == ARTICLE.slug)).one()
        assert found is not None
        return found

    @property
    def since(self) -> Since:
        """What the article's page says; the list of all texts has to say the same."""
        shelf = Shelf.rebuilt(self.session, day=clock.today())
        one = since(self.session, shelf, "article", self.article)
        assert since_all(self.session, shelf).get(("article", self.article), Since()) == one
        return one

    @property
    def told(self) -> list[str]:
        """The sentences without their days."""
        return [one.sentence.rpartition(" (")[0] for one in self.since.changes]

    def recheck(self, version: int | None = None) -> None:
        number = current_version(self.session) if version is None else version
        row = Recheck(slug=f"article:{self.article}", version=number, day="2026-03-02", author="anna")
        save_row(self.session, Recheck, row, **WHO)


@pytest.fixture
def desk_of(session: Session) -> Desk:
    make_device(session, "ada", name="Ada", specs={"noise": "55 dB", "weight": "120 g"})
    make_device(session, "bea", name="Bea", specs={"noise": "60 dB"})
    make_family(session, "dts", ["0.5 mm", "1.0 mm"], specs={"weight": "40 g"}, name="DTS")
    make_cartridge(session, "ada-12", name="Ada 12")
    store(session, study(), claim())
    put_article(session, ARTICLE, **WHO)
    return Desk(session)
