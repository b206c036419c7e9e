"""What a claim has to satisfy to be shown: studies, each on one side. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from .models import Claim


def faults(claim: Claim) -> Iterator[str]:
    """What is wrong with the lists of studies, in sentences."""
    if not claim.studies:
        yield "no study is named: not in “for”, not in “against”, not in “beside”."
    for study in sorted({one for one in claim.studies if claim.studies.count(one) > 1}):
        yield f"the study “{study}” stands in two lists."
