"""What the address of `/studies` asks for: one kind of study, one kind of device, a page. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from catalog.science.words import DESIGNS, NOT_READ, OfKind, design

UNNAMED: Final = "unnamed"
"""Studies that name no kind of device."""
KIND_LABELS: Final = {"pen": "pens", "roller": "rollers", "stamp": "stamps", UNNAMED: "no kind named"}
DESIGN_LABELS: Final = {one.key: one.label for one in (*DESIGNS.values(), NOT_READ)}
_OFFERED: Final = {"design": DESIGN_LABELS, "device": KIND_LABELS}
_CALLED: Final = {"design": "kind of study", "device": "kind of device"}
_LONGEST: Final = 40
_LAST_PAGE: Final = 999_999


class Narrowed(OfKind, Protocol):
    """What the list is narrowed by; a `Study` has it."""

    @property
    def kinds(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Ignored:
    """A part of the address that could not be used, and why."""

    parameter: str
    value: str
    message: str


@dataclass(frozen=True)
class Asked:
    """``design`` and ``device`` are keys of the labels above, empty where all are shown.

    ``page`` counts from 1; whether there is one of that number is for the list to say.
    """

    design: str = ""
    device: str = ""
    page: int = 1
    ignored: tuple[Ignored, ...] = field(default=(), compare=False)

    @classmethod
    def from_args(cls, args: MultiDict[str, str]) -> Asked:
        """The state of a query string; of several values the first that is known counts."""
        chosen, ignored = {}, []
        for name in _OFFERED:
            chosen[name], refused = _choose(name, args.getlist(name))
            ignored += refused
        page, refused = _page(args.getlist("page"))
        return cls(**chosen, page=page, ignored=(*ignored, *refused))

    @property
    def is_any(self) -> bool:
        """Whether something is left out of the list."""
        return bool(self.design or self.device)

    def address(self, path: str = "/studies") -> str:
        """The one way to write this state: "/studies?design=rct&device=pen&page=2"."""
        given = [(name, value) for name in _OFFERED if (value := getattr(self, name))]
        given += [("page", str(self.page))] if self.page > 1 else []
        return f"{path}?{urlencode(given)}" if given else path

    def with_(self, name: str, value: str) -> Asked:
        """The first page of the same with another value of one filter."""
        return Asked(value if name == "design" else self.design, value if name == "device" else self.device)

    def on_page(self, number: int) -> Asked:
        """The same on another page, without what was ignored."""
        return replace(self, page=number, ignored=())

    def has(self, study: Narrowed) -> bool:
        """Whether the study is one of those asked for."""
        return self._of_design(study) and self._of_device(study)

    def _of_design(self, study: Narrowed) -> bool:
        return not self.design or design(study).key == self.design

    def _of_device(self, study: Narrowed) -> bool:
        if self.device == UNNAMED:
            return not study.kinds
        return not self.device or self.device in study.kinds


def _choose(name: str, values: Iterable[str]) -> tuple[str, list[Ignored]]:
    offered = _OFFERED[name]
    chosen, refused = "", []
    for value in filter(None, map(str.strip, values)):
        if value not in offered:
            known = ", ".join(offered)
            words = f"“{value[:_LONGEST]}” is no {_CALLED[name]} here. There are: {known}."
            refused.append(Ignored(name, value, words))
        elif not chosen:
            chosen = value
        elif value != chosen:
            words = f"Only one {_CALLED[name]} can be asked for; “{chosen}” was taken."
            refused.append(Ignored(name, value, words))
    return chosen, refused


def _page(values: Iterable[str]) -> tuple[int, list[Ignored]]:
    """The last number that can be one of a page, as the list of devices takes it."""
    number, refused = 1, []
    for value in filter(None, map(str.strip, values)):
        if value.isascii() and value.isdigit() and len(value) < 12 and 1 <= int(value) <= _LAST_PAGE:
            number = int(value)
        else:
            words = f"“{value[:_LONGEST]}” is no page. Pages are numbered from 1."
            refused.append(Ignored("page", value, words))
    return number, refused


@dataclass(frozen=True)
class Choice:
    """One value of a filter: how many studies it would show beside the other filter, and its address."""

    label: str
    count: int
    url: str
    is_chosen: bool


def designs(asked: Asked, studies: Sequence[Narrowed]) -> tuple[Choice, ...]:
    """All, and every kind of study that there is; what would show nothing is left out unless chosen."""
    return _choices(asked, studies, "design", DESIGN_LABELS)


def devices(asked: Asked, studies: Sequence[Narrowed]) -> tuple[Choice, ...]:
    """All, each kind of device, and those that name none."""
    return _choices(asked, studies, "device", KIND_LABELS)


def _choices(
    asked: Asked, studies: Sequence[Narrowed], name: str, labels: dict[str, str]
) -> tuple[Choice, ...]:
    choices = []
    for value, label in {"": "all", **labels}.items():
        state = asked.with_(name, value)
        count = sum(map(state.has, studies))
        is_chosen = getattr(asked, name) == value
        if count or is_chosen or not value:
            choices.append(Choice(label, count, state.address(), is_chosen))
    return tuple(choices)
