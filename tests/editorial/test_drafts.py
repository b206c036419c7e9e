"""Drafts are kept beside what is live, and never overwritten by another page."""

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlmodel import Session, select

from catalog.db import make_engine
from catalog.editorial import drafts
from catalog.editorial.drafts import ClashError, Saving
from catalog.editorial.models import Draft, Revision
from tests.editorial.conftest import ANNA, BERT, NOTES, note


def saved(session, slug="", fields=None, **saving):
    return drafts.save(session, NOTES, ANNA, slug, Saving(fields or note(), **saving))


def test_a_new_draft_has_an_address_made_of_its_title_and_is_not_public(session):
    draft = saved(session, fields=note("How long, exactly? – a Tést"))
    assert draft.slug == "how-long-exactly-a-test"
    assert (draft.revision, draft.is_open, draft.owner, draft.base_version) == (1, True, "anna", 0)
    assert NOTES.read(session, draft.slug) is None


def test_two_drafts_of_one_title_have_two_addresses(session):
    assert [saved(session).slug for _ in range(3)] == ["a-title", "a-title-2", "a-title-3"]


def test_the_same_open_page_begins_one_draft_however_often_it_is_sent(session):
    first = saved(session, tab="t1")
    again = saved(session, fields=note(text="Another text."), tab="t1")
    assert first.id == again.id
    assert again.fields["text"] == "Another text."


def test_the_page_of_somebody_else_never_writes_into_a_draft(session):
    mine = saved(session, tab="t1")
    theirs = drafts.save(session, NOTES, BERT, "", Saving(note(text="Another text."), tab="t1"))
    assert theirs.id != mine.id
    assert mine.fields["text"] == note()["text"]


def test_saving_what_is_there_makes_no_revision(session):
    draft = saved(session)
    saved(session, draft.slug, based_on=1)
    assert len(drafts.revisions(session, draft)) == 1


def test_each_save_is_a_revision_and_the_newest_is_shown(session):
    draft = saved(session)
    for number in range(1, 4):
        draft = saved(session, draft.slug, note(text=f"Text {number}"), based_on=number)
    assert draft.fields["text"] == "Text 3"
    assert [row.number for row in drafts.revisions(session, draft)] == [4, 3, 2, 1]


def test_an_autosave_that_comes_after_the_button_is_set_aside(session):
    draft = saved(session, tab="t")
    draft = saved(session, draft.slug, note(text="All of it"), based_on=1, tab="t")
    with pytest.raises(ClashError) as clash:
        saved(session, draft.slug, note(text="All o"), based_on=1, tab="t", origin="autosaved")
    assert draft.fields["text"] == "All of it"
    assert clash.value.mine.fields["text"] == "All o"


def test_autosaves_of_one_page_replace_each_other_and_a_save_takes_their_place(session):
    draft = saved(session, tab="t")
    for number in range(5):
        draft = saved(
            session, draft.slug, note(text=f"Typing {number}"), based_on=draft.revision, tab="t",
            origin="autosaved",
        )  # fmt: skip
    assert [row.origin for row in drafts.revisions(session, draft)] == ["autosaved", "saved"]
    draft = saved(session, draft.slug, note(text="Done"), based_on=draft.revision, tab="t")
    newest, first = drafts.revisions(session, draft)
    assert (newest.origin, newest.fields["text"]) == ("saved", "Done")
    assert first.fields == note()


def test_a_page_that_was_overtaken_is_set_aside_and_the_newest_stands(session):
    draft = saved(session)
    saved(session, draft.slug, note(text="Mine first"), based_on=1, tab="one")
    with pytest.raises(ClashError) as clash:
        drafts.save(session, NOTES, BERT, draft.slug, Saving(note(text="Theirs"), 1, tab="two"))
    session.commit()
    kept = session.exec(select(Draft)).one()
    assert kept.fields["text"] == "Mine first"
    aside = drafts.revision(session, kept, clash.value.mine.number)
    assert (aside.origin, aside.author, aside.fields["text"]) == ("set aside", "bert", "Theirs")


