"""After any sequence of edits: the log replays to what is stored, and every document is that of a rebuild."""

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from catalog.changes.queries import current_version, state_at, verify_chain
from catalog.changes.recording import canonical_json
from catalog.db import Database
from catalog.products import editing, readmodel
from tests.products.random_edits import QUIET, Edit, Small, edits


def hold(session: Session, sequence: list[Edit]) -> None:
    small = Small(session)
    for edit in sequence:
        small.apply(edit)
    version = current_version(session)
    for product in small.products():
        replayed = state_at(session, "product", product.id or 0, version)
        assert canonical_json(replayed) == canonical_json(editing.state_of(session, product))
    assert readmodel.stale_documents(session) == []
    assert verify_chain(session) == []


def test_log_and_documents_follow_any_edits(database: Database) -> None:
    on_sqlite = database.engine.dialect.name == "sqlite"
    with database.writer() as session:
        Small(session).begin()
        session.commit()

    @settings(max_examples=30 if on_sqlite else 4, **QUIET)
    @given(st.lists(edits(), min_size=1, max_size=10))
    def follow(sequence: list[Edit]) -> None:
        with database.writer() as session:
            hold(session, sequence)

    follow()
