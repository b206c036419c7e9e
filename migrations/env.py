"""Runs migrations: for the catalogue, which hands a connection over, or for `alembic` in a checkout."""

from alembic import context

from catalog.config import Settings
from catalog.db import open_database
from catalog.db.migrating import alone
from catalog.schema import tables


def plainly(kind, item, _context):
    """Types of the application and of SQLModel as the plain strings they are stored as."""
    if kind == "type" and type(item).__module__.partition(".")[0] in ("catalog", "sqlmodel"):
        item = getattr(item, "impl_instance", item)
        return f"sa.String(length={item.length})"
    return False


def run(connection):
    context.configure(
        connection=connection,
        target_metadata=tables(),
        # SQLite cannot alter a table in place, so what is generated copies it.
        render_as_batch=True,
        compare_type=True,
        compare_server_default=True,
        render_item=plainly,
    )
    with context.begin_transaction():
        context.run_migrations()


if (given := context.config.attributes.get("connection")) is not None:
    run(given)
else:
    settings = Settings()
    settings.folder.mkdir(parents=True, exist_ok=True)
    with alone(open_database(settings).engine) as own:
        run(own)
