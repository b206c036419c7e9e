"""Comments of an import: threads of one level, who said what and when, and nothing more of anybody."""

from __future__ import annotations

import pytest
from sqlmodel import col, select

from catalog.comments.models import Comment, CommentTally
from catalog.comments.queries import comments_of
from catalog.editorial import drafts, publishing
from catalog.editorial.editable import Writer
from catalog.exchange.models import ImportedItem
from catalog.exchange.wordpress.writing import ARTICLES
from catalog.people import editing as people
from tests.exchange.wordpress.exports import author, comment, export, imported, item, lines, of

ANNA = Writer("anna", "Anna", "editor")


def taken(database):
    with database.reader() as session:
        return list(session.exec(select(Comment).order_by(col(Comment.id))))


def test_threads_have_one_level_and_say_whom_they_answer(studied):
    said = [
        comment(11, "First."),
        comment(12, "Second.", parent=11, name="Cy"),
        comment(13, "Third.", parent=12, name="Dee"),
        comment(14, "Another."),
    ]
    imported(studied, export(item(1, comments=said)))
    first, second, third, other = taken(studied)
    assert [one.words for one in (first, second, third, other)] == [
        "First.",
        "Second.",
        "(To Cy:) Third.",
        "Another.",
    ]
    assert (first.parent_id, second.parent_id, third.parent_id, other.parent_id) == (
        None,
        first.id,
        first.id,
        None,
    )
    with studied.reader() as session:
        assert comments_of(session, "article", ARTICLES.entity_id(session, "post-1")).total == 4


def test_what_waits_there_waits_here(studied):
    imported(studied, export(item(1, comments=[comment(1, "Seen."), comment(2, "Not yet.", approved=0)])))
    assert [(one.words, one.state) for one in taken(studied)] == [
        ("Seen.", "published"),
        ("Not yet.", "waiting"),
    ]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"approved": "spam"}, "it is spam there"),
        ({"approved": "trash"}, "it is in the bin there"),
        ({"type": "pingback"}, "a pingback is no comment of a reader"),
        ({"type": "trackback"}, "a trackback is no comment of a reader"),
        ({"content": ""}, "nothing is said in it"),
        ({"content": "x" * 20_001}, "it has 20,001 characters"),
    ],
)
def test_what_is_no_readers_comment_is_left_out_and_says_why(studied, fields, why):
    result = imported(studied, export(item(1, comments=[comment(5, "Words.", **fields)])))
    assert taken(studied) == []
    assert of(result, "post-1, comment 5").endswith(f"post-1, comment 5: left out: {why}")


def test_nothing_is_kept_of_who_wrote_it_but_a_name_and_a_day(studied):
    imported(studied, export(item(1, comments=[comment(1, 'See <a href="https://bo.example">me</a>.')])))
    (one,) = taken(studied)
    assert (one.words, one.name, one.day, one.key, one.author) == ("See me.", "Bo", "2024-04-02", None, "")
    with studied.reader() as session:
        kept = str([one.model_dump()] + [row.model_dump() for row in session.exec(select(ImportedItem))])
        assert session.exec(select(CommentTally)).all() == []
    for said in ("mail.example", "bo.example", "192.0.2.7"):
        assert said not in kept


def test_an_author_answers_as_one_and_no_reader_does(studied):
    with studied.writer() as session:
        people.put_name(session, "ann", "Ann", "", actor="a", reason="b")
        session.commit()
    said = [
        comment(1, "I am.", name="Ann", user_id=3),
        comment(2, "I am not.", name="ann"),
        comment(3, "No.", name=""),
    ]
    content = export(
        author("ann", "Ann", 3), item(9, creator="ann", status="draft", name="z"), item(1, comments=said)
    )
    imported(studied, content)
    assert [(one.name, one.author) for one in taken(studied)] == [
        ("Ann", "ann"),
        ("ann (a reader)", ""),
        ("", ""),
    ]


def test_comments_of_a_draft_are_told_and_come_once_it_is_public(studied):
    content = export(item(1, text="<p>Nothing.</p>", comments=[comment(1, "Words.")]))
    result = imported(studied, content)
    assert taken(studied) == []
    assert "import again once that is public" in of(result, "post-1, comment 1")
    with studied.writer() as session:
        draft = drafts.find(session, ARTICLES, "post-1")
        fields = draft.fields | {"text": "Nothing [@chu2021]."}
        drafts.save(session, ARTICLES, ANNA, "post-1", drafts.Saving(fields, draft.revision))
        publishing.publish(session, ARTICLES, drafts.find(session, ARTICLES, "post-1"), ANNA, "Mended")
        session.commit()
    again = imported(studied, content)
    assert [one.words for one in taken(studied)] == ["Words."]
    assert [line for line in lines(again) if line.startswith(("+", "~"))] == [
        next(line for line in lines(again) if "comment 1" in line)
    ]


def test_a_second_run_takes_none_twice_and_follows_what_was_let_through(studied):
    imported(studied, export(item(1, comments=[comment(1, "Words.", approved=0), comment(2, "More.")])))
    before = [one.model_dump() for one in taken(studied)]
    imported(studied, export(item(1, comments=[comment(1, "Words.", approved=0), comment(2, "More.")])))
    assert [one.model_dump() for one in taken(studied)] == before
    result = imported(studied, export(item(1, comments=[comment(1, "Words."), comment(2, "Changed.")])))
    assert [(one.words, one.state) for one in taken(studied)] == [
        ("Words.", "published"),
        ("More.", "published"),
    ]
    assert of(result, "post-1, comment 1").startswith("~")
    assert of(result, "post-1, comment 2").endswith("changed there; what is here stays")


def test_readers_may_comment_where_they_could_or_where_somebody_did(studied):
    content = export(
        item(1),
        item(2, comment_status="closed"),
        item(3, comment_status="closed", comments=[comment(1, "Words.")]),
    )
    imported(studied, content)
    with studied.reader() as session:
        assert [ARTICLES.row(session, f"post-{number}").takes_comments for number in (1, 2, 3)] == [
            True,
            False,
            True,
        ]
