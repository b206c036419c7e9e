"""A study as a link by its short name. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .standing import Doubt
from .words import study_address


@dataclass(frozen=True)
class StudyLink:
    """``"Chu 2021"`` and its page. ``doubt`` is "retracted" or "expression of concern", else empty."""

    name: str
    url: str
    doubt: str = ""

    @property
    def is_in_doubt(self) -> bool:
        """Whether a list speaks against it."""
        return bool(self.doubt)


def study_link(slug: str, names: Mapping[str, str], doubts: Mapping[str, Doubt]) -> StudyLink:
    """A study by its slug; one without a record keeps its slug as its name.

    ``names`` are `catalog.science.current.citations`, ``doubts`` are
    `catalog.science.standing.doubts`.
    """
    doubt = doubts.get(slug)
    return StudyLink(names.get(slug, slug), study_address(slug), doubt.word if doubt else "")
