"""Killed between any two steps of saving and publishing, what was acknowledged is there, and whole."""

import os
import shutil
from pathlib import Path

import pytest
from flask import has_request_context, request
from sqlalchemy import event
from sqlmodel import select

from catalog import create_app
from catalog.changes.queries import verify_chain
from catalog.config import Settings
from catalog.editorial import drafts
from catalog.editorial.models import Draft, Revision
from catalog.glossary.models import GlossaryTerm
from tests.factories import catalogue
from tests.html import Page
from tests.signed_in import Visitor, make_account

pytestmark = pytest.mark.long

OLD, NEW = "A cell that makes collagen.", "A cell of the skin that makes collagen."
PAGE = "/desk/glossary/fibroblast"


@pytest.fixture
def folder(settings, seeded_file) -> Path:
    """An instance in which “anna” can sign in and the term “fibroblast” says `OLD`."""
    settings.folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(seeded_file, settings.folder / "catalog.sqlite3")
    app = running(settings.folder)
    with catalogue(app) as session:
        make_account(session)
    visitor = Visitor(app.test_client())
    visitor.sign_in()
    assert visitor.fill(PAGE, definition=OLD, do="publish").status_code == 303
    (settings.folder / "cookie").write_text(visitor.cookie)
    stop(app)
    return settings.folder


def running(folder):
    return create_app(Settings(instance=folder, secret_key="not a secret in tests"))


def stop(app):
    app.extensions["watcher"].close()
    app.extensions["database"].close()


def dies_at(folder, step, act) -> tuple[bool, list[str]]:
    """Whether it lived, killed before its `step`-th statement or commit, and what was acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            app = running(folder)
            visitor = Visitor(app.test_client())
            visitor.client.set_cookie("desk", (folder / "cookie").read_text())
            count_down(app.extensions["database"].engine, step)
            act(visitor, lambda word: os.write(writing, f"{word}\n".encode()))
            os._exit(0)
        except BaseException:
            os._exit(3)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read().split()
    _, status = os.waitpid(child, 0)
    assert not os.WIFEXITED(status) or os.WEXITSTATUS(status) == 0, "it broke instead of being killed"
    return os.WIFEXITED(status), said


def count_down(engine, step):
    left = [step]

    def tick(*_given):
        if not has_request_context() or request.method != "POST":
            return
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), 9)

    event.listen(engine, "before_cursor_execute", tick)
    event.listen(engine, "commit", tick)


def act(visitor, said):
    if visitor.fill(PAGE, definition=NEW, do="save").status_code == 303:
        said("saved")
    if visitor.fill(PAGE, do="publish").status_code == 303:
        said("published")
    changes = f"{PAGE}/changes"
    shown = Page(visitor.client.get(changes))
    action, newest = shown.all("form.undo")[0].get("action"), shown.all("input[name=newest]")[0].get("value")
    if visitor.send(changes, action, reason="Killed", newest=newest).status_code == 303:
        said("undone")


def test_whatever_the_moment_what_was_acknowledged_is_there(folder, tmp_path):
    lived, step, seen = False, 0, set()
    while not lived:
        copy = tmp_path / f"at-{step}"
        shutil.copytree(folder, copy)
        lived, said = dies_at(copy, step, act)
        seen.add(tuple(said))
        app = running(copy)
        with app.extensions["database"].reader() as session:
            assert verify_chain(session) == []
            term = session.exec(select(GlossaryTerm).where(GlossaryTerm.slug == "fibroblast")).one()
            draft = session.exec(select(Draft)).one()
            kept = [row.fields["definition"] for row in session.exec(select(Revision))]
            # A draft and its newest revision are one save: never one without the other.
            newest = drafts.revision(session, draft, draft.revision)
            assert newest is not None
            assert newest.fields == draft.fields
        stop(app)
        if "saved" in said:
            assert NEW in kept
        if "undone" in said:
            assert term.definition == OLD
        elif "published" in said:
            assert term.definition in (NEW, OLD)
        else:
            assert term.definition in (OLD, NEW)
        shutil.rmtree(copy)
        step += 1
    # It was killed before, between and after each of the three.
    assert {(), ("saved",), ("saved", "published"), ("saved", "published", "undone")} == seen
    assert step > 20
