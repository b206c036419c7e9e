"""`/studies/<slug>`: the whole record, how sure it is, whether it still stands, and what leans on it."""

import json
import re
import tomllib
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from catalog.claims.models import Claim
from catalog.concerns.models import Concern
from catalog.places import place
from catalog.science.editing import put_list, put_notice, put_study
from catalog.science.models import NoticeList, SafetyItem, Study, StudyNotice
from tests.factories import WHO, catalogue
from tests.html import Page, words

Fetch = Callable[..., Page]
STUDIES: dict[str, dict[str, Any]] = tomllib.loads((place("seeds") / "studies.toml").read_text("utf-8"))
KINDS = {
    "rct": "trial",
    "split-face trial": "split-face trial",
    "case series": "comparison group",
    "review": "review of studies",
    "systematic review": "systematic review",
    "animal": "animals",
    "in vitro": "laboratory",
    "measurement": "measurement",
    "guidance": "official text",
}
CONFIDENCE = {"verified": "Citation confirmed.", "recalled": "Citation from memory."}
FIELDS = {"needle_length_mm": "needle length", "device_kind": "kind of device", "n": "number of people"}


def squeezed(text: str) -> str:
    return " ".join(text.split())


def line(page: Page, label: str) -> Any:
    """What stands beside a label of the record or of the citation."""
    found = [row for row in page.all(".fl > div") if words(row[0]) == label]
    assert len(found) == 1, f"{len(found)} lines are called {label!r}"
    return found[0][1]


def note(page: Page, label: str) -> str:
    """The sentence below it, "" where there is none."""
    below = line(page, label).find("br")
    return "" if below is None else words(below.getnext())


def fact(page: Page, label: str) -> str:
    """Its words without the sentence below."""
    return words(line(page, label)).removesuffix(note(page, label))


@pytest.mark.parametrize("slug", STUDIES)
def test_every_key_of_every_study_is_on_its_page(seeded_page: Fetch, slug: str) -> None:
    study = STUDIES[slug]
    page = seeded_page("studies.show", slug=slug)
    assert page.text("h1") == study["title"]
    assert page.text("#plain p") == study["plain"]
    assert page.text("#does-not-show p") == study["does_not_show"]
    said = page.text("#record")
    for key in ("population", "device_kind", "sessions", "interval", "outcome", "finding"):
        assert study.get(key, "").casefold() in said.casefold(), key
    assert KINDS[study["kind"]] in fact(page, "Kind of study").casefold()
    number = f"{study['n']:,}" if "n" in study else "Number not stated"
    assert fact(page, "Number").startswith(number)
    for kind in study.get("kinds", []):
        assert kind in note(page, "Device")
    paid = study.get("funding", "").removeprefix("Maker-linked: ")
    assert (paid[1:] or "not recorded") in fact(page, "Money and interest")
    assert_lengths(page, study)
    assert_citation(page, study)


def assert_lengths(page: Page, study: dict[str, Any]) -> None:
    """With decimals and a unit, or said not to be confirmed."""
    lengths = [length.removesuffix(" mm") for length in study.get("needle_lengths", [])]
    lengths = [length if "." in length else f"{length}.0" for length in lengths]
    if not lengths and "device_kind" not in study:
        assert "Needle lengths" not in page.texts("#record dt")
    elif not lengths:
        assert fact(page, "Needle lengths") == "not confirmed"
        assert note(page, "Needle lengths") == "Not confirmed does not mean short."
    else:
        between = "–" if study.get("lengths_are_range") else " and "
        assert fact(page, "Needle lengths") == f"{between.join(lengths)} mm"


def assert_citation(page: Page, study: dict[str, Any]) -> None:
    said = page.text("#citation")
    for author in study.get("authors", []):
        assert author in said
    for key in ("year", "volume", "pages", "pmid"):
        assert str(study.get(key, "")) in said, key
    if study["journal"] != "Journal not confirmed":
        assert fact(page, "Journal") == study["journal"]
    assert CONFIDENCE[study["confidence"]] in said
    for field in study.get("unconfirmed", []):
        assert FIELDS.get(field, field) in page.text("#unconfirmed")
    links = [link.casefold() for link in page.links("#citation dd a")]
    if "doi" in study:
        assert study["doi"].lower() in said
        assert f"https://doi.org/{study['doi'].lower()}" in links
    if "url" in study:
        assert links.count(study["url"].casefold()) == 1
    if "pmid" in study:
        assert f"https://pubmed.ncbi.nlm.nih.gov/{study['pmid']}/" in links


