"""What stands on a picture: words in their order, and a figure of the page they come from. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from typing import Final

from markupsafe import Markup

PLAIN: Final = "plain"
CARE: Final = "care"
FINE: Final = "fine"
BIG: Final = "big"
LEAD: Final = "lead"
GOOD: Final = "good"
ACCENT: Final = "accent"

NOTHING: Final = Markup("")
_TOLD: Final = re.compile(r"<(title|desc)>(.*?)</\1>", re.DOTALL)


@dataclass(frozen=True)
class Line:
    """A paragraph. ``look`` is one of the names above; ``icon`` is SVG on a 16 px square before it.

    It may be ``icon_width`` wide. ``most`` is how many lines it may fill; what is longer is cut at a word.
    """

    words: str
    look: str = PLAIN
    icon: Markup = NOTHING
    most: int = 3
    icon_width: int = 16


@dataclass(frozen=True)
class Figure:
    """A figure of the page. ``patterns`` are what it refers to, ``caption`` stands under it.

    ``is_small``: it is a generic outline, drawn small; ``is_wide``: it runs along the bottom. ``told`` is
    what it says where its own words are of no use in a picture.
    """

    svg: Markup
    patterns: Markup = NOTHING
    caption: str = ""
    is_small: bool = False
    is_wide: bool = False
    told: str = ""

    @property
    def words(self) -> str:
        """What the figure says to those who cannot see it: its own title and description."""
        if self.told:
            return self.told
        told = [unescape(words).rstrip(".") for _, words in _TOLD.findall(self.svg)[:2]]
        return ". ".join(told)


@dataclass(frozen=True)
class ShareCard:
    """What a picture shows. Every word of it stands on the page, too."""

    kicker: str
    title: str
    lines: tuple[Line, ...] = ()
    figure: Figure | None = None


def plain(html: str) -> str:
    """The words of HTML in one line."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def lines(*some: Line | None) -> tuple[Line, ...]:
    """Those that are there and say something."""
    return tuple(line for line in some if line is not None and line.words)


def named(names: Iterable[str], most: int = 6, between: str = ", ") -> str:
    """``"Chu 2021, Dogra 2014 and 3 more"``: whatever is left out is counted."""
    every = list(names)
    if len(every) <= most + 1:
        return between.join(every)
    return f"{between.join(every[:most])} and {len(every) - most} more"
