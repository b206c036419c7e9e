"""Sentences of real product pages propose what people took down from them, and choose nothing wrong."""

import pytest

from catalog.proposals.reading import reading
from catalog.specs.registry import SPECS
from tests.proposals.listings import LISTINGS

IDS = [f"{one.source} {one.product}" for one in LISTINGS]


def parsed(expected):
    """{"weight": {"180 g": …}} → {("weight", value): words of the sentence}."""
    return {
        (key, SPECS[key].kind.parse(says)): words
        for key, values in expected.items()
        for says, words in values.items()
    }


@pytest.mark.parametrize("listing", LISTINGS, ids=IDS)
def test_a_real_page_proposes_every_fact_with_the_sentence_that_states_it(listing):
    read = reading(listing.text, listing.kind)
    found = {(one.spec, one.value): one for one in read.proposals}
    for fact, words in parsed(listing.expected).items():
        assert fact in found, fact
        assert words in found[fact].sentence
        assert found[fact].sentence in read.text


@pytest.mark.parametrize("listing", LISTINGS, ids=IDS)
def test_nothing_is_proposed_that_a_real_page_does_not_say(listing):
    expected = parsed(listing.expected)
    wrong = [
        one for one in reading(listing.text, listing.kind).proposals if (one.spec, one.value) not in expected
    ]
    assert wrong == []


def test_the_pages_are_of_ten_products_and_more_than_half_of_what_they_say_is_sure():
    assert len({one.product for one in LISTINGS}) >= 10
    proposals = [one for listing in LISTINGS for one in reading(listing.text, listing.kind).proposals]
    assert len([one for one in proposals if one.is_sure]) > len(proposals) / 2


def test_a_page_that_contradicts_the_facts_of_another_source_is_not_silently_right():
    # 3.0 mm is what this shop says; others say 2.5 mm. The reader repeats the shop.
    listing = next(one for one in LISTINGS if (one.source, one.product) == ("zhao-products", "dr-pen-a6"))
    assert [one.says for one in reading(listing.text, "pen").proposals if one.spec == "needle_length"] == [
        "0.25–3.0 mm"
    ]
