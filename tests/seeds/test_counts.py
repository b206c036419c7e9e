"""How much there is, and that none of it lacks a source."""

from collections import Counter

from sqlmodel import col, select

from catalog.changes.models import Change
from catalog.changes.queries import current_version, verify_chain
from catalog.exchange import seeds
from catalog.people.models import Author
from catalog.places import place
from catalog.products.readmodel import stale_documents


def test_there_are_53_devices_four_of_them_families_of_18_versions(drafts):
    devices = [draft for draft in drafts.values() if draft.kind != "cartridge"]
    assert sum(not draft.family for draft in devices) == 53
    assert sum(draft.is_family for draft in devices) == 4
    assert Counter(draft.family for draft in devices if draft.family) == {
        "genosys-dts-roller": 5,
        "genosys-dts-stamp": 5,
        "mts-roller": 6,
        "bcn-meso-roller": 2,
    }


def test_67_devices_and_27_cartridges_stand_on_the_shelf(shelf):
    kinds = Counter(entry.kind for entry in shelf.entries if entry)
    assert kinds == {"pen": 33, "roller": 25, "stamp": 9, "cartridge": 27}


def test_there_are_83_sources_of_32_brands(files):
    assert (len(files.sources), len(files.brands)) == (83, 32)


def test_only_manuals_themselves_are_manuals(files):
    assert {source.slug for source in files.sources if source.is_manual} == {
        "skinpen-manual",
        "exceed-manual",
    }


def test_no_value_lacks_a_source(drafts):
    statements = [row for draft in drafts.values() for row in draft.statements]
    assert len(statements) == 446
    assert all(row.source for row in statements)


def test_authors_have_decided_nothing_yet(drafts):
    statements = [row for draft in drafts.values() for row in draft.statements]
    assert {row.rank for row in statements} == {"normal"}
    assert {row.state for row in statements} == {"known"}


def test_every_version_has_one_length_of_its_own(drafts):
    for draft in drafts.values():
        if draft.family:
            assert sum(row.spec == "needle_length" for row in draft.statements) == 1


def test_one_product_is_one_change_by_the_seeds(seeded):
    with seeded.reader() as session:
        changes = session.exec(select(Change).order_by(col(Change.number))).all()
        kinds = Counter(change.entity_kind for change in changes)
        assert (kinds["product"], kinds["source"], kinds["brand"], kinds["study"]) == (98, 83, 32, 79)
        assert (kinds["need"], kinds["comparison"], kinds["author"]) == (4, 3, 1)
        assert kinds["synonym_group"] == 13
        assert {change.actor for change in changes} == {"seeds"}
        assert verify_chain(session) == []


def test_nothing_is_written_in_the_name_of_an_author(seeded):
    with seeded.reader() as session:
        written = session.exec(select(Author)).one().model_dump(exclude={"id"})
    assert written.pop("slug") == "san"
    assert (written.pop("name"), written.pop("title")) == ("San", "Author of MTSPen.com")
    assert set(written.values()) == {"", None}


def test_every_document_equals_a_rebuild(seeded):
    with seeded.reader() as session:
        assert stale_documents(session) == []


def test_loading_the_real_seeds_again_changes_nothing(seeded):
    with seeded.reader() as session:
        version = current_version(session)
    assert seeds.load(seeded.writer, place("seeds"), None) == 0
    with seeded.reader() as session:
        assert current_version(session) == version
