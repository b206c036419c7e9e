"""Editor-made comparisons: written, bound to the values of their day, and listed once those have changed."""

from dataclasses import replace

import pytest
from sqlmodel import select

from catalog.changes.queries import history_of
from catalog.compare import editorial, queries
from catalog.compare.drafts import ComparisonDraft, Reason, read_comparisons
from catalog.compare.editing import (
    ComparisonError,
    pin_again,
    put_comparison,
    remove_comparison,
    rename_comparison,
)
from catalog.compare.models import Snapshot
from catalog.shelf.shelf import Shelf
from tests.compare.test_pinned import WHO, _pair, change, filled, pair  # noqa: F401
from tests.factories import catalogue

DRAFT = ComparisonDraft(
    "ada-and-bea",
    "Ada and Bea",
    "d=ada,bea",
    "Two pens.",
    "One is *louder*.\n\n<script>alert(1)</script>",
    (Reason("Ada was measured at 58 dB.", "noise"),),
)


def put(session, draft=DRAFT):
    found = put_comparison(session, draft, **WHO)
    session.commit()
    return found


def stale(session):
    from catalog import clock

    return editorial.stale(session, Shelf.rebuilt(session, day=clock.today()))


def test_a_comparison_is_one_change_and_the_same_again_is_none(session, pair):  # noqa: F811
    assert put(session).entity_kind == "comparison"
    assert put(session) is None
    assert len(session.exec(select(Snapshot)).all()) == 1


def test_new_words_keep_the_values_it_was_written_on(session, pair, at_time):  # noqa: F811
    put(session)
    key = queries.comparison(session, DRAFT.slug).snapshot_key
    change(session, pair[0], "noise", "55 dB")
    put(session, replace(DRAFT, text="Other words."))
    assert queries.comparison(session, DRAFT.slug).snapshot_key == key
    put(session, replace(DRAFT, query="d=bea,ada"))
    assert queries.comparison(session, DRAFT.slug).snapshot_key != key


def test_a_changed_value_makes_it_stale_until_it_is_pinned_again(session, pair, at_time):  # noqa: F811
    put(session)
    assert stale(session) == ()
    assert pin_again(session, DRAFT.slug, **WHO) is None
    at_time(2027, 1, 4, 9)
    change(session, pair[0], "noise", "55 dB")
    (found,) = stale(session)
    assert found.slug == DRAFT.slug
    assert found.sentences == ("Dermaline Ada, Noise at 30 cm: 58 dB → 55 dB (2027-01-04)",)
    assert pin_again(session, DRAFT.slug, **WHO)
    session.commit()
    assert stale(session) == ()
    row = queries.comparison(session, DRAFT.slug)
    assert len(history_of(session, "comparison", row.id)) == 2


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (replace(DRAFT, slug="No Slug"), "small letters"),
        (replace(DRAFT, title=" "), "“title” is missing"),
        (replace(DRAFT, title="x" * 201), "more than 200"),
        (replace(DRAFT, text="a\0b"), "cannot be printed"),
        (replace(DRAFT, rank=2**40), "32 bits"),
        (replace(DRAFT, query="d=ada"), "2 to 6 devices"),
        (replace(DRAFT, query="d=ada,nobody"), "no device “nobody”"),
        (replace(DRAFT, query="d=ada,bea&show=diff"), "shows every row"),
        (replace(DRAFT, query="show=all&d=ada,bea"), "Write the query as d=ada,bea"),
        (replace(DRAFT, query="d=ada,bea&depth_at=xyz"), "cannot be used"),
        (replace(DRAFT, reasons=(Reason("It shines.", "shine"),)), "no row “shine”"),
        (replace(DRAFT, reasons=(Reason("It is wide.", "size"),)), "row"),
        (replace(DRAFT, reasons=(Reason("It charges.", "charging"),)), "nothing is known"),
    ],
)
def test_what_cannot_be_saved_is_refused_in_words(session, pair, draft, words):  # noqa: F811
    with pytest.raises(ComparisonError, match=words):
        put_comparison(session, draft, **WHO)
    session.rollback()
    assert queries.comparisons(session) == []


def test_a_removed_comparison_is_gone_and_its_values_stay(session, pair):  # noqa: F811
    put(session)
    assert remove_comparison(session, DRAFT.slug, **WHO)
    assert remove_comparison(session, DRAFT.slug, **WHO) is None
    assert len(session.exec(select(Snapshot)).all()) == 1


