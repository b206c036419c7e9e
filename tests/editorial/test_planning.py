"""What is planned goes public at its moment, once, without a daemon; cancelling leaves what is live alone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from catalog.changes.models import Change
from catalog.db import DatabaseTrouble
from catalog.editorial import drafts, planning, publishing
from catalog.editorial.models import Draft
from catalog.editorial.planned import Planned
from tests.editorial.conftest import ANNA, NOTES, note
from tests.factories import catalogue

KINDS = {"notes": NOTES}


def planned(database, fields=None, at="2026-03-02T08:00:00.000000Z", zone="Europe/Berlin", **more):
    """A draft that goes public at that moment; its id."""
    with database.writer() as session:
        draft = drafts.save(session, NOTES, ANNA, "", drafts.Saving(fields or note()))
        draft.publish_at, draft.zone = at, zone
        for name, value in more.items():
            setattr(draft, name, value)
        session.add(draft)
        session.commit()
        return draft.id


def stored(database, number):
    with database.reader() as session:
        return session.get(Draft, number)


def public(database, slug="a-title"):
    with database.reader() as session:
        return NOTES.read(session, slug)


def test_nothing_happens_before_the_moment_and_it_is_public_after_it(database, at_time):
    at_time(2026, 3, 1, 12)
    number = planned(database)
    at_time(2026, 3, 2, 7, 59)
    assert planning.run_due(database.writer, KINDS) == []
    assert public(database) is None
    at_time(2026, 3, 2, 8, 0)
    assert planning.run_due(database.writer, KINDS) == ["A title: published"]
    assert public(database)["text"] == note()["text"]
    with database.reader() as session:
        change = session.exec(select(Change)).one()
        assert change.actor == "schedule"
        assert change.reason == "Planned by anna for 2 Mar 2026, 09:00 (Europe/Berlin)"
    assert planning.run_due(database.writer, KINDS) == []
    assert not stored(database, number).is_open


def test_what_is_planned_to_end_is_taken_down_and_stays_a_draft(database, at_time):
    at_time(2026, 3, 1, 12)
    number = planned(database, unpublish_at="2026-03-03T08:00:00.000000Z")
    at_time(2026, 3, 2, 9)
    planning.run_due(database.writer, KINDS)
    assert public(database) is not None
    at_time(2026, 3, 3, 9)
    assert planning.run_due(database.writer, KINDS) == ["A title: taken down"]
    assert public(database) is None
    assert stored(database, number).is_open


def test_what_cannot_be_published_says_why_and_is_not_tried_again(database, at_time):
    at_time(2026, 3, 1, 12)
    broken = planned(database, note("Broken", "See [[broken]], all of it."))
    refused = planned(database, note("refused", "Refused at the last moment."))
    fine = planned(database, note("Fine", "A text that is long enough."))
    at_time(2026, 3, 2, 9)
    assert len(planning.run_due(database.writer, KINDS)) == 3
    assert public(database, "fine") is not None
    assert stored(database, broken).trouble == "there is nothing called “broken”"
    assert stored(database, refused).trouble == "refused at the last moment"
    assert stored(database, broken).publish_at is None
    assert not stored(database, fine).trouble
    assert planning.run_due(database.writer, KINDS) == []


def test_what_was_changed_meanwhile_waits_for_its_author(database, at_time):
    at_time(2026, 3, 1, 12)
    with database.writer() as session:
        NOTES.publish(session, note("Shared"), None, actor="import", reason="")
        draft = drafts.save(
            session, NOTES, ANNA, "shared", drafts.Saving(note("Shared", "Mine, new."), seen=1)
        )
        draft.publish_at = "2026-03-02T08:00:00.000000Z"
        session.add(draft)
        NOTES.publish(session, note("Shared", "Theirs."), "shared", actor="import", reason="")
        session.commit()
        number = draft.id
    at_time(2026, 3, 2, 9)
    planning.run_due(database.writer, KINDS)
    assert public(database, "shared")["text"] == "Theirs."
    assert "changed meanwhile" in stored(database, number).trouble


def test_a_database_that_cannot_be_written_to_leaves_it_due(database, at_time, monkeypatch):
    at_time(2026, 3, 1, 12)
    number = planned(database)
    at_time(2026, 3, 2, 9)

    def locked(*_given, **_more):
        raise DatabaseTrouble("locked", "The database is locked.")

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "publish", locked)
        with pytest.raises(DatabaseTrouble):
            planning.run_due(database.writer, KINDS)
    assert stored(database, number).publish_at is not None
    assert planning.run_due(database.writer, KINDS) == ["A title: published"]


@given(
    st.datetimes(datetime(2027, 1, 1), datetime(2031, 1, 1)),
    st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]),
)
def test_a_moment_named_in_a_zone_is_that_moment(naive, zone):
    naive = naive.replace(second=0, microsecond=0)
    try:
        found = planning.moment(f"{naive:%Y-%m-%d}", f"{naive:%H:%M}", zone)
    except planning.MomentError:
        # Only what the clocks of the zone skip is no moment: going to UTC and back gives another time.
        there = naive.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone))
        assert there.replace(tzinfo=None) != naive
        return
    stored = datetime.strptime(found, planning.FORM).replace(tzinfo=UTC)
    assert stored.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == naive
    assert planning.shown(found, zone) == f"{naive.day} {naive:%b %Y, %H:%M} ({zone})"


@pytest.mark.parametrize(
    ("day", "time", "zone", "field"),
    [
        ("2030-13-01", "09:00", "UTC", "day"),
        ("", "", "UTC", "day"),
        ("2030-01-01", "25:00", "UTC", "time"),
        ("2030-01-01", "", "UTC", "time"),
        ("2030-01-01", "09:00", "Berlin", "zone"),
        ("2030-01-01", "09:00", "../../etc/passwd", "zone"),
        ("2020-01-01", "09:00", "UTC", "day"),
        ("2030-03-31", "02:30", "Europe/Berlin", "time"),
        ("9999-12-31", "23:59", "America/New_York", "day"),
    ],
)
def test_what_is_no_moment_says_so_at_its_field(day, time, zone, field):
    with pytest.raises(planning.MomentError) as error:
        planning.moment(day, time, zone)
    assert error.value.field == field


def test_the_first_request_after_the_moment_publishes_and_others_cost_nothing(notes_app, at_time):
    at_time(2026, 3, 1, 12)
    database, now = notes_app.extensions["database"], [0.0]
    planned(database)
    looks = []
    due = Planned(lambda environ, start: [b"page"], notes_app, every_s=15, monotonic=lambda: now[0])
    look, due.look = due.look, lambda: (looks.append(now[0]), look())
    at_time(2026, 3, 2, 9)
    for now[0] in (1.0, 14.9, 15.0, 15.1, 29.9, 31.0):
        assert due({}, None) == [b"page"]
    assert looks == [15.0, 31.0]
    assert public(database) is not None


def test_a_fault_in_what_is_planned_never_takes_a_page_away(notes_app, monkeypatch):
    due = Planned(lambda environ, start: [b"page"], notes_app, every_s=0)
    monkeypatch.setattr(planning, "next_moment", lambda session: 1 / 0)
    assert due({}, None) == [b"page"]


def test_a_plan_is_made_and_cancelled_at_the_desk(notes_app, writing, begin):
    begin()
    address = "/desk/notes/a-title"
    answer = writing.send(
        f"{address}/publishing", f"{address}/plan", day="2999-01-01", time="09:00", zone="Mars"
    )
    assert answer.status_code == 422
    assert "Choose a time zone" in answer.text
    assert 'value="2999-01-01"' in answer.text
    answer = writing.send(
        f"{address}/publishing", f"{address}/plan", day="2999-01-01", time="09:00", zone="Asia/Kolkata"
    )
    assert answer.status_code == 303
    assert "Goes public 1 Jan 2999, 09:00 (Asia/Kolkata)" in writing.client.get(answer.location).text
    writing.send(f"{address}/publishing", f"{address}/cancel")
    with catalogue(notes_app) as session:
        draft = session.exec(select(Draft)).one()
        assert (draft.publish_at, draft.is_open) == (None, True)


def test_what_is_not_in_order_cannot_be_planned(notes_app, writing, begin):
    begin(note(text=""))
    address = "/desk/notes/a-title"
    answer = writing.send(
        f"{address}/publishing", f"{address}/plan", day="2999-01-01", time="09:00", zone="UTC"
    )
    assert answer.status_code == 422
    assert "cannot be planned yet" in answer.text


def test_a_command_publishes_what_is_due_without_a_reader(own_app, settings, at_time):
    from click.testing import CliRunner

    from catalog.commands import main

    with catalogue(own_app) as session:
        at_time(2026, 3, 1, 12)
        planned_term = drafts.save(session, NOTES, ANNA, "", drafts.Saving(note()))
        planned_term.kind = "nothing that is written here"
        planned_term.publish_at = "2026-03-02T08:00:00.000000Z"
        session.add(planned_term)
    at_time(2026, 3, 2, 9)
    done = CliRunner().invoke(main, ["publish-due", "--instance", str(settings.folder)])
    assert (done.exit_code, done.output) == (0, "Nothing is due.\n")
