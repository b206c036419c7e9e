"""`catalog media`: what there is, what is used, what is cleared up; and what a starting server does."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from sqlmodel import select

from catalog.commands import main
from catalog.media import starting
from catalog.media.models import Upload
from tests.media.conftest import kept, state


@pytest.fixture
def catalog(app, settings):
    """catalog("media", "list") runs the command over `app`'s folder; what it said."""

    def run(*given):
        done = CliRunner().invoke(main, [*given, "--instance", str(settings.folder)])
        return done.exit_code, done.output

    return run


def test_pictures_are_listed_with_where_they_are_used(catalog, library):
    assert catalog("media", "list") == (0, "There is no picture yet.\n")
    library(1)
    code, said = catalog("media", "list", "--unused")
    assert code == 0
    assert said.startswith("made-1: own photo, ")
    assert said.endswith("not used\n")


def test_the_sweep_and_the_check_say_what_they_found(app, settings, catalog, library, store):
    library(1)
    kept(app.extensions["database"], store, 2)
    assert catalog("media", "sweep") == (0, "Gone: 0 uploads with 0 files; 0 halves.\n")
    assert catalog("media", "sweep", "--hours", "0") == (0, "Gone: 1 uploads with 2 files; 0 halves.\n")
    assert catalog("media", "check") == (0, "Every file has its name, and every name its file.\n")
    store.put("b" * 64 + ".webp", b"x")
    assert "no table names it" in catalog("media", "check")[1]
    code, said = catalog("media", "sweep", "--unnamed", "--hours", "0")
    assert (code, said.splitlines()[1]) == (0, "1 files that no table named are gone.")
    with app.extensions["database"].reader() as session:
        lost = sorted(state(session)[1])[0]
    store.remove([lost])
    code, said = catalog("media", "check")
    assert code == 1
    assert f"{lost}: a picture names it, and it is not in the store." in said


def test_a_server_that_starts_sweeps_beside_itself(app, settings, store, at_time):
    at_time(2026, 3, 1)
    kept(app.extensions["database"], store, 1)
    starting._sweep(settings)
    assert len(list(store.found())) == 2
    at_time(2026, 3, 9)
    starting._sweep(settings)
    assert list(store.found()) == []
    with app.extensions["database"].reader() as session:
        assert session.exec(select(Upload)).all() == []
