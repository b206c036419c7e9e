"""How many needles: ``"12/24/36/42/nano pins"``, ``"540 needles on the 0.25 mm head"``."""

import re
from collections.abc import Iterator
from typing import Final

from catalog.proposals.found import Found
from catalog.proposals.lengths import IN_THE_BOX
from catalog.specs.spec import CARTRIDGE, PEN, ROLLER

_ONE: Final = r"(?:\d{1,4}|nano|silicone?)"
_GAP: Final = r"(?:\s?[/,&+]\s?|,?\s(?:and|or)\s)"
_LIST: Final = rf"(?<![\w.,])(?P<list>{_ONE}(?:[ -]?p(?:ins?)?)?(?:{_GAP}{_ONE}(?:[ -]?p(?:ins?)?)?){{0,19}})"
_PINS: Final = re.compile(
    rf"{_LIST}[\s-]?(?P<what>pins?|needles?|tips?)(?!\w)(?P<behind>\s(?:cartridges|options?|configurations?))?",
    re.I,
)
_OPTIONS: Final = re.compile(rf"{_LIST}\s(?:options|configurations|cartridges)(?!\w)", re.I)
_VALUE: Final = re.compile(
    rf"^\W{{0,3}}{_LIST}(?=\s?(?:pcs|pieces|pins?|needles?|options?)?\W{{0,3}}$)", re.I
)
_ROLLER: Final = re.compile(r"(?<![\w.,])(?P<list>\d{3,4})\s(?:derma\s?)?roller(?!\w)", re.I)
_PER_LENGTH: Final = re.compile(
    r"(?<![\w.,])(?P<pins>\d{2,4})(?: needles?)? (?:on the|at|on|for|for the) "
    r"(?P<lengths>\d(?:\.\d{1,2})?(?: ?mm)?"
    r"(?:(?:, | and | / )\d(?:\.\d{1,2})?(?: ?mm)?){0,6})(?= ?mm|(?<=mm))",
    re.I,
)
_TERM: Final = re.compile(_ONE, re.I)
_COPIES: Final = re.compile(r"(?:\d{1,3}\s?[x×*]|\d\s?(?:pcs|pieces)(?: of)?|(?:pack|set|box) of)\s?$", re.I)
_MORE: Final = "Each needle length has its own number."


def pins(text: str, value: str, is_labelled: bool, product_kind: str) -> Iterator[Found]:
    """Every count of needles that a sentence gives; where each length has its own, each with a doubt."""
    per_length = list(_PER_LENGTH.finditer(text))
    if len(per_length) > 1:
        yield from _per_length(per_length)
        return
    if is_labelled and (match := _VALUE.search(value)):
        at = text.rfind(value)
        yield _found(match, at + match.start(), at + match.end("list"), "")
        return
    seen = False
    for match in _PINS.finditer(text):
        doubt = ""
        if _COPIES.search(text[max(0, match.start() - 10) : match.start()]):
            doubt = IN_THE_BOX
        elif (match["behind"] or "").strip().lower() == "cartridges" and match["what"].lower().startswith(
            "needle"
        ):
            doubt = "It may count cartridges, not needles."
        elif product_kind == PEN and len(_terms(match)) == 1:
            doubt = "It may be one of several cartridges."
        seen = True
        yield _found(match, match.start(), match.end(), doubt)
    if not seen and product_kind == CARTRIDGE and (match := _OPTIONS.search(text)) and len(_terms(match)) > 1:
        yield _found(match, match.start(), match.end(), "The numbers are taken for counts of needles.")
    if not seen and product_kind == ROLLER and (match := _ROLLER.search(text)):
        yield _found(
            match, match.start(), match.end(), "A number in the name is taken for its count of needles."
        )


def _found(match: re.Match[str], start: int, end: int, doubt: str) -> Found:
    return Found("pin_count", ", ".join(_terms(match)), start, end, "a count of needles", doubt)


def _terms(match: re.Match[str]) -> list[str]:
    words = (word.lower() for word in _TERM.findall(match["list"]))
    return list(dict.fromkeys("silicone" if word.startswith("silicon") else word for word in words))


def _per_length(found: list[re.Match[str]]) -> Iterator[Found]:
    lengths: list[str] = []
    for match in found:
        yield Found("pin_count", match["pins"], match.start(), match.end("pins"), "a count of needles", _MORE)
        lengths += re.findall(r"\d(?:\.\d{1,2})?", match["lengths"])
    listed = ", ".join(dict.fromkeys(lengths)) + " mm"
    yield Found(
        "needle_length", listed, found[0].start(), found[-1].end(), "lengths with their counts", _MORE
    )
