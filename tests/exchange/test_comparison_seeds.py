"""Comparisons among the seeds: bound to what was loaded with them, refused with file and line."""

import pytest
from sqlmodel import select

from catalog.changes.queries import current_version
from catalog.compare import queries, snapshots
from catalog.compare.models import Snapshot
from catalog.exchange import seeds
from catalog.exchange.seeds import SeedProblems

M8 = """
slug = "dr-pen-m8"
kind = "pen"
brand = "dr-pen"
name = "M8"

[[statements]]
spec = "needle_length"
says = "up to 2.0 mm"
source = "unilog-a6"
"""
TEXT = """+++
title = "A6 and M8"
summary = "Two pens."
query = "d=dr-pen-a6,dr-pen-m8"

[[reasons]]
words = "The A6 reaches 2.5 mm, the M8 2.0 mm."
row = "needle_length"
+++
Words.
"""
FILE = "comparisons/a6-and-m8.md"


def test_a_comparison_is_bound_to_what_was_loaded_with_it(database, seed_folder):
    seed_folder.write("devices/dr-pen-m8.toml", M8)
    seed_folder.write(FILE, TEXT)
    seeds.load(database.writer, seed_folder.path, None)
    with database.reader() as session:
        (row,) = queries.comparisons(session)
        found = snapshots.read(queries.snapshot(session, row.snapshot_key))
        version = current_version(session)
        # After it come itself and the article.
        assert found["version"] == version - 2
        cells = next(one for one in found["rows"] if one["key"] == "needle_length")["cells"]
        assert [cell["text"] for cell in cells] == ["up to 2.5 mm", "up to 2.0 mm"]
    assert seeds.load(database.writer, seed_folder.path, None) == 0
    with database.reader() as session:
        assert current_version(session) == version
        assert len(session.exec(select(Snapshot)).all()) == 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (TEXT.replace("dr-pen-m8", "m9"), f"{FILE}, line 4: no file has the device “m9”."),
        (TEXT.replace("dr-pen-m8", "a6-12"), f"{FILE}, line 4: no file has the device “a6-12”."),
        (
            TEXT.replace('row = "needle_length"', 'row = "shine"'),
            f"{FILE}, line 6: reason 1: there is no row “shine” here.",
        ),
        (TEXT.replace("summary", "sumary"), f"{FILE}, line 3: nobody knows “sumary”."),
    ],
)
def test_a_wrong_comparison_is_named_and_nothing_is_written(database, seed_folder, text, problem):
    seed_folder.write("devices/dr-pen-m8.toml", M8)
    seed_folder.write(FILE, text)
    with pytest.raises(SeedProblems) as found:
        seeds.load(database.writer, seed_folder.path, None)
    assert problem in found.value.problems
    with database.reader() as session:
        assert current_version(session) == 0
