"""Words that a device has to be found by: in addresses, in words, in the list and its twins."""

import csv
import io

import pytest
from werkzeug.datastructures import MultiDict

from catalog.finder.conditions import TooMany, Words
from catalog.finder.filters import Filters
from catalog.finder.index import FinderIndex
from catalog.finder.needs import read_filter
from catalog.finder.samples import Maker
from catalog.finder.twins import devices_json
from catalog.finder.words import chips, heading
from catalog.products.queries import product_by_slug
from tests.factories import catalogue, make_device
from tests.html import Page, filled

INDEX = FinderIndex(Maker(3).shelf(20))


def read(*pairs: tuple[str, str]) -> Filters:
    return Filters.from_args(MultiDict(pairs))


@pytest.mark.parametrize(
    "written", ["derma pen", "  derma   pen ", "derma\tpen", "derma\x07pen", "derma\npen"]
)
def test_every_spelling_of_the_words_gives_one_address(written):
    filters = read(("q", written))
    assert filters.conditions == (Words("q", "derma pen"),)
    assert filters.canonical() == "q=derma%20pen"
    assert read(("q", "derma pen")).canonical() == filters.canonical()


def test_words_stand_last_and_keep_what_they_are_whatever_is_in_them():
    filters = read(("q", "a,b..c-d&e=f #1 “ü”"), ("kind", "pen"))
    assert [key for key, _ in filters.items()] == ["kind", "q"]
    assert dict(filters.items())["q"] == "a,b..c-d&e=f #1 “ü”"
    assert not read(("q", "\t \x07"), ("q", "")).conditions


def test_only_one_search_at_a_time():
    filters = read(("q", "first"), ("q", "second"), ("q", " first"))
    assert filters.conditions == (Words("q", "first"),)
    assert [(one.parameter, one.value) for one in filters.ignored] == [("q", "second")]


def test_200_characters_are_read_and_201_refused():
    assert read(("q", "x" * 200)).conditions
    with pytest.raises(TooMany, match="200 characters"):
        read(("q", "x" * 201))


def test_the_heading_and_the_chip_say_the_words():
    filters = read(("q", "micro"), ("kind", "pen"), ("depth_at", "0.5"), ("power", "battery"))
    said = heading(filters, lambda key, name: name)
    assert said == "Pens matching “micro” that can be set to 0.5 mm, power: battery"
    (chip,) = [one for one in chips(filters, lambda key, name: name) if "micro" in one.words]
    assert chip.words == "Words: micro"
    assert chip.url == "/devices?depth_at=0.5&kind=pen&power=battery"


def test_a_need_is_made_of_facts_not_of_words():
    fault = "A need is made of facts: not of words, other needs, or one page of a list."
    assert read_filter("kind=pen&q=micro")[1] == fault


def test_without_a_search_nothing_is_found_by_words():
    found = devices_json(INDEX, read(("q", "derma")), 24)
    assert found["counts"] == {"match": 0, "might": 0, "no": len(INDEX.everything)}
    assert found["facets"][-1] == {"key": "q", "label": "Words", "condition": "derma"}


def test_words_narrow_the_list_its_counts_and_its_twins(app, client):
    with catalogue(app) as session:
        for slug, kind in (("lumen-one", "pen"), ("lumen-two", "roller"), ("other", "pen")):
            make_device(
                session,
                slug,
                name=slug.replace("-", " ").title(),
                kind=kind,
                specs={"needle_length": "0.5 mm"},
            )
    with app.extensions["database"].reader() as session:
        ids = {product_by_slug(session, slug).id for slug in ("lumen-one", "lumen-two")}
    app.extensions["finder"].search = lambda words: ids if words == "lumen" else frozenset()
    page = Page(client.get("/devices?q=lumen"))
    assert page.text("h1") == "Devices matching “lumen”"
    assert [one.text for one in page.all(".card h3 a")]
    assert len(page.all(".card")) == 2
    assert "We found 2.1 doesn’t fit." in page.text(".count")
    assert page.text("[data-live=kind-pen]") == "1"
    assert filled(page, "#filters")["q"] == "lumen"
    assert page.one("#list-q").get("maxlength") == "200"
    assert page.one("meta[name=robots]").get("content") == "noindex,follow"
    assert client.get("/devices.json?q=lumen&kind=pen").json["counts"] == {"match": 1, "might": 0, "no": 2}
    rows = list(csv.DictReader(io.StringIO(client.get("/devices.csv?q=lumen").text)))
    assert sorted(row["slug"] for row in rows) == ["lumen-one", "lumen-two"]
    feed = client.get("/devices.atom?q=lumen").text
    assert "/devices/lumen-one" in feed
    assert "/devices/other" not in feed
    empty = Page(client.get("/devices?kind=pen&q=nothing"))
    assert empty.text("#rescue h2") == "No device meets all of these filters"
    assert "Remove “Words: nothing”2 devices" in empty.text(".relax")


def test_too_many_words_are_refused_in_words(client):
    for path in ("/devices", "/devices.json", "/devices.csv", "/devices.atom"):
        response = client.get(path, query_string={"q": "x" * 201})
        assert response.status_code == 400
        assert "At most 200 characters" in response.text
