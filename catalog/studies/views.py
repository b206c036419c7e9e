"""Studies: `/studies`, the page of each, and their references as files."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("studies", __name__)
