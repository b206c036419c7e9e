"""What a concern has to satisfy to be shown: no certainty that its tests cannot carry. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .models import Tested

TRIALS = ("rct", "split-face trial")
LEAST_TRIALS = 2
"""Several trials that agree are what makes a certainty moderate."""


def too_sure(certainty: str, tested: Sequence[Tested], kinds: Mapping[str, str]) -> str | None:
    """Why what was tested cannot carry a certainty, as the README of the seeds defines it.

    kinds: kind of each study by its slug.
    """
    found = [kinds.get(row.study, "") for row in tested]
    trials = sum(kind in TRIALS for kind in found)
    if certainty not in ("high", "moderate") or trials >= LEAST_TRIALS or any("review" in k for k in found):
        return None
    named = "1 trial" if trials == 1 else "no trial"
    return (
        f"“{certainty}” needs two trials (rct or split-face trial) or a review among what was tested; "
        f"there is {named} and no review."
    )


def twice(tested: Sequence[Tested]) -> Iterator[str]:
    """The studies that stand there more than once, in sentences."""
    for study in sorted({row.study for row in tested if sum(row.study == r.study for r in tested) > 1}):
        yield f"the study “{study}” stands there twice."
