import re
import shutil
import textwrap

from catalog.articles.claim_check import unclaimed
from catalog.articles.text import parse
from catalog.exchange import seeds
from catalog.places import place

HEAD = 'slug = "example"\nkind = "pen"\nbrand = "dr-pen"\nname = "Example"\n\n'


def test_the_example_in_the_readme_is_a_seed_file(tmp_path):
    folder = shutil.copytree(place("seeds"), tmp_path / "seeds")
    lines = (folder / "README.md").read_text(encoding="utf-8").splitlines()
    example = textwrap.dedent("\n".join(line for line in lines if line.startswith("    ")))
    (folder / "devices" / "example.toml").write_text(HEAD + example, encoding="utf-8")
    draft = next(file.draft for file in seeds.read(folder).products if file.draft.slug == "example")
    assert [len(rows) for rows in (draft.statements, draft.offers, draft.legal, draft.fits)] == [1, 1, 1, 1]


def test_the_article_in_the_readme_is_a_seed_file(tmp_path):
    folder = shutil.copytree(place("seeds"), tmp_path / "seeds")
    blocks = (folder / "README.md").read_text(encoding="utf-8").split("```\n")
    example = next(block for block in blocks if re.match(r"\+\+\+ +# articles/", block))
    # What stands behind the first line is a comment, which belongs to the README.
    (folder / "articles" / "example.md").write_text(
        example.replace(example.split("\n")[0], "+++", 1), "utf-8"
    )
    file = next(file for file in seeds.read(folder).articles if file.draft.slug == "example")
    assert file.draft.lengths == "0–0.5 mm"
    assert unclaimed(parse(file.draft.text)) == ()
