"""What the pages that reports are about are called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from sqlmodel import Session, col, select

from catalog.articles.models import Article
from catalog.reports.about import about, path_of
from catalog.reviews.models import Review
from catalog.shelf.shelf import Shelf

_TEXTS: Final[dict[str, type[Article] | type[Review]]] = {"articles": Article, "reviews": Review}
_TEXT: Final = re.compile(r"/(articles|reviews)/([a-z0-9-]+)")


def titles_of(session: Session, shelf: Shelf, pages: Iterable[str]) -> dict[str, str]:
    """Address → title of the product, family, brand, article or review there; of others nothing."""
    found, wanted = {}, dict.fromkeys(pages)
    for page in wanted:
        if title := about(shelf, page, "").title:
            found[page] = title
    slugs: dict[str, dict[str, str]] = {}
    for page in wanted:
        if match := _TEXT.fullmatch(path_of(page)):
            slugs.setdefault(match[1], {})[page] = match[2]
    for room, by_page in slugs.items():
        table = _TEXTS[room]
        rows = session.exec(select(table.slug, table.title).where(col(table.slug).in_(set(by_page.values()))))
        titles = dict(rows.all())
        found |= {page: titles[slug] for page, slug in by_page.items() if slug in titles}
    return found
