"""The API and the JSON of the pages say the same: whatever a page's JSON says of a thing, the API says."""

from collections.abc import Iterator
from typing import Any

import pytest

TWINS = {
    "products": "{address}.json",
    "methods": "{address}.json",
    "reviews": "{address}.json",
    "articles": "{address}.json",
    "authors": "{address}.json",
    "studies": "{address}.json",
    "claims": "{address}.json",
    "concerns": "{url}.json",
}
"""Resource → where the JSON of a thing's page is."""
LISTS = {
    "reviews": ("/reviews.json", "reviews", "id"),
    "claims": ("/claims.json", "claims", "id"),
    "concerns": ("/for.json", "concerns", "slug"),
    "guidance": ("/guidance.json", "guidance", "slug"),
    "glossary": ("/glossary.json", "terms", "slug"),
    "studies": ("/studies.json", "studies", "id"),
}
"""Resource → the JSON of the page that lists them, where in it they are, and what names each."""
OF_THE_FRAME = frozenset({"version"})
"""What the frame around a thing says. Of a method, it is the number of the method."""


def differences(page: Any, api: Any, path: str = "") -> Iterator[str]:
    """Where the API does not say what the page says. Nothing may be told as a state or be left out."""
    if page is None or page == "":
        if api is not None and not (isinstance(api, dict) and list(api) == ["state"]):
            yield f"{path}: the page says nothing, the API says {api!r}"
    elif isinstance(page, dict):
        if not isinstance(api, dict):
            yield f"{path}: {api!r} instead of an object"
            return
        for key, value in page.items():
            yield from differences(value, api.get(key), f"{path}/{key}")
    elif isinstance(page, list):
        said = [one for one in page if one not in (None, "")]
        if not isinstance(api, list) or len(api) != len(said):
            yield f"{path}: another list"
            return
        for number, (one, other) in enumerate(zip(said, api, strict=True)):
            yield from differences(one, other, f"{path}/{number}")
    elif page != api or type(page) is not type(api):
        yield f"{path}: {api!r} instead of {page!r}"


@pytest.mark.parametrize("name", TWINS)
def test_a_thing_is_the_same_as_on_its_page(name, answers, rich):
    things = answers.things[name]
    assert things
    for slug, answer in things.items():
        address = TWINS[name].format(**answer["data"])
        page = rich.get(address).get_json()
        if name != "methods":
            page = {key: value for key, value in page.items() if key not in OF_THE_FRAME}
        assert list(differences(page, answer["data"])) == [], (slug, address)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_the_same_as_on_its_page(name, answers, rich):
    address, key, named = LISTS[name]
    page = {one[named]: one for one in rich.get(address).get_json()[key]}
    listed = {one[named]: one for part in answers.lists[name] for one in part["data"]}
    assert listed.keys() == page.keys()
    assert [d for slug, one in page.items() for d in differences(one, listed[slug], slug)] == []


def test_measurements_are_those_of_the_page_of_the_device(answers, rich):
    page = rich.get("/devices/dr-pen-a6/measurements.json").get_json()
    things = answers.things["measurements"]
    assert {one["name"] for one in page["measurements"]} == things.keys()
    for one in page["measurements"]:
        assert list(differences(one, things[one["name"]]["data"])) == []
        assert things[one["name"]]["data"]["address"] == page["address"]


def test_sources_are_those_that_products_cite(answers):
    sources = {slug: answer["data"] for slug, answer in answers.things["sources"].items()}
    cited = [
        statement["source"]
        for answer in answers.things["products"].values()
        for statement in answer["data"]["statements"]
        if "id" in statement["source"]
    ]
    assert cited
    for one in cited:
        assert sources[one["id"]].items() >= one.items()


def test_a_list_holds_whole_products(answers):
    listed = {one["slug"]: one for page in answers.lists["products"] for one in page["data"]}
    assert listed == {slug: answer["data"] for slug, answer in answers.things["products"].items()}


def test_the_comparison_named_is_the_one_written_on(answers, rich):
    for answer in answers.things["comparisons"].values():
        values = rich.get(answer["data"]["values"]).get_json()
        assert [one["slug"] for one in values["devices"]] == [
            one["slug"] for one in answer["data"]["devices"]
        ]
        assert values["version"] == answer["data"]["values_of"]


def test_a_need_leads_to_the_devices_it_finds(answers, rich):
    for answer in answers.things["needs"].values():
        found = rich.get(answer["data"]["devices"]).get_json()
        assert found["ignored"] == []
        assert found["counts"]["match"] + found["counts"]["might"] > 0


def test_differences_are_noticed():
    assert list(differences({"a": 1, "b": None}, {"a": 1})) == []
    assert list(differences({"a": None}, {"a": {"state": "not_recorded"}})) == []
    for page, api in (
        ({"a": 1}, {}),
        ({"a": 1}, {"a": True}),
        ({"a": [1]}, {"a": []}),
        ({"a": None}, {"a": 0}),
    ):
        assert list(differences(page, api)), (page, api)
