"""The pages of writing, from a blank form to what readers see, without script."""

from datetime import timedelta

import pytest
from sqlmodel import select

from catalog import clock
from catalog.changes.models import Change
from catalog.editorial import drafts
from catalog.editorial.models import Draft
from tests.editorial.conftest import ANNA, NOTES, note
from tests.factories import catalogue
from tests.html import Page, filled
from tests.signed_in import Visitor, make_account

BY_NEWER = {"forms-0-words": "shares"}


def form(page, **more) -> dict:
    """What a browser would send of the form on a page."""
    return filled(Page(page), "form[data-editor]").to_dict() | more


def sent(writing: Visitor, address: str, **more):
    return writing.fill(address, **more)


def public(app, slug):
    with app.extensions["database"].reader() as session:
        return NOTES.read(session, slug)


def test_from_a_blank_form_to_a_public_text(notes_app, writing):
    made = sent(writing, "/desk/notes/new", title="How deep", text="It depends on the needle.", do="save")
    assert made.status_code == 303
    address = made.location.partition("?")[0]
    assert address == "/desk/notes/how-deep"
    assert public(notes_app, "how-deep") is None
    page = writing.client.get(made.location)
    assert "Saved as a draft" in page.text
    done = sent(writing, address, do="publish", reason="It was asked for")
    assert done.status_code == 303, done.text
    assert public(notes_app, "how-deep")["text"] == "It depends on the needle."
    with catalogue(notes_app) as session:
        change = session.exec(select(Change).where(Change.entity_kind == "glossary_term")).one()
        assert (change.actor, change.reason) == ("anna", "It was asked for")
    assert "Published. Readers see it now." in writing.client.get(done.location).text


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(notes_app, writing):
    text = "Fine.\n[[broken]]"
    answer = sent(writing, "/desk/notes/new", title="Broken", text=text, do="publish")
    assert answer.status_code == 422
    page = Page(answer)
    assert "Line 2" in page.text("#text-err")
    assert page.text("[role=alert]").startswith("Not published. The draft is saved.")
    assert filled(page, "form[data-editor]")["text"] == text.replace("\n", "\r\n")
    assert page.links("#flaws-h ~ ul a") == ["#text"]
    assert public(notes_app, "broken") is None
    with catalogue(notes_app) as session:
        assert drafts.find(session, NOTES, "broken").fields["text"] == text


def test_the_gate_holds_back_and_advice_does_not(notes_app, writing):
    answer = sent(writing, "/desk/notes/new", title="Empty", text="", do="publish")
    assert answer.status_code == 422
    assert "Text: there is no text." in answer.text
    answer = sent(writing, "/desk/notes/empty", text="Short.", do="publish")
    assert answer.status_code == 303
    assert public(notes_app, "empty")["text"] == "Short."


def test_rows_are_typed_and_more_are_asked_for_without_script(writing):
    first = writing.client.get("/desk/notes/new")
    assert len(Page(first).all(".one-row")) == 2
    more = writing.client.post(
        "/desk/notes/new", data=form(first, title="T", **{"forms-1-words": "second", "more": "forms"})
    )
    page = Page(more)
    assert more.status_code == 200
    assert len(page.all(".one-row")) > 3
    assert "Nothing has been saved yet" in more.text
    made = writing.client.post("/desk/notes/new", data=form(more, title="T", do="save"))
    again = Page(writing.client.get(made.location))
    assert [one.get("value") for one in again.all("input[name$=words]") if one.get("value")] == ["second"]


def test_a_message_finds_its_row(writing):
    first = writing.client.get("/desk/notes/new")
    data = form(first, title="T", text="Long enough, this is.", do="publish")
    answer = writing.client.post("/desk/notes/new", data=data | {"forms-1-words": "wrong"})
    assert answer.status_code == 422
    assert Page(answer).text("#forms-0-words-err") == "This form is wrong."
    assert Page(answer).text("#flaws-h ~ ul").startswith("Form 1, ")


