"""Replays of the log are kept: a walk through what was reads the log once, and memory is bounded."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, text

from catalog.api.replays import Replays
from catalog.glossary.editing import put_term
from catalog.glossary.models import GlossaryTerm
from tests.api.test_as_of import move_on, version
from tests.factories import WHO, catalogue


@pytest.fixture
def client(own_rich_app: Flask) -> FlaskClient:
    return own_rich_app.test_client()


@pytest.fixture
def log_reads(own_rich_app: Flask) -> Iterator[list[str]]:
    """Statements that read payloads from the log."""
    said: list[str] = []

    def note(*given: Any) -> None:
        if "change.payload" in given[2]:
            said.append(given[2])

    engine = own_rich_app.extensions["database"].replica
    event.listen(engine, "before_cursor_execute", note)
    yield said
    event.remove(engine, "before_cursor_execute", note)


def test_pages_that_follow_and_things_read_the_log_no_more(
    own_rich_app: Flask, client: FlaskClient, log_reads: list[str]
) -> None:
    then = version(client)
    move_on(own_rich_app)
    client.get("/devices")
    log_reads.clear()
    first = client.get(f"/api/v1/claims?limit=2&as_of={then}").get_json()
    assert len(log_reads) == 1
    second = client.get(first["links"]["next"]).get_json()
    slug = second["data"][0]["id"]
    thing = client.get(f"/api/v1/claims/{slug}?as_of={then}").get_json()
    assert (thing["version"], len(log_reads)) == (then, 1)
    other = client.get(f"/api/v1/claims?limit=2&as_of={then - 1}")
    assert (other.status_code, len(log_reads)) == (200, 2), "another version is another replay"


def test_an_edit_leaves_what_was_as_it_was(
    own_rich_app: Flask, client: FlaskClient, log_reads: list[str]
) -> None:
    then = version(client)
    move_on(own_rich_app)
    address = f"/api/v1/glossary?as_of={then}"
    first = client.get(address).get_json()
    with catalogue(own_rich_app) as session:
        put_term(session, GlossaryTerm(slug="another", term="Another", definition="Nothing."), **WHO)
    assert version(client) > then + 1
    log_reads.clear()
    assert client.get(f"{address}&limit=25").get_json()["data"] == first["data"]
    assert log_reads == []


def written(content: str) -> Callable[[Engine], None]:
    def write(engine: Engine) -> None:
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE said (words TEXT)"))
            connection.execute(text("INSERT INTO said VALUES (:words)"), {"words": content})

    return write


def never(engine: Engine) -> None:
    raise AssertionError("It is kept.")


def read(replays: Replays, key: str, write: Callable[[Engine], None]) -> str:
    with replays.opened(key, write) as session:
        return str(session.connection().execute(text("SELECT words FROM said")).scalar_one())


def test_the_least_lately_asked_for_goes_first() -> None:
    replays = Replays(most=2)
    for key in ("a", "b"):
        assert read(replays, key, written(key)) == key
    assert read(replays, "a", never) == "a"
    assert read(replays, "c", written("c")) == "c"
    assert len(replays) == 2
    assert read(replays, "a", never) == "a"
    assert read(replays, "b", written("again")) == "again"


def test_bytes_are_bounded_and_one_that_is_too_large_is_not_kept() -> None:
    replays = Replays(most=100, most_bytes=100_000)
    for number in range(20):
        read(replays, str(number), written("x" * 10_000))
        assert 0 < replays.size <= 100_000
    read(replays, "large", written("x" * 50_000))
    assert read(replays, "large", written("anew")) == "anew"


def test_what_one_request_does_to_its_copy_no_other_sees() -> None:
    replays = Replays()
    read(replays, "a", written("as it was"))
    with replays.opened("a", never) as one:
        one.connection().execute(text("UPDATE said SET words = 'changed'"))
        one.commit()
        assert read(replays, "a", never) == "as it was"


def test_a_replay_that_broke_off_is_not_kept() -> None:
    replays = Replays()
    with pytest.raises(AssertionError):
        read(replays, "a", never)
    assert read(replays, "a", written("whole")) == "whole"
