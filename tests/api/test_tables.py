"""The tables of the evidence: every row of them, and the words that pages show."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlmodel import select

from catalog.science.editing import put_milestone, put_safety_item
from catalog.science.models import (
    CleaningRule,
    DepthBand,
    DrawingScale,
    EvidenceNote,
    LayerThickness,
    Milestone,
    Penetration,
    SafetyItem,
)
from tests.api.conftest import Answers, walked
from tests.factories import WHO, catalogue
from tests.html import Page

TABLES: dict[str, Any] = {
    "skin-thicknesses": LayerThickness,
    "penetration": Penetration,
    "depth-bands": DepthBand,
    "drawn-skin": DrawingScale,
    "safety": SafetyItem,
    "cleaning": CleaningRule,
    "milestones": Milestone,
    "notes": EvidenceNote,
}
SHOWN = {
    # Resource → the page that shows the table, and which of its words stand there.
    "skin-thicknesses": ("/articles/needle-length-and-the-skin", ("site", "method", "note")),
    "penetration": ("/articles/needle-length-and-the-skin", ("skin",)),
    "depth-bands": ("/articles/needle-length-and-the-skin", ("basis", "cautions")),
    "safety": ("/articles/safety", ("item", "detail")),
    "cleaning": ("/articles/cleaning", ("rule", "why", "applies_to", "who_says", "note")),
    "milestones": ("/articles/how-microneedling-works", ("when", "words", "seen_in")),
}


def rows(answers: Answers, name: str) -> dict[str, Any]:
    return {one["slug"]: one for page in answers.lists[name] for one in page["data"]}


@pytest.mark.parametrize("name", TABLES)
def test_every_row_of_a_table_is_there_with_its_values(name, answers, rich_app):
    listed = rows(answers, name)
    assert listed == {slug: one["data"] for slug, one in answers.things[name].items()}
    with rich_app.extensions["database"].reader() as session:
        stored = {row.slug: row for row in session.exec(select(TABLES[name]))}
        assert listed.keys() == stored.keys()
        for slug, row in stored.items():
            for column, value in row.model_dump(exclude={"id"}).items():
                said = listed[slug].get(column.removesuffix("_json"))
                if column.endswith("_json"):
                    assert said == list(getattr(row, column.removesuffix("_json")))
                elif value is None:
                    assert said is None or list(said) == ["state"]
                else:
                    assert said == value


@pytest.mark.parametrize("name", SHOWN)
def test_the_page_says_the_same_words(name, answers, rich):
    address, fields = SHOWN[name]
    text = plain(Page(rich.get(address)).text("main"))
    groups = {"oversight"} if name == "safety" else set()
    found = [
        words
        for one in rows(answers, name).values()
        if one.get("group") not in groups
        for field in fields
        for words in said(one.get(field))
    ]
    assert found
    assert [words for words in found if plain(words).lower() not in text.lower()] == []


def said(value: Any) -> Iterator[str]:
    """The texts in a value, sentences without what ends them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from value


def plain(text: str) -> str:
    return " ".join(text.replace("\xa0", " ").split())


def test_a_row_is_as_it_was(own_rich_app):
    client = own_rich_app.test_client()
    then = client.get("/api/v1").get_json()["version"]
    with catalogue(own_rich_app) as session:
        for table, put, changed in (
            (SafetyItem, put_safety_item, {"detail": "Made up."}),
            (Milestone, put_milestone, {"words": "Made up.", "studies_json": "[]"}),
        ):
            row = session.exec(select(table).order_by(table.slug)).first()
            assert row is not None
            put(session, table(**(row.model_dump(exclude={"id"}) | changed)), **WHO)
        added = Milestone(slug="made-up", from_minutes=90, to_minutes=120, words="Made up.", seen_in="nobody")
        put_milestone(session, added, **WHO)
    now = client.get("/api/v1/milestones/made-up").get_json()["data"]
    assert (now["when"], now["from_minutes"], now["to_minutes"]) == ("90 minutes to 2 hours", 90, 120)
    assert client.get(f"/api/v1/milestones/made-up?as_of={then}").status_code == 404
    for name, field in (("safety", "detail"), ("milestones", "words")):
        slug, *_ = sorted(one["slug"] for one in client.get(f"/api/v1/{name}").get_json()["data"])
        today = client.get(f"/api/v1/{name}/{slug}").get_json()["data"]
        past = client.get(f"/api/v1/{name}/{slug}?as_of={then}").get_json()
        assert (today[field], past["version"]) == ("Made up.", then)
        assert past["data"][field] != "Made up."
        slugs = {
            one["slug"] for page in walked(client, f"/api/v1/{name}?as_of={then}") for one in page["data"]
        }
        assert slug in slugs
        assert "made-up" not in slugs


def test_what_was_not_measured_says_so(answers):
    thicknesses = [one["stratum_corneum_nm"] for one in rows(answers, "skin-thicknesses").values()]
    assert {"state": "not_measured"} in thicknesses
    assert any(isinstance(one, int) for one in thicknesses)
