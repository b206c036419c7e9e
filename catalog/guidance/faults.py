"""What an entry of the guidance has to satisfy. Pure."""

from __future__ import annotations

from .models import Guidance


def is_limit_open(entry: Guidance) -> bool:
    """Whether it names a shortest length without a longer one at the other end."""
    return entry.low_um is not None and (entry.high_um is None or entry.low_um >= entry.high_um)
