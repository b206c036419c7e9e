"""What was refused long ago is deleted, also where no comment comes any more."""

import pytest
from click.testing import CliRunner

from catalog.commands import main
from catalog.comments import editing
from catalog.comments.models import Comment
from catalog.db import DatabaseTrouble
from catalog.editorial.planned import AGAIN_S, Planned
from tests.factories import catalogue


@pytest.fixture
def refused(app, at_time):
    """A comment that was refused on 1 March."""
    at_time(2026, 3, 1, 12)
    with catalogue(app) as session:
        editing.send(session, Comment(kind="article", thing_id=1, words="Refused.", day="2026-03-01"), "a")
        editing.refuse(session, session.get_one(Comment, 1), "mia")


def test_any_page_deletes_what_was_refused_more_than_thirty_days_ago(settings, refused, rows, at_time):
    from catalog import create_app

    # Looked at with each request; else the suite would wait for the seconds between two looks.
    eager = create_app(settings.model_copy(update={"planned_every_s": 0}))
    client = eager.test_client()
    at_time(2026, 3, 31, 12)
    client.get("/about")
    assert rows()[0].words == "Refused."
    at_time(2026, 4, 1, 0)
    client.get("/about")
    assert (rows()[0].state, rows()[0].words, rows()[0].nonce) == ("deleted", "", "")
    eager.extensions["watcher"].close()
    eager.extensions["database"].close()


def test_the_command_deletes_it_without_a_reader(settings, refused, rows, at_time):
    at_time(2026, 4, 1, 0)
    done = CliRunner().invoke(main, ["publish-due", "--instance", str(settings.folder)])
    assert (done.exit_code, done.output) == (0, "Comments refused long ago and deleted now: 1\n")
    assert rows()[0].state == "deleted"


def test_a_chore_is_done_once_a_day_and_tried_again_an_hour_after_it_failed(app, at_time):
    now, done, trouble = [0.0], [], []

    def chore(_database):
        done.append(now[0])
        if trouble:
            raise DatabaseTrouble("locked", "The database is locked.")
        return []

    due = Planned(lambda environ, start: [b"page"], app, every_s=0, chores=[chore], monotonic=lambda: now[0])

    def ask(at):
        now[0] = at
        assert due({}, None) == [b"page"]

    at_time(2026, 3, 1, 12)
    ask(1), ask(2)
    assert done == [1]
    at_time(2026, 3, 2, 0)
    trouble.append(True)
    ask(3), ask(4)
    assert done == [1, 3]
    trouble.clear()
    ask(3 + AGAIN_S), ask(4 + AGAIN_S)
    assert done == [1, 3, 3 + AGAIN_S]
