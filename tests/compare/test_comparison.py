"""The fixture devices side by side, as worked out by hand; and what holds for every comparison."""

from copy import copy
from dataclasses import replace
from itertools import permutations
from random import Random

import pytest

from catalog.compare.sameness import Sameness
from catalog.finder.samples import Maker
from catalog.shelf.entry import KEYS
from catalog.specs.registry import SPECS
from catalog.specs.spec import CARTRIDGE, PEN
from tests.compare.made import a_shelf, compared, the_fixtures

ONLY_PENS = {key for key, spec in SPECS.items() if PEN in spec.applies_to and "roller" not in spec.applies_to}
DEVICES = {key for key, spec in SPECS.items() if spec.applies_to != (CARTRIDGE,)}

# devices → rows that differ, rows that are the same, rows that fewer than two can have
GOLDEN = {
    "p1,r2": (
        {"needle_length", "pin_count", "power", "sterility", "weight"},
        set(),
        ONLY_PENS | {"head_width"},
    ),
    # 12 and 36 twice, and an open list that names 12; the speed of one has no lower end.
    "p1,p2,p4": ({"needle_length", "power", "noise", "weight", "warranty"}, {"sterility"}, set()),
    "k1,r3,n1": ({"needle_length", "head_width"}, set(), ONLY_PENS),
    # Three pens, two rollers of which each has a width, and a pen of which nothing is known.
    "p1,p2,p4,r2,k1,n1": (
        {"needle_length", "pin_count", "power", "noise", "sterility", "weight", "warranty", "head_width"},
        set(),
        set(),
    ),
}
MARKS = {
    "p1,r2": {("weight", "r2", "lighter")},
    "p1,p2,p4": {("noise", "p2", "lower noise"), ("warranty", "p2", "longer warranty")},
    "k1,r3,n1": set(),
    "p1,p2,p4,r2,k1,n1": set(),
}
MODES = ("", "&show=diff", "&show=same", "&hide=weight,noise", "&order=warranty,price", "&base={last}")


@pytest.fixture(scope="module")
def shelf():
    return the_fixtures()


def applying(devices):
    kinds = {"pen" if name[0] in "pn" else "roller" for name in devices.split(",")}
    return {key for key in DEVICES if kinds & set(SPECS[key].applies_to)}


@pytest.mark.parametrize("devices", GOLDEN)
def test_every_row_is_what_was_worked_out(shelf, devices):
    differ, same, not_applicable = GOLDEN[devices]
    found = compared(shelf, f"d={devices}")
    by_outcome = {outcome: {row.key for row in found.rows if row.sameness is outcome} for outcome in Sameness}
    not_applicable &= applying(devices)
    assert by_outcome[Sameness.DIFFERENT] == differ
    assert by_outcome[Sameness.SAME] == same
    assert by_outcome[Sameness.DOES_NOT_APPLY] == not_applicable
    assert by_outcome[Sameness.CANNOT_TELL] == applying(devices) - differ - same - not_applicable


@pytest.mark.parametrize("devices", MARKS)
def test_every_mark_is_what_was_worked_out(shelf, devices):
    found = compared(shelf, f"d={devices}")
    marked = {
        (row.key, column.slug, cell.better or cell.said)
        for row in found.rows
        for column, cell in zip(found.columns, row.cells, strict=True)
        if (cell.better or cell.said) and row.key != "stops"
    }
    assert marked == MARKS[devices]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("devices", GOLDEN)
def test_the_four_counts_add_up_in_every_mode(shelf, devices, mode):
    found = compared(shelf, f"d={devices}" + mode.format(last=devices.split(",")[-1]))
    c = found.counts
    assert c == compared(shelf, f"d={devices}").counts
    assert c.differ + c.same + c.cannot_tell + c.not_applicable == len(applying(devices))
    counted = [row for row in found.rows if row.is_counted]
    assert {row.key for row in counted} == applying(devices)
    for outcome in Sameness:
        assert getattr(c, outcome.value) == sum(row.sameness is outcome for row in counted)


@pytest.mark.parametrize("devices", GOLDEN)
def test_every_row_is_shown_once_or_left_out_for_a_reason(shelf, devices):
    for mode in ("", "&show=diff", "&show=same"):
        found = compared(shelf, f"d={devices}{mode}&hide=weight,price&order=noise,sterility")
        shown = [row.key for row in found.shown]
        assert len(shown) == len(set(shown))
        assert not {"weight", "price"} & set(shown)
        assert {row.key for row in found.hidden} == {"weight", "price"} & {row.key for row in found.rows}
        for row in found.rows:
            if row.key in ("weight", "price"):
                continue
            if not mode:
                assert row.key in shown
            elif row.is_counted:
                kept = {
                    "&show=diff": {Sameness.DIFFERENT, Sameness.CANNOT_TELL},
                    "&show=same": {Sameness.SAME},
                }[mode]
                assert (row.key in shown) == (row.sameness in kept), (mode, row.key)


def test_what_the_shopper_moved_leads(shelf):
    found = compared(shelf, "d=p1,p2&order=warranty,noise")
    assert [row.key for row in found.shown][:2] == ["warranty", "noise"]
    assert [row.key for row in found.shown].count("warranty") == 1


def test_no_cell_is_blank_and_every_state_has_its_words(shelf):
    for row in compared(shelf, "d=p1,p2,p4,r2,k1,n1&depth_at=0.5&base=p2").rows:
        for cell in row.cells:
            assert cell.text.strip(" –—-"), row.key
            assert cell.state in ("known", "disputed", "not_published", "not_researched", "does_not_apply")
    cells = {row.key: row.cells for row in compared(shelf, "d=p1,r2,n1").rows}
    assert cells["pin_count"][2].text == "the maker doesn’t say"
    assert cells["noise"][1].text == "rollers don’t have this"
    assert cells["head_width"][0].text == "pens don’t have this"
    assert cells["dimensions"][0].text == "we haven’t found this yet"


def test_rows_that_only_one_kind_can_have_follow_in_a_folded_group(shelf):
    found = compared(shelf, "d=p1,p2,r2,r3")
    folded = {group.key: {row.key for row in group.rows} for group in found.groups if group.is_folded}
    assert folded == {"only-pen": {"motor_speed", "noise"}, "only-roller": {"head_width"}}
    assert [group.is_folded for group in found.groups] == sorted(group.is_folded for group in found.groups)


# -- what holds for all -----------------------------------------------------------------------------------


def told(comparison):
    """Everything the comparison says, by row and by device, but for the letters of the columns."""
    return {
        row.key: (
            row.sameness,
            {
                column.slug: (cell.state, cell.text, cell.better, cell.said, cell.difference, cell.note)
                for column, cell in zip(comparison.columns, row.cells, strict=True)
            },
        )
        for row in comparison.rows
    }


def test_permuting_devices_permutes_columns_and_nothing_else(shelf):
    names = ("p1", "p2", "r2", "n1")
    first = compared(shelf, f"d={','.join(names)}&base=p2")
    for order in permutations(names):
        found = compared(shelf, f"d={','.join(order)}&base=p2")
        assert [column.slug for column in found.columns] == list(order)
        assert told(found) == told(first)
        assert found.counts == first.counts
        assert [row.key for row in found.shown] == [row.key for row in first.shown]
        assert len(found.sentences) == len(first.sentences)


@pytest.mark.parametrize("seed", range(12))
def test_made_up_devices_keep_the_laws(seed):
    shelf = Maker(seed, distinct=30).shelf(60)
    random = Random(seed)
    devices = [entry.slug for entry in shelf.devices()]
    for _ in range(6):
        names = random.sample(devices, random.randint(2, 6))
        base = random.choice(names)
        found = compared(shelf, f"d={','.join(names)}&base={base}")
        kinds = {column.kind for column in found.columns}
        c = found.counts
        applying = [key for key, spec in SPECS.items() if kinds & set(spec.applies_to)]
        assert c.differ + c.same + c.cannot_tell + c.not_applicable == len(applying)
        mixed = compared(shelf, f"d={','.join(random.sample(names, len(names)))}&base={base}")
        assert told(mixed) == told(found)
        for row in found.rows:
            for column, cell in zip(found.columns, row.cells, strict=True):
                assert (cell.difference == "") or column.slug != base
                assert not (cell.better and not row.better)


@pytest.mark.parametrize("seed", range(8))
def test_hearing_less_of_a_device_never_makes_another_better(seed):
    shelf = Maker(seed, distinct=30, unknown=0.1).shelf(40)
    random = Random(seed)
    devices = [entry for entry in shelf.devices() if entry.kind == "pen"]
    for _ in range(4):
        chosen = random.sample(devices, random.randint(2, 5))
        query = f"d={','.join(entry.slug for entry in chosen)}"
        before = {row.key: row for row in compared(shelf, query).rows}
        forgotten = random.randrange(len(chosen))
        for key in SPECS:
            after = compared(forgetting(shelf, chosen[forgotten], key), query)
            for row in after.rows:
                was = before[row.key]
                assert not (was.sameness is Sameness.DIFFERENT and row.sameness is Sameness.SAME)
                for old, new in zip(was.cells, row.cells, strict=True):
                    assert new.better in ("", old.better)
                    assert new.said in ("", old.said)


def forgetting(shelf, entry, key):
    """The shelf as if nobody had said anything of this spec of this device."""
    place = KEYS.index(key)
    less = copy(entry)
    less._answers = tuple(None if i == place else one for i, one in enumerate(entry._answers))
    less._told = tuple(None if i == place else one for i, one in enumerate(entry._told))
    entries = [less if one is entry else one for one in shelf.entries]
    return replace(shelf, entries=entries, _made={})


def test_with_one_device_nothing_is_compared_and_everything_said():
    found = compared(a_shelf({"p1": ("pen", {"weight": "180 g"})}), "d=p1")
    c = found.counts
    assert (c.differ, c.same, c.cannot_tell) == (0, 0, 0)
    assert not found.sentences
    assert not found.one_known
    assert not any(cell.better or cell.difference for row in found.rows for cell in row.cells)


def test_with_no_device_there_are_no_rows():
    found = compared(the_fixtures(), "d=nobody")
    assert found.rows == () == found.shown
    assert [missing.words for missing in found.not_found] == ["no device “nobody”"]
