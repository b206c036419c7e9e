"""Telling visitors apart for a limit, without knowing who they are."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date
from ipaddress import IPv6Address, ip_address, ip_network


def visitor(address: str | None, secret: str, day: date) -> str:
    """32 hexadecimal digits for a network address; others tomorrow, and no way back without the key.

    The last 64 bits of an IPv6 address are one household's to choose, so they do not count.
    """
    message = f"{day.isoformat()} {_network(address or '')}".encode()
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()[:32]


def _network(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        # An IPv4 address written in the new way is still one address, not a household.
        return str(found.ipv4_mapped or ip_network((found, 64), strict=False))
    return str(found)
