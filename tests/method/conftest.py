"""What the tests of this room share."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.factories import catalogue, make_device
from tests.html import Page
from tests.signed_in import Visitor, make_account

NEW = "/desk/measurements/new"
TYPED = {
    "product": "dermaline-one",
    "spec": "measured_length",
    "setting": "0.5 mm",
    "readings": "0.46 0.43, 0.49",
    "pieces": "3",
    "instrument": "a made-up microscope",
    "day": "2026-03-01",
    "method": "",
    "note": "",
}
"""A measurement as somebody types it; the numbers are made up."""


@pytest.fixture
def writer(app: Flask) -> Visitor:
    """Anna, who may write facts, over a catalogue with one pen."""
    with catalogue(app) as session:
        make_account(session)
        make_device(session, specs={"needle_length": "0.25–2.5 mm every 0.25", "noise": "52 dB"})
    visitor = Visitor(app.test_client())
    visitor.sign_in()
    return visitor


@pytest.fixture
def measure(writer: Visitor) -> Callable[..., Any]:
    """measure(readings="0.46 0.47") sends the form of a new measurement, to be saved unless `do` is given."""

    def send(**typed: str) -> Page:
        return Page(writer.send(NEW, **(TYPED | {"do": "save"} | typed)))

    return send
