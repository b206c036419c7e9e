"""Concerns: `/for` and the page of each."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("concerns", __name__)
