"""Concerns with their studies for tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from catalog.changes.recording import canonical_json
from catalog.concerns.editing import put_concern
from catalog.concerns.models import Concern, ConcernType, Tested
from catalog.science.editing import put_notice, put_study
from catalog.science.models import Study, StudyNotice

WHO: Any = {"actor": "tests", "reason": "A test needs it"}


def study(slug: str = "adams2020", **fields: Any) -> Study:
    """A trial of twelve people by whom the slug names ("adams2020"), unless ``fields`` say otherwise."""
    unconfirmed = fields.pop("unconfirmed", [])
    given = {
        "title": f"What {slug} looked at",
        "authors_json": canonical_json([f"{slug[:-4].title()} A"]),
        "journal": "Journal of Tests",
        "year": int(slug[-4:]),
        "kind": "rct",
        "n": 12,
        "finding": f"What {slug} found.",
        "confidence": "verified",
        "unconfirmed_json": canonical_json(unconfirmed),
    } | fields
    return Study(slug=slug, **given)


def concern(slug: str = "calluses", **fields: Any) -> Concern:
    """A concern of low certainty; ``fields`` may give ``studies`` and the lists of warnings."""
    given: dict[str, Any] = {
        "position": 1,
        "label": slug.title(),
        "plain": "Thick skin. It comes from rubbing.",
        "certainty": "low",
        "effect": "Somewhat thinner.",
        "does_not_show": "That it lasts.",
        "home_evidence": "No trial at home was found.",
        "stop_signs": ["Pus"],
        "see_a_professional": ["It bleeds"],
        "advice_from": [],
        "studies": [],
    } | fields
    lists = {
        f"{name}_json": canonical_json(given.pop(name))
        for name in ("stop_signs", "see_a_professional", "advice_from", "studies")
    }
    return Concern(slug=slug, **given, **lists)


def needled(study: str = "adams2020", *lengths: int, **fields: Any) -> Tested:
    """What a study tested: ``needled("adams2020", 500)`` had needles of 0.5 mm, in a clinic."""
    given: dict[str, Any] = {
        "position": 0,
        "device_kind": "roller",
        "sessions": "3",
        "interval": "monthly",
        "by": "clinician",
        "result": f"What {study} saw.",
    } | fields
    return Tested(study=study, needle_lengths_um_json=canonical_json(list(lengths)), **given)


def notice(study: str = "adams2020", **fields: Any) -> StudyNotice:
    """A retraction of 3 March 2026."""
    given: dict[str, Any] = {"nature": "retraction", "day": "2026-03-03"} | fields
    return StudyNotice(slug=f"rw-{study}-{given['nature']}".replace(" ", "-"), study=study, **given)


def store(
    session: Session,
    wanted: Concern,
    rows: Sequence[Tested] = (),
    studies: Sequence[Study] = (),
    types: Sequence[ConcernType] = (),
) -> None:
    """Save a concern with its tests and types, and before it the studies."""
    for one in studies:
        put_study(session, one, **WHO)
    placed = [row for position, row in enumerate(rows) if not setattr(row, "position", position)]
    put_concern(session, wanted, types, placed, **WHO)


def doubt(session: Session, row: StudyNotice) -> None:
    put_notice(session, row, **WHO)
