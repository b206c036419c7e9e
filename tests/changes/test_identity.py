"""Whatever was removed keeps its id: no new thing has its history, and it has it when it comes back."""

from sqlmodel import select

from catalog.changes.queries import history_of
from catalog.changes.saving import remove_row, save_row
from catalog.glossary.models import GlossaryTerm


def put(session, slug, words="Words."):
    term = GlossaryTerm(slug=slug, term=slug.capitalize(), definition=words)
    save_row(session, GlossaryTerm, term, actor="anna", reason="")
    session.commit()
    return session.exec(select(GlossaryTerm.id).where(GlossaryTerm.slug == slug)).one()


def remove(session, slug):
    remove_row(session, GlossaryTerm, slug, actor="anna", reason="")
    session.commit()


def again(session, database):
    """Another session, as another request has."""
    session.close()
    return database.writer()


def test_the_next_new_one_does_not_get_the_id_of_the_last_that_was_removed(session, database):
    first, second = put(session, "first"), put(session, "second")
    remove(session, "second")
    third = put(again(session, database), "third")
    assert len({first, second, third}) == 3


def test_what_comes_back_has_its_id_and_its_history_again(session, database):
    put(session, "first")
    number = put(session, "second")
    remove(session, "second")
    writer = again(session, database)
    put(writer, "third")
    assert put(writer, "second", "Other words.") == number
    assert len(history_of(writer, "glossary_term", number)) == 3
    writer.close()


def test_within_one_session_too(session):
    number = put(session, "only")
    remove(session, "only")
    other = put(session, "other")
    assert other != number
    assert put(session, "only") == number


def test_an_address_that_was_left_is_not_what_the_removed_thing_was_called(session, database):
    number = put(session, "before")
    row = session.get(GlossaryTerm, number)
    from catalog.changes.saving import record_row, state_of

    old = state_of(row)
    row.slug = "after"
    session.add(row)
    session.flush()
    record_row(session, row, old, state_of(row), "anna", "")
    session.commit()
    remove(session, "after")
    writer = again(session, database)
    assert put(writer, "before") != number
    assert put(writer, "after") == number
    writer.close()
