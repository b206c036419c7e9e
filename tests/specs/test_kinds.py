"""Every kind of value: read, written, printed, stored, taken apart; and what it answers to bad text."""

import json
import time
from contextlib import suppress

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from catalog.specs.kinds import (
    AXES,
    Dimensions,
    Interval,
    Measurement,
    Measurements,
    Note,
    Quantity,
    Size,
    Span,
    Terms,
    TermSet,
    YesNo,
)
from catalog.specs.needle_length import NeedleLengths, Range
from catalog.specs.needle_length_kind import NeedleLengthKind
from catalog.specs.units import COUNT, GRAM, MILLIMETRE, RPM, SpecValueError
from tests.specs.strategies import needle_lengths, often

COUNTS = Terms({"nano": "nano", "silicone": "silicone"}, many=True, counts=True)
POWER = Terms(
    {"mains": "mains", "battery": "battery", "manual": "by hand"},
    many=True,
    aliases={"wired": ("mains",), "both": ("mains", "battery")},
)
LENGTHS = NeedleLengthKind()

KINDS = {
    "quantity": Quantity(GRAM),
    "length": Quantity(MILLIMETRE),
    "count": Quantity(COUNT),
    "interval": Interval(RPM),
    "interval of lengths": Interval(MILLIMETRE),
    "words": Terms(),
    "list of words": Terms(many=True),
    "counts": COUNTS,
    "options": POWER,
    "yes or no": YesNo(),
    "note": Note(),
    "dimensions": Dimensions(),
    "measurements": Measurements(),
    "needle lengths": LENGTHS,
}

numbers = st.integers(0, 10**6)


@st.composite
def spans(draw):
    low, high = sorted((draw(numbers), draw(numbers)))
    return draw(st.sampled_from([Span(low, high), Span(low, low), Span(low, None), Span(None, high)]))


@st.composite
def sizes(draw):
    axes = draw(st.sets(st.sampled_from(AXES), min_size=1))
    return Size(tuple((axis, draw(spans())) for axis in AXES if axis in axes))


@st.composite
def measurements(draw):
    one = st.builds(
        Measurement, numbers, numbers, st.integers(1, 999_999), st.one_of(st.none(), st.integers(0, 500))
    )
    found = draw(st.lists(one, min_size=1, max_size=4, unique_by=lambda m: (m.set_to, m.measured, m.n)))
    return tuple(sorted(found, key=lambda m: (m.set_to, m.measured, m.n)))


def term_sets(kind, terms, empty=1):
    chosen = st.sets(terms, min_size=empty, max_size=5 if kind.many else 1)
    return st.builds(lambda found, is_open: TermSet(kind.ordered(found), is_open), chosen, st.booleans())


words = st.from_regex(r"[A-Za-z][A-Za-z0-9 ()/-]{0,20}[a-z)]", fullmatch=True).map(
    lambda w: " ".join(w.split())
)

VALUES = {
    "quantity": numbers,
    "length": numbers,
    "count": numbers,
    "interval": spans(),
    "interval of lengths": spans(),
    "words": term_sets(Terms(), words),
    "list of words": term_sets(Terms(many=True), words),
    "counts": term_sets(
        COUNTS, st.one_of(st.integers(0, 9999).map(str), st.sampled_from(["nano", "silicone"]))
    ),
    "options": term_sets(POWER, st.sampled_from(list(POWER.options))),
    "yes or no": st.booleans(),
    "note": st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: any(character.isalnum() for character in text)),
    "dimensions": sizes(),
    "measurements": measurements(),
    "needle lengths": needle_lengths(empty=False),
}


@pytest.mark.parametrize("name", KINDS)
@often
@given(data=st.data())
def test_a_value_survives_every_way_of_keeping_it(name, data):
    kind, value = KINDS[name], data.draw(VALUES[name])
    assert kind.parse(kind.format(value)) == value
    assert kind.from_json(json.loads(json.dumps(kind.to_json(value)))) == value
    assert kind.join(kind.parts(value)) == value
    assert kind.show(value).strip() == kind.show(value) != ""
    assert hash(value) == hash(kind.parse(kind.format(value)))


@pytest.mark.parametrize("name", [name for name in KINDS if name not in ("list of words", "words", "note")])
@often
@given(data=st.data())
def test_what_a_page_prints_can_be_typed_again(name, data):
    kind, value = KINDS[name], data.draw(VALUES[name])
    # Sizes are listed with commas, so a metre and more ("1,000.0 mm") is not read back.
    if name != "dimensions" or all(max(s.low or 0, s.high or 0) < 10**6 for _, s in value.axes):
        assert kind.parse(kind.show(value)) == value