def test_a_former_address_is_not_given_to_another(session, pair):  # noqa: F811
    put(session)
    rename_comparison(session, DRAFT.slug, "bea-and-ada", **WHO)
    with pytest.raises(ComparisonError, match="still leads to it"):
        put_comparison(session, DRAFT, **WHO)
    put(session, replace(DRAFT, slug="third"))
    with pytest.raises(ComparisonError, match="is, or was"):
        rename_comparison(session, "third", DRAFT.slug, **WHO)
    assert rename_comparison(session, "bea-and-ada", DRAFT.slug, **WHO)


# --- pages


@pytest.fixture
def written(app, filled):  # noqa: F811
    with catalogue(app) as session:
        put_comparison(session, DRAFT, **WHO)
        put_comparison(session, replace(DRAFT, slug="draft", title="Draft", is_published=False), **WHO)
    return filled


def test_the_list_names_what_is_published(page, written):
    found = page("comparisons.index")
    assert found.links("main h2 a") == ["/comparisons/ada-and-bea"]


def test_an_empty_list_says_so(page):
    assert "None has been written yet" in page("comparisons.index").text("main")


def test_the_page_has_text_reasons_values_and_a_byline(page, written):
    found = page("comparisons.show", slug=DRAFT.slug)
    assert found.text("h1") == "Ada and Bea"
    assert "MTSPen.com · Prepared from the cited sources; not yet reviewed by an author" in found.text(".byl")
    assert found.text(".text em") == "louder"
    assert "<script>alert" not in found.html
    assert found.texts(".reason") == [
        "Ada was measured at 58 dB. Noise at 30 cm: A: 58 dB; B: we haven’t found this yet"
    ]
    assert found.links(".reason a") == ["#r-noise"]
    assert found.one("link[rel=canonical]").get("href") == "http://localhost/comparisons/ada-and-bea"
    assert not found.all("meta[name=robots]")
    assert {"/devices/ada", "/devices/bea"} <= set(found.links(".text a"))
    assert not found.all("#since")


def test_a_value_that_changed_is_named_in_public(app, page, written):
    with catalogue(app) as session:
        change(session, written[0], "noise", "55 dB")
    found = page("comparisons.show", slug=DRAFT.slug)
    assert found.text("#since b") == "1 value has changed since this was written."
    assert found.texts("#r-noise .v")[0] == "58 dB"


def test_a_former_address_leads_on(app, client, written):
    with catalogue(app) as session:
        rename_comparison(session, DRAFT.slug, "bea-and-ada", **WHO)
    answer = client.get(f"/comparisons/{DRAFT.slug}")
    assert (answer.status_code, answer.location) == (301, "/comparisons/bea-and-ada")


@pytest.mark.parametrize("slug", ["draft", "nobody", "%00", "x" * 3000, "' OR 1=1", "..", "%F0%9F%92%89"])
def test_a_draft_is_as_unknown_as_a_name_nobody_has(client, written, slug):
    assert client.get(f"/comparisons/{slug}", follow_redirects=True).status_code == 404


# --- files


def test_every_problem_of_a_file_is_named_with_its_line(tmp_path):
    folder = tmp_path / "comparisons"
    folder.mkdir()
    (folder / "a.md").write_text('+++\ntitle = "A"\nquery = "d=a"\ncolour = 1\n+++\nText')
    (folder / "b.md").write_text("no table")
    (folder / "c.md").write_text('+++\ntitle = "A"\nsummary = "S"\nquery = "d=a"\n+++\n# Again\n')
    (folder / "d.md").write_text("+++\ntitle = \n+++\n")
    (folder / "e.md").write_bytes(b"\xff\xfe")
    (folder / "f.md").write_text(
        '+++\ntitle = "A"\nsummary = "S"\nquery = "d=a,b"\n\n[[reasons]]\nwords = "x"\nrow = 3\n+++\n'
    )
    problems = []
    assert read_comparisons(tmp_path, problems) == []
    assert [problem for problem in problems if "e.md" not in problem and "d.md" not in problem] == [
        "comparisons/a.md, line 4: nobody knows “colour”.",
        "comparisons/a.md, line 1: “summary” is missing, or no text.",
        "comparisons/b.md, line 1: the file starts with a table between two lines of +++.",
        "comparisons/c.md, line 4: A comparison has 2 to 6 devices; these are 1.",
        "comparisons/c.md, line 6: the page has one title already; use ## for headings.",
        "comparisons/f.md, line 6: every [[reasons]] table has a text “words” and a text “row”, "
        "and nothing else.",
    ]
    assert any("comparisons/d.md" in problem and "line 2" in problem for problem in problems)
    assert any("comparisons/e.md: cannot be read as UTF-8" in problem for problem in problems)
