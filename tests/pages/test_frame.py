"""What stands on every page: title, navigation, footer, appearance."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalog.pages import navigation
from tests.html import Page

PAGES = ("/about", "/privacy", "/disclosure")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_words_is_whole(page: Callable[..., Page], address: str) -> None:
    shown = page(address)
    assert shown.text("title").endswith(" · MTSPen.com")
    assert shown.one('meta[name="description"]').get("content")
    assert shown.one('link[rel="canonical"]').get("href").endswith(address)
    assert shown.text(".byl") == "MTSPen.com · Prepared from the cited sources; not yet reviewed by an author"
    assert shown.text(".crumbs").startswith("Home")


def test_the_footer_says_what_the_site_does_not_do(page: Callable[..., Page]) -> None:
    words = page("/about").text(".foot")
    assert "This site describes devices and studies. It does not advise treatment." in words
    assert "Not affiliated with any maker, seller or clinic named here" in words


def test_the_first_link_skips_to_the_content(page: Callable[..., Page]) -> None:
    shown = page("/privacy")
    assert shown.links()[0] == "#main"
    assert shown.one("#main").tag == "main"


def test_navigation_shows_only_pages_that_exist() -> None:
    app = Flask(__name__)
    app.add_url_rule("/devices", "finder.index", lambda: "")
    app.add_url_rule("/devices/<slug>", "products.show", lambda slug: slug)
    with app.test_request_context("/devices/a6"):
        assert navigation.links(navigation.MAIN) == [navigation.Link("Devices", "/devices", True)]
        assert navigation.page_url("/cleared") is None


def test_the_navigation_and_the_menu_lead_to_the_same_pages(page: Callable[..., Page]) -> None:
    shown = page("/about")
    assert shown.links("header .nav a") == shown.links("#menu a")


def test_pages_ask_nothing_of_other_sites(page: Callable[..., Page]) -> None:
    shown = page("/privacy")
    loaded = shown.links('link[rel="stylesheet"], link[rel="icon"]')
    assert loaded
    assert all(url.startswith("/static/") for url in loaded)


class TestAppearance:
    def switch(self, client: FlaskClient, **fields: str) -> "tuple[int, str, str | None]":
        response = client.post("/theme", data=fields, headers={"Sec-Fetch-Site": "same-origin"})
        return response.status_code, response.headers.get("Location", ""), response.headers.get("Set-Cookie")

    def test_dark_is_kept_in_a_cookie_and_leads_back(self, client: FlaskClient) -> None:
        status, back, cookie = self.switch(client, theme="dark", back="/about?x=1")
        assert (status, back) == (303, "/about?x=1")
        assert cookie
        assert "theme=dark" in cookie
        assert "SameSite=Lax" in cookie
        shown = client.get("/about").get_data(as_text=True)
        assert '<html lang="en" data-theme="dark">' in shown
        assert '<meta name="color-scheme" content="dark">' in shown

    def test_auto_forgets_the_cookie(self, client: FlaskClient) -> None:
        self.switch(client, theme="light", back="/about")
        self.switch(client, theme="auto", back="/about")
        assert "data-theme" not in client.get("/about").get_data(as_text=True)

    def test_the_pressed_button_says_so(self, client: FlaskClient, page: Callable[..., Page]) -> None:
        client.set_cookie("theme", "light")
        shown = page("/about")
        assert [b.get("value") for b in shown.all('.seg [aria-pressed="true"]')] == ["light"]

    def test_a_cookie_that_nobody_set_here_counts_as_auto(
        self, client: FlaskClient, page: Callable[..., Page]
    ) -> None:
        client.set_cookie("theme", "pink")
        assert page("/about").one("html").get("data-theme") is None

    @pytest.mark.parametrize(
        "back", ["//evil.example", "/\\evil.example", "https://evil.example/", "javascript:x", "", "/a\nb"]
    )
    def test_it_never_leads_to_another_site(self, client: FlaskClient, back: str) -> None:
        assert self.switch(client, theme="dark", back=back)[:2] == (303, "/")

    def test_an_unknown_appearance_is_refused(self, client: FlaskClient) -> None:
        assert self.switch(client, theme="pink", back="/")[0] == 400

    @pytest.mark.parametrize(
        "headers",
        [
            {"Sec-Fetch-Site": "cross-site"},
            {"Sec-Fetch-Site": "same-site"},
            {"Origin": "https://evil.example"},
            {"Origin": "null"},
        ],
    )
    def test_a_form_on_another_site_changes_nothing(
        self, client: FlaskClient, headers: dict[str, str]
    ) -> None:
        response = client.post("/theme", data={"theme": "dark", "back": "/"}, headers=headers)
        assert response.status_code == 400
        assert "Set-Cookie" not in response.headers

    def test_an_older_browser_is_known_by_its_origin(self, client: FlaskClient) -> None:
        response = client.post("/theme", data={"theme": "dark"}, headers={"Origin": "http://localhost"})
        assert response.status_code == 303
