"""An application in which notes are written, and who writes them."""

import pytest
from flask import Flask

from catalog.editorial import drafts, kinds
from catalog.editorial.editable import Writer
from tests.editorial.sample_kind import NoteKind
from tests.factories import catalogue
from tests.signed_in import Visitor, make_account

ANNA = Writer("anna", "Anna", "admin")
BERT = Writer("bert", "Bert", "author")
NOTES = NoteKind()


def note(title: str = "A title", text: str = "A text that is long enough.", **more) -> dict:
    return {"title": title, "slug": "", "text": text, "forms": []} | more


@pytest.fixture
def notes_app(app: Flask) -> Flask:
    kinds.init_app(app, [NOTES])
    return app


@pytest.fixture
def writing(notes_app: Flask) -> Visitor:
    """Anna, an admin, at the desk."""
    with catalogue(notes_app) as session:
        make_account(session)
    signed_in = Visitor(notes_app.test_client())
    signed_in.sign_in()
    return signed_in


@pytest.fixture
def begin(notes_app: Flask):
    """begin(fields, …) → the address of a new draft of Anna's."""

    def made(fields: dict | None = None, **saving) -> str:
        with catalogue(notes_app) as session:
            draft = drafts.save(session, NOTES, ANNA, "", drafts.Saving(fields or note(), **saving))
            return draft.slug

    return made
