"""The page of an article: numbers and ways back, verdicts, blocks, doubts, twins, former addresses."""

import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from math import log

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from catalog.articles.beside import current
from catalog.articles.checking import check
from catalog.articles.drafts import ArticleDraft, Correction, read_articles
from catalog.articles.editing import put_article, rename_article
from catalog.guidance.editing import put_guidance
from catalog.guidance.models import Guidance
from catalog.places import place
from catalog.products.editing import rename_product
from tests.claims.samples import WHO, claim, drawn, notice, store, study
from tests.factories import catalogue, make_device
from tests.html import Page

Fetch = Callable[..., Page]
FIRST = "how-microneedling-works"
RULES, STUDIES = (
    tomllib.loads((place("seeds") / f"{name}.toml").read_text()) for name in ("cleaning", "studies")
)
SOURCES = [
    *(source for rule in RULES.values() for source in rule["sources"]),
    *(study["url"] for study in STUDIES.values() if "url" in study),
    *(f"https://doi.org/{study['doi'].casefold()}" for study in STUDIES.values() if "doi" in study),
]
"""Where what articles lean on was published."""
SEEDS = {file.draft.slug: file.draft for file in read_articles(place("seeds"), [])}


def art(fetch: Fetch, slug: str) -> Page:
    return fetch("articles.show", slug=slug)


@pytest.mark.parametrize("slug", SEEDS)
def test_every_number_leads_to_a_reference_and_back(seeded_page: Fetch, slug: str) -> None:
    page = art(seeded_page, slug)
    leads = {link.get("id"): link.get("href") for link in page.all("a.cite:not(.cite-cl)")}
    backs = {
        back.get("href").removeprefix("#"): f"#{entry.get('id')}"
        for entry in page.all(".refs > li")
        for back in entry.iter("a")
        if back.get("class") == "tap back"
    }
    assert leads
    assert leads == backs
    # Numbered as the text first names them.
    assert list(dict.fromkeys(leads.values())) == [f"#{e.get('id')}" for e in page.all(".refs > li")]


@pytest.mark.parametrize("slug", SEEDS)
def test_everything_the_text_cites_is_on_the_page(seeded_page: Fetch, slug: str) -> None:
    hrefs = set(art(seeded_page, slug).links("article a"))
    cited = re.findall(r"(?<=[\[ ]@)[A-Za-z0-9-]+", SEEDS[slug].text)
    assert cited
    for key in cited:
        assert hrefs & {f"/claims/{key}", f"/studies/{key}", f"/guidance#{key}"}, key


def test_a_claim_is_cited_with_its_verdict_in_words(seeded_page: Fetch) -> None:
    said = art(seeded_page, FIRST).texts("a.cite-cl")
    assert {"claim 11: misattributed", "claim 12: misattributed", "claim 1: supported"} <= set(said)


def test_it_says_who_speaks_and_that_no_author_has_read_it(seeded_page: Fetch) -> None:
    words = art(seeded_page, FIRST).text(".by")
    assert words.startswith("MTSPen.com Prepared from the cited sources; not yet reviewed by an author.")
    assert "First published 26 Nov 2026; evidence read up to 26 Nov 2026." in words


def test_its_contents_name_every_heading(seeded_page: Fetch) -> None:
    page = art(seeded_page, FIRST)
    assert page.texts(".toc a") == [*page.texts(".prose > h2"), "References", "Corrections", "Leave a reply"]


def test_its_pictures_say_what_they_show(seeded_page: Fetch) -> None:
    page = art(seeded_page, FIRST)
    titles = [title.text for title in drawn(page, "title")]
    assert (
        "2 hours after needling, in people: "
        "The barrier was back in open air; where skin was covered it took longer." in titles
    )
    assert page.texts(".cbars b") == ["+53.2 %", "+101.86 %", "+400 %"]
    assert len(page.all(".tll > li")) == 9


