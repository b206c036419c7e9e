"""From the link of the first run to a published review with a picture: in Chromium, by keyboard."""

import io

import pytest
from PIL import Image

from catalog.people import links
from tests.conftest import serving
from tests.factories import catalogue
from tests.signed_in import PASSWORD

TEXT = """\
This was written to try the page; nobody used anything.

[[picture made-up-view]]

## Hygiene

The packs were sealed, as far as a made-up pack can be.
"""


@pytest.fixture
def first_run(own_app):
    """The address of a server over the real catalogue, and the link that makes the first account."""
    with catalogue(own_app) as session:
        link = links.make_link(session, links.FIRST_ACCOUNT)
    for address in serving(own_app):
        yield address, link


def made_up_picture() -> bytes:
    file = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((1200, 800)).save(file, "JPEG")
    return file.getvalue()


def press(page, name):
    """A button, by keyboard."""
    page.get_by_role("button", name=name, exact=True).last.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_from_the_first_run_to_a_published_review_with_a_picture(first_run, chromium, scripts):
    address, link = first_run
    context = chromium.new_context(
        base_url=address, java_script_enabled=scripts, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()

    page.goto(link)
    page.get_by_label("Who are you?").select_option("San")
    page.get_by_label("Login").fill("san")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    press(page, "Make the account")

    page.goto("/desk/authors/san")
    page.get_by_label("Disclosure", exact=True).fill("This is a test, and nobody sells anything in it.")
    press(page, "Publish")

    page.goto("/desk/media/new")
    picture = {"name": "made-up-view.jpg", "mimeType": "image/jpeg", "buffer": made_up_picture()}
    page.locator("input[type=file]").set_input_files(picture)
    page.get_by_label("What is to be seen").fill("A made-up gradient from dark to light.")
    page.get_by_label("Own photo").check()
    page.get_by_label("Who took it").fill("Nobody")
    press(page, "Add the picture")
    assert "made-up-view" in page.url

    page.goto("/desk/reviews/new?device=exceed")
    page.get_by_label("Title", exact=True).fill("A made-up review of the Exceed")
    page.get_by_label("I had it in hand and used it").check()
    page.get_by_label("How it was obtained").select_option("Bought")
    page.get_by_label("Where, when, from whom").fill("Nowhere: this is a test.")
    page.get_by_label("Days of use").fill("42")
    page.get_by_label("Sessions", exact=True).fill("6")
    page.get_by_label("Devices tried").fill("1")
    page.get_by_label("Last used").fill("2026-11-01")
    page.get_by_label("Connection to whoever").select_option("None to whoever makes or sells it")
    page.get_by_label("Version of the method").select_option(index=1)
    hygiene = page.get_by_role("group", name="Hygiene")
    hygiene.get_by_label("Score").fill("8.0")
    hygiene.get_by_label("Why").fill("The packs were sealed.")
    page.get_by_label("Verdict in one sentence").fill("A made-up verdict.")
    page.locator("#text").fill(TEXT)
    press(page, "Publish")
    assert "Not published" in page.locator("[role=alert]").first.inner_text()
    asked = page.locator("#flaws-h ~ ul").inner_text()
    assert "Best for" in asked
    assert page.locator("#text").input_value() == TEXT

    page.locator("input[name=best_for-0-words], textarea[name=best_for-0-words]").fill("Tests")
    page.locator("input[name=not_for-0-words], textarea[name=not_for-0-words]").fill("Skin")
    page.locator("[name=alternatives-0-device]").fill("dr-pen-m8")
    page.locator("[name=alternatives-0-reason]").fill("Its needle length is another.")
    page.locator("[name=pros-0-words]").fill("Sealed packs")
    page.locator("[name=cons-0-words]").fill("It is made up")
    press(page, "Publish")
    left = page.locator("#flaws-h ~ ul")
    assert "Published. Readers see it now." in page.locator("main").inner_text(), left.all_inner_texts()

    reader = chromium.new_context(base_url=address, java_script_enabled=scripts).new_page()
    reader.goto("/devices/exceed")
    reader.get_by_role("link", name="A made-up review of the Exceed").first.click()
    assert reader.locator("h1").inner_text() == "A made-up review of the Exceed"
    shown = reader.locator("figure.photo img")
    shown.scroll_into_view_if_needed()
    assert shown.get_attribute("alt") == "A made-up gradient from dark to light."
    if scripts:
        reader.wait_for_function("() => document.querySelector('figure.photo img').naturalWidth > 0")
    assert "own photo" in reader.locator("figure.photo").inner_text()
    assert "Bought" in reader.locator("main").inner_text()
    for used in (context, reader.context):
        used.close()
