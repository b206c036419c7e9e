"""Prices as tables and feeds write them. Pure."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from babel.core import Locale
from babel.numbers import get_currency_precision

from catalog.references.text import short

from .csv_values import CellError

CURRENCIES: Final = frozenset(Locale("en").currencies)
_SIGNS: Final = {"US$": "USD", "A$": "AUD", "C$": "CAD", "NZ$": "NZD", "£": "GBP", "€": "EUR", "₹": "INR"}
_AMBIGUOUS: Final = {"$": "dollars", "¥": "yen or yuan", "kr": "crowns"}
_PRICE: Final = re.compile(
    r"(?P<before>[A-Za-z]{3}|(?:US|NZ|A|C)?\$|£|€|₹|¥|kr)?\s*(?P<number>\d[\d.,' \u00a0\u202f]*\d|\d)"
    r"\s*(?P<behind>[A-Za-z]{3}|£|€|₹|¥|kr)?",
)
_LARGEST: Final = 2**31 - 1


def price_of(text: str, currency: str, commas: bool | None = False) -> tuple[int, str]:
    """Smallest units and currency: ``("19.99 USD", "")`` → (1999, "USD").

    ``currency`` is the one that holds where none is written; ``commas`` whether numbers have decimal commas.
    Raises `CellError`.
    """
    match = _PRICE.fullmatch(" ".join(text.split()))
    if not match or (match["before"] and match["behind"] and match["before"] != match["behind"]):
        raise CellError(f"“{short(text)}” is no price. Write it like 19.99 USD.")
    written = match["before"] or match["behind"] or ""
    code = _currency(written, currency.strip().upper(), text)
    digits = get_currency_precision(code)
    minor = _amount(match["number"], commas, text, max(2, digits)).scaleb(digits)
    if minor != minor.to_integral_value():
        raise CellError(f"“{short(text)}” is finer than the smallest coin of {code}.")
    if not 0 < minor <= _LARGEST:
        raise CellError(f"“{short(text)}” is no price: it is zero, or too large.")
    return int(minor), code


def plain_price(amount_minor: int, currency: str) -> str:
    """As `price_of` reads it: ``(1999, "USD")`` → "19.99 USD"."""
    digits = get_currency_precision(currency)
    return f"{Decimal(amount_minor).scaleb(-digits):.{digits}f} {currency}"


def _currency(written: str, given: str, text: str) -> str:
    if written in _AMBIGUOUS and not given:
        words = f"“{short(text)}” may be several currencies ({_AMBIGUOUS[written]})"
        raise CellError(f"{words}: say which, like USD.")
    code = _SIGNS.get(written) or ("" if written in _AMBIGUOUS else written.upper()) or given
    if not code:
        raise CellError(f"“{short(text)}” names no currency. Write it like 19.99 USD.")
    if code not in CURRENCIES:
        raise CellError(f"“{short(code)}” is no currency code. Write USD, EUR or GBP.")
    return code


def _amount(number: str, commas: bool | None, text: str, digits: int) -> Decimal:
    """The number, whatever separates its thousands; a last one before few digits is decimal."""
    plain = re.sub(r"[' \u00a0\u202f]", "", number)
    mark = re.search(rf"[.,](?=\d{{1,{digits}}}$)", plain)
    if mark is None and re.fullmatch(r"\d{1,3}[.,]\d{3}", plain):
        is_thousands = plain[-4] == ("." if commas else ",")
        if not is_thousands:
            raise CellError(
                f"“{short(text)}” may be {plain[:-4]} or {plain[:-4]}{plain[-3:]}: write it plainly."
            )
    whole, rest = (plain[: mark.start()], plain[mark.end() :]) if mark else (plain, "")
    if not re.fullmatch(r"\d+|\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*", whole):
        raise CellError(f"“{short(text)}” is no price. Write it like 19.99 USD.")
    try:
        return Decimal(re.sub(r"[.,]", "", whole) + (f".{rest}" if rest else ""))
    except InvalidOperation:
        raise CellError(f"“{short(text)}” is no price.") from None
