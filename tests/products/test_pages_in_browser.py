"""Pages of products in Chromium: accessible, no sideways scroll, small, whole without scripts."""

import pytest

axe_playwright_python = pytest.importorskip("axe_playwright_python.sync_playwright")

PAGES = (
    "/devices/skinpen-precision",
    "/devices/micropen-evo",
    "/devices/genosys-dts-roller",
    "/devices/dr-pen-a6",
    "/cartridges",
    "/cartridges/exceed-safety-6",
    "/brands/dr-pen",
)


@pytest.fixture
def browse(chromium, live_server):
    """browse("/devices/a6", width=390, color_scheme="dark") → a page of Playwright."""
    contexts = []

    def open_page(path, width=1440, **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        shown = context.new_page()
        shown.goto(live_server + path)
        return shown

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/devices/dr-pen-a6", "/devices/genosys-dts-roller"])
def test_axe_finds_nothing(browse, path, scheme):
    shown = browse(path, 390, color_scheme=scheme)
    shown.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    found = axe_playwright_python.Axe().run(shown)
    assert len(found.response["passes"]) > 20
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1440])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(browse, path, width):
    shown = browse(path, width, java_script_enabled=True)
    overflow = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    wide = shown.evaluate(f"{overflow} && document.documentElement.scrollWidth > {width}")
    assert not wide


def test_a_cold_visit_is_small(browse, chromium, live_server):
    context = chromium.new_context()
    shown = context.new_page()
    session = context.new_cdp_session(shown)
    session.send("Network.enable")
    sizes = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    shown.goto(live_server + "/devices/dr-pen-a6", wait_until="networkidle")
    context.close()
    assert 0 < sum(sizes) <= 60_000


def test_the_keyboard_opens_what_is_folded_and_reaches_a_source(browse):
    shown = browse("/devices/skinpen-precision", java_script_enabled=True)
    shown.focus(".recd summary")
    shown.keyboard.press("Enter")
    assert shown.locator(".recd li").first.is_visible()
    shown.focus(".bigl .prov a")
    shown.keyboard.press("Enter")
    assert shown.url.endswith("#s-pinova-skinpen-depth")
    assert shown.locator(":target").is_visible()


def test_sessions_can_be_changed_without_scripts(browse):
    shown = browse("/devices/dr-pen-a6", 390, java_script_enabled=False)
    shown.fill("#sessions", "3")
    shown.click("#cost button")
    assert "sessions=3" in shown.url
    assert "for 3 sessions" in shown.text_content("#cost")
