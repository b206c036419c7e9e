"""Claims: `/claims` and the page of each."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("claims", __name__)
