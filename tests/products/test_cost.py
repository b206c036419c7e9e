"""What a year costs: only what was seen, only in one currency, and "at least" where something lacks."""

import pytest

from catalog.products.money import show_money
from catalog.products.pages.cost import Sessions, read_sessions
from tests.factories import catalogue, fits, make_cartridge, make_device, make_roller, make_source, offer

PEN = {"needle_length": "0.25–2.5 mm"}


@pytest.fixture
def today(at_time):
    at_time(2026, 11, 26, 12)


def cost(page, slug="dermaline-one", sessions=None):
    return page("products.device", slug=slug, **({"sessions": sessions} if sessions else {}))


def test_a_year_is_the_device_and_a_cartridge_for_each_session(page, app, today):
    with catalogue(app) as session:
        make_device(session, specs=PEN, offers=[offer("120.00", day="2026-11-20")])
        make_cartridge(
            session, offers=[offer("25.00", day="2026-11-20", quantity=10)], fits=[fits("dermaline-one")]
        )
    shown = cost(page, sessions=6)
    assert "$120 + 6 × $2.50 = $135" in shown.text("#cost")
    assert shown.text("#cost .res").startswith("$135 for 6 sessions")
    assert shown.one("#sessions").get("value") == "6"
    assert "Dermaline 12: $25 for 10 pieces (seen 20 Nov 2026)" in shown.text("#cost")


def test_an_unknown_part_price_makes_it_at_least(page, app, today):
    with catalogue(app) as session:
        make_device(session, specs=PEN, offers=[offer("120.00", day="2026-11-20")])
    shown = cost(page)
    assert shown.text("#cost .res").startswith("at least $120")
    assert "No price for a cartridge" in shown.text("#cost")


def test_an_unknown_device_price_makes_it_at_least(page, app, today):
    with catalogue(app) as session:
        make_device(session, specs=PEN)
        make_cartridge(session, offers=[offer("3.00", day="2026-11-20")], fits=[fits("dermaline-one")])
    shown = cost(page, sessions=10)
    assert shown.text("#cost .res").startswith("at least $30")
    assert "No price for the device" in shown.text("#cost")


def test_currencies_are_never_added_up(page, app, today):
    with catalogue(app) as session:
        make_device(session, specs=PEN, offers=[offer("120.00", day="2026-11-20")])
        make_cartridge(session, offers=[offer("1500", "PKR", quantity=10)], fits=[fits("dermaline-one")])
    shown = cost(page)
    assert shown.text("#cost .res").startswith("at least $120")
    assert "No price for a cartridge in USD" in shown.text("#cost")
    assert "PKR" not in shown.text("#cost")


def test_old_and_undated_prices_say_so_and_so_does_an_inferred_currency(page, app, today):
    with catalogue(app) as session:
        make_device(session, specs=PEN, offers=[offer("120.00", "PKR", currency_inferred=True)])
        make_cartridge(session, offers=[offer("3.00", "PKR", day="2025-08")], fits=[fits("dermaline-one")])
    words = cost(page).text("#cost")
    assert "from old or undated prices" in words
    assert "(undated, currency worked out by us)" in words
    assert "(seen Aug 2025, an old price)" in words


def test_a_current_price_goes_before_a_lower_old_one(page, app, today):
    with catalogue(app) as session:
        make_device(session, specs=PEN, offers=[offer("80.00"), offer("120.00", day="2026-11-20")])
    assert "$120" in cost(page).text("#cost .res")


def test_a_price_that_only_a_weak_source_quotes_makes_no_sum(page, app, today):
    with catalogue(app) as session:
        make_source(session, "a-rival", type="competitor", strength="weak")
        make_device(session, specs=PEN, offers=[offer("4995.00", source="a-rival")])
    shown = cost(page)
    assert not shown.all("#cost")
    assert "$4,995" in shown.text("#old-prices")


def test_a_roller_for_one_session_is_bought_anew_each_time(page, app, today):
    with catalogue(app) as session:
        specs = {"needle_length": "0.5 mm", "replacement": "every session"}
        make_roller(session, "once", specs=specs, offers=[offer("20.00", day="2026-11-20")])
        make_roller(session, "unsaid", specs=PEN, offers=[offer("20.00", day="2026-11-20")])
    assert "4 × $20 = $80" in cost(page, "once", 4).text("#cost")
    assert cost(page, "unsaid", 4).text("#cost .res").startswith("at least $20")


def test_without_a_price_there_is_no_sum(page, app):
    with catalogue(app) as session:
        make_device(session, specs=PEN)
    assert not cost(page).all("#cost")


@pytest.mark.parametrize("typed", ["abc", "-3", "0", "1e9", "367", "٣", "9" * 400, "<b>"])
def test_a_number_that_is_none_is_refused_in_words(page, app, today, typed):
    with catalogue(app) as session:
        make_device(session, specs=PEN, offers=[offer("120.00", day="2026-11-20")])
    shown = cost(page, sessions=typed)
    assert "Write a whole number from 1 to 366" in shown.text("#sessions-err")
    assert shown.one("#sessions").get("aria-describedby") == "sessions-err"
    assert "for 12 sessions" in shown.text("#cost")


def test_sessions_are_read_as_typed():
    assert read_sessions(None) == read_sessions(" ") == Sessions()
    assert read_sessions(" 06 ") == Sessions(6, "6")


@pytest.mark.parametrize(
    ("minor", "currency", "words"),
    [
        (335000, "USD", "$3,350"),
        (9950, "GBP", "£99.50"),
        (1500000, "PKR", "PKR\N{NO-BREAK SPACE}15,000"),
        (5000, "JPY", "¥5,000"),
        (1, "EUR", "€0.01"),
    ],
)
def test_money_is_printed_in_one_way(minor, currency, words):
    assert show_money(minor, currency) == words
