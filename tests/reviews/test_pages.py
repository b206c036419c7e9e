"""The pages of reviews: the list, a review, what stands beside the device, the twins."""

import re

import html5lib
import pytest
from flask import render_template
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.articles.pages import set_text
from catalog.db import get_session
from catalog.reviews.drafts import Alternative, Note, Point, Score
from catalog.reviews.editing import rename_review
from catalog.reviews.pages import review as review_pages
from catalog.reviews.queries import device_of
from catalog.reviews.whole import whole_text
from catalog.shelf import current
from tests.articles.hostile import PIECES
from tests.factories import catalogue
from tests.html import Page, words
from tests.reviews.made import CRITERIA, WHO, hands_on, make_method, store
from tests.signed_in import make_account

PAGE = "reviews.show"


def before(html, first, then):
    """Whether the one stands above the other, to a reader."""
    html = re.sub(r'<script type="application/ld\+json">.*?</script>', "", html, flags=re.DOTALL)
    assert first in html, first
    assert then in html, then
    return html.index(first) < html.index(then)


def test_who_how_and_for_whose_sake_stand_above_the_verdict(reviewed):
    page = reviewed(PAGE, slug="made-up")
    verdict = 'class="rv-verdict"'
    for said in (
        "Anna",
        "Bought. In a shop that was made up.",
        "42 days",
        "None to whoever makes or sells it",
    ):
        assert before(page.html, said, verdict), said
    assert page.text(".rv-h .rv-verdict") == "A made-up verdict about a pen that nobody tried."
    facts = dict(zip(page.texts(".rv-how dt"), page.texts(".rv-how dd"), strict=True))
    assert facts["Sessions"] == "6"
    assert facts["Devices tried"] == "2"
    assert facts["Last used"] == "28 Mar 2026"
    assert "last checked 1 Apr 2026" in page.text(".rv-h")
    assert not page.all(".rv-loud")


def test_the_score_shows_its_parts_its_formula_and_the_measurement_behind_each(reviewed, reviewed_app):
    page = reviewed(PAGE, slug="made-up")
    assert page.text("#score .score b") == "8.2"
    assert page.text(".rv-f code") == "(30 × 8.4 + 25 × 8.0 + 15 × 7.9) ÷ 70 ≈ 8.2"
    assert page.texts(".rv-s") == [
        "Needle length weighs 30 of 70 8.4",
        "Hygiene weighs 25 of 70 8.0",
        "Noise weighs 15 of 70 7.9",
    ]
    link = page.one(".rv-scores li:first-child .rv-in a")
    assert words(link) == "Measured length at 0.5 mm: 0.47 ± 0.01 mm (n=3)"
    address, _, anchor = link.get("href").partition("#")
    there = Page(reviewed_app.test_client().get(address))
    assert there.one(f"#{anchor}") is not None
    assert "/method/9" in page.links(".rv-total a")


def test_for_and_against_for_whom_and_what_else(reviewed):
    page = reviewed(PAGE, slug="made-up")
    assert page.texts(".pro li p") == ["Keeps to its dial Measured length at 0.5 mm: 0.47 ± 0.01 mm (n=3)"]
    assert page.texts(".con li p") == ["Heavy Weight", "Made up"]
    assert page.texts("#whom li") == ["Trying this page", "Anybody else"]
    assert page.texts("#others li p")[0] == "Same kind of needle length, made-up reason"
    assert "/devices/dr-pen-m8" in page.links("#others a")
    assert "/compare?d=dr-pen-a6,dr-pen-m8" in page.links("#others a")


def test_what_was_added_later_has_its_day_and_leaves_the_old_text(reviewed):
    page = reviewed(PAGE, slug="made-up")
    assert before(page.html, "I wrote this to try the page", "Added on 28 Mar 2026</h2>")
    assert page.texts("#changed li")[0].startswith("28 Mar 2026 Added after more use")
    assert page.texts("#changed li")[1] == "20 Mar 2026 Corrected: It said something else that was made up."


def test_what_is_signed_is_in_serif_and_nothing_else_is(reviewed, reviewed_app):
    sheet = reviewed(PAGE, slug="made-up").one("link[rel=stylesheet]").get("href")
    css = reviewed_app.test_client().get(sheet).text
    assert ".signed,.rv-verdict{font-family:var(--serif)}" in css
    assert css.count("var(--serif)") == 1
    assert len(reviewed(PAGE, slug="made-up").all(".signed")) == 1


def test_without_the_device_in_hand_a_loud_label_stands_where_the_score_would(reviewed):
    page = reviewed(PAGE, slug="not-tested")
    assert page.text(".rv-loud .b") == "Not tested by us: research only"
    assert before(page.html, 'class="rv-loud"', 'class="rv-verdict"')
    assert not page.all("#score, .score, .rv-scores")
    assert "care" in page.one(".rv-conn").get("class")
    assert "We have a link." in page.text(".rv-conn")


