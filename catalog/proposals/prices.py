"""Prices in a text: shown to be entered as offers, never as statements."""

import re
from dataclasses import dataclass
from typing import Final

_SIGNS: Final = {
    "$": "USD",
    "us$": "USD",
    "£": "GBP",
    "€": "EUR",
    "a$": "AUD",
    "c$": "CAD",
    "₹": "INR",
    "¥": "JPY",
}
_CODES: Final = "USD|EUR|GBP|AUD|CAD|CHF|AED|PKR|INR|PLN|SEK|NOK|DKK|JPY|CNY|ZAR|NZD|SGD"
_AMOUNT: Final = r"\d{1,3}(?:[,.\s]\d{3}){0,3}(?:[.,]\d{2})?(?!\d)|\d{1,7}(?:[.,]\d{2})?(?!\d)"
_PRICE: Final = re.compile(
    rf"(?:(?P<sign>(?:us|a|c)?\$|£|€|₹|¥)|(?<!\w)(?P<code>{_CODES}))\s?(?P<after>{_AMOUNT})|"
    rf"(?<![\w.,])(?P<before>{_AMOUNT})\s?(?:(?P<sign2>£|€|₹)|(?P<code2>{_CODES})(?!\w))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Price:
    """A price as written, from ``start`` to ``end`` of the text, with the sentence it stands in."""

    amount: str
    currency: str
    sentence: str
    start: int
    end: int


def prices(sentence: str, at: int) -> list[Price]:
    """The prices of a sentence that begins at ``at``."""
    found = []
    for match in _PRICE.finditer(sentence):
        sign = (match["sign"] or match["sign2"] or "").lower()
        currency = _SIGNS.get(sign, (match["code"] or match["code2"] or "").upper())
        amount = " ".join((match["after"] or match["before"]).split())
        found.append(Price(amount, currency, sentence, at + match.start(), at + match.end()))
    return found
