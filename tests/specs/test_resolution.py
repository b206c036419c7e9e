"""From statements to one value: the order of witnesses, disputes, what stands beside, and the worst case."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from catalog.specs.answer import Answer
from catalog.specs.kinds import Measurement, Size, Span, TermSet
from catalog.specs.needle_length import Lengths, NeedleLengths, Range
from catalog.specs.registry import spec
from catalog.specs.resolution import (
    MOST_READINGS,
    Resolved,
    Statement,
    resolve,
    worst_case,
)
from tests.specs.strategies import needle_lengths, often, seldom, statements

YES, UNKNOWN, NO = Answer.YES, Answer.UNKNOWN, Answer.NO


def say(key: str, text: str, source: str = "shop", **facts) -> Statement:
    """A statement as a seed gives it: text, source, and what else is known of it."""
    facts.setdefault("strength", "fair")
    return Statement(spec(key).kind.parse(text), source=source, text=text, **facts)


def of(key: str, *said: Statement) -> Resolved:
    return resolve(spec(key), [replace(statement, place=place) for place, statement in enumerate(said)])


def grams(weight: int, **facts) -> Statement:
    return say("weight", f"{weight} g", **facts)


# Each pair differs in one thing; the second statement wins though it is stated later.
ORDER = [
    ("what an author prefers", {"kind": "measured"}, {"rank": "preferred"}),
    ("measured over documented", {"kind": "documented", "strength": "strong"}, {"kind": "measured"}),
    ("documented over claimed", {"strength": "strong"}, {"kind": "documented", "strength": "weak"}),
    ("the stronger source", {"strength": "weak", "day": "2026-01-01"}, {"strength": "fair"}),
    ("strong over fair", {"strength": "fair"}, {"strength": "strong"}),
    ("weak over none at all", {"strength": None}, {"strength": "weak"}),
    ("the newest", {"day": "2023-10-30"}, {"day": "2024-01-01"}),
    ("any day over none", {"day": ""}, {"day": "2012"}),
    ("a day over its month", {"day": "2012-11"}, {"day": "2012-11-05"}),
    ("a month over its year", {"day": "2012"}, {"day": "2012-01"}),
    ("a later month over an earlier day", {"day": "2012-11-30"}, {"day": "2012-12"}),
]


@pytest.mark.parametrize(("first", "second"), [row[1:] for row in ORDER], ids=[row[0] for row in ORDER])
def test_the_better_witness_wins(first, second):
    resolved = of("weight", grams(180, source="one", **first), grams(200, source="other", **second))
    assert resolved.value == 200
    assert resolved.sources == ("other",)


def test_more_agreeing_sources_win_over_a_newer_one():
    resolved = of(
        "weight",
        grams(180, source="a", day="2026"),
        grams(200, source="b", day="2020"),
        grams(200, source="c", day="2019"),
    )
    assert resolved.value == 200
    assert resolved.sources == ("b", "c")


def test_one_source_that_says_it_twice_agrees_with_nobody():
    resolved = of(
        "weight",
        grams(180, source="a", day="2026"),
        grams(200, source="b", day="2020"),
        grams(200, source="b", day="2019"),
    )
    assert resolved.value == 180


def test_a_stronger_source_wins_over_many_weaker_ones():
    weak = [grams(200, source=name, strength="weak") for name in "abc"]
    assert of("weight", *weak, grams(180, source="maker", strength="strong")).value == 180


def test_the_first_stated_wins_where_nothing_else_decides():
    assert of("weight", grams(180, source="a"), grams(200, source="b")).value == 180


def test_a_deprecated_statement_says_nothing():
    resolved = of("weight", grams(180, rank="deprecated", kind="measured"), grams(200))
    assert (resolved.state, resolved.value) == ("known", 200)
    assert of("weight", grams(180, rank="deprecated")).state == "not_researched"


def test_statements_of_the_winning_kind_dispute_whatever_their_strength():
    resolved = of("weight", grams(180, strength="strong"), grams(200, strength="weak"))
    assert resolved.state == "disputed"
    assert resolved.value == 180
    assert resolved.alternatives == (200,)


def test_a_lesser_kind_stands_beside_and_disputes_nothing():
    resolved = of("weight", grams(180, kind="documented"), grams(200, kind="claimed", source="blog"))
    assert (resolved.state, resolved.value, resolved.alternatives) == ("known", 180, ())
    (part,) = resolved.parts.values()
    assert [(value, statement.source) for value, statement in part.beside] == [(200, "blog")]


def test_an_author_who_prefers_ends_the_dispute_and_the_loser_stays_visible():
    resolved = of("weight", grams(180), grams(200, rank="preferred"))
    assert (resolved.state, resolved.value) == ("known", 200)
    assert [value for value, _ in resolved.parts[""].beside] == [180]


def test_a_difference_within_the_tolerance_is_none():
    tolerant = replace(spec("weight"), tolerance=20)
    said = [grams(180, source="a"), grams(200, source="b", day="2020"), grams(201, source="c")]
    assert resolve(tolerant, said[:2]).state == "known"
    assert resolve(tolerant, [said[0], said[2]]).state == "disputed"


def test_states_without_a_value():
    silent = Statement(state="not_published", source="maker")
    assert of("weight").state == "not_researched"
    assert of("weight", silent).state == "not_published"
    assert of("weight", replace(silent, rank="deprecated")).state == "not_researched"
    assert of("weight", silent, grams(180)).state == "known"
    assert resolve(spec("noise"), [say("noise", "55 dB")], applies=False) == Resolved("does_not_apply")


def test_a_text_nobody_could_read_disputes_nothing_and_is_kept():
    note = Statement(source="manual", text="25 settings in all", kind="documented")
    resolved = of("needle_length", say("needle_length", "0.25–2.5 mm every 0.1"), note)
    assert resolved.state == "known"
    assert [statement.text for statement in resolved.unparsed] == ["25 settings in all"]
    assert of("needle_length", note).state == "not_researched"
    assert of("needle_length", replace(note, rank="deprecated")).unparsed == ()


def test_parts_resolve_each_by_its_own_witnesses():
    resolved = of(
        "motor_speed",
        say("motor_speed", "8,000–18,000 rpm", source="shop"),
        say("motor_speed", "up to 16,000 rpm", source="maker", strength="strong"),
    )
    assert resolved.value == Span(8000, 16000)
    assert resolved.alternatives == (Span(8000, 18000),)
    assert resolved.parts["low"].sources == ("shop",)
    assert resolved.parts["high"].sources == ("maker",)
    assert not resolved.parts["low"].alternatives


def test_alternatives_of_several_parts_combine_freely():
    resolved = of(
        "needle_length",
        say("needle_length", "0.2–3.0 mm every 0.1"),
        say("needle_length", "0.25–2.5 mm every 0.25", source="other"),
    )
    readings = [resolved.value, *resolved.alternatives]
    assert readings[0] == NeedleLengths(ranges=(Range(200, 3000, 100),))
    dials = {(low, high, step) for low in (200, 250) for high in (2500, 3000) for step in (100, 250)}
    assert {(r.ranges[0].low, r.ranges[0].high, r.ranges[0].step) for r in readings} == dials
    assert len(readings) == 8


def test_ends_that_cross_span_both():
    resolved = of(
        "needle_length", say("needle_length", "up to 2.5 mm"), say("needle_length", "from 3.0 mm", source="b")
    )
    assert resolved.value == NeedleLengths(ranges=(Range(2500, 3000),))


def test_a_great_dispute_still_gives_every_alternative_of_every_part():
    """Readings are limited in number; the alternatives of the first part must not be crowded out."""
    said = [
        say("needle_length", f"0.{low} mm–{2 + low / 10} mm every 0.{low}", source=str(low))
        for low in range(1, 10)
    ]
    resolved = of("needle_length", *said)
    readings = [resolved.value, *resolved.alternatives]
    assert len(readings) == MOST_READINGS
    assert {r.ranges[0].low for r in readings} == {n * 100 for n in range(1, 10)}
    assert {r.ranges[0].high for r in readings} == {2000 + n * 100 for n in range(1, 10)}
    assert {r.ranges[0].step for r in readings} == {n * 100 for n in range(1, 10)}
    assert Lengths(tuple(readings)).usable(100) is UNKNOWN


def test_axes_of_a_size_resolve_apart():
    resolved = of(
        "dimensions",
        say("dimensions", "length 180 mm, width 30 mm"),
        say("dimensions", "length 185 mm, height 20 mm", source="other"),
    )
    length, other = Span(180_000, 180_000), Span(185_000, 185_000)
    width, height = ("width", Span(30_000, 30_000)), ("height", Span(20_000, 20_000))
    assert resolved.value == Size((("length", length), width, height))
    assert resolved.alternatives == (Size((("length", other), width, height)),)


def test_an_open_list_agrees_with_a_complete_one_that_has_all_it_names():
    resolved = of("pin_count", say("pin_count", "12, 36"), say("pin_count", "12, more exist", source="b"))
    assert resolved.state == "known"
    assert resolved.value == TermSet(("12", "36"))
    assert resolved.sources == ("shop", "b")


def test_an_open_list_disputes_a_complete_one_that_lacks_a_word():
    said = say("pin_count", "12, 36"), say("pin_count", "42, more exist", source="b")
    assert of("pin_count", *said).state == "disputed"


def test_open_lists_that_deny_each_others_lengths_are_disputed():
    """0.5 mm and longer ones: no 0.25 mm. So the answer to "exactly 0.25" is not no."""
    resolved = of(
        "needle_length",
        say("needle_length", "0.5 mm, longer ones exist"),
        say("needle_length", "0.25 mm, longer ones exist", source="b"),
    )
    assert resolved.state == "disputed"
    assert Lengths((resolved.value, *resolved.alternatives)).at(250) is UNKNOWN


def test_a_value_is_known_as_well_as_its_worst_part():
    resolved = of(
        "motor_speed",
        say("motor_speed", "up to 18,000 rpm", source="maker", kind="documented", strength="strong"),
        say("motor_speed", "from 8,000 rpm", source="blog", known_by="recalled", strength="weak"),
    )
    assert (resolved.kind, resolved.known_by, resolved.is_weak) == ("claimed", "recalled", True)
    assert not of("weight", grams(180)).is_weak
    assert of("weight", grams(180, strength=None)).is_weak


# The worst case, asked by `never above` only.


def worst(*texts: str, measured: tuple[Measurement, ...] = ()) -> NeedleLengths:
    return worst_case((spec("needle_length").kind.parse(text) for text in texts), measured)


WORST = [
    # statements, d, never above d
    (("0.25–2.5 mm every 0.25",), 2500, YES),
    (("0.25–2.5 mm", "0.25–3.0 mm"), 2500, NO),
    (("0.25–2.5 mm", "0.25–3.0 mm"), 3000, YES),
    # A part that one leaves out adds no unknown if another gives it.
    (("from 0.25 mm", "up to 2.5 mm"), 2500, YES),
    (("every 0.25 mm", "0.25–2.5 mm"), 2500, YES),
    # If nobody gives it, it is unknown.
    (("from 0.25 mm",), 3000, UNKNOWN),
    (("from 0.25 mm",), 240, NO),
    (("every 0.25 mm", "0.5 mm"), 500, UNKNOWN),
    (("from 0.25 mm", "0.5 mm"), 3000, UNKNOWN),
    # Ends that cross: a low end is a setting too.
    (("up to 2.5 mm", "from 3.0 mm"), 2500, NO),
    (("up to 2.5 mm", "from 3.0 mm"), 3000, YES),
    # Ranges of one statement are not parts of one another.
    (("0.25–0.5 mm, from 1.0 mm",), 1000, UNKNOWN),
    (("0.25–0.5 mm, from 1.0 mm",), 990, NO),
    (("0.2–1.0 mm, 2.0–3.0 mm", "0.2–1.5 mm"), 3000, YES),
    # A list that one source calls incomplete stays incomplete.
    (("0.25 mm", "0.25 mm, longer ones exist"), 2500, UNKNOWN),
    (("0.25 mm", "0.5 mm"), 250, NO),
    # Versions that nobody lists.
    (("0.25–1.5 mm, versions not listed",), 500, UNKNOWN),
    (("0.25–1.5 mm, versions not listed",), 1500, YES),
    (("0.25–1.5 mm, versions not listed",), 240, NO),
]


@pytest.mark.parametrize(("texts", "d", "answer"), WORST)
def test_the_worst_case_of_all_statements(texts, d, answer):
    assert worst(*texts).never_above(d) is answer
    assert worst(*reversed(texts)).never_above(d) is answer


def test_measured_lengths_enter_the_worst_case():
    long = Measurement(2500, 2620, 9)
    assert worst("0.25–2.5 mm", measured=(long,)).never_above(2500) is NO
    assert worst("0.25–2.5 mm", measured=(long,)).never_above(2620) is YES


def test_a_measurement_alone_gives_no_upper_limit():
    only = worst(measured=(Measurement(500, 460, 9),))
    assert only.never_above(450) is NO
    assert only.never_above(500) is UNKNOWN


def test_nothing_said_is_nothing_known():
    assert worst() == NeedleLengths()
    assert worst().never_above(3000) is UNKNOWN


@often
@given(values=st.lists(needle_lengths(empty=False), min_size=1, max_size=4))
def test_a_worst_case_is_its_own_worst_case(values):
    once = worst_case(values)
    assert worst_case([once]) == once
    assert worst_case([*values, *values[::-1]]) == once


@often
@given(value=needle_lengths(), d=st.integers(1, 3200))
def test_one_statement_is_its_own_worst_case(value, d):
    assert worst_case([value]).never_above(d) is value.never_above(d)


@often
@given(said=statements(needle_lengths(empty=False, listed=True)), d=st.integers(1, 3200))
def test_nothing_reaches_what_its_worst_case_never_goes_above(said, d):
    """Law 5 across statements: S is within S⁺."""
    resolved = resolve(spec("needle_length"), said)
    if resolved.value is None:
        return
    device = Lengths((resolved.value, *resolved.alternatives), resolved.worst)
    for e in (*resolved.value.ends(), d):
        if device.reach(e) is YES:
            assert device.never_above(e - 1) is not YES
        if device.never_above(e) is YES:
            assert all(s.never_above(e) is not NO for s in device.settings)


# Whatever the order in which statements are read.

any_weight = st.sampled_from([180, 200, 220])
any_speed = st.sampled_from([Span(8000, 18000), Span(None, 16000), Span(9000, None), Span(8000, 16000)])


@seldom
@given(data=st.data(), key=st.sampled_from(["weight", "motor_speed", "needle_length"]))
def test_the_order_of_reading_does_not_matter(data, key):
    values = {"weight": any_weight, "motor_speed": any_speed, "needle_length": needle_lengths(empty=False)}
    said = data.draw(statements(values[key]))
    assert resolve(spec(key), data.draw(st.permutations(said))) == resolve(spec(key), said)


@seldom
@given(data=st.data(), said=statements(any_weight))
def test_the_order_of_stating_decides_only_between_equals(data, said):
    merits = [(s.rank, s.kind, s.strength, s.day) for s in said]
    assume(len(set(merits)) == len(merits))
    again = [replace(s, place=n) for n, s in enumerate(data.draw(st.permutations(said)))]
    before, after = resolve(spec("weight"), said), resolve(spec("weight"), again)
    assert (before.state, before.value) == (after.state, after.value)
    assert set(before.alternatives) == set(after.alternatives)


@often
@given(said=statements(any_weight))
def test_every_statement_is_winner_agreement_dispute_or_beside(said):
    resolved = resolve(spec("weight"), said)
    heard = {s.value for s in said if s.rank != "deprecated"}
    if not heard:
        assert resolved.value is None
        return
    (part,) = resolved.parts.values()
    assert heard == {part.value, *(v for v, _ in part.alternatives), *(v for v, _ in part.beside)}
    assert (resolved.state == "disputed") == bool(resolved.alternatives) == bool(part.alternatives)


# Golden answers: real devices, statements typed by hand from the facts, answers from the design.


def lengths(*said: Statement) -> Lengths:
    resolved = of("needle_length", *said)
    assert resolved.worst is not None
    return Lengths((resolved.value, *resolved.alternatives), resolved.worst)


def length(text: str, source: str, **facts) -> Statement:
    return say("needle_length", text, source, **facts)


GOLDEN = {
    "Dermapen 4": (
        (
            length("from 0.2 mm", "smartskin-depth", known_by="inferred"),
            length("from 0.25 mm", "beautyskin-dermapen"),
            length("up to 3.0 mm", "plasticna-dermapen4"),
            length("up to 2.5 mm", "beautyskin-dermapen"),
            length("every 0.1 mm", "smartskin-depth", known_by="inferred"),
            Statement(source="nikibi-dermapen4-manual", text="25 settings in all", strength="strong"),
        ),
        (YES, UNKNOWN, NO, NO),
    ),
    "Dr. Pen A6": (
        (
            length("from 0.25 mm", "zhao-products"),
            length("from 0.25 mm", "dermapenmax-drpen"),
            length("up to 2.5 mm", "unilog-a6"),
            length("up to 3.0 mm", "zhao-products"),
            length("up to 2.5 mm", "dermapenmax-drpen"),
        ),
        (YES, UNKNOWN, NO, NO),
    ),
    "ZGTS 192": (
        (length("0.25–1.5 mm, versions not listed", "zgts-listing", strength="weak"),),
        (YES, UNKNOWN, UNKNOWN, YES),
    ),
    "ProCell MD": (
        (length("0.25 mm, longer ones exist", "procell-form"),),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    ),
    "Exceed Unlimited": (
        (length("0–1.9 mm", "innolitics-k233709", kind="documented", strength="strong"),),
        (YES, UNKNOWN, NO, YES),
    ),
    "GENOSYS 0.25": ((length("0.25 mm", "genosys-product-record"),), (NO, NO, YES, YES)),
    "GENOSYS 0.5": ((length("0.5 mm", "genosys-product-record"),), (NO, YES, YES, YES)),
    "GENOSYS 1.0": ((length("1.0 mm", "genosys-product-record"),), (NO, NO, NO, YES)),
    "GENOSYS 1.5": ((length("1.5 mm", "genosys-product-record"),), (YES, NO, NO, YES)),
    "GENOSYS 2.0": ((length("2.0 mm", "genosys-product-record"),), (YES, NO, NO, YES)),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_golden_answers_of_real_devices(name):
    said, (reach, at, never_half, never_long) = GOLDEN[name]
    device = lengths(*said)
    assert device.reach(1500) is reach
    assert device.at(500) is at
    assert device.never_above(500) is never_half
    assert device.never_above(2500) is never_long


def test_the_starts_of_dermapen_4_are_why_half_a_millimetre_is_open():
    device = lengths(*GOLDEN["Dermapen 4"][0])
    at_half = {(s.ranges[0].low, s.ranges[0].high): s.at(500) for s in device.settings}
    assert at_half == {(200, 3000): YES, (200, 2500): YES, (250, 3000): NO, (250, 2500): NO}


def test_dr_pen_a6_goes_by_the_two_sources_that_agree():
    resolved = of("needle_length", *GOLDEN["Dr. Pen A6"][0])
    assert resolved.value == NeedleLengths(ranges=(Range(250, 2500),))
    assert resolved.alternatives == (NeedleLengths(ranges=(Range(250, 3000),)),)
    assert resolved.parts["high"].sources == ("unilog-a6", "dermapenmax-drpen")


def test_of_sources_that_agree_one_that_states_it_speaks_before_one_it_was_worked_out_from() -> None:
    resolved = of(
        "weight", grams(60, source="new", day="2026-01-01", known_by="inferred"), grams(60, source="old")
    )
    assert resolved.known_by == "stated"
    assert resolved.sources[0] == "old"
    assert set(resolved.sources) == {"old", "new"}
