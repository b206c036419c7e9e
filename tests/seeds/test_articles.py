"""The articles of the seeds, and that the command finds a sentence that lost its citation."""

from __future__ import annotations

import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from catalog.articles import queries
from catalog.articles.checking import check
from catalog.articles.drafts import ArticleFile, read_articles
from catalog.bylines import BYLINE
from catalog.commands import main
from catalog.db import Database
from catalog.exchange import seeds
from catalog.places import place

TITLES = [
    "The science behind microneedling: how it transforms your skin",
    "Choosing a device: length first",
    "Needle length and the skin",
    "Safety, hygiene and who should not",
    "Cleaning, replacing, disposing",
    "What changes between a pen, a roller and a stamp",
]
"""In their order."""
FILES = {file.draft.slug: file for file in read_articles(place("seeds"), [])}


def run(instance: Path) -> Result:
    return CliRunner().invoke(main, ["check", "--instance", str(instance)])


@pytest.fixture
def instance(tmp_path: Path, seeded_file: Path) -> Path:
    (tmp_path / "catalog.sqlite3").write_bytes(seeded_file.read_bytes())
    return tmp_path


def test_there_are_six_articles_in_their_order(seeded: Database) -> None:
    with seeded.reader() as session:
        rows = queries.articles(session)
        assert [row.title for row in rows] == TITLES
        assert {row.byline for row in rows} == {BYLINE} == {"MTSPen.com"}
        assert [row.slug for row in rows if row.takes_comments] == ["how-microneedling-works"]
        assert all(len(row.text) > 3_000 for row in rows)


def test_the_first_article_says_what_it_corrects_and_the_two_claims_nobody_could_trace(
    seeded: Database,
) -> None:
    with seeded.reader() as session:
        row = queries.article(session, "how-microneedling-works")
        assert row
        assert len(row.corrections) == 13
        links = {(link.kind, link.target) for link in queries.links_of(session, row)}
        assert {("claim", f"c{number:02}") for number in range(1, 19)} <= links
        for claim in ("c11", "c12"):
            assert f"\n[[claim {claim}]]\n" in row.text
            assert row.slug in [one.slug for one in queries.naming(session, "claim", claim)]


def test_nothing_is_wrong_with_them(seeded: Database) -> None:
    with seeded.reader() as session:
        assert check(session) == []


def test_the_command_finds_the_seeds_whole(instance: Path) -> None:
    result = run(instance)
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize("slug", FILES)
def test_the_command_names_article_and_line_where_a_citation_was_taken_out(slug: str, instance: Path) -> None:
    """The first citation of the text whose sentence has a digit before it and no other citation."""
    text = FILES[slug].draft.text
    inside = r"(?:[^.\[\]#\n]|\n(?!\n)|(?<=\d)\.(?=\d))*?"
    found = re.search(rf"{inside}\d{inside}(\s?\[@[^\]]*\])\.", text)
    assert found
    without = text[: found.start(1)] + text[found.end(1) :]
    line = text.count("\n", 0, re.compile(r"\S").search(text, found.start()).start()) + 1  # type: ignore[union-attr]
    with sqlite3.connect(instance / "catalog.sqlite3") as connection:
        connection.execute("UPDATE article SET text = ? WHERE slug = ?", (without, slug))
    connection.close()
    result = run(instance)
    assert result.exit_code == 1
    said = [one for one in result.stderr.splitlines() if "cites nothing; it states a figure" in one]
    assert len(said) == 1
    assert said[0].startswith(f"The article {slug}, line {line} of its text: “"), said


def test_a_citation_of_nobody_is_told_with_file_and_line(tmp_path: Path) -> None:

    folder = shutil.copytree(place("seeds"), tmp_path / "seeds")
    path = folder / "articles" / "safety.md"
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if "[@chu2021]" in line)
    lines[at] = lines[at].replace("@chu2021", "@chu2091")
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(seeds.SeedProblems) as raised:
        seeds.read(folder)
    assert str(raised.value).splitlines()[1:] == [
        f"articles/safety.md, line {at + 1}: [@chu2091]: there is no study, no guidance and no claim "
        "of that name."
    ]


def test_every_file_was_read(files: seeds.Seeds) -> None:
    assert all(isinstance(file, ArticleFile) for file in files.articles)
    assert sorted(file.draft.title for file in files.articles) == sorted(TITLES)
