"""From a reply to its deletion, in a browser without script; and how the pages look in it."""

import threading

import pytest
from werkzeug.serving import make_server

from tests.conftest import free_port
from tests.factories import catalogue
from tests.signed_in import PASSWORD, make_account

FIRST = "/articles/how-microneedling-works"


@pytest.fixture
def server(own_app):
    """The address of a server over the real catalogue, a copy of this test's own; Mia is an editor there."""
    with catalogue(own_app) as session:
        make_account(session, "mia", "editor")
    running = make_server("127.0.0.1", free_port(), own_app, threaded=True)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    thread.join()
    running.server_close()


@pytest.fixture
def open_page(chromium, server):
    """open_page(scripts=False) → a page of a browser that nobody else uses."""
    contexts = []

    def new(**options):
        context = chromium.new_context(base_url=server, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        return page

    yield new
    for context in contexts:
        context.close()


def write(page, words, name):
    page.get_by_label("Your reply").fill(words)
    page.get_by_label("Name, if you like").fill(name)
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/comments/thanks?key=*")
    return page.locator(".own-a a").get_attribute("href")


def sign_in(page):
    page.goto("/sign-in")
    page.get_by_label("Login").or_(page.locator("#login")).first.fill("mia")
    page.locator("#password").fill(PASSWORD)
    page.locator("form.form button").click()
    page.wait_for_url("**/desk")


def test_a_reply_is_written_read_published_answered_and_deleted_without_script(open_page):
    reader, moderator = (open_page(java_script_enabled=False) for _ in range(2))
    reader.goto(FIRST)
    reader.locator("#comments").get_by_role("link", name="Write a reply").click()
    assert not reader.get_by_label("Leave this empty").is_visible()
    reader.get_by_role("button", name="Send").click()
    assert "Write what you want to say" in reader.locator("#words-err").inner_text()
    own = write(reader, "The first line.\n\nAnother <b>paragraph</b>.", "Ada")
    reader.goto(FIRST)
    assert "The first line." not in reader.locator("main").inner_text()

    sign_in(moderator)
    moderator.goto("/desk/comments")
    moderator.get_by_role("checkbox", name="Ada").check()
    moderator.locator(".cm-all").get_by_role("button", name="Publish").click()
    assert "1 published" in moderator.get_by_role("status").inner_text()

    reader.goto(FIRST)
    comment = reader.locator("#comment-1")
    assert comment.locator(".cm-w p").all_inner_texts() == ["The first line.", "Another <b>paragraph</b>."]
    comment.get_by_role("link", name="Reply to Ada").click()
    assert "The first line." in reader.locator("blockquote").inner_text()
    write(reader, "I see it otherwise.", "")

    moderator.goto("/desk/comments")
    moderator.get_by_text("Answer as Mia").click()
    moderator.get_by_label("Your answer").fill("Thank you both.")
    moderator.get_by_role("button", name="Answer comment 2").click()
    moderator.wait_for_url("**/desk/comments?*")

    reader.goto(FIRST)
    names = reader.locator(".cmts b").all_inner_texts()
    assert names == ["Ada", "A reader", "Mia"]
    assert reader.context.cookies() == []

    reader.goto(own)
    reader.get_by_role("button", name="Delete my reply").click()
    reader.wait_for_url("**/comments/deleted")
    reader.goto(FIRST)
    said = reader.locator("#comments").inner_text()
    assert "The first line." not in said
    assert "I see it otherwise." in said
    assert reader.goto(own).status == 404


def test_a_refusal_is_undone_with_one_press(open_page):
    page = open_page(java_script_enabled=False)
    page.goto(f"/comments/new?on={FIRST}")
    write(page, "Hello.", "Ada")
    sign_in(page)
    page.goto("/desk/comments")
    page.get_by_role("button", name="Refuse comment 1").click()
    assert page.get_by_text("Nothing waits.").is_visible()
    page.get_by_role("button", name="Undo the refusal").click()
    assert page.locator(".cm-queue li").count() == 1
    page.get_by_role("button", name="Delete comment 1").click()
    page.get_by_role("button", name="Delete 1 for good").click()
    assert "1 deleted" in page.get_by_role("status").inner_text()


LONG = "Averylongwordwithoutanyplacetobreakit" * 12


@pytest.fixture
def filled(own_app):
    """A thread of words without a place to break, with an answer; one that waits, and one that is refused."""
    from catalog.articles.queries import article
    from catalog.comments.models import Comment

    with catalogue(own_app) as session:
        thing = article(session, "how-microneedling-works").id
        given = {"kind": "article", "thing_id": thing, "day": "2026-03-01"}
        for fields in (
            {"name": LONG[:60], "words": LONG, "state": "published"},
            {"parent_id": 1, "words": f"{LONG}\n\nhttps://example.com/{LONG}", "state": "published"},
            {"parent_id": 1, "name": "Mia", "author": "mia", "words": "An answer.", "state": "published"},
            {"name": "Ben", "words": f"{LONG} ben@example.com www.example.com", "parent_id": 1},
            {"name": "Cem", "words": "Refused.", "state": "refused", "decided_on": "2026-03-01"},
        ):
            session.add(Comment(**given | fields))
            session.flush()


PAGES = (
    FIRST,
    f"/comments?on={FIRST}",
    f"/comments/new?on={FIRST}&to=2",
    "/comments/deleted",
    "/comments/thanks?key=" + "a" * 64,
    "/desk/comments",
    "/desk/comments?show=published",
    "/desk/comments?show=refused&refused=5",
)


def test_nothing_scrolls_sideways(filled, open_page):
    page = open_page(reduced_motion="reduce")
    sign_in(page)
    found = {}
    for address in PAGES:
        page.goto(address)
        page.evaluate("document.querySelectorAll('details.fold').forEach((fold) => (fold.open = true))")
        for width in (320, 390, 768, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                found[address, width] = wide
    assert found == {}


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(filled, open_page, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_page(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": 390 if scheme == "dark" else 1440, "height": 900})
    sign_in(page)
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    found = {}
    for address in PAGES:
        page.goto(address)
        page.evaluate("document.querySelectorAll('details.fold').forEach((fold) => (fold.open = true))")
        violations = axe.run(page, options=options).response["violations"]
        if violations:
            found[address] = [
                (one["id"], [node["html"][:160] for node in one["nodes"]]) for one in violations
            ]
    assert found == {}
