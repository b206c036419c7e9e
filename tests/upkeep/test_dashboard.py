"""`/desk`: figures of what is there, what waits with one action each, what is written and planned."""

import pytest

from catalog import clock
from catalog.changes.recording import canonical_json
from catalog.editorial.models import Draft
from catalog.reports.models import Report
from tests.factories import catalogue
from tests.html import Page, fetcher
from tests.signed_in import Visitor, make_account
from tests.upkeep.test_since_page import find_another


def draft(session, slug, owner, **fields):
    now = clock.timestamp()
    fields.setdefault("fields_json", canonical_json({"text": "Three plain words"}))
    row = Draft(
        kind="article",
        slug=slug,
        title=slug.capitalize(),
        owner=owner,
        made_at=now,
        changed_at=now,
        changed_by=owner,
        **fields,
    )
    session.add(row)


def report(session, kind="error"):
    session.add(Report(day="2026-03-01", kind=kind, text="Something."))


@pytest.fixture
def ben(own_app):
    """Ben, an author, signed in over the real catalogue."""
    with catalogue(own_app) as session:
        make_account(session, "boss")
        make_account(session, "ben", "author")
    signed_in = Visitor(own_app.test_client())
    signed_in.sign_in("ben")
    return signed_in


def needs(page):
    """What waits → where its one action leads."""
    return {
        item.find("p").text: [link.get("href") for link in item.iter("a")] for item in page.all(".todo li")
    }


def test_the_figures_are_those_of_the_catalogue(desk, own_app):
    page = fetcher(own_app, desk.client)("/desk")
    figures = dict(zip(page.texts(".kpi dt"), page.texts(".kpi dd"), strict=True))
    assert len(figures) == 4
    assert figures["Spec values with a source"].startswith("100 %")
    assert figures["Needle length measured by us"].startswith("0 of ")
    assert figures["Texts to check again"].startswith("0 of 6")
    assert "of" in figures["Prices seen within 30 days"]


def test_what_waits_has_one_action_each_and_leads_to_a_page_that_is_there(desk, own_app):
    with catalogue(own_app) as session:
        report(session)
        report(session)
        report(session, "reply")
        draft(session, "late", "anna", trouble="A study it cites is gone.")
    find_another(own_app, "A made-up finding.")
    own_app.test_client().get("/devices?kind=roller&depth_reach=2.5", follow_redirects=True)
    # It is counted beside the page.
    own_app.extensions["unmet"].settle()
    fetch = fetcher(own_app, desk.client)
    found = needs(fetch("/desk"))
    assert all(len(links) == 1 for links in found.values())
    assert found["2 reports to answer"] == ["/desk/reports?kind=error"]
    assert found["1 report to answer"] == ["/desk/reports?kind=reply"]
    assert found["“Late” was not published when it was due"] == ["/desk/articles/late"]
    assert found["1 sort of question found nothing"] == ["/desk/unmet"]
    words = " ".join(found)
    for said in ("leans on what has changed", "sources disagree", "values are missing"):
        assert said in words
    for (address,) in found.values():
        fetch(address.partition("#")[0])


def test_an_author_sees_their_own_drafts_and_nothing_that_is_not_theirs_to_do(own_app, ben):
    with catalogue(own_app) as session:
        report(session)
        draft(session, "mine", "ben")
        draft(session, "theirs", "boss")
    find_another(own_app, "A made-up finding.")
    page = fetcher(own_app, ben.client)("/desk")
    assert needs(page) == {}
    assert page.links(".desk-m header a.btn") == ["/desk/reviews/new"]
    assert "Nothing waits for you." in page.text("main")
    assert page.texts(".posts h3") == ["Mine"]
    assert not page.all(".desk-nav .ct")


def test_drafts_and_plans_say_how_long_when_and_by_whom(desk, own_app, at_time):
    with catalogue(own_app) as session:
        draft(session, "soon", "anna", publish_at="2027-03-01T08:00:00.000000Z", zone="Europe/Berlin")
        draft(session, "old", "anna", is_open=False)
    page = fetcher(own_app, desk.client)("/desk")
    drafts, planned = page.texts(".posts")
    assert "Soon" in drafts
    assert "Old" not in drafts
    assert "3 words" in drafts
    assert "by Anna" in drafts
    assert "1 Mar 2027" in planned
    assert "09:00" in planned


def test_a_new_device_and_a_new_review_are_one_press_away(desk, own_app):
    fetch = fetcher(own_app, desk.client)
    page = fetch("/desk")
    assert page.texts(".desk-m header a.btn") == ["New Device", "New Review"]
    for address in page.links(".desk-m header a.btn"):
        fetch(address)


def test_a_draft_without_a_text_says_no_number_of_words(desk, own_app):
    with catalogue(own_app) as session:
        draft(session, "facts", "anna", fields_json=canonical_json({"name": "Facts"}))
        draft(session, "short", "anna", fields_json=canonical_json({"text": "One"}))
    shown = dict(
        zip(
            Page(desk.client.get("/desk")).texts(".posts h3"),
            Page(desk.client.get("/desk")).texts(".posts .meta"),
            strict=True,
        )
    )
    assert "word" not in shown["Facts"]
    assert shown["Short"].startswith("1 wordsaved")


def test_counts_stand_in_the_navigation_of_every_page(desk, own_app):
    with catalogue(own_app) as session:
        report(session)
        report(session)
    for address in ("/desk", "/desk/account", "/desk/stale"):
        page = Page(desk.client.get(address))
        counts = {way.getparent().get("href"): way.text for way in page.all(".desk-nav .ct")}
        assert counts["/desk/reports"] == "2"
        assert int(counts["/desk/disputes"]) > 0
