"""What was pinned once is shown by every later version of this code: a document kept here as it was written.

The file is never written anew. A later format gets a file of its own beside it.
"""

import json
from pathlib import Path

import pytest
from flask import Flask

from catalog.compare import snapshots
from tests.factories import catalogue
from tests.html import Page

KEPT = sorted(Path(__file__).parent.glob("pinned_format_*.json"))


def put(app: Flask, body: str) -> str:
    with catalogue(app) as session:
        key = snapshots.keep(session, body)
        session.commit()
    return key


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_a_document_of_any_format_is_shown_and_told_on(app: Flask, path: Path) -> None:
    body = path.read_text(encoding="utf-8")
    key, found, client = put(app, body), json.loads(body), app.test_client()
    page = Page(client.get(f"/compare/s/{key}"))
    assert page.response.status_code == 200
    assert all(device["name"] in page.text("main") for device in found["devices"])
    for row in found["rows"]:
        assert row["label"] in page.text("main"), row["key"]
    assert client.get(f"/compare/s/{key}.json").text == body
    for ending in ("csv", "md"):
        answer = client.get(f"/compare/s/{key}.{ending}")
        assert answer.status_code == 200
        assert found["devices"][0]["name"] in answer.text


def test_fields_that_came_and_went_break_no_page(app: Flask) -> None:
    found = json.loads(KEPT[0].read_text(encoding="utf-8"))
    for source in found["sources"].values():
        source["forgotten"] = "a field of long ago"
    for row in found["rows"]:
        for cell in row["cells"]:
            del cell["said"]
            for told in cell["told"]:
                told["who"]["forgotten"] = True
    key = put(app, snapshots.body_of(found))
    assert app.test_client().get(f"/compare/s/{key}").status_code == 200


def test_there_is_one_of_every_format() -> None:
    assert len(KEPT) >= 1