def test_a_range_is_told_from_two_lengths(seeded_page: Fetch) -> None:
    assert note(seeded_page("/studies/den160029"), "Needle lengths").startswith("The ends of a range")
    assert note(seeded_page("/studies/faghihi2021"), "Needle lengths") == ""
    doubted = note(seeded_page("/studies/dhurat2013"), "Needle lengths")
    assert doubted == "Given in the record, but no text that was read confirms it."


def test_who_needled_stands_beside_the_lengths(seeded_page: Fetch) -> None:
    assert fact(seeded_page("/studies/alqam2022"), "Done by") == "Clinicians"
    assert fact(seeded_page("/studies/homehair2020"), "Done by") == "People at home, on themselves"
    assert "Done by" not in seeded_page("/studies/sandby2003").texts("#record dt")


def test_sessions_are_missed_only_where_somebody_had_some(seeded_page: Fetch) -> None:
    assert fact(seeded_page("/studies/majid2009"), "Sessions") == "not confirmed"
    assert fact(seeded_page("/studies/majid2009"), "Interval") == "not confirmed"
    assert fact(seeded_page("/studies/harris2015"), "Sessions") == "Median 3"
    for slug in ("sandby2003", "fda2020", "hou2017"):
        assert "Sessions" not in seeded_page("studies.show", slug=slug).texts("#record dt")


def test_a_maker_behind_a_study_is_named_in_words(seeded_page: Fetch) -> None:
    linked = fact(seeded_page("/studies/merati2020"), "Money and interest")
    assert linked == "The maker of the growth factor product paid for the study. maker-linked"
    assert "maker-linked" not in seeded_page("/studies/quinlanhome").text("main")
    assert fact(seeded_page("/studies/alam2014"), "Money and interest") == "not recorded"


def test_the_reference_is_formatted_by_the_style(seeded_page: Fetch) -> None:
    page = seeded_page("/studies/majid2009")
    assert page.text("#reference").startswith("Majid I. Microneedling therapy in atrophic facial scars")
    assert page.text("#reference i") == "Journal of Cutaneous and Aesthetic Surgery"
    assert "2009;2(1):26–30" in page.text("#reference")


def test_a_reference_from_memory_says_what_of_it_is_not_confirmed(seeded_page: Fetch) -> None:
    said = seeded_page("/studies/dogra2014").text("#from-memory")
    assert said == "Citation from memory; not confirmed: authors, journal, year, volume, pages."
    assert not seeded_page("/studies/majid2009").all("#from-memory")


def test_what_is_not_known_of_the_citation_takes_one_line(seeded_page: Fetch) -> None:
    page = seeded_page("/studies/quinlanhome")
    missing = "journal, year, volume, pages, DOI, PubMed number"
    assert page.text("#absent") == f"Not confirmed: {missing}. That does not mean that there is none."
    assert "Journal not confirmed" not in page.text("#citation")
    assert not seeded_page("/studies/majid2009").all("#absent")
    # An official text has no volume that could be missed.
    assert not seeded_page("/studies/den160029").all("#absent")


def test_what_the_kind_means_is_not_said_where_the_record_doubts_the_kind(seeded_page: Fetch) -> None:
    assert note(seeded_page("/studies/dhurat2013"), "Kind of study").endswith("put into groups by lot.")
    doubted = seeded_page("/studies/faghihi2021")
    assert fact(doubted, "Kind of study") == "Trial, randomisation not confirmed"
    assert note(doubted, "Kind of study") == ""


def test_models_that_a_study_names_lead_to_their_pages(seeded_page: Fetch) -> None:
    for slug, study in STUDIES.items():
        if "devices" in study:
            page = seeded_page("studies.show", slug=slug)
            wanted = [f"/devices/{device}" for device in study["devices"]]
            assert [link for link in page.links("#record p a") if link.startswith("/devices")] == wanted


def test_outgoing_links_tell_the_other_side_nothing_and_no_shop_is_linked(seeded_page: Fetch) -> None:
    page = seeded_page("/studies/den160029")
    outside = [link for link in page.all("main a[href]") if link.get("href").startswith("http")]
    assert outside
    assert {link.get("rel") for link in outside} == {"noopener noreferrer"}
    assert not any("sponsored" in (link.get("rel") or "") for link in page.all("a"))


def test_terms_of_the_glossary_link_at_their_first_use_only(seeded_page: Fetch) -> None:
    page = seeded_page("/studies/quinlanhome")
    terms = page.links("main a.term")
    assert terms
    assert len(terms) == len(set(terms))


