"""What lists of retractions say of a study, in words. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from catalog.dates import show_date
from catalog.references.identifiers import doi_url, pmid_url
from catalog.science.models import NoticeList, StudyNotice
from catalog.science.standing import Missed

GRAVE: Final = ("retraction", "expression of concern")
"""What throws doubt on a study."""


@dataclass(frozen=True)
class Notice:
    """One notice: "Retraction", the day or "day not given", why, and where it can be read.

    ``is_grave``: what leans on the study is in doubt for it.
    """

    nature: str
    day: str
    reasons: tuple[str, ...]
    url: str | None
    is_grave: bool


def shown(notice: StudyNotice) -> Notice:
    """The notice as a page shows it."""
    pubmed = pmid_url(notice.pmid) if notice.pmid else None
    return Notice(
        nature=notice.nature[:1].upper() + notice.nature[1:],
        day=show_date(notice.day) if notice.day else "day not given",
        reasons=notice.reasons,
        url=doi_url(notice.doi) if notice.doi else pubmed,
        is_grave=notice.nature in GRAVE,
    )


def standing_words(
    looked: NoticeList | None, is_listed: bool, missed: Missed = "", *, is_noted: bool = False
) -> str:
    """Which list was looked through, and what that says; or that the study was not looked for, and why.

    ``is_noted``: somebody here has read a notice, whether or not a list has it.
    """
    words = _of_list(looked, is_listed, missed)
    return f"What the journal or its publisher said was noted here. {words}" if is_noted else words


def _of_list(looked: NoticeList | None, is_listed: bool, missed: Missed) -> str:
    if looked is None:
        return "Not looked up yet: no list of retractions has been looked through."
    called = f"the {looked.name} list of {show_date(looked.day)}"
    if is_listed:
        return f"From {called}."
    if missed == "no name":
        return f"Cannot be looked up in {called}: no DOI and no PubMed number of it are known here."
    if missed == "came later":
        return f"Not looked up yet: its DOI or PubMed number came here after {called} was looked through."
    return f"Not in {called}. Not listed does not mean sound."
