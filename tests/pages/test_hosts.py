"""Which names the site answers to, and what it believes of proxies."""

import gc

from flask import Flask, request
from rich.console import Console

from catalog import create_app
from catalog.config import Settings
from catalog.server import prepared, set_up


def naming(settings: Settings, **more: object) -> Flask:
    app = create_app(settings.model_copy(update=more))
    app.add_url_rule("/where", "where", lambda: f"{request.url_root} {request.remote_addr}")
    return app


def test_only_the_names_it_was_given_are_answered(app: Flask, settings: Settings) -> None:
    client = naming(settings, trusted_hosts=["mtspen.example", ".mtspen.example"]).test_client()
    assert client.get("/where", base_url="https://mtspen.example").status_code == 200
    assert client.get("/where", base_url="https://www.mtspen.example").status_code == 200
    for _ in range(2):
        answer = client.get("/where", base_url="https://elsewhere.example")
        assert answer.status_code == 400
        assert answer.mimetype == "text/plain"


def test_proxies_are_believed_only_where_there_are_any(app: Flask, settings: Settings) -> None:
    said = {
        "X-Forwarded-For": "203.0.113.9",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "mtspen.example",
    }
    assert naming(settings).test_client().get("/where", headers=said).text == "http://localhost/ 127.0.0.1"
    behind_one = naming(settings, proxies=1).test_client()
    assert behind_one.get("/where", headers=said).text == "https://mtspen.example/ 203.0.113.9"


def test_a_server_with_trusted_names_has_its_shelf_before_its_workers(settings: Settings) -> None:
    set_up(settings, Console(quiet=True))
    app = prepared(settings.model_copy(update={"trusted_hosts": [".mtspen.example"]}))
    try:
        assert app.extensions["shelf"].is_filled
    finally:
        gc.unfreeze()
