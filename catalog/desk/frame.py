"""What every page of the desk has around it."""

from __future__ import annotations

from dataclasses import dataclass, field

from catalog.desk.csrf import ButtonForm, DeskForm
from catalog.people.sessions import SignedIn


def button() -> ButtonForm:
    """A form of a button, with nothing typed in it."""
    return ButtonForm(formdata=None)


@dataclass(frozen=True, kw_only=True)
class DeskPage:
    """What the layout needs: who it is, the button that signs out, what went wrong and what was done."""

    who: SignedIn
    sign_out: ButtonForm = field(default_factory=button)
    trouble: str = ""
    done: str = ""


@dataclass(frozen=True, kw_only=True)
class FormPage(DeskPage):
    """A page with one form."""

    form: DeskForm
