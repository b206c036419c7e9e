"""The shelf: who stands on it, what a day changes, and what an advance reads."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from catalog.changes.recording import record
from catalog.products import editing, queries
from catalog.products.drafts import ProductDraft
from catalog.products.record import PRICE
from catalog.shelf import Shelf
from catalog.shelf import entry as entries
from tests.factories import WHO, make_brand, make_cartridge, make_device, make_family, make_source, offer

SEEN = "2026-11-20"


def priced(session: Session, on: str, slug: str = "pen") -> bool:
    entry = Shelf.rebuilt(session, day=date.fromisoformat(on), price_age_days=30).by_slug(slug)
    assert entry
    return entry.record[PRICE]


def test_families_are_no_entries_but_know_their_versions_by_length(session: Session) -> None:
    make_family(session, "dts", ["1.0 mm", "0.5 mm", "2.0 mm"])
    make_cartridge(session, "head")
    shelf = Shelf.rebuilt(session, day=date(2026, 11, 26))
    assert shelf.by_slug("dts") is None
    assert shelf.families["dts"].members == ("dts-0-5mm", "dts-1-0mm", "dts-2-0mm")
    assert [entry.slug for entry in shelf.cartridges()] == ["head"]
    assert {entry.family for entry in shelf.devices()} == {"dts"}
    assert all(shelf.entries[shelf.slugs[entry.slug]] is entry for entry in shelf)


def test_a_version_whose_length_changes_takes_its_new_place_in_the_family(session: Session) -> None:
    make_family(session, "dts", ["0.5 mm", "1.0 mm"])
    shelf = Shelf.rebuilt(session, day=date(2026, 11, 26))
    make_device(session, "dts-0-5mm", kind="roller", family="dts", specs={"needle_length": "2.0 mm"})
    after = shelf.advanced(session, day=date(2026, 11, 26))
    assert after.families["dts"].members == ("dts-1-0mm", "dts-0-5mm")
    assert shelf.families["dts"].members == ("dts-0-5mm", "dts-1-0mm")


def test_a_renamed_family_is_not_on_the_shelf_twice(session: Session) -> None:
    make_family(session, "dts", ["0.5 mm"])
    shelf = Shelf.rebuilt(session, day=date(2026, 11, 26))
    editing.rename_product(session, "dts", "genosys-dts", **WHO)
    after = shelf.advanced(session, day=date(2026, 11, 26))
    assert after.families.keys() == {"genosys-dts"}
    assert [entry.family for entry in after] == ["genosys-dts"]


def test_what_is_made_of_a_shelf_is_made_once_and_anew_for_the_next(session: Session) -> None:
    make_device(session, "pen")
    made: list[int] = []

    def count(shelf: Shelf) -> int:
        made.append(len(shelf.devices()))
        return made[-1]

    shelf = Shelf.rebuilt(session, day=date(2026, 11, 26))
    assert (shelf.once(count), shelf.once(count), made) == (1, 1, [1])
    make_device(session, "pen-two")
    after = shelf.advanced(session, day=date(2026, 11, 26))
    assert (after.once(count), shelf.once(count), made) == (2, 1, [1, 2])


def test_a_price_is_current_for_its_days(session: Session) -> None:
    make_device(session, "pen", offers=[offer("129.00", day=SEEN)])
    assert priced(session, "2026-11-20")
    assert priced(session, "2026-12-20")
    assert not priced(session, "2026-12-21")
    assert not priced(session, "2026-11-19"), "a price of tomorrow is no price of today"


def test_a_price_without_a_whole_day_is_never_current(session: Session) -> None:
    make_device(session, "pen", offers=[offer("129.00", day="2026-11"), offer("129.00")])
    assert not priced(session, "2026-11-20")


def test_a_price_from_a_weak_source_is_not_on_record(session: Session) -> None:
    make_source(session, "a-blog", type="blog", strength="weak")
    make_device(session, "pen", offers=[offer("129.00", day=SEEN, source="a-blog")])
    assert not priced(session, SEEN)


def test_a_new_day_takes_old_prices_off_record_without_a_change(session: Session) -> None:
    make_device(session, "pen", offers=[offer("129.00", day=SEEN)])
    make_device(session, "other")
    shelf = Shelf.rebuilt(session, day=date(2026, 12, 20), price_age_days=30)
    after = shelf.advanced(session, day=date(2026, 12, 21))
    assert after.version == shelf.version
    assert after.changed == (shelf.position("pen"),)
    before, now = shelf.by_slug("pen"), after.by_slug("pen")
    assert before
    assert now
    assert (before.record[PRICE], now.record[PRICE]) == (True, False)
    assert after.by_slug("other") is shelf.by_slug("other")


def test_an_advance_leaves_untouched_entries_as_they_are(session: Session) -> None:
    make_device(session, "pen")
    make_device(session, "other")
    shelf = Shelf.rebuilt(session, day=date(2026, 11, 26))
    make_device(session, "pen", name="Pen 2")
    after = shelf.advanced(session, day=date(2026, 11, 26))
    assert after.changed == (shelf.position("pen"),)
    assert after.by_slug("other") is shelf.by_slug("other")


def test_a_product_that_is_gone_leaves_its_position_empty(session: Session) -> None:
    make_device(session, "pen")
    make_device(session, "other")
    shelf = Shelf.rebuilt(session, day=date(2026, 11, 26))
    product = queries.product_by_slug(session, "pen")
    assert product
    gone: dict[str, Any] = {"before": {"slug": "pen"}, "after": None, "touched": [product.id]}
    record(session, entity_kind="product", entity_id=product.id or 0, **gone, **WHO)
    session.delete(product)
    session.flush()
    after = shelf.advanced(session, day=date(2026, 11, 26))
    assert after.entries[shelf.slugs["pen"]] is None
    assert after.by_slug("pen") is None
    assert [entry.slug for entry in after] == ["other"]


def test_an_advance_takes_the_same_number_of_statements_in_any_catalogue(session: Session) -> None:
    make_brand(session)
    make_source(session)

    def statements_of_an_advance() -> int:
        shelf = Shelf.rebuilt(session, day=date(2026, 11, 26))
        make_device(session, "pen", name=f"Pen {shelf.version}")
        statements: list[object] = []

        def count(*given: object) -> None:
            statements.append(given[2])

        connection = session.connection()
        event.listen(connection, "before_cursor_execute", count)
        shelf.advanced(session, day=date(2026, 11, 26))
        event.remove(connection, "before_cursor_execute", count)
        return len(statements)

    few = statements_of_an_advance()
    drafts = [ProductDraft(f"pen-{n}", "pen", "Pen", "dermaline") for n in range(60)]
    editing.put_products(session, drafts, **WHO)
    assert statements_of_an_advance() == few <= 3


def test_what_edits_replaced_is_not_kept_for_ever(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "_SPARE", 5)
    make_device(session, "pen", specs={"noise": "50 dB"})
    shelf = Shelf.rebuilt(session, day=date(2026, 11, 26))
    tables = set()
    for loudness in range(51, 81):
        make_device(session, "pen", specs={"noise": f"{loudness} dB"})
        shelf = shelf.advanced(session, day=shelf.day)
        tables.add(id(shelf.interned))
        assert shelf.interned.size < 30
    # Renewed now and then, not each time: what is equal is to be there once.
    assert 1 < len(tables) < 10
    pen = shelf.by_slug("pen")
    assert pen
    assert shelf.cell(pen, "noise").text == "80 dB"
