"""`/desk/stale`: what has grown old, and saying that a text still holds."""

from dataclasses import replace

import pytest
from sqlmodel import select

from catalog.changes.queries import current_version
from catalog.editorial.models import Recheck
from catalog.products import queries
from catalog.products.editing import put_product
from catalog.science.editing import put_notice
from catalog.science.models import StudyNotice
from catalog.upkeep.ageing import addresses, old_prices, old_values, prices_seen
from catalog.upkeep.models import LinkCheck
from tests.factories import WHO, catalogue, make_device, make_source, offer, said
from tests.html import Page, fetcher
from tests.signed_in import Visitor, make_account
from tests.upkeep.test_since_page import find_another


def sent(page, action="checked", **wanted):
    """What the first button of that action sends, or the one that sends what is wanted."""
    forms = [
        {e.get("name"): e.get("value") for e in form.iter("input") if e.get("name") != "csrf_token"}
        for form in page.all(f"form[action='/desk/stale/{action}']")
    ]
    return next(one for one in forms if wanted.items() <= one.items())


def rechecks(app):
    with app.extensions["database"].reader() as session:
        return [(row.slug, row.version, row.author) for row in session.exec(select(Recheck))]


def test_a_fresh_catalogue_has_no_text_to_look_at(desk, own_app):
    page = fetcher(own_app, desk.client)("/desk/stale")
    assert "None: nothing that articles and reviews lean on" in page.text("#texts")
    assert "None: each editors’ comparison" in page.text("#comparisons")
    assert "Never checked" in page.text("#links")


def test_looking_at_a_text_ends_the_notice_as_one_public_change(desk, own_app):
    slug, number = find_another(own_app, "A made-up finding.")
    fetch = fetcher(own_app, desk.client)
    page = fetch("/desk/stale")
    lines = page.texts("#texts h3")
    data = sent(page, text=f"article:{number}")
    with own_app.extensions["database"].reader() as session:
        before = current_version(session)
    assert data["version"] == str(before)
    answer = desk.send("/desk/stale", "/desk/stale/checked", **data)
    assert (answer.status_code, answer.location) == (303, "/desk/stale?done=checked")
    with own_app.extensions["database"].reader() as session:
        assert current_version(session) == before + 1
    assert rechecks(own_app) == [(data["text"], before, "anna")]
    after = fetch("/desk/stale?done=checked")
    assert len(after.texts("#texts h3")) == len(lines) - 1
    assert "Noted" in after.text("[role=status]")
    assert not Page(own_app.test_client().get(f"/articles/{slug}")).all("#since")


def test_a_page_that_was_open_for_long_takes_no_later_look_back(desk, own_app):
    _, number = find_another(own_app, "A made-up finding.")
    text = f"article:{number}"
    with own_app.extensions["database"].reader() as session:
        seen = current_version(session)
    assert desk.send("/desk/stale", "/desk/stale/checked", text=text, version=str(seen)).status_code == 303
    answer = desk.send("/desk/stale", "/desk/stale/checked", text=text, version=str(seen - 1))
    assert (answer.status_code, answer.location) == (303, "/desk/stale?done=noted")
    assert "noted already" in desk.client.get(answer.location).text
    assert rechecks(own_app) == [(text, seen, "anna")]
    later = desk.send("/desk/stale", "/desk/stale/checked", text=text, version=str(seen + 1))
    assert later.location == "/desk/stale?done=checked"
    assert rechecks(own_app) == [(text, seen + 1, "anna")]


@pytest.mark.parametrize(
    "typed",
    [
        {"text": "article:999"},
        {"text": "nix:1"},
        {"text": "article"},
        {"text": ""},
        {"version": "99999"},
        {"version": "-1"},
        {"version": "x"},
        {"version": "9" * 40},
    ],
)
def test_what_no_page_of_ours_sends_changes_nothing(desk, own_app, typed):
    data = {"text": "article:1", "version": "1"} | typed
    response = desk.send("/desk/stale", "/desk/stale/checked", **data)
    assert response.status_code == 422
    assert "not there any more" in response.text
    assert rechecks(own_app) == []


def test_an_author_may_not_say_it_of_another_authors_text(own_app):
    with catalogue(own_app) as session:
        make_account(session, "boss")
        make_account(session, "ben", "author")
    ben = Visitor(own_app.test_client())
    ben.sign_in("ben")
    find_another(own_app, "A made-up finding.")
    page = fetcher(own_app, ben.client)("/desk/stale")
    assert page.texts("#texts h3")
    assert not page.all("form[action='/desk/stale/checked']")
    response = ben.send("/desk/stale", "/desk/stale/checked", text="article:1", version="1")
    assert response.status_code == 403
    assert rechecks(own_app) == []
    assert ben.send("/desk/stale", "/desk/stale/pinned", slug="x").status_code == 403


