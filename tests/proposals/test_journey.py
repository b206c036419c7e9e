"""From a pasted page to the public page and its history, in a browser without script."""

import threading

import pytest
from werkzeug.serving import make_server

from tests.conftest import free_port
from tests.factories import catalogue, make_device
from tests.signed_in import PASSWORD, make_account

TEXT = "Dermaline One\nNoise: 55 dB\nA bayonet slot\nWarranty: 12 months or so they say\nWarranty: 24 months"


@pytest.fixture
def site(app):
    with catalogue(app) as session:
        make_account(session)
        make_device(session)
    server = make_server("127.0.0.1", free_port(), app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("width", [320, 1280])
def test_paste_tick_save_and_see_it(site, chromium, width):
    context = chromium.new_context(
        base_url=site, java_script_enabled=False, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    page.goto("/desk/devices/dermaline-one/paste")
    page.get_by_label("Sign in with").or_(page.locator("#login")).first.fill("anna")
    page.locator("#password").fill(PASSWORD)
    page.locator("main form button").first.click()
    page.get_by_label("Text of the page").fill(TEXT)
    page.get_by_label("Title of the page").fill("Page of a new shop")
    page.get_by_label("Who published it").fill("New Shop")
    page.get_by_label("What it is").select_option("retailer")
    page.get_by_label("Day read").fill("2026-11-20")
    page.get_by_role("button", name="Read it").click()
    assert page.locator("mark").first.inner_text() == "55 dB"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("[name=pick]:checked").count() == 2
    page.locator(".proposal", has_text="24 months").first.get_by_label("Take this").check()
    page.get_by_role("button", name="Save ticked and publish").click()
    assert "Saved" in page.locator("[role=status]").inner_text()
    page.get_by_role("link", name="Dermaline One", exact=True).click()
    shown = page.locator("main").inner_text()
    for words in ("55 dB", "Bayonet", "Page of a new shop", "20 Nov 2026"):
        assert words in shown
    page.goto("/devices/dermaline-one/history")
    assert "Pasted from Page of a new shop" in page.locator("main").inner_text()
    context.close()