def test_a_citation_is_numbered_and_a_measurement_is_a_link(reviewed):
    page = reviewed(PAGE, slug="made-up")
    assert page.text("#ref-1").startswith("1") or "Aust" in page.text("#ref-1")
    assert page.text(".signed .cite-cl") == "measured"
    assert page.one(".signed .cite-cl").get("href").startswith("/devices/dr-pen-a6/measurements#m-")


def test_the_twin_says_the_same(reviewed_app):
    data = reviewed_app.test_client().get("/reviews/made-up.json").json
    assert data["device"] == "dr-pen-a6"
    assert data["score"] == {
        "low": 82,
        "high": 82,
        "formula": "(30 × 8.4 + 25 × 8.0 + 15 × 7.9) ÷ 70 ≈ 8.2",
    }
    assert data["scores"][0]["weight"] == 30
    assert data["connection"] == "none"
    assert {"kind": "study", "id": "aust2008"} in data["names"]
    other = reviewed_app.test_client().get("/reviews/not-tested.json").json
    assert (other["score"], other["scores"], other["hands_on"]) == (None, [], False)


@pytest.mark.parametrize("ending", ["bib", "ris", "csl.json"])
def test_its_studies_are_a_file_for_other_programs(reviewed_app, ending):
    response = reviewed_app.test_client().get(f"/reviews/made-up.{ending}")
    assert response.status_code == 200
    assert "Percutaneous collagen induction" in response.text
    assert "attachment" in response.headers["Content-Disposition"]


def test_the_list_can_be_narrowed_and_counts_each_choice_under_the_other(reviewed_app):
    client = reviewed_app.test_client()
    page = Page(client.get("/reviews"))
    assert page.texts(".rv-l h2") == ["A made-up review", "Another review"]
    assert page.texts(".rv-by a") == ["all 2", "hands-on 1", "research only 1", "all kinds 2", "pens 2"]
    assert "Not tested by us: research only" in page.text(".rv-l li:last-child")
    assert before(page.html, "Connection: None", "A made-up verdict")
    some = Page(client.get("/reviews?hands_on=no"))
    assert some.texts(".rv-l h2") == ["Another review"]
    assert some.one("meta[name=robots]").get("content") == "noindex,follow"
    assert Page(client.get("/reviews?kind=roller")).texts(".rv-l h2") == []
    odd = Page(client.get("/reviews?hands_on=perhaps&kind=spoon"))
    assert len(odd.texts(".rv-l h2")) == 2
    assert "“perhaps”" in odd.text("main")


def test_an_empty_list_says_what_a_review_here_will_be(page):
    found = page("reviews.index")
    assert "no review" in found.text("main")
    assert "/method" in found.links("main a")
    assert not found.all(".rv-l, .rv-by")


def test_beside_the_device_stand_the_test_the_connection_the_verdict_and_the_score(reviewed):
    page = reviewed("products.device", slug="dr-pen-a6")
    said = page.text("#reviews")
    assert "8.2 of 10 by version 9 of the method" in said
    assert "Bought · 42 days · 6 sessions" in said
    assert before(page.html, "Connection: None to whoever", "A made-up verdict")
    assert "/reviews/made-up" in page.links("#reviews a")
    other = reviewed("products.device", slug="skinpen-precision")
    assert "Not tested by us: research only" in other.text("#reviews")
    assert "of 10" not in other.text("#reviews")


def test_a_device_without_a_review_says_nothing_about_one(own_app):
    client = own_app.test_client()
    addresses = ("/devices/dr-pen-m8", "/devices/skinpen-precision", "/devices/dermaroller-mf8")

    def sent(address):
        # The way to report an error says from which state of the catalogue it comes.
        # The header leads to the reviews once there is one, whatever the page is of.
        _, main, rest = client.get(address).data.partition(b"<main")
        assert main, address
        return re.sub(rb"version=\d+", b"", rest)

    were = {address: sent(address) for address in addresses}
    with catalogue(own_app) as session:
        make_account(session)
        make_method(session)
        store(session, hands_on(text="I made this up.", alternatives=()))
    assert Page(client.get("/devices/dr-pen-a6")).all("#reviews")
    for address, was in were.items():
        assert sent(address) == was, address
        assert b'id="reviews"' not in was
        assert b"/reviews/" not in was


def test_a_former_address_leads_on_with_all_its_endings(own_app):
    with catalogue(own_app) as session:
        make_account(session)
        make_method(session)
        store(session, hands_on(text="I made this up."))
        rename_review(session, "made-up", "another", **WHO)
    client = own_app.test_client()
    for ending in ("", ".json", ".bib", "/history", "/history.json"):
        response = client.get(f"/reviews/made-up{ending}")
        assert (response.status_code, response.headers["Location"]) == (301, f"/reviews/another{ending}"), (
            ending
        )
        assert client.get(f"/reviews/no-such{ending}").status_code == 404