@pytest.mark.parametrize("name", KINDS)
@often
@given(data=st.data())
def test_sort_keys_of_one_kind_can_be_compared(name, data):
    kind = KINDS[name]
    a, b = data.draw(VALUES[name]), data.draw(VALUES[name])
    assert kind.sort_key(a) <= kind.sort_key(b) or kind.sort_key(b) <= kind.sort_key(a)


@pytest.mark.parametrize("name", KINDS)
@often
@given(data=st.data())
def test_no_value_differs_from_itself(name, data):
    kind, value = KINDS[name], data.draw(VALUES[name])
    for part in kind.parts(value).values():
        assert not kind.differs(part, part, 0)


PIECES = st.sampled_from(
    [
        *(
            "0.5",
            "0,25",
            "9,000",
            "-",
            "–",
            "..",
            " to ",
            "up to ",
            "from ",
            "every ",
            "stepless",
            " mm",
            "µm",
        ),
        *(", ", ";", "×", "→", "±", "(n=9)", "(n=0)", "length ", "width ", "nano", "²", "٣", "1" * 30, "…"),
        *("more exist", "longer ones exist", "versions not listed", "yes", "\x00", "\u00a0", "\u202e", "rpm"),
    ]
)
hostile = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=40), st.lists(PIECES, max_size=10).map("".join)
)


@pytest.mark.parametrize("name", KINDS)
@often
@given(text=hostile)
def test_any_text_becomes_a_value_that_survives_or_a_message(name, text):
    kind = KINDS[name]
    try:
        value = kind.parse(text)
    except SpecValueError as problem:
        message = str(problem)
        event("refused")
    else:
        message = "none"
        assert kind.parse(kind.format(value)) == value
        assert kind.from_json(kind.to_json(value)) == value
        kind.sort_key(value)
    assert 0 < len(message) < 300


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "1" * 9000,
        "1" * 9000 + ".1.1",
        "1" + " " * 9000 + "1",
        "every " * 2000 + ",",
        "a → " * 3000,
        "²",
    ],
)
def test_a_hostile_text_costs_little(name, text):
    start = time.process_time()
    with suppress(SpecValueError):
        KINDS[name].parse(text)
    assert time.process_time() - start < 0.5


