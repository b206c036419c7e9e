"""What a request asks for: its parameters, each read or refused. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from . import cursors
from .cursors import Cursor, UnknownCursorError
from .problems import RefusedError

MOST: Final = 100
USUAL: Final = 25


@dataclass(frozen=True)
class Parameter:
    """A parameter of the query: how it is described, and what it may be (JSON Schema)."""

    name: str
    description: str
    schema: Mapping[str, Any]
    example: Any = None
    is_required: bool = False


LIMIT: Final = Parameter(
    "limit",
    f"How many things on a page, 1 to {MOST}.",
    {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
    10,
)
CURSOR: Final = Parameter(
    "cursor",
    "Where the page begins: as it stands in `links.next` of the page before. Pages that follow show the "
    "version of the first, so that a walk meets everything once, whatever is edited meanwhile.",
    {"type": "string", "pattern": cursors.PATTERN},
)
AS_OF: Final = Parameter(
    "as_of",
    "The catalogue as it was: at the end of a day (UTC), or at the number of a version.",
    {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "pattern": "^v?[0-9]{1,9}$"}]},
    "2026-11-27",
)


@dataclass(frozen=True)
class Asked:
    """``as_of`` as typed, "" where today is asked for; ``filters`` by name."""

    limit: int
    cursor: Cursor | None
    as_of: str
    filters: Mapping[str, str]

    @property
    def of(self) -> str:
        """The filters in one text, the same for the same: a cursor belongs to the list it was given for."""
        return "&".join(f"{name}={value}" for name, value in sorted(self.filters.items()))


def read(
    args: MultiDict[str, str],
    known: Iterable[Parameter],
    taken: Mapping[str, Callable[[str], bool]],
    never: Mapping[str, str] | None = None,
) -> Asked:
    """The parameters of a query. Raises `RefusedError` (400, 404) for the first that cannot be used.

    taken: name of a filter → whether a value is one that it takes. never: name of a parameter that others
    know and this address does not → why.
    """
    names = [one.name for one in known]
    for name in args:
        if name not in names and never and name in never:
            raise RefusedError(400, "unknown-parameter", f"There is no “{name}” here. {never[name]}", name)
        if name not in names:
            raise _unknown(name, names)
        if len(args.getlist(name)) > 1:
            raise RefusedError(400, "bad-parameter", f"“{name}” is given more than once.", name)
    filters = {name: args[name] for name in names if name in args and name in taken}
    for name, value in filters.items():
        if not taken[name](value):
            raise RefusedError(400, "bad-parameter", f"“{shown(value)}” is no value of “{name}”.", name)
    return Asked(_limit(args.get("limit")), _cursor(args.get("cursor")), _as_of(args), filters)


def shown(text: str) -> str:
    """A text as it can be repeated in an answer: short, on one line, nothing in it that cannot be seen."""
    short = text if len(text) <= 40 else f"{text[:40]}…"
    return "".join(sign if sign.isprintable() else "�" for sign in short)


def _unknown(name: str, names: list[str]) -> RefusedError:
    near = get_close_matches(name.lower(), names, 1, 0.5)
    there = f"known here: {', '.join(names)}" if names else "none are known here"
    hint = f" Did you mean “{near[0]}”?" if near else ""
    said = f"There is no parameter “{shown(name)}”; {there}.{hint}"
    return RefusedError(400, "unknown-parameter", said, shown(name), near[0] if near else "")


def _limit(typed: str | None) -> int:
    if typed is None:
        return USUAL
    if not re.fullmatch(r"[0-9]{1,3}", typed) or not 1 <= int(typed) <= MOST:
        raise RefusedError(400, "bad-parameter", f"“limit” is a whole number from 1 to {MOST}.", "limit")
    return int(typed)


def _cursor(typed: str | None) -> Cursor | None:
    if typed is None:
        return None
    try:
        return cursors.read(typed)
    except UnknownCursorError:
        said = "No list gave out this cursor. Take it from “links.next”, or begin again without one."
        raise RefusedError(404, "unknown-cursor", said, "cursor") from None


def _as_of(args: MultiDict[str, str]) -> str:
    typed = args.get("as_of")
    if typed is not None and not typed.strip():
        raise RefusedError(400, "bad-parameter", "“as_of” is empty: leave it out for today.", "as_of")
    return typed or ""
