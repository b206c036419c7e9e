"""Exported, imported, exported again: the same bytes, on both databases and from one to the other."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog import create_app
from catalog.changes.queries import current_version, verify_chain
from catalog.changes.saving import remove_row, save_row
from catalog.exchange.bundle_manifest import MANIFEST
from catalog.exchange.bundle_tables import LEFT_OUT
from catalog.exchange.bundle_writing import export, folder_at, left_out_counts
from catalog.exchange.importing import FileError
from catalog.glossary.models import GlossaryTerm
from catalog.people.models import Account
from catalog.products import checking
from tests.every_page import EVERY_PAGE
from tests.exchange.bundles import PICTURE, SECRETS, SHIFT, Maker, Place, files_in
from tests.factories import WHO, make_device


@pytest.mark.parametrize("there", ["sqlite", "postgresql"])
def test_everything_comes_back_and_is_exported_as_the_same_bytes(
    full: Place, empty: Maker, there: str
) -> None:
    before = full.exported()
    place = empty(there)
    result = place.take(before)
    assert result.is_written
    assert place.exported() == before
    names = full.counts().keys() - LEFT_OUT.keys()
    assert {name: place.counts().get(name) for name in names} == {name: full.counts()[name] for name in names}
    # And from there back again.
    back = empty("sqlite")
    back.take(before)
    assert back.exported() == before
    with place.database.latest() as session, full.database.latest() as other:
        assert verify_chain(session) == []
        assert checking.check(session) == checking.check(other)
        assert current_version(session) == current_version(other) > 0


def test_the_pictures_come_back_and_nothing_waits_to_be_swept(full: Place, empty: Maker) -> None:
    place = empty("sqlite")
    place.take(full.exported())
    (file,) = place.rows("picture_file")
    assert place.store.get(f"{file['digest']}.avif") == PICTURE
    assert "upload" not in place.counts()


def test_a_picture_that_the_store_has_lost_is_named_and_lost_again(full: Place, empty: Maker) -> None:
    (name,) = [one.name for one in full.store.found()]
    full.store.put(name, b"other bytes than its name says")
    bundle = full.exported()
    assert json.loads(files_in(bundle)[MANIFEST])["lost"] == [name]
    place = empty("sqlite")
    result = place.take(bundle)
    assert any(name in note for note in result.notes)
    assert place.exported() == bundle


def test_nothing_to_sign_in_with_is_in_it_and_each_account_is_handed_a_link(
    full: Place, empty: Maker
) -> None:
    bundle = full.exported()
    whole = b"".join(files_in(bundle).values())
    for secret in ("$argon2id", "MADEUPTOTPSECRET", "MADEUPOFFEREDSECRET", "made-up-recovery-digest"):
        assert secret.encode() not in whole
    place = empty("sqlite")
    notes = place.take(bundle).notes
    (account,) = place.rows("account")
    assert (account["password"], account["totp"], account["totp_last"]) == (None, None, None)
    assert account["recovery_json"] == "[]"
    (link,) = [note for note in notes if note.startswith("anna sets a password")]
    app = create_app(place.settings)
    app.testing = True
    answer = app.test_client().get(link[link.index("/set-password/") :])
    assert (answer.status_code, 'type="password"' in answer.text) == (200, True)
    app.extensions["watcher"].close()
    app.extensions["database"].close()


def test_what_is_left_out_is_named_with_its_reason_and_counted(full: Place) -> None:
    manifest = full.export(full.folder / "a.zip")
    with full.database.latest() as session:
        counts = left_out_counts(session, manifest.kind)
    assert counts == dict.fromkeys(LEFT_OUT, 1)
    assert {
        "desk_session",
        "one_time_link",
        "sign_in_tally",
        "comment_tally",
        "import_file",
    } < LEFT_OUT.keys()
    assert counts.keys() < manifest.left_out.keys()
    assert {f"account.{name}" for name in SECRETS} < manifest.left_out.keys()
    assert all(why.endswith(".") for why in manifest.left_out.values())


def test_the_same_state_is_the_same_bytes_at_any_time_and_in_a_folder(
    full: Place, at_time: Callable[..., object], tmp_path: Path
) -> None:
    at_time(2026, 3, 1)
    first = full.exported()
    at_time(2027, 12, 24)
    assert full.exported() == first
    with folder_at(tmp_path / "folder") as sink:
        export(full.database, full.store, full.settings, sink, "whole")
    inside = {
        str(path.relative_to(tmp_path / "folder")): path.read_bytes()
        for path in (tmp_path / "folder").rglob("*")
        if path.is_file()
    }
    assert inside == files_in(first)


def test_a_folder_that_was_zipped_by_another_program_comes_back(
    full: Place, empty: Maker, tmp_path: Path
) -> None:
    with folder_at(tmp_path / "folder") as sink:
        export(full.database, full.store, full.settings, sink, "whole")
    shutil.make_archive(str(tmp_path / "zipped"), "zip", tmp_path / "folder")
    with zipfile.ZipFile(tmp_path / "zipped.zip") as archive:
        assert "tables/" in archive.namelist()
    place = empty("sqlite")
    place.take(tmp_path / "zipped.zip")
    assert place.exported() == full.exported()


def test_every_page_of_the_copy_is_that_of_the_original(full: Place, empty: Maker) -> None:
    place = empty("postgresql")
    place.take(full.exported())
    apps = [create_app(one.settings) for one in (full, place)]
    here, there = (app.test_client() for app in apps)
    for address in EVERY_PAGE.values():
        assert there.get(address).data == here.get(address).data, address
    for app in apps:
        app.extensions["watcher"].close()
        app.extensions["unmet"].settle()
        app.extensions["database"].close()


def test_new_rows_of_the_copy_have_ids_that_neither_rows_nor_the_log_have(full: Place, empty: Maker) -> None:
    with full.database.writer() as session:
        # Its id is known to the log alone.
        save_row(session, GlossaryTerm, GlossaryTerm(slug="gone", term="Gone", definition="Was here."), **WHO)
        gone = session.execute(sa.text("SELECT id FROM glossary_term WHERE slug = 'gone'")).scalar_one()
        remove_row(session, GlossaryTerm, "gone", **WHO)
        session.commit()
    place = empty("postgresql")
    place.take(full.exported())
    with place.database.writer() as session:
        make_device(session, "made-up-pen")
        save_row(session, GlossaryTerm, GlossaryTerm(slug="new", term="New", definition="Is here."), **WHO)
        session.commit()
        new = session.execute(sa.text("SELECT id FROM glossary_term WHERE slug = 'new'")).scalar_one()
        product = session.execute(sa.text("SELECT id FROM product WHERE slug = 'made-up-pen'")).scalar_one()
        assert new > gone >= SHIFT
        assert product > SHIFT
        assert verify_chain(session) == []


def test_a_rehearsal_says_what_would_come_and_writes_nothing(full: Place, empty: Maker) -> None:
    place = empty("sqlite")
    result = place.take(full.exported(), dry_run=True)
    said = list(result.sentences())
    assert said[0].endswith("tables would be added.")
    assert any(line.startswith("product: ") and "rows. Devices" in line for line in said)
    assert place.counts() == {"catalogue": 1}
    assert list(place.store.found()) == []


def test_readers_of_a_running_site_see_the_whole_catalogue_at_once(full: Place, empty: Maker) -> None:
    place = empty("sqlite")
    app = create_app(place.settings)
    app.testing = True
    client = app.test_client()
    assert "dr-pen-a6" not in client.get("/devices.json").text
    place.take(full.exported())
    assert client.get("/devices/dr-pen-a6").status_code == 200
    assert "dr-pen-a6" in client.get("/devices.json").text
    app.extensions["watcher"].close()
    app.extensions["database"].close()


def test_who_writes_does_not_wait_for_an_export_and_is_not_in_it(full: Place) -> None:
    before = full.exported()
    written = []

    class Slow:
        """Saves something after the first table."""

        def __init__(self, sink: object) -> None:
            self.sink = sink

        def file(self, name: str, *, is_small: bool = False) -> object:
            if name == "tables/article.jsonl":
                with full.database.writer() as session:
                    make_device(session, "a-pen-made-meanwhile")
                    session.commit()
                written.append(name)
            return self.sink.file(name, is_small=is_small)  # type: ignore[attr-defined]

    from catalog.exchange.bundle_writing import zip_at

    with zip_at(full.folder / "slow.zip") as sink:
        export(full.database, full.store, full.settings, Slow(sink), "whole")
    assert written
    assert (full.folder / "slow.zip").read_bytes() == before
    assert full.exported() != before


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40)
EDITS = st.lists(
    st.tuples(st.sampled_from("abcde"), st.one_of(st.none(), st.tuples(WORDS, st.lists(WORDS, max_size=3)))),
    max_size=12,
)


@pytest.mark.long
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_whatever_was_saved_and_removed_comes_back(
    edits: list[tuple[str, tuple[str, list[str]] | None]],
    tmp_path_factory: pytest.TempPathFactory,
    empty_file: Path,
) -> None:
    folder = tmp_path_factory.mktemp("edits")
    places = []
    for name in ("here", "there"):
        (folder / name).mkdir()
        shutil.copy(empty_file, folder / name / "catalog.sqlite3")
        places.append(Place(folder / name, f"sqlite:///{folder / name / 'catalog.sqlite3'}"))
    here, there = places
    with here.database.writer() as session:
        for slug, said in edits:
            if said is None:
                remove_row(session, GlossaryTerm, slug, **WHO)
            else:
                term = GlossaryTerm(
                    slug=slug, term=f"{slug} {said[0]}", definition=said[0], also_json=json.dumps(said[1])
                )
                save_row(session, GlossaryTerm, term, **WHO)
        session.commit()
    bundle = here.exported()
    there.take(bundle)
    assert there.exported() == bundle
    assert there.rows("glossary_term") == here.rows("glossary_term")
    assert there.rows("change") == here.rows("change")
    for place in places:
        place.database.close()


def test_a_copy_is_not_filled_twice(full: Place, empty: Maker) -> None:
    place, bundle = empty("sqlite"), full.exported()
    place.take(bundle)
    with pytest.raises(FileError, match="goes into an empty database, and this one has rows in brand and"):
        place.take(bundle)
    assert place.exported() == bundle
    with place.database.latest() as session:
        assert session.execute(sa.select(sa.func.count()).select_from(Account)).scalar_one() == 1
