"""What Hypothesis draws for the specs: lengths, ranges, whole values, statements."""

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st

from catalog.specs.needle_length import Lengths, NeedleLengths, Range
from catalog.specs.resolution import KINDS, KNOWN_BY, RANKS, STRENGTHS, Statement

often = settings(deadline=None, max_examples=80)
seldom = settings(deadline=None, max_examples=25)
"""No deadlines: the suite shares its machine, and none of these tests is about time."""

GRID = 50
LONGEST = 3_200

lengths_um = st.integers(0, LONGEST // GRID).map(lambda n: n * GRID)
asked_um = st.one_of(st.integers(1, 63).map(lambda n: n * GRID), st.integers(1, LONGEST))
steps_um = st.sampled_from([None, 0, 50, 100, 250, 300, 500, 1000])


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    """A range with any of its three parts missing, but not all of them."""
    low, high = sorted((draw(lengths_um), draw(lengths_um)))
    missing = draw(st.sampled_from(["", "", "low", "high", "both"]))
    step = draw(steps_um if missing != "both" else steps_um.filter(lambda s: s is not None))
    return Range(
        None if missing in ("low", "both") else low, None if missing in ("high", "both") else high, step
    )


@st.composite
def needle_lengths(draw: st.DrawFn, listed: bool | None = None, empty: bool = True) -> NeedleLengths:
    fixed = draw(st.lists(lengths_um, max_size=4))
    spans = draw(st.lists(ranges(), max_size=2, unique=True))
    if not fixed and not spans and not empty:
        fixed = [draw(lengths_um)]
    is_open = bool(fixed or spans) and draw(st.sampled_from([False, False, True]))
    versions_listed = draw(st.booleans()) if listed is None else listed
    return NeedleLengths(tuple(fixed), tuple(spans), is_open, versions_listed or not (fixed or spans))


@st.composite
def questions(draw: st.DrawFn) -> tuple[int, int]:
    """``a`` and ``b`` of a range that is asked for, in µm, in order."""
    a, b = sorted((draw(asked_um), draw(asked_um)))
    return a, b


@st.composite
def asked_lengths(draw: st.DrawFn, listed: bool | None = None) -> Lengths:
    """Several readings and a worst case that knows them all, as the shelf hands them to the finder."""
    readings = draw(st.lists(needle_lengths(listed), min_size=1, max_size=3, unique=True))
    return Lengths(tuple(readings), draw(needle_lengths(listed)))


days = st.sampled_from(["", "2012", "2012-11", "2012-11-05", "2012-12-01", "2023-10-30", "2026"])


def statements(values: st.SearchStrategy, most: int = 6) -> st.SearchStrategy[list[Statement]]:
    """Statements with the place in which they were stated, and a source each."""
    one = st.builds(
        Statement,
        value=values,
        kind=st.sampled_from(KINDS),
        rank=st.sampled_from((*RANKS, "normal", "normal")),
        known_by=st.sampled_from(KNOWN_BY),
        strength=st.sampled_from(STRENGTHS),
        day=days,
        source=st.sampled_from(["maker", "shop", "paper", "clinic", "blog"]),
    )
    return st.lists(one, max_size=most).map(_placed)


def _placed(said: list[Statement]) -> list[Statement]:
    return [replace(statement, place=place) for place, statement in enumerate(said)]
