"""The tables refuse what no code should ever write, on both databases."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from catalog.products import queries
from catalog.products.models import (
    Fit,
    FormerSlug,
    LegalSource,
    LegalStatus,
    Offer,
    Product,
    Source,
    StatementRow,
)
from tests.factories import make_cartridge, make_device, make_source


@pytest.fixture
def ids(session: Session) -> dict[str, int]:
    make_device(session, "pen")
    make_cartridge(session, "head")
    make_source(session)
    session.commit()
    found = queries.ids_by_slug(session, Product, ["pen", "head"])
    return found | queries.ids_by_slug(session, Source, ["a-shop"])


@contextmanager
def refused(session: Session) -> Iterator[None]:
    """Undoes only what was refused."""
    with pytest.raises(IntegrityError), session.begin_nested():
        yield


def statement(ids: dict[str, int], **fields: Any) -> StatementRow:
    given = {
        "product_id": ids["pen"], "place": 0, "spec": "noise", "says": "55 dB", "value": "55",
        "kind": "claimed", "source_id": ids["a-shop"],
    }  # fmt: skip
    return StatementRow(**(given | fields))


def insert(session: Session, *rows: Any) -> None:
    session.add_all(rows)
    session.flush()


def test_an_ordinary_statement_is_taken(session: Session, ids: dict[str, int]) -> None:
    insert(session, statement(ids))


def test_a_statement_without_ground_is_refused(session: Session, ids: dict[str, int]) -> None:
    wrong: list[dict[str, Any]] = [
        {"source_id": None},
        {"source_id": None, "known_by": "inferred"},
        {"source_id": 4711},
        {"product_id": 4711},
        {"state": "guessed"},
        {"state": "disputed"},
        {"kind": "rumoured"},
        {"rank": "best"},
        {"known_by": "heard"},
        {"says": None},
        {"state": "not_published"},
        {"state": "not_published", "says": None},
        {"read_on": "2026-11"},
    ]
    for fields in wrong:
        with refused(session):
            insert(session, statement(ids, **fields))


def test_a_recalled_value_needs_no_source(session: Session, ids: dict[str, int]) -> None:
    insert(session, statement(ids, source_id=None, known_by="recalled"))


def test_two_statements_do_not_share_a_place(session: Session, ids: dict[str, int]) -> None:
    with refused(session):
        insert(session, statement(ids), statement(ids))


def test_a_product_of_no_kind_or_family_is_refused(session: Session, ids: dict[str, int]) -> None:
    wrong: list[dict[str, Any]] = [
        {"kind": "brush"},
        {"audience": "pets"},
        {"status": "rumoured"},
        {"slug": ""},
        {"slug": "pen"},
        {"brand_id": 4711},
        {"family_id": 4711},
        {"successor_id": 4711},
        {"is_family": True, "family_id": 1},
        {"id": 99, "family_id": 99},
        {"id": 99, "successor_id": 99},
    ]
    for fields in wrong:
        with refused(session):
            insert(session, Product(**({"slug": "new", "kind": "pen", "name": "New"} | fields)))


def test_a_source_of_no_type_is_refused(session: Session, ids: dict[str, int]) -> None:
    given = {"slug": "new", "title": "New", "publisher": "New", "type": "blog", "strength": "weak"}
    wrong: list[dict[str, Any]] = [{"type": "hearsay"}, {"strength": "huge"}, {"read_on": "2026"}]
    for fields in wrong:
        with refused(session):
            insert(session, Source(**(given | {"read_on": "2026-11-22"} | fields)))


def test_an_impossible_price_is_refused(session: Session, ids: dict[str, int]) -> None:
    given = {"product_id": ids["pen"], "place": 0, "amount_minor": 12900, "currency": "USD"}
    wrong: list[dict[str, Any]] = [
        {"amount_minor": 0},
        {"quantity": 0},
        {"currency": "$"},
        {"source_id": None},
        {"source_id": 4711},
    ]
    for fields in wrong:
        with refused(session):
            insert(session, Offer(**(given | {"source_id": ids["a-shop"]} | fields)))


def test_a_legal_status_says_something_in_a_known_sense(session: Session, ids: dict[str, int]) -> None:
    given = {"product_id": ids["pen"], "place": 0, "market": "Canada", "body": "Health Canada", "status": "x"}
    for fields in ({"outcome": "maybe"}, {"outcome": "claim", "market": ""}):
        with refused(session):
            insert(session, LegalStatus(**({"checked": "2026-11-22"} | given | fields)))
    with refused(session):
        insert(session, LegalSource(legal_id=4711, place=0, source_id=ids["a-shop"]))


def test_a_fit_is_about_its_product_and_two_things(session: Session, ids: dict[str, int]) -> None:
    make_device(session, "stranger")
    session.commit()
    stranger = queries.ids_by_slug(session, Product, ["stranger"])["stranger"]
    given = {"product_id": ids["pen"], "place": 0, "cartridge_id": ids["head"], "device_id": ids["pen"]}
    for fields in (
        {"answer": "perhaps"}, {"product_id": stranger}, {"cartridge_id": ids["pen"]}, {"source_id": None}
    ):  # fmt: skip
        with refused(session):
            insert(session, Fit(**(given | {"answer": "fits", "source_id": ids["a-shop"]} | fields)))


def test_a_former_address_leads_to_one_thing_of_its_kind(session: Session, ids: dict[str, int]) -> None:
    for fields in (
        {"thing": "page", "product_id": ids["pen"]}, {"thing": "brand", "product_id": ids["pen"]},
        {"thing": "product"}, {"thing": "product", "product_id": 4711},
    ):  # fmt: skip
        with refused(session):
            insert(session, FormerSlug(**({"slug": "old"} | fields)))


def test_a_source_that_is_cited_cannot_be_deleted(session: Session, ids: dict[str, int]) -> None:
    insert(session, statement(ids))
    session.commit()
    with refused(session):
        session.delete(session.get_one(Source, ids["a-shop"]))
        session.flush()


def test_what_is_said_of_a_product_goes_with_it(session: Session, ids: dict[str, int]) -> None:
    insert(session, statement(ids))
    session.delete(session.get_one(Product, ids["pen"]))
    session.flush()
    session.expire_all()
    assert queries.rows_of(session, StatementRow, [ids["pen"]])[ids["pen"]] == []
