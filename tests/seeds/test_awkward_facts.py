"""Facts that do not fit a column, and what became of them."""

import pytest

from catalog.products.document import fit_answer
from catalog.products.sources import kind_of
from catalog.specs.registry import SPECS


def said(drafts, slug, spec):
    """(text, source, known_by) of the statements of one spec, in the order given."""
    return [(row.says, row.source, row.known_by) for row in drafts[slug].statements if row.spec == spec]


def fit(drafts, slug, other):
    return {row.answer for row in drafts[slug].fits if row.other == other}


def test_a_dial_is_given_by_its_ends_with_every_witness(drafts):
    assert said(drafts, "dr-pen-a6", "needle_length") == [
        ("from 0.25 mm", "zhao-products", "stated"),
        ("from 0.25 mm", "dermapenmax-drpen", "stated"),
        ("up to 2.5 mm", "unilog-a6", "stated"),
        ("up to 2.5 mm", "dermapenmax-drpen", "stated"),
        ("up to 3.0 mm", "zhao-products", "stated"),
    ]


def test_a_conflict_without_a_value_is_kept_in_its_own_words(drafts, shelf):
    texts = {(slug, row.says) for slug, draft in drafts.items() for row in draft.statements if row.unparsed}
    assert texts == {("dermapen-4", "25 settings in all"), ("dermaroller-mf8", "10-20 mm")}
    assert shelf.cell(shelf.by_slug("dermaroller-mf8"), "head_width").state == "known"


@pytest.mark.parametrize(
    ("slug", "spec", "value_is_open"),
    [
        ("procell-md", "needle_length", lambda value: value.open),
        ("dr-pen-a6s", "pin_count", lambda value: value.open),
        ("zgts-192", "needle_length", lambda value: not value.versions_listed),
        ("environ-medical-roll-cit", "needle_length", lambda value: not value.versions_listed),
        ("banisher-heads", "needle_length", lambda value: not value.versions_listed),
    ],
)
def test_a_list_that_is_said_to_be_incomplete_is_open(drafts, slug, spec, value_is_open):
    values = [SPECS[spec].kind.parse(text) for text, _, _ in said(drafts, slug, spec)]
    assert values
    assert all(value_is_open(value) for value in values)


def test_one_kits_box_does_not_dispute_the_full_list_of_needles(shelf):
    cell = shelf.cell(shelf.by_slug("dr-pen-a6"), "pin_count")
    assert (cell.state, cell.value.values) == ("known", ("12", "36", "42", "nano"))


def test_heads_sold_apart_carry_the_lengths_that_the_facts_give_the_stamp(drafts):
    assert said(drafts, "banisher-3", "needle_length") == [("0.5 mm", "home-vs-pro-2026", "stated")]
    assert {row.origin for row in drafts["banisher-heads"].statements} == {
        "banisher-heads/note",
        "banisher-3/needle_min_mm",
        "banisher-3/needle_max_mm",
    }


@pytest.mark.parametrize(
    ("slug", "spec", "expected"),
    [
        ("exceed-safety-6", "needle_length", [("1.5 mm", "innolitics-k233709", "stated")]),
        ("qure-micro-infusion-head", "needle_length", [("0.5 mm", "beauticate-qure-review", "stated")]),
        ("rejuvapen-nxt-12", "shelf_life", [("24 months", "innolitics-k192138", "stated")]),
        ("skinstylus-cartridge-36", "sterility", [("single use", "device-landscape-2026", "stated")]),
        ("skinstylus-cartridge-36", "needle_diameter", [("0.235 mm", "innolitics-k200044", "inferred")]),
        ("dr-pen-m8-16", "cartridge_mount", [("three-lock", "unilog-m8", "stated")]),
        ("dr-pen-m8-nano", "pin_count", [("nano", "zhao-products", "stated")]),
        ("dermapen-tip", "needle_diameter", [("0.21 mm", "dermapen-vs-laser", "inferred")]),
        (
            "dermapen-tip",
            "pin_count",
            [
                ("11", "aesthetic-guide-2012", "stated"),
                ("12", "dralek-dermapen-md", "stated"),
                ("9", "duminy-dermapen", "stated"),
            ],
        ),
    ],
)
def test_what_stands_in_a_cartridges_note_is_a_statement(drafts, slug, spec, expected):
    assert said(drafts, slug, spec) == expected


def test_lengths_of_a_whole_range_are_tied_to_no_family(drafts):
    assert said(drafts, "dermadream-nk3-pro", "needle_length") == []
    assert "not tied to this family" in drafts["dermadream-nk3-pro"].notes


