"""Deleting deletes: no row, no file and no page keeps the words; the log never had them."""

import json

import pytest
from sqlalchemy import inspect, text
from sqlmodel import col, select

from catalog.changes.models import Change
from catalog.changes.queries import changes_since, verify_chain
from catalog.comments import editing, queries
from catalog.comments.models import Comment
from catalog.people.tokens import digest
from tests.comments.conftest import shown

WORDS = "Seventeen plums in a paper bag."
NAME = "Zyxadora"


def a_comment(**fields):
    given = {"kind": "article", "thing_id": 1, "name": NAME, "words": WORDS, "day": "2026-03-01"}
    return Comment(**(given | fields))


def everything(connection) -> str:
    """All that stands in any column of any table."""
    tables = inspect(connection).get_table_names()
    return "\n".join(
        str(row) for table in tables for row in connection.execute(text(f'SELECT * FROM "{table}"'))
    )


def log_of(session, number=1):
    wanted = select(Change).where(Change.entity_kind == "comment", Change.entity_id == number)
    return list(session.exec(wanted.order_by(col(Change.number))))


def test_the_log_knows_a_comment_by_its_place_and_digest_and_never_its_words(session):
    editing.send(session, a_comment(), "a")
    comment = session.get_one(Comment, 1)
    said = digest(comment.nonce + WORDS)
    editing.publish(session, comment, "mia")
    editing.refuse(session, comment, "mia")
    editing.put_back(session, comment, "mia")
    editing.publish(session, comment, "mia")
    editing.answer(session, comment, "Thank you for the plums.", name="Mia", actor="mia")
    editing.delete(session, comment, editing.READER)
    changes = changes_since(session, 0)
    whole = "\n".join(str(change.model_dump()) for change in changes)
    for secret in (WORDS, NAME, "plums", "Mia"):
        assert secret not in whole
    first = json.loads(log_of(session)[0].payload)["fields"]
    assert first == {
        "thing": [None, "article:1"],
        "parent": [None, None],
        "sha256": [None, said],
        "state": [None, "published"],
    }
    states = [json.loads(change.payload)["fields"]["state"][1] for change in log_of(session)]
    assert states == ["published", "refused", "waiting", "published", "deleted"]
    assert [change.actor for change in log_of(session)] == ["mia"] * 4 + ["reader"]
    assert verify_chain(session) == []


def test_short_words_cannot_be_guessed_from_the_log_once_they_are_deleted(database):
    with database.writer() as session:
        for _ in range(2):
            editing.send(session, a_comment(words="Yes."), "a")
        nonces = [session.get_one(Comment, number).nonce for number in (1, 2)]
        assert all(len(nonce) == 64 for nonce in nonces)
        for number in (1, 2):
            editing.publish(session, session.get_one(Comment, number), "mia")
        session.commit()
    with database.reader() as session:
        logged = {json.loads(log_of(session, one)[0].payload)["fields"]["sha256"][1] for one in (1, 2)}
        assert logged == {digest(nonce + "Yes.") for nonce in nonces}
        assert len(logged) == 2
    with database.writer() as session:
        for number in (1, 2):
            editing.delete(session, session.get_one(Comment, number), "mia")
        session.commit()
    with database.reader() as session:
        left = everything(session.connection())
        # Of the same words two say different things, and neither can be tried against a guess.
        assert not any(nonce in left for nonce in nonces)
        assert digest("Yes.") not in left


def test_what_never_was_public_leaves_nothing_in_the_log(session):
    for _ in range(3):
        editing.send(session, a_comment(), "a")
    one, two, three = queries.queue(session, "waiting", 9)
    editing.refuse(session, one, "mia")
    editing.put_back(session, one, "mia")
    editing.delete(session, two, editing.READER)
    editing.refuse(session, three, "mia")
    editing.delete(session, three, "mia")
    assert changes_since(session, 0) == []


@pytest.mark.parametrize("decide", [None, editing.publish, editing.refuse])
def test_nothing_of_the_words_and_the_name_is_left_in_the_database(database, decide):
    with database.writer() as session:
        token = editing.send(session, a_comment(), "a")
        if decide:
            decide(session, session.get_one(Comment, 1), "mia")
        session.commit()
        assert WORDS in everything(session.connection())
    with database.writer() as session:
        assert editing.delete(session, queries.of_writer(session, token), editing.READER)
        session.commit()
    with database.reader() as session:
        left = everything(session.connection())
        assert WORDS not in left
        assert NAME not in left
        assert digest(token) not in left
        assert queries.of_writer(session, token) is None


def test_nothing_of_the_words_is_left_in_the_file(sqlite_url):
    from pathlib import Path

    from catalog.config import Settings
    from catalog.db import open_database

    path = Path(sqlite_url.removeprefix("sqlite:///"))
    opened = open_database(Settings(database_url=sqlite_url))
    for state in ("stored", "deleted"):
        with opened.writer() as session:
            if state == "stored":
                editing.send(session, a_comment(words=WORDS * 60), "a")
            else:
                editing.delete(session, session.get_one(Comment, 1), "mia")
            session.commit()
        if state == "stored":
            with opened.engine.connect() as connection:
                connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
            assert WORDS.encode() in path.read_bytes()
    # Closing the last connection leaves one file, without a log beside it.
    opened.close()
    assert not path.with_name(f"{path.name}-wal").exists()
    assert WORDS.encode() not in path.read_bytes()


def test_a_number_is_not_given_twice(session):
    """A comment that somebody read and wants to publish is never another one by then."""
    editing.send(session, a_comment(), "a")
    editing.delete(session, session.get_one(Comment, 1), "mia")
    editing.send(session, a_comment(), "a")
    assert [one.id for one in queries.queue(session, "waiting", 9)] == [2]
    assert not editing.publish(session, session.get_one(Comment, 1), "mia")


def test_its_writer_sees_what_became_of_it_and_deletes_it_without_an_account(client, send, decide, rows):
    key = send(words=WORDS, name=NAME).location.partition("key=")[2]
    own = f"/comments/mine/{key}"
    answer = client.get(own)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "waits for a person" in shown(answer).text(".lead")
    decide("publish", 1)
    page = shown(client.get(own))
    assert page.links(".lead a") == ["/articles/open#comment-1"]
    assert WORDS in client.get("/articles/open").text
    answer = client.post(own, headers={"Sec-Fetch-Site": "same-origin"})
    assert (answer.status_code, answer.location) == (303, "/comments/deleted")
    assert "gone" in shown(client.get(answer.location)).text("main")
    assert WORDS not in client.get("/articles/open").text
    assert (rows()[0].words, rows()[0].name, rows()[0].key) == ("", "", None)
    assert client.get(own).status_code == 404
    assert client.post(own, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 404


def test_another_site_deletes_nothing(client, send, rows):
    key = send().location.partition("key=")[2]
    answer = client.post(f"/comments/mine/{key}", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 400
    assert "Nothing was changed" in shown(answer).text("[role=alert]")
    assert rows()[0].state == "waiting"


@pytest.mark.parametrize("key", ["0" * 64, "x", "é", "%00", "a" * 5000])
def test_a_key_that_nobody_was_given_opens_nothing(client, send, key):
    send()
    for method in ("GET", "POST"):
        assert 400 <= client.open(f"/comments/mine/{key}", method=method).status_code < 500
