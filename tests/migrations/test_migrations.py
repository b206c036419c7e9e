"""Migrations lead to what the models say, up and down, with data, on both databases."""

import ast
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from catalog import schema
from catalog.db import Database, DatabaseTrouble, make_engine
from catalog.db.migrating import alone
from catalog.places import place
from tests.migrations.sample_rows import ROWS

SCRIPTS = list(reversed(list(ScriptDirectory(str(place("migrations"))).walk_revisions())))


def test_the_head_equals_the_models(database: Database) -> None:
    options = {"compare_type": True, "compare_server_default": True}
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, schema.tables()) == []


def test_the_head_has_the_checks_and_names_of_the_models(database: Database) -> None:
    """What compare_metadata does not look at: CHECKs, and what deleting a row does to those that name it."""
    inspector = sa.inspect(database.engine)
    for name, table in schema.tables().tables.items():
        checks = {c.name for c in table.constraints if isinstance(c, sa.CheckConstraint)}
        assert {c["name"] for c in inspector.get_check_constraints(name)} == checks
        said = {(fk.parent.name, fk.ondelete) for fk in table.foreign_keys}
        found = {
            (key["constrained_columns"][0], key["options"].get("ondelete"))
            for key in inspector.get_foreign_keys(name)
        }
        assert found == said


def test_every_constraint_has_a_name() -> None:
    for table in schema.tables().tables.values():
        for constraint in table.constraints:
            assert constraint.name, f"{table.name}: {constraint!r}"


def test_every_table_takes_a_row_and_survives_down_and_up(database: Database) -> None:
    engine = database.engine
    fill(engine)
    assert all(contents(engine).values()), "sample_rows.py has no row for a table"
    for script in reversed(SCRIPTS):
        before = contents(engine)
        schema.downgrade(engine, script.down_revision or "base")
        kept = contents(engine)
        assert holds(before, kept), "going down changed the data of tables or columns that stay"
        schema.upgrade(engine, script.revision)
        assert holds(contents(engine), kept), "going up changed the data of what was there"
        schema.downgrade(engine, script.down_revision or "base")
    assert set(sa.inspect(engine).get_table_names()) == {"alembic_version"}


def test_upgrading_step_by_step_ends_where_upgrading_at_once_does(database: Database) -> None:
    at_once = sorted(sa.inspect(database.engine).get_table_names())
    schema.downgrade(database.engine, "base")
    for script in SCRIPTS:
        schema.upgrade(database.engine, script.revision)
    assert sorted(sa.inspect(database.engine).get_table_names()) == at_once
    assert schema.is_current(database.engine)


def test_machines_that_start_together_migrate_once(database: Database, database_url: str) -> None:
    schema.downgrade(database.engine, "base")
    with ThreadPoolExecutor(4) as machines:
        engines = [make_engine(database_url) for _ in range(4)]
        list(machines.map(schema.upgrade, engines))
    for engine in engines:
        assert schema.is_current(engine)
        engine.dispose()


def test_a_migration_that_fails_changes_nothing(database: Database) -> None:
    schema.downgrade(database.engine, "base")

    def fail_half_way() -> None:
        with alone(database.engine) as connection:
            connection.exec_driver_sql("CREATE TABLE half_done (id INTEGER)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert "half_done" not in sa.inspect(database.engine).get_table_names()


def test_rebuilding_a_table_does_not_delete_what_points_to_it(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)
    fill(engine)
    with alone(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE copy AS SELECT * FROM product")
        connection.exec_driver_sql("DROP TABLE product")
        connection.exec_driver_sql("ALTER TABLE copy RENAME TO product")
        connection.exec_driver_sql("CREATE UNIQUE INDEX again ON product (id)")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM statement").scalar() == 1
    engine.dispose()


def test_a_database_of_the_future_is_refused(database: Database) -> None:
    with alone(database.engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999_later'")
    for attempt in (schema.upgrade, schema.is_current):
        with pytest.raises(DatabaseTrouble, match="newer than this version") as caught:
            attempt(database.engine)
        assert caught.value.kind == "newer"


def test_migrations_import_no_application_code() -> None:
    for script in SCRIPTS:
        with open(script.path) as file:
            tree = ast.parse(file.read())
        imported = {
            name
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in ([node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names])
        }
        assert imported <= {"sqlalchemy", "alembic", "json"}, script.path


def fill(engine: sa.Engine) -> None:
    """A row, or two, in each table."""
    with alone(engine) as connection:
        for name, row in ROWS:
            connection.execute(sa.Table(name, sa.MetaData(), autoload_with=connection).insert(), row)


def contents(engine: sa.Engine) -> dict[str, list[dict[str, object]]]:
    """Every row of every table but Alembic's own, column by column."""
    with engine.connect() as connection:
        return {
            name: [dict(row) for row in connection.execute(sa.text(f'SELECT * FROM "{name}"')).mappings()]
            for name in sa.inspect(connection).get_table_names()
            if name != "alembic_version"
        }


def holds(more: dict[str, list[dict[str, object]]], less: dict[str, list[dict[str, object]]]) -> bool:
    """Whether each row of `less` is one of `more`, column by column; both have the same rows."""
    for name, rows in less.items():
        if len(more[name]) != len(rows):
            return False
        columns = rows[0].keys() if rows else ()
        if _key(more[name], columns) != _key(rows, columns):
            return False
    return True


def _key(rows: list[dict[str, object]], columns: Iterable[str]) -> list[str]:
    return sorted(repr([row[column] for column in sorted(columns)]) for row in rows)
