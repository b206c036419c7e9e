"""The listing on the real catalogue: groups, cards and words as they were designed."""

import pytest

from catalog.finder.current import current
from catalog.finder.listing import listing
from catalog.finder.needs import filters_of


@pytest.fixture
def listed(seeded_app):
    def make(query, **options):
        with seeded_app.test_request_context("/devices"), current() as index:
            return listing(index, filters_of(query), None, **options)

    return make


def test_the_heading_says_the_question_and_the_counts_the_three_answers(listed):
    page = listed("depth_at=0.5")
    assert page.heading == "Devices that can be set to 0.5 mm"
    assert (page.counts.found, page.counts.asked) == ("We found 8", "that can be set to 0.5 mm")
    assert page.counts.pieces == ("37 more might fit: the sellers don’t say.", "22 don’t fit.")
    assert listed("kind=roller&depth_never_above=0.5").heading == "Rollers that never go above 0.5 mm"
    assert listed("kind=pen,stamp&brand=dr-pen").heading == "Pens and stamps by Dr. Pen"
    assert listed("").heading == "Devices"
    assert listed("depth_at=0.5&power=manual").heading == "Devices that can be set to 0.5 mm, power: by hand"
    assert listed("kind=-pen&noise=..55&status=current").heading == "Devices, with 3 more filters"
    assert listed("kind=stamp").counts.found == "We found 9."


def test_those_that_might_fit_stand_in_groups_by_the_missing_fact(listed):
    page = listed("depth_at=0.5", size=60)
    assert [(group.heading, group.count) for group in page.might] == [
        ("Goes past 0.5 mm; its exact stops aren’t published", 10),
        ("Goes past 0.5 mm; where it starts and where it stops isn’t published", 6),
        ("Goes past 0.5 mm; where it starts isn’t published", 1),
        ("Starts below 0.5 mm; its longest setting isn’t known", 2),
        ("Sources disagree where the dial starts", 1),
        ("Comes in several lengths; which ones isn’t listed", 2),
        ("Longer tips exist, but their lengths aren’t listed", 1),
        ("Needle length not known", 1),
        ("Barely documented", 13),
    ]
    assert all(len(group.lines) == group.count for group in page.might)
    assert page.might[0].ask == "Which lengths does the dial stop at?"
    assert page.might[-1].is_folded
    assert sum(group.count for group in page.might) == page.counts.might


def test_the_note_counts_on_more_than_one_missing_fact_where_there_are_more(listed):
    assert listed("depth_at=0.5").might_note.startswith("One fact is missing for each.")
    asked = listed("depth_at=0.5&sterility=sterile-single-use", size=60)
    assert asked.might_note.startswith("At least one fact is missing for each.")
    assert listed("kind=pen").might_note == ""


def test_a_card_says_why_it_matches(listed):
    page = listed("depth_at=0.5")
    why = {card.name: card.why for card in page.matches.cards}
    assert why["SkinPen Precision"] == ("Stops at 0.5 mm; every 0.25 mm",)
    assert why["GENOSYS DTS Microneedle Roller"] == ("5 versions; this one fits",)
    assert why["Qure Skincare Micro-Infusion System"] == ("0.5 mm needles",)
    last = {card.name: card.why for card in page.barely.cards}
    assert last["Banisher 3.0"] == ("0.5 mm head in the box; heads up to 1.0 mm are sold too",)


def test_versions_that_match_share_one_card(listed):
    page = listed("depth_never_above=0.5")
    card = next(card for card in page.matches.cards if card.name == "GENOSYS DTS Microneedle Roller")
    assert card.why == ("5 versions; fits in 0.25 and 0.5 mm",)
    assert [version.label for version in card.versions] == ["0.25 mm", "0.5 mm"]
    assert card.also == "Also sold in 1.0, 1.5, 2.0 mm"
    assert card.length == "0.25 · 0.5 mm"
    needles = next(fact for fact in card.facts if fact.label == "Needles")
    assert needles.text == "540 / 450"


def test_with_a_limit_nobody_might_fit(listed):
    page = listed("depth_never_above=0.5", size=60)
    assert page.might == ()
    assert page.upper_limit.heading == "Upper limit not known"
    assert page.upper_limit.count == page.counts.might == len(page.upper_limit.lines)
    assert page.counts.pieces[0] == f"The upper limit of {page.counts.might} is not known."
    assert page.limit == 500
    assert page.limit_words.endswith("This site sets no limit of its own.")
    assert not page.unknown_words


