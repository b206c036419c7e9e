"""Where an address lies in a copy, and what has no place there."""

from posixpath import normpath
from urllib.parse import quote, unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.exchange.frozen_paths import NO_FILE, address_of, file_of, way, why_not

NAME = st.text("abcdefgh-0123456789.é ", min_size=1, max_size=8).filter(lambda name: name.strip(". "))
NAMES = st.lists(NAME, min_size=1, max_size=4)
STAY = [
    "/",
    "/devices",
    "/devices/page-2",
    "/comparisons/a-b",
    "/compare/s/abc",
    "/compare/s/abc.csv",
    "/desktop",
    "/api",
    "/reports",
]


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("/", "/"),
        ("/devices", "/devices"),
        ("/devices/", "/devices"),
        ("/devices?page=2", "/devices/page-2"),
        ("/devices?page=1", "/devices"),
        ("/devices?page=0", "/devices?page=0"),
        ("/devices?page=2&kind=pen", "/devices?page=2&kind=pen"),
        ("/devices/dr-pen-a6#law", "/devices/dr-pen-a6"),
        ("/share/devices/a6.png?v=12ab", "/share/devices/a6.png"),
        ("/needle-lengths/0.5", "/needle-lengths/0.5"),
    ],
)
def test_an_address_is_known_by_its_path_and_its_page(url, address):
    assert address_of(url) == address


@pytest.mark.parametrize(
    ("address", "begins"),
    [
        ("/compare", "Comparing"),
        ("/compare.csv?d=a6", "Comparing"),
        ("/compare/s/abc?d=1", "Comparing"),
        ("/devices?kind=pen", "Filters"),
        ("/devices/dr-pen-a6?as_of=9", "Pages as they were"),
        ("/devices/dr-pen-a6?sessions=4", "Costs"),
        ("/cleared?model=A6", "Looking"),
        ("/search", "Searching"),
        ("/search.json?q=a", "Searching"),
        ("/report?page=/", "Reporting"),
        ("/comments", "Replies"),
        ("/comments/new?on=/articles/x", "Replies"),
        ("/desk/articles", "The desk"),
        ("/api/v1/products", "The programming"),
        ("/basket", "Devices put aside"),
    ],
)
def test_what_needs_a_server_is_left_out_with_a_reason(address, begins):
    assert why_not(address).startswith(begins)


@pytest.mark.parametrize("address", STAY)
def test_what_is_a_page_or_a_file_stays(address):
    assert why_not(address) == ""


@pytest.mark.parametrize(
    "url",
    [
        "/%2e%2e/%2e%2e/x",
        "/%2e%2e%2f..%2fx",
        "/devices/%2e%2e/%2e%2e/x.json",
        "/a/%2e",
        "/a%5c..%5c..%5cb",
        "/a%00b",
        f"/{'a' * 300}",
        f"/{'%C3%A9' * 120}",
    ],
)
def test_no_address_leads_out_of_the_folder(url):
    assert why_not(address_of(url)) == NO_FILE


@given(st.lists(st.sampled_from(["..", ".", "", "a", "é.json", "\\"]), max_size=5), st.booleans())
def test_whatever_an_address_is_its_file_lies_in_the_folder(parts, is_page):
    address = address_of(f"/{quote('/'.join(parts), safe='')}")
    file = file_of(address, lambda _: is_page)
    assert why_not(address) or f"{normpath(f'/copy/{file}')}/".startswith("/copy/")


def test_a_page_lies_in_a_folder_of_its_own_and_a_file_under_its_name():
    def is_page(address):
        return not address.endswith(".json")

    assert file_of("/", is_page) == "index.html"
    assert file_of("/devices", is_page) == "devices/index.html"
    assert file_of("/devices.json", is_page) == "devices.json"
    assert file_of("/devices.json/page-2", lambda _: False) == "devices.page-2.json"
    assert file_of("/needle-lengths/0.5", is_page) == "needle-lengths/0.5/index.html"


@given(NAMES, NAMES)
def test_a_way_leads_from_file_to_file_wherever_the_copy_lies(one, other):
    file, to = "/".join([*one, "index.html"]), "/".join([*other, "x.json"])
    found = way(file, to)
    assert not found.startswith("/")
    assert unquote(urljoin(f"http://h/under/{quote(file)}", found)) == f"http://h/under/{to}"
