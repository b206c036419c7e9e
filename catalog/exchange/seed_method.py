"""Seeds of method.toml, a version of the method each, as rows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlmodel import Session

from catalog.changes.diff import canonical_json
from catalog.changes.models import Change
from catalog.dates import PartialDate
from catalog.method.editing import MethodError, put_method
from catalog.method.models import Method
from catalog.method.scoring import HEAVIEST
from catalog.specs.registry import SPECS
from catalog.specs.spec import DEVICES

from .problems import Problems, SeedProblems
from .tables import Table, read_file

FILE = "method.toml"


def read_methods(folder: Path, problems: Problems) -> list[Method]:
    """The versions of method.toml, the first first."""
    file = read_file(folder, FILE, problems)
    methods = [_method(name, table) for name, table in (file.named() if file else ())]
    return sorted(methods, key=lambda method: method.number)


def write_methods(
    session: Session, methods: list[Method], *, actor: str, reason: str
) -> Iterator[Change | None]:
    """Bring the versions to what the file says. Raises `SeedProblems` where one is published otherwise."""
    for method in methods:
        try:
            yield put_method(session, method, actor=actor, reason=reason)
        except MethodError as error:
            raise SeedProblems([f"{FILE}, {method.slug}: “{error.field}”: {error.sentence}"]) from error


def _method(name: str, table: Table) -> Method:
    if not (name.isascii() and name.isdecimal() and 0 < len(name) < 4 and name[0] != "0"):
        table.problem("the name of a version is its number: [1].")
        name = "1"
    method = Method(
        slug=name,
        number=int(name),
        title=table.text("title"),
        day=_day(table),
        text=table.text("text"),
        changes=table.text_or_none("changes") or "",
        criteria_json=canonical_json([_criterion(one) for one in table.tables("criteria")]),
        instruments_json=canonical_json([_instrument(one) for one in table.tables("instruments")]),
        comparable_json=canonical_json([int(one) for one in table.texts("comparable") if one.isdecimal()]),
    )
    if not any(one["weight"] for one in method.criteria):
        table.problem("a method needs a criterion with a weight of more than 0.")
    table.close()
    return method


def _criterion(table: Table) -> dict[str, Any]:
    found: dict[str, Any] = {
        "key": table.text("key"),
        "name": table.text("name"),
        "weight": table.whole("weight", default=0, most=HEAVIEST),
        "how": table.text("how"),
        "specs": list(table.texts("specs")),
        "kinds": list(table.texts("kinds")),
    }
    for name, known in (("specs", SPECS), ("kinds", DEVICES)):
        for one in found[name]:
            if one not in known:
                table.problem(f"“{name}”: there is no “{one}”.")
    table.close()
    return found


def _instrument(table: Table) -> dict[str, str]:
    found = {name: table.text(name) for name in ("name", "for", "reads_to")}
    table.close()
    return found


def _day(table: Table) -> str:
    day = table.text("day")
    try:
        if not day or PartialDate(day).precision == "day":
            return day
    except ValueError:
        pass
    table.problem("“day” is no day: write 2026-11-27.")
    return day