def test_that_a_length_is_not_known_is_no_place_to_explain_what_a_length_is(seeded_page: Fetch) -> None:
    said = "needle lengths? (was|were) not confirmed"
    unknown = [slug for slug, study in STUDIES.items() if re.search(said, study["plain"].casefold())]
    assert len(unknown) == 51
    for slug in unknown[:6]:
        assert "/glossary#nominal-needle-length" not in seeded_page("studies.show", slug=slug).links(
            "#plain a"
        )
    assert "/glossary#nominal-needle-length" in seeded_page("/studies/donnelly2011").links("main a.term")


# -- what leans on it -------------------------------------------------------------------------------------


def seed(name: str) -> dict[str, Any]:
    return tomllib.loads((place("seeds") / name).read_text("utf-8"))


@pytest.mark.parametrize(
    "slug", ["aust2008", "kalluri2011", "mmwr2024", "den160029", "chopra2015", "gupta2011"]
)
def test_what_names_a_study_is_named_on_its_page(seeded_page: Fetch, slug: str) -> None:
    page = seeded_page("studies.show", slug=slug)
    said, links = page.text("#leans"), page.links("#leans a")
    for name, claim in seed("claims.toml").items():
        assert (f"/claims/{name}" in links) == (slug in json.dumps(claim)), name
    for name, concern in seed("concerns.toml").items():
        assert (f"/for/{name}" in links) == (slug in json.dumps(concern)), name
    for item in seed("safety.toml").values():
        if slug in item["studies"]:
            assert item["item"] in said
    for band in seed("depths.toml")["bands"].values():
        assert (band["lengths"] in page.texts("#leans a")) == (slug in band["studies"])
    for measured in seed("timeline.toml").values():
        assert (measured["words"] in said) == (slug in measured["studies"])
    for rule in seed("cleaning.toml").values():
        assert (squeezed(rule["rule"]) in said) == (slug in rule.get("sources", []))


def test_a_claim_says_how_the_study_stands_to_it(seeded_page: Fetch) -> None:
    for name, claim in seed("claims.toml").items():
        for study in claim.get("against", []):
            named = next(
                item for item in seeded_page("studies.show", slug=study).all("#leans li")
                if item.find(f".//a[@href='/claims/{name}']") is not None
            )  # fmt: skip
            assert words(named).startswith("Speaks against the claim “")
            assert claim["verdict"] in words(named)


def test_a_study_that_settles_nothing_is_said_to(app: Flask, page: Fetch, client: FlaskClient) -> None:
    said = dict.fromkeys(("said", "why", "instead"), "Faces are smoother.")
    claim = Claim(slug="c1", position=1, words="It works", verdict="misattributed",
                  beside_json='["lund2020"]', **said)  # fmt: skip
    with catalogue(app) as session:
        put_study(session, lund(), **WHO)
        session.add(claim)
    line = "Looked at for the claim “It works” (misattributed), where it settles nothing"
    assert page("/studies/lund2020").texts("#leans li") == [line]
    named = client.get("/studies/lund2020.json").get_json()["named_by"]
    assert named == {"Claims": [{"text": "It works", "address": "/claims/c1", "note": line}]}


def test_an_article_is_linked_where_it_first_cites_the_study(seeded_page: Fetch) -> None:
    for slug in ("alam2014", "donnelly2011", "den160029"):
        links = [
            link for link in seeded_page("studies.show", slug=slug).links("#leans a") if "#cite-" in link
        ]
        assert links
        for link in links:
            address, _, place = link.partition("#")
            cited = seeded_page(address)
            href = cited.one(f"[id='{place}']").get("href") or cited.one(f"[id='{place}'] a").get("href")
            assert cited.links(f"{href} a[href^='/studies']") == [f"/studies/{slug}"]


def test_safety_and_measurements_lead_to_the_places_that_show_them(
    app: Flask, page: Fetch, seeded_page: Fetch
) -> None:
    for slug, address in (
        ("dogra2014", "/articles/safety"),
        ("donnelly2011", "/needle-lengths#less-deep"),
        ("chopra2015", "/needle-lengths#skin-to-scale"),
    ):
        assert address in seeded_page("studies.show", slug=slug).links("#leans a")
    with catalogue(app) as session:
        put_study(session, lund(), **WHO)
        item = SafetyItem(slug="s1", group="hygiene", position=1, item="Wash hands", detail="")
        item.studies_json = '["lund2020"]'
        session.add(item)
    shown = page("/studies/lund2020")
    assert "Wash hands" in shown.text("#leans")
    assert not shown.links("#leans a"), "there is no article to lead to"


