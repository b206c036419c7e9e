"""What the words of a legal status come to."""

import re
from typing import Final

_WARNS: Final = re.compile(r"warning|not licensed|advised not|refus|recall|withdrawn", re.IGNORECASE)
_CLAIMS: Final = re.compile(r"claimed|ce-marked|not verified", re.IGNORECASE)
_LISTS: Final = re.compile(r"listed|listing|registered|registration", re.IGNORECASE)
_AUTHORISES: Final = re.compile(r"510\(k\)|de novo|pma|licen[sc]ed|authori[sz]ed|approved", re.IGNORECASE)


def outcome_of(status: str) -> str:
    """``"510(k) cleared"`` → "authorisation", ``"registered and listed, …"`` → "listing", and so on.

    What warns is asked first, so that "not licensed" is never an authorisation; words of no known
    meaning are a claim, because only a regulator's decision counts as a file.
    """
    for pattern, outcome in (
        (_WARNS, "warning"),
        (_CLAIMS, "claim"),
        (_LISTS, "listing"),
        (_AUTHORISES, "authorisation"),
    ):
        if pattern.search(status):
            return outcome
    return "claim"
