"""Phrases about specs as filters: a table by hand, and laws over made-up phrases."""

from random import Random
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from catalog.finder.conditions import Between, Choice, Length
from catalog.finder.filters import Filters
from catalog.finder.index import FinderIndex
from catalog.finder.samples import Maker
from catalog.search.block import vocabulary_of
from catalog.search.bounds import BOUNDS_OF_LENGTH, Bound
from catalog.search.phrases import read
from catalog.search.vocabulary import vocabulary
from catalog.specs.registry import SPECS

BRANDS = {
    "dermapen": "Dermapen",
    "dr-pen": "Dr. Pen",
    "hydra-pen": "Hydra Pen",
    "berbers-treat": "Berber's Treat",
    "rodan-fields": "Rodan + Fields",
    "amiea-med": "Amiea Med (MT.DERM)",
    "zgts": "ZGTS",
}
VALUES = {
    "pin_count": [(one, one) for one in ("6", "12", "36", "42", "192", "540", "nano")],
    "needle_material": [
        ("stainless-steel", "stainless steel"),
        ("surgical-stainless-steel", "surgical stainless steel"),
        ("titanium", "titanium"),
    ],
}
WORDS = vocabulary(BRANDS, VALUES)

AS_FILTERS = {
    # lengths
    "0.5 mm roller": "depth_at=0.5&kind=roller",
    "roller 0.5mm": "depth_at=0.5&kind=roller",
    "0,5 mm rollers": "depth_at=0.5&kind=roller",
    ",5 mm": "depth_at=0.5",
    ".5 mm": "depth_at=0.5",
    "500 µm": "depth_at=0.5",
    "500 μm": "depth_at=0.5",
    "500um": "depth_at=0.5",
    "500 microns": "depth_at=0.5",
    "1,500 µm": "depth_at=1.5",
    "0.05 cm": "depth_at=0.5",
    "0.50 millimetres": "depth_at=0.5",
    "exactly 0.5 mm": "depth_at=0.5",
    "pen that can be set to 0.3 mm": "depth_at=0.3&kind=pen",
    "needle length 0.25 mm": "depth_at=0.25",
    "0.25 mm needles": "depth_at=0.25",
    "a roller with 1 mm needles": "depth_at=1&kind=roller",
    "derma roller 0.5 mm": "depth_at=0.5&kind=roller",
    "microneedling pen 2.5 mm": "depth_at=2.5&kind=pen",
    # bounds
    "roller under 0.5mm": "depth_never_above=0.5&kind=roller",
    "rollers never above 0.5 mm": "depth_never_above=0.5&kind=roller",
    "never goes above 0.5 mm": "depth_never_above=0.5",
    "not over 0.5 mm": "depth_never_above=0.5",
    "max 0.5 mm roller": "depth_never_above=0.5&kind=roller",
    "roller 0.5 mm max": "depth_never_above=0.5&kind=roller",
    "at most 1 mm": "depth_never_above=1",
    "0.5 mm or less": "depth_never_above=0.5",
    "≤ 0.5 mm": "depth_never_above=0.5",
    "<0.5mm": "depth_never_above=0.5",
    "max needle length 0.5 mm": "depth_never_above=0.5",
    "up to 2.5 mm": "depth_never_above=2.5",
    "has a setting at or under 0.3 mm": "depth_usable=0.3",
    "pen down to 0.2 mm": "depth_usable=0.2&kind=pen",
    "pen reaches 1.5 mm": "depth_reach=1.5&kind=pen",
    "at least 1.5 mm": "depth_reach=1.5",
    "pen 1.5mm+": "depth_reach=1.5&kind=pen",
    "1.5 mm or more": "depth_reach=1.5",
    "0.5 mm needles or longer": "depth_reach=0.5",
    "over 2 mm": "depth_reach=2",
    "reaches 1.5 mm never above 2 mm": "depth_reach=1.5&depth_never_above=2",
    # ranges
    "between 0.5 and 1 mm": "depth_overlap=0.5..1",
    "pen 0.25-2.5 mm": "depth_overlap=0.25..2.5&kind=pen",
    "0.25 mm – 2.5 mm": "depth_overlap=0.25..2.5",
    "500 µm to 1.5 mm": "depth_overlap=0.5..1.5",
    "all settings between 0.2 and 1 mm": "depth_within=0.2..1",
    "adjustable from 0.25 to 2.5 mm": "depth_covers=0.25..2.5",
    # counts, terms, names
    "dermapen 36 pin": "brand=dermapen&pin_count=36",
    "36-pin": "pin_count=36",
    "36 pins": "pin_count=36",
    "12 needles pen": "kind=pen&pin_count=12",
    "pin count 42": "pin_count=42",
    "12 pins 36 pins": "pin_count=12,36",
    "roller 192": "kind=roller&pin_count=192",
    "titanium roller 192": "kind=roller&pin_count=192&needle_material=titanium",
    "nano pen": "kind=pen&pin_count=nano",
    "nano cartridge": "pin_count=nano",
    "wireless pen": "kind=pen&power=battery",
    "cordless pens": "kind=pen&power=battery",
    "corded pen": "kind=pen&power=mains",
    "manual roller": "kind=roller&power=manual",
    "stainless steel roller": "kind=roller&needle_material=stainless-steel,surgical-stainless-steel",
    "surgical stainless steel": "needle_material=surgical-stainless-steel",
    "2-lock pen": "kind=pen&cartridge_mount=two-lock",
    "bayonet pen": "kind=pen&cartridge_mount=bayonet",
    "sterile stamp": "kind=stamp&sterility=sterile,sterile-single-use",
    "single use roller": "kind=roller&sterility=single-use,sterile-single-use",
    "sterile single use roller": "kind=roller&sterility=sterile-single-use",
    "pen or roller 0.5 mm": "depth_at=0.5&kind=pen,roller",
    "Dr Pen 2.5 mm": "depth_at=2.5&brand=dr-pen",
    "hydra pen 2.5 mm": "depth_at=2.5&brand=hydra-pen",
    "berbers treat 0.5 mm": "depth_at=0.5&brand=berbers-treat",
    "rodan fields roller": "kind=roller&brand=rodan-fields",
    "amiea med pen": "kind=pen&brand=amiea-med",
    # other numbers
    "18000 rpm pen": "kind=pen&motor_speed=18000..18000",
    "9,000–18,000 rpm": "motor_speed=9000..18000",
    "at least 15000 rpm": "motor_speed=15000..",
    "noise under 55 dB": "noise=..55",
    "quieter than 50 db": "noise=..50",
    "pen under $1,500": "kind=pen&price=USD:..1500",
    "up to 200 EUR": "price=EUR:..200",
}


