"""The form of a need page."""

from __future__ import annotations

from catalog.editorial.editor_form import EditorForm
from catalog.editorial.inputs import address, area, byline, line


class NeedForm(EditorForm):
    """A saved filter with a text over it; the list under the text is live."""

    title = line("Title", "“Rollers that never go above 0.5 mm”")
    slug = address("rollers-up-to-0-5-mm")
    summary = area("Summary", "One sentence, for lists and for search engines.", 2)
    filter = area(
        "Filter",
        "Set the filters on the page of all devices, then copy its address here: /devices?kind=roller",
        2,
    )
    text = area("Text", "What somebody with this need has to know. Markdown: ## for headings.", 14)
    reasons = area(
        "Why these conditions", "One sentence in each line: “Rollers only: nothing to turn up.”", 5
    )
    byline = byline()
    rank = line("Place in the list", "A whole number; the smallest comes first.")
