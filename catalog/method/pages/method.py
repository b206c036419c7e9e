"""`/method`: what is asked of a device, how heavily it weighs, how it is found out, and what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from sqlmodel import Session

from catalog.dates import show_date
from catalog.glossary.current import page_links
from catalog.markdown import to_html
from catalog.method import queries
from catalog.method.differences import differences
from catalog.method.models import Method
from catalog.shelf.cell import PLURALS
from catalog.specs.registry import SPECS


@dataclass(frozen=True)
class Criterion:
    """What is judged. ``kinds``: of which devices, "" for all; ``facts`` are labels of specs."""

    key: str
    name: str
    weighs: int
    how: Markup
    kinds: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Instrument:
    """What is needed, and how finely it must read."""

    name: str
    purpose: str
    reads_to: str


@dataclass(frozen=True)
class Version:
    """A line of the change log. ``asks``: what it asks that the one before it did not."""

    number: int
    title: str
    day: str
    changes: Markup
    asks: tuple[str, ...]
    is_shown: bool


@dataclass(frozen=True)
class MethodPage:
    """One version. ``newest`` is the number of the newest; ``formula`` is that of a score by this one."""

    number: int
    newest: int
    title: str
    day: str
    text: Markup
    criteria: tuple[Criterion, ...]
    whole: int
    formula: str
    instruments: tuple[Instrument, ...]
    comparable: tuple[int, ...]
    measured: str
    versions: tuple[Version, ...]

    @property
    def is_newest(self) -> bool:
        """Whether none came after it."""
        return self.number >= self.newest


def method_page(session: Session, shown: Method) -> MethodPage:
    """The page of a version, which need not be stored."""
    links = page_links()
    text = to_html(shown.text, links)
    known = [one for one in queries.methods(session) if one.number != shown.number]
    versions = sorted([shown, *known], key=lambda one: one.number, reverse=True)
    return MethodPage(
        number=shown.number,
        newest=versions[0].number,
        title=shown.title,
        day=show_date(shown.day),
        text=text,
        criteria=tuple(
            Criterion(
                key=one["key"],
                name=one["name"],
                weighs=one["weight"],
                how=to_html(one["how"], links),
                kinds=", ".join(PLURALS[kind] for kind in one["kinds"]),
                facts=tuple(SPECS[key].label for key in one["specs"] if key in SPECS),
            )
            for one in shown.criteria
        ),
        whole=sum(one["weight"] for one in shown.criteria),
        formula=_formula(shown),
        instruments=tuple(Instrument(one["name"], one["for"], one["reads_to"]) for one in shown.instruments),
        comparable=shown.comparable,
        measured=_measured(session, shown.number),
        versions=tuple(
            _version(one, versions[i + 1] if i + 1 < len(versions) else None, shown.number)
            for i, one in enumerate(versions)
        ),
    )


def _version(one: Method, before: Method | None, shown: int) -> Version:
    asks = differences(before, one) if before else ()
    return Version(one.number, one.title, show_date(one.day), to_html(one.changes), asks, one.number == shown)


def _formula(shown: Method) -> str:
    """``"(30 × needle length + 25 × hygiene and build) ÷ 55"``."""
    terms = " + ".join(f"{one['weight']} × {_in_a_list(one['name'])}" for one in shown.criteria)
    return f"({terms}) ÷ {sum(one['weight'] for one in shown.criteria)}"


def _in_a_list(name: str) -> str:
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _measured(session: Session, number: int) -> str:
    """What was measured by it, in a sentence."""
    rows = queries.measured_by(session, number)
    if not rows:
        return "Nothing has been measured by this version yet."
    things = len({row.product_id for row in rows})
    of = "1 product" if things == 1 else f"{things} products"
    many = f"1 measurement on {of} was" if len(rows) == 1 else f"{len(rows)} measurements on {of} were"
    return f"{many} made by this version so far."


def method_json(session: Session, shown: Method) -> dict[str, Any]:
    """One version as data, and the numbers of all versions, the newest first."""
    return methods_json(session, [shown])[0]


def methods_json(session: Session, versions: Sequence[Method]) -> list[dict[str, Any]]:
    """Some versions as data, in two statements however many they are."""
    numbers = [one.number for one in queries.methods(session)]
    times = queries.times_measured(session)
    return [_json(one, times.get(one.number, 0), numbers) for one in versions]


def _json(shown: Method, measured: int, numbers: Sequence[int]) -> dict[str, Any]:
    return {
        "version": shown.number,
        "address": f"/method/{shown.number}",
        "title": shown.title,
        "day": shown.day,
        "text": shown.text,
        "changes": shown.changes,
        "criteria": list(shown.criteria),
        "instruments": list(shown.instruments),
        "comparable_with": list(shown.comparable),
        "measurements": measured,
        "versions": list(numbers),
    }
