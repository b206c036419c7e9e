"""What can be written at the desk. A room describes each kind of thing once; this room does the rest.

`Fields` is what stands in a form, as typed: {"title": "…", "kinds": ["pen"], "pros": [{"words": "quiet"}]}.
It is what drafts and revisions keep, what previews and checks read, and what is published.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from sqlmodel import Session

from catalog.changes.diff import State
from catalog.changes.models import Change
from catalog.editorial.editor_form import EditorForm

Fields = dict[str, Any]


@dataclass(frozen=True)
class Fault:
    """What keeps a text from being saved as it is. `field`: its name in the form, "pros-0-words" for the
    first of several; "" for the whole. `line` counts from 1 within the field; 0 where there is none."""

    field: str
    said: str
    line: int = 0


class FaultsError(ValueError):
    """What cannot be saved or published; `faults` says why, all of it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(" ".join(fault.said for fault in faults))
        self.faults = tuple(faults)


@dataclass(frozen=True)
class GateCheck:
    """One thing that is asked before publishing: "Sources", and what was found, in a sentence.

    `field`: where it is mended. `is_advice`: it is shown and holds nothing back.
    """

    name: str
    is_met: bool
    said: str
    field: str = ""
    is_advice: bool = False


@dataclass(frozen=True)
class Listed:
    """A public thing in a list of the desk. `group`: under which heading it is found, if any."""

    slug: str
    title: str
    note: str = ""
    owner: str = ""
    group: str = ""


@dataclass(frozen=True)
class Writer:
    """Who writes: the slug that stands in the change log, the name that stands in bylines, and the role."""

    slug: str
    name: str
    role: str


SCHEDULE: Final = Writer("schedule", "", "admin")
"""Who does what was planned, in the log; what is asked before publishing is asked of who planned it."""


class Editable(ABC):
    """One kind of thing that is written at the desk: articles, say.

    Functions get a session and never commit. Those that read may get a session that cannot write.
    """

    kind: ClassVar[str]
    """As the change log calls it: "article"."""
    room: ClassVar[str]
    """In addresses of the desk: "articles" → `/desk/articles`."""
    name: ClassVar[str]
    """For people, in the singular: "article"."""
    names: ClassVar[str]
    """For people, in the plural: "articles"."""
    section: ClassVar[str]
    """The heading of the desk's navigation it stands under; see `catalog.desk.navigation`."""
    permission: ClassVar[str] = "texts"
    """"texts": "write own texts", "write all texts", "publish …"; else a permission for all of it."""
    is_text: ClassVar[bool] = True
    """Whether it has a text with a preview beside it; the field is called `text`."""
    can_be_made: ClassVar[bool] = True
    """Whether new ones are made here."""
    template: ClassVar[str] = "editorial/_fields.html"
    """Of the fields; it is given `form`, and `page` with `extra`: what `beside` gives."""

    def holds(self, fields: Fields) -> bool:
        """Whether a draft belongs in this room: two may share a kind, as devices and cartridges do."""
        return True

    @abstractmethod
    def form(self, session: Session) -> type[EditorForm]:
        """The form, with the choices of now."""

    @abstractmethod
    def blank(self, session: Session, who: Writer, wish: Mapping[str, str]) -> Fields:
        """What a new one starts from. `wish`: what the address asked for, {"device": "exceed"}."""

    @abstractmethod
    def listed(self, session: Session) -> list[Listed]:
        """What is public, in the order of the desk's list."""

    @abstractmethod
    def read(self, session: Session, slug: str) -> Fields | None:
        """What is public under that address, or None."""

    @abstractmethod
    def read_state(self, session: Session, state: State) -> Fields:
        """The same of a state that the change log kept, for its history, for restoring and for undoing."""

    @abstractmethod
    def entity_id(self, session: Session, slug: str) -> int | None:
        """Its id in the change log; None where nothing public has that address."""

    def moved(self, session: Session, slug: str) -> str:
        """The address of now of what is public and once had this one; "" where there is none."""
        return ""

    @abstractmethod
    def faults(self, session: Session, fields: Fields, live: str | None) -> Iterator[Fault]:
        """What is wrong: broken references, an address that is taken. `live`: its public address, if any.

        A draft is kept in spite of them, with a message at each; nothing with a fault is published.
        """

    def gate(self, session: Session, fields: Fields, who: Writer) -> Iterator[GateCheck]:
        """What is asked before publishing, met or not; called where there are no faults."""
        yield from ()

    @abstractmethod
    def publish(
        self, session: Session, fields: Fields, live: str | None, *, actor: str, reason: str
    ) -> Change | None:
        """Make it public, under another address if that is wanted: the old one leads there.

        None where nothing differs. Raises `FaultsError`.
        """

    @abstractmethod
    def take_down(self, session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
        """Make it private again. Raises `FaultsError` where others lean on it."""

    def preview(self, session: Session, fields: Fields) -> str:
        """The public page as it would be, as HTML; called where there are no faults."""
        raise NotImplementedError

    def beside(self, session: Session, fields: Fields) -> object:
        """What the form's own template shows beside the fields: a drawing, how far it is."""
        return None

    def told(self, fields: Fields) -> Fields:
        """The fields as an author reads them in a comparison of two texts."""
        return fields

    @abstractmethod
    def address(self, slug: str) -> str:
        """Of the public page, its part included if it shares one: "/glossary#gauge"."""

    def title(self, fields: Fields) -> str:
        """What it is called in lists."""
        return str(fields.get("title") or fields.get("name") or "Without a title")

    def heading(self, session: Session, fields: Fields) -> str:
        """What it is called at the head of its own pages."""
        return self.title(fields)

    def slug(self, fields: Fields) -> str:
        """The address it shall have."""
        return str(fields.get("slug") or "")

    def owner(self, session: Session, slug: str) -> str:
        """Slug of the author whose text it is; "" where it is nobody's own."""
        return ""