def test_what_is_live_stays_while_a_draft_is_written_beside_it(notes_app, writing):
    sent(writing, "/desk/notes/new", title="Live", text="The text that readers see.", do="publish")
    sent(writing, "/desk/notes/live", text="The text that is being written.", do="save")
    assert public(notes_app, "live")["text"] == "The text that readers see."
    page = writing.client.get("/desk/notes/live")
    assert "with a draft beside it" in page.text
    assert "being written" in Page(page).text("textarea[name=text]")


def test_two_open_pages_lead_to_a_choice_and_lose_nothing(notes_app, writing, begin):
    address = f"/desk/notes/{begin(note('Twice', 'One. Two.'))}"
    one, two = writing.client.get(address), writing.client.get(address)
    writing.client.post(address, data=form(one, title="First title", text="One, changed.", do="save"))
    clash = writing.client.post(address, data=form(two, text="Two, changed.", do="save"))
    assert clash.status_code == 303
    assert "/choose/" in clash.location
    page = writing.client.get(clash.location)
    assert "Taken over, as only the other text changed it: Title." in page.text
    assert "Anna saved the same note in another page" in page.text
    chosen = writing.send(clash.location, **{"choose-text": "theirs", "against": "2"})
    assert chosen.status_code == 303
    with catalogue(notes_app) as session:
        draft = drafts.find(session, NOTES, "twice")
        assert (draft.fields["title"], draft.fields["text"]) == ("First title", "One, changed.")
        texts = {row.fields["text"] for row in drafts.revisions(session, draft)}
        assert {"Two, changed.", "One, changed."} <= texts


def test_a_choice_that_was_overtaken_is_asked_again(notes_app, writing, begin):
    address = f"/desk/notes/{begin()}"
    one, two = writing.client.get(address), writing.client.get(address)
    writing.client.post(address, data=form(one, text="A.", do="save"))
    clash = writing.client.post(address, data=form(two, text="B.", do="save"))
    sent(writing, address, text="C.", do="save")
    late = writing.send(clash.location, **{"choose-text": "mine", "against": "2"})
    assert late.status_code == 409
    with catalogue(notes_app) as session:
        assert drafts.find(session, NOTES, "a-title").fields["text"] == "C."


def test_what_became_public_another_way_is_not_written_over(notes_app, writing):
    sent(writing, "/desk/notes/new", title="Shared", text="As it was, the text.", do="publish")
    sent(writing, "/desk/notes/shared", text="My new text, a draft.", do="save")
    with catalogue(notes_app) as session:
        fields = note("Shared", "An import wrote this text.")
        NOTES.publish(session, fields | {"slug": "shared"}, "shared", actor="import", reason="")
    answer = sent(writing, "/desk/notes/shared", do="publish")
    assert answer.status_code == 303
    assert answer.location == "/desk/notes/shared/choose-public"
    assert public(notes_app, "shared")["text"] == "An import wrote this text."
    against = Page(writing.client.get(answer.location)).one("input[name=against]").get("value")
    writing.send(answer.location, **{"choose-text": "mine", "against": against})
    assert sent(writing, "/desk/notes/shared", do="publish").status_code == 303
    assert public(notes_app, "shared")["text"] == "My new text, a draft."


@pytest.mark.parametrize("first", ["the older page", "the newer page"])
def test_what_became_public_between_two_open_pages_is_not_taken_back_by_the_choice(notes_app, writing, first):
    address = "/desk/notes/shared"
    sent(writing, "/desk/notes/new", title="Shared", text="As it was, the text.", do="publish")
    with catalogue(notes_app) as session:
        # As an import leaves it: public, and no draft was ever written.
        session.delete(drafts.find(session, NOTES, "shared"))
    older = writing.client.get(address)
    with catalogue(notes_app) as session:
        fields = note("Shared", "An import wrote this text.", slug="shared")
        NOTES.publish(session, fields, "shared", actor="import", reason="")
    newer = writing.client.get(address)
    sendings = [form(older, title="Titled in the older page", do="save"), form(newer, **BY_NEWER, do="save")]
    one, two = sendings if first == "the older page" else sendings[::-1]
    assert writing.client.post(address, data=one).location == f"{address}?done=saved"
    clash = writing.client.post(address, data=two)
    assert "/choose/" in clash.location
    assert writing.fill(clash.location, "main form").status_code == 303
    with catalogue(notes_app) as session:
        kept = drafts.find(session, NOTES, "shared").fields
    assert kept["text"] == "An import wrote this text."
    assert kept["title"] == "Titled in the older page"
    assert [row["words"] for row in kept["forms"]] == ["shares"]


