"""Every picture as it was last looked at. `REGENERATE_GOLDEN=1 pytest tests/figures` writes them anew."""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from catalog.figures import (
    comparison_plate,
    comparison_ruler,
    core_sample,
    cross_section,
    evidence,
    histogram,
    limit_bar,
    marks,
    measured,
    number_bars,
    record,
    ruler,
    schematic,
    skin,
    skin_plate,
    skyline,
    sparkline,
    spec_bar,
    studied_lengths,
    timeline,
)
from catalog.figures.compared import Compared
from catalog.figures.looks import look
from catalog.figures.scales import ALL, CARD, FILTER, ROW
from tests.figures.samples import CHEEK, DISPUTED, EVERY, FIXED, OPEN, STOPS

FOLDER = Path(__file__).parent / "golden"

FAMILY = [
    core_sample.Version(core_sample.NeedleLengths((um,)), um == 500) for um in (250, 500, 1000, 1500, 2000)
]
MEASURED = [
    measured.Measurement(770, 153, "Roller, rat skin", "Kalluri 2011"),
    measured.Measurement(600, 460, "Polymer array, human skin", "Donnelly 2011"),
    measured.Measurement(1500, 1500, "Device at 1.5, facelift skin", "Sasaki 2019", about=True),
]
HANGING = [
    skyline.Hanging(name.title(), f"/devices/{name}", ("pen", "roller", "stamp")[i % 3], lengths)
    for i, (name, lengths) in enumerate(EVERY.items())
]
COMPARED = [
    Compared("ABCDEF"[i], name.title(), EVERY[name])
    for i, name in enumerate(("stops", "disputed", "fixed", "sold_apart", "longest", "nothing"))
]
MOMENTS = [
    timeline.Moment(120, None, "2 hours after needling, in people: The barrier was back."),
    timeline.Moment(720, 1080, "12 to 18 hours after needling, in rats: The channels closed."),
    timeline.Moment(525_600, None, "1 year after needling, in people: A layer was thicker."),
]
EYELID = [
    cross_section.Thickness("men", None, 180_000, 670_000, 850_000),
    cross_section.Thickness("women", None, 170_000, 580_000, 750_000),
]
ARM = [cross_section.Thickness("", 18_300, 56_600)]
THIGH = [cross_section.Thickness("", total=1_550_000)]
NUMBERS = [
    number_bars.Number("Collagen fibres in the upper inner skin", Decimal("53.2"), "+53.2 %", True),
    number_bars.Number("“Average collagen increase”, as claimed", Decimal(400), "+400 %", False),
]
PRICES = [
    sparkline.PricePoint(date(2026, month, 3), amount)
    for month, amount in ((5, 12000), (8, 8900), (11, 9500))
]

STUDIED = [
    *(studied_lengths.Studied(name, (1500,)) for name in ("Lotfi 2013", "Afra 2019", "Harris 2015 (review)")),
    studied_lengths.Studied("Dhurat 2013", (1500,), is_doubted=True),
    studied_lengths.Studied("FDA 2018", (250, 2000), is_range=True),
    studied_lengths.Studied("Faghihi 2021", (600, 1200)),
    *(studied_lengths.Studied(name, ()) for name in "ABCDEFG"),
]

