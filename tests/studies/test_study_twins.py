"""Studies as JSON, and as references that other programs read."""

import json
import tomllib
from collections.abc import Callable
from typing import Any

import bibtexparser
import pytest
import rispy
from flask.testing import FlaskClient

from catalog.places import place
from catalog.references.files import read_references
from catalog.references.item import Reference
from catalog.science.models import Study
from catalog.science.reference import reference_of
from tests.html import Page

STUDIES: dict[str, dict[str, Any]] = tomllib.loads((place("seeds") / "studies.toml").read_text("utf-8"))
ENDINGS = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "csl.json": "application/vnd.citationstyles.csl+json",
}


def reference(slug: str) -> dict[str, Any]:
    """What a file should say of a study, from the seeds."""
    study = STUDIES[slug]
    given = {name: study.get(name) for name in ("title", "year", "volume", "pages", "pmid", "url")}
    given["authors"] = tuple(study.get("authors", ()))
    given["journal"] = None if study["journal"] == "Journal not confirmed" else study["journal"]
    given["doi"] = study["doi"].lower() if "doi" in study else None
    return given


def told(read: Reference) -> dict[str, Any]:
    names = ("title", "year", "volume", "pages", "pmid", "url", "authors", "journal", "doi")
    return {name: getattr(read, name) for name in names}


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_file_of_all_holds_every_reference_as_the_seeds_give_it(
    seeded_client: FlaskClient, ending: str
) -> None:
    answer = seeded_client.get(f"/studies.{ending}")
    assert answer.status_code == 200
    assert answer.mimetype == ENDINGS[ending]
    assert answer.headers["Content-Disposition"] == f'attachment; filename="studies.{ending}"'
    read = read_references(f"studies.{ending}", answer.data)
    assert read.problems == ()
    assert {one.key for one in read.references} == set(STUDIES)
    for one in read.references:
        assert told(one) == reference(one.key)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_file_of_one_study_holds_it_alone(seeded_client: FlaskClient, ending: str) -> None:
    for slug in ("alam2014", "quinlanhome", "fda2020", "svenning2019"):
        answer = seeded_client.get(f"/studies/{slug}.{ending}")
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{slug}.{ending}"'
        (one,) = read_references(f"{slug}.{ending}", answer.data).references
        assert one.key == slug
        assert told(one) == reference(slug)


def test_the_libraries_of_other_programs_read_the_files(seeded_client: FlaskClient) -> None:
    library = bibtexparser.parse_string(seeded_client.get("/studies.bib").get_data(as_text=True))
    assert not library.failed_blocks
    assert {entry.key for entry in library.entries} == set(STUDIES)
    records = rispy.loads(seeded_client.get("/studies.ris").get_data(as_text=True))
    assert len(records) == len(STUDIES)
    items = json.loads(seeded_client.get("/studies.csl.json").data)
    assert {item["id"] for item in items} == set(STUDIES)
    assert all(item["title"] == STUDIES[item["id"]]["title"] for item in items)


def test_a_file_holds_what_the_list_shows_and_names_what_was_not_understood(
    seeded_client: FlaskClient,
) -> None:
    answer = seeded_client.get("/studies.bib?design=rct&device=roller&device=tattoo%0A")
    keys = {one.key for one in read_references("a.bib", answer.data).references}
    assert keys == {"dhurat2013", "kumar2019"}
    assert answer.headers["Catalogue-Ignored"] == "device=tattoo"
    assert "Catalogue-Ignored" not in seeded_client.get("/studies.bib?design=rct").headers


@pytest.mark.parametrize(
    ("slug", "kind"),
    [
        ("alam2014", "article"),
        ("fdapage", "web page"),
        ("cfr8784430", "legislation"),
        ("fda2020", "report"),
        ("dguv2019", "report"),
    ],
)
def test_an_official_text_is_no_article(slug: str, kind: str) -> None:
    study = {"slug": slug, "title": STUDIES[slug]["title"], "journal": STUDIES[slug]["journal"]}
    row = Study(**study, kind=STUDIES[slug]["kind"], confidence="verified")
    assert reference_of(row).kind == kind


# -- JSON -------------------------------------------------------------------------------------------------

IN_LIST = ("title", "journal", "year", "volume", "pages", "pmid", "kind", "n", "confidence")
RECORD = ("population", "device_kind", "sessions", "interval", "outcome", "finding", "plain", "does_not_show")


def test_the_list_as_data_has_every_study_and_no_needle_length(seeded_client: FlaskClient) -> None:
    document = seeded_client.get("/studies.json").get_json()
    assert document["total"] == len(STUDIES)
    assert document["ignored"] == []
    found = {study["id"]: study for study in document["studies"]}
    assert set(found) == set(STUDIES)
    for slug, study in found.items():
        assert {key: study[key] for key in IN_LIST} == {key: STUDIES[slug].get(key) for key in IN_LIST}
        assert study["address"] == f"/studies/{slug}"
        assert study["doubt"] is None
        assert not any("length" in key for key in study)
    some = seeded_client.get("/studies.json?design=animals&device=tattoo").get_json()
    assert {study["id"] for study in some["studies"]} == {"aust2011", "kalluri2011", "zeitter2014"}
    assert some["address"] == "/studies?design=animals"
    assert some["ignored"][0]["value"] == "tattoo"


@pytest.mark.parametrize("slug", STUDIES)
def test_a_study_as_data_has_every_key_of_its_record(seeded_client: FlaskClient, slug: str) -> None:
    study, document = STUDIES[slug], seeded_client.get(f"/studies/{slug}.json").get_json()
    wanted = {key: study.get(key) for key in (*IN_LIST, *RECORD)}
    assert {key: document[key] for key in wanted} == wanted
    for key in ("authors", "kinds", "devices", "unconfirmed"):
        assert document[key] == study.get(key, [])
    millimetres = [float(length.removesuffix(" mm")) for length in study.get("needle_lengths", [])]
    assert document["needle_lengths_um"] == [round(1000 * length) for length in millimetres]
    assert document["lengths_are_range"] == study.get("lengths_are_range", False)
    assert document["funding"] == study.get("funding")
    assert document["is_maker_linked"] == study.get("funding", "").startswith("Maker-linked: ")
    assert document["looked_through"] is None


def test_a_study_as_data_names_what_leans_on_it(
    seeded_client: FlaskClient, seeded_page: Callable[..., Page]
) -> None:
    for slug in ("aust2008", "den160029"):
        named = seeded_client.get(f"/studies/{slug}.json").get_json()["named_by"]
        page = seeded_page("studies.show", slug=slug)
        assert list(named) == page.texts("#leans h3")
        addresses = [one["address"] for group in named.values() for one in group if one["address"]]
        assert addresses == page.links("#leans a")


def test_a_page_leads_to_all_its_twins(seeded_page: Callable[..., Page]) -> None:
    links = seeded_page("/studies/alam2014").links("main a")
    for ending in (*ENDINGS, "json"):
        assert f"/studies/alam2014.{ending}" in links
        assert f"/studies.{ending}?design=rct" in seeded_page("/studies?design=rct").links("main a")
