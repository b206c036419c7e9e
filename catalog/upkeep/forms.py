"""Forms of the pages of upkeep."""

from __future__ import annotations

from typing import Final

from wtforms import HiddenField

from catalog.desk.csrf import DeskForm

LONGEST: Final = 9


class RecheckForm(DeskForm):
    """“I looked: still right”. Which text, and the version of the catalogue that was looked at."""

    text = HiddenField()
    """Kind and id, "article:3"."""
    version = HiddenField()

    def read(self) -> tuple[str, int, int] | None:
        """Kind, id and version; None where no page of ours can have sent it."""
        kind, _, number = (self.text.data or "").partition(":")
        parts = (number, self.version.data or "")
        if not all(part.isascii() and part.isdecimal() and len(part) <= LONGEST for part in parts):
            return None
        return kind, int(number), int(self.version.data)


class PinForm(DeskForm):
    """Binds an editors' comparison to the values of today."""

    slug = HiddenField()
