"""Saving products, brands and sources: one save, one change; the same again, none."""

import json
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import Session, col, select

from catalog.changes.models import Change
from catalog.changes.queries import current_version, state_at
from catalog.products import editing, queries, readmodel
from catalog.products.drafts import InvalidDraftError, ProductDraft, SourceDraft
from catalog.products.models import LegalStatus, Product, StatementRow
from tests.factories import (
    WHO,
    cleared,
    fits,
    make_brand,
    make_cartridge,
    make_device,
    make_source,
    offer,
    said,
)


def full(session: Session) -> ProductDraft:
    """A pen of which everything is said that can be said."""
    make_cartridge(session, "dermaline-12")
    return make_device(
        session,
        specs={"needle_length": "0.25–2.5 mm every 0.25", "pin_count": "12, 36"},
        statements=[said("noise", "quite loud", unparsed=True), said("weight", None, state="not_published")],
        offers=[offer("129.00", day="2026-11"), offer("119.00", merchant="A Shop", quantity=10, unit="box")],
        legal=[cleared(), cleared("K654321", source="a-manual")],
        fits=[fits("dermaline-12", note="Says so on the box")],
        audience="home",
        status="current",
        released="2024-02",
        notes="Sold with a case.",
    )


def stored(session: Session, slug: str = "dermaline-one") -> ProductDraft:
    product = product_of(session, slug)
    return queries.drafts(session, [product.id or 0])[product.id or 0]


def product_of(session: Session, slug: str = "dermaline-one") -> Product:
    product = queries.product_by_slug(session, slug)
    assert product
    return product


def fields(change: Change) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(change.payload)["fields"]
    return found


def row_ids(session: Session, table: Any = StatementRow) -> list[int]:
    return list(session.exec(select(table.id).order_by(table.place)))


def test_a_product_is_read_back_as_it_was_saved(session: Session) -> None:
    draft = full(session)
    session.commit()
    session.expire_all()
    read = stored(session)
    assert [row.kind for row in read.statements] == ["claimed"] * 4
    assert [row.outcome for row in read.legal] == ["authorisation"] * 2
    bare = replace(
        read,
        statements=tuple(replace(row, kind=None) for row in read.statements),
        legal=tuple(replace(row, outcome=None) for row in read.legal),
    )
    assert bare == draft


def test_the_same_draft_again_is_no_change(session: Session) -> None:
    draft = full(session)
    version = current_version(session)
    assert editing.put_product(session, draft, **WHO) is None
    assert editing.put_product(session, stored(session), **WHO) is None
    assert current_version(session) == version


def test_the_same_brand_and_source_again_are_no_change(session: Session) -> None:
    brand, source = make_brand(session), make_source(session)
    assert editing.put_brand(session, brand, **WHO) is None
    assert editing.put_source(session, source, **WHO) is None
    assert current_version(session) == 2


def test_one_save_is_one_change_that_names_the_field(session: Session) -> None:
    draft = full(session)
    version = current_version(session)
    change = editing.put_product(session, replace(draft, status="discontinued"), actor="anna", reason="Gone")
    assert change is not None
    assert (change.number, change.actor, change.reason) == (version + 1, "anna", "Gone")
    assert fields(change) == {"status": ["current", "discontinued"]}


def test_a_corrected_value_keeps_its_row_and_the_log_says_what_changed(session: Session) -> None:
    draft = full(session)
    before = row_ids(session)
    first = replace(draft.statements[0], says="0.25–3.0 mm every 0.25")
    change = editing.put_product(session, replace(draft, statements=(first, *draft.statements[1:])), **WHO)
    assert change is not None
    assert fields(change) == {
        f"statements/{before[0]}/says": ["0.25–2.5 mm every 0.25", "0.25–3.0 mm every 0.25"]
    }
    assert row_ids(session) == before


def test_rows_that_trade_places_keep_their_ids(session: Session) -> None:
    draft = full(session)
    before = row_ids(session)
    editing.put_product(session, replace(draft, statements=tuple(reversed(draft.statements))), **WHO)
    assert row_ids(session) == list(reversed(before))


def test_a_row_taken_out_and_one_put_in_leave_the_others(session: Session) -> None:
    draft = full(session)
    before = row_ids(session)
    statements = (*draft.statements[1:], said("motor_speed", "9,000 rpm"))
    editing.put_product(session, replace(draft, statements=statements), **WHO)
    after = row_ids(session)
    assert after[:3] == before[1:]
    assert after[3] not in before
    assert [row.spec for row in stored(session).statements][-1] == "motor_speed"


def test_a_row_of_the_same_origin_is_the_same_row_whatever_it_says(session: Session) -> None:
    one = said("needle_length", "0.5 mm", "a-shop", origin="one/needle_min_mm")
    two = said("needle_length", "2.0 mm", "a-shop", origin="one/needle_max_mm")
    draft = make_device(session, statements=[one, two])
    before = row_ids(session)
    make_source(session, "b-shop")
    moved = replace(one, source="b-shop", says="0.25 mm")
    editing.put_product(session, replace(draft, statements=(two, moved)), **WHO)
    assert row_ids(session) == list(reversed(before))


def test_the_sources_of_a_legal_status_can_change_alone(session: Session) -> None:
    draft = full(session)
    before = row_ids(session, LegalStatus)
    legal = (replace(draft.legal[0], sources=("a-manual", "an-fda-file")), draft.legal[1])
    change = editing.put_product(session, replace(draft, legal=legal), **WHO)
    assert change is not None
    assert fields(change) == {f"legal/{before[0]}/sources": [["an-fda-file"], ["a-manual", "an-fda-file"]]}
    assert stored(session).legal[0].sources == ("a-manual", "an-fda-file")


