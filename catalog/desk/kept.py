"""What somebody sent and could not be taken: kept in the page that says so, to be sent once more.

The session may have ended while a text was written, or the database may not take anything now. What was typed
goes back to the browser, signed, through signing in if need be; nothing of it is stored here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from flask import Response, current_app, make_response, render_template, request
from itsdangerous import BadData, URLSafeSerializer

from catalog.db import DatabaseTrouble
from catalog.desk.csrf import ButtonForm
from catalog.pages.appearance import way_back

SECRETS: Final = frozenset({"password", "current", "again", "code", "csrf_token", "kept"})
"""Never kept: passwords and codes are typed again, tokens are made anew."""
LONG: Final = 60
"""Characters from which on a value is shown on the page, to be read and copied."""


@dataclass(frozen=True)
class Kept:
    """Where it was sent to, and its fields in their order; a field may occur several times."""

    address: str
    fields: tuple[tuple[str, str], ...]

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """What is long enough to be missed."""
        return tuple((name, value) for name, value in self.fields if len(value) >= LONG)


@dataclass(frozen=True)
class KeptPage:
    """What is kept, why it was not taken, and a fresh token."""

    kept: Kept
    form: ButtonForm
    trouble: str = ""


def sent() -> Kept | None:
    """What this request sent; None where there is nothing to keep, or it was not sent from a page of ours."""
    if request.method != "POST" or request.path.endswith("/autosave"):
        return None
    if request.path.startswith("/desk") and not ButtonForm().is_from_here():
        return None
    fields = [(name, value) for name, value in request.form.items(multi=True) if name not in SECRETS]
    return Kept(request.path, tuple(fields)) if any(value for _, value in fields) else None


def signed(kept: Kept) -> str:
    """As it goes through the pages of signing in."""
    return str(_serializer().dumps([kept.address, kept.fields]))


def opened(text: str) -> Kept | None:
    """What was signed here; None for anything else."""
    try:
        address, fields = _serializer().loads(text)
    except (BadData, ValueError, TypeError):
        return None
    return Kept(way_back(address), tuple((str(name), str(value)) for name, value in fields))


def send_again(kept: Kept, trouble: str = "", status: int = 200) -> Response:
    """The page with everything in it and a button."""
    page = KeptPage(kept, ButtonForm(formdata=None), trouble)
    response: Response = make_response(render_template("desk/send_again.html", page=page), status)
    response.headers["Cache-Control"] = "no-store"
    return response


def in_trouble(trouble: DatabaseTrouble) -> Response | None:
    """For `catalog.pages.errors.keepers`: instead of the page that says only what is wrong."""
    kept = sent()
    return None if kept is None else send_again(kept, trouble.sentence, 503)


class _Plain:
    """JSON with its letters as they are: texts are long, and cookies of no concern."""

    @staticmethod
    def dumps(value: Any, **_more: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    loads = staticmethod(json.loads)


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="kept", serializer=_Plain)
