"""What a sentence proposes, how sure that is, and what is left alone."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.proposals.found import SURE, UNSURE
from catalog.proposals.plain import MOST, as_plain
from catalog.proposals.reading import MOST_OF_ONE, reading
from catalog.specs.registry import SPECS
from tests.proposals.listings import LISTINGS


def said(text, kind="pen", **names):
    """{spec: [what is proposed]} of a text."""
    found: dict[str, list[str]] = {}
    for one in reading(text, kind, **names).proposals:
        found.setdefault(one.spec, []).append(one.says)
    return found


def sure(text, kind="pen", **names):
    return {one.spec: one.says for one in reading(text, kind, **names).proposals if one.sureness == SURE}


@pytest.mark.parametrize(
    ("text", "spec", "says"),
    [
        ("Needle depth: 0.25-2.5mm (adjustable, 0.25 mm steps)", "needle_length", "0.25–2.5 mm every 0.25"),
        ("adjustable from 0.2 up to 3.0 mm needle depth", "needle_length", "0.2–3.0 mm"),
        ("Needle length between 0,25 and 2,5 mm", "needle_length", "0.25–2.5 mm"),
        ("Needle lengths: 0.5/1.0/1.5 mm", "needle_length", "0.5, 1.0, 1.5 mm"),
        ("Needle depth: up to 2.5 mm in steps of 0.1 mm", "needle_length", "up to 2.5 mm every 0.1"),
        ("Needle depth\n0.25 – 2.5 mm", "needle_length", "0.25–2.5 mm"),
        ("Needle depth\t500 µm – 2500 µm", "needle_length", "0.5–2.5 mm"),
        ("<tr><th>Needle depth</th><td>0.1&ndash;0.5&nbsp;mm stepless</td></tr>", "needle_length", "0.1–0.5 mm stepless"),  # noqa: E501
        ("Comes with 12/24/36/42/nano pins", "pin_count", "12, 24, 36, 42, nano"),
        ("Needles: 12, 36, nano", "pin_count", "12, 36, nano"),
        ("Needle thickness: 0.25mm", "needle_diameter", "0.25 mm"),
        ("Speed: 8,000–18,000 RPM", "motor_speed", "8,000–18,000 rpm"),
        ("Motor at 7,000, 8,000 and 9,000 rpm", "motor_speed", "7,000–9,000 rpm"),
        ("A single continuous speed of 7000 rpm", "motor_speed", "7,000 rpm"),
        ("6 speeds", "speed_levels", "6"),
        ("Five speed levels", "speed_levels", "5"),
        ("Speed: 6 levels", "speed_levels", "6"),
        ("Battery capacity: 600mAh", "battery_capacity", "600 mAh"),
        ("Battery: 0.6 Ah", "battery_capacity", "600 mAh"),
        ("Run time: 2 hours", "run_time", "120 min"),
        ("Weight: 180g", "weight", "180 g"),
        ("Net weight 0.2 kg", "weight", "200 g"),
        ("Noise: 55 decibels", "noise", "55 dB"),
        ("A bayonet slot holds the cartridge", "cartridge_mount", "bayonet"),
        ("3-lock cartridge", "cartridge_mount", "three-lock"),
        ("Each cartridge is sterile and for single use", "sterility", "sterile-single-use"),
        ("Cartridges are disposable", "sterility", "single-use"),
        ("Cordless, with a power cord as well", "power", "mains, battery"),
        ("Needles of surgical steel", "needle_material", "surgical steel"),
        ("Material: aluminum alloy", "body_material", "aluminium alloy"),
        ("Charging via USB Type-C", "charging", "USB-C"),
        ("Replace the cartridge after each session", "replacement", "every session"),
        ("With an LED display", "display", "LED"),
        ("It has no display", "display", "none"),
        ("Size: 18 x 3 x 3 cm", "dimensions", "length 180 mm, width 30 mm, height 30 mm"),
        ("Dimensions: length 180 mm, width 30 mm", "dimensions", "length 180 mm, width 30 mm"),
        ("24-month warranty", "warranty", "24 months"),
        ("Warranty: two years", "warranty", "24 months"),
        ("Shelf life: 3 years", "shelf_life", "36 months"),
    ],
)  # fmt: skip
def test_a_clear_sentence_is_read_and_sure(text, spec, says):
    kind = SPECS[spec].kind
    assert {key: SPECS[key].kind.parse(value) for key, value in sure(text).items()}[spec] == kind.parse(says)


@pytest.mark.parametrize(
    ("text", "spec", "note"),
    [
        ("Noise <55 dB", "noise", "limit"),
        ("Compatible with pens up to 18,000 rpm", "motor_speed", "what it goes with"),
        ("Faster than the 15,000 rpm of others", "motor_speed", "compares"),
        ("We recommend a needle length of 0.5 mm for beginners", "needle_length", "advice"),
        ("Does it reach a needle depth of 2.5 mm?", "needle_length", "question"),
        ("Optional battery pack, 900 mAh", "battery_capacity", "not part of it"),
        ("Needle depth: 2.5 mm", "needle_length", "longest setting"),
        ("2x 12 pin cartridges", "pin_count", "in the box"),
        ("Weight: 180", "weight", "No unit"),
        ("500mAh battery", "power", "cord is not said"),
    ],
)
def test_a_sentence_that_may_mean_something_else_is_read_with_a_doubt(text, spec, note):
    (found,) = [one for one in reading(text, "pen").proposals if one.spec == spec]
    assert found.sureness == UNSURE
    assert note in found.note


@pytest.mark.parametrize(
    "text",
    [
        "up to 3000x better absorption",
        "300% more collagen in 4 weeks",
        "Improves skin in 10 minutes a day",
        "NEW 2024 model, 5 stars from 1,200 customers",
        "Adjustable needle depth for different skin problems",
        "1x user manual, 1x box",
        "LED light therapy with 630 nm",
        "Charging time: 2 hours",
        "Package weight: 0.6 kg",
        "low noise motor",
        "Input: 5V 500mA",
    ],
)
def test_marketing_and_what_is_no_spec_proposes_nothing(text):
    assert said(text) == {}


@pytest.mark.parametrize("text", ["Not rechargeable.", "It works without battery", "non-sterile cartridges"])
def test_what_a_product_is_not_is_never_turned_round(text):
    read = reading(text, "pen")
    assert read.proposals == ()
    assert [one.sentence for one in read.not_understood] == [text]


@pytest.mark.parametrize(
    ("text", "spec"),
    [
        ("Weight: 5.6 oz", "weight"),
        ("Warranty: lifetime", "warranty"),
        ("Warranty: 360 days", "warranty"),
        ("Needle gauge: 32G", "needle_diameter"),
        ("Needle depth: adjustable", "needle_length"),
        ("Size: 18 x 3 cm", "dimensions"),
        ("Weight: 180–200 g", "weight"),
    ],
)
def test_a_label_whose_value_cannot_be_read_is_listed_with_its_sentence(text, spec):
    read = reading(text, "pen")
    assert spec not in said(text)
    assert [(one.spec, one.sentence) for one in read.not_understood] == [(spec, text)]
    assert read.not_understood[0].why


def test_two_values_for_one_spec_are_both_proposed_and_neither_is_sure():
    read = reading("Warranty: 12 months\nWarranty: 24 months", "pen")
    assert [(one.says, one.sureness, one.note) for one in read.proposals] == [
        ("12 months", UNSURE, "The text also says “24 months”."),
        ("24 months", UNSURE, "The text also says “12 months”."),
    ]


def test_a_page_that_says_the_same_twice_proposes_it_once_and_the_fuller_one_is_sure():
    read = reading("Reaches a needle depth of up to 2.5 mm. Needle depth: 0.25–2.5 mm", "pen")
    assert [(one.says, one.sureness) for one in read.proposals] == [
        ("up to 2.5 mm", UNSURE),
        ("0.25–2.5 mm", SURE),
    ]


def test_what_is_said_of_another_product_is_not_sure():
    names = {"own": ["Dr. Pen A6"], "others": ["Dr. Pen A6", "Dr. Pen M8"]}
    assert sure("The Dr. Pen M8 runs at 18,000–20,000 rpm", **names) == {}
    assert sure("The Dr Pen A6 runs at 8,000–18,000 rpm", **names) == {"motor_speed": "8,000–18,000 rpm"}
    listed = "Dr. Pen A6\n6 speeds\n\nYou may also like\nDr. Pen M8\n600 mAh\nWarranty: 2 years"
    assert sure(listed, **names) == {"speed_levels": "6"}
    assert said(listed, **names)["battery_capacity"] == ["600 mAh"]


def test_prices_are_shown_and_are_no_statements():
    read = reading("Now $1,299.00 instead of 1.499,00 EUR. Warranty: 2 years", "pen")
    assert [(one.amount, one.currency) for one in read.prices] == [("1,299.00", "USD"), ("1.499,00", "EUR")]
    assert [one.spec for one in read.proposals] == ["warranty"]


def test_what_is_left_over_is_shown():
    assert reading("Feel young again! 6 speeds", "pen").left_over == ("Feel young again!",)


def test_only_specs_of_its_kind_are_proposed():
    text = "6 speeds at 8,000 rpm, 540 needles"
    assert set(said(text, "roller")) == {"pin_count"}
    assert "head_width" in said("Head width: 20 mm", "roller")


@pytest.mark.parametrize("key", SPECS)
def test_every_spec_of_the_registry_is_read_behind_its_own_label_and_aliases(key):
    """A spec that is added to the registry is proposed without a line of code here."""
    spec = SPECS[key]
    for name in (spec.label, *spec.aliases):
        if key == "measured_length" or name == "gauge":
            continue
        found = said(f"{name.capitalize()}: {spec.example}", spec.applies_to[0])
        assert spec.kind.parse(spec.example) in map(spec.kind.parse, found.get(key, [])), name


def test_html_is_read_as_a_browser_shows_it():
    pasted = (
        "<script>var weight = '5 g';</script><p>Weight:\n <b>180</b> g</p><!-- Noise: 3 dB -->"
        "<style>x</style><ul><li>6 speeds<li>a &lt; b</ul>"
    )
    assert as_plain(pasted).split() == ["Weight:", "180", "g", "6", "speeds", "a", "<", "b"]
    assert said(pasted) == {"speed_levels": ["6"], "weight": ["180 g"]}


words = st.sampled_from(
    [name for spec in SPECS.values() for name in (spec.label, *spec.aliases, spec.example)]
    + ["up to", "not", "mm", "rpm", "12", "0.25", "1,500", "–", "/", ":", "\n", "\t", "<td>", "&amp;", ";",
    "nano", "pins", "x",
       "single use", "$", "every", "steps", "battery", "Dr. Pen M8", "2 years", "\x00", "￿", "١٢", "𝟚 mm"]
)  # fmt: skip
texts = st.one_of(
    st.text(max_size=400),
    st.text(string.digits + ".,-–/x<>: \nmrpgbdBAh", max_size=300),
    st.lists(words, max_size=60).map(" ".join),
    st.tuples(st.sampled_from([one.text for one in LISTINGS]), st.integers(0, 400), st.text(max_size=30)).map(
        lambda given: given[0][: given[1]] + given[2] + given[0][given[1] :]
    ),
)


@settings(max_examples=300, deadline=None)
@given(texts, st.sampled_from(["pen", "roller", "stamp", "cartridge"]))
def test_whatever_is_pasted_is_read_without_an_error_and_all_that_is_proposed_can_be_saved(text, kind):
    read = reading(text, kind, own=["Dr. Pen A6"], others=["Dr. Pen M8"])
    for one in read.proposals:
        spec = SPECS[one.spec]
        assert spec.applies(kind)
        assert spec.kind.parse(one.says) == one.value
        assert read.text[one.at : one.at + len(one.sentence)] == one.sentence
        assert one.at <= one.start < one.end <= one.at + len(one.sentence)
        assert (one.sureness == SURE) == (not one.note)
    for one in read.not_understood:
        assert read.text[one.at : one.at + len(one.sentence)] == one.sentence
        assert one.at <= one.start <= one.end <= one.at + len(one.sentence)
    for key in SPECS:
        of_one = [one for one in read.proposals if one.spec == key]
        assert len(of_one) <= MOST_OF_ONE
        assert len({one.value for one in of_one}) == len(of_one)


HOSTILE = (
    "1 ", "a", "<", "<a ", "1/", "1, ", "1 to ", "1 mm needle depth 2 mm, ", "1 mm\nneedle length\n",
    "<script>", "<!--", "&amp;",
    "a: ", "a\t", "1 x ", "nano/", "needle depth: ", "not not ", "replace ", "led digital ", "9", "1,111,",
    "$1 ", "5 speeds ",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_length_and_no_faster(piece, monkeypatch):
    """Counted, not timed: each piece stays short, and all together are no longer than the text."""
    from catalog.proposals import reading as module
    from catalog.proposals import sentence

    given = []

    def read(one, kind):
        given.append(len(one.text))
        return sentence.read(one, kind)

    monkeypatch.setattr(module, "read", read)
    text = (piece * (MOST // len(piece) + 1))[: MOST // 4]
    reading(text, "pen", own=["Dr. Pen A6"], others=["Dr. Pen M8"])
    assert max(given, default=0) <= 600
    assert sum(given) <= len(text) + len(given)


@pytest.mark.long
@pytest.mark.parametrize("piece", HOSTILE)
def test_the_longest_text_is_read_in_seconds(piece):
    import time

    begun = time.process_time()
    reading(piece * (MOST // len(piece)), "pen", own=["Dr. Pen A6"], others=["Dr. Pen M8"])
    assert time.process_time() - begun < 20


def test_no_more_than_the_longest_text_is_read():
    assert len(reading("a " * MOST, "pen").text) <= MOST
