"""What the seeded evidence says, read as pages read it."""

import pytest
from sqlmodel import Session

from catalog.config import Settings
from catalog.db import open_database
from catalog.science import queries


@pytest.fixture(scope="module")
def evidence(seeded_file):
    database = open_database(Settings(database_url=f"sqlite:///{seeded_file}"))
    with database.reader() as session:
        yield session
    database.close()


def test_every_publication_is_a_study(evidence: Session):
    assert len(queries.studies(evidence)) == 79


def test_a_study_is_cited_by_its_slug(evidence: Session):
    names = queries.citations(evidence)
    assert names["chu2021"] == "Chu 2021"
    assert (names["alster2020scars"], names["alster2020striae"]) == ("Alster 2020a", "Alster 2020b")
    assert "nobody1999" not in names


def test_every_study_has_a_name_of_its_own(evidence: Session):
    names = queries.citations(evidence)
    assert len(set(names.values())) == len(names) == 79


def test_studies_come_in_the_order_asked_and_unknown_ones_are_left_out(evidence: Session):
    found = queries.studies(evidence, ["lee2014", "nobody1999", "alam2014"])
    assert [study.slug for study in found] == ["lee2014", "alam2014"]


def test_what_was_tested_is_in_micrometres_and_unconfirmed_fields_are_named(evidence: Session):
    assert queries.study(evidence, "sasaki2019").needle_lengths_um == (500, 1500)
    assert queries.study(evidence, "lotfi2013").needle_lengths_um == (1500,)
    assert queries.study(evidence, "camirand1997").unconfirmed == ("title", "volume", "pages", "n")


def test_safety_items_come_by_group_in_the_order_given(evidence: Session):
    against = queries.safety_items(evidence, "contraindications")
    assert [item.slug for item in against] == [f"s{number:02}" for number in range(1, 14)]
    assert {item.level for item in against} == {"do not treat", "ask a doctor", "extra care"}
    assert len(queries.safety_items(evidence)) == 36


def test_bands_follow_each_other_without_a_gap(evidence: Session):
    bands = queries.depth_bands(evidence)
    assert [band.high_um for band in bands[:-1]] == [band.low_um for band in bands[1:]]
    assert (bands[0].low_um, bands[-1].high_um) == (0, 3000)


@pytest.mark.parametrize(
    ("length_um", "band"),
    [(0, "0-0.1"), (100, "0-0.1"), (110, "0.1-0.25"), (500, "0.25-0.5"), (1500, "1-1.5"), (3000, "2.5-3")],
)
def test_a_length_reaches_the_band_it_ends_in(evidence: Session, length_um, band):
    assert queries.band_of(evidence, length_um).slug == band


def test_no_band_lies_beyond_the_deepest(evidence: Session):
    assert queries.band_of(evidence, 3010) is None


def test_men_and_women_have_rows_of_their_own_where_they_were_measured_apart(evidence: Session):
    cheekbone = {row.sex: row.dermis_nm for row in queries.layers(evidence) if row.site.startswith("Zygoma")}
    assert cheekbone == {"men": 1_140_000, "women": 870_000}
    assert len(queries.layers(evidence)) == 31


def test_thickness_keeps_the_decimals_of_the_paper(evidence: Session):
    cheek = queries.layers(evidence)[0]
    assert (cheek.site, cheek.stratum_corneum_nm, cheek.total_nm) == ("Cheek", 16_800, None)


def test_needles_go_less_deep_than_they_are_long(evidence: Session):
    assert [(row.nominal_um, row.measured_nm) for row in queries.penetration(evidence)] == [
        (770, 152_500),
        (600, 460_000),
    ]


def test_the_drawing_has_its_scale_and_its_caution(evidence: Session):
    scale = queries.scale(evidence)
    assert (scale.stratum_corneum_um, scale.living_epidermis_um, scale.dermis_um) == (17, 45, 1000)
    assert "Not a single measurement" in scale.note
    assert "no fixed conversion" in queries.note(evidence, "penetration-caution")
    assert queries.note(evidence, "nothing") is None
