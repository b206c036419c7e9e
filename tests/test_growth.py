"""Pages that look at the whole catalogue do not grow with it: neither in bytes nor in SQL statements."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from catalog.cleared import on_file
from catalog.figures import skyline
from catalog.lengths import devices
from catalog.pages import home
from tests.factories import catalogue, cleared, make_device, make_family
from tests.html import Page

Fetch = Callable[..., Page]
PAGES = ("/", "/needle-lengths", "/needle-lengths/0.5", "/cleared", "/cleared?model=nobody", "/about")
FEW = 6
"""What each page shows at most in these tests, so that ten times more is still quickly made."""
DIGITS = 1.03
"""A larger number is longer."""


@pytest.fixture(autouse=True)
def _short_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in (
        (on_file, "MOST_LISTED"),
        (skyline, "MOST"),
        (home, "LISTED"),
        (devices, "MOST_LISTED"),
        (devices, "MOST_NAMED"),
    ):
        monkeypatch.setattr(module, name, FEW)


def fill(app: Flask, numbers: range) -> None:
    """Pens that all have a file; each has three lengths of its own, the first all that are offered."""
    offered = ", ".join(f"{length / 1000:.2f}" for length in home.LENGTHS)
    with catalogue(app) as session:
        for n in numbers:
            lengths = ", ".join(f"{0.5 + 0.03 * n + 0.01 * i:.2f}" for i in range(3))
            make_device(
                session,
                f"pen-{n:03}",
                specs={"needle_length": f"0.5, {lengths} mm" if n else f"{offered} mm"},
                legal=[cleared(f"K{100000 + n}")],
            )


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(*args: Any) -> None:
        seen.append(args[2])

    engine = app.extensions["database"].replica
    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def test_neither_bytes_nor_statements_grow(app: Flask, client: FlaskClient) -> None:
    def measured() -> dict[str, tuple[int, int]]:
        found = {}
        for address in PAGES:
            client.get(address)
            with statements(app) as seen:
                answer = client.get(address + ("&" if "?" in address else "?") + "again=1")
            assert answer.status_code == 200
            found[address] = (len(answer.data), len(seen))
        return found

    fill(app, range(10))
    small = measured()
    fill(app, range(10, 100))
    large = measured()
    for address in PAGES:
        assert large[address][0] <= small[address][0] * DIGITS, f"{address} grew"
        assert large[address][1] == small[address][1], f"{address} asked more"


def test_files_that_are_not_listed_are_counted_and_found(app: Flask, page: Fetch) -> None:
    fill(app, range(10))
    shown = page("cleared.index")
    assert shown.texts("table.models tbody th") == [f"Dermaline Pen {n:03}" for n in range(FEW)]
    assert "The first 6 of 10 by name. The other 4 are found by name or number" in shown.text("#more")
    assert shown.text("#all h2") == "Devices here with a file"
    assert page("cleared.index", model="K100009").texts("#answer .num") == ["K100009"]
    listed = page(shown.links("#more a")[-1])
    assert "We found 10" in listed.text('[role="status"]')


def test_as_many_files_as_fit_are_all_listed(app: Flask, page: Fetch) -> None:
    fill(app, range(FEW))
    shown = page("cleared.index")
    assert len(shown.all("table.models tbody tr")) == FEW
    assert not shown.all("#more")


def test_a_family_with_a_file_is_counted_once(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        make_family(session, "dts", ["0.5 mm", "1.0 mm"], legal=[cleared("K123456")])
        make_device(session, "bare")
    shown = page("cleared.index")
    assert shown.links("table.models tbody th a") == ["/devices/dts"]
    assert shown.links("form.ask-f ~ p.fine a") == [
        "/cleared?model=Dermaline%20Dts",
        "/cleared?model=Dermaline%20Bare",
    ]


def test_lengths_that_are_not_listed_are_counted_and_have_a_page(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        make_device(session, "often", specs={"needle_length": "0.33 mm"})
        make_device(session, "again", specs={"needle_length": "0.33 mm"})
        make_device(session, "once", specs={"needle_length": "0.34, 0.25, 0.5 mm"})
        make_device(session, "dial", specs={"needle_length": "1.0–1.5 mm every 0.1"})
    shown = page("lengths.index")
    assert shown.texts("table.lengths tbody th") == [f"{mm} mm" for mm in (0.25, 0.33, 0.34, 0.5, "1.0", 1.5)]
    assert "6 of 10 lengths" in shown.text("#left-out")
    assert "Left out are 4, the shortest 1.1 mm and the longest 1.4 mm" in shown.text("#left-out")
    assert shown.text(".dsec h2") == "The main lengths, counted"
    assert (
        page(shown.links("#left-out a")[0]).links('nav[aria-label="Other lengths"] a')[1]
        == "/needle-lengths/1.2"
    )


def test_an_edit_is_seen_in_every_count(app: Flask, page: Fetch) -> None:
    """What was made once for a shelf is made anew for the next one."""
    fill(app, range(2))
    assert page("cleared.index", model="Pen 002").all(".ansb.no")
    assert page("/").text(".bigs dd") == "2 of 2"
    fill(app, range(2, 3))
    assert page("cleared.index", model="Pen 002").all(".ansb.yes")
    assert page("/").text(".bigs dd") == "3 of 3"
    assert page("/needle-lengths/0.5").text("#depth_at > h2 .u") == "3"
