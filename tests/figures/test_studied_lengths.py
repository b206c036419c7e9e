"""Needle lengths in studies: a dot a study, a bar a range, and beside the scale what is not confirmed."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.figures.evidence import evidence_svg
from catalog.figures.studied_lengths import LEFT, RIGHT, Studied, studied_lengths, studied_lengths_text

SINGLE = Studied("Lotfi 2013", (1500,))
RANGE = Studied("FDA 2018", (250, 2000), is_range=True)
PAIR = Studied("Faghihi 2021", (600, 1200))
UNKNOWN = Studied("Alam 2014", ())
DOUBTED = Studied("Dhurat 2013", (1500,), is_doubted=True)

some = st.lists(
    st.builds(
        Studied,
        st.sampled_from(["Lotfi 2013", "von Dalwig-Nolda 2020", "English 2022 (review)"]),
        st.lists(st.integers(1, 90).map(lambda n: n * 50), max_size=3, unique=True).map(sorted).map(tuple),
        st.just(False),
        st.booleans(),
    ),
    max_size=12,
)


def drawn(*studies: Studied) -> str:
    picture = studied_lengths(studies)
    assert picture is not None
    return str(picture)


def places(svg: str, class_: str) -> list[float]:
    """Where (per cent of the width) the dots of a class stand on the scale."""
    found = []
    for share, inside in re.findall(r'<svg x="([\d.]+)%" overflow="visible">(.*?)</svg>', svg):
        found += [float(share)] * inside.count(f'<circle class="{class_}"')
    return found


def share(length: int, end: int = 3000) -> float:
    return round(LEFT + (RIGHT - LEFT) * length / end, 2)


def test_each_study_is_a_dot_at_its_length() -> None:
    svg = drawn(SINGLE, Studied("Afra 2019", (1500,)), Studied("Lee 2014", (250,)))
    assert sorted(places(svg, "sl-d")) == [share(250), share(1500), share(1500)]


def test_a_range_is_a_bar_and_no_dot() -> None:
    svg = drawn(RANGE)
    assert f'<line class="sl-r" x1="{share(250):g}%" x2="{share(2000):g}%"' in svg
    assert not places(svg, "sl-d")
    assert "FDA 2018: 0.25–2.0" in svg


def test_two_lengths_of_one_study_are_dots_on_one_line() -> None:
    svg = drawn(PAIR)
    assert sorted(places(svg, "sl-d")) == [share(600), share(1200)]
    assert svg.count('class="sl-m"') == 1
    assert "Faghihi 2021: 0.6 and 1.2" in svg


def test_what_is_not_confirmed_stands_beside_the_scale() -> None:
    svg = drawn(SINGLE, *[UNKNOWN] * 9)
    assert places(svg, "sl-o") == [100] * 9
    assert "not confirmed" in svg


def test_a_length_that_no_text_confirmed_is_an_outline_on_the_scale() -> None:
    assert places(drawn(SINGLE, DOUBTED), "sl-o") == [share(1500)]


def test_it_says_the_same_in_words() -> None:
    assert studied_lengths_text([SINGLE, RANGE, PAIR, DOUBTED, UNKNOWN, UNKNOWN]) == (
        "0.25–2.0 mm: FDA 2018. 0.6 and 1.2 mm: Faghihi 2021. "
        "1.5 mm: Lotfi 2013, Dhurat 2013 (no text confirmed it). Not confirmed: 2."
    )


def test_a_range_and_two_lengths_are_not_told_as_one() -> None:
    words = studied_lengths_text([Studied("A", (500, 1500)), Studied("B", (500, 1500), is_range=True)])
    assert words == "0.5 and 1.5 mm: A. 0.5–1.5 mm: B."


def test_nothing_confirmed_needs_no_picture() -> None:
    assert studied_lengths([UNKNOWN, UNKNOWN]) is None
    assert studied_lengths([]) is None


def test_the_scale_ends_at_3_mm_unless_something_is_longer() -> None:
    assert ">3.0<" in drawn(SINGLE)
    assert ">3.5<" not in drawn(SINGLE)
    assert ">4.5<" in drawn(Studied("Long 2020", (4200,)))


@settings(deadline=None, max_examples=60)
@given(some)
def test_every_study_is_drawn_and_nothing_leaves_the_picture(studies: list[Studied]) -> None:
    svg = studied_lengths(studies)
    if svg is None:
        assert not any(study.lengths for study in studies)
        return
    root = ElementTree.fromstring(str(svg).replace("%", ""))
    assert [child.tag for child in root][:2] == ["title", "desc"]
    height = float(root.attrib["height"])
    circles = list(root.iter("circle"))
    assert len(circles) == sum(len(study.lengths) or 1 for study in studies)
    assert all(5 <= float(circle.attrib["cy"]) <= height - 5 for circle in circles)
    assert all(10 <= float(words.attrib["y"]) <= height for words in root.iter("text"))
    # No dot of a stack covers another.
    seen = set()
    for group in root.iter("svg"):
        for circle in group.findall("circle"):
            place = (group.attrib.get("x"), circle.attrib["cx"], circle.attrib["cy"])
            assert place not in seen
            seen.add(place)


def test_certainty_fills_its_cells() -> None:
    for filled in range(5):
        svg = evidence_svg(filled)
        assert svg.count("<rect") == 4
        assert svg.count('class="f"') == filled
        assert 'aria-hidden="true"' in svg
