"""What stands in a form of the desk, as a browser sends it, and what every kind of text owes its author."""

from collections.abc import Iterable, Iterator
from typing import Any

from flask import Flask
from sqlmodel import Session
from werkzeug.datastructures import MultiDict
from wtforms import SelectField, SelectMultipleField

from catalog.changes.models import Change
from catalog.changes.queries import current_version, history_of, state_at
from catalog.editorial.editable import Editable, Fault, Fields, Writer
from catalog.editorial.editor_form import EditorForm, Rows

WHO = Writer("san", "San", "admin")
"""The author of the seeds."""


def sent(form: type[EditorForm], fields: Fields) -> MultiDict[str, str]:
    """The body of a POST: line breaks as browsers send them, ticks in the order of the boxes."""
    body: MultiDict[str, str] = MultiDict()
    for name, value in _pairs(form(formdata=None), fields, ""):
        body.add(name, value.replace("\n", "\r\n"))
    return body


def _pairs(form: Any, fields: Fields, prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        field = form[name]
        if isinstance(field, Rows):
            for number, row in enumerate(value):
                field.append_entry()
                yield from _pairs(field.entries[-1].form, row, f"{prefix}{name}-{number}-")
        elif isinstance(field, SelectMultipleField):
            yield from ((f"{prefix}{name}", one.data) for one in field if one.data in value)
        elif isinstance(value, bool):
            yield from [(f"{prefix}{name}", "y")] if value else []
        else:
            if isinstance(field, SelectField):
                assert value in [one.data for one in field], f"{name}: nobody can choose {value!r}"
            yield f"{prefix}{name}", value


def typed(app: Flask, kind: Editable, session: Session, fields: Fields) -> Fields:
    """The fields after a browser has shown and sent them."""
    form = kind.form(session)
    with app.test_request_context("/desk", method="POST"):
        body = sent(form, fields)
    with app.test_request_context("/desk", method="POST", data=body):
        return form().fields()


def check_exact(app: Flask, kind: Editable) -> None:
    """All that is public is read without a fault, comes back from a form as it was, and saving it unchanged
    is no change; what the log kept of it is the same."""
    with app.extensions["database"].writer() as session, app.test_request_context("/"):
        every = kind.listed(session)
        assert every
        before = current_version(session)
        for one in every:
            fields = kind.read(session, one.slug)
            assert fields is not None
            assert said(kind.faults(session, fields, one.slug)) == []
            assert publish(session, kind, fields, one.slug) is None, one.slug
            assert newest_state(session, kind, one.slug) == fields, one.slug
        assert current_version(session) == before
        for one in every:
            assert typed(app, kind, session, kind.read(session, one.slug)) == kind.read(session, one.slug)
        session.rollback()


def check_form(app: Flask, kind: Editable, filled: Fields, wish: dict[str, str] | None = None) -> None:
    """What stands in a blank form and in one that somebody has filled comes back as it was, key by key."""
    with app.extensions["database"].writer() as session, app.test_request_context("/"):
        blank = kind.blank(session, WHO, wish or {})
        assert typed(app, kind, session, blank) == blank
        assert blank.keys() >= filled.keys(), "a field that the form does not have"
        assert typed(app, kind, session, blank | filled) == blank | filled
        session.rollback()


def check_pages(app: Flask, kind: Editable) -> None:
    """What is previewed of something public is its page, and no gate holds it back."""
    client = app.test_client()
    with app.extensions["database"].writer() as session:
        with app.test_request_context("/"):
            every = kind.listed(session)
        for one in every:
            address, fields = kind.address(one.slug), kind.read(session, one.slug)
            shown = client.get(address).text
            with app.test_request_context(address):
                assert main(kind.preview(session, fields)) == main(shown), one.slug
                held = [c.said for c in kind.gate(session, fields, WHO) if not c.is_met and not c.is_advice]
            assert held == []
        session.rollback()


def main(page: str) -> str:
    """The part of a page that is its own."""
    return page.partition("<main")[2].partition("</main>")[0]


def newest_state(session: Session, kind: Editable, slug: str) -> Fields:
    """The newest state in the log, as fields."""
    number = kind.entity_id(session, slug)
    assert number is not None
    newest = history_of(session, kind.kind, number)[-1]
    state = state_at(session, kind.kind, number, newest.number)
    assert state is not None
    return kind.read_state(session, state)


def said(faults: Iterable[Fault]) -> list[tuple[str, str]]:
    """Field and sentence of each."""
    return [(fault.field, fault.said) for fault in faults]


def publish(session: Session, kind: Editable, fields: Fields, live: str | None = None) -> Change | None:
    """As somebody would."""
    return kind.publish(session, fields, live, actor="san", reason="A test")


def take_down(session: Session, kind: Editable, slug: str) -> Change | None:
    return kind.take_down(session, slug, actor="san", reason="A test")
