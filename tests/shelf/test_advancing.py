"""A shelf that is advanced change by change equals one that is rebuilt from nothing."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from catalog.db import Database
from catalog.shelf import Entry, Shelf
from tests.products.random_edits import QUIET, Edit, Small, edits

TODAY = date(2026, 11, 26)


def seen(shelf: Shelf) -> dict[str, Any]:
    """Everything that a reader can observe of a shelf."""
    return {
        "version": shelf.version,
        "day": shelf.day,
        "entries": [entry and every_field(entry) for entry in shelf.entries],
        "cells": [entry and [shelf.cell(entry, cell.spec.key) for cell in entry.cells(shelf.sources)]
                  for entry in shelf.entries],
        "lengths": [entry and entry.lengths for entry in shelf.entries],
        "slugs": dict(shelf.slugs),
        "found": {slug: entry and entry.id for slug in shelf.slugs if (entry := shelf.by_slug(slug))},
        "titles": [shelf.title(entry) for entry in shelf],
        "families": dict(shelf.families),
        "sources": dict(shelf.sources),
        "brands": dict(shelf.brands),
    }  # fmt: skip


def every_field(entry: Entry) -> dict[str, Any]:
    names = [name for name in Entry.__slots__ if not name.startswith("_")]
    fields = {name: getattr(entry, name) for name in names}
    return fields | {
        "answers": entry.answers, "offers": entry.offers, "legal": entry.legal, "fits": entry.fits
    }  # fmt: skip


def hold(session: Session, steps: list[list[Edit] | int]) -> None:
    """A step is edits that one advance takes together, or days that pass."""
    small = Small(session)
    shelf = Shelf.rebuilt(session, day=TODAY)
    for step in steps:
        before, kept = shelf, seen(shelf)
        day = shelf.day + timedelta(step) if isinstance(step, int) else shelf.day
        for edit in [] if isinstance(step, int) else step:
            small.apply(edit)
        shelf = shelf.advanced(session, day=day)
        now = seen(shelf)
        assert now == seen(Shelf.rebuilt(session, day=day))
        assert seen(before) == kept
        differing = [i for i, entry in enumerate(now["entries"]) if kept["entries"][i : i + 1] != [entry]]
        assert set(differing) <= set(shelf.changed)


STEPS = st.lists(st.lists(edits(), min_size=1, max_size=4) | st.integers(0, 40), min_size=1, max_size=5)


def test_an_advanced_shelf_equals_a_rebuilt_one(database: Database) -> None:
    on_sqlite = database.engine.dialect.name == "sqlite"
    with database.writer() as session:
        Small(session).begin()
        session.commit()

    @settings(max_examples=40 if on_sqlite else 4, **QUIET)
    @given(STEPS)
    def follow(steps: list[list[Edit] | int]) -> None:
        with database.writer() as session:
            hold(session, steps)

    follow()
