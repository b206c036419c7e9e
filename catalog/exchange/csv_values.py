"""From a cell to the text that a spec's kind reads: units of headings, decimal commas, spellings. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from catalog.proposals.amounts import SPELLINGS
from catalog.references.text import short
from catalog.specs.spec import Spec

from .csv_headings import GAUGE

CLEAR: Final = "-"
STATES: Final = {"not published": "not_published", "not researched": "not_researched"}
"""What a cell says of a source in which nothing was found, or that was not read for it."""

_BLANK: Final = " \u00a0\u200b\ufeff\n\r"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_SIGNED: Final = re.compile(r"[+-]\s?[\d.,]")
_UNIT: Final = "|".join(re.escape(word) for word in sorted(SPELLINGS, key=len, reverse=True))
_WITH_UNIT: Final = re.compile(rf"(?P<number>\d)\s*(?P<unit>{_UNIT})(?![\w²])", re.IGNORECASE)
_BARE: Final = re.compile(
    rf"(?<![\w.,])\d+(?:[.,]\d+)*(?![\d.,]*\d)(?!\s*(?:{_UNIT})(?![\w²]))", re.IGNORECASE
)
_COMMA: Final = re.compile(r"(?<![\d.,])\d+,(?:\d{1,2}|\d{4,})(?![\d,.])")
_DOT: Final = re.compile(r"(?<![\d.,])\d+\.(?:\d{1,2}|\d{4,})(?![\d,.])")
_EITHER: Final = re.compile(r"(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?![\d.,])")
_GERMAN: Final = re.compile(r"(?<![\d.,])(?P<whole>[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?P<rest>,\d+)?(?![\d.]*\d)")


class CellError(ValueError):
    """A cell that cannot be read; the message is a sentence about it."""


def unquoted(cell: str) -> str:
    """The cell without the sign that keeps it from being taken for something else, as `quoted` sets it.

    Raises `CellError` for what looks like a formula: nobody means one here, and the next spreadsheet would
    carry it out.
    """
    text = cell.strip(_BLANK)
    if text.startswith("'") and _is_misread(text[1:]):
        return text[1:].strip()
    if text == CLEAR or not text.startswith(_FORMULA) or _SIGNED.match(text):
        return text.strip()
    raise CellError("this looks like a formula. Write its value, or a ' before it if it is meant as it is.")


def quoted(text: str) -> str:
    """A text as it stands in a cell: nothing takes it for a formula, for clearing or for a state."""
    return f"'{text}" if _is_misread(text) else text


def _is_misread(text: str) -> bool:
    bare = text.strip(_BLANK).lstrip("'").strip(_BLANK)
    return bare.startswith(_FORMULA) or bare.lower() in STATES


def has_decimal_commas(cells: Iterable[str], separator: str) -> bool | None:
    """Whether numbers of a table have decimal commas; None where it has both kinds.

    Only a table whose cells are apart by semicolons may: elsewhere a comma would end the cell.
    """
    if separator != ";":
        return False
    commas = dots = False
    for cell in cells:
        commas = commas or bool(_COMMA.search(cell))
        dots = dots or bool(_DOT.search(cell))
    return None if commas and dots else not dots


def spec_text(spec: Spec, cell: str, unit: str, commas: bool | None) -> str:
    """The cell as `Kind.parse` reads it: ``"0,25"`` under a heading with "mm" → "0.25".

    ``unit`` is what the heading names, "" for none; ``commas`` as `has_decimal_commas` says. Raises
    `CellError` for a number that may be one or another.
    """
    text = " ".join(cell.split())
    own = spec.kind.unit
    if own is None:
        return text
    if commas is None and (match := _EITHER.search(text)):
        value = match[0]
        raise CellError(
            f"“{short(value)}” may be {value.replace('.', '')} or {value.rstrip('0')}: this table has both "
            "decimal commas and points. Write it without a separator of thousands."
        )
    if commas:
        text = _GERMAN.sub(_english, text)
    elif commas is None:
        text = _COMMA.sub(lambda match: match[0].replace(",", "."), text)
    text = _WITH_UNIT.sub(_spelled, text)
    if unit == GAUGE:
        if _BARE.search(text):
            raise CellError("a gauge number is no width. Write it in mm.")
        return text
    if unit and unit.lower() != own.symbol.lower():
        text = _BARE.sub(lambda match: f"{match[0]} {unit}", text)
    return text


def _english(match: re.Match[str]) -> str:
    rest = match["rest"] or ""
    return match["whole"].replace(".", "") + rest.replace(",", ".")


def _spelled(match: re.Match[str]) -> str:
    """The unit as the registry knows it: "55 decibels" → "55 dB"."""
    _, written = SPELLINGS[match["unit"].lower()]
    is_same = written.lower() == match["unit"].lower()
    return match[0] if is_same else f"{match['number']} {written}"
