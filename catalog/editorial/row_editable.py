"""What is one row of a table with a slug: how it is read from there, from its history and from a form."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from sqlmodel import Session

from catalog.changes.diff import State
from catalog.changes.models import Change
from catalog.changes.saving import state_of, stored_row
from catalog.editorial.editable import Editable, Fault, FaultsError, Fields
from catalog.editorial.typed import Typed, made_up


class RowEditable(Editable):
    """A kind whose things are rows of one table. What is public is read through the state the log keeps."""

    table: ClassVar[type[Any]]
    may_move: ClassVar[bool] = False
    """Whether it may be given another address once it is public."""
    titled: ClassVar[str] = "title"
    """The field that says what it is called."""

    @abstractmethod
    def wanted(self, session: Session, typed: Typed, live: str | None) -> Any:
        """What is to be saved; what is wrong with it goes to the faults of `typed`."""

    @abstractmethod
    def put(
        self, session: Session, wanted: Any, live: str | None, *, actor: str, reason: str
    ) -> Change | None:
        """Save it by the room's own editing. What that refuses may be raised as `FaultsError`."""

    def row(self, session: Session, slug: str) -> Any | None:
        """The public row of that address."""
        return stored_row(session, self.table, slug)

    def state(self, session: Session, row: Any) -> State:
        """The row as the log keeps it."""
        return state_of(row)

    def is_taken(self, session: Session, slug: str, live: str | None) -> bool:
        """Whether another thing has that address than the one that is public as `live`."""
        return stored_row(session, self.table, slug) is not None

    def read(self, session: Session, slug: str) -> Fields | None:
        row = self.row(session, slug)
        return None if row is None else self.read_state(session, self.state(session, row))

    def entity_id(self, session: Session, slug: str) -> int | None:
        row = self.row(session, slug)
        return None if row is None else row.id

    def faults(self, session: Session, fields: Fields, live: str | None) -> Iterator[Fault]:
        yield from self._checked(session, fields, live)[1]

    def publish(
        self, session: Session, fields: Fields, live: str | None, *, actor: str, reason: str
    ) -> Change | None:
        wanted, faults = self._checked(session, fields, live)
        if faults:
            raise FaultsError(faults)
        return self.put(session, wanted, live, actor=actor, reason=reason)

    def slug(self, fields: Fields) -> str:
        return str(fields.get("slug") or "").strip() or made_up(self.title(fields))

    def title(self, fields: Fields) -> str:
        return str(fields.get(self.titled) or "").strip() or "Without a title"

    def placed(self, session: Session, typed: Typed, live: str | None) -> str:
        """The address it shall have, checked; made up of its title where none is typed."""
        wished = typed.text("slug", required=False)
        if live and not wished:
            typed.wrong("slug", f"The address is missing; it is “{live}”.")
            return live
        found = typed.slug(wished or self.slug(dict(typed.fields)), live, may_move=self.may_move)
        if found and found != live and self.is_taken(session, found, live):
            typed.wrong("slug", f"“{found}” is, or was, the address of another {self.name}.")
        return found

    def unsaved(self, session: Session, fields: Fields) -> Any:
        """What would be saved, to be looked at; no session knows it."""
        with session.no_autoflush:
            return self.wanted(session, Typed(fields), self.slug(fields))

    def _checked(self, session: Session, fields: Fields, live: str | None) -> tuple[Any, Sequence[Fault]]:
        typed = Typed(fields)
        # Nothing that is read may write what is only being looked at.
        with session.no_autoflush:
            wanted = self.wanted(session, typed, live)
        return wanted, typed.faults


def refuse(leaning: Sequence[str], name: str) -> None:
    """Raises `FaultsError` where others lean on a thing: it names them."""
    if leaning:
        more = f" and {len(leaning) - 5} more" if len(leaning) > 5 else ""
        said = f"This {name} cannot go while others lean on it: {'; '.join(leaning[:5])}{more}."
        raise FaultsError([Fault("", said)])
