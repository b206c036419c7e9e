"""A study as a link by its short name. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from .words import study_address


@dataclass(frozen=True)
class StudyLink:
    """``"Chu 2021"`` and its page; ``is_in_doubt``: a list speaks against it."""

    name: str
    url: str
    is_in_doubt: bool = False


def study_link(slug: str, names: Mapping[str, str], doubts: Collection[str] = ()) -> StudyLink:
    """A study by its slug; one without a record keeps its slug as its name.

    ``names`` are `catalog.science.current.citations`, ``doubts`` the slugs of studies in doubt.
    """
    return StudyLink(names.get(slug, slug), study_address(slug), slug in doubts)
