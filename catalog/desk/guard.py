"""Who is at the desk, and whether they may: `needs` stands over every page of it.

A public page never asks: it is the same for everybody and may be kept by any cache.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from flask import Response, abort, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from catalog.config import Settings
from catalog.db import DatabaseTrouble, get_database
from catalog.desk import cookie, kept
from catalog.people import sessions
from catalog.people.permissions import may, who_may
from catalog.people.sessions import SignedIn

DOOR: Final = "door"
"""The extension that shows the page of signing in with what was typed: it lies in the room of people."""
NEEDS: Final = "needs"
"""The attribute of a view that says which permission it needs."""


def settings() -> Settings:
    """The running application's settings."""
    found: Settings = current_app.extensions["settings"]
    return found


def at_the_desk() -> SignedIn | None:
    """Who sends this request, the second factor passed; None for everybody else."""
    found = half_way()
    return None if found is None or found.lacks_code else found


def half_way() -> SignedIn | None:
    """Who sends this request, perhaps with the second factor still to come."""
    if "signed_in" not in g:
        g.signed_in = _look_up()
    found: SignedIn | None = g.signed_in
    return found


def _look_up() -> SignedIn | None:
    token = cookie.given()
    if not token:
        return None
    # Asked of the database that is written to: a copy may not know yet who signed in or was signed out.
    with get_database().latest() as session:
        found = sessions.signed_in(session, token, idle_hours=settings().sign_in_idle_hours)
    if found is not None and found.is_due:
        _note_seen(found.key)
    return found


def _note_seen(key: str) -> None:
    try:
        with get_database().writer() as session:
            sessions.see(session, key)
            session.commit()
    except DatabaseTrouble as trouble:
        # A page can be read while nothing can be written; the session only ends a little sooner.
        current_app.logger.warning("%s", trouble)


def me() -> SignedIn:
    """Who is at the desk, in a view that `needs` something."""
    found = at_the_desk()
    assert found is not None
    return found


def needs(permission: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorates a view: others are asked to sign in and led back here, or told which role may (403)."""
    who = who_may(permission)

    def guarded(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def asked(*args: Any, **kwargs: Any) -> Any:
            found = at_the_desk()
            if found is None:
                return _to_the_door()
            if not may(found.role, permission):
                abort(403, f"You are signed in as an {found.role}; this is for {who}.")
            return view(*args, **kwargs)

        setattr(asked, NEEDS, permission)
        return asked

    return guarded


def _to_the_door() -> AnyResponse:
    """To sign in and back; what was typed meanwhile comes along."""
    found = kept.sent()
    if found is not None:
        door: AnyResponse = current_app.extensions[DOOR](found)
        return door
    back = request.full_path.rstrip("?") if request.method == "GET" else "/desk"
    return redirect(url_for("sign_in.ask", back=back), 303)


def unkept(response: Response) -> Response:
    """For `blueprint.after_request(unkept)`: nothing of this room is kept anywhere, nor found by a search."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