READ = [
    ("interval", "9,000–18,000 rpm", Span(9000, 18000)),
    ("interval", "9000 - 18000", Span(9000, 18000)),
    ("interval", "up to 18,000 rpm", Span(None, 18000)),
    ("interval", "from 6,000 rpm", Span(6000, None)),
    ("interval", "from 6,000 to 9,000 rpm", Span(6000, 9000)),
    ("interval", "7,000 rpm", Span(7000, 7000)),
    ("interval of lengths", "500–900 µm", Span(500, 900)),
    ("interval of lengths", "3–4 cm", Span(30_000, 40_000)),
    ("counts", "42, 12, nano, 36", TermSet(("12", "36", "42", "nano"))),
    ("counts", "42, more exist", TermSet(("42",), True)),
    ("counts", "12; 36; more exist", TermSet(("12", "36"), True)),
    ("counts", "007", TermSet(("7",))),
    ("options", "Both", TermSet(("mains", "battery"))),
    ("options", "by hand", TermSet(("manual",))),
    ("options", "wired, battery", TermSet(("mains", "battery"))),
    ("words", "stainless steel, SUS 304", TermSet(("stainless steel, SUS 304",))),
    ("yes or no", " Yes ", True),
    ("yes or no", "0", False),
    ("note", "  two \n rings ", "two rings"),
    (
        "dimensions",
        "180 × 30 × 35 mm",
        Size(tuple(zip(AXES, (Span(n, n) for n in (180_000, 30_000, 35_000)), strict=False))),
    ),
    (
        "dimensions",
        "18 × 3 × 3.5 cm",
        Size(tuple(zip(AXES, (Span(n, n) for n in (180_000, 30_000, 35_000)), strict=False))),
    ),
    (
        "dimensions",
        "Width 30–35 mm, length 180 mm",
        Size((("length", Span(180_000, 180_000)), ("width", Span(30_000, 35_000)))),
    ),
    ("measurements", "0.5 mm → 0.46 mm ± 0.03 mm (n=9)", (Measurement(500, 460, 9, 30),)),
    (
        "measurements",
        "1 -> 0.9 (n = 3); 500 µm → 460 µm (n=9)",
        (Measurement(500, 460, 9), Measurement(1000, 900, 3)),
    ),
    ("needle lengths", "0.25–2.5 mm every 0.25", NeedleLengths(ranges=(Range(250, 2500, 250),))),
    ("needle lengths", "0,25–2,5 mm every 0,25", NeedleLengths(ranges=(Range(250, 2500, 250),))),
    ("needle lengths", "250–2500 µm every 250", NeedleLengths(ranges=(Range(250, 2500, 250),))),
    ("needle lengths", "0.25–2.5 mm in steps of 250 µm", NeedleLengths(ranges=(Range(250, 2500, 250),))),
    ("needle lengths", "from 0.25 to 2.5 mm", NeedleLengths(ranges=(Range(250, 2500),))),
    ("needle lengths", "0.1–0.5 mm stepless", NeedleLengths(ranges=(Range(100, 500, 0),))),
    ("needle lengths", "0.25–2.5 mm", NeedleLengths(ranges=(Range(250, 2500),))),
    ("needle lengths", "0–1.9 mm", NeedleLengths(ranges=(Range(0, 1900),))),
    ("needle lengths", "up to 2.5 mm", NeedleLengths(ranges=(Range(None, 2500),))),
    ("needle lengths", "from 0.25 mm", NeedleLengths(ranges=(Range(250),))),
    ("needle lengths", "every 0.25 mm", NeedleLengths(ranges=(Range(step=250),))),
    ("needle lengths", "0.5 mm", NeedleLengths((500,))),
    ("needle lengths", "0.25, 0.5, 1.0 mm", NeedleLengths((250, 500, 1000))),
    ("needle lengths", "250, 500, 1000 µm", NeedleLengths((250, 500, 1000))),
    ("needle lengths", "0.25 mm, longer ones exist", NeedleLengths((250,), open=True)),
    (
        "needle lengths",
        "0.25–1.5 mm, versions not listed",
        NeedleLengths(ranges=(Range(250, 1500),), versions_listed=False),
    ),
    ("needle lengths", "0.2–2.5 mm every 0.1, 3.0 mm", NeedleLengths((3000,), (Range(200, 2500, 100),))),
    ("needle lengths", "0.2–1.0 mm, 2–3 mm", NeedleLengths(ranges=(Range(200, 1000), Range(2000, 3000)))),
]


@pytest.mark.parametrize(("name", "text", "value"), READ)
def test_text_is_read_as_people_write_it(name, text, value):
    assert KINDS[name].parse(text) == value


REFUSED = [
    ("quantity", "heavy", "not a number"),
    ("interval", "1–2–3", "not a range"),
    ("interval", "9–5 rpm", "starts above its end"),
    ("interval", "-5 rpm", "not a range|below zero"),
    ("interval", "5–", "not a range"),
    ("interval", "", "not a number|not a range"),
    ("interval", "fast", "not a number"),
    ("words", "", "empty"),
    ("words", "steel\x00", "cannot be printed"),
    ("counts", "12,,36", "empty place"),
    ("list of words", "steel, …, iron", "before its end"),
    ("counts", "giant", "none of: a number, nano, silicone"),
    ("counts", "1234567890", "too large"),
    ("options", "steam", "none of: mains, battery, by hand"),
    ("yes or no", "maybe", "neither yes nor no"),
    ("note", " ", "empty"),
    ("note", "x" * 501, "501 characters; at most 500"),
    ("note", "—", "says nothing"),
    ("note", "two\x00rings", "cannot be printed"),
    ("dimensions", "180 × 30 mm", "three sizes"),
    ("dimensions", "depth 30 mm", "no size"),
    ("dimensions", "length", "no size"),
    ("dimensions", "length 180 mm, length 190 mm", "length twice"),
    ("measurements", "0.5 mm", "no measurement"),
    ("measurements", "0.5 mm → 0.46 mm (n=0)", "no measurement"),
    ("measurements", "0.5 mm → −0.46 mm (n=3)", "below zero"),
    ("needle lengths", "", "empty"),
    ("needle lengths", "0.25, , 0.5 mm", "empty place"),
    ("needle lengths", "long", "not a number"),
    ("needle lengths", "-0.5 mm", "no needle length|below zero"),
    ("needle lengths", "0.5–", "no needle length"),
    ("needle lengths", "2.5–0.25 mm", "starts above its end"),
    ("needle lengths", "0.25–2.5 mm every 0", "more than 0"),
    ("needle lengths", "0.5 mm every 0.1", "no needle length"),
    ("needle lengths", "0.1–0.2–0.3 mm", "no needle length"),
    ("needle lengths", "250", "longer than any such needle"),
    ("needle lengths", "0.25–2.5 inches", "unit that is not mm"),
    ("needle lengths", "longer ones exist", "empty"),
]


