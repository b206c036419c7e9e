"""A spec that the registry gains has its row everywhere, with no edit in the room."""

import csv
import io

import pytest

import catalog.shelf.entry
from catalog.compare.csv_twin import csv_long, csv_wide
from catalog.compare.markdown_twin import markdown
from catalog.compare.twins import comparison_json
from catalog.shelf.entry import KEYS
from catalog.specs.kinds import Quantity
from catalog.specs.registry import BODY, SPECS
from catalog.specs.spec import PEN, Better, Spec, check
from catalog.specs.units import GRAM
from tests.compare.made import a_shelf, compared
from tests.factories import catalogue, make_device

GRIP = Spec(
    "grip_force",
    "Grip",
    BODY,
    Quantity(GRAM),
    (PEN,),
    example="300 g",
    help="How hard one has to hold it.",
    better=Better.LOWER,
    better_words="lighter grip",
    material=20,
)


@pytest.fixture
def grip(monkeypatch):
    """The registry with one more spec at its end."""
    check((*SPECS.values(), GRIP))
    monkeypatch.setitem(SPECS, GRIP.key, GRIP)
    keys = (*KEYS, GRIP.key)
    monkeypatch.setattr(catalog.shelf.entry, "KEYS", keys)
    monkeypatch.setattr(catalog.shelf.entry, "_PLACES", {key: place for place, key in enumerate(keys)})
    monkeypatch.setattr("catalog.shelf.twin.KEYS", keys)


def test_the_twins_have_its_row(grip):
    shelf = a_shelf({"p1": ("pen", {"grip_force": "300 g"}), "p2": ("pen", {"grip_force": "350 g"})})
    found = compared(shelf, "d=p1,p2&base=p2")
    (row,) = (row for row in comparison_json(found)["rows"] if row["key"] == "grip_force")
    assert (row["label"], row["section"], row["sameness"], row["better"]) == (
        "Grip",
        "Body",
        "differ",
        "lower",
    )
    assert [cell["value"] for cell in row["cells"]] == [300, 350]
    assert [cell["better"] for cell in row["cells"]] == ["lighter grip", ""]
    assert row["cells"][0]["difference"] == "−50 g"
    (line,) = (line for line in csv.reader(io.StringIO(csv_wide(found))) if line[0] == "grip_force")
    assert line == [
        "grip_force",
        "Grip",
        "300 g (seller says); lighter grip; −50 g against Maker P2",
        "350 g (seller says)",
    ]
    lines = [line for line in csv.reader(io.StringIO(csv_long(found))) if line[1] == "grip_force"]
    assert [line[:5] for line in lines] == [
        ["p1", "grip_force", "known", "300", "g"],
        ["p2", "grip_force", "known", "350", "g"],
    ]
    said = "| Grip | 300 g (seller says); lighter grip; −50 g against B | 350 g (seller says) |"
    assert said in markdown(found, "")


def test_the_page_has_its_row(grip, app, page):
    with catalogue(app) as session:
        make_device(session, "one", specs={"grip_force": "300 g"})
        make_device(session, "two", specs={"grip_force": "350 g"})
    text = page("/compare?d=one,two").text("tr[id='r-grip_force']")
    assert "Grip" in text
    assert "lighter grip" in text
