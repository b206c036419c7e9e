"""Whatever is known of a needle: well-formed, nothing but geometry, and the point exactly at its length."""

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from catalog.figures.core_sample import core_sample, device_plate
from catalog.figures.looks import LEGEND, look
from catalog.figures.needle import needle
from catalog.figures.ruler import needle_ruler
from catalog.figures.scales import ALL, CARD, ROW, Scale
from catalog.figures.skyline import Hanging, chosen, skyline
from catalog.figures.svg import n
from catalog.specs.needle_length import Lengths, NeedleLengths
from tests.figures.samples import CHEEK
from tests.specs.strategies import asked_lengths, needle_lengths, often, seldom

FORBIDDEN_ELEMENTS = {"script", "style", "foreignObject", "image", "animate", "set"}
limits = st.none() | st.integers(50, 3000)


def assert_is_clean(svg: str) -> None:
    """Parses as XML; has no style, script, event handler, colour or address but a path on this site."""
    root = ElementTree.fromstring(f"<svg>{svg}</svg>")
    for element in root.iter():
        assert element.tag not in FORBIDDEN_ELEMENTS
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name != "style"
            assert "nan" not in value
            assert "None" not in value
            if name in ("fill", "stroke"):
                assert value == "none" or value.startswith("url(#")
            if name == "href":
                assert value.startswith(("/", "#"))


@often
@given(needle_lengths() | asked_lengths(), st.sampled_from((CARD, ROW)), limits)
def test_core_sample_is_clean(lengths: NeedleLengths | Lengths, scale: Scale, limit: int | None) -> None:
    assert_is_clean(core_sample(lengths, scale, limit))


@often
@given(needle_lengths() | asked_lengths(), limits)
def test_device_plate_and_ruler_are_clean(lengths: NeedleLengths | Lengths, limit: int | None) -> None:
    assert_is_clean(device_plate(lengths, CHEEK, name="A <pen> & more", limit=limit))
    assert_is_clean(needle_ruler(lengths, limit))


@seldom
@given(st.lists(asked_lengths(), max_size=90))
def test_skyline_is_clean_and_never_too_wide(devices: list[Lengths]) -> None:
    hanging = [Hanging(f'Pen "{i}"', f"/devices/{i}", "pen", one) for i, one in enumerate(devices)]
    drawn = skyline(chosen(hanging), CHEEK)
    assert_is_clean(drawn.svg)
    assert drawn.total == len(devices)
    assert drawn.drawn <= 62
    shares = [float(share) for share in re.findall(r'<svg x="([\d.]+)%"><a', drawn.svg)]
    assert all(0 < share < 100 for share in shares)
    assert shares == sorted(shares)


@often
@given(needle_lengths(empty=False), st.sampled_from(ALL))
def test_the_point_lies_exactly_at_the_longest_length(lengths: NeedleLengths, scale: Scale) -> None:
    longest = lengths.longest
    if longest is None:
        return
    assert f"L0 {n(scale.y(longest))}" in needle(look(lengths), scale)


@often
@given(needle_lengths() | asked_lengths())
def test_every_look_has_its_line_in_the_key(lengths: NeedleLengths | Lengths) -> None:
    assert look(lengths).parts <= set(LEGEND)


@often
@given(asked_lengths())
def test_a_dispute_is_filled_to_the_shortest_reading_and_dashed_to_the_longest(lengths: Lengths) -> None:
    seen = look(lengths)
    readings = [one.longest_listed for one in lengths.settings if one.longest_listed is not None]
    if seen.longest is None or lengths.main.longest is None:
        return
    assert seen.longest == min(readings)
    if max(readings) > min(readings):
        assert seen.dashed_to is not None
        assert seen.dashed_to >= max(readings)
    assert all(notch < seen.longest for notch in seen.notches)
