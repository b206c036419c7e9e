"""The form of a group of synonyms."""

from __future__ import annotations

from wtforms import StringField

from catalog.editorial.editor_form import EditorForm
from catalog.editorial.inputs import area


class SynonymForm(EditorForm):
    """Words that mean the same to whoever looks for them."""

    words = area(
        "Words that mean the same",
        "Two or more, one in each line, as people type them: dermaroller. Case and hyphens do not matter.",
        6,
    )
    slug = StringField(
        "Name at the desk",
        description="In small letters with hyphens, such as derma-roller; readers do not see it. "
        "Leave it empty and it is made up; it stays once the group is public.",
    )
    note = area("Note", "Why they mean the same, for whoever looks at this next. Readers do not see it.")
