"""What a claim has to satisfy to be shown: studies, each on one side. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterator

from catalog.science.models import Study

from .models import Claim


def can_be_looked_up(study: Study) -> bool:
    """Whether anybody finds it by its DOI or PMID; an official text has none, but an address."""
    return bool(study.doi or study.pmid or (study.kind == "guidance" and study.url))


def faults(claim: Claim, found: Container[str]) -> Iterator[str]:
    """What is wrong with the lists of studies, in sentences. found: those that `can_be_looked_up`."""
    if claim.studies and claim.verdict == "supported" and not any(one in found for one in claim.studies_for):
        yield (
            "“supported” needs a study for it that anybody can look up: with a DOI or a PMID, "
            "or an official text with its address."
        )
    if not claim.studies:
        yield "no study is named: not in “for”, not in “against”, not in “beside”."
    for study in sorted({one for one in claim.studies if claim.studies.count(one) > 1}):
        yield f"the study “{study}” stands in two lists."
