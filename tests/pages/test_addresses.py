"""Query strings nobody's browser makes are refused in words; every other gets an answer."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import run_wsgi_app

ANSWERS = {200, 301, 302, 303, 304, 308, 400, 404, 410}

# Bytes as they may arrive, the escapes a browser makes, and words the pages know.
PIECES = st.one_of(
    st.binary(max_size=8).map(lambda raw: raw.decode("latin-1")),
    st.sampled_from(["%00", "%zz", "%", "%e2%82", "%ff", "&", "=", ";", "+", "'", "<", "\x00", "%0d%0a"]),
    st.sampled_from(["depth_reach=", "kind=pen", "kind=-pen", "page=", "sort=-", "brand=", "depth_within="]),
    st.sampled_from(["1.5", "0,5", "-1", "99999999999999999999", "1e309", "nan", "%D9%A3", "1.5-0.5", "..2"]),
)
QUERIES = st.lists(PIECES, max_size=8).map("".join)


def ask(app: Flask, path: str, query: str) -> tuple[int, str]:
    """Past every client library that would tidy up the query: as a server would hand it over."""
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "SCRIPT_NAME": "",
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "HTTP_HOST": "localhost",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": None,
    }
    body, status, _headers = run_wsgi_app(app.wsgi_app, environ, buffered=True)
    return int(status[:3]), b"".join(body).decode(errors="replace")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("q=a%00b", "NUL"),
        ("q=a\x00b", "NUL"),
        ("q=100%", "percent sign"),
        ("q=%zz", "percent sign"),
        ("q=%ff", "UTF-8"),
        ("q=\xff", "UTF-8"),
        ("q=%ed%a0%80", "UTF-8"),
        ("q=" + "a" * 8191, "8 kB"),
    ],
)
def test_an_unreadable_query_string_is_400_with_words(app: Flask, query: str, words: str) -> None:
    status, html = ask(app, "/about", query)
    assert status == 400
    assert words in html


@pytest.mark.parametrize("query", ["", "q=%C3%A9", "q=\xc3\xa9", "q=" + "a" * 8190, "&&==&", "q=%25"])
def test_any_other_is_answered(app: Flask, query: str) -> None:
    assert ask(app, "/about", query)[0] == 200


def test_unreadable_paths_lead_nowhere(app: Flask) -> None:
    for path in ("/\xff", "/\x00", "/devices/\x00", "/..", "/" + "a" * 9000, "/devices/%"):
        assert ask(app, path, "")[0] in (301, 302, 308, 400, 404), path


# Something for every part of an address that varies; a page that is not there must not break, either.
PARTS = {
    "number": ["1", "999"],
    "slug": ["dermapen-4", "dr-pen-a6", "nobody"],
    "mm": ["1.5", "0", "1.5x"],
    "name": ["site.css"],
    "place": ["devices", "claims", "nowhere"],
    "key": ["0" * 64, "x"],
    "token": ["0" * 64, "x"],
    "room": ["articles", "devices", "nothing"],
    "version": ["1"],
}
SLUGS = {
    "articles": ["cleaning", "nobody"],
    "authors": ["san", "nobody"],
    "claims": ["c12", "nobody"],
    "for": ["acne-scars", "nobody"],
    "studies": ["alam2014", "nobody"],
}


def addresses(app: Flask) -> Iterator[str]:
    """An address, or a few, of every page that can be fetched."""
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()):
            room = rule.rule.split("/")[1]
            parts = {**PARTS, "slug": SLUGS.get(room, PARTS["slug"])}
            # What a rule gives by default is no part of its address.
            varies = rule.arguments - (rule.defaults or {}).keys()
            for part in range(max((len(parts[name]) for name in varies), default=1)):
                values = {name: parts[name][part % len(parts[name])] for name in varies}
                yield re.sub(r"<(?:\w+:)?(\w+)>", lambda found, values=values: values[found[1]], rule.rule)


HOSTILE = [
    "page=99999999999999999999",
    "page=%00",
    "%",
    "q=%ed%a0%80",
    "d=a,b&d=%27&show=diff&base=-1",
    "kind=-pen&sort=-&depth_reach=1e309",
    "depth_within=1.5-0.5&brand=%D9%A3",
    "as_of=0001-01-01",
    "as_of=99999999999999999999",
    "cursor=%F0%9F%92%A9&limit=-1",
    "v=x&back=//elsewhere.example/&title=%0d%0a",
]


def test_no_page_breaks_at_what_somebody_may_try(seeded_app: Flask) -> None:
    """Every page with some of these; the next test tries far more."""
    for number, address in enumerate(addresses(seeded_app)):
        for query in (HOSTILE * 2)[number % len(HOSTILE) :][:3]:
            status, _html = ask(seeded_app, address, query)
            assert status in ANSWERS, f"{address}?{query!r} answers {status}"


@pytest.mark.long
@given(query=QUERIES)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_string_breaks_any_page(seeded_app: Flask, query: str) -> None:
    for address in addresses(seeded_app):
        status, _html = ask(seeded_app, address, query)
        assert status in ANSWERS, f"{address}?{query!r} answers {status}"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("/Devices/?kind=pen", "/devices?kind=pen"),
        ("/devices/SkinPen-Precision", "/devices/skinpen-precision"),
        ("/about/", "/about"),
    ],
)
def test_a_slip_of_the_hand_is_led_on(client: FlaskClient, written: str, address: str) -> None:
    answer = client.get(written)
    assert (answer.status_code, answer.location) == (301, address)


@pytest.mark.parametrize("written", ["/NOTHING/Here/", "//elsewhere.example/", "/static/SITE.css"])
def test_what_is_no_page_is_not_led_on(client: FlaskClient, written: str) -> None:
    answer = client.get("/", environ_overrides={"PATH_INFO": written})
    assert answer.status_code in (308, 404)
    assert urlsplit(answer.location or "").netloc in ("", "localhost")
