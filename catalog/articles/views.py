"""Science articles: `/articles` and the page of each."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("articles", __name__)
