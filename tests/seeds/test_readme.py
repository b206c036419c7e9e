import re
import shutil
import textwrap
import tomllib
from pathlib import Path

import pytest

from catalog.articles import queries
from catalog.articles.checking import check
from catalog.articles.claim_check import unclaimed
from catalog.articles.text import parse
from catalog.claims.models import VERDICTS
from catalog.concerns.models import CERTAINTIES, TESTERS
from catalog.exchange import seeds
from catalog.places import place
from catalog.science.models import SAFETY_GROUPS, SAFETY_LEVELS, STUDY_KINDS, Study

README = (place("seeds") / "README.md").read_text(encoding="utf-8")

HEAD = 'slug = "example"\nkind = "pen"\nbrand = "dr-pen"\nname = "Example"\n\n'


def test_the_example_in_the_readme_is_a_seed_file(tmp_path):
    folder = shutil.copytree(place("seeds"), tmp_path / "seeds")
    lines = (folder / "README.md").read_text(encoding="utf-8").splitlines()
    example = textwrap.dedent("\n".join(line for line in lines if line.startswith("    ")))
    (folder / "devices" / "example.toml").write_text(HEAD + example, encoding="utf-8")
    draft = next(file.draft for file in seeds.read(folder).products if file.draft.slug == "example")
    assert [len(rows) for rows in (draft.statements, draft.offers, draft.legal, draft.fits)] == [1, 1, 1, 1]


EXAMPLES = dict(re.findall(r"^`([a-z/.-]+)`:\n\n```\w+\n(.*?)^```$", README, flags=re.MULTILINE | re.DOTALL))
"""What stands under a file's name, as it is copied."""


def test_every_file_that_people_write_has_an_example():
    assert list(EXAMPLES) == [
        "studies.toml",
        "claims.toml",
        "concerns.toml",
        "comparisons/two-pens.md",
        "articles/lumps-that-stay.md",
    ]


@pytest.fixture(scope="module")
def with_examples(tmp_path_factory) -> Path:
    """The seeds with every example copied behind its file, or as a file of its own."""
    folder = Path(shutil.copytree(place("seeds"), tmp_path_factory.mktemp("readme") / "seeds"))
    for name, example in EXAMPLES.items():
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{example}" if name.endswith(".toml") else example)
    return folder


def test_the_examples_are_seed_files_as_they_stand(with_examples):
    found = seeds.read(with_examples)
    study = next(one for one in found.evidence.studies if one.slug == "example2026")
    assert (study.doi, study.pmid, study.n) == ("10.1000/example.2026", "99999999", 12)
    claim = next(one for one in found.evidence.claims if one.slug == "c99")
    assert claim.numbers == (
        {
            "label": "Collagen fibres in the upper inner skin",
            "value": "+53.2",
            "unit": "%",
            "study": "lotfi2013",
        },
    )
    concern = next(one for one in found.evidence.concerns if one.concern.slug == "example-concern")
    assert (len(concern.types), [row.study for row in concern.tested]) == (1, ["example2026"])
    article = next(file for file in found.articles if file.draft.slug == "lumps-that-stay")
    assert (article.draft.lengths, article.formerly) == ("0–0.5 mm", ("old-lumps",))
    assert unclaimed(parse(article.draft.text)) == ()


def test_the_examples_show_every_key(with_examples):
    """A key that is read and not told would be found by nobody."""
    study = tomllib.loads(EXAMPLES["studies.toml"])["example2026"]
    assert study.keys() == (set(Study.model_fields) - {"id", "slug", "lengths_are_range"} - JSON) | LISTS
    claim = tomllib.loads(EXAMPLES["claims.toml"])["c99"]
    assert claim.keys() == {
        "claim",
        "said",
        "verdict",
        "why",
        "instead",
        "for",
        "against",
        "beside",
        "kinds",
        "lengths",
        "numbers",
    }
    front = tomllib.loads(EXAMPLES["articles/lumps-that-stay.md"].split("+++\n")[1])
    assert front.keys() == {
        "title",
        "summary",
        "rank",
        "written",
        "checked",
        "byline",
        "comments",
        "published",
        "kinds",
        "lengths",
        "concerns",
        "topics",
        "formerly",
        "corrections",
    }


JSON = {name for name in Study.model_fields if name.endswith("_json")}
LISTS = {"authors", "kinds", "devices", "needle_lengths", "unconfirmed"}


def test_the_examples_load(with_examples, database):
    assert seeds.load(database.writer, with_examples, None)
    assert seeds.load(database.writer, with_examples, None) == 0
    with database.reader() as session:
        assert check(session) == []
        row = queries.article_by_former_slug(session, "old-lumps")
        assert row is not None
        assert row.slug == "lumps-that-stay"


@pytest.mark.parametrize(
    "values",
    [STUDY_KINDS, ("verified", "recalled"), VERDICTS, CERTAINTIES, TESTERS, SAFETY_GROUPS, SAFETY_LEVELS],
)
def test_the_values_that_may_be_written_are_told(values):
    assert [value for value in values if f"`{value}`" not in README] == []


def test_the_topics_of_cleaning_are_told():
    rules = tomllib.loads((place("seeds") / "cleaning.toml").read_text(encoding="utf-8"))
    assert [rule["topic"] for rule in rules.values() if f"`{rule['topic']}`" not in README] == []