def test_a_claim_that_leans_on_a_retracted_study_is_said_to_be_in_doubt(app: Flask, page: Fetch) -> None:
    said = dict.fromkeys(("words", "said", "why", "instead"), "Faces are smoother.")
    claim = Claim(slug="c1", position=1, verdict="supported", for_json='["lund2020"]', **said)
    with catalogue(app) as session:
        put_study(session, lund(), **WHO)
        session.add(claim)
    line = "Speaks for the claim “Faces are smoother.”"
    assert f"{line} (supported)" in page("/studies/lund2020").text("#leans")
    with catalogue(app) as session:
        put_notice(session, said_of_lund(7, "retraction", "2024-03-05"), **WHO)
    assert f"{line} (in doubt, was supported)" in page("/studies/lund2020").text("#leans")


# -- retractions ------------------------------------------------------------------------------------------


def lund(**fields: Any) -> Study:
    given = {"slug": "lund2020", "title": "Rolling twelve faces", "journal": "Skin", "confidence": "verified"}
    return Study(**(given | {"kind": "rct", "year": 2020} | fields))


def said_of_lund(number: int, nature: str, day: str | None, **fields: Any) -> StudyNotice:
    return StudyNotice(slug=f"rw-{number}", study="lund2020", nature=nature, day=day, **fields)


def looked_through() -> NoticeList:
    return NoticeList(slug="retraction-watch", name="Retraction Watch", day="2026-11-01", records=60000)


def test_before_any_list_was_looked_through_the_page_says_so(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        put_study(session, lund(), **WHO)
    assert page("/studies/lund2020").text("#standing p").startswith("Not looked up yet")


def test_not_listed_is_not_said_to_be_sound(app: Flask, page: Fetch, client: FlaskClient) -> None:
    with catalogue(app) as session:
        put_study(session, lund(doi="10.1000/lund"), **WHO)
        put_list(session, looked_through(), **WHO)
        put_study(session, lund(doi="10.1000/lund", volume="7"), **WHO)
    shown = page("/studies/lund2020")
    assert client.get("/studies/lund2020.json").get_json()["looked_through"]["day"] == "2026-11-01"
    assert shown.text("#standing p") == (
        "Not in the Retraction Watch list of 1 Nov 2026. Not listed does not mean sound."
    )
    assert not shown.all(".note.bad")


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({}, "Cannot be looked up in the Retraction Watch list of 1 Nov 2026: no DOI and no PubMed number"),
        ({"pmid": "77"}, "Not looked up yet: its DOI or PubMed number came here after the Retraction Watch"),
    ],
)
def test_a_study_that_no_list_was_asked_about_is_not_said_to_be_missing_from_it(
    app: Flask, page: Fetch, client: FlaskClient, known: dict[str, str], words: str
) -> None:
    with catalogue(app) as session:
        put_study(session, lund(), **WHO)
        put_list(session, looked_through(), **WHO)
        put_study(session, lund(**known), **WHO)
    assert page("/studies/lund2020").text("#standing p").startswith(words)
    assert client.get("/studies/lund2020.json").get_json()["looked_through"] is None
    with catalogue(app) as session:
        put_list(session, NoticeList(slug="retraction-watch", name="R", day="2026-11-02", records=9), **WHO)
    seen = page("/studies/lund2020").text("#standing p").startswith("Not in the R list of 2 Nov 2026.")
    assert seen == bool(known)


def test_a_retraction_comes_with_day_reasons_and_the_notice(
    app: Flask, page: Fetch, client: FlaskClient
) -> None:
    with catalogue(app) as session:
        put_study(session, lund(), **WHO)
        put_list(session, looked_through(), **WHO)
        reasons = json.dumps(["Concerns about data", "Objections by the author"])
        row = said_of_lund(7, "retraction", "2024-03-05", reasons_json=reasons, doi="10.1000/xyz")
        put_notice(session, row, **WHO)
    shown = page("/studies/lund2020")
    said = shown.text("#standing .note.bad")
    assert said.startswith("Retraction, 5 Mar 2024.")
    assert "Reasons given: Concerns about data; Objections by the author." in said
    assert shown.links("#standing .note a") == ["https://doi.org/10.1000/xyz"]
    assert "This study was retracted." in shown.text(".study > .note.bad")
    assert "retracted" in shown.text(".kindl")
    assert "From the Retraction Watch list of 1 Nov 2026." in shown.text("#standing")
    assert "retracted" in page("/studies").text(".st-l li")
    document = client.get("/studies/lund2020.json").get_json()
    assert document["doubt"] == "retraction"
    assert document["looked_through"] == {"name": "Retraction Watch", "day": "2026-11-01"}
    assert [one["day"] for one in document["notices"]] == ["2024-03-05"]
    assert client.get("/studies.json").get_json()["studies"][0]["doubt"] == "retraction"


