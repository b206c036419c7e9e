"""The cookie of a signed-in browser."""

from __future__ import annotations

from typing import Final

from flask import Flask, Response, g, request
from flask.sessions import SecureCookieSessionInterface

NAME: Final = "desk"
FORMS: Final = "desk_form"
"""Flask's signed cookie, which holds nothing but what the tokens of the desk's forms are compared with."""


def give(response: Response, token: str, days: int) -> None:
    """Set the cookie: no script reads it, no other site's form sends it, and on https nothing but https."""
    g.desk_cookie = token
    response.set_cookie(
        NAME,
        token,
        max_age=days * 24 * 3600,
        path="/",
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )


def take_back(response: Response) -> None:
    """Remove the cookie."""
    response.delete_cookie(NAME, path="/", secure=request.is_secure, httponly=True, samesite="Lax")


def given() -> str:
    """What the browser sent, or "": what it is being given with this answer, so that tokens fit the next."""
    return str(g.get("desk_cookie") or request.cookies.get(NAME, ""))


class FormsCookie(SecureCookieSessionInterface):
    """Flask's own, which goes nowhere but https where this request came that way."""

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure
