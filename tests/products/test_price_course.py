"""The course of a price on a device's page: only where one price was seen on three days."""

from catalog.products.pages.prices import course
from catalog.shelf.entry import OfferFacts


def offer(amount: int, day: str | None, **other: object) -> OfferFacts:
    facts: dict[str, object] = {
        "amount_minor": amount,
        "currency": "USD",
        "currency_inferred": False,
        "quantity": 1,
        "unit": "piece",
        "merchant": "A shop",
        "day": day,
        "affiliate": False,
        "url": None,
        "note": "",
        "source": "shop",
    }
    return OfferFacts(**(facts | other))  # type: ignore[arg-type]


DAYS = ("2026-05-01", "2026-08-01", "2026-11-01")


def test_three_days_have_a_course() -> None:
    drawn = course([offer(amount, day) for amount, day in zip((12000, 8900, 9500), DAYS, strict=True)])
    assert drawn is not None
    assert drawn.words == "Lowest $89 (1 Aug 2026), highest $120 (1 May 2026), now $95 (1 Nov 2026)"


def test_currencies_quantities_and_months_are_not_mixed() -> None:
    assert course([offer(9000, DAYS[0]), offer(9000, DAYS[1]), offer(9000, DAYS[2], currency="EUR")]) is None
    assert course([offer(9000, DAYS[0]), offer(9000, DAYS[1]), offer(9000, DAYS[2], quantity=10)]) is None
    assert course([offer(9000, DAYS[0]), offer(9000, DAYS[1]), offer(9000, "2026-11")]) is None
    assert course([offer(9000, day, currency_inferred=True) for day in DAYS]) is None
