"""The form of an article."""

from __future__ import annotations

from wtforms import BooleanField

from catalog.articles.text import LONGEST
from catalog.editorial.editor_form import EditorForm, Row, Rows
from catalog.editorial.inputs import Ticks, address, area, byline, line
from catalog.science.models import DEVICE_KINDS
from catalog.shelf.cell import PLURALS

_TEXT = (
    "Markdown: ## for headings. Behind each figure its study, [@aust2008]; a claim or guidance the same way. "
    "Alone in a paragraph: [[claim c12]], [[term Fibroblast]], [[figure skin]], [[picture name]]; in a "
    "sentence: [[device dr-pen-a6]], [[concern acne-scars]], [[comparison name]]."
)


class CorrectionRow(Row):
    """Something that was wrong and was put right."""

    day = line("Day", "2026-11-26")
    words = area("What was wrong, and what stands there now", rows=2)


class ArticleForm(EditorForm):
    """A science article: every figure names its study."""

    title = line("Title", "Without a figure, for nothing can be cited in it.")
    slug = address("needle-length-and-the-skin", may_move=True)
    summary = area("Summary", "One or two sentences for lists and search engines, without a figure.", 2)
    text = area("Text", _TEXT, 24, LONGEST)
    byline = byline()
    written = line("First published", "A day, such as 2026-11-26.")
    checked = line("Evidence read up to", "The day on which you last read the evidence for it: 2026-11-26.")
    concerns = Ticks("Concerns it belongs to", choices=[])
    topics = area("Topics", "Under which readers find it, one in each line: Aftercare. Or none.", 3)
    kinds = Ticks(
        "Kinds of device it is about",
        choices=[(kind, PLURALS[kind].capitalize()) for kind in DEVICE_KINDS],
        description="None where it is about none in particular.",
    )
    lengths = line("Needle lengths it is about", "From the shortest to the longest: 0–0.5 mm. Or empty.")
    rank = line("Place in the list", "A whole number; the smallest comes first.")
    takes_comments = BooleanField("Readers may comment")
    corrections = Rows(CorrectionRow, "Corrections", one="correction")
