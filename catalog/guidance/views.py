"""Who says what about needle lengths: `/guidance`."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("guidance", __name__)
