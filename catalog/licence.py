"""Whose the data of this site is, in words: what its owner has said, or what is so unless they say more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from catalog.config import Settings

FACTS: Final = (
    "Facts are facts: what a device measures, what a regulator has on file and what a study counted "
    "belong to nobody."
)
SOURCES: Final = (
    "What is quoted belongs to the sources that it is cited from. Each is named beside the value."
)
NOT_GIVEN: Final = (
    "The owner of {site} has not given a licence for the collection as a whole, so none is claimed here. "
    "Ask before you publish its texts, its pictures or most of its data elsewhere."
)


@dataclass(frozen=True)
class Licence:
    """``paragraphs`` are sentences; ``address`` is where the licence can be read, None without one."""

    paragraphs: tuple[str, ...]
    address: str | None

    @property
    def words(self) -> str:
        """All of it as plain text, an empty line between paragraphs."""
        return "\n\n".join(self.paragraphs)


def licence(settings: Settings) -> Licence:
    """The licence of these settings. No licence is made up: without one it is said whose the parts are."""
    texts = (
        f"Texts belong to the authors who sign them, and to {settings.site_name} where nobody does. "
        "Pictures belong to whoever is named with them, under the licence named there."
    )
    given = settings.licence.strip() or NOT_GIVEN.format(site=settings.site_name)
    return Licence((FACTS, texts, SOURCES, given), settings.licence_url or None)
