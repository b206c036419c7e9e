"""The concerns as data: `/for.json` and `/for/<slug>.json`, in the order the pages say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from catalog.science.doubted import doubt_json
from catalog.science.models import Study
from catalog.science.words import design_words

from .grade import Grade, by
from .listing import ConcernLink, address
from .models import Concern, ConcernType, Tested

Json = dict[str, Any]


def listed_json(concerns: Iterable[ConcernLink]) -> Json:
    """``{"concerns": [{"slug", "label", "url", "plain", "grade"}]}``."""
    return {
        "concerns": [
            {
                "slug": one.slug,
                "label": one.label,
                "url": one.url,
                "plain": one.plain,
                "grade": grade_json(one.grade),
            }
            for one in concerns
        ]
    }


def concern_json(
    concern: Concern,
    changed: str,
    graded: Grade | None,
    types: Iterable[ConcernType],
    tested: Iterable[Tested],
    studies: Mapping[str, Study],
) -> Json:
    """One concern. Needle lengths are µm; none means not confirmed, not short. ``grade`` may be null."""
    return {
        "slug": concern.slug,
        "label": concern.label,
        "url": address(concern.slug),
        "changed": changed,
        "plain": concern.plain,
        "see_a_professional": list(concern.see_a_professional),
        "stop_signs": list(concern.stop_signs),
        "advice_from": list(concern.advice_from),
        "grade": grade_json(graded),
        "effect": concern.effect,
        "does_not_show": concern.does_not_show,
        "home_evidence": concern.home_evidence,
        "types": [
            {
                "slug": one.slug,
                "plain": one.plain,
                "response": one.response,
                "note": one.note,
                "studies": list(one.studies),
            }
            for one in types
        ],
        "tested": [_tested(row, studies[row.study]) for row in tested if row.study in studies],
        "studies": list(concern.studies),
    }


def grade_json(graded: Grade | None) -> Json | None:
    """The certainty with its inputs; None where there are none. The effect is not part of it."""
    if graded is None:
        return None
    return {
        "certainty": graded.certainty,
        "cells": graded.cells,
        "is_in_doubt": graded.is_in_doubt,
        "doubts": list(map(doubt_json, graded.doubts)),
        "inputs": {
            "studies": graded.studies,
            "designs": {group.key: group.count for group in graded.designs},
            "randomised_split_face": next(
                one.split_face for one in graded.designs if one.key == "randomised"
            ),
            "people": graded.people,
            "people_unstated": graded.people_unstated,
            "people_may_overlap": list(graded.overlapping),
            "people_measured": graded.measured,
            "people_measured_unstated": graded.measured_unstated,
            "people_in_reviews": {one.study: one.people for one in graded.reviewed},
            "citations_from_memory": graded.recalled,
            "needle_lengths": [
                {"length": one.words, "studies": one.count, "of_which_not_confirmed": one.doubted}
                for one in graded.lengths
            ],
            "by_clinicians": graded.by_clinicians,
            "at_home": graded.at_home,
            "in_laboratory": graded.in_laboratory,
            "cited_beside": list(graded.beside),
        },
    }


def _tested(row: Tested, study: Study) -> Json:
    return {
        "study": row.study,
        "design": design_words(study),
        "people": study.n,
        "device_kind": row.device_kind,
        "needle_lengths_um": list(row.needle_lengths_um),
        "lengths_are_range": row.lengths_are_range,
        "sessions": row.sessions,
        "interval": row.interval,
        "by": by(row, study),
        "result": row.result,
    }
