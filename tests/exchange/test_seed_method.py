"""Seeds of method.toml: every slip is named with its place, and a published version is never rewritten."""

from pathlib import Path

import pytest
from sqlmodel import Session

from catalog.exchange.problems import SeedProblems
from catalog.exchange.seed_method import read_methods, write_methods
from tests.factories import WHO

GOOD = """
[1]
title = "How we test"
day = "2026-03-01"
text = "What holds for all."
[[1.criteria]]
key = "length"
name = "Needle length"
weight = 30
how = "Nine readings."
specs = ["measured_length"]
[[1.instruments]]
name = "microscope"
for = "needle length"
reads_to = "0.01 mm"
"""


def read(folder: Path, text: str) -> tuple[list, list[str]]:
    (folder / "method.toml").write_text(text)
    problems: list[str] = []
    return read_methods(folder, problems), problems


def test_a_version_is_read_whole(tmp_path: Path) -> None:
    (method,), problems = read(tmp_path, GOOD)
    assert problems == []
    assert (method.number, method.slug, method.comparable) == (1, "1", ())
    assert method.criteria[0]["weight"] == 30
    assert method.criteria[0]["kinds"] == []
    assert method.instruments[0]["for"] == "needle length"


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("[1]", "[first]", "the name of a version is its number"),
        ("weight = 30", "weight = 0", "a weight of more than 0"),
        ("weight = 30", 'weight = "30"', "“weight” has to be a whole number"),
        ('["measured_length"]', '["mesured"]', "“specs”: there is no “mesured”"),
        ('day = "2026-03-01"', 'day = "2026-03"', "“day” is no day"),
        ('how = "Nine readings."', "", "“how” is missing"),
        ('reads_to = "0.01 mm"', 'reads = "0.01 mm"', "“reads_to” is missing"),
        ('reads_to = "0.01 mm"', 'reads_to = "0.01 mm"\nowner = "me"', "“owner” is not known here"),
    ],
)
def test_a_slip_is_named_with_its_place(tmp_path: Path, was: str, now: str, said: str) -> None:
    _, problems = read(
        tmp_path, GOOD.replace(was, now).replace("[[1.", "[[first." if "first" in now else "[[1.")
    )
    assert any(said in problem and problem.startswith("method.toml") for problem in problems), problems


def test_a_published_version_is_not_rewritten_by_a_file(session: Session, tmp_path: Path) -> None:
    methods, _ = read(tmp_path, GOOD)
    assert all(change is not None for change in write_methods(session, methods, **WHO))
    methods, _ = read(tmp_path, GOOD)
    assert all(change is None for change in write_methods(session, methods, **WHO))
    methods, _ = read(tmp_path, GOOD.replace("weight = 30", "weight = 20"))
    with pytest.raises(SeedProblems, match=r"method.toml, 1: “criteria”: Version 1 is published"):
        list(write_methods(session, methods, **WHO))
