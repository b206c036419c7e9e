"""Secrets that are handed out and kept as digests only: cookies, links, recovery codes."""

from __future__ import annotations

import hashlib
import secrets


def new_token() -> str:
    """256 random bits, fit for a cookie and for an address: addresses are in small letters."""
    return secrets.token_hex(32)


def digest(token: str) -> str:
    """SHA-256 (FIPS 180-4), in hex. Of something random: what people choose needs `passwords`."""
    return hashlib.sha256(token.encode()).hexdigest()
