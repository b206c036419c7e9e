"""The rows that no spec makes: what they say of each device, and what they leave to a note."""

from tests.compare.made import a_shelf, compared
from tests.compare.test_sentences import ADVISORY, CLEARED, LETTER, LISTED, with_heads


def cells(key, papers=(), query="", devices=None, fields=None):
    """The cells of a row; ``papers`` are those of each device."""
    names = [f"p{i}" for i in range(len(papers))]
    devices = devices or {name: ("pen", {"needle_length": "0.5 mm"}) for name in names}
    shelf = a_shelf(devices, papers=dict(zip(names, papers, strict=True)), fields=fields)
    found = compared(shelf, f"d={','.join(devices)}{query}")
    return next(row.cells for row in found.rows if row.key == key)


def law(*rows):
    (cell,) = cells("law", [{"legal": list(rows)}])
    return cell


def test_an_advisory_is_what_the_cell_says():
    cell = law(ADVISORY)
    assert cell.text == "Health Canada: not licensed; advised not to use, 16 Dec 2021"
    assert cell.note == "no FDA file on record for this exact model"
    assert (cell.state, cell.sources) == ("known", ("shop",))
    assert [told.who.source for told in cell.told] == ["shop"]


def test_a_warning_letter_comes_before_what_else_the_fda_has():
    words = "FDA warning letter: no clearance for this device as labelled, May 2016"
    assert law(LETTER).text == words
    assert law(LETTER).note == "no FDA clearance on record for this exact model"
    assert law(CLEARED, LETTER).text == f"{words}; FDA: cleared (510(k)) 20 Dec 2022, K221070"
    assert law(CLEARED, LETTER).given["value"] == ["K221070"]


def test_without_an_advisory_the_fda_leads():
    assert law(CLEARED).text == "Cleared (510(k)) 20 Dec 2022, K221070"
    assert law(LISTED).text.startswith("No clearance on record; registered")
    nothing = law()
    assert (nothing.text, nothing.state) == ("no FDA file on record for this exact model", "not_researched")


def test_heads_that_are_sold_apart_stand_below_the_length_and_are_a_reason():
    def said(key, query=""):
        found = with_heads(query, "0.5 mm", "1.5 mm")
        return [(cell.text, cell.note) for row in found.rows if row.key == key for cell in row.cells]

    assert said("needle_length") == [("0.5 mm", "heads up to 1.0 mm are sold for it"), ("1.5 mm", "")]
    reason = ("no", "0.5 mm head; heads up to 1.0 mm are sold")
    assert said("depth_reach", "&depth_reach=1.5")[0] == reason
    assert said("depth_at", "&depth_at=0.25")[0] == reason


def test_whom_it_is_sold_to_does_not_say_that_it_still_is():
    def said(**fields):
        (cell,) = cells("market", [{}], fields={"p0": fields})
        return cell.text, cell.note

    unsure = "whether it is still sold isn’t known"
    assert said(audience="professional", status="unknown") == ("Sold to clinics", unsure)
    assert said(audience="professional", status="current") == ("Sold to clinics", "")
    assert said(audience="home", status="discontinued") == ("No longer sold", "was sold for home use")
    assert said(status="discontinued") == ("No longer sold", "")
    assert said(status="unknown") == ("we haven’t found this yet", "")
