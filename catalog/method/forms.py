"""The form of a version of the method."""

from __future__ import annotations

from catalog.editorial.editor_form import EditorForm, Row, Rows
from catalog.editorial.inputs import Ticks, area, line
from catalog.shelf.cell import PLURALS
from catalog.specs.spec import DEVICES

KEEPS = "Once the version is public this stays as it is; what shall be asked otherwise is a new version."


class CriterionRow(Row):
    """What is judged, how heavily, and how it is found out."""

    name = line("What is judged", "Such as “Comfort and noise”.")
    key = line(
        "Short name",
        "Small letters, such as comfort. Give it the one of the version before, where it is the same thing.",
    )
    weight = line("Weight", f"A whole number; only how weights stand to each other counts. {KEEPS}")
    how = area("How it is found out", f"Markdown: readings, repeats, conditions, instruments. {KEEPS}", 6)
    specs = area("Facts it rests on", "One in each line, as the table of facts calls it: Measured length.", 2)
    kinds = Ticks(
        "Kinds of device it is asked of",
        choices=[(kind, PLURALS[kind].capitalize()) for kind in DEVICES],
        description="None where it is asked of all of them.",
    )


class InstrumentRow(Row):
    """What is needed, not what anybody owns."""

    name = line("Instrument", "What it is, not which one: “measuring microscope”.")
    purpose = line("For what")
    reads_to = line("How finely it must read", "Such as 0.01 mm.")


class MethodForm(EditorForm):
    """One version: what it asks never changes once it is public; its words may be corrected."""

    number = line("Version", "A whole number, higher than all before. It is the address: /method/2.")
    title = line("Title")
    day = line("Used from", "The day, such as 2026-11-27.")
    text = area(
        "Text", "What the method is for, and what holds for all of it. What is asked stands below.", 16
    )
    changes = area("What changed", "What is different from the version before, and why.", 4)
    criteria = Rows(CriterionRow, "Criteria", one="criterion")
    instruments = Rows(InstrumentRow, "Instruments", one="instrument")
    comparable = line(
        "Scores that may stand beside its own",
        "Numbers of earlier versions, such as 1, 2. Others are never ranked together with it.",
    )