def test_moments_run_from_left_to_right_by_factors(seeded_page: Fetch) -> None:
    page = art(seeded_page, FIRST)
    days = {"2 days": 2 * 24, "5 days": 5 * 24, "7 days": 7 * 24, "1 year": 365 * 24}
    circles = {
        title.text.split(" after")[0]: float(next(drawing.iter("{*}circle")).get("cx").rstrip("%"))
        for drawing in drawn(page, "svg")
        if (title := drawing.find("{*}title")) is not None and drawing.find("{*}circle") is not None
    }
    # A straight line in the logarithm of time, whatever the two points that fix it.
    slope = (circles["1 year"] - circles["2 days"]) / log(days["1 year"] / days["2 days"])
    for words, hours in days.items():
        expected = circles["2 days"] + slope * log(hours / days["2 days"])
        assert circles[words] == pytest.approx(expected, abs=0.02)


def test_every_rule_of_cleaning_stands_once_with_who_says_it(seeded_page: Fetch) -> None:
    page = art(seeded_page, "cleaning")
    assert len(page.all(".rul > li")) == 18
    assert page.texts(".rul dt").count("Who says it") == 18
    assert page.texts(".rul dt").count("How sure") == 18
    assert "only sellers say it; nobody else was found" in page.texts(".rul dd")
    assert "worked out by us from measurements" in page.texts(".rul dd")


def test_a_reference_from_memory_says_what_of_it_is_not_confirmed(seeded_page: Fetch) -> None:
    lines = art(seeded_page, "safety").texts(".refs li")
    dogra = next(line for line in lines if "Dogra" in line)
    assert "citation from memory; not confirmed: authors, journal, year, volume, pages" in dogra
    assert not any("not confirmed:" in line for line in lines if "from memory" not in line)


def test_safety_items_show_how_serious_they_are(seeded_page: Fetch) -> None:
    page = art(seeded_page, "safety")
    assert page.texts(".sfl .tag.stop") == ["do not needle"] * 8
    assert page.texts(".sfl .tag").count("ask a doctor") == 4
    assert page.texts(".sfl .tag").count("rare, but severe") == 1
    assert "do not treat" not in page.text("main").casefold()


@pytest.mark.parametrize("slug", SEEDS)
def test_nothing_is_sold_on_an_article(seeded_page: Fetch, slug: str) -> None:
    """Its links lead to pages of this catalogue; only studies and the sources of rules lead out of it."""
    page = art(seeded_page, slug)
    rooms = "articles|claims|studies|guidance|glossary|for|needle-lengths|comparisons|cleared"
    allowed = re.compile(rf"/({rooms}|devices|cartridges|report|comments)([/?#.].*)?|#.*")
    out = {link for link in page.links("main a[href]") if link != "/" and not allowed.fullmatch(link)}
    assert out == set(page.links(".refs a[href^=http], .rul a[href^=http]"))
    assert out <= set(SOURCES)
    assert not page.all("main form, main input, main button, main [rel~='sponsored']")


def test_the_twins_say_the_same(seeded_client: FlaskClient) -> None:
    document = json.loads(seeded_client.get(f"/articles/{FIRST}.json").data)
    assert document["title"] == SEEDS[FIRST].title
    studies = {one["id"] for one in document["names"] if one["kind"] == "study"}
    entries = re.findall(r"^@\w+\{([^,]+),", seeded_client.get(f"/articles/{FIRST}.bib").text, re.MULTILINE)
    assert set(entries) == studies
    assert seeded_client.get(f"/articles/{FIRST}.ris").text.count("TY  - ") == len(studies)
    assert len(json.loads(seeded_client.get(f"/articles/{FIRST}.csl.json").data)) == len(studies)


DRAFT = ArticleDraft(
    "granulomas",
    "Lumps that stay",
    "What is known of them.",
    "Some stay for 2 years [@adams2020; @c01].\n\n[[claim c01]]\n\n[[device ada]] is a pen.",
    "2026-03-01",
    "2026-03-01",
    corrections=(Correction("2026-03-01", "First."), Correction("2026-03-02", "Second.")),
)