@pytest.mark.parametrize(("name", "text", "problem"), REFUSED)
def test_the_message_names_the_problem(name, text, problem):
    with pytest.raises(SpecValueError, match=problem):
        KINDS[name].parse(text)


SHOWN = [
    ("quantity", 180, "180 g"),
    ("count", 5, "5"),
    ("interval", Span(9000, 18000), "9,000–18,000 rpm"),
    ("interval", Span(None, 18000), "up to 18,000 rpm"),
    ("counts", TermSet(("12", "36", "nano"), True), "12, 36, nano; more exist"),
    ("options", TermSet(("manual",)), "By hand"),
    ("dimensions", Size((("length", Span(180_000, 180_000)),)), "Length 180.0 mm"),
    ("measurements", (Measurement(500, 460, 9, 30),), "0.5 mm → 0.46 mm ± 0.03 mm (n=9)"),
    ("needle lengths", NeedleLengths(ranges=(Range(0, 3000, 100),)), "0–3.0 mm every 0.1"),
    ("needle lengths", NeedleLengths((250, 1000), open=True), "0.25, 1.0 mm, longer ones exist"),
    ("needle lengths", NeedleLengths(ranges=(Range(None, 2500),)), "up to 2.5 mm"),
]


@pytest.mark.parametrize(("name", "value", "text"), SHOWN)
def test_values_are_printed_for_people(name, value, text):
    assert KINDS[name].show(value) == text


def test_ends_from_different_sources_may_cross():
    assert Interval(RPM).join({"low": 9000, "high": 8000}) == Span(8000, 9000)
    assert LENGTHS.join({"low": 3000, "high": 2500}) == NeedleLengths(ranges=(Range(2500, 3000),))


def test_an_impossible_span_is_refused():
    with pytest.raises(ValueError, match="starts at or below"):
        Span(2, 1)


def test_a_tolerance_holds_for_numbers_only():
    assert not Quantity(GRAM).differs(180, 185, 5)
    assert Quantity(GRAM).differs(180, 186, 5)
    assert YesNo().differs(True, False, 5)


def test_notes_differ_by_their_words_not_their_case():
    assert not Note().differs("Two rings", "two rings", 0)
    assert Note().differs("two rings", "three rings", 0)


def test_free_words_differ_by_more_than_their_case():
    assert not Terms().differs(TermSet(("Stainless Steel",)), TermSet(("stainless steel",)), 0)
    assert Terms().differs(TermSet(("titanium",)), TermSet(("stainless steel",)), 0)


@pytest.mark.parametrize(
    ("some", "others", "differ"),
    [
        (TermSet(("12",)), TermSet(("12",)), False),
        (TermSet(("12",)), TermSet(("12", "36")), True),
        (TermSet(("12",), True), TermSet(("12", "36")), False),
        (TermSet(("12", "42"), True), TermSet(("12", "36")), True),
        (TermSet(("12",), True), TermSet(("36",), True), False),
    ],
)
def test_an_open_list_of_words_differs_only_where_a_complete_one_lacks_a_word(some, others, differ):
    assert COUNTS.differs(some, others, 0) is differ
    assert COUNTS.differs(others, some, 0) is differ


@pytest.mark.parametrize(
    ("some", "others", "differ"),
    [
        (((250,), False), ((250,), False), False),
        (((250,), False), ((250, 500), False), True),
        (((250,), True), ((250, 500), False), False),
        (((250, 750), True), ((250, 500), False), True),
        (((250,), True), ((250, 500), True), False),
        # Open is upward: it denies what is shorter than its longest and not listed.
        (((500,), True), ((250, 500), False), True),
        (((500,), True), ((250,), True), True),
        (((250, 1000), True), ((250, 500), True), True),
        (((), True), ((250, 500), False), False),
    ],
)
def test_an_open_list_of_lengths_says_nothing_above_its_longest(some, others, differ):
    assert LENGTHS.differs(some, others, 0) is differ
    assert LENGTHS.differs(others, some, 0) is differ


def test_an_open_list_cannot_tell_whether_it_has_a_word():
    assert TermSet(("12",)).has("12") is True
    assert TermSet(("12",)).has("42") is False
    assert TermSet(("12",), True).has("42") is None
