"""Forms of one's own account and of people."""

from __future__ import annotations

from wtforms import PasswordField, SelectField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from catalog.desk.csrf import DeskForm
from catalog.people.models import ROLES
from catalog.people.passwords import LONGEST, SHORTEST


class CurrentPasswordForm(DeskForm):
    """Says once more who it is, before the second factor is changed."""

    current = PasswordField("Your password", render_kw={"autocomplete": "current-password"})


class AppCodeForm(DeskForm):
    """Proves that the app has the secret."""

    code = StringField("Code", render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"})


class RoleForm(DeskForm):
    """The role of one person."""

    role = SelectField("Role", choices=list(ROLES))


class NewPasswordForm(DeskForm):
    """The password of now, and the next one twice."""

    current = PasswordField("Your password now", render_kw={"autocomplete": "current-password"})
    password = PasswordField(
        "New password",
        description=f"At least {SHORTEST} characters; four or five words do well.",
        validators=[
            InputRequired("Write the password you want."),
            Length(SHORTEST, LONGEST, f"A password has {SHORTEST} to {LONGEST} characters."),
        ],
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        "The same password again",
        validators=[EqualTo("password", "The two are not the same.")],
        render_kw={"autocomplete": "new-password"},
    )
