"""What holds for every kind of page, in a real browser and on the wire."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from tests.every_page import EVERY_PAGE
from tests.html import parse

WIDTHS = (320, 390, 768, 1024, 1280, 1440, 1600)
LEAST_TARGET = 24
COLD_VISIT = 60_000
"""Bytes on the wire of a page with everything it needs, content images apart."""

every_page = pytest.mark.parametrize("address", EVERY_PAGE.values(), ids=list(EVERY_PAGE))


@pytest.fixture(scope="module")
def desk(chromium: Any, live_server: str) -> Iterator[Any]:
    """One page for all tests of this module; what it complains of is collected."""
    context = chromium.new_context(base_url=live_server, reduced_motion="reduce")
    context.add_init_script(NOTE_VIOLATIONS)
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


NOTE_VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""


@every_page
def test_nothing_scrolls_sideways_and_no_target_is_small(desk: Any, address: str) -> None:
    desk.goto(address)
    too_wide, too_small = {}, {}
    for width in WIDTHS:
        desk.set_viewport_size({"width": width, "height": 800})
        if (found := desk.evaluate(SETTLED_WIDTH)) > width:
            too_wide[width] = found
        if width in (320, 1440) and (small := desk.evaluate(SMALL_TARGETS, LEAST_TARGET)):
            too_small[width] = small
    assert too_wide == {}
    assert too_small == {}


SETTLED_WIDTH = """async () => {
  for (const _ of [1, 2, 3]) await new Promise(requestAnimationFrame);
  return document.documentElement.scrollWidth;
}"""

SMALL_TARGETS = """(least) => {
  // Links inside a sentence are as high as its line (WCAG 2.5.8 excepts them); the needles of the home page
  // repeat as a list.
  const isText = (node) => node.nodeType === 3 && node.textContent.trim().length > 1;
  const inSentence = (link) => getComputedStyle(link).display === "inline"
    && [...link.parentElement.childNodes].some(isText);
  // A tick box is hit through its label, a card's name through the card.
  const hit = (target) => target.closest("label") ?? target.closest(".card h3")?.closest(".card") ?? target;
  return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary")]
    .filter((target) => target.checkVisibility() && !target.closest(".skip, svg"))
    .map((target) => ({target, box: hit(target).getBoundingClientRect()}))
    .filter(({box}) => box.width && box.height && Math.min(box.width, box.height) < least - 0.5)
    .filter(({target}) => target.tagName !== "A" || !inSentence(target))
    .map(({target, box}) => `${target.textContent.trim().slice(0, 40) || target.name} ${box.height} high`);
}"""


@pytest.mark.long
@every_page
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(desk: Any, address: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    desk.emulate_media(color_scheme=scheme)
    desk.set_viewport_size({"width": 390 if scheme == "dark" else 1440, "height": 900})
    desk.goto(address)
    # What is folded is read too; of those with a name one is open at a time, over what lies below it.
    desk.evaluate("document.querySelectorAll('details:not([name])').forEach((fold) => (fold.open = true))")
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    violations = axe.run(desk, options=options).response["violations"]
    found = [(one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in violations]
    assert found == []


@every_page
def test_a_page_asks_nobody_else_and_keeps_to_its_policy(desk: Any, live_server: str, address: str) -> None:
    page = desk.context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address, wait_until="networkidle")
    violations = page.evaluate("window.violations")
    page.close()
    assert [url for url in asked if not url.startswith(live_server)] == []
    assert violations == []
    # The browser itself reports that the page that is not there is not there.
    assert [line for line in said if "404 (NOT FOUND)" not in line] == []
    assert desk.context.cookies() == []


@every_page
def test_a_cold_visit_weighs_at_most_60_kb(seeded_app: Flask, address: str) -> None:
    client = seeded_app.test_client()
    headers = {"Accept-Encoding": "br"}
    document = client.get(address, headers=headers)
    assert document.headers["Content-Encoding"] == "br"
    plain = client.get(address, headers={"Accept-Encoding": "identity"}).get_data(as_text=True)
    sizes = {"document": len(document.data)}
    for asset in assets_of(plain):
        sizes[asset] = len(client.get(asset, headers=headers).data)
    assert any(asset.endswith(".css") for asset in sizes)
    assert sum(sizes.values()) <= COLD_VISIT, sizes


def assets_of(html: str) -> set[str]:
    """Style sheets, scripts, icons and pictures that a browser fetches with the page."""
    tree = parse(html)
    found = {link.get("href") for link in tree.iter("link") if link.get("rel") in ("stylesheet", "icon")}
    found |= {script.get("src") for script in tree.iter("script") if script.get("src")}
    found |= {picture.get("src") for picture in tree.iter("img")}
    return {address for address in found if re.match(r"/", address or "")}
