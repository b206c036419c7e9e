"""`/download`: the page, and the bundle of the newest version, made once."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from catalog import create_app
from catalog.changes.models import Head
from catalog.config import Settings
from catalog.exchange import bundle_kept, bundle_views
from catalog.exchange.bundle_tables import NOT_PUBLIC, PUBLIC, WHOLE, WORDS, tables_of
from catalog.exchange.bundle_writing import media_bytes
from catalog.licence import NOT_GIVEN
from tests.exchange.bundles import Maker, Place, files_in
from tests.factories import catalogue, make_device
from tests.html import Page


@pytest.fixture
def client(own_app: Flask) -> FlaskClient:
    return own_app.test_client()


@pytest.fixture
def making(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often a bundle was written."""
    made: list[str] = []
    export = bundle_kept.export

    def counted(*given: object) -> object:
        made.append("made")
        return export(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(bundle_kept, "export", counted)
    return made


def got(client: FlaskClient, address: str, **more: Any) -> Any:
    """The whole answer, its file closed as a server closes it."""
    return client.get(address, buffered=True, **more)


def version_of(client: FlaskClient) -> int:
    return int(client.get("/about").headers["Catalogue-Version"])


def test_the_page_says_what_is_in_it_whose_it_is_and_what_it_lacks(client: FlaskClient) -> None:
    page = Page(client.get("/download"))
    version = version_of(client)
    assert f"Version {version}, data of " in page.text(".list-h")
    (button,) = page.all("a.btn.primary")
    assert button.get("href") == f"/download/catalogue-{version}.zip"
    assert NOT_GIVEN.format(site="MTSPen.com").split(",")[0] in page.text("main")
    rows = {row.cssselect("code")[0].text: row.cssselect("td.n")[0].text for row in page.all("tbody tr")}
    assert rows["tables/product.jsonl"] == "98"
    assert not any(name in file for file in rows for name in NOT_PUBLIC)
    said = page.text("#lacks + ul")
    for name in NOT_PUBLIC:
        assert WORDS[name] in said
    for address in ("/devices.csv", "/devices.json"):
        assert page.all(f'#other + ul a[href="{address}"]')
    assert page.all('footer a[href="/download"]')


def test_the_numbers_are_those_of_the_bundle(client: FlaskClient) -> None:
    version = version_of(client)
    files = files_in(got(client, f"/download/catalogue-{version}.zip").data)
    page = Page(client.get("/download"))
    rows = {
        row.cssselect("code")[0].text: int(row.cssselect("td.n")[0].text.replace(",", ""))
        for row in page.all("tbody tr")
    }
    assert rows == {name: content.count(b"\n") for name, content in files.items() if name in rows}
    assert {name for name, content in files.items() if name.startswith("tables/") and content} == rows.keys()
    assert {f"tables/{name}.jsonl" for name in tables_of(PUBLIC)} <= files.keys()


def test_the_size_is_said_where_it_is_known_soon(client: FlaskClient, making: list[str]) -> None:
    page = client.get("/download")
    content = got(client, f"/download/catalogue-{version_of(client)}.zip").data
    assert f"{round(len(content) / 1000):,} kB" in page.text
    assert hashlib.sha256(content).hexdigest() in page.text
    assert making == ["made"]


@pytest.mark.parametrize(("limit", "value"), [("_SOON", 100), ("_LIGHT", -1)])
def test_a_large_bundle_is_not_made_for_its_size(
    client: FlaskClient, making: list[str], monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(bundle_views, limit, value)
    page = client.get("/download")
    assert (page.status_code, "put together when it is first asked for" in page.text) == (200, True)
    assert making == []


@pytest.mark.parametrize("kind", [WHOLE, PUBLIC])
def test_the_weight_of_pictures_is_that_of_their_files(full: Place, kind: str) -> None:
    files = files_in(full.exported(kind))
    weight = sum(len(content) for name, content in files.items() if name.startswith("media/"))
    assert (weight > 0) == (kind == WHOLE), "no page shows the picture"
    with full.database.latest() as session:
        assert media_bytes(session, kind) == weight


def test_the_bundle_is_that_of_the_command_and_is_made_once(
    client: FlaskClient, own_app: Flask, making: list[str]
) -> None:
    version = version_of(client)
    newest = client.get("/download/catalogue.zip")
    assert (newest.status_code, newest.headers["Location"]) == (302, f"/download/catalogue-{version}.zip")
    found = got(client, newest.headers["Location"])
    assert (found.status_code, found.mimetype) == (200, "application/zip")
    assert found.headers["Content-Disposition"] == f"attachment; filename=catalogue-{version}.zip"
    assert found.headers["ETag"] == f'"{hashlib.sha256(found.data).hexdigest()}"'
    assert found.headers["Catalogue-Version"] == str(version)
    again = got(client, newest.headers["Location"])
    assert again.data == found.data
    assert making == ["made"]
    place = Place(own_app.extensions["settings"].folder, str(own_app.extensions["database"].engine.url))
    assert place.exported(PUBLIC) == found.data
    place.database.close()


def test_head_parts_and_what_somebody_has_already(client: FlaskClient) -> None:
    address = f"/download/catalogue-{version_of(client)}.zip"
    head, whole = client.head(address, buffered=True), got(client, address)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == str(len(whole.data))
    assert head.headers["ETag"] == whole.headers["ETag"]
    assert got(client, address, headers={"If-None-Match": head.headers["ETag"]}).status_code == 304
    part = got(client, address, headers={"Range": "bytes=10-19", "If-Range": head.headers["ETag"]})
    assert (part.status_code, part.data) == (206, whole.data[10:20])
    assert got(client, address, headers={"Accept-Encoding": "br"}).data == whole.data


def test_a_new_version_takes_the_place_of_the_old(
    client: FlaskClient, own_app: Flask, making: list[str]
) -> None:
    old = version_of(client)
    got(client, f"/download/catalogue-{old}.zip")
    with catalogue(own_app) as session:
        make_device(session, "a-made-up-pen")
    new = version_of(client)
    assert new > old
    moved = got(client, f"/download/catalogue-{old}.zip")
    assert (moved.status_code, moved.headers["Location"]) == (302, f"/download/catalogue-{new}.zip")
    assert b"a-made-up-pen" in files_in(got(client, moved.headers["Location"]).data)["tables/product.jsonl"]
    folder = own_app.extensions["settings"].folder / "cache" / "bundles"
    assert [one.name.partition("-")[0] for one in folder.glob("*.zip")] == [str(new)]
    assert making == ["made", "made"]


@pytest.mark.parametrize("end", ["catalogue-999999.zip", "catalogue-x.zip", "catalogue--1.zip", "..%2fx.zip"])
def test_no_other_address_gives_a_file(client: FlaskClient, end: str) -> None:
    assert client.get(f"/download/{end}").status_code == 404


def test_readers_who_come_together_have_it_made_once(own_app: Flask, making: list[str]) -> None:
    version = version_of(own_app.test_client())
    found: list[tuple[int, str]] = []

    def ask() -> None:
        answer = got(own_app.test_client(), f"/download/catalogue-{version}.zip")
        found.append((answer.status_code, hashlib.sha256(answer.data).hexdigest()))

    readers = [threading.Thread(target=ask) for _ in range(4)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    assert (len(set(found)), found[0][0]) == (1, 200)
    assert making == ["made"]


def test_who_would_wait_too_long_is_told_so(
    client: FlaskClient, own_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = own_app.extensions["settings"].folder / "cache" / "bundles"
    folder.mkdir(parents=True)
    monkeypatch.setattr(bundle_kept, "_WAIT_S", 0.1)
    with bundle_kept._alone(folder):
        answer = got(client, f"/download/catalogue-{version_of(client)}.zip")
    assert (answer.status_code, "The download is being made" in answer.text) == (503, True)
    assert answer.headers["Retry-After"]
    assert got(client, f"/download/catalogue-{version_of(client)}.zip").status_code == 200


def test_a_file_that_a_newer_one_is_just_taking_the_place_of_is_asked_for_again(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/download/catalogue-{version_of(client)}.zip"
    assert got(client, address).status_code == 200
    known = bundle_kept.kept

    def taken_away(settings: Settings, head: Head) -> bundle_kept.Kept | None:
        if found := known(settings, head):
            found.path.unlink()
        return found

    monkeypatch.setattr(bundle_views, "kept", taken_away)
    answer = got(client, address)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    assert got(client, address).status_code == 200, "it is made again"


def test_what_a_process_left_that_died_is_taken_away(client: FlaskClient, own_app: Flask) -> None:
    folder = own_app.extensions["settings"].folder / "cache" / "bundles"
    folder.mkdir(parents=True)
    (folder / ".new.zip.0a0b.half").write_bytes(b"half")
    got(client, f"/download/catalogue-{version_of(client)}.zip")
    assert [one.name for one in folder.iterdir() if "half" in one.name] == []


def test_a_disk_that_is_full_is_said_and_the_rest_goes_on(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(bundle_kept, "export", full)
    answer = got(client, f"/download/catalogue-{version_of(client)}.zip")
    assert (answer.status_code, "The download cannot be made at the moment" in answer.text) == (503, True)
    assert client.get("/download").status_code == 200


def test_the_owner_says_the_licence(empty: Maker) -> None:
    place = empty()
    said = {"licence": "Made-up licence for tests.", "licence_url": "https://example.org/licence"}
    settings = Settings(**place.settings.model_dump(exclude=said.keys()), **said)
    app = create_app(settings)
    app.testing = True
    page = Page(app.test_client().get("/download"))
    assert "Made-up licence for tests." in page.text("main")
    assert "has not given a licence" not in page.text("main")
    assert page.all('a[href="https://example.org/licence"]')
    place.settings = settings
    files = files_in(place.exported(PUBLIC))
    assert b"Made-up licence for tests." in files["LICENCE"]
    assert b"https://example.org/licence" in files["LICENCE"]
    app.extensions["watcher"].close()
    app.extensions["database"].close()


def test_the_page_asks_as_many_statements_as_there_are_tables(
    own_app: Flask, client: FlaskClient, statements: Callable[[], int]
) -> None:
    client.get("/download")
    few = statements()
    with catalogue(own_app) as session:
        for number in range(5):
            make_device(session, f"a-made-up-pen-{number}", specs={"noise": "55 dB"})
    client.get("/about")
    before = statements()
    client.get("/download")
    assert statements() - before <= few


@pytest.fixture
def statements(own_app: Flask) -> Callable[[], int]:
    """How many statements there were so far."""
    count = 0

    def counted(*_given: object) -> None:
        nonlocal count
        count += 1

    sa.event.listen(own_app.extensions["database"].engine, "before_cursor_execute", counted)
    return lambda: count
