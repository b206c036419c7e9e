"""What was found by words beside what they ask of the finder."""

import pytest
from markupsafe import Markup

from catalog.search.beside import beside, leads, respelled, rest
from catalog.search.block import Block, Line
from catalog.search.found import Found, Group, Hit
from catalog.search.phrases import LeftOut


def hit(kind, name):
    return Hit(kind, name, name, f"/{kind}s/{name}", kind, (), "In its name")


def group(kind, *names, count=0):
    return Group(kind, count or len(names), tuple(hit(kind, name) for name in names))


def block(*shown, match=1, left="", kind="device"):
    lines = tuple(Line(name, f"/{kind}s/{name}", "Pen", Markup("")) for name in shown)
    left_out = (LeftOut(left),) if left else ()
    return Block(kind, "Showing pens:", "", "/devices", "", (), "", left_out, None, lines, match, 0)


def names(groups):
    return {one.kind: [hit.slug for hit in one.hits] for one in groups}


def test_devices_are_left_to_the_list_where_it_says_all_that_was_typed():
    found = Found((group("device", "a", "b"), group("study", "s")), 3)
    assert names(beside(found, block("a"))) == {"study": ["s"]}
    assert names(beside(found, block("a", left="best"))) == {"study": ["s"]}


def test_a_word_that_is_no_filter_keeps_what_it_finds_but_for_what_is_shown():
    found = Found((group("device", "a", "b", count=9),), 9)
    (first,) = beside(found, block("a", left="ultima"))
    assert ([one.slug for one in first.hits], first.count) == (["a", "b"], 9)
    assert leads(found, block("a", left="ultima"))
    assert not leads(found, block("a"))
    assert not leads(Found(found.groups, 9, missing=("quiet",)), block("a", left="quiet ultima"))
    (left,) = beside(Found(found.groups, 9, missing=("quiet",)), block("a", left="quiet ultima"))
    assert ([one.slug for one in left.hits], left.count) == (["b"], 9)
    assert rest(block("a", "b"), ["/devices/a"]).lines == block("b").lines


def test_a_word_that_nothing_has_keeps_nothing():
    found = Found((group("device", "a", "b"),), 2, missing=("quiet",))
    assert beside(found, block("a", left="quiet")) == ()


def test_where_no_device_fits_those_with_the_words_stay():
    found = Found((group("device", "a"),), 1)
    assert names(beside(found, block(match=0))) == {"device": ["a"]}


def test_cartridges_are_kept_beside_devices():
    found = Found((group("device", "a"), group("cartridge", "c")), 2)
    assert names(beside(found, block("a"))) == {"cartridge": ["c"]}
    assert names(beside(found, block("c", kind="cartridge"))) == {"device": ["a"]}


@pytest.mark.parametrize(
    ("text", "corrected", "read"),
    [
        ("rollr < 0.5 mm", "roller 0.5 mm", "roller < 0.5 mm"),
        ("Rollr under $50", "roller under 50", "roller under $50"),
        ("hidra pen, 12 pins", "hydra pen 12 pins", "hydra pen, 12 pins"),
        ("skin stilus 1.5mm", "skinstylus 1.5 mm", "skinstylus 1.5mm"),
        ("dermapn dermapn 4", "dermapen 4", "dermapen 4"),
        ("roller", "roller", "roller"),
    ],
)
def test_what_was_corrected_is_put_into_what_was_typed(text, corrected, read):
    assert respelled(text, corrected) == read