def test_its_history_and_corrections_are_told_in_words(own_app):
    with catalogue(own_app) as session:
        make_account(session)
        make_method(session)
        first = hands_on(text="I made this up.", corrections=())
        store(session, first)
        scores = (Score("length", 50, "Worse."), *first.scores[1:])
        note = Note("2026-05-01", "The length was scored too high.")
        store(session, hands_on(text="I made this up.", scores=scores, corrections=(note,)), live="made-up")
    client = own_app.test_client()
    page = Page(client.get("/reviews/made-up/history"))
    told = page.text("main")
    assert "length · 8.4 · As set." in told
    assert "length · 5.0 · Worse." in told
    assert "The length was scored too high." in Page(client.get("/corrections")).text("main")


def test_our_own_product_has_its_banner_above_the_verdict(own_app):
    with catalogue(own_app) as session:
        make_account(session)
        make_method(session)
        product = device_of(session, "dr-pen-a6")
        product.is_own = True
        session.add(product)
        store(
            session,
            hands_on(text="I made this up.", connection="own product", connection_words="We sell it."),
        )
    page = Page(own_app.test_client().get("/reviews/made-up"))
    assert before(page.html, "This is our own product.</strong>", 'class="rv-verdict"')


def test_a_method_of_later_leaves_a_score_as_it_was(own_app):
    with catalogue(own_app) as session:
        make_account(session)
        make_method(session)
        store(session, hands_on(text="I made this up."))
        make_method(session, 10, [{**one, "weight": 1} for one in CRITERIA])
    page = Page(own_app.test_client().get("/reviews/made-up"))
    assert page.text("#score .score b") == "8.2"
    assert "version 9" in page.text(".rv-total")


def test_what_was_not_scored_is_not_guessed(own_app):
    with catalogue(own_app) as session:
        make_account(session)
        make_method(session)
        store(session, hands_on(text="I made this up.", scores=(Score("length", 84, "As set."),)))
    page = Page(own_app.test_client().get("/reviews/made-up"))
    assert page.text("#score .score b") == "3.6–9.3"
    assert "Not scored: hygiene, noise" in page.text(".rv-total")
    assert page.texts(".rv-s .unk") == ["not scored", "not scored"]


# --- nothing that is typed does more than be read

OURS = re.compile(r"/static/\w+\.[0-9a-f]{12}\.js")
HOSTILE_ROW = st.lists(PIECES, min_size=1, max_size=2)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=PIECES, typed=HOSTILE_ROW, title=PIECES)
def test_no_field_of_a_review_can_do_more_than_be_read(reviewed_app, text, typed, title):
    draft = hands_on(
        title=title,
        verdict=title,
        text=text,
        obtained_words=typed[0],
        connection_words=typed[-1],
        scores=(Score("length", 84, typed[0], (typed[-1],)),),
        pros=tuple(Point(one, "noise", one) for one in typed),
        cons=tuple(Point(one) for one in typed),
        best_for=tuple(typed),
        not_for=tuple(typed),
        alternatives=tuple(Alternative(one, one) for one in typed),
        follow_ups=tuple(Note("2026-04-01", one) for one in typed),
        corrections=tuple(Note("2026-04-01", one) for one in typed),
    )
    with reviewed_app.test_request_context("/reviews/made-up"):
        session, shelf = get_session(), current()
        around = review_pages.tested_in(session, shelf, draft, device_of(session, draft.device))
        shown = set_text(session, shelf, whole_text(draft.text, draft.follow_ups), "/reviews/made-up")
        html = render_template("reviews/show.html", page=review_pages.page_of(draft, around, shown))
    tree = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.rpartition("}")[2]
        if tag == "script" and (
            element.attrib == {"type": "application/ld+json"} or OURS.fullmatch(element.get("src", ""))
        ):
            # Data, which no browser runs, or the page's own.
            continue
        assert tag not in ("script", "iframe", "object", "embed", "style", "base", "math"), html
        for name, value in element.attrib.items():
            assert not str(name).startswith("on"), html
            assert name != "style", html
            if name in ("href", "src", "action"):
                plain = "".join(value.split()).lower()
                assert not plain.startswith(("javascript:", "data:", "vbscript:", "file:", "blob:")), html
    assert len(list(tree.iter("h1"))) == 1


def test_the_study_it_cites_and_the_author_who_signs_lead_to_it(reviewed_app):
    client = reviewed_app.test_client()
    assert "/reviews/made-up" in Page(client.get("/studies/aust2008")).links("main a")
    assert "/reviews/made-up" in Page(client.get("/authors/anna")).links("main a")
    assert [one["address"] for one in client.get("/authors/anna.json").json["reviews"]] == [
        "/reviews/made-up",
        "/reviews/not-tested",
    ]


def test_what_was_set_is_drawn_against_what_the_review_says_was_measured(reviewed):
    figure = reviewed(PAGE, slug="made-up").one(".rv-fig")
    assert "Set to 0.5 mm: 0.47 ± 0.01 mm, 0.03 mm shorter, 3 readings." in words(figure)
    assert not reviewed(PAGE, slug="not-tested").all(".rv-fig")
