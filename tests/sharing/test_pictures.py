"""The pictures that pages are shared by: one for each thing, drawn from what its page says."""

import re
from urllib.parse import urlsplit

import pytest
from sqlalchemy import event
from sqlmodel import select

from catalog.articles.models import Article
from catalog.claims.editing import put_claim
from catalog.claims.models import Claim
from catalog.compare.models import EditorComparison
from catalog.concerns.models import Concern
from catalog.db import get_session
from catalog.finder.models import Need
from catalog.products.models import Product
from catalog.science.models import Study
from catalog.sharing import painting
from catalog.sharing.pages.cards import card_of
from catalog.sharing.pages.subjects import SUBJECTS
from catalog.sharing.sheet import HEIGHT, WIDTH, sheet
from tests.claims.samples import claim, notice, store, study
from tests.factories import catalogue
from tests.html import Page, words
from tests.reviews.conftest import reviewed_app  # noqa: F401
from tests.sharing.conftest import read, tags

KINDS = {
    "home": "/",
    "a list, which has the site’s": "/devices",
    "device": "/devices/dr-pen-a6",
    "device whose length nobody knows": "/devices/berbers-treat-pen",
    "family": "/devices/genosys-dts-roller",
    "cartridge": "/cartridges/skinpen-precision-cartridge",
    "claim": "/claims/c12",
    "article": "/articles/cleaning",
    "concern": "/for/acne-scars",
    "study": "/studies/ablon2018",
    "comparison": "/comparisons/pen-and-roller-at-0-5-mm",
    "need": "/devices/needs/rollers-never-above-0-5-mm",
    "needle length": "/needle-lengths/0.5",
}
MOST_BYTES = 100_000


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_each_kind_of_page_names_a_picture(seeded_page, picture_of, path):
    said = tags(seeded_page(path))
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert said["og:image"].startswith("http://localhost/share/")
    found = picture_of(path)
    assert found.image.size == (1200, 630)
    assert len(found.data) <= MOST_BYTES


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_every_word_of_a_picture_stands_on_its_page(seeded_app, seeded_client, path):
    page = Page(seeded_client.get(path))
    said = tags(page)["og:image:alt"]
    # Titles of figures are read out on the page; they are elements like any other.
    page_words = " ".join(_tokens(words(page.tree)))
    missing = [word for word in _tokens(said) if word not in page_words]
    # What is left out of a list is counted there, and what is cut ends with an ellipsis.
    assert missing == [], f"{said!r} says what the page does not"


def _tokens(said: str) -> list[str]:
    """Words without what sentences put round them; one that was cut is no word of the page."""
    kept = re.findall(r"[^\s“”().,;:·…]+(?:\.[^\s“”().,;:·…]+)*(?!…)", said.lower())
    return [word for word in kept if word not in ("and", "more", "studies")]


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_tags_say_what_the_page_says(seeded_page, path):
    page = seeded_page(path)
    said = tags(page)
    assert f"{said['og:title']} · MTSPen.com" == page.text("head > title")
    assert said["og:site_name"] == "MTSPen.com"
    assert said["og:url"] == page.one('link[rel="canonical"]').get("href")
    assert said["og:description"] == page.one('meta[name="description"]').get("content")
    assert said["og:type"] == ("article" if path.startswith("/articles/") else "website")
    assert page.one('meta[name="twitter:card"]').get("content") == "summary_large_image"


def test_the_alternative_text_is_what_is_drawn(seeded_app):
    """Each line that is set is part of it, in order, the address of the site apart; and nothing besides."""
    with seeded_app.test_request_context("/"):
        card = card_of(SUBJECTS["devices"].page(get_session(), "dr-pen-a6"))
        laid = sheet(card, "MTSPen.com", "mtspen.example")
    left = laid.alt
    for text in laid.texts:
        shown = text.words.replace("\u00a0", " ")
        if shown != "mtspen.example":
            assert shown in left, shown
            left = left.replace(shown, "", 1)
    assert card.figure.words in left
    assert _tokens(left.replace(card.figure.words, "")) == []
    assert laid.svg.count("<text") > len(laid.texts)


def test_errors_the_desk_and_who_signs_in_name_none(desk, seeded_page):
    assert tags(seeded_page("/devices/no-such-thing", status=404)) == {}
    assert tags(seeded_page("/devices?depth_reach=%zz", status=400)) == {}
    assert tags(seeded_page("/sign-in")) == {}
    for path in ("/desk", "/desk/articles/cleaning/preview"):
        answer = desk.client.get(path)
        assert answer.status_code == 200, path
        assert "og:image" not in answer.get_data(as_text=True)


def test_a_name_that_nothing_has_has_no_picture(seeded_client):
    for path in (
        "/share/devices/nothing.png",
        "/share/cartridges/dr-pen-a6-nothing.png",
        "/share/nothing/dr-pen-a6.png",
        "/share/nothing.png",
        "/share/needle-lengths/99999.png",
        "/share/claims/%F0%9F%98%80.png",
    ):
        assert seeded_client.get(path).status_code == 404, path


def test_a_name_that_is_written_otherwise_leads_on(seeded_client):
    answer = seeded_client.get("/share/needle-lengths/0.50.png")
    assert answer.status_code == 301
    assert urlsplit(answer.location).path == "/share/needle-lengths/0.5.png"


