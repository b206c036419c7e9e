"""The pages that only a copy has: everything from A to Z, and what was left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from flask import Blueprint, Flask, current_app, render_template

from .frozen_paths import A_TO_Z, LEFT_OUT

blueprint = Blueprint("frozen", __name__)
STATE: Final = "frozen"
OTHER: Final = "0–9"


@dataclass(frozen=True)
class Entry:
    """A page of the copy: its title and what it says of itself."""

    title: str
    url: str
    about: str

    @property
    def letter(self) -> str:
        """Under which it stands: quotation marks and articles aside."""
        first = self.title.lstrip("“‘\"' ")[:1].upper()
        return first if first.isascii() and first.isalpha() else OTHER


@dataclass(frozen=True)
class Letter:
    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Omitted:
    """One reason, and the addresses that were left out for it: how many, and the first of them."""

    words: str
    count: int
    first: tuple[str, ...]


@dataclass
class State:
    """What is known of the copy so far. ``histories``: pages that are only reached from another."""

    live: str
    day: str
    version: int
    entries: list[Entry] = field(default_factory=list)
    histories: int = 0
    omitted: tuple[Omitted, ...] = ()
    forms: int = 0

    @property
    def letters(self) -> tuple[Letter, ...]:
        every = sorted(self.entries, key=lambda one: (one.letter, one.title.casefold(), one.url))
        return tuple(Letter(name, tuple(group)) for name, group in groupby(every, key=lambda one: one.letter))


def add_pages(app: Flask, state: State) -> None:
    """Let an application that makes a copy answer for the copy's own pages."""
    app.extensions[STATE] = state
    app.register_blueprint(blueprint)


def omitted(found: Iterable[tuple[str, str]], most: int = 20) -> tuple[Omitted, ...]:
    """Addresses with the reason of each, put together by reason, the most first."""
    by_words: dict[str, list[str]] = {}
    for address, words in found:
        by_words.setdefault(words, []).append(address)
    every = (Omitted(words, len(urls), tuple(sorted(urls)[:most])) for words, urls in by_words.items())
    return tuple(sorted(every, key=lambda one: (-one.count, one.words)))


@blueprint.get(A_TO_Z)
def a_to_z() -> str:
    return render_template("exchange/frozen_a_to_z.html", page=current_app.extensions[STATE])


@blueprint.get(LEFT_OUT)
def left_out() -> str:
    return render_template("exchange/frozen_left_out.html", page=current_app.extensions[STATE])


@blueprint.get("/404.html")
def nothing() -> str:
    return render_template("exchange/frozen_404.html", page=current_app.extensions[STATE])
