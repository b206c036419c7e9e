"""Passwords: argon2id (RFC 9106), and how long one has to be."""

from __future__ import annotations

import unicodedata
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST: Final = 12
LONGEST: Final = 200
"""Characters."""

_hasher = PasswordHasher()
_NOBODY: dict[PasswordHasher, str] = {}


def hashed(password: str) -> str:
    """The text to store, which names its own parameters."""
    return _hasher.hash(_normal(password))


def matches(stored: str | None, password: str) -> bool:
    """Whether it is this password. Where nothing is stored as much work is done as where something is."""
    try:
        _hasher.verify(stored or _of_nobody(), _normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Whether it was hashed with other parameters than are used now."""
    return _hasher.check_needs_rehash(stored)


def _normal(password: str) -> str:
    # One keyboard writes é as one character, another as two (NIST SP 800-63B, 5.1.1.2).
    return unicodedata.normalize("NFKC", password)


def _of_nobody() -> str:
    if _hasher not in _NOBODY:
        _NOBODY[_hasher] = _hasher.hash("what nobody types")
    return _NOBODY[_hasher]
