"""Numbers in running text: with their units, as ranges, lists and steps, and with the words around them."""

import re
from dataclasses import dataclass
from typing import Final

from catalog.specs.registry import SPECS

_COUNTS: Final = "one two three four five six seven eight nine ten eleven twelve"
WORDS: Final = {name: number for number, name in enumerate(_COUNTS.split(), 1)}
"""Counts as words."""

_MORE_SPELLINGS: Final = {
    "decibel": "dB", "decibels": "dB", "rpms": "rpm", "rev/min": "rpm", "revolutions per minute": "rpm",
    "rotations per minute": "rpm", "turns per minute": "rpm", "turns a minute": "rpm", "hr": "h", "hrs": "h",
    "minute": "min", "yr": "year", "yrs": "years", "mos": "months", "milliamp hours": "mAh", "maH": "mAh",
}  # fmt: skip
"""What sellers write for a unit, and how the registry writes the same one. No number is changed by it."""


def _spellings() -> dict[str, tuple[str, str]]:
    """What stands behind a number, in small letters → the unit's symbol and how it is written for it."""
    found: dict[str, tuple[str, str]] = {}
    units = {unit.symbol: unit for spec in SPECS.values() if (unit := spec.kind.unit) and unit.symbol}
    for symbol, unit in units.items():
        for spelling in (symbol.lower(), *unit.spellings):
            found[spelling] = (symbol, symbol if spelling == symbol.lower() else spelling)
    for spelling, written in _MORE_SPELLINGS.items():
        symbol = found[written.lower()][0]
        found[spelling.lower()] = (symbol, written)
    return found


