"""`/claims/<slug>`: a claim, its verdict, what can be said instead, its numbers and its studies."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from catalog.articles.models import Article, ArticleLink
from catalog.science.models import Study
from tests.claims.samples import claim, drawn, notice, store, study
from tests.factories import catalogue
from tests.html import Page

Fetch = Callable[..., Page]


def test_page_of_the_400_percent(seeded_page: Fetch) -> None:
    page = seeded_page("claims.show", slug="c12")
    assert page.text("h1") == (
        "“An article in the Journal of Clinical and Aesthetic Dermatology found an average 400 percent "
        "increase in collagen density within three months.”"
    )
    assert page.text(".clh .vd") == "Misattributed"
    assert "This site’s first article gives a journal name without author" in page.text(".clh")
    assert "about 53 percent more collagen fibre content" in page.text("#instead")
    assert "“up to 400 percent” at six months" in page.text("#why")
    assert page.texts("#for p") == ["None of those that were looked at."]
    assert page.links("#against li a") == ["/studies/lotfi2013", "/studies/asj2021"]
    assert len(page.all("#beside li")) == 5


def test_numbers_stand_to_one_scale_with_words_under_each_bar(seeded_page: Fetch) -> None:
    page = seeded_page("claims.show", slug="c12")
    assert page.texts("#numbers .bt b") == ["+53.2 %", "+101.86 %", "+400 %"]
    assert [rect.get("class") for rect in drawn(page, "rect")] == ["bar-v", "bar-v", "bar-cl"]
    assert page.texts("#numbers small") == [
        "Lotfi 2013, no comparison group, 30 people enrolled",
        "paper in Aesthetic Surgery Journal 2021, no comparison group, 35 people enrolled",
        "Claimed; no study with this figure was found",
    ]
    assert [title.text for title in drawn(page, "title")] == page.texts("#numbers .bt > span")
    assert "they cannot be added or averaged" in page.text("#numbers figcaption")


def test_a_claim_without_numbers_has_no_figure(seeded_page: Fetch) -> None:
    assert not seeded_page("claims.show", slug="c15").all("figure")


def test_studies_stand_by_what_they_say(seeded_page: Fetch) -> None:
    page = seeded_page("claims.show", slug="c05")
    assert page.links("#for li a") == ["/studies/aust2008"]
    assert page.links("#against li a") == ["/studies/eldomyati2015acne", "/studies/eldomyati2015photo"]
    assert page.links("#beside li a") == ["/studies/asj2021", "/studies/schwarz2011"]
    assert "no comparison group, 10 people enrolled · citation from memory" in page.texts("#against li")[0]
    assert "total elastin fell significantly" in page.texts("#against li")[0]
    assert "finding not confirmed" in page.texts("#beside li")[1]
    assert "from memory" not in page.text("#for")


def test_terms_lead_to_the_glossary(seeded_page: Fetch) -> None:
    page = seeded_page("claims.show", slug="c02")
    assert "/glossary#epidermis" in page.links("#instead a, #why a")
    assert len(page.links("#instead a, #why a")) == len(set(page.links("#instead a, #why a")))


def test_all_claims_stand_beside_it(seeded_page: Fetch) -> None:
    page = seeded_page("claims.show", slug="c12")
    assert page.text(".allc h2") == "All 18 claims"
    assert page.text(".allc .fine") == "5 supported, 9 partly supported, 2 misattributed, 2 unsupported"
    assert page.links(".allc a") == [f"/claims/c{number:02}" for number in range(1, 19)]
    assert page.links('.allc a[aria-current="page"]') == ["/claims/c12"]


@pytest.mark.parametrize("slug", ["c99", "é", "c1%00", "c01.csv"])
def test_what_is_no_claim_is_no_page(page: Fetch, slug: str) -> None:
    assert page(f"/claims/{slug}", status=404).text("h1") == "There is no such page"


def test_no_claim_is_no_twin(client: FlaskClient) -> None:
    answer = client.get("/claims/c99.json")
    assert (answer.status_code, answer.get_json()["status"]) == (404, 404)


def test_to_cite_it_names_site_number_verdict_and_the_day_of_the_last_change(
    app: Flask, page: Fetch, at_time: Callable[..., datetime]
) -> None:
    at_time(2026, 3, 1, 12)
    with catalogue(app) as session:
        store(session, study(), claim("c12"))
    at_time(2026, 3, 5, 12)
    with catalogue(app) as session:
        store(session, claim("c12", verdict="partly supported"))
        store(session, claim("c13"))
    found = page("claims.show", slug="c12")
    assert found.text("#cite").startswith(
        "To cite: MTSPen.com, claim 12, “partly supported”, 5 Mar 2026, http"
    )
    assert found.text("#cite").endswith("/claims/c12")
    assert found.text(".byl") == "MTSPen.com · Prepared from the cited sources; not yet reviewed by an author"


def test_a_retraction_shows_at_once_with_study_nature_day_and_notice(
    app: Flask, page: Fetch, at_time: Callable[..., datetime]
) -> None:
    at_time(2026, 3, 1, 12)
    with catalogue(app) as session:
        store(session, study(), study("brown2019"), claim(beside=["brown2019"]))
    assert page("claims.show", slug="c01").text(".clh .vd") == "Supported"
    at_time(2026, 3, 9, 12)
    with catalogue(app) as session:
        store(session, notice(doi="10.1000/n.1", reasons_json='["Error in data"]'))
    found = page("claims.show", slug="c01")
    assert found.text(".clh .vd.doubted") == "In doubt, was: supported"
    assert found.text(".claimp .note") == (
        "The verdict has to be looked at again. A study behind this was retracted "
        "on 3 Mar 2026: Adams 2020. Reasons given: Error in data. The notice"
    )
    assert found.links(".claimp .note a") == ["/studies/adams2020", "https://doi.org/10.1000/n.1"]
    assert found.texts("#for .tag") == ["retracted on 3 Mar 2026"]
    assert not found.all("#beside .tag")
    assert "“in doubt, was: supported”, 9 Mar 2026" in found.text("#cite")
    assert found.texts(".allc .vd") == ["In doubt, was: supported"]


def test_articles_that_name_the_claim_are_listed_and_drafts_are_not(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        store(session, study(), claim())
    assert not page("claims.show", slug="c01").all("#articles")
    with catalogue(app) as session:
        for slug, is_published in (("redness", True), ("unfinished", False)):
            article = Article(
                slug=slug,
                title=slug.title(),
                summary="A text.",
                text="Text.",
                byline="MTSPen.com",
                written="2026-11-26",
                checked="2026-11-26",
                is_published=is_published,
            )
            session.add(article)
            session.flush()
            assert article.id is not None
            session.add(ArticleLink(article_id=article.id, kind="claim", target="c01"))
        # A change, as saving an article is one.
        store(session, claim("c02"))
    found = page("claims.show", slug="c01")
    assert found.texts("#articles li") == ["Redness"]
    assert found.links("#articles a") == ["/articles/redness"]


def test_the_twin_holds_what_the_page_says(seeded_client: FlaskClient) -> None:
    data = seeded_client.get("/claims/c12.json").get_json()
    assert (data["number"], data["verdict"], data["shown"], data["doubts"]) == (
        "12",
        "misattributed",
        "misattributed",
        [],
    )
    assert [one["name"] for one in data["studies_against"]] == [
        "Lotfi 2013",
        "paper in Aesthetic Surgery Journal 2021",
    ]
    assert data["studies_for"] == []
    assert [(one["value"], one["study"]) for one in data["numbers"]] == [
        ("+53.2", "lotfi2013"),
        ("+101.86", "asj2021"),
        ("+400", None),
    ]
    assert data["lengths_um"] is None


def test_the_twin_of_a_claim_in_doubt_keeps_its_verdict(app: Flask, client: FlaskClient) -> None:
    with catalogue(app) as session:
        store(session, study(), claim(), notice())
    data = client.get("/claims/c01.json").get_json()
    assert (data["verdict"], data["shown"]) == ("supported", "in doubt")
    assert data["doubts"] == [
        {"study": "adams2020", "nature": "retraction", "day": "2026-03-03", "reasons": [], "doi": None}
    ]


@pytest.fixture
def counted(app: Flask) -> Iterator[list[str]]:
    """The SQL statements that were sent."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    engine = app.extensions["database"].replica
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def test_more_studies_are_no_more_statements(app: Flask, page: Fetch, counted: list[str]) -> None:
    slugs = [f"study{year}" for year in range(2001, 2021)]
    rows: list[Study] = [study(slug) for slug in slugs]
    with catalogue(app) as session:
        store(
            session,
            *rows,
            claim("c01", **{"for": slugs[:1]}),
            claim("c02", **{"for": slugs}),
            claim("c03", **{"for": slugs[:1]}),
        )
    # The first page also makes what is kept for all of them.
    page("claims.show", slug="c03")
    numbers = []
    for slug in ("c01", "c02"):
        counted.clear()
        page("claims.show", slug=slug)
        numbers.append(len(counted))
    assert numbers[0] == numbers[1] > 0
