"""Need pages: files, the table, the log and the page."""

import json

import pytest

from catalog.changes.queries import history_of
from catalog.finder import queries
from catalog.finder.editing import SavedFilterError, put_need, remove_need
from catalog.finder.needs import NeedDraft, filters_of, read_needs
from catalog.places import place

WHO = {"actor": "tests", "reason": "A test"}
DRAFT = NeedDraft(
    "low", "Low rollers", "depth_never_above=0.5&kind=roller", "Rollers.", "Text.", ("A reason.",)
)


def test_every_seeded_need_reads_and_says_why():
    problems = []
    drafts = read_needs(place("seeds"), problems)
    assert not problems
    assert len(drafts) == 4
    for draft in drafts:
        assert draft.reasons
        assert draft.summary
        assert draft.text
        assert filters_of(draft.query).query_string() == draft.query


def test_every_problem_of_a_file_is_named_with_its_place(tmp_path):
    (tmp_path / "needs").mkdir()
    (tmp_path / "needs" / "a.md").write_text('+++\ntitle = "A"\nfilter = "kind=spaceship"\ncolour = 1\n+++\n')
    (tmp_path / "needs" / "b.md").write_text("no table")
    (tmp_path / "needs" / "C d.md").write_text('+++\ntitle="x"\nsummary="x"\nfilter="kind=roller,pen"\n+++\n')
    problems = []
    assert read_needs(tmp_path, problems) == []
    assert problems == [
        "needs/C d.md: the file's name becomes the address: small letters, digits and hyphens.",
        "needs/C d.md: Write the filter as kind=pen,roller.",
        "needs/a.md: nobody knows “colour”.",
        "needs/a.md: “summary” is missing, or no text.",
        "needs/a.md: “spaceship” cannot be used: “spaceship” is none of: pen, roller, stamp.",
        "needs/b.md, line 1: the file starts with a table between two lines of +++.",
    ]


def test_a_file_that_is_no_text_is_a_problem_and_a_byte_order_mark_is_none(tmp_path):
    (tmp_path / "needs").mkdir()
    (tmp_path / "needs" / "bytes.md").write_bytes(b"\xff\xfe\x00")
    front = '+++\ntitle="x"\nsummary="x"\nfilter="kind=roller"\n+++\n'
    (tmp_path / "needs" / "marked.md").write_bytes(front.encode("utf-8-sig"))
    problems = []
    assert [draft.slug for draft in read_needs(tmp_path, problems)] == ["marked"]
    assert len(problems) == 1
    assert problems[0].startswith("needs/bytes.md: cannot be read as UTF-8 text")


def test_a_second_title_in_a_text_is_a_problem(tmp_path):
    (tmp_path / "needs").mkdir()
    front = '+++\ntitle="x"\nsummary="x"\nfilter="kind=roller"\n+++\n'
    (tmp_path / "needs" / "a.md").write_text(f"{front}# Again\n")
    (tmp_path / "needs" / "b.md").write_text(f"{front}Again\n=====\n")
    (tmp_path / "needs" / "c.md").write_text(f"{front}## Below #1\n")
    problems = []
    assert [draft.slug for draft in read_needs(tmp_path, problems)] == ["c"]
    assert len(problems) == 2


def test_saving_a_need_is_one_change_and_saving_it_again_none(session):
    change = put_need(session, DRAFT, **WHO)
    assert change.entity_kind == "need"
    assert put_need(session, DRAFT, **WHO) is None
    row = queries.need(session, "low")
    assert (row.query, json.loads(row.reasons)) == (DRAFT.query, ["A reason."])
    changed = put_need(session, NeedDraft("low", "Lower rollers", DRAFT.query), **WHO)
    assert json.loads(changed.payload)["fields"]["title"] == ["Low rollers", "Lower rollers"]
    assert queries.changed_on(session, row) == changed.at[:10]
    assert len(history_of(session, "need", row.id)) == 2


def test_a_need_can_be_taken_away(session):
    put_need(session, DRAFT, **WHO)
    assert remove_need(session, "low", **WHO) is not None
    assert queries.needs(session) == []
    assert remove_need(session, "low", **WHO) is None


@pytest.mark.parametrize("query", ["", "kind=spaceship", "needs=low", "kind=roller,pen", "kind=pen&page=2"])
def test_a_filter_that_asks_for_nothing_or_wrongly_is_refused(session, query):
    with pytest.raises(SavedFilterError):
        put_need(session, NeedDraft("x", "X", query), **WHO)


def test_a_need_page_is_a_text_over_the_live_list(seeded_app, seeded_client):
    for draft in read_needs(place("seeds"), []):
        response = seeded_client.get(f"/devices/needs/{draft.slug}")
        assert response.status_code == 200
        assert draft.title in response.text
        assert "not yet reviewed by an author" in response.text
        assert 'content="noindex' not in response.text
        counts = seeded_client.get(f"/devices.json?needs={draft.slug}").json["counts"]
        assert counts == seeded_client.get(f"/devices.json?{draft.query}").json["counts"]


def test_an_unknown_need_is_not_found(seeded_client):
    assert seeded_client.get("/devices/needs/nothing").status_code == 404
