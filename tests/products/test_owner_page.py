"""`/devices/<slug>/owner`: what fits, what a session costs, what to replace when, what changed since."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from catalog.changes.models import Change
from catalog.changes.queries import history_of
from catalog.db import Database
from catalog.products import editing, models
from catalog.products.pages import owner
from catalog.products.pages.history import Logged, Names, is_known, tell
from catalog.products.pages.owner import names_for
from catalog.products.queries import sources as all_sources
from tests.factories import (
    WHO,
    catalogue,
    fits,
    make_cartridge,
    make_device,
    make_family,
    make_roller,
    offer,
    said,
)
from tests.html import Page
from tests.products.random_edits import QUIET, Edit, Small, edits

Fetch = Callable[..., Page]


def test_owner_reads_what_fits_and_what_a_session_costs(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        make_cartridge(
            session,
            "head-12",
            specs={"sterility": "sterile single use"},
            offers=[offer("45.00", quantity=10, day="2024-01-05"), offer("40.00", "EUR", day="2024-02-05")],
        )
        make_cartridge(session, "head-36")
        make_device(session, "one", fits=[fits("head-12"), fits("head-36", "does not fit")])
    shown = page("/devices/one/owner")
    assert [row.split()[-1] for row in shown.texts(".fits tbody th")] == ["12", "36"]
    costs = shown.texts("#session li")
    assert len(costs) == 2
    assert costs[0].startswith("€40 with Dermaline Head 12")
    assert "$45 for 10 pieces = $4.50 for one (seen 5 Jan 2024, an old price)" in costs[1]
    assert "Sterile, single use" in shown.text("#replace")


def test_without_prices_it_says_so_in_words(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        make_device(session, "one")
    shown = page("/devices/one/owner")
    assert "there is no price" in shown.text("#session")
    assert "We haven’t found which cartridges fit." in shown.text("main")
    assert "haven’t found its manual yet" in shown.text("main")
    assert "replace after" in shown.text("#replace .notyet")


def test_owner_reads_what_changed_since_a_version(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        make_device(session, "two", name="Two")
        make_device(session, "one", name="One", specs={"needle_length": "0.25–2.5 mm"})
        first = session.exec(select(Change.number).order_by(Change.number.desc())).first()  # type: ignore[attr-defined]
    with catalogue(app) as session:
        make_device(
            session, "one", name="One", specs={"needle_length": "0.25–3.0 mm"}, successor="two",
            status="discontinued",
        )  # fmt: skip
    words = page(f"/devices/one/owner?since=v{first}").text("#changes")
    assert "Needle length: was 0.25–2.5 mm, now 0.25–3.0 mm (a seller’s page)" in words
    assert "Successor: was not given, now Two" in words
    assert "Still sold: was not known, now no longer sold" in words
    assert "first time" not in words
    assert "first time" in page("/devices/one/owner").text("#changes")
    assert "no longer sold. Followed by Dermaline Two" in page("/devices/one/owner").text(".fl")


@pytest.mark.parametrize("since", ["soon", "2026-13-45", "v999", "2999-01-01", "12", "<b>"])
def test_a_day_that_is_none_gets_its_message_at_the_field(app: Flask, page: Fetch, since: str) -> None:
    with catalogue(app) as session:
        make_device(session, "one")
    shown = page("products.owner", slug="one", since=since)
    field = shown.one("#since")
    assert field.get("aria-invalid") == "true"
    assert field.get("value") == since
    assert "Until then changes since" in shown.text(f"#{field.get('aria-describedby')}")


def test_a_family_asks_which_version_and_others_lead_on(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        make_family(session, "dts", ["0.5 mm", "1.0 mm"])
        make_cartridge(session, "head")
        make_roller(session, "old-name")
        editing.rename_product(session, "old-name", "new-name", **WHO)
    assert page("/devices/dts/owner").links(".alist a") == [
        "/devices/dts-0-5mm/owner",
        "/devices/dts-1-0mm/owner",
    ]
    for slug, target in (("old-name", "/devices/new-name/owner"), ("head", "/cartridges/head")):
        moved = app.test_client().get(f"/devices/{slug}/owner")
        assert (moved.status_code, moved.headers["Location"]) == (301, target)
    page("/devices/nothing/owner", status=404)


def test_the_devices_page_leads_here_and_back(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        make_device(session, "one")
    assert "/devices/one/owner" in page("/devices/one").links("main a")
    assert {"/devices/one", "/card", "/devices/one.atom"} <= set(page("/devices/one/owner").links("main a"))


def test_warnings_stand_before_everything(seeded_page: Fetch, seeded_app: Flask) -> None:
    from catalog.shelf.keeper import current

    with seeded_app.test_request_context():
        warned = [e.slug for e in current().devices() if any(r.outcome == "warning" for r in e.legal)]
    assert warned
    for slug in warned:
        assert seeded_page(f"/devices/{slug}/owner").all(".note.bad")


def told(session: Session, number: int) -> list[Any]:
    logs = [Logged(c.number, c.at, c.reason, c.payload) for c in history_of(session, "product", number)]
    return list(tell(logs, names_for(session, logs, all_sources(session))))


def unworded(session: Session) -> set[str]:
    """Paths of the log that nobody has words for."""
    payloads = session.exec(select(Change.payload).where(Change.entity_kind == "product"))
    return {path for payload in payloads for path in json.loads(payload)["fields"] if not is_known(path)}


def test_every_change_of_the_seeds_has_words(seeded_app: Flask) -> None:
    with seeded_app.extensions["database"].reader() as session:
        assert unworded(session) == set()
        for product in session.exec(select(models.Product)):
            first, *rest = told(session, product.id or 0)
            assert first.is_first
            assert all(change.lines for change in rest)


def test_every_random_edit_has_words(database: Database) -> None:
    with database.writer() as session:
        Small(session).begin()
        session.commit()
    on_sqlite = database.engine.dialect.name == "sqlite"

    @settings(max_examples=30 if on_sqlite else 4, **QUIET)
    @given(st.lists(edits(), min_size=1, max_size=10))
    def speak(sequence: list[Edit]) -> None:
        with database.writer() as session:
            small = Small(session)
            for edit in sequence:
                small.apply(edit)
            assert unworded(session) == set()
            for product in small.products():
                _, *rest = told(session, product.id or 0)
                for change in rest:
                    assert change.lines
                    for line in change.lines:
                        assert "that is gone" not in line.text
                        assert "None" not in line.text
                        assert line.words not in ("", "changed") or line.subject in SILENT

    speak()


SILENT = {"Notes", "The order in which sources are listed, or where a fact was noted from"}


def test_a_statement_set_aside_and_an_id_that_is_gone_have_words() -> None:
    row = {"spec": "pin_count", "says": "12", "source": None, "rank": "normal", "place": 0}
    start = {f"statements/7/{name}": [None, value] for name, value in row.items()}
    first = {"fields": {"slug": [None, "one"], **start}}
    later = {"fields": {"statements/7/rank": ["normal", "deprecated"], "successor_id": [None, 9]}}
    logs = [Logged(n, "2026-03-01T00:00:00Z", "", json.dumps(p)) for n, p in ((1, first), (2, later))]
    _, change = tell(logs, Names())
    assert [line.text for line in change.lines] == [
        "Successor: was not given, now a product that is gone",
        "Needles: 12 (memory, no source found yet), set aside by an author",
    ]


def test_statements_do_not_grow_with_the_changes(
    app: Flask, page: Fetch, count_statements: Callable[[Callable[[], Any]], int]
) -> None:
    def read() -> int:
        return count_statements(lambda: page("/devices/one/owner"))

    with catalogue(app) as session:
        make_device(session, "one", statements=[said("weight", "180 g")])
    few = read()
    for grams in range(181, 190):
        with catalogue(app) as session:
            make_device(session, "one", statements=[said("weight", f"{grams} g")])
    assert read() <= few


def test_changes_that_are_not_listed_are_counted(
    app: Flask, page: Fetch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owner, "MOST_CHANGES", 2)
    for grams in range(180, 184):
        with catalogue(app) as session:
            make_device(session, "one", statements=[said("weight", f"{grams} g")])
    shown = page("/devices/one/owner")
    assert len(shown.all("#changes .hist > li")) == 2
    assert "2 earlier changes since then are not listed" in shown.text("#changes")


def test_owner_reads_what_is_assumed_and_whose_note_it_is(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        make_device(session, "one")
    shown = page("/devices/one/owner")
    words = shown.text("main")
    assert "A session takes" not in words
    assert "Counting one cartridge a session; how many it takes isn’t on record." in words
    assert "Yes, it is still sold" not in words
    assert shown.text("h1").startswith("I own this: ")
    assert not shown.texts("#replace .legend")


@pytest.mark.parametrize("status", sorted(owner.SOLD))
def test_a_status_is_said_to_be_the_catalogues_note(status: str) -> None:
    assert "the catalogue’s own note, which names no source" in owner.SOLD[status]
