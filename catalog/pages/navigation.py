"""Where the header and the footer lead: only to pages that exist in the running application."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask import Flask, current_app, request, url_for

from ..db import DatabaseTrouble

MAIN = (
    ("Devices", "/devices"),
    ("Compare", "/compare"),
    ("Reviews", "/reviews"),
    ("Cartridges", "/cartridges"),
    ("Needle lengths", "/needle-lengths"),
    ("Concerns", "/for"),
    ("Science", "/articles"),
    ("FDA-cleared?", "/cleared"),
)
LOOK_UP = (
    ("All devices", "/devices"),
    ("Cartridges", "/cartridges"),
    ("Needle lengths", "/needle-lengths"),
    ("Comparisons", "/comparisons"),
    ("Reviews", "/reviews"),
    ("Is it FDA-cleared?", "/cleared"),
    ("True-size needle card", "/card"),
)
UNDERSTAND = (
    ("Concerns", "/for"),
    ("Science articles", "/articles"),
    ("Claims, checked", "/claims"),
    ("Studies", "/studies"),
    ("Who says what about length", "/guidance"),
    ("Glossary", "/glossary"),
)
THE_SITE = (
    ("About", "/about"),
    ("Privacy", "/privacy"),
    ("How devices are tested", "/method"),
    ("Disclosure", "/disclosure"),
    ("Corrections", "/corrections"),
    ("Open data", "/download"),
    ("Feeds", "/feeds"),
    ("Report an error", "/report"),
    ("Data for programs", "/api"),
)


filled: dict[str, Callable[[], bool]] = {}
"""Rooms add functions here: address in the header → whether anything stands there yet."""


@dataclass(frozen=True)
class Link:
    """``is_here``: the page itself or one below it is being shown."""

    label: str
    url: str
    is_here: bool


def main_links() -> list[Link]:
    """The header's: pages that exist, and of those that may be empty the ones with something on them."""
    return [link for link in links(MAIN) if _is_filled(link.url)]


def _is_filled(address: str) -> bool:
    known = filled.get(address)
    try:
        return known is None or known()
    except DatabaseTrouble:
        # The page that says so has a header, too.
        return False


def links(places: Iterable[tuple[str, str]]) -> list[Link]:
    """Those of the places, (label, address), that the application has."""
    found = []
    for label, address in places:
        url = page_url(address)
        if url is not None:
            here = request.path == address or request.path.startswith(f"{address}/")
            found.append(Link(label, url, here))
    return found


def page_url(address: str) -> str | None:
    """The URL of one of the site's addresses without parameters, or None while no page answers there."""
    endpoint = _endpoints(current_app._get_current_object()).get(address)  # type: ignore[attr-defined]
    return None if endpoint is None else url_for(endpoint)


def _endpoints(app: Flask) -> dict[str, str]:
    """Endpoint by address. The addresses are the site's promise; which room answers them may change."""
    known = app.extensions.get("addresses")
    if known is None:
        known = {
            rule.rule: rule.endpoint
            for rule in app.url_map.iter_rules()
            if not rule.arguments and "GET" in (rule.methods or ())
        }
        app.extensions["addresses"] = known
    return known
