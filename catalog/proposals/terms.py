"""What drives it, how a cartridge attaches, how it is packed, what shows the setting, what it is made of."""

import re
from collections.abc import Iterator
from typing import Final

from catalog.proposals import wording
from catalog.proposals.doubts import is_denied
from catalog.proposals.found import Found, Unread, phrases

_POWER: Final = {
    "mains": phrases(wording.MAINS),
    "battery": phrases(wording.BATTERY),
    "manual": phrases(wording.BY_HAND),
}
_BATTERIES: Final = re.compile(r"(?<!\w)batter(?:y|ies)(?!\w)", re.I)
_NO_POWER: Final = re.compile(
    r"wireless charg\w+|charg\w+ wireless\w*|rechargeable batter(?:y|ies) (?:not included|charger)", re.I
)
_MOUNTS: Final = {term: phrases(words) for term, words in wording.MOUNTS.items()}
_SINGLE, _STERILE = phrases(wording.SINGLE_USE), phrases(wording.STERILE)
_MAYBE, _STERILISABLE = phrases(wording.MAYBE_STERILE), phrases(wording.STERILISABLE)
_REUSABLE: Final = phrases(wording.REUSABLE)
_NOT_STERILE: Final = re.compile(r"(?:non|un)-?\s?steril\w+", re.I)
_DISPLAY: Final = re.compile(
    r"(?<!\w)(?P<first>led|lcd|digital)(?:[ -](?P<second>led|lcd|digital))?"
    r"(?:[ -]\w{1,12}){0,2}?[ -](?:display|screen)(?!\w)",
    re.I,
)
_NO_DISPLAY: Final = re.compile(r"(?<!\w)(?:no|without(?: an?)?)[ -](?:display|screen)(?!\w)", re.I)
_MATERIALS: Final = phrases(wording.MATERIALS)
_NEEDLES: Final = re.compile(r"(?<!\w)needles?(?!\w)", re.I)
_BODY: Final = re.compile(r"(?<!\w)(?:body|housing|build|shell|handle|pen body|casing)(?!\w)", re.I)
_BOX: Final = re.compile(r"(?<!\w)(?:case|box|bag|stand|cable|tray)(?!\w)", re.I)
_WRITTEN: Final = (("aluminum", "aluminium"), ("sus 304(h)", "SUS 304(H)"), ("abs", "ABS"))

ONLY_A_BATTERY: Final = "A battery is named; whether it also runs on a cord is not said."


def power(text: str) -> Iterator[Found | Unread]:
    """The mains, a battery, by hand; a battery that is only mentioned with a doubt."""
    readable = _NO_POWER.sub(lambda m: " " * len(m[0]), text)
    found: dict[str, re.Match[str]] = {}
    for term, pattern in _POWER.items():
        for match in pattern.finditer(readable):
            if is_denied(readable, match.start()):
                yield Unread("power", match.start(), match.end(), "It says what it does not have.")
            else:
                found.setdefault(term, match)
    doubt = ""
    if not found and (only := _BATTERIES.search(readable)):
        if is_denied(readable, only.start()):
            yield Unread("power", only.start(), only.end(), "It says what it does not have.")
            return
        found["battery"], doubt = only, ONLY_A_BATTERY
    if found:
        start, end = min(m.start() for m in found.values()), max(m.end() for m in found.values())
        yield Found("power", ", ".join(found), start, end, "words for what drives it", doubt)


def mount(text: str) -> Iterator[Found]:
    """How a cartridge attaches, where words say so that mean nothing else."""
    for term, pattern in _MOUNTS.items():
        if (match := pattern.search(text)) and not is_denied(text, match.start()):
            yield Found("cartridge_mount", term, match.start(), match.end(), "a word for a mount")


def sterility(text: str) -> Iterator[Found | Unread]:
    """How the part that touches skin is packed, from all that one sentence says of it."""
    if match := _NOT_STERILE.search(text):
        yield Unread("sterility", match.start(), match.end(), "It says what it is not.")
        return
    patterns = {
        "single": _SINGLE,
        "sterile": _STERILE,
        "maybe": _MAYBE,
        "can": _STERILISABLE,
        "again": _REUSABLE,
    }
    found = {}
    for name, pattern in patterns.items():
        if match := pattern.search(text):
            if is_denied(text, match.start()):
                yield Unread("sterility", match.start(), match.end(), "It says what it is not.")
            else:
                found[name] = match
    if not found:
        return
    doubt = "It says both single use and reusable." if "single" in found and "again" in found else ""
    is_sterile = "sterile" in found or "maybe" in found
    if is_sterile and "sterile" not in found:
        doubt = "It may or may not mean packed sterile."
    if "single" in found:
        term = "sterile-single-use" if is_sterile else "single-use"
    elif is_sterile:
        term = "sterile"
    elif "can" in found:
        term = "sterilisable"
    else:
        term, doubt = "reusable", doubt or "It may be another part that is used again."
    start, end = min(m.start() for m in found.values()), max(m.end() for m in found.values())
    yield Found("sterility", term, start, end, "words for how it is packed", doubt)


def display(text: str) -> Iterator[Found]:
    """What shows the setting; of "digital LED display" the LED, which says more."""
    if match := _NO_DISPLAY.search(text):
        yield Found("display", "none", match.start(), match.end(), "words for no display")
        return
    if (match := _DISPLAY.search(text)) and not is_denied(text, match.start()):
        words = [word.lower() for word in (match["first"], match["second"]) if word]
        plain = [word for word in words if word != "digital"]
        says = plain[0].upper() if plain else "digital"
        yield Found("display", says, match.start(), match.end(), "a word for a display")


def materials(text: str, labelled: str) -> Iterator[Found]:
    """What needles or body are made of: ``labelled`` is the spec its label names, if one."""
    for match in _MATERIALS.finditer(text):
        if is_denied(text, match.start()):
            continue
        around = text[max(0, match.start() - 40) : match.end() + 25]
        says = match[0].lower()
        for american, written in _WRITTEN:
            says = re.sub(rf"(?<!\w){re.escape(american)}(?!\w)", written, says)
        spec, doubt = labelled, ""
        if not spec:
            is_body = bool(_BODY.search(around)) or "alloy" in says
            spec = "needle_material" if _NEEDLES.search(around) and not is_body else "body_material"
            if spec == "body_material" and not is_body:
                doubt = "What is made of it is not said."
            if _BOX.search(around):
                doubt = "It may be the case or the box."
        yield Found(spec, says, match.start(), match.end(), "a material", doubt)
