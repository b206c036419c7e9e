"""Articles written, changed, renamed and removed, on both databases; files read; tampering found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from catalog.articles import queries
from catalog.articles.checking import check
from catalog.articles.drafts import ArticleDraft, Correction, lengths_um, read_articles
from catalog.articles.editing import (
    ArticleError,
    draft_of,
    put_article,
    remove_article,
    rename_article,
)
from catalog.articles.models import Article, ArticleLink, FormerArticleSlug
from catalog.changes.models import Change
from catalog.changes.queries import changed_on, current_version, history_of, state_at, verify_chain
from catalog.changes.saving import state_of
from catalog.db import Database
from tests.factories import make_device, make_evidence

WHO: Any = {"actor": "tests", "reason": "A test needs it"}
DRAFT = ArticleDraft(
    "how-skin-bends",
    "How skin bends",
    "Why a needle goes less deep than it is long.",
    "In rats it went 20 percent deep [@kalluri2011; @c02].\n\n[[claim c12]]\n\n"
    "[[figure lengths acne-scars]]\n\nSee [[device ada]] [@g-fda-page].\n\n[[term Fibroblast]]",
    "2026-11-26",
    "2026-11-26",
    rank=3,
    corrections=(Correction("2026-11-26", "It was said otherwise."),),
    kinds=("pen",),
    lengths="0–0.5 mm",
    concerns=("fine-lines",),
)
LINKS = [
    ("claim", "c02"),
    ("claim", "c12"),
    ("concern", "acne-scars"),
    ("concern", "fine-lines"),
    ("device", "ada"),
    ("guidance", "g-fda-page"),
    ("study", "kalluri2011"),
    ("term", "Fibroblast"),
]


@pytest.fixture
def held(session: Session) -> Session:
    """A database with the evidence of the seeds and one pen, and no article."""
    make_evidence(session)
    make_device(session, "ada")
    session.commit()
    return session


def put(session: Session, draft: ArticleDraft = DRAFT) -> Change | None:
    change = put_article(session, draft, **WHO)
    session.commit()
    return change


def linked(session: Session, slug: str = DRAFT.slug) -> list[tuple[str, str]]:
    row = queries.article(session, slug)
    assert row
    return [(link.kind, link.target) for link in queries.links_of(session, row)]


def test_an_article_is_one_change_and_the_same_again_is_none(held: Session) -> None:
    change = put(held)
    assert change
    assert (change.entity_kind, change.actor) == ("article", "tests")
    version = current_version(held)
    assert put(held) is None
    assert current_version(held) == version
    row = queries.article(held, DRAFT.slug)
    assert row
    assert lengths_um(draft_of(row).lengths) == (row.low_um, row.high_um) == (0, 500)
    assert replace(draft_of(row), lengths=DRAFT.lengths) == DRAFT
    assert put(held, draft_of(row)) is None


def test_what_a_text_names_is_kept_beside_it_and_changes_with_it(held: Session) -> None:
    put(held)
    assert linked(held) == LINKS
    assert [a.slug for a in queries.naming(held, "claim", "c12")] == [DRAFT.slug]
    put(held, replace(DRAFT, text="It is so [@c12; @c01].", concerns=()))
    assert linked(held) == [("claim", "c01"), ("claim", "c12")]
    assert queries.naming(held, "study", "kalluri2011") == []
    put(held, replace(DRAFT, text="Nothing.", concerns=(), is_published=False))
    assert linked(held) == []


def test_what_is_not_published_is_in_no_list(held: Session) -> None:
    put(held, replace(DRAFT, is_published=False))
    assert queries.articles(held) == []
    assert queries.naming(held, "claim", "c12") == []
    assert queries.article(held, DRAFT.slug)


def test_articles_stand_in_their_order(held: Session) -> None:
    for slug, rank in (("c", 1), ("a", 2), ("b", 2), ("d", 0)):
        put(held, replace(DRAFT, slug=slug, rank=rank))
    assert [a.slug for a in queries.articles(held)] == ["d", "c", "a", "b"]
    assert [a.slug for a in queries.naming(held, "term", "Fibroblast")] == ["d", "c", "a", "b"]


def test_the_log_replays_every_state(held: Session, at_time: Any) -> None:
    at_time(2026, 11, 26, 9)
    states, versions = [], []
    for draft in (DRAFT, replace(DRAFT, title="How"), replace(DRAFT, text="No.", kinds=(), lengths="")):
        put(held, draft)
        row = queries.article(held, DRAFT.slug)
        assert row
        states.append(state_of(row))
        versions.append(current_version(held))
    at_time(2027, 1, 2, 9)
    rename_article(held, DRAFT.slug, "other", **WHO)
    held.commit()
    row = queries.article(held, "other")
    assert row
    assert row.id
    for state, version in zip(states, versions, strict=True):
        assert state_at(held, "article", row.id, version) == state
    assert state_at(held, "article", row.id, versions[0] - 1) is None
    assert changed_on(held, "article", row.id) == "2027-01-02"
    number = row.id
    assert remove_article(held, "other", **WHO)
    assert state_at(held, "article", number, current_version(held)) is None
    assert len(history_of(held, "article", number)) == 5
    assert verify_chain(held) == []


def test_a_former_address_leads_to_the_article_and_is_given_to_no_other(held: Session) -> None:
    put(held)
    assert rename_article(held, DRAFT.slug, "bending", **WHO)
    found = queries.article_by_former_slug(held, DRAFT.slug)
    assert found
    assert found.slug == "bending"
    assert linked(held, "bending") == LINKS
    with pytest.raises(ArticleError, match="still leads to it"):
        put_article(held, DRAFT, **WHO)
    put(held, replace(DRAFT, slug="third"))
    for taken in (DRAFT.slug, "bending"):
        with pytest.raises(ArticleError, match="is, or was"):
            rename_article(held, "third", taken, **WHO)
    assert rename_article(held, "bending", DRAFT.slug, **WHO)
    assert queries.article_by_former_slug(held, DRAFT.slug) is None
    assert queries.article_by_former_slug(held, "bending")
    assert rename_article(held, "third", "third", **WHO) is None
    for slug, new, words in (("nobody", "x", "no article “nobody”"), ("third", "No Slug", "small letters")):
        with pytest.raises(ArticleError, match=words):
            rename_article(held, slug, new, **WHO)


def test_a_removed_article_takes_its_links_and_former_addresses_with_it(held: Session) -> None:
    put(held)
    rename_article(held, DRAFT.slug, "bending", **WHO)
    assert remove_article(held, "bending", **WHO)
    held.commit()
    for table in (Article, ArticleLink, FormerArticleSlug):
        assert held.exec(select(table)).all() == []
    assert remove_article(held, "bending", **WHO) is None
    assert put(held)


BROKEN = [
    ({"slug": "No Slug"}, ("slug", 0), "small letters"),
    ({"slug": "x" * 121}, ("slug", 0), "more than 120"),
    ({"title": " "}, ("title", 0), "“title” is missing"),
    ({"title": "x" * 201}, ("title", 0), "more than 200"),
    ({"summary": "a\0b"}, ("summary", 0), "cannot be printed"),
    ({"text": "a\x1bb"}, ("text", 0), "cannot be printed"),
    ({"corrections": (Correction("2026-11-26", "a\0"),)}, ("corrections", 0), "cannot be printed"),
    ({"corrections": (Correction("2026-11", "a"),)}, ("corrections", 0), "correction 1 needs its day"),
    ({"written": "2026-11"}, ("written", 0), "a day such as"),
    ({"checked": "soon"}, ("checked", 0), "a day such as"),
    ({"kinds": ("spoon",)}, ("kinds", 0), "“spoon” is none of"),
    ({"lengths": "0.5 mm"}, ("lengths", 0), "from a shorter to a longer"),
    ({"lengths": "x"}, ("lengths", 0), "not a number"),
    ({"concerns": ("hunger",)}, ("concerns", 0), "no concern “hunger”"),
    ({"text": "a\n\nb [@nobody]"}, ("text", 3), "[@nobody]: there is no study, no guidance and no claim"),
    ({"text": "a\nb [@c12; @nobody]"}, ("text", 2), "[@nobody]"),
    ({"text": "a [@C12]"}, ("text", 1), "[@C12]"),
    ({"text": "a [@no such]"}, ("text", 1), "cannot be read"),
    ({"text": "a\n\n[[claim c99]]"}, ("text", 3), "[[claim c99]]: there is no claim “c99”"),
    ({"text": "a\n\n[[claim]]"}, ("text", 3), "[[claim]]: a claim has to be named."),
    ({"text": "a [[claim c12]]"}, ("text", 1), "this stands alone in a paragraph"),
    ({"text": "- [[bands]]"}, ("text", 1), "this stands alone in a paragraph"),
    ({"text": "[[bands of]]"}, ("text", 1), "nothing follows the word"),
    ({"text": "[[term fibroblast]]"}, ("text", 1), "no term in the glossary “fibroblast”"),
    (
        {"text": "[[safety]]"},
        ("text", 1),
        "a group of the safety items has to be named; there are adverse_events,",
    ),
    ({"text": "[[safety foo]]"}, ("text", 1), "“foo”; there are adverse_events, contraindications, hygiene"),
    ({"text": "[[figure]]"}, ("text", 1), "timeline, lengths <concern>, scale <claim>."),
    ({"text": "[[figure lengths]]"}, ("text", 1), "timeline, lengths <concern>, scale <claim>."),
    ({"text": "[[figure cat]]"}, ("text", 1), "no figure “cat”; there are skin, penetration, timeline"),
    ({"text": "[[figure scale c99]]"}, ("text", 1), "no claim “c99”"),
    ({"text": "[[figure lengths hunger]]"}, ("text", 1), "no concern “hunger”"),
    ({"text": "[[safety net]]"}, ("text", 1), "no group of the safety items “net”"),
    ({"text": "[[cleaning teeth]]"}, ("text", 1), "no topic of the rules on cleaning “teeth”"),
    ({"text": "a [[device bea]]"}, ("text", 1), "no device or cartridge “bea”"),
    ({"text": "a [[comparison x-and-y]]"}, ("text", 1), "no comparison “x-and-y”"),
    ({"text": "[[video x]]"}, ("text", 1), "nothing is set in by “video”"),
    ({"text": "x" * 200_001}, ("text", 0), "more than 200,000 characters"),
]


def test_what_cannot_be_saved_is_told_with_field_and_line_and_nothing_is_written(held: Session) -> None:
    put(held)
    version = current_version(held)
    for fields, (field, line), words in BROKEN:
        with pytest.raises(ArticleError) as raised:
            put_article(held, replace(DRAFT, **fields), **WHO)
        assert any(
            problem[:2] == (field, line) and words in problem[2] for problem in raised.value.problems
        ), (fields, raised.value.problems)
        assert not held.new
        assert not held.dirty
        assert current_version(held) == version
    assert len(held.exec(select(Article)).all()) == 1
    assert linked(held) == LINKS


def test_all_that_is_wrong_is_told_at_once(held: Session) -> None:
    draft = replace(DRAFT, title="", written="", text="[@a]\n\n[@b]\n\n[[bands x]]", concerns=("x",))
    with pytest.raises(ArticleError) as raised:
        put_article(held, draft, **WHO)
    assert [(field, line) for field, line, _ in raised.value.problems] == [
        ("title", 0), ("written", 0), ("text", 1), ("text", 3), ("text", 5), ("concerns", 0)
    ]  # fmt: skip


def test_every_block_of_the_grammar_can_be_saved(held: Session) -> None:
    blocks = (
        "bands", "layers", "figure skin", "figure penetration", "figure timeline", "figure scale c12",
        "figure lengths acne-scars", "term Fibroblast", "claim c01", "cleaning in a salon", "safety hygiene",
    )  # fmt: skip
    put(held, replace(DRAFT, text="\n\n".join(f"[[{block}]]" for block in blocks), concerns=()))
    assert linked(held) == [
        ("claim", "c01"), ("claim", "c12"), ("concern", "acne-scars"), ("term", "Fibroblast")
    ]  # fmt: skip


# --- what `catalog check` finds


TAMPERED = [
    ("DELETE FROM article_link WHERE target = 'c12'", "how-skin-bends: what it links to is not"),
    ("INSERT INTO article_link VALUES ((SELECT id FROM article), 'claim', 'c01')", "what it links to"),
    ("UPDATE article_link SET target = 'c01' WHERE target = 'c12'", "what it links to"),
    ("UPDATE article SET text = replace(text, '@kalluri2011; ', '')", "what it links to"),
    (
        "UPDATE article SET text = replace(text, ' [@kalluri2011; @c02]', '')",
        "line 1 of its text: “In rats it went 20 percent deep.” cites nothing; it states a",
    ),
    ("UPDATE article SET text = replace(text, '@c02', '@c99')", "line 1 of its text: [@c99]: there is"),
    ("UPDATE article SET text = replace(text, 'claim c12', 'claim c99')", "line 3 of its text: [[claim"),
    ("UPDATE article SET text = replace(text, '@g-fda-page', '@')", "line 7 of its text: “[@].” cannot"),
    ("UPDATE article SET title = 'Why 400 percent'", "title or summary: “Why 400 percent” cites nothing"),
    ("UPDATE article SET summary = 'Studies show it.'", "title or summary: “Studies show it.” cites"),
    ("DELETE FROM claim WHERE slug = 'c12'", "line 3 of its text: [[claim c12]]: there is no claim"),
    ("DELETE FROM product WHERE slug = 'ada'", "line 7 of its text: [[device ada]]: there is no device"),
    ("DELETE FROM concern WHERE slug = 'fine-lines'", "how-skin-bends: there is no concern “fine-lines”"),
]


def test_tampering_is_found(held: Session) -> None:
    put(held)
    assert check(held) == []
    for statement, words in TAMPERED:
        held.execute(sa.text(statement))
        held.expire_all()
        found = check(held)
        assert any(words in said for said in found), (statement, found)
        held.rollback()
    assert check(held) == []


def test_a_draft_may_state_what_it_will_cite(held: Session) -> None:
    put(held, replace(DRAFT, text="It is 4 mm deep.", is_published=False))
    assert check(held) == []
    put(held, replace(DRAFT, text="It is 4 mm deep."))
    assert len(check(held)) == 1


def test_what_is_not_committed_leaves_nothing(database: Database) -> None:
    with database.writer() as session:
        make_evidence(session)
        make_device(session, "ada")
        session.commit()
    with database.writer() as first:
        put_article(first, DRAFT, **WHO)
        first.commit()
    with database.writer() as second:
        assert put_article(second, DRAFT, **WHO) is None
        put_article(second, replace(DRAFT, title="Other", text="Other."), **WHO)
    with database.reader() as reader:
        row = queries.article(reader, DRAFT.slug)
        assert row
        assert row.title == DRAFT.title
        assert linked(reader) == LINKS
        assert check(reader) == []
        assert verify_chain(reader) == []


# --- files

HEAD = 'title = "A"\nsummary = "S"\nwritten = "2026-11-26"\nchecked = "2026-11-26"\n'


def file_of(tmp_path: Path, front: str, text: str = "Text.\n") -> list[str]:
    folder = tmp_path / "articles"
    folder.mkdir(exist_ok=True)
    (folder / "a.md").write_text(f"+++\n{front}+++\n{text}")
    problems: list[str] = []
    assert read_articles(tmp_path, problems) or problems
    return problems


@pytest.mark.parametrize(
    ("front", "text", "said"),
    [
        (HEAD + "colour = 1\n", "x", "line 6: nobody knows “colour”."),
        (HEAD.replace("summary", "sum"), "x", "line 1: “summary” is missing, or no text."),
        (HEAD + "rank = true\n", "x", "line 6: “rank” is a whole number"),
        (HEAD + f"rank = {2**31}\n", "x", "line 6: “rank” is a whole number"),
        (HEAD + "comments = 1\n", "x", "line 6: “comments” is true or false."),
        (HEAD + "lengths = 1\n", "x", "line 6: “lengths” is a text."),
        (HEAD + 'lengths = "2–1 mm"\n', "x", "line 6: “lengths”: "),
        (HEAD + 'kinds = "pen"\n', "x", "line 6: “kinds” is a list of texts."),
        (HEAD + 'kinds = ["spoon"]\n', "x", "line 6: “spoon” is none of: pen, roller, stamp."),
        (HEAD + '[[corrections]]\nday = "2026-11-26"\n', "x", "line 6: every [[corrections]] table"),
        (HEAD + '[[corrections]]\nday = "x"\nwords = "y"\n', "x", "line 6: correction 1 needs its day"),
        (HEAD.replace('"A"', '"' + "x" * 201 + '"'), "x", "line 2: “title” has more than 200"),
        (HEAD, "", "line 7: “text” is missing."),
        (HEAD, "\n\n# Again\n", "line 9: the page has one title already"),
        (HEAD, "x" * 200_001, "line 7: “text” has more than 200,000 characters."),
        (HEAD, "a\x1bb", "line 7: “text” holds a character that cannot be printed."),
        ("title = \n", "x", "line 2"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_with_its_line(
    tmp_path: Path, front: str, text: str, said: str
) -> None:
    problems = file_of(tmp_path, front, text)
    assert any(problem.startswith("articles/a.md") and said in problem for problem in problems), problems


def test_a_file_says_what_it_says(tmp_path: Path) -> None:
    assert file_of(tmp_path, HEAD) == []
    assert read_articles(tmp_path, [])[0].draft == ArticleDraft(
        "a", "A", "S", "Text.", "2026-11-26", "2026-11-26"
    )
