"""A writer to run as a process of its own: `python writer_process.py ADDRESS ACTOR COUNT [END]`.

Each save reads a counter and stores it one higher, so that a lost update would show.
END: "roll back" undoes every second save; "hang" stops after the last save, before it commits.
"""

import sys
import time

from sqlmodel import Session

from catalog.changes.queries import current_version, state_at
from catalog.changes.recording import record
from catalog.db import make_engine, writer


def save(session: Session, actor: str) -> None:
    before = state_at(session, "counter", 1, current_version(session))
    after = {"count": (before or {"count": 0})["count"] + 1, "by": actor}
    record(
        session, actor=actor, entity_kind="counter", entity_id=1, before=before, after=after, reason="Count"
    )


def main(address: str, actor: str, count: int, end: str = "") -> None:
    engine = make_engine(address, lock_timeout_s=30)
    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    for turn in range(count):
        with writer(engine) as session:
            save(session, actor)
            if end == "hang" and turn == count - 1:
                print("hanging", flush=True)  # noqa: T201
                time.sleep(600)
            if end == "roll back" and turn % 2:
                session.rollback()
            else:
                session.commit()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), *sys.argv[4:])