@pytest.mark.parametrize("action", ["checked", "pinned"])
def test_without_its_token_nothing_happens(desk, own_app, action):
    data = {"text": "article:1", "version": "1", "slug": "pen-and-roller-at-0-5-mm"}
    response = desk.client.post(f"/desk/stale/{action}", data=data)
    assert response.status_code == 400
    assert rechecks(own_app) == []


def test_a_comparison_is_bound_to_the_values_of_today(desk, own_app):
    with catalogue(own_app) as session:
        product = queries.product_by_slug(session, "dr-pen-a6")
        draft = queries.drafts(session, [product.id])[product.id]
        rows = tuple(
            replace(row, says="17,777 rpm") if row.spec == "motor_speed" and row.says else row
            for row in draft.statements
        )
        put_product(session, replace(draft, statements=rows), **WHO)
    fetch = fetcher(own_app, desk.client)
    page = fetch("/desk/stale")
    assert "17,777 rpm" in page.text("#comparisons")
    while page.all("form[action='/desk/stale/pinned']"):
        assert desk.send("/desk/stale", "/desk/stale/pinned", **sent(page, "pinned")).status_code == 303
        page = fetch("/desk/stale")
    assert "None: each editors’ comparison" in page.text("#comparisons")
    assert desk.send("/desk/stale", "/desk/stale/pinned", slug="nix").status_code == 422


def test_a_study_in_doubt_stands_with_what_leans_on_it(desk, own_app):
    with catalogue(own_app) as session:
        row = StudyNotice(slug="rw-1", study="dhurat2013", nature="retraction", day="2026-03-03")
        put_notice(session, row, **WHO)
    page = fetcher(own_app, desk.client)("/desk/stale")
    assert "retracted on 3 Mar 2026" in page.text("#studies h3")
    assert "Behind the" in page.text("#studies li ul")


def test_dead_links_are_listed_with_the_day_they_were_tried(desk, own_app):
    with catalogue(own_app) as session:
        urls = [one.url for one in addresses(session)[:4]]
        for url, status in zip(urls, (200, 404, 0, 403), strict=True):
            session.add(
                LinkCheck(url=url, day="2026-11-20", status=status, said="" if status else "timed out")
            )
    page = fetcher(own_app, desk.client)("/desk/stale")
    said = page.texts("#links li p")
    assert sorted(said) == [
        "answers 403; perhaps to programs only, 20 Nov 2026",
        "no answer: timed out, 20 Nov 2026",
        "not found (404), 20 Nov 2026",
    ]
    assert said[-1].startswith("answers 403")
    assert page.text("#links > p").startswith("4 addresses were tried, between 20 Nov 2026 and 20 Nov 2026")


def test_values_are_old_a_year_after_they_were_read(session, at_time):
    make_source(session, "old-shop", read_on="2025-01-01")
    make_source(session, "new-shop", read_on="2026-01-01")
    make_device(session, "ada", specs={"noise": "55 dB", "weight": "1 g"}, source="old-shop")
    make_device(session, "bea", specs={"noise": "55 dB"}, source="new-shop")
    again = [said("noise", "5 dB", "old-shop", read_on="2026-01-01")]
    make_device(session, "cea", statements=again)
    make_device(session, "dea", statements=[said("noise", "5 dB", "old-shop", rank="deprecated")])
    today = at_time(2026, 1, 1).date()
    assert old_values(session, today) == []
    today = at_time(2026, 1, 2).date()
    assert [(one.slug, one.count, one.day) for one in old_values(session, today)] == [
        ("ada", 2, "2025-01-01")
    ]


def test_prices_are_old_after_so_many_days_or_without_a_day(session, at_time):
    make_device(session, "ada", offers=[offer("9", day="2026-03-01"), offer("8", day="2026-01-01")])
    make_device(session, "bea", offers=[offer("9", day="2026-03"), offer("8")])
    today = at_time(2026, 3, 31).date()
    old = [(one.slug, one.count, one.day) for one in old_prices(session, today, 30)]
    assert sorted(old) == [("ada", 1, "2026-01-01"), ("bea", 2, "2026-03")]
    assert prices_seen(session, today, 30) == (1, 4)
    assert prices_seen(session, at_time(2026, 4, 1).date(), 30) == (0, 4)
