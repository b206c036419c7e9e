"""What the commands of all rooms share: the folder, the settings, the database, trouble in a sentence."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any

import click
from pydantic import ValidationError
from sqlalchemy.exc import ArgumentError

from . import schema
from .config import Settings
from .db import Database, database_url, open_database


class Sentence(click.ClickException):
    """What is wrong, in one sentence on standard error; exit code 1."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, file=file or sys.stderr)


with_instance = click.option(
    "--instance",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder of the database, the key and the media; ./instance if not said.",
)


def settings_for(instance: Path | None) -> Settings:
    """The environment's settings, in this instance folder if one was named.

    Raises `Sentence` where a variable of the environment is no setting.
    """
    try:
        settings = Settings() if instance is None else Settings(instance=instance)
        database_url(settings.database)
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(("CATALOG", *map(str, first["loc"]))).upper()
        raise Sentence(f"{name} is no setting: {first['msg']}.") from error
    except ArgumentError as error:
        raise Sentence("CATALOG_DATABASE_URL is no address of a database.") from error
    return settings


@contextmanager
def migrated(instance: Path | None) -> Iterator[Database]:
    """The database of these settings. Raises DatabaseTrouble unless its tables are those of this code."""
    with closing(open_database(settings_for(instance))) as database:
        with database.engine.connect() as connection:
            schema.check_revision(connection)
        yield database
