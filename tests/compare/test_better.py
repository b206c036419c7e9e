"""When a cell may be called better: against the oracle, by the table of the design, and at its borders."""

from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.compare import outside
from catalog.compare.better import better_note, better_words, is_material, marks, neutral_words
from catalog.compare.outside import cheaper
from catalog.specs.kinds import Measurement
from catalog.specs.registry import SPECS
from catalog.specs.spec import Better
from tests.compare import oracle
from tests.compare.made import a_cell, a_shelf, compared

DIRECTIONS = {
    # "Better" in the design, its twenty rows → how the registry says it; None: nothing here tells it.
    "longest setting": ("needle_length", Better.NEITHER, None),
    "shortest setting": ("needle_length", Better.NEITHER, None),
    "adjustable / fixed": ("needle_length", Better.NEITHER, None),
    "deviation of measured from set length": ("measured_length", Better.LOWER, 30),
    "needles per cartridge": ("pin_count", Better.NEITHER, None),
    "needle diameter": ("needle_diameter", Better.NEITHER, None),
    "speed": ("motor_speed", Better.NEITHER, None),
    "number of speed levels": ("speed_levels", Better.NEITHER, None),
    "noise at 30 cm": ("noise", Better.LOWER, 3),
    "weight": ("weight", Better.SAY, 10),
    "run time": ("run_time", Better.HIGHER, "10 %"),
    "usable on mains": ("power", Better.SAY, None),
    "individually sterile packed": ("sterility", Better.SAY, None),
    "single-use part": ("replacement", Better.NEITHER, None),
    "warranty": ("warranty", Better.HIGHER, 6),
}
JUDGED = [spec for spec in SPECS.values() if spec.better in (Better.HIGHER, Better.LOWER)]
SAID = [spec for spec in SPECS.values() if spec.less_words]
STATES = st.sampled_from(("not_published", "not_researched", "does_not_apply"))


@pytest.mark.parametrize(("row", "expected"), DIRECTIONS.items())
def test_the_registry_says_what_the_table_says(row, expected):
    key, direction, material = expected
    spec = SPECS[key]
    percent = f"{spec.material_percent} %" if spec.material_percent else None
    assert (spec.better, spec.material or percent) == (direction, material), row


def test_no_spec_is_judged_that_the_table_does_not_judge():
    assert {spec.key for spec in JUDGED} == {"measured_length", "noise", "run_time", "warranty"}
    assert {spec.key for spec in SAID} == {"weight"}
    assert {spec.key for spec in SPECS.values() if spec.measured_only} == {
        "measured_length", "noise", "run_time"
    }  # fmt: skip


@st.composite
def rows(draw, specs=tuple(JUDGED + SAID)):
    """A spec of numbers and a cell for each of several devices."""
    spec = draw(st.sampled_from([spec for spec in specs if spec.key != "measured_length"]))
    numbers = st.sampled_from((40, 41, 43, 44, 46, 50, 55, 60, 72))
    cells = []
    for _ in range(draw(st.integers(1, 5))):
        readings = draw(st.lists(numbers, min_size=1, max_size=1))
        odd = draw(st.integers(0, 9))
        if odd == 0:
            readings = []
        elif odd == 1:
            readings = [*readings, 99]
        kind = "claimed" if odd == 2 else "measured"
        cells.append(a_cell(spec, *readings, kind=kind, state=draw(STATES) if not readings else ""))
    return spec, cells


@settings(max_examples=500, deadline=None)
@given(rows())
def test_the_marks_are_those_of_the_oracle(row):
    spec, cells = row
    direction = spec.better.value if spec in JUDGED else "lower"
    expected = oracle.best(spec, cells, direction)
    words = better_words(spec, cells) if spec in JUDGED else neutral_words(spec, cells)
    if spec in SAID and len(expected) > 1:
        expected = []  # What is not judged has no word for being equal.
    assert [i for i, word in enumerate(words) if word] == expected
    shared = "equal best" if len(expected) > 1 else spec.better_words or spec.less_words
    assert {word for word in words if word} <= {shared}


@settings(max_examples=300, deadline=None)
@given(rows(), st.randoms(use_true_random=False))
def test_a_mark_goes_with_its_device(row, random):
    spec, cells = row
    order = random.sample(range(len(cells)), len(cells))
    for words in (better_words, neutral_words):
        before = words(spec, cells)
        assert words(spec, [cells[i] for i in order]) == tuple(before[i] for i in order)


@settings(max_examples=400, deadline=None)
@given(rows(), st.data())
def test_knowing_less_of_one_device_never_marks_another(row, data):
    spec, cells = row
    place = data.draw(st.integers(0, len(cells) - 1))
    if cells[place].state == "does_not_apply":
        return
    less = [a_cell(spec, state="not_researched") if i == place else cell for i, cell in enumerate(cells)]
    for words in (better_words, neutral_words):
        for before, after in zip(words(spec, cells), words(spec, less), strict=True):
            assert not after or after == before


@pytest.mark.parametrize("spec", [s for s in SPECS.values() if s not in JUDGED], ids=lambda s: s.key)
def test_a_spec_without_a_better_end_never_marks_anything(spec):
    value = spec.kind.parse(spec.example)
    others = [10, 500, 90_000] if isinstance(value, int) else [value]
    cells = [a_cell(spec, other, kind="measured") for other in (value, *others)]
    assert set(better_words(spec, cells)) == {""}
    assert better_note(spec) == ""