def test_autosave_keeps_and_says_where(notes_app, writing):
    page = writing.client.get("/desk/notes/new")
    data = form(page, title="By itself", text="Typed")
    first = writing.client.post("/desk/notes/new/autosave", data=data)
    assert first.json["address"] == "/desk/notes/by-itself"
    again = writing.client.post("/desk/notes/new/autosave", data=data | {"text": "Typed on"})
    assert again.json["address"] == first.json["address"]
    with catalogue(notes_app) as session:
        assert [draft.fields["text"] for draft in session.exec(select(Draft))] == ["Typed on"]


def test_an_autosave_that_clashes_says_where_to_choose(writing, begin):
    address = f"/desk/notes/{begin()}"
    one, two = writing.client.get(address), writing.client.get(address)
    writing.client.post(address, data=form(one, text="A.", do="save"))
    answer = writing.client.post(f"{address}/autosave", data=form(two, text="B."))
    assert answer.status_code == 409
    assert writing.client.get(answer.json["clash"]).status_code == 200


def test_an_old_revision_is_compared_and_put_back(notes_app, writing, begin):
    address = f"/desk/notes/{begin(note(text='The first text.'))}"
    sent(writing, address, text="The second text.", do="save")
    assert "Revision 1" in writing.client.get(f"{address}/revisions").text
    page = Page(writing.client.get(f"{address}/revisions/2"))
    assert "first" in page.text(".diff del")
    assert "second" in page.text(".diff ins")
    writing.send(f"{address}/revisions/1")
    with catalogue(notes_app) as session:
        draft = drafts.find(session, NOTES, "a-title")
        assert (draft.revision, draft.fields["text"]) == (3, "The first text.")


def test_a_public_change_is_undone_as_a_new_change(notes_app, writing):
    sent(writing, "/desk/notes/new", title="Undo", text="The first public text.", do="publish")
    sent(writing, "/desk/notes/undo", text="The second public text.", do="publish")
    page = Page(writing.client.get("/desk/notes/undo/changes"))
    assert "by Anna: Changed at the desk" in page.text("main")
    assert "Anna" in Page(writing.client.get("/desk/notes/undo/revisions")).text(".desk-list")
    action = page.all("form.undo")[0].get("action")
    newest = page.all("input[name=newest]")[0].get("value")
    late = writing.send("/desk/notes/undo/changes", action, reason="Seen too early", newest="1")
    assert late.status_code == 409
    assert public(notes_app, "undo")["text"] == "The second public text."
    answer = writing.send("/desk/notes/undo/changes", action, reason="It was right before", newest=newest)
    assert answer.status_code == 303
    assert public(notes_app, "undo")["text"] == "The first public text."
    with catalogue(notes_app) as session:
        log = session.exec(select(Change).where(Change.entity_kind == "glossary_term")).all()
        assert [change.reason for change in log] == [
            "Published",
            "Changed at the desk",
            "It was right before",
        ]


def test_a_text_is_taken_down_and_published_again(notes_app, writing):
    sent(writing, "/desk/notes/new", title="Down", text="A text that will be gone.", do="publish")
    answer = writing.send("/desk/notes/down/publishing", "/desk/notes/down/take-down", reason="Wrong")
    assert answer.status_code == 303
    assert public(notes_app, "down") is None
    assert sent(writing, "/desk/notes/down", do="publish").status_code == 303
    assert public(notes_app, "down")["text"] == "A text that will be gone."


