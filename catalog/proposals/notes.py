"""What is kept in the source's own words: how it is charged, when a part is replaced."""

import re
from collections.abc import Iterator
from typing import Final

from catalog.proposals import wording
from catalog.proposals.doubts import is_denied
from catalog.proposals.found import Found, phrases

_CHARGING: Final = phrases(wording.CHARGING)
_CHARGE: Final = re.compile(r"(?<!\w)(?:re)?charg(?:e[sdr]?|ing|eable)(?!\w)", re.I)
_REPLACED: Final = re.compile(
    r"(?<!\w)(?:replac|chang|renew|discard|dispos)(?:e|ed|es|ing)?\b[^.;!?]{0,40}?"
    r"(?P<when>(?:after|before|at) (?:every|each) (?:use|session|treatment)|"
    r"every (?:use|session|treatment|\d{1,2} (?:uses|sessions|weeks|months))|"
    r"after (?:one|a single|each|\d{1,2}(?:-\d{1,2})?) (?:uses?|sessions?|treatments?))(?!\w)",
    re.I,
)
_USB: Final = {"type-c": "USB-C", "type c": "USB-C", "usb c": "USB-C", "usb type-c": "USB-C",
    "usb-c": "USB-C",
               "micro usb": "micro-USB", "usb": "USB"}  # fmt: skip


def charging(text: str, is_labelled: bool) -> Iterator[Found]:
    if not (is_labelled or _CHARGE.search(text)):
        return
    if (match := _CHARGING.search(text)) and not is_denied(text, match.start()):
        words = " ".join(match[0].split())
        yield Found("charging", _USB.get(words.lower(), words), match.start(), match.end(), "a way to charge")


def replacement(text: str) -> Iterator[Found]:
    """``"replace the cartridges after every use"`` → "every use"."""
    if match := _REPLACED.search(text):
        when = " ".join(match["when"].lower().split())
        says = re.sub(r"^(?:after|before|at) (?:every|each)", "every", when)
        yield Found("replacement", says, match.start(), match.end(), "when it is replaced")
