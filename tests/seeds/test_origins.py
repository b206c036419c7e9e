"""Every value of the facts the seeds were made from is here once, and nothing else is.

The facts are not in this repository: their number, and a digest of where each stood, are.
"""

from hashlib import sha256

VALUES_IN_THE_FACTS = 549
"""301 values of devices (a list of cartridges counts once for each), 29 that agree and 26 that conflict; the
lengths and counts of versions; prices and legal statuses; the columns of cartridges and what each fits."""
VALUES_IN_NOTES = 11
"""Lengths, counts, shelf life and single use that stand in the notes of cartridges."""
DIGEST = "9d2dc50924995db30dcfd0c27f168bf4233c7620e8567d24ca628ea825e5a3a6"

HOMES = {
    # key of the facts: what it became
    "needle_lengths_mm": "needle_length",
    "needle_min_mm": "needle_length",
    "needle_max_mm": "needle_length",
    "needle_step_mm": "needle_length",
    "needle_length_mm": "needle_length",
    "needle_count": "pin_count",
    "needle_count_options": "pin_count",
    "pin_count": "pin_count",
    "pin_count_options": "pin_count",
    "needle_gauge_mm": "needle_diameter",
    "needle_material": "needle_material",
    "layout": "layout",
    "speed_min_rpm": "motor_speed",
    "speed_max_rpm": "motor_speed",
    "speed_levels": "speed_levels",
    "power": "power",
    "battery_mah": "battery_capacity",
    "battery_life_min": "run_time",
    "charging": "charging",
    "noise_db": "noise",
    "cartridge_type": "cartridge_mount",
    "mount": "cartridge_mount",
    "sterilisation": "sterility",
    "sterile": "sterility",
    "display": "display",
    "body_material": "body_material",
    "dimensions_mm": "dimensions",
    "head_width_mm": "head_width",
    "warranty_months": "warranty",
    "shelf_life_months": "shelf_life",
    "price": "offers",
    "prices": "offers",
    "regulatory": "legal",
    "compatible_cartridges": "fits",
    "fits": "fits",
}
FIELDS = {
    # keys of the facts that are fields of a product, a row or a source
    "slug": "slug", "brand": "brand", "name": "name", "kind": "kind", "audience": "audience",
    "status": "status", "released": "released", "notes": "notes", "note": "notes",
    "lengths_are": "is_family", "variants": "family", "specs": "statements",
}  # fmt: skip
ROW_FIELDS = {
    "value": "says", "unit": "says", "source": "source", "confidence": "known_by", "note": "note",
    "also": "origin", "conflicts": "origin",
}  # fmt: skip
PRICE_FIELDS = {
    "amount_minor": "amount_minor", "currency": "currency", "currency_inferred": "currency_inferred",
    "seen_on": "day", "merchant": "merchant", "source": "source", "note": "note",
}  # fmt: skip
LEGAL_FIELDS = {
    "body": "body", "market": "market", "status": "status", "identifier": "identifier", "date": "date",
    "source": "sources", "also": "sources", "note": "note",
}  # fmt: skip
SOURCE_FIELDS = {
    "title": "title", "url": "url", "publisher": "publisher", "published": "published", "type": "type",
    "read_on": "read_on", "strength": "strength",
}  # fmt: skip
SEVERAL_SPECS = {
    # a few keys say something of a second spec, too
    "sterilisation": {"sterility", "replacement"},
    "sterile": {"sterility", "replacement"},
    "layout": {"layout", "pin_count"},
    "note": {"needle_length", "pin_count", "shelf_life", "sterility"},
}


def rows_of(draft):
    """(home, row) of everything a product's file says: the spec of a statement, else the table's name."""
    yield from ((row.spec, row) for row in draft.statements)
    for name in ("offers", "legal", "fits"):
        yield from ((name, row) for row in getattr(draft, name))


def origins_of(drafts):
    return {row.origin for draft in drafts.values() for _, row in rows_of(draft)}


def test_every_row_says_where_it_came_from(drafts):
    assert None not in origins_of(drafts)


def test_there_are_as_many_origins_as_values_in_the_facts(drafts):
    origins = origins_of(drafts)
    in_notes = {origin for origin in origins if origin.split("/")[1] == "note"}
    assert len(in_notes) == VALUES_IN_NOTES
    assert len(origins - in_notes) == VALUES_IN_THE_FACTS


def test_the_origins_are_those_of_the_facts(drafts):
    assert sha256("\n".join(sorted(origins_of(drafts))).encode()).hexdigest() == DIGEST


def test_every_key_of_the_facts_has_a_home(drafts):
    found = {}
    for draft in drafts.values():
        for home, row in rows_of(draft):
            found.setdefault(row.origin.split("/")[1], set()).add(home)
    expected = {key: SEVERAL_SPECS.get(key, {home}) for key, home in HOMES.items()}
    assert found == expected | {"note": SEVERAL_SPECS["note"]}


def test_what_is_no_value_has_a_field(files):
    from catalog.products import drafts

    for fields, draft in (
        (FIELDS, drafts.ProductDraft),
        (ROW_FIELDS, drafts.StatementDraft),
        (PRICE_FIELDS, drafts.OfferDraft),
        (LEGAL_FIELDS, drafts.LegalDraft),
        (SOURCE_FIELDS, drafts.SourceDraft),
    ):
        assert set(fields.values()) <= set(draft.__dataclass_fields__)


def test_an_origin_is_used_twice_only_for_what_follows_from_it(drafts):
    seen, twice = set(), set()
    for draft in drafts.values():
        for home, row in rows_of(draft):
            if row.origin in seen:
                twice.add((row.origin.split("/")[1], home))
            seen.add(row.origin)
    # Replacement follows from sterile single use; "round nano" is a layout and a kind of head.
    assert twice == {("sterilisation", "replacement"), ("sterile", "replacement"), ("layout", "layout")}