def test_hidden_ones_are_still_counted(listed):
    page = listed("depth_at=0.5&unknown=hide")
    assert page.might == ()
    assert page.counts.might == 37
    assert page.unknown_words == "Show the 37 that might fit"
    assert page.unknown_url == "/devices?depth_at=0.5"


def test_the_rows_of_exact_lengths_count_what_each_would_find(listed):
    page = listed("depth_at=0.5")
    control = next(control for control in page.lengths if control.key == "depth_at")
    found = {row.text: (row.count, row.might) for row in control.rows}
    assert found["0.5 mm"] == (8, 37)
    assert found["3.0 mm"][0] == 0
    for row in control.rows:
        counts = listed(row.url.partition("?")[2] if not row.selected else "depth_at=0.5").counts
        assert (row.count, row.might) == (counts.match, counts.might)
    assert [row.text for row in control.rows if row.selected] == ["0.5 mm"]


def test_a_refused_value_stays_in_its_field_with_the_message(seeded_client, listed):
    page = listed("depth_reach=abc&depth_within=1..0.5")
    errors = {
        control.key: (control.typed, control.low, control.high, control.error) for control in page.lengths
    }
    assert errors["depth_reach"][0] == "abc"
    assert errors["depth_reach"][3].startswith("“abc” is not a number")
    assert errors["depth_within"] == ("", "1", "0.5", "The smallest is above the largest. Swap them.")


def test_price_is_greyed_with_its_reason(listed):
    page = listed("sort=price")
    price = next(option for option in page.sorts if option.value == "price")
    assert price.reason == "None of these has a current price."
    assert page.messages[0].message == price.reason
    assert not price.selected


def test_why_this_order_is_said_and_longer_is_never_better(listed):
    words = " ".join(listed("").why_this_order)
    assert "No payment changes the order." in words
    assert "Longer needles never rank higher." in words
    assert "67 products from 53 devices" in words
    assert "Longest setting" in [option.label for option in listed("").sorts]


def test_facets_without_data_are_absent_and_zero_values_stay(listed):
    keys = [facet.key for facet in listed("").facets]
    assert "reviewed" not in keys
    assert "measured" not in keys
    assert "score" not in keys
    assert "price" not in keys
    kind = next(facet for facet in listed("depth_reach=2&kind=pen").facets if facet.key == "kind")
    assert [value.value for value in kind.values] == ["pen", "roller", "stamp"]
    sterility = next(f for f in listed("depth_at=0.5").facets if f.key == "sterility")
    assert ("reusable", 0) in [(value.value, value.count) for value in sterility.values]


def test_a_ticked_value_that_no_device_has_is_not_hidden(listed):
    brand = next(facet for facet in listed("brand=nobody").facets if facet.key == "brand")
    assert [(v.label, v.count, v.selected) for v in brand.values if v.selected] == [("nobody", 0, True)]


def test_chips_remove_one_thing_each(listed):
    page = listed("depth_at=0.5&brand=-genosys&kind=pen,roller")
    assert [(chip.words, chip.url, chip.is_exclusion) for chip in page.chips] == [
        ("Can be set to exactly 0.5 mm", "/devices?kind=pen,roller&brand=-genosys", False),
        ("Pen", "/devices?depth_at=0.5&kind=roller&brand=-genosys", False),
        ("Roller", "/devices?depth_at=0.5&kind=pen&brand=-genosys", False),
        ("not GENOSYS", "/devices?depth_at=0.5&kind=pen,roller", True),
    ]


def test_the_table_has_the_devices_of_the_cards_in_their_order(listed):
    page = listed("depth_at=0.5&view=table")
    assert page.matches.cards == ()
    assert page.table.rows[0].name == "SkinPen Precision"
    assert [row.answer for row in page.table.rows] == ["match"] * 8 + ["might"] * 16
    assert all(len(row.cells) == len(page.table.columns) - 1 for row in page.table.rows)
    assert [c.aria_sort for c in page.table.columns if c.aria_sort] == ["descending"]


def test_with_a_limit_the_table_lists_nobody_who_might_fit(listed):
    page = listed("depth_never_above=0.5&view=table", size=60)
    assert {row.answer for row in page.table.rows} == {"match"}
    assert len(page.upper_limit.lines) == page.counts.might
