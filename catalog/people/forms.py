"""Forms of signing in and of setting a password."""

from __future__ import annotations

from typing import Any, Final

from wtforms import HiddenField, PasswordField, SelectField, StringField
from wtforms.validators import EqualTo, InputRequired, Length, Optional, Regexp, StopValidation

from catalog.desk.csrf import DeskForm
from catalog.people.passwords import LONGEST, SHORTEST

NEW: Final = "new"


def _trim(text: str | None) -> str:
    return (text or "").strip()


def new_password(label: str) -> PasswordField:
    """A field for a password to be set."""
    return PasswordField(
        label,
        description=f"At least {SHORTEST} characters; four or five words do well.",
        validators=[
            InputRequired("Write the password you want."),
            Length(SHORTEST, LONGEST, f"A password has {SHORTEST} to {LONGEST} characters."),
        ],
        render_kw={"autocomplete": "new-password"},
    )


def again(other: str) -> PasswordField:
    """The same once more."""
    return PasswordField(
        "The same password again",
        validators=[EqualTo(other, "The two are not the same.")],
        render_kw={"autocomplete": "new-password"},
    )


class SignInForm(DeskForm):
    """`/sign-in`."""

    login = StringField("Login", render_kw={"autocomplete": "username", "autocapitalize": "none"})
    password = PasswordField("Password", render_kw={"autocomplete": "current-password"})
    back = HiddenField()
    kept = HiddenField()
    """What was typed before, signed; see `catalog.desk.kept`."""


class CodeForm(DeskForm):
    """The second step."""

    code = StringField(
        "Code",
        description="Six digits from your app, or one of your recovery codes.",
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "none"},
    )
    back = HiddenField()
    kept = HiddenField()


class PasswordForm(DeskForm):
    """`/set-password/<token>`."""

    password = new_password("New password")
    again = again("password")


class FirstAccountForm(DeskForm):
    """`/first-account/<token>`: which author this is, and what they sign in with."""

    author = SelectField("Who are you?", validate_choice=True)
    name = StringField(
        "Your name, as it will stand over your texts",
        description="Only if you are not in the list.",
        filters=[_trim],
        validators=[Length(max=100)],
        render_kw={"autocomplete": "name"},
    )
    login = StringField(
        "Login",
        description="What you will type to sign in: a name without spaces, or a mail address.",
        filters=[_trim],
        validators=[InputRequired("Choose a login.")],
        render_kw={"autocomplete": "username", "autocapitalize": "none"},
    )
    mail = StringField(
        "Mail address, if you like",
        description="Only for a link when you have forgotten your password.",
        filters=[_trim],
        validators=[Optional(), Regexp(r"[^@\s]+@[^@\s]+\Z", message="This is no mail address.")],
        render_kw={"autocomplete": "email"},
    )
    password = new_password("Password")
    again = again("password")

    def __init__(self, authors: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """`authors`: (slug, name) of those who have no account."""
        super().__init__(*args, **kwargs)
        self.author.choices = [*authors, (NEW, "Somebody who is not in this list")]

    def validate_name(self, field: StringField) -> None:
        if self.author.data == NEW and not field.data:
            raise StopValidation("Write your name.")
