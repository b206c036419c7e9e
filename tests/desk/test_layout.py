"""What every page of the desk stands in: who it is, the ways beside it, and a menu that needs no script."""

import pytest

from catalog.desk.navigation import GROUPS, navigation
from tests.factories import catalogue
from tests.html import fetcher
from tests.signed_in import Visitor, make_account


@pytest.fixture
def signed_in(app):
    """signed_in("author") → the browser of somebody of that role, and their pages."""

    def sign_in(role):
        with catalogue(app) as session:
            make_account(session, "ben", role)
        visitor = Visitor(app.test_client())
        visitor.sign_in("ben")
        return fetcher(app, visitor.client)

    return sign_in


def test_the_header_says_whose_desk_it_is_and_leads_to_the_site(signed_in):
    page = signed_in("editor")("/desk")
    assert page.text("header .tag") == "Author’s desk"
    assert "You are signed in as Ben (editor)." in page.text(".whoami")
    assert [link.get("href") for link in page.all("header a") if link.text == "View site"] == ["/"]
    assert not page.all("footer.foot")


@pytest.mark.parametrize("role", ["author", "editor", "admin"])
def test_the_navigation_shows_each_role_what_it_may_open_and_nothing_else(app, signed_in, role):
    fetch = signed_in(role)
    page = fetch("/desk")
    column = page.links(".desk-nav a")
    assert column == [way.address for group in navigation(role) for way in group.ways]
    assert page.links(".desk-menu a") == column
    assert ("/desk/people" in column) == (role == "admin")
    for address in column:
        fetch(address)


def test_the_navigation_marks_the_page_that_is_shown_and_the_room_it_lies_in(signed_in):
    fetch = signed_in("admin")
    for address in ("/desk", "/desk/account", "/desk/people"):
        marked = fetch(address).all(".desk-nav [aria-current]")
        assert [(way.get("href"), way.get("aria-current")) for way in marked] == [(address, "page")]


@pytest.mark.parametrize(
    ("path", "here"),
    [
        ("/desk", ["/desk"]),
        ("/desk/people", ["/desk/people"]),
        ("/desk/people/1/off", ["/desk/people"]),
        ("/desk/peoples", []),
        ("/desk/nothing", []),
    ],
)
def test_what_lies_below_a_line_is_in_it_and_nothing_is_below_the_dashboard(path, here):
    ways = [way for group in navigation("admin", path) for way in group.ways]
    assert [way.address for way in ways if way.is_here] == here


def test_counts_stand_beside_the_lines_where_something_waits():
    ways = {
        way.address: way.waiting
        for group in navigation("admin", "", {"/desk/people": 3})
        for way in group.ways
    }
    assert ways.pop("/desk/people") == 3
    assert set(ways.values()) == {0}


def test_no_address_stands_in_the_navigation_twice():
    addresses = [way.address for group in GROUPS for way in group.ways]
    assert len(addresses) == len(set(addresses))
