"""The form of a concern."""

from __future__ import annotations

from typing import Final

from wtforms import BooleanField

from catalog.concerns.models import CERTAINTIES
from catalog.editorial.editor_form import EditorForm, Row, Rows
from catalog.editorial.inputs import address, area, chosen, line

_SLUGS: Final = "One study in each line, as in the address of its page: chu2021."
_BY: Final = {"clinician": "A clinician", "home": "People at home"}


class TypeRow(Row):
    """One type of the concern, and how it responds."""

    slug = line("Type", "In small letters: ice-pick")
    plain = area("In everyday words", "“Narrow, deep pits like a puncture.”", 2)
    response = line("How it responds", "“poor”")
    note = line("Note", "What has to be said beside it; or empty.")
    studies = area("Studies", _SLUGS, 2)


class TestedRow(Row):
    """What one study tested for the concern."""

    study = line("Study", "Such as chu2021; each stands here once.")
    device_kind = line("Device", "“roller”")
    needle_lengths = area("Needle lengths", "One in each line: 1.5 mm. Empty where none was confirmed.", 2)
    lengths_are_range = BooleanField("These two are the ends of a range")
    sessions = line("Sessions", "“4”, or “not confirmed”")
    interval = line("Time between sessions", "“4 weeks”")
    by = chosen("Done by", _BY)
    result = area("Result", "With its figures, and what is missing: “no control group”.", 2)


class ConcernForm(EditorForm):
    """What people come for: how sure it is, how large the effect, when not to start and when to stop."""

    label = line("Name", "“Acne scars”")
    slug = address("acne-scars")
    plain = area("In everyday words", "What it is.", 3)
    certainty = chosen(
        "How sure it is", CERTAINTIES, "From moderate on it needs two trials that agree, or a review."
    )
    effect = area("Effect", "How large it was in what was tested; apart from how sure it is.", 4)
    does_not_show = area("What the evidence does not show", rows=3)
    home_evidence = area("Evidence for use at home", "“No trial of home use was found.”", 2)
    stop_signs = area("When to stop and get help", "One sign in each line.", 6)
    see_a_professional = area("When not to start alone", "One reason in each line.", 5)
    advice_from = area(
        "What these two lists rest on", "Guidance or studies, one in each line: g-fda-page, chu2021.", 3
    )
    studies = area("Studies", _SLUGS, 6)
    types = Rows(TypeRow, "Types", one="type")
    tested = Rows(TestedRow, "What was tested", one="test")
    position = line("Place in the list", "A whole number; the smallest comes first. Empty: at the end.")
