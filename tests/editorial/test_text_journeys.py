"""Every kind of text goes the same way: changed at the desk, public at once, and undone as a new change."""

import pytest

from tests.factories import catalogue
from tests.html import Page, filled

ROADS = {
    "articles": ("safety", "summary", "Changed for a test."),
    "comparisons": ("dr-pen-a6-and-m8", "summary", "Changed for a test."),
    "needs": ("rollers-never-above-0-5-mm", "summary", "Changed for a test."),
    "claims": ("c02", "instead", "Changed for a test."),
    "studies": ("chu2021", "does_not_show", "Changed for a test."),
    "concerns": ("acne-scars", "effect", "Changed for a test."),
    "guidance": ("g-fda-page", "says", "Changed for a test."),
    "glossary": ("fibroblast", "definition", "Changed for a test."),
    "authors": ("san", "qualifications", "Changed for a test."),
}
"""Room → a public thing, a field of it that its page shows, and what is typed there."""


@pytest.mark.parametrize("room", [*ROADS])
def test_a_text_is_changed_at_the_desk_and_changed_back(own_app, desk, room):
    slug, field, words = ROADS[room]
    kind = own_app.extensions["editable"][room]
    address = kind.address(slug)
    anybody = own_app.test_client()
    assert words not in anybody.get(address).text
    assert slug in str(Page(desk.client.get(f"/desk/{room}")).links())
    untouched = Page(desk.client.get(f"/desk/{room}/{slug}"))
    assert untouched.all(".err") == []
    assert "valid choice" not in untouched.text("main")

    saved = desk.fill(f"/desk/{room}/{slug}", **{field: words, "do": "save"})
    assert saved.status_code == 303, Page(saved).text("main")
    assert words not in anybody.get(address).text
    assert words in desk.client.get(f"/desk/{room}/{slug}/preview").text

    done = desk.fill(f"/desk/{room}/{slug}", do="publish", reason="A test changed it")
    assert done.status_code == 303, Page(done).text("main")
    assert words in anybody.get(address).text

    changes = f"/desk/{room}/{slug}/changes"
    shown = Page(desk.client.get(changes))
    assert "A test changed it" in shown.text("main")
    newest = shown.all("input[name=newest]")[0].get("value")
    action = shown.all("form.undo")[0].get("action")
    undone = desk.send(changes, action, reason="A test undid it", newest=newest)
    assert undone.status_code == 303
    assert words not in anybody.get(address).text


@pytest.mark.parametrize(("room", "copied"), [
    ("articles", "cleaning"),
    ("comparisons", "dr-pen-a6-and-m8"),
    ("needs", "rollers-never-above-0-5-mm"),
])  # fmt: skip
def test_what_is_taken_down_is_gone_and_comes_back(own_app, desk, room, copied):
    kind = own_app.extensions["editable"][room]
    with catalogue(own_app) as session:
        # A copy that nothing leads to.
        fields = kind.read(session, copied) | {"slug": "a-copy", "title": "A copy"}
        kind.publish(session, fields, None, actor="tests", reason="A test needs it")
    anybody, address = own_app.test_client(), kind.address("a-copy")
    assert anybody.get(address).status_code == 200
    take_down = f"/desk/{room}/a-copy/take-down"
    gone = desk.send(f"/desk/{room}/a-copy/publishing", take_down, reason="A test hid it")
    assert gone.status_code == 303
    assert anybody.get(address).status_code == (410 if room == "articles" else 404)
    back = desk.fill(f"/desk/{room}/a-copy", do="publish", reason="A test showed it")
    assert back.status_code == 303, Page(back).text("main")
    assert anybody.get(address).status_code == 200
    with catalogue(own_app) as session:
        assert kind.read(session, "a-copy") == fields


def test_what_others_lean_on_is_not_taken_down_and_they_are_named(own_app, desk):
    answer = desk.send("/desk/claims/c01/publishing", "/desk/claims/c01/take-down", reason="A test")
    assert answer.status_code == 422
    assert "the article “" in Page(answer).text("main")
    assert own_app.test_client().get("/claims/c01").status_code == 200


def test_a_sentence_that_cites_nothing_holds_an_article_back_and_leads_to_its_field(own_app, desk):
    text = "Nine of ten people in a trial were pleased."
    answer = desk.fill("/desk/articles/safety", text=text, do="publish")
    page = Page(answer)
    assert answer.status_code == 422
    assert "#text" in page.links("#flaws-h ~ ul a")
    assert f"“{text}” cites nothing" in page.text("main")
    assert text not in own_app.test_client().get("/articles/safety").text
    assert text in page.text("textarea[name=text]")


@pytest.mark.parametrize(
    ("room", "slug", "field"),
    [("articles", "safety", "summary"), ("comparisons", "dr-pen-a6-and-m8", "summary")],
)
def test_a_page_that_was_open_while_its_text_was_renamed_loses_nothing(desk, room, slug, field):
    address, moved = f"/desk/{room}/{slug}", f"/desk/{room}/another-address"
    open_page = filled(Page(desk.client.get(address)), "form[data-editor]")
    renamed = desk.fill(address, do="publish", slug="another-address")
    assert renamed.location == f"{moved}?done=published", Page(renamed).text("main")
    open_page.setlist(field, ["Typed in another tab."])
    open_page.setlist("do", ["save"])
    answer = desk.client.post(address, data=open_page)
    assert answer.status_code == 303
    assert answer.location.startswith(f"{moved}/choose/")
    assert desk.fill(answer.location, "main form").status_code == 303
    page = Page(desk.client.get(moved))
    assert page.text(f"#{field}").strip() == "Typed in another tab."
    assert page.one("#slug").get("value") == "another-address"
