"""Amounts of money in words."""

from decimal import Decimal

from babel.numbers import get_currency_precision, get_currency_symbol


def show_money(amount_minor: int | Decimal, currency: str) -> str:
    """Smallest units as printed: ``(335000, "USD")`` → "$3,350", ``(1500000, "PKR")`` → "PKR 15,000"."""
    digits = get_currency_precision(currency)
    amount = Decimal(amount_minor).scaleb(-digits).quantize(Decimal(1).scaleb(-digits))
    number = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.{digits}f}"
    symbol = get_currency_symbol(currency, locale="en")
    return f"{currency}\N{NO-BREAK SPACE}{number}" if symbol == currency else f"{symbol}{number}"


def plain_amount(amount_minor: int, currency: str) -> str:
    """For programs: ``(335000, "USD")`` → "3350", ``(12950, "USD")`` → "129.50"."""
    digits = get_currency_precision(currency)
    amount = Decimal(amount_minor).scaleb(-digits)
    return f"{amount:.0f}" if amount == amount.to_integral_value() else f"{amount:.{digits}f}"