def test_a_picture_is_kept_for_good_under_its_version_only(seeded_client):
    named = tags(Page(seeded_client.get("/devices/dr-pen-a6")))["og:image"].removeprefix("http://localhost")
    kept = seeded_client.get(named)
    assert "immutable" in kept.headers["Cache-Control"]
    assert kept.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    plain = seeded_client.get(named.partition("?")[0])
    assert plain.data == kept.data
    assert "immutable" not in plain.headers["Cache-Control"]
    older = seeded_client.get(f"{named[:-12]}{'0' * 12}")
    assert (older.status_code, older.location) == (302, named)
    again = seeded_client.get(named.partition("?")[0], headers={"If-None-Match": plain.headers["ETag"]})
    assert again.status_code == 304


def test_the_same_sheet_is_the_same_bytes(seeded_client):
    first = seeded_client.get("/share/devices/dr-pen-a6.png").data
    painting.png.cache_clear()
    assert seeded_client.get("/share/devices/dr-pen-a6.png").data == first


def test_a_picture_is_drawn_when_asked_for_and_once(seeded_client):
    painting.png.cache_clear()
    seeded_client.get("/devices/exceed")
    assert painting.png.cache_info().misses == 0
    for _ in range(3):
        seeded_client.get("/share/devices/exceed.png")
    assert painting.png.cache_info().misses == 1


@pytest.mark.parametrize(
    "query", ["1", "x=1", "v=", "v=1", "v=ABCDEF012345", "v=0123456789ab&x", "x&v=0123456789ab", "v=%31", "?"]
)
@pytest.mark.parametrize("path", ["/share/devices/exceed.png", "/share/home.png", "/share/site.png"])
def test_no_query_makes_it_drawn_again(seeded_client, monkeypatch, path, query):
    monkeypatch.setattr("catalog.sharing.views.png", lambda svg: pytest.fail("drawn"))
    monkeypatch.setattr("catalog.sharing.views.card_of", lambda page: pytest.fail("looked up"))
    answer = seeded_client.get(f"{path}?{query}")
    assert (answer.status_code, answer.location) == (301, path)


def test_changing_a_value_changes_the_address_of_the_picture(own_app):
    client = own_app.test_client()
    before = tags(Page(client.get("/claims/c01")))["og:image"]
    other = tags(Page(client.get("/claims/c02")))["og:image"]
    assert before.partition("?v=")[2] != other.partition("?v=")[2]
    with catalogue(own_app) as session:
        row = session.exec(select(Claim).where(Claim.slug == "c01")).one()
        changed = Claim(**(row.model_dump(exclude={"id"}) | {"words": "A made-up claim."}))
        put_claim(session, changed, actor="anna", reason="A test needs it")
    after = tags(Page(client.get("/claims/c01")))["og:image"]
    assert after != before
    assert after.partition("?")[0] == before.partition("?")[0]


def test_a_review_shows_its_score_only_if_somebody_had_the_device(reviewed_app):  # noqa: F811
    client = reviewed_app.test_client()
    tested, not_tested = (tags(Page(client.get(f"/reviews/{slug}"))) for slug in ("made-up", "not-tested"))
    page = Page(client.get("/reviews/made-up"))
    score = words(page.one(".rv-total .score"))
    assert score in tested["og:image:alt"]
    assert "Not tested by us: research only" in not_tested["og:image:alt"]
    assert " of 10" not in not_tested["og:image:alt"]
    assert "Generic drawing" not in not_tested["og:image:alt"]
    for said in (tested, not_tested):
        assert said["og:type"] == "article"
        answer = client.get(said["og:image"].removeprefix("http://localhost"))
        assert len(read(answer.data).data) <= MOST_BYTES


def test_a_claim_in_doubt_says_so(app, client):
    with catalogue(app) as session:
        store(session, study(), study("brown2019"), claim(beside=["brown2019"]))
        store(session, notice(doi="10.1000/n.1"))
    said = tags(Page(client.get("/claims/c01")))["og:image:alt"]
    assert "In doubt, was: supported." in said
    assert "Adams 2020 (retracted on 3 Mar 2026)" in said


@pytest.mark.long
def test_everything_in_the_seeds_has_a_picture(seeded_app, seeded_client):
    places = {
        "claims": Claim,
        "articles": Article,
        "for": Concern,
        "studies": Study,
        "comparisons": EditorComparison,
        "needs": Need,
    }
    with catalogue(seeded_app) as session:
        found = [
            f"{place}/{row.slug}" for place, model in places.items() for row in session.exec(select(model))
        ]
        kinds = {"cartridge": "cartridges"}
        found += [f"{kinds.get(row.kind, 'devices')}/{row.slug}" for row in session.exec(select(Product))]
    assert len(found) > 150
    for name in found:
        answer = seeded_client.get(f"/share/{name}.png")
        assert answer.status_code == 200, name
        picture = read(answer.data)
        assert picture.image.size == (WIDTH, HEIGHT), name
        assert len(picture.data) <= MOST_BYTES, name


def test_a_picture_takes_few_statements(seeded_app, seeded_client):
    said: list[str] = []
    engine = seeded_app.extensions["database"].replica
    counts = {}

    def listen(_connection, _cursor, statement, *_rest):
        said.append(statement)

    event.listen(engine, "before_cursor_execute", listen)
    try:
        for path in ("/devices/exceed?v=00000000000", "/share/devices/exceed.png?v=00000000000"):
            seeded_client.get(f"{path}0")
            said.clear()
            seeded_client.get(f"{path}1")
            counts[path] = len(said)
    finally:
        event.remove(engine, "before_cursor_execute", listen)
    page, picture = counts.values()
    assert 0 < picture <= page
