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


def offer(amount_minor, quantity=1, day="2026-11-20"):
    """A price in pounds as the read model keeps it."""
    return {
        "amount_minor": amount_minor, "currency": "GBP", "currency_inferred": False, "quantity": quantity,
        "unit": "piece", "merchant": None, "day": day, "affiliate": False, "url": None, "note": "",
        "source": "shop",
    }  # fmt: skip


def cost_of(kind, said, offers, pack=()):
    devices = {"p0": (kind, said), "tips": ("cartridge", {})}
    papers = {
        "p0": {"offers": offers, "fits": [{"other": "tips", "answer": "fits", "said": []}] if pack else []},
        "tips": {"offers": list(pack)},
    }
    found = compared(a_shelf(devices, papers=papers), "d=p0")
    return next(row.cells[0] for row in found.rows if row.key == "cost")


def test_a_price_alone_is_told_once_and_what_it_lacks_shortly():
    roller = cost_of("roller", {}, [offer(1450)])
    assert (roller.text, roller.note) == ("at least £14.50", "no price for replacements")
    pen = cost_of("pen", {}, [offer(29900)])
    assert (pen.text, pen.note) == ("at least £299", "no price for a cartridge")
    every_session = cost_of("roller", {"replacement": "every session"}, [offer(1450)])
    assert (every_session.text, every_session.note) == ("£174", "12 × £14.50 = £174")


def test_parts_counted_by_piece_are_said_to_come_in_packs():
    cell = cost_of("pen", {}, [offer(10000)], [offer(2000, 10)])
    assert (cell.text, cell.note) == ("£124", "£100 + 12 × £2 = £124; counted by piece; sold in packs of 10")
    assert "packs" not in cost_of("pen", {}, [offer(10000)], [offer(200)]).note


def test_old_sightings_are_those_of_the_device_itself():
    def note(*days):
        (cell,) = cells("price", [{"offers": [offer(10000, day=day) for day in days]}])
        return cell.note

    assert note("2024-01-01") == "1 old or undated sighting of the device itself"
    assert note("2024-01-01", None) == "2 old or undated sightings of the device itself"
    assert note() == ""
