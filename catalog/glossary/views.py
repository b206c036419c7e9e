"""Terms: `/glossary` and its twin."""

from __future__ import annotations

import json

from flask import Blueprint, Response, render_template
from jinja2 import pass_context
from jinja2.runtime import Context

from catalog.db import get_session
from catalog.glossary.current import linker, page_links
from catalog.glossary.pages import glossary_json, glossary_page
from catalog.glossary.queries import terms

blueprint = Blueprint("glossary", __name__)


@blueprint.get("/glossary")
def index() -> str:
    return render_template("glossary/index.html", page=glossary_page(terms(get_session()), linker()))


@blueprint.get("/glossary.json")
def index_json() -> Response:
    document = glossary_json(terms(get_session()))
    return Response(json.dumps(document, ensure_ascii=False), mimetype="application/json")


@blueprint.app_template_filter("terms")
@pass_context  # Without it, Jinja would work out a constant text once, when it compiles a template.
def with_terms(_context: Context, text: str) -> str:
    """``{{ text | terms }}``: plain text with a link at the first use of each term on this page.

    Raises TypeError for text that is HTML already: its links and attributes must stay as they are.
    """
    if hasattr(text, "__html__"):
        raise TypeError("Only plain text can be linked to the glossary.")
    return page_links().html(text)
