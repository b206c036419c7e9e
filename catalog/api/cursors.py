"""Cursors: where in a list, and in which version of the catalogue, the next page begins. Pure.

A walk through a list is a walk through one version: pages that follow show the catalogue as it was when the
first one was asked for. Nothing is met twice and nothing missed, whatever is edited meanwhile.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import dataclass
from typing import Final

PATTERN: Final = "^[A-Za-z0-9_-]{4,500}$"
_NEWEST: Final = 10**9


@dataclass(frozen=True)
class Cursor:
    """``of`` is the list with its filters, ``after`` the key of the last thing that was met; ``day`` ISO."""

    of: str
    version: int
    day: str
    after: str


class UnknownCursorError(ValueError):
    """A text that no list gave out."""


def write(cursor: Cursor) -> str:
    """The cursor as it stands in an address. It is no secret, and holds nothing that is one."""
    said = json.dumps([cursor.of, cursor.version, cursor.day, cursor.after], separators=(",", ":"))
    return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")


def read(text: str) -> Cursor:
    """The cursor that was written so. Raises `UnknownCursorError`."""
    if not re.fullmatch(PATTERN, text, re.ASCII):
        raise UnknownCursorError
    try:
        said = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        of, version, day, after = said
    except (binascii.Error, ValueError, TypeError, RecursionError):
        raise UnknownCursorError from None
    is_ours = (
        all(isinstance(one, str) for one in (of, day, after))
        and type(version) is int
        and 0 <= version <= _NEWEST
        and re.fullmatch(r"\d{4}-\d{2}-\d{2}", day, re.ASCII)
    )
    if not is_ours or write(Cursor(of, version, day, after)) != text:
        raise UnknownCursorError
    return Cursor(of, version, day, after)
