"""What stands within a line of a WordPress text: letters that are strong, raised or code. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from markdownify import MarkdownConverter

from .escaping import code, lowered, printable, raised

BREAK: Final = "\ue000"
"""Stands for a line break until all lines are there."""


@dataclass
class Link:
    """Where a link leads here: ``href``, None for what is no link; ``cites`` a study that it is about."""

    href: str | None
    cites: str = ""


@dataclass
class Turned:
    """What was met on the way: how often something was left out, or kept as code or as words."""

    lost: Counter[str] = field(default_factory=Counter)
    """Could not be turned: "a script" → how often."""
    kept: Counter[str] = field(default_factory=Counter)
    """Stays visible as code."""
    missing: list[str] = field(default_factory=list)
    """Names of pictures that stand in the text as words."""
    notes: Counter[str] = field(default_factory=Counter)
    """What changed and is no loss."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing waits for a person to look at it."""
        return not (self.lost or self.kept or self.missing)


@dataclass(frozen=True)
class Places:
    """What addresses of the other site are here. ``picture``: address and number of an attachment → slug of a
    picture here and its name; ``attached``: numbers of the attachments of this very post."""

    link: Callable[[str], Link]
    picture: Callable[[str, str], tuple[str, str]]
    attached: Callable[[], list[str]]


class InlineConverter(MarkdownConverter):
    """``_turned`` is told what was flattened."""

    _turned: Turned

    def convert_code(self, el: Any, text: str, parent_tags: Any) -> str:
        if "pre" in parent_tags:
            return text
        return code(printable(el.get_text()))

    convert_kbd = convert_samp = convert_tt = convert_var = convert_code

    def convert_sup(self, el: Any, text: str, parent_tags: Any) -> str:
        if "_noformat" in parent_tags or not text.strip() or "](" in text:
            return text
        return raised(text.strip()) or self._flattened(text, "raised letters")

    def convert_sub(self, el: Any, text: str, parent_tags: Any) -> str:
        if "_noformat" in parent_tags or not text.strip() or "](" in text:
            return text
        return lowered(text.strip()) or self._flattened(text, "lowered letters")

    def _flattened(self, text: str, what: str) -> str:
        self._turned.notes[f"{what} stand on the line"] += 1
        return text

    def convert_strong(self, el: Any, text: str, parent_tags: Any) -> str:
        if parent_tags & {"b", "strong"}:
            return text
        return str(super().convert_b(el, text, parent_tags))  # type: ignore[misc]

    convert_b = convert_strong

    def convert_em(self, el: Any, text: str, parent_tags: Any) -> str:
        if parent_tags & {"i", "em"}:
            return text
        return str(super().convert_em(el, text, parent_tags))  # type: ignore[misc]

    convert_i = convert_em

    def convert_del(self, el: Any, text: str, parent_tags: Any) -> str:
        if "_noformat" in parent_tags or parent_tags & {"del", "s", "strike"} or not text.strip():
            return text
        return f"{' ' * text[:1].isspace()}~~{text.strip()}~~{' ' * text[-1:].isspace()}"

    convert_s = convert_strike = convert_del

    def convert_q(self, el: Any, text: str, parent_tags: Any) -> str:
        return f"“{text}”"
