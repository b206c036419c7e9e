"""One save is one change: numbered, chained, replayable."""

import json
from hashlib import sha256

import pytest
from sqlalchemy import text
from sqlmodel import Session

from catalog.changes.queries import changes_since, current_version, history_of, state_at, verify_chain
from catalog.changes.recording import record
from catalog.db import Database

PEN = {"name": "Dr. Pen A6", "statements": {"1": {"text": "0.25–2.5 mm"}}}
RENAMED = {"name": "Dr. Pen Ultima A6", "statements": {"1": {"text": "0.25–2.5 mm"}}}


def save(session: Session, before, after, *, entity_id: int = 1, touched=()):
    change = record(
        session,
        actor="seeds",
        entity_kind="product",
        entity_id=entity_id,
        before=before,
        after=after,
        reason="As the box says",
        touched=touched,
    )
    session.commit()
    return change


def test_a_save_becomes_a_change_with_the_difference_by_field(session: Session) -> None:
    save(session, None, PEN)
    change = save(session, PEN, RENAMED, touched=[7, 3, 7])
    assert change is not None
    assert change.number == 2
    assert change.payload == '{"fields":{"name":["Dr. Pen A6","Dr. Pen Ultima A6"]}}'
    assert change.touched == "[3,7]"


def test_an_equal_state_writes_nothing(session: Session) -> None:
    save(session, None, PEN)
    assert save(session, PEN, json.loads(json.dumps(PEN))) is None
    assert current_version(session) == 1


def test_the_version_is_the_number_of_the_last_change(session: Session) -> None:
    assert current_version(session) == 0
    save(session, None, PEN)
    save(session, None, PEN, entity_id=2)
    assert current_version(session) == 2


def test_a_transaction_that_is_rolled_back_leaves_no_number_behind(session: Session) -> None:
    save(session, None, PEN)
    record(session, actor="a", entity_kind="product", entity_id=1, before=PEN, after=RENAMED, reason="")
    session.rollback()
    change = save(session, PEN, RENAMED)
    assert change is not None
    assert change.number == 2
    assert verify_chain(session) == []


def test_an_entity_can_be_seen_as_it_was_at_any_version(session: Session) -> None:
    save(session, None, PEN)
    save(session, None, PEN, entity_id=2)
    save(session, PEN, RENAMED)
    save(session, RENAMED, None)
    assert state_at(session, "product", 1, 0) is None
    assert state_at(session, "product", 1, 1) == PEN
    assert state_at(session, "product", 1, 2) == PEN
    assert state_at(session, "product", 1, 3) == RENAMED
    assert state_at(session, "product", 1, 4) is None


def test_history_is_of_one_entity_and_news_are_of_all(session: Session) -> None:
    for entity_id in (1, 2, 1):
        save(
            session,
            None if entity_id == 2 else {"n": current_version(session)},
            {"n": 9},
            entity_id=entity_id,
        )
    assert [change.number for change in history_of(session, "product", 1)] == [1, 3]
    assert [change.number for change in changes_since(session, 1)] == [2, 3]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE change SET reason = 'Because' WHERE number = 2", "Change 2 is not what was recorded"),
        ("UPDATE change SET payload = replace(payload, 'A6', 'A9') WHERE number = 1", "Change 1 is not what"),
        ("DELETE FROM change WHERE number = 2", "Change 2 is missing; after 1 comes 3."),
        ("DELETE FROM change WHERE number = 3", "The catalogue says version 3, but the last change is 2."),
    ],
)
def test_a_log_that_was_tampered_with_is_noticed(session: Session, damage: str, said: str) -> None:
    for before, after in ((None, PEN), (PEN, RENAMED), (RENAMED, PEN)):
        save(session, before, after)
    assert verify_chain(session) == []
    session.execute(text(damage))
    session.commit()
    session.expire_all()
    assert any(sentence.startswith(said) for sentence in verify_chain(session))


def test_both_databases_hash_alike(database: Database, at_time) -> None:
    at_time(2026, 3, 1, 9, 30)
    with database.writer() as session:
        change = save(session, None, {"name": "A6"}, touched=[1])
        assert change is not None
        said = (
            '{"actor":"seeds","at":"2026-03-01T09:30:00.000000Z","entity_id":1,"entity_kind":"product","number":1,'
            '"payload":"{\\"absent_before\\":[\\"name\\"],\\"fields\\":{\\"name\\":[null,\\"A6\\"]}}",'
            f'"previous":"{"0" * 64}","reason":"As the box says","touched":"[1]"}}'
        )
        assert change.digest == sha256(said.encode()).hexdigest()