@pytest.mark.parametrize("phrase", AS_FILTERS)
def test_a_phrase_becomes_these_filters_and_nothing_is_left(phrase):
    reading = read(phrase, WORDS)
    assert reading.filters.query_string() == AS_FILTERS[phrase]
    assert reading.left_out == ()
    assert reading.is_worth_showing


PARTLY = {
    "pen 2.5 mm quiet": ("depth_at=2.5&kind=pen", ["quiet"]),
    "0.5 mm for acne scars": ("depth_at=0.5", ["acne scars"]),
    "0.5 mm and 600 mAh": ("depth_at=0.5", ["600 mAh"]),
    "0.5 mm roller head width 20 mm": ("depth_at=0.5&kind=roller", ["head width 20 mm"]),
    "0.5 mm 1.0 mm": ("depth_at=0.5", ["1.0 mm"]),
    "0.5 mm titanium not gold": ("depth_at=0.5&needle_material=titanium", ["not gold"]),
    "0.5 mm without a battery": ("depth_at=0.5", ["without a battery"]),
    "0.5 mm, 12 needles or more": ("depth_at=0.5", ["12 needles or more"]),
    "0.5 mm price under 200": ("depth_at=0.5", ["price under 200"]),
}


@pytest.mark.parametrize("phrase", PARTLY)
def test_what_is_no_filter_is_named(phrase):
    query, left_out = PARTLY[phrase]
    reading = read(phrase, WORDS)
    assert reading.filters.query_string() == query
    assert [one.words for one in reading.left_out] == left_out
    assert reading.is_worth_showing


