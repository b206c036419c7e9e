"""A connection on which tables may be rebuilt."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from .engines import for_writing


@contextmanager
def alone(engine: Engine) -> Iterator[Connection]:
    """One transaction with no other writer, committed at the end unless something is raised.

    SQLite changes a table by copying it and dropping the old one, which foreign keys would take for deleting
    every row; so they are off until all is done, and then checked at once. Raises RuntimeError where one is
    broken.
    """
    sqlite = engine.dialect.name == "sqlite"
    with for_writing(engine).connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        if sqlite:
            # Only outside a transaction does this have an effect.
            driver.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                yield connection
                if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
                    raise RuntimeError(f"Foreign keys are broken: {broken[:5]}")
        finally:
            if sqlite:
                driver.execute("PRAGMA foreign_keys = ON")
