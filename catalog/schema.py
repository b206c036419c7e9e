"""The tables as they should be, and bringing a database there."""

from functools import cache
from importlib import import_module

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData
from sqlmodel import SQLModel

from .db import DatabaseTrouble
from .db.migrating import alone
from .places import PACKAGE, place


def tables() -> MetaData:
    """Every room's tables."""
    for models in sorted(PACKAGE.glob("*/models.py")):
        import_module(f"catalog.{models.parent.name}.models")
    return SQLModel.metadata


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database to a revision, in one transaction. DatabaseTrouble where the code is older."""
    with alone(engine) as connection:
        known_or_none(connection)
        command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the database back to a revision, or to "base"."""
    with alone(engine) as connection:
        known_or_none(connection)
        command.downgrade(_config(connection), revision)


def is_current(engine: Engine) -> bool:
    """Whether nothing is left to migrate. Raises DatabaseTrouble where the code is older."""
    with engine.connect() as connection:
        return known_or_none(connection) == head()


def check_revision(connection: Connection) -> None:
    """Raise DatabaseTrouble unless the database is at the revision this code was written for."""
    revision = known_or_none(connection)
    if revision is None:
        raise DatabaseTrouble(
            "empty", "The database holds no catalogue yet; `catalog migrate` makes one.", _where(connection)
        )
    if revision != head():
        raise DatabaseTrouble(
            "older",
            "The database is older than this version of the catalogue; `catalog migrate` renews it.",
            _where(connection),
        )


def known_or_none(connection: Connection) -> str | None:
    """The database's revision or None. Raises DatabaseTrouble for a revision this code does not know."""
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is not None and revision not in _revisions():
        raise DatabaseTrouble(
            "newer",
            f"The database is newer than this version of the catalogue (it is at revision {revision}); "
            "install the newer version.",
            _where(connection),
        )
    return revision


def head() -> str:
    """The revision this code was written for."""
    revision = _scripts().get_current_head()
    assert revision is not None
    return revision


def is_known(revision: str) -> bool:
    """Whether this code knows the revision: its own, or an earlier one."""
    return revision in _revisions()


@cache
def _revisions() -> frozenset[str]:
    return frozenset(script.revision for script in _scripts().walk_revisions())


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config(None))


def _config(connection: Connection | None) -> Config:
    """Made in code, because a wheel has no pyproject.toml to read it from."""
    config = Config()
    config.set_main_option("script_location", str(place("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _where(connection: Connection) -> str:
    return connection.engine.url.render_as_string()