def test_the_log_replays_to_every_state_there_was(session: Session) -> None:
    draft = full(session)
    product = product_of(session)
    states = {current_version(session): editing.state_of(session, product)}
    for change in (
        replace(draft, name="Dermaline 1", statements=draft.statements[2:]),
        replace(draft, offers=(), legal=(), fits=(), statements=()),
        draft,
    ):
        editing.put_product(session, change, **WHO)
        states[current_version(session)] = editing.state_of(session, product)
    assert len(states) == 4
    for version, state in states.items():
        assert state_at(session, "product", product.id or 0, version) == state


def test_a_change_of_a_cartridge_touches_the_devices_it_fits(session: Session) -> None:
    draft = full(session)
    cartridge = stored(session, "dermaline-12")
    pen, head = product_of(session), product_of(session, "dermaline-12")
    change = editing.put_product(
        session, replace(cartridge, statements=(said("needle_length", "1.0 mm"),)), **WHO
    )
    assert change is not None
    assert json.loads(change.touched) == sorted([pen.id, head.id])
    assert draft.fits
    assert readmodel.stale_documents(session) == []


def test_a_source_that_gets_weak_takes_its_facts_off_record(session: Session) -> None:
    make_device(session, specs={"pin_count": "12"})
    source = queries.sources(session)["a-shop"]
    assert json.loads(product_of(session).document)["record"][2] == "1"
    weak = SourceDraft("a-shop", source.title, source.publisher, source.type, "weak", source.read_on)
    change = editing.put_source(session, weak, **WHO)
    assert change is not None
    assert json.loads(change.touched) == [product_of(session).id]
    assert json.loads(product_of(session).document)["record"][2] == "0"


def test_products_that_refer_to_each_other_are_saved_together(session: Session) -> None:
    make_brand(session)
    make_source(session)
    family = ProductDraft("dts", "roller", "DTS", "dermaline", is_family=True)
    version = ProductDraft("dts-1", "roller", "DTS 1.0", "dermaline", family="dts")
    old = ProductDraft("old", "pen", "Old", "dermaline", successor="new", fits=(fits("head"),))
    new = ProductDraft("new", "pen", "New", "dermaline")
    head = ProductDraft("head", "cartridge", "Head")
    changes = editing.put_products(session, [version, old, head, new, family], **WHO)
    assert len(changes) == 5
    assert stored(session, "dts-1").family == "dts"
    assert stored(session, "old").successor == "new"
    assert editing.put_products(session, [family, version, old, new, head], **WHO) == []
    assert readmodel.stale_documents(session) == []


def test_an_invalid_draft_names_every_problem_and_writes_nothing(session: Session) -> None:
    make_device(session, specs={"noise": "55 dB"})
    version = current_version(session)
    good = ProductDraft("dermaline-two", "pen", "Two", "dermaline", statements=(said("noise", "55 dB"),))
    bad = ProductDraft(
        "dermaline-three",
        "pen",
        "",
        "nobody",
        statements=(said("noise", "loud"), said("noise", "55 dB", None)),
        fits=(fits("nothing"),),
    )
    with pytest.raises(InvalidDraftError) as caught:
        editing.put_products(session, [good, bad], **WHO)
    assert [(p.place, p.message.split("“")[0]) for p in caught.value.problems] == [
        ("dermaline-three, name", "This is empty."),
        ("dermaline-three, brand", "There is no brand "),
        ("dermaline-three, statements 1: says", ""),
        ("dermaline-three, statements 2: source", "A value needs a source; only a recalled one may lack it."),
        ("dermaline-three, fits 1: other", "There is no product "),
    ]
    assert current_version(session) == version
    assert list(session.exec(select(Product.slug).order_by(col(Product.id)))) == ["dermaline-one"]


def test_a_product_does_not_stand_in_one_save_twice(session: Session) -> None:
    make_brand(session)
    draft = ProductDraft("one", "pen", "One", "dermaline")
    with pytest.raises(InvalidDraftError, match="stands here twice"):
        editing.put_products(session, [draft, replace(draft, name="Two")], **WHO)


def test_a_brand_does_not_take_the_name_of_another(session: Session) -> None:
    make_brand(session, name="Dermaline")
    with pytest.raises(InvalidDraftError, match="“Dermaline” is the name of “dermaline”"):
        make_brand(session, "derma-line", name="Dermaline")


def test_what_others_count_on_keeps_its_kind(session: Session) -> None:
    draft = replace(full(session), fits=())
    make_cartridge(session, "dermaline-36", fits=[fits("dermaline-one")])
    editing.put_product(session, draft, **WHO)
    with pytest.raises(InvalidDraftError, match="Other pages say what it fits as a pen"):
        editing.put_product(session, replace(draft, kind="cartridge", statements=()), **WHO)
    editing.put_product(session, replace(draft, kind="stamp", statements=()), **WHO)


def test_a_family_changes_its_kind_with_its_versions(session: Session) -> None:
    family = make_device(session, "dts", kind="roller", is_family=True)
    version = make_device(session, "dts-1", kind="roller", family="dts")
    with pytest.raises(InvalidDraftError, match="It has versions that are rollers"):
        editing.put_product(session, replace(family, kind="stamp"), **WHO)
    with pytest.raises(InvalidDraftError, match="A product does not become a family"):
        editing.put_product(session, replace(family, is_family=False), **WHO)
    both = [replace(family, kind="stamp"), replace(version, kind="stamp")]
    assert len(editing.put_products(session, both, **WHO)) == 2