@pytest.fixture
def stored(app: Flask) -> Flask:
    """A catalogue with one article, which cites a study and a claim that names the same study."""
    with catalogue(app) as session:
        make_device(session, "ada")
        store(session, study(), claim())
        put_article(session, DRAFT, **WHO)
    return app


def test_a_retraction_shows_at_once_wherever_the_study_is_cited(stored: Flask, page: Fetch) -> None:
    assert not art(page, DRAFT.slug).all(".art-h .note:not(#since)")
    with catalogue(stored) as session:
        store(session, notice())
    seen = art(page, DRAFT.slug)
    assert "Adams 2020: retracted on 3 Mar 2026" in seen.text(".art-h .note:not(#since)")
    assert seen.texts("a.cite.in-doubt") == ["Reference 1, in doubt", "claim 1, in doubt"]
    assert seen.texts(".refs .tag") == ["retracted on 3 Mar 2026"]


def test_a_retraction_behind_a_claim_shows_too_and_names_the_claim(stored: Flask, page: Fetch) -> None:
    texts = {"cites": "So [@c01].", "sets": "[[claim c01]]", "draws": "[[figure scale c01]]", "other": "No."}
    numbers = [{"label": "A", "value": "4", "unit": "mm", "study": "brown2019"}]
    with catalogue(stored) as session:
        store(session, study("brown2019"), claim(numbers=numbers))
        for slug, text in texts.items():
            put_article(session, replace(DRAFT, slug=slug, title=slug, text=text), **WHO)
        store(session, notice(), notice("rw-2", study="brown2019", nature="expression of concern"))
    concern = "Brown 2019: expression of concern, 3 Mar 2026 (behind claim 1)"
    behind = ["Adams 2020: retracted on 3 Mar 2026 (behind claim 1)", concern]
    said = {slug: art(page, slug).texts(".art-h .note:not(#since) li") for slug in texts}
    assert said == {"cites": behind, "sets": behind, "draws": behind, "other": []}
    assert art(page, DRAFT.slug).texts(".art-h .note:not(#since) li") == [
        "Adams 2020: retracted on 3 Mar 2026 (reference 1, behind claim 1)",
        concern,
    ]
    assert art(page, "cites").links(".art-h .note:not(#since) a") == [
        "/studies/adams2020", "/claims/c01", "/studies/brown2019", "/claims/c01",
    ]  # fmt: skip
    with stored.test_request_context("/"):
        beside = {item.url: bool(item.in_doubt) for item in current().articles}
    assert beside == {f"/articles/{slug}": slug != "other" for slug in (*texts, DRAFT.slug)}


def test_the_day_of_a_later_save_is_the_day_it_was_changed(
    stored: Flask, page: Fetch, at_time: Callable[..., datetime]
) -> None:
    at_time(2027, 4, 5, 12)
    with catalogue(stored) as session:
        put_article(session, replace(DRAFT, summary="More is known."), **WHO)
    assert "First published 1 Mar 2026, last changed 5 Apr 2027;" in art(page, DRAFT.slug).text(".by")


def test_corrections_stand_newest_day_first(stored: Flask, page: Fetch) -> None:
    assert art(page, DRAFT.slug).texts("#corrections li") == ["2 Mar 2026 Second.", "1 Mar 2026 First."]


def test_a_former_address_leads_on(stored: Flask, client: FlaskClient) -> None:
    with catalogue(stored) as session:
        rename_article(session, DRAFT.slug, "lumps", **WHO)
    for ending in ("", ".json", ".bib", ".ris", ".csl.json"):
        response = client.get(f"/articles/{DRAFT.slug}{ending}")
        assert (response.status_code, response.headers["Location"]) == (301, f"/articles/lumps{ending}")
        assert client.get(f"/articles/lumps{ending}").status_code == 200
        assert client.get(f"/articles/nix{ending}").status_code == 404
    with catalogue(stored) as session:
        put_article(session, replace(DRAFT, slug="lumps", is_published=False), **WHO)
    for ending in ("", ".json", ".bib", ".ris", ".csl.json"):
        assert client.get(f"/articles/{DRAFT.slug}{ending}").status_code == 410


