"""Pages that stand in a frame of the desk: the public page as it would be, marked as not public."""

from __future__ import annotations

import re

from flask import Flask, Response, g, make_response

from catalog.pages.headers import CONTENT_SECURITY_POLICY

_SCRIPT = re.compile(r"<script\b[^>]*></script>\s*")
NOTE = "Preview. This is not public; it shows what was saved last."


def framing(response: Response) -> Response:
    """For the page that holds the frame: it may frame pages of this site."""
    response.headers["Content-Security-Policy"] = f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"
    return response


def framed(html: str) -> Response:
    """For what stands in the frame: pages of this site may frame it. It has no scripts: none runs there."""
    response = make_response(_SCRIPT.sub("", html))
    policy = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    response.headers["Content-Security-Policy"] = policy
    return response


def note_preview() -> None:
    """Mark what is rendered for this request as a preview."""
    g.preview_note = NOTE


def preview_note() -> str:
    """What stands above a page that is a preview; "" for a page that is public."""
    return str(g.get("preview_note", ""))


def init_app(app: Flask) -> None:
    """Let the layout ask."""
    app.jinja_env.globals["preview_note"] = preview_note
