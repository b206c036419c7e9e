"""The linker of a request: the terms of the state it answers from, read once for all requests."""

from flask import Flask
from sqlalchemy import event
from sqlmodel import Session

from catalog.glossary.current import linker, page_links
from catalog.glossary.editing import put_term
from catalog.glossary.linking import Use
from catalog.glossary.models import GlossaryTerm
from tests.factories import WHO, catalogue

COLLAGEN = Use("collagen", "collagen")


def put(session: Session, slug: str, term: str) -> None:
    put_term(session, GlossaryTerm(slug=slug, term=term, definition="A word."), **WHO)


def test_a_term_that_is_added_links_from_the_next_request_on(app: Flask) -> None:
    with app.test_request_context():
        assert linker().page().split("collagen") == ["collagen"]
    with catalogue(app) as session:
        put(session, "collagen", "Collagen")
    app.extensions["watcher"].newest()
    with app.test_request_context():
        assert linker().page().split("collagen") == [COLLAGEN]


def test_the_second_request_of_a_state_asks_no_database(app: Flask) -> None:
    with catalogue(app) as session:
        put(session, "collagen", "Collagen")
    head, statements = app.extensions["watcher"].head(), list[str]()

    def split() -> list[str | Use]:
        statements.clear()
        with app.test_request_context(environ_overrides={"catalog.head": head}):
            return page_links().split("collagen")

    event.listen(
        app.extensions["database"].engine,
        "before_cursor_execute",
        lambda _connection, _cursor, statement, *_: statements.append(statement),
    )
    assert split() == [COLLAGEN]
    assert any("glossary_term" in statement for statement in statements)
    assert split() == [COLLAGEN]
    assert statements == []


def test_all_parts_of_a_page_share_what_was_linked(app: Flask) -> None:
    with catalogue(app) as session:
        put(session, "collagen", "Collagen")
    with app.test_request_context():
        assert page_links().split("collagen") == [COLLAGEN]
        assert page_links().split("collagen") == ["collagen"]
    with app.test_request_context():
        assert page_links().split("collagen") == [COLLAGEN]
