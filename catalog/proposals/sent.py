"""What a sent form says: the source and its day, and what stands in the rows of proposals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask import request

from catalog import clock
from catalog.dates import PartialDate
from catalog.db import get_session
from catalog.desk.csrf import DeskForm
from catalog.products import queries
from catalog.products.drafts import SourceDraft
from catalog.products.facts_sources import NewSources
from catalog.proposals.on_file import OnFile
from catalog.proposals.reading import MOST_OF_ONE
from catalog.specs.registry import SPECS
from catalog.specs.units import SpecValueError

MOST_ROWS: Final = MOST_OF_ONE * len(SPECS)


@dataclass(frozen=True)
class Typed:
    """What stands in the form of the second step: numbers of ticked rows, and each row's spec and value."""

    ticked: frozenset[int]
    specs: Mapping[int, str]
    says: Mapping[int, str]
    errors: Mapping[int, str]


def source_of(form: DeskForm, remembered: str = "") -> tuple[SourceDraft | str, str]:
    """The source by its slug, or a new one, and the day; what is wrong is put at its field.

    remembered: the slug that stood in the form by itself. It yields to a source that somebody describes; one
    that was chosen does not, so that no value is laid at the door of a page it does not stand on.
    """
    sources = queries.sources(get_session())
    day, typed = (form.read_on.data or "").strip(), (form.source.data or "").strip()
    new = {name: form[name].data for name in ("title", "url", "publisher", "type", "read_on")}
    is_described = any((new[name] or "").strip() for name in ("title", "url", "publisher"))
    if typed and is_described and NewSources((), sources).slug_of(typed) == remembered:
        form.source.data = typed = ""
    if typed:
        slug = NewSources((), sources).slug_of(typed)
        if slug is not None and is_described:
            _fault(
                form, "source", "You chose a source here and describe another below. Empty one of the two."
            )
            return "", day
        if slug is None:
            _fault(form, "source", "There is no such source on file. Choose one, or describe it below.")
            return "", day
        day = day or sources[slug].read_on
        _check_day(form, day)
        return slug, day
    _check_day(form, day)
    made = NewSources([new], sources)
    for name, message in made.flaws():
        field = name.rpartition("-")[2]
        if field in new and not form[field].errors:
            words = "Say what it is." if field == "type" and not new["type"] else message
            _fault(form, field, words)
    return made.drafts[0], day


def _check_day(form: DeskForm, day: str) -> None:
    try:
        if PartialDate(day).precision == "day" and day <= clock.today().isoformat():
            return
    except ValueError:
        pass
    _fault(form, "read_on", "Say the day it was read, like 2026-11-22, and not one to come.")


def _fault(form: DeskForm, name: str, message: str) -> None:
    form[name].errors = [*form[name].errors, message]


def typed_rows(found: OnFile) -> Typed:
    """The second step as sent: which rows are ticked, and what stands in each."""
    numbers = range(MOST_ROWS)
    ticked = frozenset(number_of(one, -1) for one in request.form.getlist("pick")[:MOST_ROWS]) & frozenset(
        numbers
    )
    specs = {n: request.form[f"spec-{n}"] for n in numbers if f"spec-{n}" in request.form}
    says = {n: request.form[f"says-{n}"][:600] for n in numbers if f"says-{n}" in request.form}
    errors = {}
    for number in ticked:
        spec = SPECS.get(specs.get(number, ""))
        if spec is None or not spec.applies(found.draft.kind):
            errors[number] = "Choose what it is."
            continue
        try:
            spec.kind.parse(says.get(number, ""))
        except SpecValueError as error:
            errors[number] = str(error)
    return Typed(ticked, specs, says, errors)


def number_of(text: str | None, otherwise: int = 0) -> int:
    """A whole number as sent; ``otherwise`` for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise
