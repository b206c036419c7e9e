"""`/for/<slug>`: warnings first, then how sure the studies are, what was tested and by whom."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalog.articles.models import Article, ArticleLink
from catalog.claims.editing import put_claim
from catalog.concerns.models import ConcernType
from catalog.concerns.never import is_same
from catalog.guidance.editing import put_guidance
from catalog.guidance.models import Guidance
from catalog.places import place
from catalog.science.models import SafetyItem
from tests.claims import samples as claims
from tests.concerns.samples import WHO, concern, doubt, needled, notice, store, study
from tests.factories import catalogue
from tests.html import Page

Fetch = Callable[..., Page]
CONCERNS = tomllib.loads((place("seeds") / "concerns.toml").read_text("utf-8"))
SAFETY = tomllib.loads((place("seeds") / "safety.toml").read_text("utf-8"))


def inputs(page: Page) -> dict[str, str]:
    return dict(zip(page.texts(".inputs dt"), page.texts(".inputs dd"), strict=True))


def cells(page: Page) -> int:
    """Filled cells of the badge beside the heading; SVG is outside the reach of HTML selectors."""
    start = page.html.index('<div class="sure-h">')
    return page.html[start : page.html.index("</svg>", start)].count('class="f"')


def test_page_of_acne_scars(seeded_page: Fetch) -> None:
    page = seeded_page("/for/acne-scars")
    assert page.text("h1") == "Acne scars"
    # Nothing was changed since it was loaded: the day of that is no day of a change.
    assert page.text(".byl") == "MTSPen.com. Prepared from the cited sources; not yet reviewed by an author."
    assert page.text(".sure-h .ev") == "Moderate certainty"
    assert cells(page) == 3
    found = inputs(page)
    assert found["Randomised trials"] == "3, 2 of them split-face"
    assert not any(label.startswith("Split-face") for label in found)
    assert found["Studies without a comparison group"] == "4"
    assert found["Reviews of studies"] == "5"
    assert found["Animal or laboratory studies"] == "none"
    assert found["Citations from memory"] == "2 of 13"
    assert found["Needle lengths"] == "1.5 mm: 3 studies · 0.25–2.0 mm: 1 study · not confirmed: 9"
    assert found["By whom"] == "8 studies, all done by clinicians; 5 reviews of studies"
    assert page.text("#tested p.dim") == "8 studies, all done by clinicians; 5 reviews of studies."
    # 20 + 37 + 30 + 36 + 30 + 36 + 41; one study does not say.
    assert (
        found["People in the studies themselves"]
        == "230 enrolled in all, and 1 study that does not say how many"
    )
    assert len(page.all(".stud tbody tr")) == 13


def test_warnings_come_before_everything_else(seeded_page: Fetch) -> None:
    page = seeded_page("/for/acne-scars")
    assert page.texts("main h2") == [
        "First: when not to do it yourself",
        "How sure are the studies?",
        "Which types respond",
        "What was tested, and by whom",
        "What regulators say",
        "To read on",
        "Claims checked against the same studies",
        "Other concerns",
    ]
    assert page.texts(".stops h3") == ["See a clinician first when", "After needling, stop and get help for"]
    assert page.links("#advice-from a") == [
        "/guidance#g-fda-page", "/guidance#g-tga-2019", "/studies/chu2021"
    ]  # fmt: skip


@pytest.mark.parametrize("slug", CONCERNS)
def test_every_full_no_stands_under_the_warnings_with_the_way_to_more(seeded_page: Fetch, slug: str) -> None:
    said = seeded_page(f"/for/{slug}").text("#never")
    assert said.startswith("Do not needle over, or with: active skin cancer in the area; open wounds, ")
    for item in SAFETY.values():
        if item.get("level"):
            assert (item["item"][1:] in said) == (item["level"] == "do not treat"), item["item"]
    assert said.endswith(". More reasons not to: Safety, hygiene and who should not.")
    assert "/articles/safety" in seeded_page(f"/for/{slug}").links("#never a")


def test_no_warning_sounds_gentler_than_the_list_on_safety(seeded_page: Fetch) -> None:
    beside = {
        slug: {line.split("Do not needle. ")[0]: line.split("Do not needle. ")[1].split(":")[0]
               for line in seeded_page(f"/for/{slug}").texts(".stops .note:first-child li")
               if "Do not needle. " in line}
        for slug in CONCERNS
    }  # fmt: skip
    acne, pregnancy = "Active inflamed acne in the area", "Pregnancy or breastfeeding"
    assert beside == {
        "acne-scars": {"Acne is still active": acne},
        "fine-lines": {
            "Lines are around or inside the eye socket": "Eyelids and the skin inside the bony eye socket",
            "You are pregnant or breastfeeding": pregnancy,
        },
        "uneven-tone-melasma": {"You are pregnant or take hormones": pregnancy},
        "enlarged-pores": {"Pores come with active acne or rosacea": acne},
        "stretch-marks": {"You are pregnant": pregnancy},
        "hair-thinning": {
            "The scalp is scaly, sore or scarred": "Open wounds, sores or irritated skin in the area"
        },
        "product-absorption": {},
        "surgical-burn-scars": {},
    }
    said = seeded_page("/for/acne-scars").text(".stops .note:first-child li:first-child")
    assert said.endswith(
        "Do not needle. Active inflamed acne in the area: defined as a warning term in patient labelling; "
        "needles may spread inflammation and germs."
    )


def test_without_the_article_on_safety_nothing_leads_to_it(app: Flask, page: Fetch) -> None:
    given = {"group": "contraindications", "position": 1, "detail": "In labelling.", "level": "do not treat"}
    with catalogue(app) as session:
        store(session, concern(see_a_professional=["It bleeds", "You are pregnant"]))
        session.add(SafetyItem(slug="s1", item="Pregnancy or breastfeeding", **given))
        draft = {"summary": "S", "text": "T", "byline": "B", "written": "2026-01-01", "checked": "2026-01-01"}
        session.add(Article(slug="safety", title="Safety", is_published=False, **draft))
    shown = page("/for/calluses")
    assert shown.text("#never") == "Do not needle over, or with: pregnancy or breastfeeding."
    assert shown.texts(".stops .never") == ["Do not needle. Pregnancy or breastfeeding: in labelling."]


@pytest.mark.parametrize(
    ("warning", "item", "same"),
    [
        ("It bleeds", "Bleeding disorder", False),
        ("A mark is new, changing, bleeding", "Bleeding disorder", False),
        ("You are pregnant", "Pregnancy or breastfeeding", True),
        ("Skin is very oily and inflamed", "Active inflamed acne in the area", False),
        ("You use it", "Use of it", False),
    ],
)
def test_a_warning_is_matched_by_what_it_is_about(warning: str, item: str, same: bool) -> None:
    assert is_same(warning, item) is same


def test_a_few_regulators_stand_open_and_the_rest_in_a_fold_with_its_count(seeded_page: Fetch) -> None:
    page = seeded_page("/for/acne-scars")
    guided = tomllib.loads((place("seeds") / "guidance.toml").read_text("utf-8"))
    regulators = {slug: one for slug, one in guided.items() if one["role"] == "regulator"}
    shown = [link.removeprefix("/guidance#") for link in page.links("#regulators > .regs > li > b a")]
    assert shown == [slug for slug, one in regulators.items() if one["audience"] != "professional"][:3]
    assert page.text("#other-regulators > summary") == "Other entries of regulators, 9"
    folded = [link.removeprefix("/guidance#") for link in page.links("#other-regulators > .regs > li > b a")]
    assert folded == [slug for slug in regulators if slug not in shown]


def test_certainty_and_effect_stand_apart(seeded_page: Fetch) -> None:
    page = seeded_page("/for/hair-thinning")
    assert page.texts(".sure-g h3") == ["What they suggest", "What they do not show", "At home"]
    assert "certainty" not in page.text(".sure-g").casefold()


@pytest.mark.parametrize("slug", ["acne-scars", "enlarged-pores", "product-absorption"])
def test_nothing_is_sold_ranked_or_compared(seeded_page: Fetch, slug: str) -> None:
    page = seeded_page(f"/for/{slug}")
    allowed = ("/for", "/studies/", "/guidance", "/claims/", "/articles/", "/glossary", "/report", "#")
    links = [link for link in page.links("main a[href]") if link != "/"]
    assert [link for link in links if not link.startswith(allowed)] == []
    assert not page.all("main form, main input, main button, main [rel~='sponsored']")


def test_no_word_on_it_promises_or_calls_anything_safe(seeded_page: Fetch) -> None:
    for slug in ("acne-scars", "hair-thinning", "product-absorption"):
        words = seeded_page(f"/for/{slug}").text("main").casefold()
        for word in (
            r"\bsafe\b",
            "home limit",
            "best for scars",
            "clinically proven",
            r"\bindependent\b",
            "illegal",
        ):
            assert not re.search(word, words), (slug, word)


def test_a_row_says_who_with_what_and_what_happened(seeded_page: Fetch) -> None:
    page = seeded_page("/for/hair-thinning")
    head = page.texts(".stud thead th")
    rows = {row[0].split(" ")[0]: row for row in _rows(page)}
    assert head[0] == "Study"
    faghihi = dict(zip(head, rows["Faghihi"], strict=True))
    assert faghihi["Study"] == "Faghihi 2021trial, randomisation not confirmed"
    assert faghihi["Who took part"] == "60 people enrolled"
    assert faghihi["Needle length"] == "0.6 and 1.2 mm"
    assert faghihi["Sessions, interval"] == "about 62 weeks"
    assert faghihi["By whom"] == "done by clinicians"
    assert dict(zip(head, rows["English"], strict=True))["Needle length"] == "0.5–2.5 mm"
    assert dict(zip(head, rows["Dhurat"], strict=True))["Needle length"] == "1.5 mmno text confirmed it"
    home = [row for row in rows.values() if row[5] == "people at home, on themselves"]
    assert len(home) == 1
    assert "citation from memory" in home[0][0]
    assert page.text("#not-confirmed").startswith("“Not confirmed” does not mean short.")


def _rows(page: Page) -> list[list[str]]:
    return [
        ["".join(c.itertext()).strip() for c in row.iter("th", "td")] for row in page.all(".stud tbody tr")
    ]


def test_every_cell_says_what_it_is_where_there_is_no_head(seeded_page: Fetch) -> None:
    page = seeded_page("/for/acne-scars")
    head = page.texts(".stud thead th")[1:]
    for row in page.all(".stud tbody tr"):
        assert [cell.get("data-l") for cell in row.iter("td")] == head
    region = page.one("[role=region][tabindex='0']")
    assert page.one(f"#{region.get('aria-labelledby')}").text == "What was tested, and by whom"


def test_animals_are_in_a_laboratory_and_makers_are_named(seeded_page: Fetch) -> None:
    rows = {row[0].split(" ")[0]: row for row in _rows(seeded_page("/for/product-absorption"))}
    assert rows["Kalluri"][5] == "in a laboratory"
    assert "maker-linked" in rows["Merati"][0]


def test_the_picture_says_that_a_tested_length_is_not_one_to_buy(seeded_page: Fetch) -> None:
    page = seeded_page("/for/acne-scars")
    assert "A length that was tested is not a length to buy." in page.text(".strip figcaption")
    assert not seeded_page("/for/enlarged-pores").all(".strip")


def test_no_length_of_a_regulator_stands_without_what_it_is_about(seeded_page: Fetch) -> None:
    page = seeded_page("/for/acne-scars")
    named = [line for line in page.texts(".regs li") if "; names no length" not in line]
    assert len(named) == 2
    assert "; names a length: under 1.5 mm" in named[0]
    assert "; names a length: up to 0.1 mm" in named[1]
    for line in named:
        assert (
            "A line between kinds of provider, not advice on depth." in line
            or "Dissolving patches only" in line
        )
    assert "10 of 12 entries of regulators here name no needle length" in page.text("#regulators")
    assert "we do not average them" in page.text("#regulators")


def test_claims_that_were_checked_against_its_studies(seeded_page: Fetch) -> None:
    page = seeded_page("/for/acne-scars")
    assert "/claims/c12" in page.links("#claims a")
    line = next(line for line in page.texts("#claims li") if "400 percent" in line)
    assert "Misattributed" in line
    assert "checked against Lotfi 2013, von Dalwig-Nolda 2020" in line


def test_other_concerns_have_their_certainty(seeded_page: Fetch) -> None:
    page = seeded_page("/for/acne-scars")
    assert len(page.all("#others li")) == 7
    assert "/for/acne-scars" not in page.links("#others a")
    assert page.text("#others li:nth-child(3)") == "Enlarged poresVery low certainty"
    assert "care" in page.one("#others li:nth-child(3) .ev").get("class")


def test_terms_lead_to_the_glossary_once(seeded_page: Fetch) -> None:
    links = seeded_page("/for/acne-scars").links("a.term")
    assert links
    assert len(links) == len(set(links))


# -- what is in doubt


@pytest.fixture
def calluses(app: Flask) -> Flask:
    """A concern that a retracted study could turn: two tested something, one is cited beside them."""
    studies = [study(), study("baker2021"), study("clark2019", kind="review")]
    with catalogue(app) as session:
        store(session, concern(studies=["adams2020", "clark2019"]), [needled("adams2020", 500),
              needled("baker2021")], studies)  # fmt: skip
    return app


@pytest.mark.parametrize("slug", ["adams2020", "clark2019"])
def test_a_retracted_study_turns_the_grade_amber_at_once(calluses: Flask, page: Fetch, slug: str) -> None:
    for address in ("/for/calluses", "/for", "/"):
        assert "in doubt" not in page(address).text("main")
        assert not page(address).all(".ev.care")
    with catalogue(calluses) as session:
        doubt(session, notice(slug, reasons_json='["Concerns about data"]', doi="10.1000/notice"))
    for address in ("/for/calluses", "/for", "/"):
        badge = page(address).one(".ev")
        assert "care" in badge.get("class")
        assert "".join(badge.itertext()) == "Low certainty, in doubt"
    said = page("/for/calluses").text("#in-doubt")
    name = {"adams2020": "Adams 2020", "clark2019": "Clark 2019"}[slug]
    assert f"{name}: retracted on 3 Mar 2026 (Concerns about data)" in said
    assert page("/for/calluses").links("#in-doubt a") == [f"/studies/{slug}"]


def test_each_study_in_doubt_is_marked_where_it_stands(calluses: Flask, page: Fetch) -> None:
    with catalogue(calluses) as session:
        doubt(session, notice(nature="expression of concern", day=None))
    shown = page("/for/calluses")
    assert "Adams 2020: expression of concern, day not given" in shown.text("#in-doubt")
    assert shown.texts(".stud .wk") == ["in doubt"]
    assert shown.texts(".stud tbody th")[0].startswith("Adams 2020 in doubt")


def test_a_reinstated_or_corrected_study_throws_no_doubt(calluses: Flask, page: Fetch) -> None:
    with catalogue(calluses) as session:
        doubt(session, notice())
        doubt(session, notice(nature="reinstatement", day="2026-06-01"))
        doubt(session, notice("baker2021", nature="correction"))
    assert page("/for/calluses").text(".sure-h .ev") == "Low certainty"
    assert not page("/for/calluses").all("#in-doubt")


# -- what may be missing


def test_without_inputs_no_grade_is_given_and_the_page_says_why(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        store(session, concern(certainty="high"))
    shown = page("/for/calluses")
    assert shown.text(".sure-h .ev") == "No grade given"
    assert "no study that tested needling for this is on record here" in shown.text("#no-grade")
    assert not shown.all(".inputs, .strip, .stud tbody tr, #types, #others, #claims, #articles, #regulators")
    assert page("/for").text(".concs .ev") == "No grade given"
    assert "no study on record" in page("/for").text(".concs").casefold()


def test_a_claim_that_names_a_study_only_beside_a_number_is_listed(app: Flask, page: Fetch) -> None:
    numbers = [{"label": "Depth", "value": "5", "unit": "%", "study": "adams2020"}]
    with catalogue(app) as session:
        store(session, concern(), [needled()], [study()])
        put_claim(session, claims.claim(**{"for": []}, numbers=numbers), **WHO)
    assert page("/for/calluses").links("#claims li a") == ["/claims/c01"]
    assert "Adams 2020" in page("/for/calluses").text("#claims")
    leaning = page("/studies/adams2020")
    assert "/claims/c01" in leaning.links("#leans a")
    assert "Measured a number of the claim “" in leaning.text("#leans")


def test_types_say_how_they_respond_and_which_studies_say_so(app: Flask, page: Fetch) -> None:
    kind = ConcernType(slug="hard-core", position=0, plain="A plug.", response="poor", note="A common view.")
    with catalogue(app) as session:
        store(session, concern(), types=[kind])
    shown = page("/for/calluses")
    assert shown.text("#types li") == "Hard-coreA plug.Response: poor. A common view.No study is cited."


def test_articles_that_belong_to_it_or_name_it_are_listed(app: Flask, page: Fetch) -> None:
    def article(slug: str, **fields: Any) -> Article:
        given = {"title": slug.title(), "summary": "S.", "text": "T", "byline": "B", "written": "2026-01-01"}
        return Article(slug=slug, checked="2026-01-01", **(given | fields))

    with catalogue(app) as session:
        store(session, concern())
        belongs = article("belongs", concerns_json='["calluses"]', rank=2)
        names = article("names", rank=1)
        draft = article("draft", concerns_json='["calluses"]', is_published=False)
        session.add_all([belongs, names, draft, article("other")])
        session.flush()
        session.add(ArticleLink(article_id=names.id, kind="concern", target="calluses"))
    assert page("/for/calluses").links("#articles a") == ["/articles/names", "/articles/belongs"]


def test_advice_may_come_from_guidance_or_from_a_study(app: Flask, page: Fetch) -> None:
    entry = Guidance(
        slug="g-body",
        position=0,
        who="A body",
        role="professional body",
        audience="home",
        country="Canada",
        says="Wait.",
        interest="none",
        confidence="verified",
        read_in="there",
    )
    with catalogue(app) as session:
        put_guidance(session, entry, **WHO)
        store(session, concern(advice_from=["g-body", "adams2020"]), studies=[study()])
    said = page("/for/calluses").text("#advice-from")
    assert said == "These two lists put together general caution and what these say: A body; Adams 2020."


def test_the_day_of_the_last_change_is_that_of_the_log(
    app: Flask, page: Fetch, at_time: Callable[..., datetime]
) -> None:
    at_time(2026, 3, 1, 12)
    with catalogue(app) as session:
        store(session, concern())
    at_time(2026, 4, 2, 12)
    with catalogue(app) as session:
        store(session, concern(), [needled("adams2020")], [study()])
    assert page("/for/calluses").text("time") == "2 Apr 2026"


def test_an_unknown_concern_is_not_found(page: Fetch) -> None:
    page("/for/nothing", status=404)


# -- as data


def test_the_twin_has_the_same_inputs_and_keeps_the_effect_out_of_the_grade(
    seeded_client: FlaskClient,
) -> None:
    twin = json.loads(seeded_client.get("/for/acne-scars.json").data)
    grade = twin["grade"]
    assert (grade["certainty"], grade["cells"], grade["is_in_doubt"]) == ("moderate", 3, False)
    assert (grade["inputs"]["designs"]["randomised"], grade["inputs"]["randomised_split_face"]) == (3, 2)
    assert (grade["inputs"]["by_clinicians"], grade["inputs"]["at_home"]) == (8, 0)
    assert grade["inputs"]["people"] == 230
    assert grade["inputs"]["people_in_reviews"]["shen2022"] == 414
    assert "effect" not in grade
    assert twin["effect"].startswith("A course of clinic sessions")
    lotfi = next(row for row in twin["tested"] if row["study"] == "lotfi2013")
    assert (lotfi["needle_lengths_um"], lotfi["by"], lotfi["people"]) == ([1500], "clinician", 30)
    assert [one["slug"] for one in twin["types"]] == ["rolling", "boxcar", "ice-pick"]


def test_the_twin_turns_amber_too_and_says_null_without_inputs(calluses: Flask, client: FlaskClient) -> None:
    with catalogue(calluses) as session:
        doubt(session, notice())
        store(session, concern("bare", position=2))
    found = json.loads(client.get("/for/calluses.json").data)["grade"]
    assert found["is_in_doubt"] is True
    assert found["doubts"][0]["nature"] == "retraction"
    assert json.loads(client.get("/for/bare.json").data)["grade"] is None
    assert client.get("/for/nothing.json").status_code == 404
