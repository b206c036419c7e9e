"""`catalog freeze`: the whole public site as files."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from catalog.command_line import Sentence, migrated, settings_for, with_instance
from catalog.config import Settings

from .freezing import FreezeError, refuse
from .freezing import freeze as make_copy

_NAME = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)


@click.command("freeze")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--address", metavar="URL", help="Where the live site is; CATALOG_SITE_ADDRESS if not said.")
@with_instance
def freeze(folder: Path, address: str | None, instance: Path | None) -> None:
    """Write the whole public site as files that work from any static host, or without one.

    A copy made before is replaced when the new one is whole; a folder with anything else in it is refused.
    """
    from catalog import create_app

    settings = settings_for(instance)
    live = address_of(settings, address)
    folder = folder.expanduser().absolute()
    try:
        refuse(folder)
        with migrated(instance):
            app = create_app(settings.model_copy(update={"site_address": live, "trusted_hosts": None}))
        shown = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
        try:
            with Progress(*shown, console=Console(stderr=True), transient=True) as bar:
                task = bar.add_task("Pages", total=None)
                made = make_copy(
                    app,
                    folder,
                    live,
                    progress=lambda done, known, _url: bar.update(task, completed=done, total=known),
                )
        finally:
            app.extensions["watcher"].close()
            app.extensions["unmet"].settle()
            app.extensions["database"].close()
    except FreezeError as error:
        raise Sentence(str(error)) from error
    click.echo(
        f"{made.pages:,} pages and {made.files:,} other files in {folder}. "
        f"{made.left_out:,} addresses that need the live site are named in left-out.txt."
    )


def address_of(settings: Settings, said: str | None) -> str:
    """Where the live site is: as said, else as the settings have it, else under the name of the site.

    Raises Sentence where none of them is an address.
    """
    named = f"https://{settings.site_name.lower()}" if _NAME.fullmatch(settings.site_name) else ""
    found = (said or settings.site_address or named).rstrip("/")
    parts = urlsplit(found)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path or parts.query:
        raise Sentence("Say with --address where the live site is: https://mtspen.com.")
    return found
