"""Pauses after failed sign-ins: per login and per sender, kept in the database so that all workers count.

Every attempt counts as failed before it is looked at, and is struck out when it was right: many sent at once
are counted one by one. The caller commits.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import Final

from sqlalchemy import delete
from sqlmodel import Session, col

from catalog import clock
from catalog.people import moments
from catalog.people.models import SignInTally

FREE_OF_LOGIN: Final = 5
FREE_OF_SENDER: Final = 20
"""Misses before the first pause. One address may be that of a household or an office."""
FIRST_PAUSE_S: Final = 60
LONGEST_PAUSE_S: Final = 3600
FORGOTTEN_AFTER_H: Final = 24


@dataclass(frozen=True)
class Door:
    """Where attempts are counted. `key` gives no login or address away; `free`: misses without a pause."""

    key: str
    free: int


def doors(login: str, sender: str, secret: str) -> tuple[Door, Door]:
    """The doors of a login, in small letters, and of a sender, as `catalog.visitors` names them."""

    def key(kind: str, name: str) -> str:
        return hmac.new(secret.encode(), f"sign-in {kind} {name}".encode(), hashlib.sha256).hexdigest()

    return Door(key("login", login), FREE_OF_LOGIN), Door(key("sender", sender), FREE_OF_SENDER)


def pause_s(failed: int, free: int) -> int:
    """Seconds of the pause after so many misses in a row: 0 up to `free` − 1, then 60, 120, 240 … 3,600."""
    over = failed - free
    return 0 if over < 0 else min(FIRST_PAUSE_S * 2 ** min(over, 20), LONGEST_PAUSE_S)


def enter(session: Session, *those: Door) -> bool:
    """Count an attempt at these doors; False, and nothing is counted, where one of them is shut."""
    now = clock.timestamp()
    session.exec(
        delete(SignInTally).where(col(SignInTally.last_at) < moments.before(hours=FORGOTTEN_AFTER_H))
    )
    tallies = [session.get(SignInTally, door.key) for door in those]
    if any(tally is not None and tally.until is not None and now < tally.until for tally in tallies):
        return False
    for door, found in zip(those, tallies, strict=True):
        tally = found or SignInTally(door=door.key, failed=0, last_at=now)
        tally.failed += 1
        tally.last_at = now
        pause = pause_s(tally.failed, door.free)
        tally.until = moments.after(seconds=pause) if pause else None
        session.add(tally)
    session.flush()
    return True


def forgive(session: Session, *those: Door) -> None:
    """Forget the misses at these doors: whoever knocked was who they said."""
    session.exec(delete(SignInTally).where(col(SignInTally.door).in_([door.key for door in those])))
