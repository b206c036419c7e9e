"""The same answers from PostgreSQL: in the same order, as they are and as they were."""

import pytest

from catalog.config import Settings
from catalog.db import open_database
from catalog.exchange import seeds
from catalog.places import place
from tests.api.conftest import walked
from tests.conftest import _running
from tests.factories import catalogue, make_device


@pytest.mark.long
def test_every_list_is_the_same_on_both_databases(postgresql_url, settings, seeded_client):
    opened = open_database(Settings(database_url=postgresql_url))
    seeds.load(opened.writer, place("seeds"), None)
    opened.close()
    for app in _running(settings.model_copy(update={"database_url": postgresql_url})):
        client = app.test_client()
        version = client.get("/api/v1").get_json()["version"]
        names = [one["name"] for one in client.get("/api/v1").get_json()["resources"]]
        kept = {name: walked(client, f"/api/v1/{name}?limit=50") for name in names}
        for name in names:
            if name != "changes":
                here = [one for page in kept[name] for one in page["data"]]
                there = [
                    one for page in walked(seeded_client, f"/api/v1/{name}?limit=50") for one in page["data"]
                ]
                assert here == there, name
        with catalogue(app) as session:
            make_device(session, "made-up")
        for name in names:
            if name != "specs":
                then = walked(client, f"/api/v1/{name}?limit=50&as_of={version}")
                assert [page["data"] for page in then] == [page["data"] for page in kept[name]], name
