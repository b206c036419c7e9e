"""What search engines are told: `/robots.txt`, `/sitemap.xml` with its parts, and which answers are no pages.

Pages say in their own head what is to be listed under which address; here stands what none of them says.
"""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Flask, Response, abort

from catalog.pages import sitemap, sitemap_xml
from catalog.pages.site_root import absolute, site_root

blueprint = Blueprint("crawlers", __name__)

CLOSED: Final = (
    "/desk",
    "/preview/",
    "/sign-in",
    "/set-password/",
    "/first-account/",
    "/basket",
    "/comments/",
    "/report",
    # The whole of it in one file, which is no page.
    "/download/",
    # Every choice of filters is an address of its own: without end, and nothing on them that is not listed.
    "/devices?*",
    "/devices.json?*",
    "/devices.csv?*",
    "/devices.atom?*",
    "/compare?*",
    "/compare.",
    "/studies?*",
    "/reviews?*",
    "/cleared?*",
    "/search",
    "/*?as_of=",
    "/*?sessions=",
    "/*?since=",
)
"""Beginnings of addresses not to be asked for (RFC 9309; ``*`` stands for anything).

A question mark is never the last sign of one: readers that parse a rule as an address would drop it, and
then leave out the list itself.
"""
OPEN: Final = ("/devices?page=", "/studies?page=")
"""Longer than what they lie under, so that they win: the lists themselves, page by page."""

PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
FOR_PROGRAMS: Final = frozenset(
    {
        "application/json",
        "application/vnd.citationstyles.csl+json",
        "application/problem+json",
        "application/x-bibtex",
        "application/x-research-info-systems",
        "text/csv",
        "text/markdown",
        "text/x-bibtex",
    }
)
"""Types of files that say what a page says: the page is what is to be found."""


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.after_request(not_listed)


def not_listed(response: Response) -> Response:
    """Files that repeat a page for programs are not to be listed beside it."""
    if response.mimetype in FOR_PROGRAMS:
        response.headers.setdefault("X-Robots-Tag", "noindex")
    return response


@blueprint.get("/robots.txt")
def robots() -> Response:
    lines = [
        "User-agent: *",
        *(f"Allow: {path}" for path in OPEN),
        *(f"Disallow: {path}" for path in CLOSED),
        "",
        f"Sitemap: {absolute('/sitemap.xml')}",
        "",
    ]
    return Response("\n".join(lines), content_type="text/plain; charset=utf-8")


@blueprint.get("/sitemap.xml")
def show_sitemap() -> Response:
    """The pages; where they are too many for one file, the list of its parts."""
    parts = _parts()
    root = site_root()
    return _xml(sitemap_xml.urlset(parts[0], root) if len(parts) == 1 else sitemap_xml.index(parts, root))


@blueprint.get("/sitemaps/<int:number>.xml")
def show_part(number: int) -> Response:
    parts = _parts()
    if not 0 < number <= len(parts):
        abort(404)
    return _xml(sitemap_xml.urlset(parts[number - 1], site_root()))


def _parts() -> list[list[sitemap.Listed]]:
    return list(sitemap_xml.parts(sitemap.pages(), site_root()))


def _xml(text: bytes) -> Response:
    return Response(text, content_type="application/xml; charset=utf-8")
