from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalog.reports.models import Report
from catalog.reports.queries import reports
from tests.factories import catalogue, make_device


@pytest.fixture
def pen(app: Flask) -> None:
    with catalogue(app) as session:
        make_device(session, "dermaline-one", specs={"motor_speed": "9,000 rpm"}, name="One")


@pytest.fixture
def typed() -> dict[str, str]:
    """A report as a browser sends it."""
    return {
        "kind": "answer",
        "page": "/devices/dermaline-one",
        "value": "weight",
        "version": "3",
        "text": "180 g,\r\npage 7 of the manual",
        "link": "https://example.com/manual.pdf",
        "trap": "",
    }


@pytest.fixture
def send(client: FlaskClient) -> Callable[..., Any]:
    """send({"text": …}) posts the form from the site's own page."""

    def post(data: Any, **headers: str) -> Any:
        return client.post("/report", data=data, headers={"Sec-Fetch-Site": "same-origin"} | headers)

    return post


@pytest.fixture
def stored(app: Flask) -> Callable[[], list[Report]]:
    """stored() → every report there is, the newest first."""

    def read() -> list[Report]:
        with app.extensions["database"].reader() as session:
            return reports(session, closed=True)

    return read