def test_what_others_lean_on_is_not_taken_down(notes_app, writing):
    sent(writing, "/desk/notes/new", title="Needed", text="Others name this text.", do="publish")
    answer = writing.send("/desk/notes/needed/publishing", "/desk/notes/needed/take-down", reason="")
    assert answer.status_code == 422
    assert "The study x names it." in answer.text
    assert public(notes_app, "needed") is not None


def test_a_preview_is_marked_framed_and_not_indexed(writing, begin):
    begin(note(text="Not public yet, this one."))
    page = writing.client.get("/desk/notes/a-title/preview")
    assert "Not public yet, this one." in page.text
    assert "This is not public" in page.text
    assert "In search results: A title · MTSPen.com" in Page(page).text(".ribbon")
    assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]
    assert "noindex" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    editor = writing.client.get("/desk/notes/a-title")
    assert "frame-src 'self'" in editor.headers["Content-Security-Policy"]


def test_a_secret_link_shows_the_newest_draft_until_it_ends(notes_app, writing, begin, at_time):
    begin(note(text="For your eyes, please."))
    made = writing.send("/desk/notes/a-title/publishing", "/desk/notes/a-title/preview-links")
    link = Page(made).one("section.note a").get("href")
    path = "/preview/" + link.partition("/preview/")[2]
    stranger = notes_app.test_client()
    shown = stranger.get(path)
    assert "For your eyes, please." in shown.text
    assert "noindex" in shown.headers["X-Robots-Tag"]
    assert shown.headers["Cache-Control"] == "no-store"
    soon = clock.now() + timedelta(days=6, hours=23)
    at_time(*soon.timetuple()[:6])
    assert stranger.get(path).status_code == 200
    late = soon + timedelta(hours=2)
    at_time(*late.timetuple()[:6])
    assert stranger.get(path).status_code == 410
    assert stranger.get("/preview/nonsense").status_code == 410


def test_a_plan_that_failed_says_so_on_the_page_of_the_text(notes_app, writing, begin):
    address = f"/desk/notes/{begin()}"
    with catalogue(notes_app) as session:
        session.exec(select(Draft)).one().trouble = "there is nothing called “broken”."
    page = Page(writing.client.get(address))
    assert "planned and not published: there is nothing called “broken”" in page.text("[data-standing]")


def test_links_are_taken_back(notes_app, writing, begin):
    begin()
    made = writing.send("/desk/notes/a-title/publishing", "/desk/notes/a-title/preview-links")
    path = "/preview/" + Page(made).one("section.note a").get("href").partition("/preview/")[2]
    writing.send("/desk/notes/a-title/publishing", "/desk/notes/a-title/preview-links", do="revoke")
    assert notes_app.test_client().get(path).status_code == 410


@pytest.mark.parametrize("role", ["author", "editor"])
def test_an_author_writes_their_own_and_an_editor_everything(notes_app, writing, begin, role):
    begin()
    with catalogue(notes_app) as session:
        make_account(session, "bert", role)
    bert = Visitor(notes_app.test_client())
    bert.sign_in("bert")
    allowed = role == "editor"
    assert bert.client.get("/desk/notes/a-title").status_code == (200 if allowed else 403)
    data = form(bert.client.get("/desk/notes/new"), title="By Bert", text="The text of Bert, his own.")
    assert bert.client.post("/desk/notes/new", data=data | {"do": "publish"}).status_code == 303
    assert public(notes_app, "by-bert") is not None


def test_a_form_without_its_token_changes_nothing_and_keeps_what_was_typed(notes_app, writing, begin):
    address = f"/desk/notes/{begin()}"
    posts = ["", "/autosave", "/plan", "/cancel", "/take-down", "/discard", "/preview-links", "/revisions/1"]
    for post in [*posts, "/choose/1", "/choose-public", "/changes/0"]:
        answer = writing.client.post(address + post, data={"title": "Typed", "text": "By a stranger"})
        assert answer.status_code == 400, post
    assert "By a stranger" in writing.client.post(address, data={"text": "By a stranger"}).text
    with catalogue(notes_app) as session:
        assert drafts.find(session, NOTES, "a-title").fields == note()


