"""Same, different, not enough information, does not apply: against the oracle, and by example."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.compare.sameness import Counts, Sameness, sameness
from catalog.specs.kinds import Measurement, Size, Span, TermSet
from catalog.specs.needle_length import NeedleLengths, Range
from catalog.specs.registry import SPECS
from tests.compare import oracle
from tests.compare.made import a_cell

NUMBERS = st.sampled_from((0, 1, 2, 5, 10, 12))
LENGTHS = st.sampled_from((0, 250, 500, 1000))
PART = st.one_of(st.none(), NUMBERS)


@st.composite
def spans(draw):
    low, high = draw(PART), draw(PART)
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    return Span(low, high) if low is not None or high is not None else Span(None, draw(NUMBERS))


@st.composite
def ranges(draw):
    low, high = sorted((draw(LENGTHS), draw(LENGTHS)))
    ends = draw(st.sampled_from(((low, high), (low, None), (None, high))))
    return Range(*ends, draw(st.sampled_from((None, 0, 250, 500))))


@st.composite
def needle_lengths(draw):
    fixed = tuple(draw(st.lists(LENGTHS, max_size=2)))
    found = (draw(ranges()),) if not fixed or draw(st.integers(0, 3)) == 0 else ()
    unlisted = bool(found) and not fixed and draw(st.integers(0, 4)) == 0
    is_open = not unlisted and draw(st.integers(0, 4)) == 0
    return NeedleLengths(fixed, found, is_open, not unlisted)


TERM_SETS = st.builds(
    lambda terms, is_open: TermSet(tuple(sorted(terms)), is_open),
    st.sets(st.sampled_from(oracle.TERMS), min_size=1, max_size=3),
    st.booleans(),
)
SIZES = st.tuples(spans(), spans()).map(lambda both: Size(tuple(zip(oracle.AXES, both, strict=True))))
MEASURED = st.tuples(st.sampled_from(oracle.GRID), st.sampled_from(oracle.GRID)).map(
    lambda both: tuple(Measurement(at, mean, 9) for at, mean in zip(oracle.SETTINGS, both, strict=True))
)
NOTES = st.sampled_from(("every session", "Every  Session", "after ten uses"))
VALUES = {
    "weight": NUMBERS,
    "warranty": NUMBERS,
    "motor_speed": spans(),
    "pin_count": TERM_SETS,
    "dimensions": SIZES,
    "measured_length": MEASURED,
    "replacement": NOTES,
    "needle_length": needle_lengths(),
}
STATES = st.sampled_from(("not_published", "not_researched", "does_not_apply"))


@st.composite
def rows(draw, most=4):
    """A spec and a cell for each of several devices."""
    spec = SPECS[draw(st.sampled_from(sorted(VALUES)))]
    values = VALUES[spec.key]
    cells = []
    for _ in range(draw(st.integers(1, most))):
        readings = draw(st.lists(values, max_size=2, unique=True))
        kind = draw(st.sampled_from(("measured", "claimed", "documented")))
        cells.append(a_cell(spec, *readings, kind=kind, state=draw(STATES) if not readings else ""))
    return spec, cells


@settings(max_examples=400, deadline=None)
@given(rows(most=3))
def test_the_rules_agree_with_what_is_possible(row):
    spec, cells = row
    found, truth = sameness(spec, cells).value, oracle.outcome(spec, cells)
    if all(oracle.is_sure(cell) for cell in cells if cell.is_known):
        assert found == truth
    else:
        # What is left open may be told by nobody, but nothing untrue may be said of it.
        assert found in (truth, "cannot_tell")


@settings(max_examples=200, deadline=None)
@given(rows(), st.randoms(use_true_random=False))
def test_the_order_of_devices_changes_nothing(row, random):
    spec, cells = row
    mixed = random.sample(cells, len(cells))
    assert sameness(spec, mixed) is sameness(spec, cells)


@settings(max_examples=300, deadline=None)
@given(rows(), st.data())
def test_knowing_less_never_makes_a_row_the_same(row, data):
    spec, cells = row
    place = data.draw(st.integers(0, len(cells) - 1))
    if cells[place].state == "does_not_apply":
        return
    before = sameness(spec, cells)
    less = [a_cell(spec, state="not_researched") if i == place else cell for i, cell in enumerate(cells)]
    after = sameness(spec, less)
    assert after in (before, Sameness.CANNOT_TELL)
    assert after is not Sameness.SAME


def outcome(key, *texts):
    """The readings of a disputed cell are joined by " or "; an empty text is not known."""
    spec = SPECS[key]
    cells = [
        a_cell(spec, *(spec.kind.parse(one) for one in text.split(" or ")))
        if text
        else a_cell(spec, state="not_researched")
        for text in texts
    ]
    return sameness(spec, cells).value


@pytest.mark.parametrize(
    ("key", "texts", "expected"),
    [
        ("weight", ("180 g", "180 g"), "same"),
        ("weight", ("180 g", "181 g"), "same"),
        ("weight", ("180 g", "182 g"), "differ"),
        ("weight", ("180 g", "181 g", "182 g"), "differ"),
        ("weight", ("180 g", ""), "cannot_tell"),
        ("weight", ("180 g", "180 g", ""), "cannot_tell"),
        ("weight", ("180 g", "200 g", ""), "differ"),
        ("weight", ("180 g or 200 g", "200 g"), "cannot_tell"),
        ("weight", ("180 g or 200 g", "220 g"), "differ"),
        ("weight", ("180 g or 200 g", "180 g or 200 g"), "cannot_tell"),
        ("weight", ("0 g", ""), "cannot_tell"),
        ("motor_speed", ("up to 18,000 rpm", "9,000–18,000 rpm"), "cannot_tell"),
        ("motor_speed", ("up to 18,000 rpm", "9,000–15,000 rpm"), "differ"),
        ("motor_speed", ("up to 18,000 rpm", "up to 18,000 rpm"), "cannot_tell"),
        ("pin_count", ("12, 36", "36, 12"), "same"),
        ("pin_count", ("12, more exist", "12, 36"), "cannot_tell"),
        ("pin_count", ("42, more exist", "12, 36"), "differ"),
        ("pin_count", ("12, more exist", "12, more exist"), "cannot_tell"),
        ("body_material", ("ABS plastic", "abs  PLASTIC"), "same"),
        ("replacement", ("Every session", "every session"), "same"),
        ("dimensions", ("length 180 mm, width 30 mm", "length 180 mm"), "cannot_tell"),
        ("dimensions", ("length 180 mm, width 30 mm", "length 170 mm"), "differ"),
        ("dimensions", ("length 180 mm", "length 180 mm"), "same"),
        ("measured_length", ("0.5 mm → 0.46 mm (n=9)", "0.5 mm → 0.46 mm (n=3)"), "same"),
        ("measured_length", ("0.5 mm → 0.46 mm (n=9)", "1 mm → 0.9 mm (n=9)"), "cannot_tell"),
        ("measured_length", ("0.5 mm → 0.46 mm (n=9)", "0.5 mm → 0.40 mm (n=9)"), "differ"),
        ("needle_length", ("0.5, 1.0, 1.5 mm", "0.5–1.5 mm every 0.5"), "same"),
        ("needle_length", ("0.25–2.5 mm every 0.25", "0.25–2.5 mm"), "cannot_tell"),
        ("needle_length", ("0.25–2.5 mm every 0.25", "0.25–2.5 mm stepless"), "differ"),
        ("needle_length", ("0.25–2.5 mm", "0.25–2.5 mm"), "cannot_tell"),
        ("needle_length", ("up to 2.5 mm", "0.25–2.5 mm every 0.25"), "cannot_tell"),
        ("needle_length", ("up to 2.0 mm", "0.25–2.5 mm every 0.25"), "differ"),
        ("needle_length", ("0.25–1.5 mm, versions not listed", "0.5 mm"), "differ"),
        ("needle_length", ("0.25 mm, longer ones exist", "0.25 mm"), "cannot_tell"),
        ("needle_length", ("0.5 mm", "0.5 mm", "0.5 mm"), "same"),
    ],
)
def test_by_example(key, texts, expected):
    assert outcome(key, *texts) == expected


def test_a_row_that_fewer_than_two_devices_can_have_does_not_apply():
    width = SPECS["head_width"]
    roller = a_cell(width, 20_000, device="roller")
    pen = a_cell(width, state="does_not_apply")
    assert sameness(width, [roller, pen]) is Sameness.DOES_NOT_APPLY
    assert sameness(width, [pen, pen]) is Sameness.DOES_NOT_APPLY
    assert sameness(width, [roller]) is Sameness.DOES_NOT_APPLY
    assert sameness(width, [roller, pen, roller]) is Sameness.SAME


@given(st.lists(st.sampled_from(list(Sameness))))
def test_the_four_counts_add_up(found):
    counts = Counts.of(found)
    assert counts.differ + counts.same + counts.cannot_tell + counts.not_applicable == len(found)
    assert counts.known == counts.differ + counts.same
