"""The pages of one's own account, and that no cache ever has the desk."""

import pyotp
import pytest

from catalog.desk.pages import browser_name
from tests.html import Page, fetcher
from tests.signed_in import PASSWORD

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def test_the_account_lists_where_one_is_signed_in_and_what_happened(app, anna, visitor, another):
    another.client.environ_base["HTTP_USER_AGENT"] = FIREFOX
    another.sign_in()
    visitor.sign_in()
    page = fetcher(app, visitor.client)("/desk/account")
    assert len(page.all("section:nth-of-type(2) .places li")) == 2
    assert "Firefox on Linux" in page.text("section:nth-of-type(2)")
    assert page.text("section:nth-of-type(2)").count("(here)") == 1
    assert "signed in" in page.text("section:nth-of-type(3)")


@pytest.mark.parametrize(
    "address", ["/desk", "/desk/account", "/desk/password", "/desk/second-factor", "/desk/people"]
)
def test_every_page_of_the_desk_is_whole_and_kept_by_nobody(app, anna, visitor, address):
    visitor.sign_in()
    page = fetcher(app, visitor.client)(address)
    assert page.response.headers["Cache-Control"] == "no-store"
    assert "noindex" in page.one("meta[name=robots]").get("content")
    assert app.extensions["page_cache"].store.get((0, None), ()) is None
    assert app.test_client().get(address).status_code == 303


def test_signing_out_everywhere_ends_both_browsers(anna, visitor, another):
    another.sign_in()
    visitor.sign_in()
    assert visitor.send("/desk", "/desk/sign-out-everywhere").status_code == 303
    assert [one.client.get("/desk").status_code for one in (visitor, another)] == [303, 303]


def test_a_new_password_keeps_this_browser_in_and_puts_the_others_out(anna, visitor, another):
    another.sign_in()
    visitor.sign_in()
    before = visitor.cookie
    new = "another plain sentence"
    typed = {"password": new, "again": new}
    assert visitor.send("/desk/password", current="wrong", **typed).status_code == 422
    assert visitor.send("/desk/password", current=PASSWORD, **typed).status_code == 303
    assert visitor.cookie != before
    assert visitor.client.get("/desk").status_code == 200
    assert another.client.get("/desk").status_code == 303
    assert another.sign_in().status_code == 422
    assert another.sign_in(password=new).status_code == 303


def test_the_second_factor_is_on_once_a_code_proves_it_and_off_with_the_password(app, anna, visitor, stored):
    visitor.sign_in()
    page = "/desk/second-factor"
    visitor.send("/desk", page)
    assert stored("anna").totp is None
    offered = Page(visitor.client.get(page))
    secret = offered.text(".secret").replace(" ", "")
    assert offered.one(".secret ~ p a").get("href").startswith("otpauth://totp/")
    assert visitor.send("/desk", f"{page}/on", code="000000").status_code == 422
    assert stored("anna").totp is None
    shown = Page(visitor.send("/desk", f"{page}/on", code=pyotp.TOTP(secret).now()))
    codes = shown.texts(".codes code")
    assert len(codes) == 10
    assert stored("anna").totp == secret
    assert not any(code in visitor.client.get(page).text for code in codes)
    assert secret not in visitor.client.get(page).text.replace(" ", "")
    assert visitor.send("/desk", f"{page}/codes", current="wrong").status_code == 422
    renewed = Page(visitor.send("/desk", f"{page}/codes", current=PASSWORD)).texts(".codes code")
    assert len(renewed) == 10
    assert not set(renewed) & set(codes)
    assert visitor.send("/desk", f"{page}/off", current="wrong").status_code == 422
    assert stored("anna").totp == secret
    assert visitor.send("/desk", f"{page}/off", current=PASSWORD).status_code == 303
    assert (stored("anna").totp, stored("anna").recovery_json) == (None, "[]")


def test_a_session_in_use_is_noted_now_and_then(app, anna, visitor, at_time):
    at_time(2026, 3, 1, 9)
    visitor.sign_in()
    for hour in range(10, 24):
        at_time(2026, 3, 1, hour)
        assert visitor.client.get("/desk").status_code == 200
    at_time(2026, 3, 2, 11)
    assert visitor.client.get("/desk").status_code == 303


def test_public_pages_are_the_same_and_shared_for_who_is_signed_in(app, anna, visitor):
    visitor.sign_in()
    stranger = app.test_client()
    for address in ("/about", "/glossary", "/authors/anna"):
        mine, theirs = visitor.client.get(address), stranger.get(address)
        assert mine.headers["Cache-Control"] == theirs.headers["Cache-Control"]
        assert "public" in mine.headers["Cache-Control"]
        assert mine.headers["ETag"] == theirs.headers["ETag"]
        assert mine.data == theirs.data
        assert "Set-Cookie" not in mine.headers


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox on Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge on Windows",
        ),
        ("Mozilla/5.0 (iPhone; CPU) AppleWebKit/605 Version/18 Safari/604", "Safari on iPhone"),
        ("curl/8.1", "curl/8.1"),
        ("", "A browser without a name"),
    ],
)
def test_a_browser_is_called_what_it_calls_itself(agent, name):
    assert browser_name(agent) == name