PICTURES: dict[str, Markup] = {
    **{f"card_{name}": core_sample.core_sample(lengths, CARD) for name, lengths in EVERY.items()},
    **{f"ruler_{name}": ruler.needle_ruler(lengths, 500) for name, lengths in EVERY.items()},
    **{f"plate_{name}": core_sample.device_plate(x, CHEEK, name="A pen") for name, x in EVERY.items()},
    **{f"schematic_{kind}": schematic.schematic(kind) for kind in ("pen", "roller", "stamp", "cartridge")},
    **{f"mark_{key}": marks.mark_svg(key) for key in marks.MARKS},
    "card_with_limit": core_sample.core_sample(STOPS, CARD, limit=500),
    "row": core_sample.core_sample(DISPUTED, ROW),
    "plate_with_limit": core_sample.device_plate(STOPS, CHEEK, name="A pen", limit=500),
    "family_card": core_sample.family_comb(FAMILY),
    "family_row": core_sample.family_comb(FAMILY, ROW),
    "length_link": core_sample.length_sample(500),
    "needle_key": core_sample.needle_key([look(lengths) for lengths in EVERY.values()]),
    "measured": measured.measured_plate(MEASURED),
    "count_bar": histogram.count_bar(8, 10),
    "leader_line": histogram.leader_line(3, 500),
    "core_strip": histogram.core_strip(12, 500),
    "record": record.record_svg((True, True, True, False, True, False, False, True)),
    "share_bar": record.share_bar(39, 53),
    "patterns": skin.skin_patterns((CARD, ROW, FILTER), CHEEK),
    "comparison_of_two": comparison_plate.comparison_plate(COMPARED[:2], CHEEK),
    "comparison_of_three": comparison_plate.comparison_plate(COMPARED[:3], CHEEK, 500),
    "comparison_of_six": comparison_plate.comparison_plate(COMPARED, CHEEK, 500),
    "comparison_ruler": comparison_ruler.comparison_ruler(COMPARED),
    "comparison_ruler_with_limit": comparison_ruler.comparison_ruler(COMPARED, 500),
    "limit_bar": limit_bar.limit_bar(250, 1000),
    "limit_bar_from_nothing": limit_bar.limit_bar(None, 300),
    "limit_bar_end_not_included": limit_bar.limit_bar(0, 1500, includes_high=False),
    "limit_bar_past_the_scale": limit_bar.limit_bar(500, 4000),
    "limit_scale": limit_bar.limit_scale(),
    "number_bar_measured": number_bars.number_bars(NUMBERS)[0],
    "number_bar_claimed": number_bars.number_bars(NUMBERS)[1],
    "spec_bar": spec_bar.spec_bar(58, (55, 61), 52, 66),
    "sparkline": sparkline.price_sparkline(PRICES) or Markup(""),
    "site_of_two_groups": cross_section.cross_section("Eyelid", EYELID),
    "site_without_inner_skin": cross_section.cross_section("Forearm", ARM),
    "site_measured_as_one": cross_section.cross_section("Thigh", THIGH),
    "site_key": cross_section.cross_section_key([EYELID, ARM, THIGH]),
    "studied_lengths": studied_lengths.studied_lengths(STUDIED) or Markup(""),
    "studied_lengths_of_one": studied_lengths.studied_lengths(STUDIED[:1]) or Markup(""),
    "evidence": evidence.evidence_svg(3),
    "skin_plate": skin_plate.skin_plate(CHEEK),
    "timeline": Markup("").join((timeline.timeline_axis(), *timeline.timeline(MOMENTS))),
    "skyline": skyline.skyline(skyline.chosen(HANGING), CHEEK).svg,
}


@pytest.mark.parametrize("name", PICTURES)
def test_picture_is_as_it_was_last_looked_at(name: str) -> None:
    # One element a line, so that a difference can be read.
    path = FOLDER / f"{name}.svg"
    drawn = str(PICTURES[name]).replace("><", ">\n<") + "\n"
    if os.environ.get("REGENERATE_GOLDEN"):
        path.write_text(drawn, "utf-8")
    assert path.exists(), "No such picture yet: look at it, then write it with REGENERATE_GOLDEN=1"
    assert drawn == path.read_text("utf-8")


def test_no_golden_picture_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(PICTURES)


def test_every_picture_stays_under_15_kb() -> None:
    assert {name: len(svg.encode()) for name, svg in PICTURES.items() if len(svg.encode()) > 15_000} == {}


def test_every_scale_has_a_pattern_of_its_own() -> None:
    defined = skin.skin_patterns(ALL, CHEEK)
    assert all(f'id="{scale.pattern}"' in defined for scale in ALL)
    assert len({scale.pattern for scale in ALL}) == len(ALL)


def test_a_scale_used_twice_is_defined_once() -> None:
    assert skin.skin_patterns((CARD, CARD), CHEEK).count('id="sk42"') == 1


def test_a_picture_without_a_sentence_is_hidden_from_screen_readers() -> None:
    assert 'aria-hidden="true"' in core_sample.length_sample(500)
    assert 'role="img"' in core_sample.core_sample(FIXED)
    assert 'aria-hidden="true"' in core_sample.core_sample(OPEN, label="")


def test_every_picture_for_readers_is_named_and_described_inside() -> None:
    for name, svg in PICTURES.items():
        root = ElementTree.fromstring(f"<svg>{svg}</svg>")[0]
        if root.get("role") not in ("img", "group"):
            continue
        assert [child.tag for child in root][:2] == ["title", "desc"], name
        assert root.get("aria-label") is None, name
        assert root[0].text != root[1].text, name
