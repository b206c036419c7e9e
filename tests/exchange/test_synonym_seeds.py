"""Synonyms as a seed file: taken with the rest, every problem named, left alone where the file is missing."""

import pytest
from sqlmodel import select

from catalog.exchange.problems import SeedProblems
from catalog.search.models import SynonymGroup

GROUPS = """
[roller]
words = ["derma roller", "dermaroller"]
note = "Made up."

[stamp]
words = ["stamp", "derma stamp"]
"""


def test_groups_are_loaded_once_and_a_folder_without_them_has_none(database, loaded, seed_folder):
    whole = loaded(seed_folder)
    (seed_folder.path / "synonyms.toml").write_text(GROUPS)
    assert loaded(seed_folder) == 2
    assert loaded(seed_folder) == 0
    assert whole > 2
    with database.reader() as session:
        rows = {row.slug: row.words for row in session.exec(select(SynonymGroup))}
    assert rows == {"roller": ("derma roller", "dermaroller"), "stamp": ("stamp", "derma stamp")}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('["stamp", "derma stamp"]', '["stamp"]', "two words or more"),
        ('["stamp", "derma stamp"]', '["stamp", "Derma-Roller"]', "in the group “roller” already"),
        ("[stamp]", "[Stamp]", "small letters"),
        ('note = "Made up."', 'notes = "Made up."', "notes"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_place(loaded, seed_folder, old, new, said):
    (seed_folder.path / "synonyms.toml").write_text(GROUPS.replace(old, new))
    with pytest.raises(SeedProblems, match=r"synonyms\.toml") as caught:
        loaded(seed_folder)
    assert said in str(caught.value)
