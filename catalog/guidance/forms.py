"""The form of an entry of the guidance."""

from __future__ import annotations

from typing import Final

from catalog.editorial.editor_form import EditorForm
from catalog.editorial.inputs import address, area, capital, chosen, line
from catalog.guidance.models import ROLES
from catalog.guidance.wording import AUDIENCE, CONFIDENCE

_AUDIENCE: Final = {key: capital(words) for key, words in AUDIENCE.items()}
_CONFIDENCE: Final = {key: capital(words) for key, words in CONFIDENCE.items()}


class GuidanceForm(EditorForm):
    """What one body or person says about needle lengths, and what they earn with."""

    who = line("Who says it", "The body or person, and in which text: “Food and Drug Administration, page …”")
    slug = address("g-fda-page")
    role = chosen("In which role", ROLES)
    audience = chosen("About what", _AUDIENCE)
    country = line("Country", "Write “not stated” where it is not.")
    says = area("What they say", "In plain sentences, close to their words.", 5)
    limit_from = line("Shortest length they accept", "Such as 0.2 mm; empty where none is named.")
    limit_to = line("Longest length they accept", "Such as 0.5 mm; empty where none is named.")
    limit_note = area(
        "What the length is a limit of", "“Upper bound not included” where it says “less than”.", 2
    )
    date = line("Date", "As much as is known: 2025-10-15, 2025-10 or 2025.")
    url = line("Where it stands", "https://…")
    interest = line("What they earn with", "“none”, or “sells pens”.")
    confidence = chosen("How we know", _CONFIDENCE)
    read_in = line("Read in", "“Saved copy of the page, read in full”.")
    position = line(
        "Place in the list", "Among those of its role; the smallest comes first. Empty: at the end."
    )
