"""The form of a text in Chromium: with script it saves by itself and has tools; without it all works too."""

import pytest
from sqlmodel import select

from catalog.articles.models import Article
from catalog.editorial.models import Draft, Revision
from tests.factories import catalogue

PAGE = "/desk/articles/choosing-a-device"


def drafts_of(app):
    with app.extensions["database"].reader() as session:
        return list(session.exec(select(Draft)))


def text_area(page):
    return page.locator("textarea[name=text]")


def test_it_saves_by_itself_and_the_preview_follows(own_app, anna_browses):
    page = anna_browses(PAGE)
    text_area(page).fill("Only this sentence is left.")
    page.get_by_text("Saved by itself").wait_for(timeout=15_000)
    (draft,) = drafts_of(own_app)
    assert draft.fields["text"] == "Only this sentence is left."
    frame = page.frame_locator("iframe")
    frame.get_by_text("Only this sentence is left.").wait_for(timeout=15_000)
    page.keyboard.press("End")
    text_area(page).fill("Only this sentence is left. And one more.")
    page.wait_for_function(
        "() => document.querySelector('input[name=based_on]').value === '1'", timeout=15_000
    )
    page.get_by_role("button", name="Save draft").click()
    assert drafts_of(own_app)[0].fields["text"].endswith("And one more.")


def test_two_pages_of_one_text_end_in_a_choice_that_loses_nothing(own_app, anna_browses):
    first = anna_browses(PAGE)
    second = first.context.new_page()
    second.goto(PAGE)
    text_area(first).fill("The first page.")
    first.get_by_text("Saved by itself").wait_for(timeout=15_000)
    text_area(second).fill("The second page.")
    second.get_by_role("link", name="Choose").wait_for(timeout=15_000)
    with second.expect_response(f"**{PAGE}/autosave", timeout=15_000):
        text_area(second).fill("The second page, typed on.")
    second.get_by_role("link", name="Choose").click(timeout=15_000)
    assert "Two texts of" in second.locator("h1").inner_text()
    second.get_by_label("Mine").check()
    second.get_by_role("button", name="Go on with this choice").click()
    assert text_area(second).input_value() == "The second page, typed on."
    with own_app.extensions["database"].reader() as session:
        texts = {row.fields["text"] for row in session.exec(select(Revision))}
    assert {"The first page.", "The second page, typed on."} <= texts


def test_something_new_has_its_preview_from_the_first_save_on(own_app, anna_browses):
    page = anna_browses("/desk/articles/new")
    assert not page.locator("iframe").is_visible()
    page.locator("#title").fill("A new one")
    page.get_by_text("Saved by itself").wait_for(timeout=15_000)
    assert "Not saved yet" not in page.locator("[data-standing]").inner_text()
    frame = page.frame_locator("iframe")
    frame.locator("h1").wait_for(timeout=15_000)
    (draft,) = drafts_of(own_app)
    assert draft.slug == "a-new-one"


def test_the_preview_is_beside_the_text_whatever_else_is_said_there(anna_browses):
    page = anna_browses("/desk/reviews/new?device=exceed")
    page.get_by_role("button", name="Publish").click()
    page.get_by_text("Not published.").wait_for(timeout=15_000)
    text_area(page).scroll_into_view_if_needed()
    side = page.locator(".editor-side").bounding_box()
    assert side["y"] >= 0
    assert side["y"] + side["height"] <= page.viewport_size["height"]


def test_the_preview_stays_where_it_was_scrolled_to(anna_browses):
    page = anna_browses(PAGE)
    page.frame_locator("iframe").locator("h1").wait_for(timeout=15_000)
    page.evaluate(
        "const w = document.querySelector('iframe').contentWindow; w.old = true; w.scrollTo(0, 700)"
    )
    page.locator("#title").fill("Another title")
    page.wait_for_function(
        """() => {
          const shown = document.querySelector('iframe').contentWindow;
          return !shown.old && shown.document.readyState === 'complete' && shown.scrollY >= 500;
        }""",
        timeout=15_000,
    )


