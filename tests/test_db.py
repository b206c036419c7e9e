"""Readers see one state, writers queue, and trouble is said in one sentence; alike on both databases."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from catalog import create_app
from catalog.changes.models import Catalogue
from catalog.config import Settings
from catalog.db import (
    Database,
    DatabaseTrouble,
    database_url,
    get_session,
    make_engine,
    open_database,
    reader,
    writer,
)
from tests.migrations.sample_rows import ROWS

COUNT = text("SELECT version FROM catalogue")
RAISE = text("UPDATE catalogue SET version = version + 1")


def test_a_reader_sees_one_state_while_writers_go_on(database: Database) -> None:
    with database.reader() as reading, database.writer() as writing:
        assert reading.execute(COUNT).scalar() == 0
        writing.execute(RAISE)
        writing.commit()
        assert reading.execute(COUNT).scalar() == 0
        reading.rollback()
        assert reading.execute(COUNT).scalar() == 1


def test_a_reader_cannot_write(database: Database) -> None:
    with database.reader() as reading, pytest.raises(DatabaseTrouble) as caught:
        reading.execute(RAISE)
    assert caught.value.kind == "read_only"


def test_a_connection_that_read_can_write_afterwards(database: Database) -> None:
    for _ in range(3):
        with database.reader() as reading:
            reading.execute(COUNT)
        with database.writer() as writing:
            writing.execute(RAISE)
            writing.commit()


def test_a_writer_waits_its_turn_before_it_reads(database_url: str) -> None:
    engine = make_engine(database_url, lock_timeout_s=0.3)
    with writer(engine) as first, writer(engine) as second:
        assert first.execute(COUNT).scalar() == 0
        with pytest.raises(DatabaseTrouble) as caught:
            second.execute(COUNT)
        assert caught.value.kind == "locked"
        first.rollback()
        second.rollback()
        assert second.execute(COUNT).scalar() == 0
    engine.dispose()


def test_foreign_keys_are_kept(database: Database) -> None:
    row = dict(next(row for name, row in ROWS if name == "statement"))
    insert = f"INSERT INTO statement ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})"
    with database.writer() as session, pytest.raises(IntegrityError):
        session.execute(text(insert), row)


def test_sqlite_keeps_a_commit_through_a_power_cut(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    engine.dispose()


@pytest.mark.parametrize(
    ("written", "host", "attributes"),
    [
        ("postgresql://anna@one/catalog", (), None),
        (
            "postgres://anna:p%40ss@one:5433,two/catalog?sslmode=require",
            ("one:5433", "two:5432"),
            "read-write",
        ),
        ("postgresql://one,two/catalog?target_session_attrs=any", ("one:5432", "two:5432"), "any"),
    ],
)
def test_addresses_of_several_hosts_go_to_libpq(
    written: str, host: tuple[str, ...], attributes: str | None
) -> None:
    url = database_url(written)
    assert url.drivername == "postgresql+psycopg"
    assert url.database == "catalog"
    assert url.query.get("host", ()) == host
    assert url.query.get("target_session_attrs") == attributes


def test_a_replica_may_be_any_of_its_hosts() -> None:
    opened = open_database(Settings(database_url="postgresql://a,b/c", replica_url="postgresql://d,e/c"))
    assert opened.engine.url.query["target_session_attrs"] == "read-write"
    assert opened.replica.url.query["target_session_attrs"] == "any"
    assert opened.reader().get_bind() is opened.replica


def test_of_several_hosts_the_one_that_answers_is_used(postgresql_url: str) -> None:
    there = make_engine(postgresql_url).url
    folder, name = there.query["host"], there.database
    engine = make_engine(
        f"postgresql://postgres@/{name}?host=/nowhere&host={folder}&target_session_attrs=read-write"
    )
    with reader(engine) as session:
        assert session.execute(COUNT).scalar() == 0
    engine.dispose()


# --- trouble, each in one sentence


def newer(path: Path) -> Engine:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999_later'")
    connection.close()
    return make_engine(f"sqlite:///{path}")


def of_another_program(path: Path) -> Engine:
    path.write_bytes(b"This is a letter, not a database. " * 100)
    return make_engine(f"sqlite:///{path}")


def without_folder(path: Path) -> Engine:
    return make_engine(f"sqlite:///{path.parent / 'gone' / path.name}")


def read_only(path: Path) -> Engine:
    return make_engine(f"sqlite:///file:{path}?mode=ro&uri=true")


@pytest.fixture
def locked_by() -> Iterator[Callable[[Path], sqlite3.Connection]]:
    held: list[sqlite3.Connection] = []

    def lock(path: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        held.append(connection)
        return connection

    yield lock
    for connection in held:
        connection.close()


@pytest.mark.parametrize(
    ("break_it", "kind", "words"),
    [
        (of_another_program, "damaged", "is not a database"),
        (without_folder, "missing", "its folder is missing"),
        (read_only, "read_only", "read-only"),
    ],
)
def test_trouble_is_one_sentence_with_the_place(
    sqlite_url: str, break_it: Callable[[Path], Engine], kind: str, words: str
) -> None:
    engine = break_it(Path(sqlite_url.removeprefix("sqlite:///")))
    with writer(engine) as session, pytest.raises(DatabaseTrouble) as caught:
        session.execute(RAISE)
    engine.dispose()
    assert caught.value.kind == kind
    assert words in caught.value.sentence
    assert str(caught.value).startswith(caught.value.sentence.rstrip("."))
    assert "\n" not in str(caught.value)
    assert caught.value.where in str(caught.value)


def test_the_place_never_shows_a_password() -> None:
    engine = make_engine("postgresql://anna:hunter2@127.0.0.1:1/catalog")
    with reader(engine) as session, pytest.raises(DatabaseTrouble, match="cannot be reached") as caught:
        session.execute(COUNT)
    assert caught.value.kind == "unreachable"
    assert "hunter2" not in str(caught.value)


def test_a_statement_that_is_wrong_is_no_trouble_of_the_database(database: Database) -> None:
    with database.reader() as session, pytest.raises(Exception, match="nonsense") as caught:
        session.execute(text("SELECT nonsense FROM catalogue"))
    assert not isinstance(caught.value, DatabaseTrouble)


# --- the request's session, and trouble as readers of the site see it


@pytest.fixture
def with_pages(app: Flask) -> Flask:
    app.add_url_rule("/read", view_func=lambda: str(get_session().exec(select(Catalogue.version)).one()))
    app.add_url_rule("/write", view_func=write, methods=["POST"])
    return app


def write() -> str:
    get_session().execute(RAISE)
    get_session().commit()
    return "written"


def test_a_request_reads_or_writes_by_its_method(with_pages: Flask) -> None:
    client = with_pages.test_client()
    assert client.get("/read").text == "0"
    assert client.post("/write").text == "written"
    assert client.get("/read?again").text == "1"


def test_the_session_is_closed_after_the_request(with_pages: Flask) -> None:
    client = with_pages.test_client()
    for _ in range(40):
        client.post("/write")
    assert with_pages.extensions["database"].engine.pool.checkedout() == 0


def assert_resting(answer, words: str) -> None:
    assert answer.status_code == 503
    assert words in answer.text
    assert answer.headers["Retry-After"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Traceback" not in answer.text


def test_a_database_newer_than_the_code_is_503_even_when_the_server_runs(
    with_pages: Flask, settings: Settings
) -> None:
    client = with_pages.test_client()
    assert client.get("/read").status_code == 200
    newer(settings.folder / "catalog.sqlite3").dispose()
    for address in ("/read", "/read?again", "/", "/nowhere", "/readyz"):
        answer = client.get(address)
        assert answer.status_code == 503
        assert "newer than this version of the catalogue" in answer.text
    assert_resting(client.get("/read"), "install the newer version")
    assert client.get("/healthz").status_code == 200


def test_a_database_that_is_locked_is_503_for_writers_and_nothing_for_readers(
    with_pages: Flask, settings: Settings, locked_by: Callable[[Path], sqlite3.Connection]
) -> None:
    client = with_pages.test_client()
    client.get("/read")
    locked_by(settings.folder / "catalog.sqlite3")
    assert client.get("/read?again").status_code == 200
    assert_resting(client.post("/write"), "locked by another")


def test_a_database_without_its_folder_is_503(settings: Settings) -> None:
    app = create_app(
        settings.model_copy(update={"database_url": f"sqlite:///{settings.folder}/gone/c.sqlite3"})
    )
    for address in ("/", "/nowhere", "/about?x"):
        assert_resting(app.test_client().get(address), "missing")


def test_a_database_that_vanishes_while_serving_is_503(with_pages: Flask, settings: Settings) -> None:
    client = with_pages.test_client()
    assert client.get("/read").status_code == 200
    (settings.folder / "catalog.sqlite3").unlink()
    assert_resting(client.get("/read"), "missing")


def test_a_read_only_database_is_503_for_writers_and_nothing_for_readers(
    settings: Settings, empty_file: Path
) -> None:
    url = f"sqlite:///file:{empty_file}?mode=ro&uri=true"
    app = create_app(settings.model_copy(update={"database_url": url}))
    app.add_url_rule("/read", view_func=lambda: str(get_session().exec(select(Catalogue.version)).one()))
    app.add_url_rule("/write", view_func=write, methods=["POST"])
    assert app.test_client().get("/read").text == "0"
    assert_resting(app.test_client().post("/write"), "read-only")


def test_a_database_without_tables_says_how_to_make_them(settings: Settings, tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "bare.sqlite3").close()
    app = create_app(settings.model_copy(update={"database_url": f"sqlite:///{tmp_path}/bare.sqlite3"}))
    (tmp_path / "bare.sqlite3").touch()
    assert_resting(app.test_client().get("/"), "catalog migrate")
