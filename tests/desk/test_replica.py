"""The desk shows what was saved a moment ago, also where readers are served from a copy that is behind."""

import shutil

import pytest

from catalog.config import Settings
from tests.conftest import _running
from tests.factories import catalogue
from tests.signed_in import Visitor, make_account


@pytest.fixture
def copied_app(empty_file, tmp_path):
    """An application whose replica never hears of anything."""
    shutil.copy(empty_file, tmp_path / "replica.sqlite3")
    shutil.copy(empty_file, tmp_path / "catalog.sqlite3")
    settings = Settings(
        instance=tmp_path,
        secret_key="not a secret in tests",
        database_url=f"sqlite:///{tmp_path / 'catalog.sqlite3'}",
        replica_url=f"sqlite:///{tmp_path / 'replica.sqlite3'}",
    )
    yield from _running(settings)


def test_a_draft_is_there_as_soon_as_it_is_saved(copied_app):
    with catalogue(copied_app) as session:
        make_account(session)
    anna = Visitor(copied_app.test_client())
    anna.sign_in()
    saved = anna.fill("/desk/glossary/new", term="Gauge", do="save")
    assert saved.status_code == 303
    assert anna.client.get(saved.location).status_code == 200
    draft = saved.location.partition("?")[0]
    link = anna.send(f"{draft}/publishing", f"{draft}/preview-links").text
    path = "/preview/" + link.partition("/preview/")[2][:64]
    assert copied_app.test_client().get(path).status_code == 200