def test_a_correction_throws_no_doubt_and_a_reinstatement_takes_it_back(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        put_study(session, lund(), **WHO)
        put_notice(session, said_of_lund(1, "correction", "2021-02-03", pmid="12345"), **WHO)
    shown = page("/studies/lund2020")
    assert not shown.all(".note.bad")
    assert shown.links("#standing .note a") == ["https://pubmed.ncbi.nlm.nih.gov/12345/"]
    with catalogue(app) as session:
        put_notice(session, said_of_lund(2, "expression of concern", "2022-02-03"), **WHO)
    assert "has concerns" in page("/studies/lund2020").text(".study > .note.bad")
    with catalogue(app) as session:
        put_notice(session, said_of_lund(3, "reinstatement", None), **WHO)
        put_notice(session, said_of_lund(4, "reinstatement", "2023-02-03"), **WHO)
    shown = page("/studies/lund2020")
    assert not shown.all(".study > .note.bad")
    # The newest first, a day unknown last.
    assert [re.match(r"[\w ]+", one)[0] for one in shown.texts("#standing .note")] == [  # type: ignore[index]
        "Reinstatement", "Expression of concern", "Correction", "Reinstatement",
    ]  # fmt: skip
    assert "day not given" in shown.texts("#standing .note")[-1]


# -- at the edges -----------------------------------------------------------------------------------------


def test_a_study_that_nobody_has_read_has_a_page(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        put_study(session, lund(kind=None, confidence="imported"), **WHO)
    shown = page("/studies/lund2020")
    assert "Nobody here has read it." in shown.text("#citation")
    assert fact(shown, "What was found") == "not recorded"
    assert not shown.all("#plain")
    assert not shown.all("#does-not-show")
    assert shown.text("#leans p") == "Nothing on this site names it yet."
    assert "not read yet" in page("/studies").text(".st-l")


def test_hostile_words_stay_words(app: Flask, page: Fetch) -> None:
    bad = '<script>alert(1)</script> & "quotes" <i>x</i>'
    with catalogue(app) as session:
        fields = dict.fromkeys(("title", "journal", "plain", "does_not_show", "finding", "funding"), bad)
        put_study(session, lund(**fields, authors_json=json.dumps([bad])), **WHO)
    shown = page("/studies/lund2020")
    assert not shown.all("main script:not([type='application/ld+json'])")
    assert shown.text("h1") == bad
    assert shown.text("#plain p") == bad
    assert bad in shown.text("#reference")
    assert len(page("/studies").all(".st-l li")) == 1


def test_an_unknown_study_is_no_page(seeded_page: Fetch, seeded_client: FlaskClient) -> None:
    seeded_page("/studies/nobody1999", status=404)
    for ending in ("json", "bib", "ris", "csl.json"):
        assert seeded_client.get(f"/studies/nobody1999.{ending}").status_code == 404


def test_statements_do_not_grow_with_what_leans_on_a_study(
    app: Flask, page: Fetch, count_statements: Callable[[Callable[[], Any]], int]
) -> None:
    with catalogue(app) as session:
        put_study(session, lund(), **WHO)
    page("/studies/lund2020")
    few = count_statements(lambda: page("/studies/lund2020?a=1"))
    cites = {"studies_json": '["lund2020"]'}
    words = dict.fromkeys(("plain", "effect", "does_not_show", "home_evidence"), "In words.")
    with catalogue(app) as session:
        for n in range(20):
            item = SafetyItem(slug=f"s{n}", group="hygiene", position=n, item=f"Item {n}", detail="", **cites)
            session.add(item)
            label = {"label": f"Concern {n}", "certainty": "low"}
            session.add(Concern(slug=f"c{n}", position=n, **label, **words, **cites))
        put_study(session, lund(volume="7"), **WHO)
    said = page("/studies/lund2020").text("#leans")
    assert "Concern 19" in said
    assert "Item 19" in said
    assert count_statements(lambda: page("/studies/lund2020?a=2")) == few