@pytest.mark.parametrize(
    ("device", "cartridge"),
    [
        ("dr-pen-a1-wired", "dr-pen-a1-a6-12"),
        ("dermadream-f20", "dermadream-nk3-ultra"),
        ("x-estetik-x-pen", "x-pen-16"),
    ],
)
def test_an_inferred_or_unconfirmed_fit_is_not_verified_on_either_side(drafts, device, cartridge):
    answers = fit(drafts, device, cartridge) | fit(drafts, cartridge, device)
    assert answers == {"not verified"}


def test_a_fit_is_told_on_both_sides(drafts):
    for draft in drafts.values():
        for row in draft.fits:
            assert fit(drafts, row.other, draft.slug) == {row.answer}
            assert fit_answer([row.answer]) == row.answer


def test_sterile_single_use_means_a_new_head_every_session(drafts):
    for draft in drafts.values():
        sterile = [row.source for row in draft.statements if row.says == "sterile single use"]
        replaced = [row for row in draft.statements if row.spec == "replacement"]
        assert [row.source for row in replaced] == sterile
        assert {(row.says, row.known_by) for row in replaced} <= {("every session", "inferred")}


def test_a_sterile_cartridge_whose_use_nobody_states_is_only_sterile(drafts):
    assert said(drafts, "dr-pen-m8-16", "sterility") == [("sterile", "zhao-products", "stated")]
    assert said(drafts, "skinpen-precision-cartridge", "sterility") == [
        ("sterile single use", "pinova-skinpen-cartridges", "stated")
    ]


def test_a_pack_is_a_quantity_and_not_a_note(drafts):
    (offer,) = drafts["dr-pen-m8-16"].offers
    assert (offer.amount_minor, offer.currency, offer.currency_inferred) == (250_000, "PKR", True)
    assert (offer.quantity, offer.unit, offer.day) == (10, "piece", None)
    assert "Pack" not in offer.note


def test_a_price_keeps_the_month_it_was_seen_in(drafts):
    (offer,) = drafts["bio-pen-q2"].offers
    assert (offer.amount_minor, offer.currency, offer.day) == (80_000, "PLN", "2026-03")


def test_both_prices_of_a_pen_sold_in_two_versions_are_kept(drafts):
    offers = drafts["mesoestetic-m-pen-pro"].offers
    assert [(offer.amount_minor, offer.note) for offer in offers] == [
        (29_900, "One-depth version."),
        (39_900, "Five-depth version."),
    ]


def test_a_market_follows_from_the_body_where_the_facts_name_none(drafts):
    markets = {(row.body, row.market) for draft in drafts.values() for row in draft.legal}
    assert markets == {
        ("FDA", "United States"),
        ("CE", "European Union"),
        ("TGA (ARTG)", "Australia"),
        ("Health Canada", "Canada"),
    }


def test_a_legal_status_names_its_use_its_sources_and_the_day_it_was_checked(drafts):
    first, _, special = drafts["skinpen-precision"].legal
    assert (first.identifier, first.use) == ("DEN160029", "Facial acne scars, adults 22+")
    assert first.sources == ("innolitics-den160029", "qai-csv-2026", "openfda-qai-classification")
    assert first.checked == "2026-11-22"
    assert (special.identifier, special.use) == ("K220506", None)


def test_only_files_papers_and_manuals_document_a_value(seeded, shelf):
    documented = {slug for slug, source in shelf.sources.items() if kind_of(source) == "documented"}
    types = {shelf.sources[slug].type for slug in documented}
    assert types == {"regulator", "regulator-derived", "peer-reviewed", "manufacturer"}
    assert {slug for slug in documented if shelf.sources[slug].type == "manufacturer"} == {
        "skinpen-manual",
        "exceed-manual",
    }


def test_versions_inherit_from_their_family_what_they_do_not_state(shelf):
    short = shelf.by_slug("genosys-dts-roller-0-25mm")
    long = shelf.by_slug("genosys-dts-roller-2mm")
    assert shelf.cell(short, "pin_count").value.values == ("540",)
    assert shelf.cell(long, "pin_count").value.values == ("405",)
    for version in (short, long):
        assert shelf.cell(version, "needle_diameter").value == 200
        assert shelf.cell(version, "shelf_life").value == 36
        assert [row.body for row in version.legal] == ["CE"]


def test_a_priced_version_keeps_its_own_price_and_an_unpriced_one_takes_the_familys(shelf):
    assert [offer.amount_minor for offer in shelf.by_slug("bcn-meso-body-roller-1mm").offers] == [1250]
    assert [offer.amount_minor for offer in shelf.by_slug("genosys-dts-roller-2mm").offers] == [23_000]
