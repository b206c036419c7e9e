"""A retraction is noted at the desk with the study, and all that leans on the study is in doubt at once."""

import pytest
from sqlmodel import select

from catalog.changes.models import Change
from catalog.changes.queries import current_version
from catalog.editorial import publishing
from catalog.science.editing import put_notice
from catalog.science.models import StudyNotice
from catalog.science.standing import doubts
from catalog.studies.editable import StudyEditable
from tests.factories import catalogue
from tests.html import Page
from tests.studies.test_study_editable import A_STUDY
from tests.written import WHO, publish, said

STUDIES = StudyEditable()
RETRACTED = {
    "nature": "retraction",
    "day": "2026-03-05",
    "where": "10.1234/notice",
    "reasons": "Data\nImages",
}
CORRECTED = {"nature": "correction", "day": "2025", "where": "7654321", "reasons": ""}


def kept(session):
    rows = session.exec(select(StudyNotice).order_by(StudyNotice.slug)).all()
    return [(row.slug, row.nature, row.day, row.reasons, row.doi, row.pmid) for row in rows]


def test_what_is_noted_comes_back_and_is_one_change_for_each(session):
    publish(session, STUDIES, A_STUDY)
    before = current_version(session)
    fields = A_STUDY | {"notices": [CORRECTED, RETRACTED | {"where": "https://doi.org/10.1234/NOTICE"}]}
    assert publish(session, STUDIES, fields, "chu2021") is not None
    assert current_version(session) == before + 2
    assert kept(session) == [
        ("desk-chu2021-1", "correction", "2025", (), None, "7654321"),
        ("desk-chu2021-2", "retraction", "2026-03-05", ("Data", "Images"), "10.1234/notice", None),
    ]
    read = STUDIES.read(session, "chu2021")
    assert read["notices"] == [CORRECTED, RETRACTED]
    assert publish(session, STUDIES, read, "chu2021") is None
    assert doubts(session)["chu2021"].word == "retracted"


def test_a_notice_that_goes_leaves_the_others_as_they_are(session):
    publish(session, STUDIES, A_STUDY | {"notices": [CORRECTED, RETRACTED]})
    publish(session, STUDIES, A_STUDY | {"notices": [RETRACTED]}, "chu2021")
    assert [one[:2] for one in kept(session)] == [("desk-chu2021-2", "retraction")]
    publish(session, STUDIES, A_STUDY | {"notices": [RETRACTED | {"day": "2026-03-06"}]}, "chu2021")
    assert [one[:3] for one in kept(session)] == [("desk-chu2021-2", "retraction", "2026-03-06")]
    publish(session, STUDIES, A_STUDY | {"notices": []}, "chu2021")
    assert (kept(session), doubts(session)) == ([], {})


def test_what_a_list_says_is_not_touched(session):
    publish(session, STUDIES, A_STUDY)
    listed = StudyNotice(slug="retraction-watch-7", study="chu2021", nature="correction")
    put_notice(session, listed, actor="import", reason="A test")
    assert STUDIES.read(session, "chu2021")["notices"] == []
    publish(session, STUDIES, A_STUDY | {"notices": [RETRACTED]}, "chu2021")
    publish(session, STUDIES, A_STUDY | {"notices": []}, "chu2021")
    assert [one[0] for one in kept(session)] == ["retraction-watch-7"]


def test_undoing_a_change_of_the_study_leaves_the_notices(session):
    first = publish(session, STUDIES, A_STUDY)
    publish(session, STUDIES, A_STUDY | {"finding": "None in 36.", "notices": [RETRACTED]}, "chu2021")
    number = STUDIES.entity_id(session, "chu2021")
    publishing.go_back(session, STUDIES, "chu2021", number, first.number, WHO, "A test")
    read = STUDIES.read(session, "chu2021")
    assert (read["finding"], read["notices"]) == (A_STUDY["finding"], [RETRACTED])


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"nature": ""}, "nature", "Please choose one."),
        ({"day": "soon"}, "day", "This is no date"),
        ({"day": "2999-01-01"}, "day", "still to come"),
        ({"where": ""}, "where", "This is missing."),
        ({"where": "the journal"}, "where", "is no DOI"),
        ({"where": "PMID: 0"}, "where", "is no PMID"),
    ],
)
def test_what_is_wrong_is_said_in_its_row(session, change, field, words):
    fields = A_STUDY | {"notices": [CORRECTED, RETRACTED | change]}
    ((found, sentence),) = said(STUDIES.faults(session, fields, None))
    assert found == f"notices-1-{field}"
    assert words in sentence


def test_a_retraction_noted_at_the_desk_puts_what_leans_on_it_in_doubt(desk, own_app):
    form = {"notices-0-nature": "retraction", "notices-0-day": "2026-03-05", "do": "publish", "reason": "x"}
    where = {"notices-0-where": "https://doi.org/10.1234/made-up-notice"}
    kept_row = desk.fill("/desk/studies/chu2021", ".editor-form", **form)
    assert kept_row.status_code == 422, "the kind alone is no row that may get lost"
    assert desk.fill("/desk/studies/chu2021", ".editor-form", **form, **where).status_code == 303
    shown = Page(desk.client.get("/studies/chu2021"))
    assert "This study was retracted." in shown.texts(".note.bad")[0]
    standing = shown.text("#standing")
    assert "Retraction" in standing
    assert "What the journal or its publisher said was noted here." in standing
    assert "https://doi.org/10.1234/made-up-notice" in shown.links("#standing a")
    assert "retracted" in Page(desk.client.get("/for/acne-scars")).text("main")
    assert "it was retracted, as a notice says" in Page(desk.client.get("/corrections")).text("main")
    again = Page(desk.client.get("/desk/studies/chu2021"))
    assert again.one("#notices-0-where").get("value") == "10.1234/made-up-notice"
    with catalogue(own_app) as session:
        newest = session.exec(select(Change).order_by(Change.number.desc())).first()
        assert (newest.entity_kind, newest.actor) == ("study_notice", "anna")
