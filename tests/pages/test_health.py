"""For load balancers and monitors."""

from pathlib import Path


def test_an_alive_process_says_so_without_its_database(client, settings) -> None:
    Path(settings.folder / "catalog.sqlite3").unlink()
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "alive\n")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_worker_is_ready_when_its_projections_are(seeded_client) -> None:
    answer = seeded_client.get("/readyz")
    assert answer.status_code == 200
    assert answer.text.startswith("ready at version ")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_worker_without_its_database_is_not_ready(client, settings) -> None:
    Path(settings.folder / "catalog.sqlite3").unlink()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "missing" in answer.text
