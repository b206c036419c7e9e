"""The form of a claim."""

from __future__ import annotations

from catalog.claims.models import VERDICTS
from catalog.editorial.editor_form import EditorForm, Row, Rows
from catalog.editorial.inputs import Ticks, address, area, chosen, line
from catalog.shelf.cell import PLURALS

_SLUGS = "One study in each line, as in the address of its page: chu2021."


class NumberRow(Row):
    """A number that the claim or a study names."""

    label = line("What it is a number of", "Collagen fibres in the upper inner skin")
    value = line("Number", "With its sign: +53.2")
    unit = line("Unit", "%, mm, people")
    study = line("Study that measured it", "Such as lotfi2013; empty where it was only claimed.")


class ClaimForm(EditorForm):
    """A claim with its verdict. Every study stands on one side of it, or beside it."""

    words = area("The claim", "In one sentence, as it is made: “Deeper is better.”", 2)
    slug = address("c19")
    where_said = area("Where and how it was said", "“A shop’s page on rollers names it as the principle.”")
    verdict = chosen("Verdict", VERDICTS)
    why = area("Why", "What studies show, in a few plain sentences.", 4)
    instead = area("What can be said instead", "A sentence that the studies carry.", 3)
    studies_for = area("Studies for it", f"What they found agrees with it. {_SLUGS}")
    studies_against = area("Studies against it", f"They found otherwise. {_SLUGS}")
    studies_beside = area("Studies that settle nothing", f"They looked at something else. {_SLUGS}")
    numbers = Rows(NumberRow, "Numbers", one="number")
    kinds = Ticks(
        "Kinds of device it is about",
        choices=[(kind, PLURALS[kind].capitalize()) for kind in ("pen", "roller", "stamp")],
        description="None where it is about all of them.",
    )
    lengths = line(
        "Needle lengths it is about", "From the shortest to the longest, such as 0–0.5 mm; or empty."
    )
    position = line("Place in the list", "A whole number; the smallest comes first. Empty: at the end.")