NO_FILTERS = (
    *("0.5", "roller 0.5", "about 0.5 mm", "~0.5 mm", "0.5/1.0/1.5 mm", "0.5 or 1.0 mm", "0.5 mm and 1.0 mm"),
    *("9 mm", "0.555 mm", "2 to 1 mm", "0.25 mm needle diameter", "gauge 0.25 mm", "not 0.5 mm"),
    *("not under 12 pins", "dr pen m8", "dermapen 4", "zgts 192", "dermapen", "pen manual", "$200"),
    *("what is a derma pen", "is microneedling safe", "universal", "600 mAh", "", "!!!"),
)


@pytest.mark.parametrize("phrase", NO_FILTERS)
def test_a_name_or_a_question_is_not_read_as_filters(phrase):
    assert not read(phrase, WORDS).is_worth_showing


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("9 mm", "longer than 5 mm"),
        ("0.555 mm", "more than two decimals"),
        ("2 to 1 mm", "The smallest is above the largest."),
        ("about 0.5 mm", "exact"),
        ("0.5/1.0 mm", "One number at a time"),
        ("600 mAh", "no filter for battery"),
        ("not titanium", "left out in the list"),
        ("0.5 mm 1.0 mm", "Only one of a kind"),
    ],
)
def test_the_reason_is_said(phrase, reason):
    assert reason in read(phrase, WORDS).left_out[-1].reason


def test_under_and_above_say_that_the_length_itself_is_included():
    assert read("under 0.5 mm", WORDS).includes == "0.5 mm"
    assert read("above 1.5 mm", WORDS).includes == "1.5 mm"
    assert read("never above 0.5 mm", WORDS).includes == ""
    assert read("at least 1.5 mm", WORDS).includes == ""


def test_words_with_two_meanings_offer_the_other_one():
    assert read("pen up to 2.5 mm", WORDS).instead.query_string() == "depth_reach=2.5&kind=pen"
    assert read("pen 0.2-1 mm", WORDS).instead.query_string() == "depth_covers=0.2..1&kind=pen"
    assert read("pen 1 mm", WORDS).instead is None


def test_cartridges_are_not_devices():
    assert read("36 pin cartridge", WORDS).is_cartridge
    assert not read("36 pin pen", WORDS).is_cartridge


def test_a_word_that_two_facets_know_is_no_filter():
    clash = vocabulary({"titanium": "Titanium"}, VALUES)
    assert read("titanium roller 0.5 mm", clash).filters.query_string() == "depth_at=0.5&kind=roller"


def test_every_alias_of_a_term_in_the_registry_is_understood_or_ambiguous():
    for key in ("power", "cartridge_mount", "sterility"):
        for alias, terms in SPECS[key].kind.aliases.items():
            found = read(f"{alias} pen 1 mm", WORDS).filters.get(key)
            if alias == "both":
                assert found is None
            else:
                assert set(terms) <= set(found.values)


# -- laws over made-up phrases ----------------------------------------------------------------------------

INDEX = FinderIndex(Maker(5, distinct=40, brands=4).shelf(80))
KNOWN = vocabulary_of(INDEX)
SAID = {
    Bound.EXACT: "exactly {}",
    Bound.NEVER_ABOVE: "never above {}",
    Bound.UNDER: "under {}",
    Bound.UP_TO: "up to {}",
    Bound.AT_OR_UNDER: "down to {}",
    Bound.REACHES: "reaches {}",
    Bound.ABOVE: "{} or more",
}
ASKS = {
    Bound.EXACT: "depth_at",
    Bound.NEVER_ABOVE: "depth_never_above",
    Bound.UNDER: "depth_never_above",
    Bound.UP_TO: "depth_never_above",
    Bound.AT_OR_UNDER: "depth_usable",
    Bound.REACHES: "depth_reach",
    Bound.ABOVE: "depth_reach",
}
SPELLINGS = ("{} mm", "{}mm", "{} millimetres")