OFFICE = Guidance(
    slug="g-office", position=1, who="An office", role="regulator", audience="home", country="US",
    says="See a doctor.", interest="none", confidence="verified", read_in="Its page",
)  # fmt: skip
GONE = (
    "[[claim c99]]", "[[term Nix]]", "[[figure nix]]", "[[figure scale c99]]", "[[figure lengths nix]]",
    "[[figure skin]]", "[[figure penetration]]", "[[safety nix]]", "[[cleaning nix]]", "[[bands]]",
    "[[layers]]", "[[nix nix]]",
)  # fmt: skip


@pytest.mark.parametrize("text", GONE)
def test_a_block_whose_data_is_gone_draws_nothing(stored: Flask, page: Fetch, text: str) -> None:
    """Nobody can save such a text; what it names may be taken away later."""
    with catalogue(stored) as session:
        told = {"text": f"Before.\n\n{text}\n\nAfter {text} it."}
        session.execute(sa.text("UPDATE article SET text = :text"), told)
    seen = art(page, DRAFT.slug)
    assert seen.texts(".prose > *") == ["Before.", "After it."]
    assert not seen.all(".prose a")


def test_what_has_no_parts_has_no_contents_and_what_cites_no_study_no_files(
    stored: Flask, page: Fetch
) -> None:
    with catalogue(stored) as session:
        put_guidance(session, OFFICE, **WHO)
        for slug, text in (("bare", "Words."), ("part", "## One\n\nWords."), ("guided", "So [@g-office].")):
            draft = replace(DRAFT, slug=slug, title=slug, text=text, corrections=())
            put_article(session, draft, **WHO)
    found = {slug: art(page, slug) for slug in ("bare", "part", "guided", DRAFT.slug)}
    assert [len(found[slug].all("nav.toc")) for slug in found] == [0, 1, 1, 1]
    assert found["guided"].all(".refs li")
    for slug in ("bare", "part", "guided"):
        assert not found[slug].all("main a[href$='.bib']")
    assert found[DRAFT.slug].texts("#references > p a") == ["BibTeX", "RIS", "CSL-JSON"]


@pytest.mark.parametrize("slug", SEEDS)
def test_headings_go_down_one_rank_at_a_time(seeded_page: Fetch, slug: str) -> None:
    page = art(seeded_page, slug)
    ranks = [int(heading.tag[1]) for heading in page.all("main :is(h1, h2, h3, h4, h5, h6)")]
    assert ranks[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(ranks))
    assert not page.all("figure :is(h2, h3, h4)")
    assert len(page.all("figure")) == len(page.all("figure > .fig-h"))


def test_a_device_that_was_renamed_is_named_as_it_is_today(stored: Flask, page: Fetch) -> None:
    with catalogue(stored) as session:
        rename_product(session, "ada", "ada-2", **WHO)
        assert check(session) == []
    assert "/devices/ada-2" in art(page, DRAFT.slug).links(".prose a")


def test_an_article_that_is_not_published_is_not_there(stored: Flask, client: FlaskClient) -> None:
    with catalogue(stored) as session:
        put_article(session, replace(DRAFT, is_published=False), **WHO)
    for address in ("granulomas", "granulomas.json", "granulomas.bib"):
        assert client.get(f"/articles/{address}").status_code == 410
    assert client.get("/articles/nix").status_code == 404
    assert "None has been written yet." in client.get("/articles").text


def test_hostile_words_stay_words(stored: Flask, page: Fetch) -> None:
    words = "<script>alert(1)</script> ![x](y.png) <b onclick=x>"
    text = f"{DRAFT.text}\n\n`{words}` and [x](javascript:alert(1)) \\{words}"
    with catalogue(stored) as session:
        draft = replace(DRAFT, title=words, summary=words, text=text.replace("![", "["))
        put_article(session, draft, **WHO)
    seen = art(page, DRAFT.slug)
    assert seen.text("h1") == words
    assert not seen.all("article script, article b[onclick], article a[href^=javascript]")
