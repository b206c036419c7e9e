"""The database: engines, sessions, and the only place that knows there are two kinds of it."""

from sqlmodel import SQLModel

from .engines import for_writing, make_engine
from .sessions import (
    Database,
    SessionFactory,
    get_database,
    get_session,
    init_app,
    open_database,
    reader,
    writer,
)
from .trouble import DatabaseTrouble
from .urls import database_url

# Every constraint has a name, so that a migration can drop it on both databases.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

__all__ = [
    "Database",
    "DatabaseTrouble",
    "SessionFactory",
    "database_url",
    "for_writing",
    "get_database",
    "get_session",
    "init_app",
    "make_engine",
    "open_database",
    "reader",
    "writer",
]
