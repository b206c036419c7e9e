"""A study in doubt, in words and as data, wherever something leans on it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from catalog.dates import PartialDate, show_date
from catalog.references.identifiers import doi_url

from .standing import Doubt
from .words import study_address


@dataclass(frozen=True)
class DoubtLine:
    """One study in doubt: "Chu 2021", its page, "retracted on 3 Mar 2026", why, and the way to the notice."""

    name: str
    href: str
    words: str
    sentence: str
    reasons: tuple[str, ...]
    notice: str


def doubt_lines(doubts: Iterable[Doubt], names: Mapping[str, str]) -> tuple[DoubtLine, ...]:
    """A line for each; ``names`` are `catalog.science.current.citations`."""
    return tuple(_line(doubt, names, study_address(doubt.study)) for doubt in doubts)


def _line(doubt: Doubt, names: Mapping[str, str], page: str) -> DoubtLine:
    return DoubtLine(
        name=names.get(doubt.study, doubt.study),
        href=page,
        words=doubt_words(doubt),
        sentence=doubt_sentence(doubt),
        reasons=doubt.reasons,
        notice=doi_url(doubt.doi) if doubt.doi else f"{page}#standing",
    )


def doubt_sentence(doubt: Doubt) -> str:
    """``"A study behind this was retracted on 3 Mar 2026"``, without a full stop."""
    if doubt.nature == "retraction":
        return f"A study behind this was {doubt_words(doubt)}"
    return f"A journal has said that it has concerns about a study behind this{_when(doubt.day)}"


def doubt_words(doubt: Doubt) -> str:
    """``"retracted on 3 Mar 2026"``, "expression of concern, Mar 2026", "retracted, day not given"."""
    if doubt.nature == "retraction":
        return f"{doubt.word}{_when(doubt.day) or ', day not given'}"
    return f"{doubt.word}, {show_date(doubt.day) if doubt.day else 'day not given'}"


def _when(day: str | None) -> str:
    if not day:
        return ""
    return f" {'on' if PartialDate(day).precision == 'day' else 'in'} {show_date(day)}"


def doubt_json(doubt: Doubt) -> dict[str, Any]:
    """``{"study", "nature", "day", "reasons", "doi"}``; the day and the DOI may be null."""
    return {
        "study": doubt.study,
        "nature": doubt.nature,
        "day": doubt.day,
        "reasons": list(doubt.reasons),
        "doi": doubt.doi,
    }
