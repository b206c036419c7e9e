"""The form of a term."""

from __future__ import annotations

from catalog.editorial.editor_form import EditorForm
from catalog.editorial.inputs import address, area, line


class TermForm(EditorForm):
    """A word that not everybody knows, and what it means."""

    term = line("Term", "As it stands in a sentence, with a capital: “Fibroblast”.")
    slug = address("fibroblast")
    definition = area("What it means", "One or two sentences in everyday words.", 4)
    also = area(
        "Other forms in texts", "Plurals, short forms, the plain word; one in each line: fibroblasts."
    )
