"""`catalog author`: the people who sign in, from the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click
from sqlmodel import Session

from catalog.command_line import Sentence, migrated, settings_for, with_instance
from catalog.people import editing, links, mail, queries
from catalog.people.models import ROLES, Account

HERE: Final = "http://127.0.0.1:8000"
"""Where `catalog serve` listens if it is not told otherwise."""

with_login = click.argument("login")
with_role = click.option("--role", type=click.Choice(ROLES), default="author", show_default=True)


@click.group()
def author() -> None:
    """Look after those who write here: add, list, reset, change the role, turn off."""


@author.command()
@click.argument("name")
@click.option("--login", required=True, help="What is typed to sign in: a name or a mail address.")
@click.option("--mail", "address", help="Where links are sent, if mail is set up.")
@with_role
@with_instance
def add(name: str, login: str, address: str | None, role: str, instance: Path | None) -> None:
    """Make an account for NAME, and print a link that sets its password."""
    with _writing(instance) as session:
        who = editing.author_named(session, name)
        account = editing.add_account(session, who, login, role, address)
        path = links.make_link(session, links.PASSWORD, account.id)
    _hand_out(account, path, instance)


@author.command("list")
@with_instance
def list_(instance: Path | None) -> None:
    """List everybody who can sign in, or could."""
    with migrated(instance) as database, database.reader() as session:
        found = queries.people(session)
    for account, who in found:
        state = account.role if account.is_active else f"{account.role}, turned off"
        factor = "second factor on" if account.totp else "second factor off"
        click.echo(f"{account.login}: {who.name}, {state}, {factor}")
    if not found:
        click.echo("Nobody can sign in yet; `catalog serve` prints a link that makes the first account.")


@author.command()
@with_login
@click.option("--without-second-factor", is_flag=True, help="Turn it off: the phone and the codes are lost.")
@with_instance
def reset(login: str, without_second_factor: bool, instance: Path | None) -> None:
    """Print a link that sets a new password; it works once, for 24 hours."""
    with _writing(instance) as session:
        account = _known(session, login)
        if not account.is_active:
            raise Sentence(f"{account.login} is turned off; `catalog author on` comes first.")
        if without_second_factor:
            editing.turn_off_second_factor(session, account)
        path = links.make_link(session, links.PASSWORD, account.id)
        editing.note_reset(session, account)
    _hand_out(account, path, instance)


@author.command()
@with_login
@click.argument("role", type=click.Choice(ROLES))
@with_instance
def role(login: str, role: str, instance: Path | None) -> None:
    """Change what LOGIN may do; they are signed out."""
    with _writing(instance) as session:
        account = _known(session, login)
        editing.set_role(session, account, role)
    click.echo(f"{account.login} is an {role} now.")


@author.command()
@with_login
@with_instance
def off(login: str, instance: Path | None) -> None:
    """Sign LOGIN out and let them in no more; what they wrote stays."""
    with _writing(instance) as session:
        account = _known(session, login)
        editing.set_active(session, account, False)
    click.echo(f"{account.login} is turned off.")


@author.command()
@with_login
@with_instance
def on(login: str, instance: Path | None) -> None:
    """Let LOGIN in again."""
    with _writing(instance) as session:
        account = _known(session, login)
        editing.set_active(session, account, True)
    click.echo(f"{account.login} is turned on.")


@author.command("sign-out")
@with_login
@with_instance
def sign_out(login: str, instance: Path | None) -> None:
    """End every session of LOGIN."""
    with _writing(instance) as session:
        account = _known(session, login)
        editing.sign_out_everywhere(session, account.id or 0)
    click.echo(f"{account.login} is signed out everywhere.")


@contextmanager
def _writing(instance: Path | None) -> Iterator[Session]:
    """A writer, committed at the end; what it read can still be read afterwards."""
    with migrated(instance) as database, database.writer() as session:
        session.expire_on_commit = False
        try:
            yield session
        except editing.PeopleError as error:
            raise Sentence(str(error)) from error
        session.commit()


def _known(session: Session, login: str) -> Account:
    account = queries.account(session, login)
    if account is None:
        raise Sentence(f"Nobody signs in as “{login}”.")
    return account


def _hand_out(account: Account, path: str, instance: Path | None) -> None:
    settings = settings_for(instance)
    address = (settings.site_address or HERE).rstrip("/") + path
    click.echo(
        f"This link sets the password of {account.login}, once, within {links.HOURS} hours:\n  {address}"
    )
    text = f"This link sets your password, once, within {links.HOURS} hours:\n\n{address}\n"
    try:
        if account.mail and mail.send(settings, account.mail, f"{settings.site_name}: your password", text):
            click.echo(f"It was sent to {account.mail}, too.")
    except mail.MailError as error:
        click.echo(str(error), err=True)
