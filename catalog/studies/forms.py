"""The form of a study."""

from __future__ import annotations

from typing import Final

from wtforms import BooleanField

from catalog.editorial.editor_form import EditorForm, Row, Rows
from catalog.editorial.inputs import Ticks, address, area, chosen, line
from catalog.science.models import DEVICE_KINDS, NOTICE_NATURES
from catalog.science.words import DESIGNS
from catalog.shelf.cell import PLURALS

CONFIDENCES: Final = {
    "verified": "Title, journal and year were read in a text",
    "recalled": "Something of the citation rests on memory",
    "imported": "Taken over from a file; nobody here has read it",
}


class NoticeRow(Row):
    """One notice about the study, by its journal or publisher."""

    nature = chosen("What the notice is", NOTICE_NATURES)
    day = line("Day", "2026-11-26, or as much of it as is known. Empty where no day is given.")
    where = line("Where it says so", "The DOI of the notice, 10.1111/dsu.12345, or its number in PubMed.")
    reasons = area("Why", "In the words of the notice, one reason in each line. Or empty.", 2)

    def is_blank(self) -> bool:
        # Who chose what it is and forgot the rest has to be told: a retraction must not get lost.
        return not any(str(field.data or "").strip() for field in self)


class StudyForm(EditorForm):
    """One publication: the citation, what was done, what came of it, and what it does not show."""

    title = area("Title", "As printed.", 2)
    slug = address("chu2021")
    authors = area("Authors", "One in each line, family name first: Chu S")
    journal = line("Journal")
    year = line("Year", "2021")
    volume = line("Volume", "With its issue, as printed: 17(1)")
    pages = line("Pages", "51-63")
    doi = line("DOI", "10.1111/dsu.12345, or the address that begins with https://doi.org/")
    pmid = line("PMID", "The number in PubMed.")
    url = line("Link", "https://… where neither DOI nor PMID leads to it.")
    kind = chosen("Design", {key: f"{one.label.capitalize()}: {one.means}" for key, one in DESIGNS.items()})
    n = line("Number of people or samples", "36; empty where it is not stated.")
    population = area("Who was studied", "“People with depressed acne scars”", 2)
    device_kind = line("Device, as the study says", "“Roller with 192 needles”")
    kinds = Ticks("Kinds of device", choices=[(kind, PLURALS[kind].capitalize()) for kind in DEVICE_KINDS])
    devices = area(
        "Exact models it names", "As in the addresses of their pages, one in each line: dr-pen-a6.", 2
    )
    needle_lengths = area("Needle lengths", "One in each line: 1.5 mm. Empty where none was confirmed.", 2)
    lengths_are_range = BooleanField("These two lengths are the ends of a range")
    sessions = line("Sessions", "“3”, “3 to 5”")
    interval = line("Time between sessions", "“4 weeks”")
    outcome = area("What was measured", "“Scar grade, blinded raters”", 2)
    finding = area("Finding", "With its figures.", 4)
    plain = area(
        "In everyday words", "What was done, to whom, how deep, what came of it: 45 words at most.", 3
    )
    does_not_show = area("What it does not show", "“It had nobody to compare with.”", 3)
    funding = area("Who paid or gains", "“Maker-linked: …” where a maker paid. Empty: not recorded.", 2)
    confidence = chosen("How well the record was checked", CONFIDENCES)
    unconfirmed = area("What no text confirmed", "One thing in each line: volume.", 2)
    notices = Rows(
        NoticeRow,
        "Retracted, in doubt or corrected",
        one="notice",
        description="What the journal or the publisher has said since. What leans on a retracted study is "
        "shown as in doubt at once. What was read in a list of retractions is not repeated here. Undoing a "
        "change of the study does not touch these notices: take them away here.",
    )