def test_what_could_not_be_sent_is_kept_in_the_browser(own_app, anna_browses):
    page = anna_browses(PAGE)
    page.context.set_offline(True)
    text_area(page).fill("Written on a train.")
    page.get_by_text("kept in this browser").wait_for(timeout=15_000)
    page.context.set_offline(False)
    page.reload()
    page.get_by_role("button", name="Put it in").click()
    assert text_area(page).input_value() == "Written on a train."
    page.get_by_text("Saved by itself").wait_for(timeout=15_000)
    assert drafts_of(own_app)[0].fields["text"] == "Written on a train."


def test_what_a_button_could_not_send_is_kept_in_the_browser_until_it_is_saved(own_app, anna_browses):
    page = anna_browses(PAGE)
    text_area(page).fill("Typed before the line went down.")
    page.context.set_offline(True)
    with page.expect_event("requestfailed", lambda request: request.is_navigation_request(), timeout=15_000):
        page.get_by_role("button", name="Save draft").click(no_wait_after=True)
    page.context.set_offline(False)
    page.goto(PAGE)
    page.get_by_role("button", name="Put it in").click()
    assert text_area(page).input_value() == "Typed before the line went down."
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_url("**done=saved")
    assert drafts_of(own_app)[0].fields["text"] == "Typed before the line went down."
    page.goto(PAGE)
    text_area(page).wait_for()
    assert page.get_by_role("button", name="Put it in").count() == 0


@pytest.mark.parametrize("from_page", [PAGE, "/desk"])
def test_who_signs_out_leaves_no_text_in_the_browser(anna_browses, from_page):
    page = anna_browses(PAGE)
    page.evaluate("localStorage.setItem('not a draft', 'stays')")
    page.context.set_offline(True)
    text_area(page).fill("Nobody else’s business.")
    page.get_by_text("kept in this browser").wait_for(timeout=15_000)
    page.context.set_offline(False)
    if from_page != PAGE:
        page.goto(from_page)
    else:
        # Typed, and neither saved nor kept yet: leaving the page would keep it.
        text_area(page).fill("Nobody else’s business, typed on.")
    kept = "Object.keys(localStorage).filter(key => key.startsWith('draft '))"
    assert page.evaluate(kept) == [f"draft {PAGE}"]
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_url(lambda address: "/desk" not in address)
    assert page.evaluate(kept) == []
    assert page.evaluate("localStorage.getItem('not a draft')") == "stays"


def test_a_tool_puts_its_mark_around_what_is_marked_and_arrows_move_between_tools(anna_browses):
    page = anna_browses(PAGE)
    text_area(page).fill("one two")
    text_area(page).evaluate("area => area.setSelectionRange(4, 7)")
    page.get_by_role("button", name="Bold").click()
    assert text_area(page).input_value() == "one **two**"
    page.get_by_role("button", name="Bold").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent") == "Italic"


@pytest.mark.parametrize("scripts", [True, False])
def test_by_keyboard_alone_a_text_is_changed_and_published(own_app, anna_browses, scripts):
    page = anna_browses(PAGE, scripts=scripts)
    page.locator("#summary").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("Length before brand, and what to ask.")
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = (
            page.evaluate("[document.activeElement.name, document.activeElement.value]") if scripts else None
        )
        if focused == ["do", "publish"]:
            break
        if not scripts and page.locator("button[value=publish]:focus").count():
            break
    page.keyboard.press("Enter")
    page.get_by_text("Published. Readers see it now.").wait_for(timeout=15_000)
    with catalogue(own_app) as session:
        row = session.exec(select(Article).where(Article.slug == "choosing-a-device")).one()
        assert row.summary == "Length before brand, and what to ask."


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_is_wider_than_a_phone(own_app, anna_browses, width):
    page = anna_browses(PAGE, width=width)
    page.get_by_role("button", name="Save draft").click()
    page.get_by_text("Saved as a draft").wait_for(timeout=15_000)
    with catalogue(own_app) as session:
        planned = session.exec(select(Draft)).one()
        planned.publish_at, planned.zone = "2099-01-01T08:00:00.000000Z", "America/Argentina/Buenos_Aires"
    for address in (PAGE, "/desk/articles", f"{PAGE}/publishing", f"{PAGE}/changes", f"{PAGE}/revisions"):
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, address
