"""Articles among the seeds: what is refused with file and line, other addresses, and files that are gone."""

import io

import pytest
from rich.console import Console
from sqlmodel import select

from catalog.articles import queries
from catalog.articles.models import Article, FormerArticleSlug
from catalog.changes.models import Change
from catalog.changes.queries import verify_chain
from catalog.exchange import seeds

FILE = "articles/granulomas.md"
TEXT = "Some lumps stay for 2 years [@chu2021; @c01]."
MINE = '+++\ntitle = "Mine"\nsummary = "S"\nwritten = "2026-11-26"\nchecked = "2026-11-26"\n+++\nWords.\n'
NEED = '+++\ntitle = "Pens"\nsummary = "S"\nfilter = "kind=pen"\nreasons = ["R"]\n+++\nOne.\n\n'


def problems_of(folder):
    with pytest.raises(seeds.SeedProblems) as caught:
        seeds.read(folder.path)
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "See [it](/articles/mine).",
            "the link /articles/mine leads to nothing: there is no article “mine”.",
        ),
        ("See [it](/for/lines#a).", "the link /for/lines#a leads to nothing: there is no concern “lines”."),
        ("See [it](/claims/c99).", "the link /claims/c99 leads to nothing: there is no claim “c99”."),
        ("See [it](/studies/x.bib).", "the link /studies/x.bib leads to nothing: there is no study “x”."),
        (
            "See [it](/comparisons/x).",
            "the link /comparisons/x leads to nothing: there is no comparison “x”.",
        ),
        (
            "See [it](/devices/x).",
            "the link /devices/x leads to nothing: there is no device or cartridge “x”.",
        ),
        ("See [it](/cartridges/x).", "the link /cartridges/x leads to nothing: there is no cartridge “x”."),
        ("See [it](/brands/x?a=b).", "the link /brands/x?a=b leads to nothing: there is no brand “x”."),
        (
            "See [it](/devices/needs/x).",
            "the link /devices/needs/x leads to nothing: there is no page for a need “x”.",
        ),
        (
            "See [it](//example.org).",
            "the link //example.org leads to another site: write https: in front of it.",
        ),
        (
            "See [it](ftp://example.org).",
            "the link ftp://example.org cannot be followed: “ftp:” is none of http:, https:, mailto:.",
        ),
        (
            "See [it](guidance).",
            "the link guidance begins with no slash: write /articles/… for a page here, "
            "https://… for another site.",
        ),
        (
            "See [it](javascript:alert(x)).",
            "a link to “javascript:” cannot be followed: “javascript:” is none of http:, https:, mailto:.",
        ),
        (
            "See [*it* is](DATA:text/html,x).",
            "a link to “DATA:” cannot be followed: “DATA:” is none of http:, https:, mailto:.",
        ),
        (
            "<vbscript:x>",
            "a link to “vbscript:” cannot be followed: “vbscript:” is none of http:, https:, mailto:.",
        ),
        ("A <b>word", "“<b>”: HTML is shown as it is typed; use Markdown."),
        ("A <img\nsrc=x> word", "“<img src=x>”: HTML is shown as it is typed; use Markdown."),
        ("| a |\n|---|\n| </td> |", "“</td>”: HTML is shown as it is typed; use Markdown."),
        ("<!-- later -->", "“<!--”: HTML is shown as it is typed; use Markdown."),
    ],
)
@pytest.mark.parametrize("is_published", [True, False])
def test_links_and_html_are_refused_with_file_and_line(seed_folder, text, said, is_published):
    seed_folder.edit(FILE, "[[claim c01]]", f"Fine.\n\n{text}")
    if not is_published:
        seed_folder.edit(FILE, "+++\ntitle", "+++\npublished = false\ntitle")
    line = (14 if is_published else 15) + (2 if text.startswith("|") else 0)
    assert problems_of(seed_folder) == [f"{FILE}, line {line}: {said}"]


@pytest.mark.parametrize(
    "text",
    [
        "[a](/articles/granulomas) [b](/for/scars) [c](/claims/c01.json) [d](/studies/chu2021#top)",
        "[a](/devices/dr-pen-a6/owner) [b](/devices/a6-12) [c](/cartridges/a6-12) [d](/brands/dr-pen)",
        "[a](https://example.org) [b](http://example.org) [c](mailto:a@example.org) <https://example.org>",
        "[a](/guidance) [b](/devices?kind=pen) [c](#what) [d](/devices/needs/pens)",
        "`<b>` and a < b and b > c, <x",
        "```\n<b>[x](javascript:x)</b>\n```",
    ],
)
def test_links_that_lead_somewhere_and_html_in_code_are_taken(seed_folder, text):
    seed_folder.write("needs/pens.md", NEED)
    seed_folder.edit(FILE, "[[claim c01]]", text)
    assert seeds.read(seed_folder.path)


