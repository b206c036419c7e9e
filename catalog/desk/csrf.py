"""Forms of the desk: each carries a token that only this browser, in this session, can send."""

from __future__ import annotations

from typing import Any, Final

from flask import current_app
from flask_wtf import FlaskForm

from catalog.desk import cookie

STALE: Final = (
    "This page was open for too long, or was not sent from here. Nothing has been changed. "
    "What you typed is still there, save passwords and codes: please look through it and send it again."
)


class DeskForm(FlaskForm):  # type: ignore[misc]
    """A form whose token ends with the session it was made in: sign in or out, and it is another."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        # A text may be written for hours; the session has its own end.
        csrf_time_limit = None

        @property
        def csrf_secret(self) -> str:
            return f"{current_app.config['SECRET_KEY']} {cookie.given()}"

    def is_from_here(self) -> bool:
        """Check everything; whether the token at least was right. What else is wrong is in `errors`."""
        self.validate()
        return not self.csrf_token.errors

    @property
    def said(self) -> dict[str, Any]:
        """What is wrong with fields somebody can see."""
        return {name: words for name, words in self.errors.items() if name != "csrf_token"}


class ButtonForm(DeskForm):
    """Nothing but a button."""
