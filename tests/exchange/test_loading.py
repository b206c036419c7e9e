"""How a load behaves: one change a product, nothing the second time, all or nothing."""

import pytest
from rich.console import Console
from sqlmodel import col, select

from catalog.changes.models import Change
from catalog.changes.queries import current_version, verify_chain
from catalog.exchange import seeds
from catalog.products import queries
from catalog.products.models import LegalStatus, Offer, Product, StatementRow
from catalog.science import editing as science


def test_every_entity_is_one_change_by_the_seeds(database, loaded, seed_folder):
    assert loaded(seed_folder) == 17
    with database.reader() as session:
        changes = session.exec(select(Change).order_by(col(Change.number))).all()
        assert [change.entity_kind for change in changes] == [
            "brand", "source", "study", "safety_item", "depth_band", "layer_thickness",
            "milestone", "cleaning_rule", "guidance", "glossary_term", "claim", "concern",
            "author", "method", "product", "product", "article",
        ]  # fmt: skip
        assert {change.actor for change in changes} == {"seeds"}
        assert verify_chain(session) == []


def test_loading_again_changes_nothing(database, loaded, seed_folder):
    loaded(seed_folder)
    assert loaded(seed_folder) == 0
    with database.reader() as session:
        assert current_version(session) == 17


def test_an_edited_file_is_one_change(database, loaded, seed_folder):
    loaded(seed_folder)
    seed_folder.edit("devices/dr-pen-a6.toml", "up to 2.5 mm", "up to 3.0 mm")
    assert loaded(seed_folder) == 1
    with database.reader() as session:
        change = session.get(Change, 18)
        assert '["up to 2.5 mm","up to 3.0 mm"]' in change.payload


def test_what_a_file_says_is_what_is_stored(database, loaded, seed_folder):
    loaded(seed_folder)
    with database.reader() as session:
        length, noise = session.exec(select(StatementRow).order_by(col(StatementRow.place))).all()
        assert (length.says, length.kind, length.origin) == (
            "up to 2.5 mm",
            "claimed",
            "dr-pen-a6/needle_max_mm",
        )
        assert (noise.source_id, noise.known_by) == (None, "recalled")
        assert session.exec(select(Offer.amount_minor)).one() == 1_500_000
        legal = session.exec(select(LegalStatus)).one()
        assert (legal.outcome, legal.date.precision) == ("warning", "month")


def test_an_amount_is_counted_in_the_currencys_own_minor_unit(database, loaded, seed_folder):
    seed_folder.edit(
        "devices/dr-pen-a6.toml",
        'amount = "15000.00"\ncurrency = "PKR"',
        'amount = "15000"\ncurrency = "JPY"',
    )
    loaded(seed_folder)
    with database.reader() as session:
        assert session.exec(select(Offer.amount_minor)).one() == 15_000


def test_a_text_that_cannot_be_parsed_is_kept_without_a_value(database, loaded, seed_folder):
    seed_folder.edit("devices/dr-pen-a6.toml", 'says = "up to 2.5 mm"', 'unparsed = "25 settings in all"')
    loaded(seed_folder)
    with database.reader() as session:
        row = session.exec(select(StatementRow).where(StatementRow.place == 0)).one()
        assert (row.says, row.value, row.state) == ("25 settings in all", None, "known")


def test_both_sides_of_a_fit_are_kept(database, loaded, seed_folder):
    loaded(seed_folder)
    with database.reader() as session:
        ids = queries.ids_by_slug(session, Product, ["dr-pen-a6", "a6-12"])
        drafts = queries.drafts(session, list(ids.values()))
        assert drafts[ids["dr-pen-a6"]].fits[0].answer == "fits"
        assert drafts[ids["a6-12"]].fits[0].answer == "not verified"


def test_a_load_that_breaks_off_leaves_nothing_and_the_next_one_does_it_all(
    database, loaded, seed_folder, monkeypatch
):
    class Killed(BaseException):
        pass

    def die(*_args, **_kwargs):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(science, "put_depth_band", die)
        with pytest.raises(Killed):
            loaded(seed_folder)
    with database.reader() as session:
        assert current_version(session) == 0
    assert loaded(seed_folder) == 17


def test_the_bar_counts_every_entity(database, seed_folder):
    console = Console(record=True, width=80, force_terminal=True, quiet=False)
    seeds.load(database.writer, seed_folder.path, console)
    assert "Loading the seeds" in console.export_text()
