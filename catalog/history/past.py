"""The catalogue around one product as it was at a version, replayed from the log into tables of its own.

Documents, shelf and twins are then made from these tables by the code that makes those of today.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Engine, StaticPool, Table, create_engine, text
from sqlmodel import Session, SQLModel, col, or_, select

from catalog.changes.diff import Flat, State, apply, unflatten
from catalog.changes.models import NO_DIGEST, Catalogue, Change
from catalog.changes.recording import canonical_json
from catalog.dates import PartialDate
from catalog.products import queries, readmodel
from catalog.products.models import (
    Brand,
    Fit,
    LegalSource,
    LegalStatus,
    Offer,
    Product,
    Source,
    StatementRow,
)
from catalog.specs.registry import SPECS
from catalog.specs.units import SpecValueError

States = dict[int, State]
_TABLES: Final[tuple[Any, ...]] = (
    Brand,
    Source,
    Product,
    StatementRow,
    Offer,
    LegalStatus,
    LegalSource,
    Fit,
    Catalogue,
)


@contextmanager
def catalogue_at(session: Session, wanted: int | Iterable[int], version: int) -> Iterator[Session]:
    """A session over one product or some, their families and versions, what fits, brands and sources, as
    they were.

    ``session`` is a reader's; the statements it is asked do not grow with the log.
    """
    products = _products_at(session, {wanted} if isinstance(wanted, int) else set(wanted), version)
    brand_ids = {state["brand_id"] for state in products.values() if state.get("brand_id")}
    brands = states_of_some(session, "brand", brand_ids, version)
    source_ids = queries.ids_by_slug(session, Source, _sources_named(products.values()))
    sources = states_of_some(session, "source", source_ids.values(), version)
    engine = _empty_tables()
    try:
        with Session(engine) as past:
            past.add(Catalogue(id=1, version=version, digest=NO_DIGEST))
            past.add_all(_brand(i, state) for i, state in brands.items())
            past.add_all(_source(i, state) for i, state in sources.items())
            _fill(past, products, {state["slug"]: i for i, state in sources.items()})
            readmodel.refresh(past, products)
            yield past
    finally:
        engine.dispose()


def _products_at(session: Session, ids: set[int], version: int) -> States:
    """The products and all that their twins depended on, by id; without those that did not exist then."""
    there = states_of_some(session, "product", ids, version)
    if not there:
        return {}
    wanted = set(there)
    if families := [i for i, state in there.items() if state.get("is_family")]:
        wanted |= _once_versions(session, families, version)
    found = states_of_some(session, "product", _connected(session, wanted, version), version)
    # What fits is shown with what its family says of it.
    named = {other.get("family_id") for other in found.values()}
    named |= {state.get("successor_id") for state in there.values()}
    return found | states_of_some(session, "product", {i for i in named if i} - found.keys(), version)


def _once_versions(session: Session, families: list[int], version: int) -> set[int]:
    """Ids of the products that these families were ever made the family of, and perhaps some others."""
    found: set[int] = set()
    for some in _batches(sorted(families)):
        query = select(Change.entity_id).where(
            Change.entity_kind == "product",
            Change.number <= version,
            or_(*(col(Change.payload).like(f'%"family_id":[%,{i}]%') for i in some)),
        )
        found.update(session.exec(query))
    return found


def _connected(session: Session, wanted: set[int], version: int) -> set[int]:
    """Whatever once was touched together with one of these: what relates two things touches both."""
    ids = set(wanted)
    for some in _batches(sorted(wanted)):
        patterns = [p for i in some for p in (f"[{i}]", f"[{i},%", f"%,{i},%", f"%,{i}]")]
        query = select(Change.entity_id, Change.touched).where(
            Change.entity_kind == "product",
            Change.number <= version,
            or_(*(col(Change.touched).like(pattern) for pattern in patterns)),
        )
        for entity_id, touched in session.exec(query):
            ids |= {entity_id, *json.loads(touched)}
    return ids


def _batches(ids: list[int]) -> Iterator[list[int]]:
    """Few enough for one condition: SQLite reads no expression deeper than 1,000."""
    for start in range(0, len(ids), 100):
        yield ids[start : start + 100]


def states_of_some(session: Session, kind: str, ids: Iterable[int], version: int) -> States:
    """The states of these things at a version, by id, without those that did not exist."""
    flat: dict[int, Flat] = {}
    for some in queries.batches(sorted(set(ids))):
        query = select(Change.entity_id, Change.payload).where(
            Change.entity_kind == kind, col(Change.entity_id).in_(some), Change.number <= version
        )
        for entity_id, payload in session.exec(query.order_by(col(Change.number))):
            apply(flat.setdefault(entity_id, {}), json.loads(payload))
    return {i: state for i, found in flat.items() if (state := unflatten(found)) is not None}


def _sources_named(products: Iterable[State]) -> set[str]:
    named: set[str] = set()
    for state in products:
        for table in ("statements", "offers", "fits"):
            named.update(row["source"] for row in state.get(table, {}).values() if row.get("source"))
        for row in state.get("legal", {}).values():
            named.update(row["sources"])
    return named


def _empty_tables() -> Engine:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    tables: list[Table] = [table.__table__ for table in _TABLES]
    with engine.begin() as connection:
        # What was stored then was checked then.
        connection.execute(text("PRAGMA ignore_check_constraints = ON"))
        SQLModel.metadata.create_all(connection, tables=tables)
    return engine


def _fill(past: Session, products: States, sources: Mapping[str, int]) -> None:
    for i, state in products.items():
        past.add(_product(i, state))
    past.flush()
    for i, state in products.items():
        rows = {
            table: {int(n): row for n, row in state.get(table, {}).items()}
            for table in ("statements", "offers", "legal", "fits")
        }
        past.add_all(_statement(i, n, row, sources) for n, row in rows["statements"].items() if _is_read(row))
        past.add_all(_offer(i, n, row, sources) for n, row in rows["offers"].items())
        past.add_all(
            _fit(i, state["kind"], n, row, sources)
            for n, row in rows["fits"].items()
            if row["other_id"] in products
        )
        for n, row in rows["legal"].items():
            past.add(_legal(i, n, row))
            past.flush()
            for place, slug in enumerate(row["sources"]):
                past.add(LegalSource(legal_id=n, place=place, source_id=sources[slug]))
    past.flush()


def _is_read(row: State) -> bool:
    """What a later registry has no spec for is left out, as it is on pages of today."""
    return row["spec"] in SPECS


def _date(value: str | None) -> PartialDate | None:
    return PartialDate(value) if value else None


def _picked(table: type[SQLModel], state: State) -> dict[str, Any]:
    """The columns that the state has and the table still knows."""
    return {name: value for name, value in state.items() if name in table.model_fields}


def _brand(i: int, state: State) -> Brand:
    return Brand(**(_picked(Brand, state) | {"id": i}))


def _source(i: int, state: State) -> Source:
    return Source(**(_picked(Source, state) | {"id": i, "published": _date(state.get("published"))}))


def _product(i: int, state: State) -> Product:
    own = {"id": i, "released": _date(state.get("released")), "document": ""}
    return Product(**(_picked(Product, state) | own))


def _statement(product: int, n: int, row: State, sources: Mapping[str, int]) -> StatementRow:
    source = row.get("source")
    own = {
        "id": n,
        "product_id": product,
        "source_id": sources[source] if source else None,
        "value": _value(row),
    }
    return StatementRow(**(_picked(StatementRow, row) | own))


def _value(row: State) -> str | None:
    """Canonical JSON; None where no value could be read from the text, or can be by the registry of today."""
    if row.get("state") != "known" or row.get("unparsed"):
        return None
    kind = SPECS[row["spec"]].kind
    try:
        return canonical_json(kind.to_json(kind.parse(row.get("says") or "")))
    except SpecValueError:
        return None


def _offer(product: int, n: int, row: State, sources: Mapping[str, int]) -> Offer:
    own = {
        "id": n,
        "product_id": product,
        "source_id": sources[row["source"]],
        "day": _date(row.get("day")),
    }
    return Offer(**(_picked(Offer, row) | own))


def _legal(product: int, n: int, row: State) -> LegalStatus:
    own = {"id": n, "product_id": product, "date": _date(row.get("date"))}
    return LegalStatus(**(_picked(LegalStatus, row) | own))


def _fit(product: int, kind: str, n: int, row: State, sources: Mapping[str, int]) -> Fit:
    other, is_cartridge = row["other_id"], kind == "cartridge"
    own = {
        "id": n,
        "product_id": product,
        "cartridge_id": product if is_cartridge else other,
        "device_id": other if is_cartridge else product,
        "source_id": sources[row["source"]],
    }
    return Fit(**(_picked(Fit, row) | own))
