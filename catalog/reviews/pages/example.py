"""A finished review of a device that does not exist, for authors to look at. It is in no table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from markupsafe import Markup
from sqlmodel import Session

from catalog.articles.blocks import Source
from catalog.articles.pages import set_text
from catalog.desk.frame import DeskPage
from catalog.method.scoring import Part
from catalog.products.pages.lead import drawing
from catalog.reviews.drafts import Alternative, Note, Point, ReviewDraft, Score
from catalog.reviews.pages.review import Device, ReviewPage, Tested, page_of
from catalog.reviews.whole import whole_text
from catalog.shelf.shelf import Shelf

NAME: Final = "Example Pen (does not exist)"
AUTHOR: Final = "Nobody"
CRITERIA: Final = (
    ("length", "Needle length", 30),
    ("hygiene", "Hygiene", 25),
    ("cost", "Cost of use", 15),
    ("noise", "Noise and handling", 15),
    ("papers", "Papers", 15),
)
"""Made up, as all of this; what is really asked stands in the method."""
TEXT: Final = """\
This review is invented from its first word to its last. It shows how a finished one looks: say first what you
did, then what you found, and keep each figure to a measurement.

## Does the needle go where the dial says?

An author would say here what was set, what was read, and on how many cartridges, each sentence with its
measurement behind it. One table is worth more than ten adjectives:

| Set | What was read |
|---|---|
| short | a little shorter |
| middle | as set |
| long | shorter, and by more |

## Hygiene

Say what you opened, what you cut apart, and what you saw. What you did not look at, name as that.

## Living with it

Here an author is allowed to like something, and to say why somebody else would not.
"""
DRAFT: Final = ReviewDraft(
    slug="example",
    device="example-pen",
    title="Example Pen: what a finished review looks like",
    verdict="A made-up pen that keeps to its dial and tires the hand; nobody can buy it.",
    text=TEXT,
    author="nobody",
    is_hands_on=True,
    obtained="bought",
    obtained_words="From a shop that does not exist, for a price that nobody paid.",
    connection="none",
    connection_words="Neither this site nor the author could have one: there is no maker.",
    days_used=42,
    sessions=6,
    units=2,
    last_used="2001-02-03",
    written="2001-01-02",
    checked="2001-02-03",
    scores=(
        Score("length", 84, "As set up to the middle of the dial, shorter beyond it.", ("example-length",)),
        Score("hygiene", 80, "Every cartridge was sealed; the backflow guard held."),
        Score("cost", 83, "Cartridges cost little and are sold in small boxes."),
        Score("noise", 79, "Quiet, but it buzzes in the hand.", ("example-noise",)),
        Score("papers", 76, "The manual says what it should, and no regulator’s file was found."),
    ),
    pros=(
        Point("Keeps to its dial where it matters", "measured_length", "example-length"),
        Point("Quiet enough to talk over", "noise", "example-noise"),
    ),
    cons=(Point("Heavy after ten minutes", "weight"), Point("The display cannot be read in sunlight")),
    best_for=("Somebody who wants to see what was set",),
    not_for=("Small hands", "Anybody who wants a device that exists"),
    alternatives=(
        Alternative("another-pen", "Same stops, lighter, and no display"),
        Alternative("a-third-pen", "Quieter, but nobody says how long its needles are"),
    ),
    follow_ups=(Note("2001-02-03", "After a month more: the battery holds as on the first day."),),
    corrections=(Note("2001-01-20", "The weight was given with its cable; it stands here without."),),
)


@dataclass(frozen=True, kw_only=True)
class ExampleDesk(DeskPage):
    """The page at the desk that shows it."""

    review: ReviewPage


def example_page(session: Session, shelf: Shelf) -> ReviewPage:
    """The example, set as every review is."""
    given = {one.criterion: one.score for one in DRAFT.scores}
    around = Tested(
        Device("example-pen", NAME, "", "pen", False, drawing("pen")[0]),
        Source(AUTHOR, ""),
        Source("version 0 (which does not exist)", ""),
        tuple(Part(key, name, weight, given[key]) for key, name, weight in CRITERIA),
        {
            "example-length": Source("Measured length, in a measurement that was not made", ""),
            "example-noise": Source("Noise, in a measurement that was not made", ""),
        },
        {"another-pen": ("Another Example Pen", ""), "a-third-pen": ("A Third Example Pen", "")},
    )
    text = whole_text(DRAFT.text, DRAFT.follow_ups)
    shown = set_text(session, shelf, text, "")
    return replace(page_of(DRAFT, around, shown), is_example=True, patterns=Markup(""))
