"""An application with made-up reviews in it, shared by a module's tests: for reading."""

import shutil
import threading

import pytest

from catalog.config import Settings
from tests.conftest import _running, free_port
from tests.factories import catalogue
from tests.html import fetcher
from tests.reviews.made import hands_on, make_measurement, make_method, research, store
from tests.signed_in import make_account


@pytest.fixture(scope="module")
def reviewed_app(seeded_file, tmp_path_factory):
    """The A6 reviewed from hands-on testing, the SkinPen from research; Anna signs, and may sign in."""
    folder = tmp_path_factory.mktemp("reviewed")
    shutil.copy(seeded_file, folder / "catalog.sqlite3")
    for app in _running(Settings(instance=folder, secret_key="not a secret in tests")):
        with catalogue(app) as session:
            make_account(session)
            make_method(session)
            measured = make_measurement(session, "dr-pen-a6")
            store(session, hands_on(measurement=measured, takes_comments=True))
            more = {
                "connection": "affiliate",
                "connection_words": "We have a link.",
                "title": "Another review",
            }
            store(session, research("skinpen-precision", slug="not-tested", **more))
        yield app


@pytest.fixture
def reviewed(reviewed_app):
    """Fetches a page of it by its endpoint, and checks it."""
    return fetcher(reviewed_app, reviewed_app.test_client())


@pytest.fixture(scope="module")
def reviewed_server(reviewed_app):
    """Its address."""
    from werkzeug.serving import make_server

    server = make_server("127.0.0.1", free_port(), reviewed_app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
