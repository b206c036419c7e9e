"""Terms: `/glossary`."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("glossary", __name__)