def test_texts_of_comparisons_and_needs_are_looked_through_too(seed_folder):
    seed_folder.write("needs/pens.md", NEED + "See [it](/articles/mine) <b>now</b>.\n")
    assert problems_of(seed_folder) == [
        "needs/pens.md, line 9: the link /articles/mine leads to nothing: there is no article “mine”.",
        "needs/pens.md, line 9: “<b>”: HTML is shown as it is typed; use Markdown.",
        "needs/pens.md, line 9: “</b>”: HTML is shown as it is typed; use Markdown.",
    ]


def test_what_is_published_does_not_lead_to_a_draft(seed_folder):
    seed_folder.write("articles/mine.md", MINE.replace("+++\nW", "published = false\n+++\nW"))
    seed_folder.edit(FILE, "[[claim c01]]", "See [it](/articles/mine).")
    assert problems_of(seed_folder) == [
        f"{FILE}, line 12: the link /articles/mine leads to nothing: there is no article “mine”."
    ]
    seed_folder.edit(FILE, "+++\ntitle", "+++\npublished = false\ntitle")
    assert seeds.read(seed_folder.path)


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence", "because"),
    [
        (TEXT, "They stay.\nFor 2 years.", 9, "For 2 years.", "it states a figure (“2”)"),
        (TEXT, "A trial showed it.", 8, "A trial showed it.", "it says what studies show (“trial showed”)"),
        ('"Lumps that stay"', '"Lumps in 2 weeks"', 2, "Lumps in 2 weeks", "it states a figure (“2”)"),
        ('"What is known of them."', '"Half of it."', 3, "Half of it.", "it states a figure (“Half”)"),
    ],
)
def test_a_published_article_states_nothing_without_a_claim(seed_folder, old, new, line, sentence, because):
    seed_folder.edit(FILE, old, new)
    assert problems_of(seed_folder) == [
        f"{FILE}, line {line}: “{sentence}” cites nothing; {because}. "
        "Cite something there, or set published = false to keep it as a draft."
    ]
    seed_folder.edit(FILE, "+++\ntitle", "+++\npublished = false\ntitle")
    assert seeds.read(seed_folder.path)


def test_an_unknown_key_hides_no_other_fault(seed_folder):
    seed_folder.edit(FILE, "concerns =", "colour = 1\nconcerns =")
    seed_folder.edit(FILE, 'written = "2026-11-26"', 'written = "soon"')
    seed_folder.edit(FILE, TEXT, "For 2 years [@nobody] <b>.")
    assert problems_of(seed_folder) == [
        f"{FILE}, line 6: nobody knows “colour”.",
        f"{FILE}, line 4: “written” is a day such as 2026-11-26.",
        f"{FILE}, line 9: [@nobody]: there is no study, no guidance and no claim of that name.",
        f"{FILE}, line 9: “<b>”: HTML is shown as it is typed; use Markdown.",
    ]


def test_a_comment_behind_the_marks_is_named(seed_folder):
    text = (seed_folder.path / FILE).read_text(encoding="utf-8")
    seed_folder.write(FILE, text.replace("+++\n", "+++   # articles/granulomas.md\n", 1))
    assert problems_of(seed_folder) == [
        f"{FILE}, line 1: nothing else stands in the line of +++, no comment either."
    ]


# -- other addresses ---------------------------------------------------------------------------------------


def move(folder, old, new, formerly=()):
    """Rename a file, and say in it what it was formerly called."""
    path = folder.path / "articles" / f"{old}.md"
    text = path.read_text(encoding="utf-8")
    listed = ", ".join(f'"{one}"' for one in formerly)
    path.unlink()
    text = text.replace("formerly = []\n", "")
    folder.write(f"articles/{new}.md", text.replace("+++\n", f"+++\nformerly = [{listed}]\n", 1))


def addresses(database):
    with database.reader() as session:
        own = {row.slug: row.id for row in session.exec(select(Article))}
        former = {row.slug: row.article_id for row in session.exec(select(FormerArticleSlug))}
        assert verify_chain(session) == []
        return own, former


def test_a_renamed_file_takes_its_article_along(database, loaded, seed_folder):
    loaded(seed_folder)
    (number,) = addresses(database)[0].values()
    move(seed_folder, "granulomas", "lumps", ["granulomas"])
    assert loaded(seed_folder) == 1
    assert addresses(database) == ({"lumps": number}, {"granulomas": number})
    assert loaded(seed_folder) == 0
    # Others may still link to where it was.
    seed_folder.edit("articles/lumps.md", "[[claim c01]]", "See [it](/articles/granulomas).")
    assert loaded(seed_folder) == 1