SPELLINGS: Final = _spellings()
_UNIT: Final = "|".join(re.escape(word) for word in sorted(SPELLINGS, key=len, reverse=True))
_NUMBER: Final = r"(?<![\w.,])(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d{1,4})?|\d{1,7}(?:[.,]\d{1,4})?|\.\d{1,4})"
_AMOUNT: Final = re.compile(
    rf"(?P<number>{_NUMBER})(?:[ -]?(?P<unit>{_UNIT})(?![\w%])|(?![\w%]))|"
    rf"(?<!\w)(?P<word>{'|'.join(WORDS)})[ -](?P<of>{_UNIT})(?!\w)",
    re.IGNORECASE,
)
_NO_AMOUNT: Final = re.compile(
    r"\s?(?:%|per ?cent|[x×](?![\s×x]*\d)(?!\w)|times\b|°|[a-z]{0,3}²|-?\s?in[- ]\d)", re.IGNORECASE
)
_WORD_BEHIND: Final = re.compile(r"""[ -]?[^\W\d]|\s?["″”'’]""")
_RANGE: Final = re.compile(r"\s?(?:-|–|—|−|~|to|up to|through|and|\.\.\.?)\s?", re.IGNORECASE)
_LIST: Final = re.compile(r"\s?(?:/|,|;|\||\+|&|,? and|,? or)\s?", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"between\s$", re.IGNORECASE)
_MOST: Final = re.compile(
    r"(?P<strict>less than|under|below|<)\s?$|"
    r"(?:up to|max(?:imum|\.)?(?: of)?|at most|not? more than|as deep as|"
    r"(?:does|do) not exceed|never exceeds?|≤|as high as|as long as)[:\s]*$",
    re.IGNORECASE,
)
_LEAST: Final = re.compile(
    r"(?:at least|min(?:imum|\.)?(?: of)?|starting (?:at|from)|from|more than|over|≥|>)[:\s]*$", re.IGNORECASE
)
_MOST_BEHIND: Final = re.compile(r"\s?\(?(?:max(?:imum|\.)?\b|or less\b)", re.IGNORECASE)
_STEP_BEFORE: Final = re.compile(
    r"(?:steps?|increments?|intervals?|stages?) (?:of|by|every)\s?$|\bevery\s?$", re.IGNORECASE
)
_STEP_BEHIND: Final = re.compile(r"[ -]?(?:steps?|increments?|intervals?)\b", re.IGNORECASE)
_TIMES: Final = re.compile(r"\s?[x×*]\s?", re.IGNORECASE)
_COPIED: Final = re.compile(r"[x×]\s+", re.IGNORECASE)
_COPIES: Final = re.compile(r"(?:^|\s)\(?\d{1,3} ?(?:[x×*]|pcs|pieces)(?: of)? ?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """One number as written, in the text from ``start`` to ``end``.

    ``symbol`` is the unit's in the registry, "" for none; ``unit`` how it is written for the registry.
    ``is_bare``: without a unit, and without a word behind it that may be one.
    """

    number: str
    symbol: str
    unit: str
    start: int
    end: int
    is_bare: bool = False

    def says(self, unit: str = "") -> str:
        """``"2.5 mm"``; with the unit of its neighbour where it has none of its own."""
        return f"{self.number} {self.unit or unit}".strip()


@dataclass(frozen=True, slots=True)
class Measure:
    """Amounts that belong together: one, the two ends of a ``range``, or a ``list``.

    ``bound`` is "most" for "up to", "least" for "from", with "under" and "over" where the number itself is
    left out by the words. ``is_step``: it says how far stops are apart. ``copies``: so many of them in a box.
    """

    amounts: tuple[Amount, ...]
    shape: str
    bound: str = ""
    is_step: bool = False
    copies: bool = False

    @property
    def start(self) -> int:
        return self.amounts[0].start

    @property
    def end(self) -> int:
        return self.amounts[-1].end

    @property
    def symbol(self) -> str:
        """The unit of the last amount that has one, which holds for those without."""
        return next((a.symbol for a in reversed(self.amounts) if a.symbol), "")

    @property
    def is_bare(self) -> bool:
        """Whether it has no unit, and no word behind it that may be one."""
        return not self.symbol and self.amounts[-1].is_bare

    @property
    def unit(self) -> str:
        return next((a.unit for a in reversed(self.amounts) if a.unit), "")


def measures(text: str) -> list[Measure]:
    """Every measure in the text, in order. Percentages and "3000x better" are none."""
    found: list[Measure] = []
    amounts = [amount for match in _AMOUNT.finditer(text) if (amount := _amount(text, match))]
    at = 0
    while at < len(amounts):
        group, shape = [amounts[at]], "one"
        while at + len(group) < len(amounts):
            last, following = group[-1], amounts[at + len(group)]
            between = text[last.end : following.start]
            joined = _shape(text, group, between, shape)
            if not joined or not _fit(group, following):
                break
            group.append(following)
            shape = joined
        found.append(_measure(text, tuple(group), shape))
        at += len(group)
    return found


def _amount(text: str, match: re.Match[str]) -> Amount | None:
    if match["word"]:
        symbol, unit = SPELLINGS[match["of"].lower()]
        return Amount(str(WORDS[match["word"].lower()]), symbol, unit, match.start(), match.end())
    if not match["unit"] and _NO_AMOUNT.match(text, match.end()):
        return None
    symbol, unit = SPELLINGS[match["unit"].lower()] if match["unit"] else ("", "")
    is_bare = not unit and not _WORD_BEHIND.match(text, match.end())
    return Amount(match["number"], symbol, unit, match.start(), match.end(), is_bare)


def _fit(group: list[Amount], following: Amount) -> bool:
    """Whether two neighbours can be of one measure: a unit written in the middle ends it where it differs."""
    units = {a.symbol for a in (*group, following) if a.symbol}
    return len(units) <= 1 and not (group[-1].symbol and not following.symbol and group[-1].symbol != "")


def _shape(text: str, group: list[Amount], between: str, shape: str) -> str:
    if len(between) > 10:
        return ""
    if shape in ("one", "times") and _TIMES.fullmatch(between):
        # "2x 600 mAh" are two of them, not a size.
        return "times" if shape == "times" or not _COPIED.fullmatch(between) else ""
    if shape == "one" and _RANGE.fullmatch(between):
        is_and = between.strip().lower() == "and"
        if not is_and or _BETWEEN.search(text[max(0, group[0].start - 10) : group[0].start]):
            return "range"
    if shape in ("one", "list") and _LIST.fullmatch(between):
        return "list"
    return ""


def _measure(text: str, amounts: tuple[Amount, ...], shape: str) -> Measure:
    before = text[max(0, amounts[0].start - 24) : amounts[0].start]
    behind = text[amounts[-1].end : amounts[-1].end + 16]
    bound = ""
    if shape == "one":
        if most := _MOST.search(before):
            bound = "under" if most["strict"] else "most"
        elif least := _LEAST.search(before):
            bound = "over" if re.match(r"more|over|>", least[0], re.IGNORECASE) else "least"
        elif _MOST_BEHIND.match(behind):
            bound = "most"
    is_step = shape == "one" and bool(
        _STEP_BEFORE.search(before) or (amounts[0].symbol and _STEP_BEHIND.match(behind))
    )
    return Measure(amounts, shape, bound, is_step, bool(_COPIES.search(before)))
