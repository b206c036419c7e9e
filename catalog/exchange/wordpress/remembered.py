"""What an earlier import of the same site took, so that the next one changes nothing that stayed the same."""

from __future__ import annotations

from sqlmodel import Session

from catalog import clock
from catalog.exchange.models import ImportedItem


class Remembered:
    """The rows of `ImportedItem` of one site. Nothing here commits."""

    def __init__(self, session: Session, origin: str) -> None:
        self._session, self._origin = session, origin or "unknown"

    def get(self, guid: str) -> ImportedItem | None:
        """What became of an item, or None."""
        return self._session.get(ImportedItem, (self._origin, guid))

    def keep(self, guid: str, called: str, kind: str, thing_id: int, slug: str, digest: str) -> None:
        """Note what it is here; the digest is of what was imported."""
        row = self.get(guid) or ImportedItem(
            origin=self._origin, guid=guid, outcome="taken", digest=digest, day=""
        )
        row.called, row.kind, row.thing_id, row.slug = called, kind, thing_id, slug
        row.digest, row.day = digest, clock.today().isoformat()
        self._session.add(row)
        self._session.flush()
