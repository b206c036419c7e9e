"""The public bundle: what everybody may read and nothing else, from which another catalogue begins."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import sqlalchemy as sa

from catalog import create_app
from catalog.changes.queries import current_version, verify_chain
from catalog.exchange.bundle_manifest import MANIFEST
from catalog.exchange.bundle_tables import NOT_PUBLIC, PUBLIC, WORDS
from catalog.exchange.bundle_writing import left_out_counts
from catalog.products import checking
from tests.every_page import EVERY_PAGE
from tests.exchange.bundles import SHIFT, Maker, Place, files_in
from tests.factories import make_device
from tests.html import Page

HUSH = "not-for-everybody"
ONE = SHIFT + 1
LAST_CHANGED = re.compile(r" ?[·,] last changed \d+ \w+ \d{4}")
OF_SAMPLES = re.compile(rb'"(?:\w+_)?id":10000[12]\b')
HIDDEN = (
    f"UPDATE product SET is_published = {{no}}, name = '{HUSH}', notes = '{HUSH}' WHERE id > {SHIFT}",
    f"UPDATE statement SET note = '{HUSH}', source_id = {ONE} WHERE id = {ONE}",
    f"UPDATE source SET note = '{HUSH}' WHERE id = {ONE}",
    f"UPDATE offer SET note = '{HUSH}' WHERE id = {ONE}",
    f"UPDATE legal_status SET note = '{HUSH}' WHERE id = {ONE}",
    f"UPDATE fit SET note = '{HUSH}' WHERE id = {ONE}",
    f"UPDATE former_slug SET slug = '{HUSH}' WHERE product_id = {ONE}",
    f"UPDATE measurement SET note = '{HUSH}' WHERE id = {ONE}",
    f"UPDATE review SET verdict = '{HUSH}' WHERE id = {ONE}",
    f"UPDATE review_link SET target = '{HUSH}' WHERE review_id = {ONE}",
    f"UPDATE former_review_slug SET slug = '{HUSH}' WHERE review_id = {ONE}",
    f"UPDATE picture SET name = '{HUSH}' WHERE id = {ONE}",
    f"UPDATE article SET is_published = {{no}}, text = '{HUSH}', slug = '{HUSH}' WHERE id = {ONE}",
    f"UPDATE article_link SET target = '{HUSH}' WHERE article_id = {ONE}",
    f"UPDATE former_article_slug SET slug = '{HUSH}-2' WHERE article_id = {ONE}",
    f"UPDATE comparison SET is_published = {{no}}, text = '{HUSH}' WHERE id = {ONE}",
    f"UPDATE former_comparison_slug SET slug = '{HUSH}' WHERE comparison_id = {ONE}",
    f"UPDATE snapshot SET made_by = '{HUSH}'",
    f"UPDATE recheck SET slug = 'article:{ONE}', author = '{HUSH}' WHERE id = {ONE}",
    f"UPDATE old_address SET slug = '/{HUSH}', target = '{HUSH}' WHERE id = {ONE}",
    f"UPDATE comment SET words = '{HUSH}', state = 'published' WHERE id = {ONE}",
    f"UPDATE draft SET title = '{HUSH}' WHERE id = {ONE}",
    f"UPDATE revision SET title = '{HUSH}' WHERE id = {ONE}",
    f"UPDATE preview_link SET made_by = '{HUSH}'",
    f"UPDATE account SET login = '{HUSH}' WHERE id = {ONE}",
    f"UPDATE audit_event SET detail = '{HUSH}' WHERE id = {ONE}",
    f"UPDATE report SET text = '{HUSH}' WHERE id = {ONE}",
    f"UPDATE unmet SET keys = '{HUSH}'",
    f"UPDATE empty_search SET words = '{HUSH}'",
    f"UPDATE link_check SET url = '{HUSH}'",
    f"UPDATE imported_item SET called = '{HUSH}'",
    f"UPDATE change SET reason = '{HUSH}' WHERE number = 7",
    f"UPDATE upload SET name = '{HUSH}'",
)
"""What makes the samples private, each with a word that must not come out."""


@pytest.fixture
def hidden(full: Place) -> Place:
    with full.database.writer() as session:
        for statement in HIDDEN:
            done = session.execute(sa.text(statement.format(no="false")))
            assert done.rowcount, statement
        session.commit()
    return full


def test_nothing_that_is_not_public_is_in_it(hidden: Place) -> None:
    bundle = files_in(hidden.exported(PUBLIC))
    for name, content in bundle.items():
        assert HUSH.encode() not in content, name
        assert not OF_SAMPLES.search(content) or name in SAMPLES, name
    assert not any(name.startswith("media/") for name in bundle)
    assert not {f"tables/{name}.jsonl" for name in NOT_PUBLIC} & bundle.keys()
    # The same words are in a whole bundle, so that they would have been found.
    whole = files_in(hidden.exported())
    found = {name[7:-6] for name, content in whole.items() if HUSH.encode() in content}
    assert found == {line.split()[1] for line in HIDDEN} - {"upload", "snapshot"}


SAMPLES = {f"tables/{name}.jsonl" for name in WORDS if name not in NOT_PUBLIC} - {
    f"tables/{line.split()[1]}.jsonl" for line in HIDDEN
}
"""Tables of which the sample is public: claims and studies are."""


def test_what_it_leaves_out_is_counted_and_named(hidden: Place) -> None:
    manifest = hidden.export(hidden.folder / "public.zip", PUBLIC)
    with hidden.database.latest() as session:
        counts = left_out_counts(session, PUBLIC)
    assert {
        "article": 1,
        "product": 2,
        "comparison": 1,
        "picture": 1,
        "draft": 1,
        "comment": 1,
    }.items() <= counts.items()
    assert "cannot be proved from this bundle" in manifest.left_out["change"]
    assert set(NOT_PUBLIC) < manifest.left_out.keys()


def test_whatever_seems_public_is_there(full: Place) -> None:
    with full.database.latest() as session:
        wanted = {
            "product": "SELECT count(*) FROM product WHERE is_published AND document <> ''",
            "article": "SELECT count(*) FROM article WHERE is_published",
            "study": "SELECT count(*) FROM study",
            "claim": "SELECT count(*) FROM claim",
            "author": "SELECT count(*) FROM author",
        }
        numbers = {name: session.execute(sa.text(text)).scalar_one() for name, text in wanted.items()}
    manifest = json.loads(files_in(full.exported(PUBLIC))[MANIFEST])
    assert {name: manifest["rows"][name] for name in numbers} == numbers
    assert min(numbers.values()) > 0


@pytest.mark.parametrize("there", ["sqlite", "postgresql"])
def test_another_catalogue_begins_from_it_and_exports_the_same(
    hidden: Place, empty: Maker, there: str
) -> None:
    bundle = hidden.exported(PUBLIC)
    place = empty(there)
    result = place.take(bundle)
    assert any("the log begins anew here" in note for note in result.notes)
    assert place.exported(PUBLIC) == bundle
    with place.database.latest() as session, hidden.database.latest() as other:
        assert current_version(session) == current_version(other)
        assert verify_chain(session) == []
        assert checking.check(session) == []
    # It goes on from there as any catalogue does, and is itself restored from a whole bundle.
    with place.database.writer() as session:
        make_device(session, "a-made-up-pen")
        session.commit()
    with place.database.latest() as session, hidden.database.latest() as other:
        assert current_version(session) > current_version(other)
        assert verify_chain(session) == []
        newest = current_version(session)
    again = empty("sqlite")
    again.take(place.exported())
    assert again.exported() == place.exported()
    assert json.loads(files_in(place.exported(PUBLIC))[MANIFEST])["version"] == newest


def test_the_copy_shows_what_the_original_shows(hidden: Place, empty: Maker) -> None:
    with hidden.database.writer() as session:
        # A review stays on the site when its product is taken down; there, the heading for reviews shows.
        for table in ("review_link", "former_review_slug"):
            session.execute(sa.text(f"DELETE FROM {table} WHERE review_id = {ONE}"))
        session.execute(sa.text(f"DELETE FROM review WHERE id = {ONE}"))
        session.commit()
    place = empty()
    place.take(hidden.exported(PUBLIC))
    apps = [create_app(one.settings) for one in (hidden, place)]
    here, there = (app.test_client() for app in apps)
    other = []
    for address in EVERY_PAGE.values():
        original, copy = here.get(address), there.get(address)
        if "as_of=" not in address:
            assert copy.status_code == original.status_code, address
        if words(copy) != words(original):
            other.append(address)
    # What the log alone can tell; /about counts sources that nothing public cites.
    untold = ("history", "as_of", "/owner", "/about", "/studies/")
    assert [one for one in other if not any(part in one for part in untold)] == []
    for app in apps:
        app.extensions["watcher"].close()
        app.extensions["unmet"].settle()
        app.extensions["database"].close()


def test_a_copy_does_not_say_of_a_study_that_it_was_looked_up(hidden: Place, empty: Maker) -> None:
    """Which studies a list of retractions was held against is in the log, which the copy does not have."""
    place = empty()
    place.take(hidden.exported(PUBLIC))
    app = create_app(place.settings)
    app.testing = True
    page = Page(app.test_client().get("/studies/dhurat2013")).text("main")
    assert "Not listed does not mean sound" not in page
    assert "notice_list" not in place.counts()
    app.extensions["watcher"].close()
    app.extensions["database"].close()


def words(answer: Any) -> str:
    """What a page says, but for the day on which it was last changed: that is in the log."""
    return LAST_CHANGED.sub("", Page(answer).text("main"))


def test_an_empty_catalogue_has_an_empty_public_bundle(empty: Maker) -> None:
    place, other = empty(), empty()
    bundle = place.exported(PUBLIC)
    other.take(bundle)
    assert other.exported(PUBLIC) == bundle
    assert other.counts() == {"catalogue": 1}