def test_every_word_beside_a_length_asks_one_of_the_seven_questions():
    assert BOUNDS_OF_LENGTH == ASKS


def made(random: Random) -> tuple[str, Filters]:
    """A phrase, and what it asks for, made together: neither is made from the other."""
    filters, words = Filters(), []
    bound = random.choice([None, *SAID])
    length = random.choice((100, 250, 300, 500, 1000, 1250, 2000))
    written = random.choice(SPELLINGS).format(f"{length / 1000:g}".replace(".", random.choice(".,")))
    if random.random() < 0.2:
        written = f"{length} µm"
    words.append(SAID[bound].format(written) if bound else written)
    filters = filters.having(Length(ASKS[bound or Bound.EXACT], (length,)))
    if random.random() < 0.6:
        kind = random.choice(("pen", "roller", "stamp"))
        words.append(random.choice((kind, f"{kind}s")))
        filters = filters.having(Choice("kind", (kind,)))
    if random.random() < 0.5:
        count = random.choice(("12", "36", "42"))
        words.append(random.choice(("{} pins", "{} needles", "{}-pin")).format(count))
        filters = filters.having(Choice("pin_count", (count,)))
    if random.random() < 0.4:
        power, said = random.choice((("battery", "cordless"), ("battery", "battery"), ("mains", "wired")))
        words.append(said)
        filters = filters.having(Choice("power", (power,)))
    if random.random() < 0.3:
        level = random.choice((45, 52, 60))
        words.append(random.choice(("under {} dB", "at most {} dB", "noise below {}db")).format(level))
        filters = filters.having(Between("noise", None, level))
    random.shuffle(words)
    return random.choice((" ", "; ", " with ", " and ")).join(words), filters


@given(st.integers(0, 10**9))
@settings(max_examples=300, deadline=None)
def test_a_phrase_finds_what_its_filters_find_at_their_canonical_address(seed):
    phrase, filters = made(Random(seed))
    reading = read(phrase, KNOWN)
    assert reading.filters.conditions == filters.conditions, phrase
    assert reading.left_out == ()
    again = Filters.from_args(MultiDict(parse_qsl(reading.filters.query_string())))
    assert again == filters
    asked, direct = INDEX.query(again, 100), INDEX.query(filters, 100)
    assert [row.position for row in asked.rows] == [row.position for row in direct.rows]
    assert (asked.match, asked.might) == (direct.match, direct.might)


PIECES = st.sampled_from(
    (
        *("0.5", "mm", "12", "pins", "-", "/", "under", "never", "above", "not", "and", "or", "to", "µm"),
        *("roller", "pen", "cartridge", "between", "$", "200", "EUR", "rpm", "1,500", ".5", "+", "≤", "max"),
        *(
            "stainless",
            "steel",
            "manual",
            "derma",
            "'",
            "“",
            "ß",
            "İ",
            "½",
            "1e3",
            "\u0301",
            "\u0660",
            "0.5mm",
        ),
    )
)
TYPED = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=20).map(" ".join),
    st.lists(PIECES, max_size=20).map("".join),
)


@given(TYPED)
@settings(max_examples=600, deadline=None)
def test_whatever_is_typed_is_read_and_its_address_says_the_same(text):
    reading = read(text, KNOWN)
    again = Filters.from_args(MultiDict(parse_qsl(reading.filters.query_string())))
    assert again.conditions == reading.filters.conditions
    assert not again.ignored
    assert read(text, KNOWN) == reading


@given(st.sampled_from(sorted(AS_FILTERS)), st.sampled_from(("zq", "qqxx", "blorb")), st.booleans())
@settings(max_examples=200, deadline=None)
def test_a_word_that_nobody_knows_changes_no_filter_and_is_named(phrase, word, is_before):
    reading = read(f"{word} {phrase}" if is_before else f"{phrase} {word}", WORDS)
    assert reading.filters == read(phrase, WORDS).filters
    assert word in " ".join(one.words for one in reading.left_out)
