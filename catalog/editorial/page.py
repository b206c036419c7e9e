"""What the pages of writing show, finished."""

from __future__ import annotations

from dataclasses import dataclass, field

from catalog.desk.frame import DeskPage
from catalog.editorial.editable import Editable, GateCheck
from catalog.editorial.editor_form import EditorForm
from catalog.editorial.field_diff import FieldDiff
from catalog.editorial.reason_forms import PlanForm, ReasonForm


@dataclass(frozen=True)
class Line:
    """One thing in a list: where it is edited, what it is called, how it stands."""

    address: str
    title: str
    state: str
    note: str = ""
    public: str = ""
    group: str = ""


@dataclass(frozen=True, kw_only=True)
class ListPage(DeskPage):
    """`/desk/<room>`. `asked`: the words looked for; `left_out`: how many lines do not have them."""

    kind: Editable
    lines: tuple[Line, ...]
    asked: str = ""
    left_out: int = 0


@dataclass(frozen=True)
class Flaw:
    """Something that holds publishing back, or is worth a look: a sentence, and the field it leads to."""

    said: str
    anchor: str = ""
    is_advice: bool = False


@dataclass(frozen=True, kw_only=True)
class EditPage(DeskPage):
    """The form of one thing, with what it looks like and what is still asked beside it."""

    kind: Editable
    form: EditorForm
    title: str
    address: str
    """Of this page: "/desk/articles/length-first"."""
    standing: str
    """“Public. You are changing a draft; readers see the old text until you publish.”"""
    public: str = ""
    """Address of the public page, where there is one."""
    flaws: tuple[Flaw, ...] = ()
    met: tuple[GateCheck, ...] = ()
    preview: str = ""
    is_new: bool = False
    is_draft: bool = False
    is_kept: bool = False
    """Whether what was sent has been saved, whatever `trouble` says."""
    may_publish: bool = False
    reason: ReasonForm | None = None
    words: int = 0
    extra: object = None
    """What the kind's own template needs beside the form."""


@dataclass(frozen=True)
class RevisionLine:
    """One revision in the list."""

    number: int
    at: str
    author: str
    how: str
    address: str
    is_newest: bool


@dataclass(frozen=True, kw_only=True)
class RevisionsPage(DeskPage):
    """Every revision of a draft."""

    kind: Editable
    title: str
    address: str
    lines: tuple[RevisionLine, ...]


@dataclass(frozen=True, kw_only=True)
class DiffPage(DeskPage):
    """One revision against another, or against what is public."""

    kind: Editable
    title: str
    address: str
    number: int
    at: str
    against: str
    """In words: "revision 3", "what is public"."""
    others: tuple[tuple[str, str], ...]
    """What it can be compared with: address and words."""
    differences: tuple[FieldDiff, ...]
    may_restore: bool


@dataclass(frozen=True)
class PublicChange:
    """One change of the log, with what it changed and what can be done about it."""

    number: int
    at: str
    actor: str
    reason: str
    differences: tuple[FieldDiff, ...]
    undo: str
    """What the button does, in words; "" where there is none."""
    version: int
    """The version that the button goes back to."""


@dataclass(frozen=True, kw_only=True)
class ChangesPage(DeskPage):
    """What was public, and when."""

    kind: Editable
    title: str
    address: str
    changes: tuple[PublicChange, ...]
    reason: ReasonForm
    may_publish: bool


@dataclass(frozen=True)
class ChoiceLine:
    """A field that two texts changed differently: what each says, marked against what both began from."""

    name: str
    label: str
    mine: FieldDiff | None
    theirs: FieldDiff | None
    base: str
    mine_text: str
    theirs_text: str


@dataclass(frozen=True, kw_only=True)
class ChoicePage(DeskPage):
    """Two texts of one thing: which shall stand, field by field."""

    kind: Editable
    title: str
    address: str
    action: str
    explained: str
    theirs_called: str
    choices: tuple[ChoiceLine, ...]
    followed: tuple[str, ...] = ()
    """Labels of fields that only the other one changed: they are taken over."""
    hidden: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class PlanPage(DeskPage):
    """When it goes public, who may look before, and how it is taken back."""

    kind: Editable
    title: str
    address: str
    standing: str
    is_public: bool
    is_open: bool
    flaws: tuple[Flaw, ...]
    plan: PlanForm
    reason: ReasonForm
    planned: str = ""
    """When it is published, in words."""
    planned_end: str = ""
    zones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    """When each preview link ends."""
    new_link: str = ""
    may_publish: bool = False
