"""The sign of a verdict, taken from the template that draws it on the pages."""

from __future__ import annotations

from functools import cache

from flask import current_app
from markupsafe import Markup


@cache
def sign(name: str) -> Markup:
    """The icon on a square of 16 px, in the colour of its place."""
    drawing = str(current_app.jinja_env.get_template("claims/_verdict.html").module.sign(name)).strip()  # type: ignore[attr-defined]
    return Markup(f'<g><svg width="16" height="16" {drawing.removeprefix("<svg ")}</g>')
