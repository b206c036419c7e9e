"""What `catalog check` proves of pinned comparisons: that not a byte of them is another."""

from sqlmodel import Session, select

from catalog.compare.models import Snapshot
from catalog.compare.snapshots import key_of


def check(session: Session) -> list[str]:
    """The snapshots whose bytes are not those of their key, in sentences."""
    rows = session.exec(select(Snapshot).order_by(Snapshot.key).execution_options(yield_per=100))
    return [f"The snapshot {row.key} is not what was pinned." for row in rows if key_of(row.body) != row.key]
