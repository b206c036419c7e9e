"""The form of an editor’s comparison."""

from __future__ import annotations

from catalog.editorial.editor_form import EditorForm, Row, Rows
from catalog.editorial.inputs import Select, address, area, byline, line


class ReasonRow(Row):
    """A sentence of the text, and the row of the table it leans on."""

    words = area("What can be said", "“The longest setting of the A6 is in dispute.”", 2)
    row = Select("It leans on the row", choices=[], default="")


class ComparisonForm(EditorForm):
    """A text over a comparison as it was on one day."""

    title = line("Title", "“Dr. Pen Ultima A6 and M8”")
    slug = address("dr-pen-a6-and-m8", may_move=True)
    summary = area("Summary", "One sentence, for lists and for search engines.", 2)
    query = area(
        "What is compared",
        "Compare the devices, then copy the address of that page here: /compare?d=dr-pen-a6,dr-pen-m8",
        2,
    )
    snapshot = Select(
        "Values it stands on",
        choices=[],
        description="A text is written on the values of one day. Take today’s once you read what changed.",
    )
    text = area("Text", "What the table shows, in words, and nothing else. Markdown: ## for headings.", 18)
    reasons = Rows(ReasonRow, "What this leans on", one="reason")
    byline = byline()
    rank = line("Place in the list", "A whole number; the smallest comes first.")