def test_a_file_may_say_it_late(database, loaded, seed_folder):
    """It was loaded under its new name already: the older article is the one that stays."""
    loaded(seed_folder)
    (number,) = addresses(database)[0].values()
    move(seed_folder, "granulomas", "lumps")
    loaded(seed_folder)
    assert set(addresses(database)[0]) == {"granulomas", "lumps"}
    move(seed_folder, "lumps", "lumps-again", ["granulomas", "lumps"])
    loaded(seed_folder)
    assert addresses(database) == ({"lumps-again": number}, {"granulomas": number, "lumps": number})
    assert loaded(seed_folder) == 0


def test_a_new_catalogue_knows_the_old_addresses_too(database, loaded, seed_folder):
    move(seed_folder, "granulomas", "lumps", ["granulomas", "bumps"])
    loaded(seed_folder)
    own, former = addresses(database)
    assert (set(own), set(former)) == ({"lumps"}, {"granulomas", "bumps"})
    assert loaded(seed_folder) == 0
    with database.reader() as session:
        assert queries.article_by_former_slug(session, "bumps").title == "Lumps that stay"
        assert {change.actor for change in session.exec(select(Change))} == {"seeds"}


@pytest.mark.parametrize(
    ("formerly", "said"),
    [
        ('["mine"]', "“mine” is the address of articles/mine.md."),
        ('["granulomas"]', "“granulomas” is no other address that it had."),
        ('["No Slug"]', "“No Slug” is no other address that it had."),
        ('"mine"', "“formerly” is a list of texts."),
    ],
)
def test_what_cannot_be_an_old_address_is_refused(seed_folder, formerly, said):
    seed_folder.write("articles/mine.md", MINE)
    seed_folder.edit(FILE, "+++\ntitle", f"+++\nformerly = {formerly}\ntitle")
    assert problems_of(seed_folder) == [f"{FILE}, line 2: {said}"]


def test_an_old_address_leads_to_one_article(database, loaded, seed_folder):
    move(seed_folder, "granulomas", "lumps", ["granulomas"])
    loaded(seed_folder)
    seed_folder.write("articles/mine.md", MINE.replace("+++\n", '+++\nformerly = ["granulomas"]\n', 1))
    assert problems_of(seed_folder) == [
        "articles/lumps.md, line 2: another file says “granulomas”, too.",
        "articles/mine.md, line 2: another file says “granulomas”, too.",
    ]
    seed_folder.edit("articles/lumps.md", 'formerly = ["granulomas"]\n', "")
    with pytest.raises(seeds.SeedProblems) as caught:
        loaded(seed_folder)
    assert caught.value.problems == ("articles/mine.md, line 2: “granulomas” leads to the article “lumps”.",)
    assert set(addresses(database)[0]) == {"lumps"}


# -- files that are gone -----------------------------------------------------------------------------------


def said_by_load(database, folder):
    console = Console(file=io.StringIO(), width=200)
    seeds.load(database.writer, folder.path, console)
    return [line for line in console.file.getvalue().splitlines() if "stays until" in line]


def test_what_has_no_file_any_more_is_named(database, seed_folder):
    seed_folder.write("articles/mine.md", MINE)
    seed_folder.write("needs/pens.md", NEED)
    assert said_by_load(database, seed_folder) == []
    for name in ("articles/mine.md", "needs/pens.md", FILE):
        (seed_folder.path / name).unlink()
    seed_folder.edit("cleaning.toml", "[k01]", "[k02]")
    for name in ("claims.toml", "concerns.toml", "glossary.toml"):
        seed_folder.write(name, "")
    expected = [
        "articles/granulomas.md is gone; the article stays until it is removed.",
        "articles/mine.md is gone; the article stays until it is removed.",
        "needs/pens.md is gone; the page stays until it is removed.",
        "claims.toml has no “c01” any more; the claim stays until it is removed.",
        "concerns.toml has no “scars” any more; the concern stays until it is removed.",
        "glossary.toml has no “granuloma” any more; the term stays until it is removed.",
        "cleaning.toml has no “k01” any more; the rule stays until it is removed.",
    ]
    assert said_by_load(database, seed_folder) == expected
    assert said_by_load(database, seed_folder) == expected


def test_a_draft_without_a_file_is_nothing_to_be_told(database, seed_folder):
    seed_folder.write("articles/mine.md", MINE)
    seed_folder.write("articles/mine.md", MINE.replace("+++\nW", "published = false\n+++\nW"))
    said_by_load(database, seed_folder)
    (seed_folder.path / "articles/mine.md").unlink()
    assert said_by_load(database, seed_folder) == []