def test_no_pair_of_real_devices_has_a_mark_without_a_direction(seeded_app):
    with seeded_app.test_request_context():
        from catalog.shelf import current

        shelf = current()
        devices = shelf.devices()
        for key, spec in SPECS.items():
            cells = [shelf.cell(device, key) for device in devices]
            for pair in combinations(cells, 2):
                words = better_words(spec, pair)
                if spec not in JUDGED:
                    assert words == ("", "")
                elif any(words):
                    assert all(c.state == "known" for c in pair)
                    assert len({c.kind for c in pair}) == 1


def noise(*levels, kind="measured"):
    return [a_cell(SPECS["noise"], level, kind=kind) for level in levels]


def words_of(*levels):
    return better_words(SPECS["noise"], noise(*levels))


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((55, 58), ("lower noise", "")),
        ((55, 57), ("", "")),
        ((55, 55), ("", "")),
        ((55, 55, 58), ("equal best", "equal best", "")),
        ((55, 56, 59), ("equal best", "equal best", "")),
        # 57 is not materially louder than 55, nor quieter than 58: none is set apart from all the others.
        ((55, 57, 58), ("", "", "")),
        ((55, 60, 70), ("lower noise", "", "")),
    ],
)
def test_a_difference_counts_from_the_smallest_that_can_be_heard(levels, expected):
    for order in permutations(range(len(levels))):
        assert words_of(*(levels[i] for i in order)) == tuple(expected[i] for i in order)


def test_what_is_claimed_is_never_held_against_what_was_measured():
    spec = SPECS["noise"]
    assert better_words(spec, [*noise(50), *noise(60, kind="claimed")]) == ("", "")
    assert better_words(spec, noise(50, 60, kind="claimed")) == ("", "")


def test_one_unknown_or_disputed_cell_leaves_the_row_unmarked():
    spec = SPECS["warranty"]
    known = [a_cell(spec, 12), a_cell(spec, 24)]
    assert better_words(spec, known) == ("", "longer warranty")
    assert better_words(spec, [*known, a_cell(spec, state="not_published")]) == ("", "", "")
    assert better_words(spec, [*known, a_cell(spec, 6, 12)]) == ("", "", "")
    assert better_words(spec, [*known, a_cell(spec, state="does_not_apply")]) == ("", "longer warranty", "")


@pytest.mark.parametrize(("least", "more", "is_enough"), [(100, 110, True), (100, 109, False), (0, 1, True)])
def test_a_share_is_of_the_smaller_number(least, more, is_enough):
    assert is_material(SPECS["run_time"], more - least, least) is is_enough


def test_a_deviation_counts_beyond_its_own_spread():
    spec = SPECS["measured_length"]

    def deviating(*means, spread=None, at=500):
        return [a_cell(spec, (Measurement(at, mean, 9, spread),), kind="measured") for mean in means]

    assert better_words(spec, deviating(490, 450)) == ("smaller deviation", "")
    assert better_words(spec, deviating(490, 461)) == ("", "")
    assert better_words(spec, deviating(490, 460)) == ("smaller deviation", "")
    assert better_words(spec, deviating(490, 450, spread=50)) == ("", "")
    assert better_words(spec, [*deviating(490), *deviating(950, at=1000)]) == ("", "")


def test_a_cost_counts_by_five_per_cent_in_one_currency_of_current_prices():
    class Found:
        def __init__(self, amount, currency="USD", is_at_least=False, is_old=False):
            self.amount_minor, self.currency = amount, currency
            self.is_at_least, self.is_old = is_at_least, is_old

    assert cheaper([Found(10000), Found(10500)]) == ("lower cost", "")
    assert cheaper([Found(10000), Found(10499)]) == ("", "")
    assert cheaper([Found(10000), Found(20000, "EUR")]) == ("", "")
    assert cheaper([Found(10000), Found(20000, is_old=True)]) == ("", "")
    assert cheaper([Found(10000), Found(20000, is_at_least=True)]) == ("", "")
    assert cheaper([Found(10000), Found(20000), None]) == ("", "", "")
    assert outside._PER_CENT == 5


@given(st.lists(st.one_of(st.none(), st.integers(0, 30)), max_size=6), st.booleans())
def test_marked_numbers_are_ahead_of_all_others(numbers, is_lower):
    found = marks(numbers, is_lower, "ahead", "together", lambda gap, least: gap >= 3)
    marked = [n for n, word in zip(numbers, found, strict=True) if word and n is not None]
    rest = [n for n, word in zip(numbers, found, strict=True) if not word and n is not None]
    assert all((other - n if is_lower else n - other) >= 3 for n in marked for other in rest)
    assert not marked or rest
    assert not any(word for n, word in zip(numbers, found, strict=True) if n is None)


def test_finer_stops_are_said_and_not_judged():
    def said(*lengths):
        devices = {f"p{i}": ("pen", {"needle_length": text}) for i, text in enumerate(lengths)}
        found = compared(a_shelf(devices), "d=" + ",".join(devices))
        cells = next(row for row in found.rows if row.key == "stops").cells
        assert {cell.better for cell in cells} == {""}
        return [cell.said for cell in cells]

    assert said("0.25–2.5 mm every 0.25", "0.2–3.0 mm every 0.1") == ["", "finer"]
    assert said("0.25–2.5 mm every 0.25", "0.1–0.5 mm stepless") == ["", "finer"]
    assert said("0.2–2.5 mm every 0.1", "0.2–2.5 mm every 0.06") == ["", ""]
    assert said("0.2–2.5 mm every 0.1", "0.2–2.5 mm every 0.05") == ["", "finer"]
    assert said("0.25–2.5 mm every 0.25", "0.2–3.0 mm every 0.1", "0.25–1.0 mm") == ["", "", ""]
    assert said("0.25–2.5 mm every 0.25", "0.5 mm") == ["", ""]
    assert said("0.25–2.5 mm every 0.25", "0.2–3.0 mm every 0.1", "0.5 mm") == ["", "finer", ""]
