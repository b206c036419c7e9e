"""The words of guidance: who speaks, about whom, and how we know."""

from __future__ import annotations

from typing import Final

from catalog.guidance.models import Guidance

ROLES: Final = {
    "regulator": "Regulators",
    "professional body": "Professional bodies",
    "clinician": "Clinicians",
    "media": "Media",
    "maker or seller": "Makers and sellers",
}
SPEAKERS: Final = {
    "regulator": "regulators",
    "professional body": "professional bodies",
    "clinician": "clinicians",
    "media": "media",
    "maker or seller": "those who sell",
}
"""The same within a sentence."""
AUDIENCE: Final = {
    "home": "about treating yourself at home",
    "professional": "about treatment by others",
    "both": "about both: at home and by others",
}
CONFIDENCE: Final = {
    "verified": "read on the page itself or in a faithful copy",
    "secondary": "read only as told by others",
    "inferred": "worked out by us",
    "recalled": "from memory, no source found yet",
}


def includes_upper_end(row: Guidance) -> bool:
    """Whether the longest length itself is accepted.

    Only the note beside a limit says so: one law in the world draws its line this way, which is no column.
    """
    return not (row.limit_note or "").startswith("Upper bound not included")


def names_length_at_home(row: Guidance) -> bool:
    """Whether it names a needle length for pens, rollers or stamps that somebody uses at home.

    Only the note beside a limit says so where it is about something else: one draft is about patches.
    """
    is_of_patches = (row.limit_note or "").startswith("Dissolving patches only")
    return row.high_um is not None and row.audience in ("home", "both") and not is_of_patches
