"""Rows as lines of JSON and back, the same on both databases."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final, NoReturn

import sqlalchemy as sa
from sqlmodel import Session

from catalog import schema
from catalog.changes.diff import canonical_json
from catalog.printable import UNPRINTABLE

from .bundle_tables import HIDING, ONLY, PUBLIC, withheld_from

BATCH: Final = 500
"""Rows held at once."""
LONGEST: Final = 64 * 2**20
"""Bytes of one line; a text of the desk has a megabyte."""
_INT: Final = 2**31


class LineError(ValueError):
    """A line that is no row of its table: a clause."""


@cache
def plain(name: str) -> sa.Table:
    """The table with its columns as they are stored: integers, truth values and texts, no Python types."""
    model = schema.tables().tables[name]
    columns = (
        sa.Column(one.name, _stored(one.type), primary_key=one.primary_key, nullable=one.nullable)
        for one in model.columns
        if one.name not in withheld_from(name)
    )
    return sa.Table(name, sa.MetaData(), *columns)


def _stored(type_: Any) -> Any:
    if isinstance(type_, sa.types.TypeDecorator):
        type_ = type_.impl
    if isinstance(type_, sa.Boolean):
        return sa.Boolean()
    if isinstance(type_, sa.Integer):
        return sa.Integer()
    if isinstance(type_, sa.String):
        return sa.String(type_.length)
    raise TypeError(f"A bundle has no words for a column of {type_!r}.")


def lines(session: Session, name: str, kind: str) -> Iterator[bytes]:
    """The rows of a table by primary key, each as one line of canonical JSON; few are held at once."""
    table = plain(name)
    wanted = sa.select(*(_asked(name, one, kind) for one in table.columns))
    if kind == PUBLIC and name in ONLY:
        wanted = wanted.where(sa.text(f"({ONLY[name]})"))
    wanted = wanted.order_by(*(_sorted(session, one) for one in table.primary_key))
    found = session.connection().execution_options(yield_per=BATCH).execute(wanted)
    for row in found.mappings():
        yield (canonical_json(dict(row)) + "\n").encode()


def count(session: Session, name: str, kind: str) -> int:
    """How many rows of a table go into a bundle of this kind."""
    wanted = sa.select(sa.func.count()).select_from(plain(name))
    if kind == PUBLIC and name in ONLY:
        wanted = wanted.where(sa.text(f"({ONLY[name]})"))
    number: int = session.connection().execute(wanted).scalar_one()
    return number


def _asked(name: str, column: sa.Column[Any], kind: str) -> Any:
    may_name = HIDING.get((name, column.name)) if kind == PUBLIC else None
    if may_name is None:
        return column
    return sa.case((sa.text(f"{name}.{column.name} IN {may_name}"), column), else_=None).label(column.name)


def _sorted(session: Session, column: sa.Column[Any]) -> Any:
    # As SQLite sorts texts, and Python: by code point, whatever the language of the server is.
    is_text = isinstance(column.type, sa.String) and session.get_bind().dialect.name == "postgresql"
    return column.collate("C") if is_text else column


def row_of(name: str, line: bytes) -> dict[str, Any]:
    """One line as a row. Raises `LineError` for what is no JSON, and for what the table cannot hold."""
    try:
        row = json.loads(line.decode(), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise LineError("it is no UTF-8") from None
    except json.JSONDecodeError as error:
        raise LineError(f"it is no JSON: {error.msg}, column {error.colno}") from None
    except RecursionError:
        raise LineError("it is no JSON of rows: too deep") from None
    except LineError:
        raise
    except ValueError:
        raise LineError("it has a number that no table holds") from None
    if not isinstance(row, dict):
        raise LineError("it is no object")
    table = plain(name)
    if unknown := sorted(row.keys() - table.columns.keys()):
        raise LineError(f"the table has no column “{short_name(unknown[0])}”")
    for column in table.columns:
        if column.name not in row:
            raise LineError(f"the column “{column.name}” is missing")
        if fault := _fault(column, row[column.name]):
            raise LineError(f"{column.name} {fault}")
    return row


def key_of(name: str, row: dict[str, Any]) -> tuple[Any, ...]:
    """The primary key of a row; rows stand in its order."""
    return tuple(row[one.name] for one in plain(name).primary_key)


def short_name(name: str) -> str:
    """A name out of somebody's file, fit for a sentence."""
    return UNPRINTABLE.sub("�", name)[:80]


def batches(rows: Iterator[tuple[int, dict[str, Any]]]) -> Iterator[Sequence[tuple[int, dict[str, Any]]]]:
    """The rows, each with its line, some at a time."""
    some: list[tuple[int, dict[str, Any]]] = []
    for one in rows:
        some.append(one)
        if len(some) == BATCH:
            yield some
            some = []
    if some:
        yield some


def _fault(column: sa.Column[Any], value: Any) -> str:
    if value is None:
        return "" if column.nullable else "may not be null"
    if isinstance(column.type, sa.Boolean):
        return "" if isinstance(value, bool) else "is neither true nor false"
    if isinstance(column.type, sa.Integer):
        is_one = isinstance(value, int) and not isinstance(value, bool) and -_INT <= value < _INT
        return "" if is_one else "is no whole number of 32 bits"
    if not isinstance(value, str):
        return "is no text"
    length = column.type.length  # type: ignore[attr-defined]
    if length and len(value) > length:
        return f"is longer than {length} characters"
    # Neither is a character, and PostgreSQL takes neither.
    return "has a character that is none" if "\0" in value or _has_surrogate(value) else ""


def _has_surrogate(text: str) -> bool:
    return any("\ud800" <= one <= "\udfff" for one in text) if not text.isascii() else False


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise LineError("it says a name twice")
    return found


def _no_number(_: str) -> NoReturn:
    raise LineError("it has a number that is none")