def test_what_is_not_there_is_not_found(writing):
    for address in ("/desk/nothing", "/desk/notes/nothing", "/desk/notes/nothing/revisions"):
        assert writing.client.get(address).status_code == 404


def test_a_list_says_how_each_thing_stands_and_counts_what_it_leaves_out(writing, begin):
    sent(writing, "/desk/notes/new", title="Open to all", text="A text that is public.", do="publish")
    begin(note("Only mine"))
    page = writing.client.get("/desk/notes").text
    assert "Open to all" in page
    assert "Not public" in page
    found = writing.client.get("/desk/notes?q=mine").text
    assert "1 found, 1 without “mine”" in found


def test_a_draft_that_has_the_address_makes_room_for_what_goes_public(notes_app, writing, begin):
    """Nothing is lost and nothing breaks where two drafts want one address."""
    assert begin(note("Wanted")) == "wanted"
    other = begin(note("Another", slug="wanted"))
    answer = sent(writing, f"/desk/notes/{other}", slug="wanted", do="publish")
    assert answer.status_code == 303
    assert public(notes_app, "wanted")["title"] == "Another"
    with catalogue(notes_app) as session:
        titles = {draft.slug: draft.title for draft in session.exec(select(Draft))}
    assert titles == {"wanted": "Another", "wanted-3": "Wanted"}


def test_nothing_new_goes_public_at_the_address_of_what_was_taken_down(notes_app, writing, begin):
    """It would inherit what readers wrote under the other, and its history."""
    begin(note("Mine"))
    assert sent(writing, "/desk/notes/mine", do="publish").status_code == 303
    down = writing.send("/desk/notes/mine/publishing", "/desk/notes/mine/take-down", reason="Wrong")
    assert down.status_code == 303
    other = begin(note("Theirs"))
    answer = sent(writing, f"/desk/notes/{other}", slug="mine", do="publish")
    assert answer.status_code == 422
    assert "“mine” is the address of another note, which was taken down: “Mine”." in Page(answer).text()
    assert public(notes_app, "mine") is None
    assert sent(writing, "/desk/notes/mine", do="publish").status_code == 303
    assert public(notes_app, "mine")["title"] == "Mine"


def test_a_form_of_many_fields_is_saved_by_itself_and_by_its_button(notes_app, writing, begin):
    begin(note("Many"))
    rows = {f"forms-{number}-words": f"form {number}" for number in range(2_000)}
    data = form(writing.client.get("/desk/notes/many"), **rows)
    for address, kind, status in (
        ("/desk/notes/many/autosave", "multipart/form-data", 200),
        ("/desk/notes/many", "application/x-www-form-urlencoded", 303),
    ):
        assert writing.client.post(address, data=data, content_type=kind).status_code == status
    with catalogue(notes_app) as session:
        assert len(session.exec(select(Draft)).one().fields["forms"]) == 2_000


def test_what_another_page_saved_in_between_is_not_published_unseen(notes_app, writing, begin, monkeypatch):
    address = f"/desk/notes/{begin()}"
    page = writing.client.get(address)
    locked = drafts.locked

    def overtaken(session, kind, slug):
        draft = locked(session, kind, slug)
        drafts.save(session, kind, ANNA, slug, drafts.Saving(note(text="Slipped in."), draft.revision))
        return draft

    monkeypatch.setattr(drafts, "locked", overtaken)
    answer = writing.client.post(address, data=form(page, text="Mine, to be published.", do="publish"))
    assert answer.status_code == 409
    assert public(notes_app, "a-title") is None


def test_an_empty_form_makes_no_draft(notes_app, writing):
    answer = sent(writing, "/desk/notes/new", do="save")
    assert answer.status_code == 422
    assert "There is nothing in it yet." in answer.text
    with catalogue(notes_app) as session:
        assert session.exec(select(Draft)).all() == []
