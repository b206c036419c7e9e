"""A link that earns money is marked as sponsored and never stands without its disclosure."""

import re

import pytest

from catalog.places import place
from tests.factories import catalogue, make_device, offer

SHOP_LINKS = place("templates") / "components" / "shop_link.html"


@pytest.fixture
def shown(page, app, at_time):
    at_time(2026, 11, 26, 12)
    url = "https://shop.example.com/pen"
    with catalogue(app) as session:
        offers = [
            offer("129.00", day="2026-11-20", merchant="Paying Shop", url=f"{url}?ref=us", is_affiliate=True),
            offer("119.00", day="2026-11-20", merchant="Plain Shop", url=url),
        ]
        make_device(session, offers=offers)
    return page("products.device", slug="dermaline-one")


def test_an_affiliate_link_is_sponsored_and_disclosed_before_it(shown):
    link = shown.one("a[rel~=sponsored]")
    beside = shown.text(".earns")
    assert "We earn a share if you buy through this link" in beside
    assert beside.index("We earn a share") < beside.index("Paying Shop")
    assert link.get("href").endswith("?ref=us")
    assert "/disclosure" in shown.links(".earns a")


def test_the_disclosure_promises_the_words_that_stand_there(page, shown):
    promised = re.search("“(We earn [^”]+)”", page("/disclosure").text("main"))[1]
    assert shown.text(".earns").startswith(promised)


def test_a_plain_link_is_not_called_sponsored(shown):
    plain = [link for link in shown.all("a") if link.get("href") == "https://shop.example.com/pen"]
    assert plain
    assert all("sponsored" not in link.get("rel") for link in plain)


def test_only_one_template_can_link_to_a_shop():
    others = [path for path in place("templates").rglob("*.html") if path != SHOP_LINKS]
    for path in others:
        text = path.read_text()
        assert "sponsored" not in text, path
        assert not re.search(r"(price|offer|one)\.url\b.*rel=", text), path


def test_the_seeds_have_no_link_that_earns(seeded_page, seeded_app):
    with seeded_app.test_request_context():
        from catalog.shelf import current

        assert not any(offer.affiliate for entry in current() for offer in entry.offers)
