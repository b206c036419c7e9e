"""An edit is seen by the next request, and the work of a request does not grow with the catalogue."""

import pytest
from sqlalchemy import event

from catalog.finder.editing import put_need
from catalog.finder.needs import NeedDraft
from tests.factories import catalogue, make_device

WHO = {"actor": "tests", "reason": "A test"}


def counts(client, query):
    return tuple(client.get(f"/devices.json?{query}").json["counts"].values())


def test_the_next_request_sees_an_edit(app, client):
    with catalogue(app) as session:
        make_device(session, "one", specs={"needle_length": "0.5 mm"})
    assert counts(client, "depth_at=0.5") == (1, 0, 0)
    with catalogue(app) as session:
        make_device(session, "two", specs={"needle_length": "0.25–2.5 mm"})
    assert counts(client, "depth_at=0.5") == (1, 1, 0)
    with catalogue(app) as session:
        make_device(session, "two", specs={"needle_length": "0.25–2.5 mm every 0.25"})
    assert counts(client, "depth_at=0.5") == (2, 0, 0)


def test_a_new_need_is_a_page_and_a_facet_at_once(app, client):
    with catalogue(app) as session:
        make_device(session, "one", specs={"needle_length": "0.5 mm"})
    assert client.get("/devices/needs/low").status_code == 404
    with catalogue(app) as session:
        put_need(session, NeedDraft("low", "Low ones", "depth_never_above=0.5", "Low."), **WHO)
    assert client.get("/devices/needs/low").status_code == 200
    assert counts(client, "needs=low") == (1, 0, 0)


@pytest.mark.parametrize("path", ["/devices?depth_at=0.5", "/devices.json?kind=pen", "/devices.csv"])
def test_statements_a_request_do_not_grow_with_devices(app, client, path):
    def statements(address):
        seen = []
        engine = app.extensions["database"].engine
        event.listen(engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
        assert client.get(address).status_code == 200
        return len(seen)

    with catalogue(app) as session:
        make_device(session, "one", specs={"needle_length": "0.5 mm"})
    client.get(path)
    few = statements(f"{path}{'&' if '?' in path else '?'}sort=name")
    with catalogue(app) as session:
        for number in range(30):
            make_device(session, f"more-{number}", brand=f"brand-{number}", specs={"needle_length": "0.5 mm"})
    client.get(path)
    assert statements(f"{path}{'&' if '?' in path else '?'}sort=-name") <= few
