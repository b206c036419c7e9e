"""Made-up versions of the method."""

import json
from typing import Any

from sqlmodel import Session

from catalog.method.editing import put_method
from catalog.method.models import Method
from tests.factories import WHO

LENGTH = {
    "key": "length",
    "name": "Needle length",
    "weight": 30,
    "how": "Nine readings *each*.",
    "specs": ["measured_length"],
    "kinds": [],
}
NOISE = {"key": "noise", "name": "Noise", "weight": 10, "how": "Five.", "specs": ["noise"], "kinds": ["pen"]}
SCOPE = {"name": "microscope", "for": "needle length", "reads_to": "0.01 mm"}


def a_method(number: int = 1, **fields: Any) -> Method:
    """A version with two criteria and an instrument, unless ``fields`` say otherwise; lists as lists."""
    given = {"criteria": [LENGTH, NOISE], "instruments": [SCOPE], "comparable": []} | fields
    lists = {
        f"{name}_json": json.dumps(given.pop(name)) for name in ("criteria", "instruments", "comparable")
    }
    plain = {"title": "How we test", "day": f"2026-0{number}-01", "text": "What holds for **all**."} | given
    return Method(slug=str(number), number=number, **plain, **lists)


def publish(session: Session, *methods: Method) -> None:
    for method in methods:
        put_method(session, method, **WHO)
