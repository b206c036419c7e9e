"""The page of a need, finished: its text over the live list."""

from __future__ import annotations

import json

from sqlmodel import Session

from catalog.bylines import note_of
from catalog.finder import queries
from catalog.finder.current import current, finder
from catalog.finder.listing import listing
from catalog.finder.models import Need
from catalog.finder.needs import filters_of
from catalog.finder.page import NeedPage
from catalog.glossary.current import page_links
from catalog.markdown import to_html


def need_page(session: Session, row: Need) -> NeedPage:
    """``row`` may be one that is not saved."""
    filters = filters_of(row.query)
    changed = queries.changed_on(session, row)
    with current() as found:
        page = listing(found, filters, finder().layers, size=finder().size, needs=finder().needs)
    return NeedPage(
        row.slug,
        row.title,
        row.summary,
        to_html(row.text, page_links()),
        tuple(json.loads(row.reasons)),
        row.byline,
        note_of(row.byline),
        changed,
        f"/devices/needs/{row.slug}",
        filters.address(),
        page,
    )