def test_an_autosave_that_clashes_goes_on_replacing_only_itself(session):
    draft = saved(session)
    saved(session, draft.slug, note(text="First"), based_on=1, tab="one")
    for words in ("a", "ab", "abc"):
        with pytest.raises(ClashError):
            saved(session, draft.slug, note(text=words), based_on=1, tab="two", origin="autosaved")
    texts = [(row.origin, row.fields["text"]) for row in drafts.revisions(session, draft)]
    assert texts == [("set aside", "abc"), ("saved", "First"), ("saved", note()["text"])]


def test_restoring_makes_a_new_revision_and_rewrites_none(session):
    draft = saved(session)
    saved(session, draft.slug, note(text="Second"), based_on=1)
    drafts.restore(session, NOTES, draft, BERT, drafts.revision(session, draft, 1).fields)
    rows = drafts.revisions(session, draft)
    assert [(row.origin, row.fields["text"]) for row in rows] == [
        ("restored", note()["text"]), ("saved", "Second"), ("saved", note()["text"]),
    ]  # fmt: skip
    assert draft.revision == 3


def test_a_draft_that_was_never_public_is_discarded_with_its_revisions(session):
    draft = saved(session)
    drafts.discard(session, draft, is_public=False)
    session.commit()
    assert not session.exec(select(Draft)).all()
    assert not session.exec(select(Revision)).all()


def test_a_title_without_letters_still_has_an_address(session):
    assert saved(session, fields=note("!!!")).slug == "untitled"
    assert saved(session, fields=note("new")).slug == "new-2"


class Pages(RuleBasedStateMachine):
    """Any number of open pages save in any order. The oracle is a list of what was acknowledged.

    What was saved with a button, and what was set aside, is kept in some revision; the newest text is one
    that was based on the newest before it, or came from the same page.
    """

    def __init__(self):
        super().__init__()
        from catalog.schema import tables

        self.engine = make_engine("sqlite://")
        with self.engine.connect().execution_options(catalog_writes=True) as connection:
            tables().create_all(connection)
            connection.commit()
        self.session = Session(self.engine.execution_options(catalog_writes=True))
        self.acknowledged: set[str] = set()
        self.aside: dict[str, str] = {}
        self.pages: dict[str, int] = {}
        self.newest = ""
        self.count = 0

    @initialize()
    def first(self):
        self.draft = drafts.save(self.session, NOTES, ANNA, "", Saving(note(text="0"), tab="p0"))
        self.acknowledged.add("0")
        self.newest, self.pages = "0", {"p0": 1}

    @rule(page=st.sampled_from(["p0", "p1", "p2"]))
    def open_page(self, page):
        self.pages[page] = self.draft.revision

    @rule(page=st.sampled_from(["p0", "p1", "p2"]), by_itself=st.booleans())
    def save(self, page, by_itself):
        if page not in self.pages:
            return
        self.count += 1
        words = str(self.count)
        head = drafts.revision(self.session, self.draft, self.draft.revision)
        is_late = by_itself and head.origin != "autosaved"
        fits = self.pages[page] == self.draft.revision or (head.tab == page and not is_late)
        saving = Saving(note(text=words), self.pages[page], 0, page, "autosaved" if by_itself else "saved")
        try:
            drafts.save(self.session, NOTES, ANNA, self.draft.slug, saving)
            assert fits
            self.newest, self.pages[page] = words, self.draft.revision
            if not by_itself:
                self.acknowledged.add(words)
        except ClashError:
            assert not fits
            # What a page sends later holds what it sent before.
            self.aside[page] = words

    @invariant()
    def the_newest_is_what_was_acknowledged_last(self):
        if self.newest:
            assert self.draft.fields["text"] == self.newest

    @invariant()
    def nothing_saved_with_a_button_is_ever_lost(self):
        if self.newest:
            kept = {row.fields["text"] for row in drafts.revisions(self.session, self.draft)}
            assert self.acknowledged | set(self.aside.values()) | {self.newest} <= kept

    def teardown(self):
        self.session.close()
        self.engine.dispose()


TestPages = Pages.TestCase
TestPages.settings = hypothesis_settings(max_examples=40, stateful_step_count=15, deadline=None)
