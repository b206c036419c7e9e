"""The seeded comparisons say only what the rows say that they are bound to."""

import re

import pytest

from catalog.changes.queries import history_of
from catalog.compare import queries
from catalog.compare.editorial import pinned_of, reasons_of, stale
from catalog.specs.resolution import DISPUTED, KNOWN

SLUGS = ["skinpen-exceed-dermapen-4", "pen-and-roller-at-0-5-mm", "dr-pen-a6-and-m8"]
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
MARKUP = re.compile(r"^#+ ", re.MULTILINE)


@pytest.fixture(params=SLUGS)
def written(request, seeded):
    """A seeded comparison and what it is bound to."""
    with seeded.reader() as session:
        row = queries.comparison(session, request.param)
        return row, pinned_of(session, row), reasons_of(row)


def numbers(text):
    return set(NUMBER.findall(text))


def cell_words(cell):
    readings = [r.text for dispute in cell.disputes for r in dispute.readings]
    return " ".join([cell.text, cell.note, *readings, *(r.text for r in cell.beside)])


def test_three_comparisons_are_seeded_in_their_order(seeded):
    with seeded.reader() as session:
        assert [row.slug for row in queries.comparisons(session)] == SLUGS


def test_every_number_in_the_prose_stands_in_a_row_or_a_name(written):
    row, pinned, reasons = written
    said = " ".join([row.title, row.summary, MARKUP.sub("", row.text), *(r.words for r in reasons)])
    known = set()
    for found in pinned.rows:
        for cell in found.cells:
            known |= numbers(cell_words(cell))
    names = set().union(*(numbers(column.title) for column in pinned.columns))
    assert numbers(said) <= known | names


def test_every_reason_leans_on_a_row_that_is_known(written):
    _row, pinned, reasons = written
    rows = {found.key: found for found in pinned.rows}
    assert len(reasons) == 4
    for reason in reasons:
        assert any(cell.state in (KNOWN, DISPUTED) for cell in rows[reason.row].cells)


def test_the_numbers_of_a_reason_stand_in_its_own_row(written):
    _row, pinned, reasons = written
    rows = {found.key: found for found in pinned.rows}
    names = set().union(*(numbers(column.title) for column in pinned.columns))
    for reason in reasons:
        said = names | numbers(rows[reason.row].label + " ".join(map(cell_words, rows[reason.row].cells)))
        assert numbers(reason.words) <= said


@pytest.mark.parametrize(
    "word", ["best", "safe", "better", "winner", "recommend", "should", "proven", "left"]
)
def test_no_opinion_and_no_advice(written, word):
    row, _pinned, reasons = written
    said = f"{row.title} {row.summary} {row.text} {' '.join(r.words for r in reasons)}".lower()
    assert not re.search(rf"\b{word}\b", said)


def test_the_claims_that_are_no_numbers(seeded):
    """Each claim in words, looked up in the cells it is about: a value that changes has to be read again."""
    cells = {}
    with seeded.reader() as session:
        for slug in SLUGS:
            pinned = pinned_of(session, queries.comparison(session, slug))
            cells[slug] = {row.key: [cell.text for cell in row.cells] for row in pinned.rows}
    trio, mixed, pair = (cells[slug] for slug in SLUGS)
    notes = {row.key: [cell.note for cell in row.cells] for row in pinned.rows}  # those of the last
    unknown = "we haven’t found this yet"
    assert all("DEN160029" in text or "K" in text for text in trio["law"])
    assert trio["power"] == ["Battery", "Mains", unknown]
    assert trio["stops"] == ["every 0.25 mm", unknown, "every 0.1 mm"]
    assert trio["market"] == ["Sold to clinics"] * 3
    assert trio["needle_material"] == ["Stainless steel", "Stainless steel", unknown]
    assert trio["sterility"] == ["Sterile, single use", "Sterile, single use", unknown]
    assert trio["price"] == ["no current price found yet"] * 3
    assert mixed["depth_at"] == ["yes", "yes"]
    assert mixed["depth_never_above"] == ["no", "yes"]
    assert mixed["stops"] == ["every 0.25 mm", "fixed length"]
    assert mixed["sterility"] == ["Sterile, single use"] * 2
    assert mixed["replacement"] == ["Every session"] * 2
    assert mixed["power"] == ["Battery", "By hand"]
    assert mixed["shelf_life"] == [unknown, "36 months"]
    assert all("stainless" in text.lower() for text in mixed["needle_material"])
    assert mixed["law"][1] == "no FDA file on record for this exact model"
    assert pair["cartridge_mount"] == ["Two-lock", "Three-lock"]
    assert pair["speed_levels"] == ["5", "6"]
    assert pair["stops"] == [unknown, unknown]
    assert pair["sterility"] == ["Sterile, single use"] * 2
    assert pair["law"] == ["Health Canada: not licensed; advised not to use, 16 Dec 2021"] * 2
    assert notes["law"] == ["no FDA file on record for this exact model"] * 2
    assert pair["record"] == ["4 of 8", "4 of 8"]


def test_who_says_what_is_told_as_it_is_said(seeded, shelf):
    with seeded.reader() as session:
        text = " ".join(queries.comparison(session, SLUGS[0]).text.split())
        others = [queries.comparison(session, slug) for slug in SLUGS]
        said = " ".join(f"{row.summary} {row.text} {row.reasons}" for row in others)
    skinpen, exceed, dermapen = map(shelf.by_slug, ("skinpen-precision", "exceed", "dermapen-4"))
    assert shelf.cell(skinpen, "sterility").who == "seller says"
    assert "A seller says that the needles of the SkinPen Precision are sterile" in text
    assert shelf.cell(exceed, "sterility").who == "in an FDA file"
    assert "an FDA file says so of the Exceed" in text
    assert shelf.cell(dermapen, "speed_levels").who == "a blog says"
    (file,) = dermapen.legal
    assert file.note.startswith("Cleared as DP4 Microneedling device")
    assert "calls the device “DP4 Microneedling device”" in text
    # What nobody looked up, and what is a sum with a part from memory, is no sentence of ours.
    assert "sold to clinics" not in said
    assert shelf.cell(dermapen, "motor_speed").text.removesuffix(" rpm").split()[-1] not in said


def test_the_two_dr_pens_are_those_with_the_most_on_record(shelf):
    pens = [entry for entry in shelf.devices() if entry.brand == "dr-pen"]
    most = sorted(pens, key=lambda entry: -sum(entry.record))[:2]
    assert {entry.slug for entry in most} == {"dr-pen-a6", "dr-pen-m8"}


def test_nothing_is_stale_and_one_comparison_is_one_change(seeded, shelf):
    with seeded.reader() as session:
        assert stale(session, shelf) == ()
        for row in queries.comparisons(session):
            assert len(history_of(session, "comparison", row.id)) == 1
