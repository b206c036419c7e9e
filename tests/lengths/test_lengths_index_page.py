"""`/needle-lengths`: every length that a device is sold in or can be set to."""

from collections.abc import Callable

from flask import Flask

from tests.factories import catalogue, make_device, make_family
from tests.html import Page

Fetch = Callable[..., Page]


def test_every_length_that_a_device_has_is_listed_with_its_counts(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        make_family(session, "dts", ["0.25 mm", "0.5 mm"])
        make_device(session, "dial", specs={"needle_length": "0.5–1.0 mm"})
    shown = page("lengths.index")
    assert shown.links("table.lengths tbody a") == [f"/needle-lengths/{mm}" for mm in ("0.25", "0.5", "1")]
    assert shown.texts("table.lengths tbody tr")[1].startswith("0.5 mm")
    assert [cell.split()[0] for cell in shown.texts("table.lengths tbody tr:nth-child(2) td.n")] == [
        "2",
        "2",
        "2",
    ]


def test_a_length_of_zero_has_no_page_and_no_link(app: Flask, page: Fetch) -> None:
    with catalogue(app) as session:
        make_device(session, "dial", specs={"needle_length": "0–0.5 mm every 0.25"})
    assert "/needle-lengths/0" not in page("lengths.index").links()


def test_an_empty_catalogue_has_no_table(page: Fetch) -> None:
    assert not page("lengths.index").all("table.lengths")


def test_every_link_to_a_length_answers(seeded_page: Fetch) -> None:
    for link in seeded_page("lengths.index").links("table.lengths tbody a"):
        seeded_page(link)


def test_the_bands_of_the_evidence_name_their_studies(seeded_page: Fetch) -> None:
    rows = seeded_page("lengths.index").texts("table.tbl:not(.lengths) tbody tr")
    assert len(rows) == 7
    assert rows[0].startswith("0–0.1 mmDead surface layer (stratum corneum)")
    assert "FDA 2020" in rows[0]


def test_skin_is_drawn_by_place_with_its_numbers_and_studies(seeded_page: Fetch) -> None:
    shown = seeded_page("lengths.index")
    eyelid = next(words for words in shown.texts("#skin-to-scale li") if "Eyelid" in words)
    assert "Men: outer skin 0.18 mm, inner skin 0.67 mm, together 0.85 mm" in eyelid
    assert "Women: outer skin 0.17 mm" in eyelid
    assert any("Meng 2022" in words for words in shown.texts("#skin-to-scale h3"))
    assert any("inner skin not measured" in words for words in shown.texts("#skin-to-scale li p"))


def test_how_deep_needles_went_names_the_studies_that_measured_it(seeded_page: Fetch) -> None:
    told = seeded_page("lengths.index").texts("#less-deep li")
    assert len(told) == 2
    assert "Kalluri 2011" in told[0]


def test_without_evidence_there_is_no_skin_to_draw(page: Fetch) -> None:
    assert not page("lengths.index").all("#skin-to-scale, #less-deep")
