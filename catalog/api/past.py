"""Texts and evidence as they were at a version: replayed from the log into tables of their own.

The readers of today then read these tables. Which kinds of thing an answer is made of is known before, so
that a version costs two statements or three, however much is in it. The last few are kept.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import Engine, text
from sqlmodel import Session, SQLModel, col, select

from catalog.api.replays import Replays
from catalog.articles.known import Known, Link, named_in
from catalog.articles.models import Article, ArticleLink
from catalog.articles.text import parse
from catalog.changes.diff import Flat, State, apply, unflatten
from catalog.changes.models import NO_DIGEST, Catalogue, Change
from catalog.changes.recording import canonical_json
from catalog.changes.saving import LIST
from catalog.claims.models import Claim
from catalog.compare.models import EditorComparison, Snapshot
from catalog.concerns.models import Concern, ConcernType, Tested
from catalog.dates import PartialDate
from catalog.finder.models import Need
from catalog.glossary.models import GlossaryTerm
from catalog.guidance.models import Guidance
from catalog.history.past import states_of_some
from catalog.media.models import Picture, PictureFile
from catalog.method.models import Measurement, Method
from catalog.people.models import Author
from catalog.products.models import Brand, Product, Source
from catalog.reviews.editing import links
from catalog.reviews.models import Review, ReviewLink
from catalog.reviews.stored import draft_of_row
from catalog.reviews.texts import Around, text_of
from catalog.science.models import (
    CleaningRule,
    DepthBand,
    DrawingScale,
    EvidenceNote,
    LayerThickness,
    Milestone,
    NoticeList,
    Penetration,
    SafetyItem,
    Study,
    StudyNotice,
)
from catalog.shelf.shelf import Shelf

States = dict[int, State]
TABLES: Final[Mapping[str, Any]] = {
    str(table.__tablename__): table
    for table in (
        *(Article, Review, EditorComparison, Need, Author, Method, Measurement, Picture),
        *(Study, StudyNotice, NoticeList, Claim, Concern, Guidance, GlossaryTerm),
        *(SafetyItem, DepthBand, LayerThickness, Penetration, DrawingScale, EvidenceNote),
        *(CleaningRule, Milestone, Brand, Source),
    )
}
"""Kind of thing in the log → the table that its rows are in."""
_BESIDE: Final = (
    *(Catalogue, Change, Product, Snapshot, PictureFile),
    *(ArticleLink, ReviewLink, ConcernType, Tested),
)
_NAMES_PRODUCTS: Final = ("review", "measurement", "picture")


@contextmanager
def things_at(
    session: Session, shelf: Shelf, version: int, kinds: Collection[str], replays: Replays
) -> Iterator[Session]:
    """A session over the things of these kinds as they were at a version, with their part of the log.

    Products that they name are there with their names alone. ``session`` is a reader's, ``shelf`` of today.
    """
    # What was is the same as long as the log is the same one; which files of a picture are there is of today.
    today = shelf.head if "picture" in kinds else None
    key = (shelf.line, version, frozenset(kinds), today)
    with replays.opened(key, lambda engine: _replay(session, engine, version, kinds)) as past:
        yield past


def _replay(session: Session, engine: Engine, version: int, kinds: Collection[str]) -> None:
    log = _log(session, version, kinds)
    states = _replayed(log)
    _make_tables(engine)
    with Session(engine) as past:
        past.add(Catalogue(id=1, version=version, digest=NO_DIGEST))
        past.add_all(Change(**change.model_dump()) for change in log)
        _add_products(session, past, states, version)
        for kind, of_kind in states.items():
            past.add_all(_row(kind, number, state) for number, state in of_kind.items())
        past.flush()
        _add_beside(session, past, states)
        past.commit()


def _log(session: Session, version: int, kinds: Collection[str]) -> list[Change]:
    if not kinds:
        return []
    wanted = select(Change).where(col(Change.entity_kind).in_(sorted(kinds)), Change.number <= version)
    return list(session.exec(wanted.order_by(col(Change.number))))


def _replayed(log: Iterable[Change]) -> dict[str, States]:
    flat: dict[tuple[str, int], Flat] = defaultdict(dict)
    for change in log:
        apply(flat[change.entity_kind, change.entity_id], json.loads(change.payload))
    found: dict[str, States] = defaultdict(dict)
    for (kind, number), fields in flat.items():
        if (state := unflatten(fields)) is not None:
            found[kind][number] = state
    return found


def _make_tables(engine: Engine) -> None:
    # What links of a table do not need is made with it: one that refers to another finds it there.
    tables = [table.__table__ for table in (*TABLES.values(), *_BESIDE)]
    with engine.begin() as connection:
        # What was stored then was checked then.
        connection.execute(text("PRAGMA ignore_check_constraints = ON"))
        SQLModel.metadata.create_all(connection, tables=tables)


def row_of(table: type[SQLModel], number: int, state: State) -> Any:
    """A row of the table from its state: lists go back into their columns, unknown fields are left out."""
    values: dict[str, Any] = {"id": number}
    for name in table.model_fields:
        said = name.removesuffix(LIST)
        if said in state and name != "id":
            values[name] = canonical_json(state[said]) if name.endswith(LIST) else state[said]
    return table(**values)


def _row(kind: str, number: int, state: State) -> Any:
    if kind in ("comparison", "need"):
        state = state | {"reasons": canonical_json(state.get("reasons", []))}
    if kind == "comparison":
        state = state | {"snapshot_key": state["snapshot"]}
    if kind == "source":
        state = state | {"published": PartialDate(state["published"]) if state.get("published") else None}
    return row_of(TABLES[kind], number, state)


def _add_products(session: Session, past: Session, states: Mapping[str, States], version: int) -> None:
    ids = {state["product_id"] for kind in _NAMES_PRODUCTS for state in states.get(kind, {}).values()}
    named = states_of_some(session, "product", {i for i in ids if i}, version)
    for number, state in named.items():
        # The fields that make a name; what is said of a product has no place here.
        plain = {name: state[name] for name in ("slug", "kind", "name", "is_own") if name in state}
        past.add(row_of(Product, number, plain | {"is_published": state.get("is_published", True)}))
    past.flush()


def _add_beside(session: Session, past: Session, states: Mapping[str, States]) -> None:
    """What is no state of its own: rows that belong to a row, what a text names, files."""
    for number, state in states.get("concern", {}).items():
        for name, table in (("types", ConcernType), ("tested", Tested)):
            for one in state.get(name, {}).values():
                row = row_of(table, 0, one)
                row.id, row.concern_id = None, number
                past.add(row)
    studies, guidance, claims = (_slugs(states, kind) for kind in ("study", "guidance", "claim"))
    known = Known(studies, guidance, claims, (), (), (), (), ())
    for number, state in states.get("article", {}).items():
        named = named_in(parse(state["text"]), known)
        named |= {Link("concern", slug) for slug in state.get("concerns", ())}
        past.add_all(ArticleLink(article_id=number, kind=one.kind, target=one.target) for one in named)
    around = Around(known, {})
    for number in states.get("review", {}):
        row = past.get_one(Review, number)
        product = past.get(Product, row.product_id)
        draft = draft_of_row(row, product.slug if product else "")
        for kind, target in links(draft, text_of(draft), around):
            past.add(ReviewLink(review_id=number, kind=kind, target=target))
    _add_snapshots(session, past, {state["snapshot"] for state in states.get("comparison", {}).values()})
    _add_files(session, past, states.get("picture", {}))
    past.flush()


def _slugs(states: Mapping[str, States], kind: str) -> set[str]:
    return {str(state["slug"]) for state in states.get(kind, {}).values()}


def _add_snapshots(session: Session, past: Session, keys: set[str]) -> None:
    if keys:
        for kept in session.exec(select(Snapshot).where(col(Snapshot.key).in_(keys))):
            past.add(Snapshot(**kept.model_dump()))


def _add_files(session: Session, past: Session, states: States) -> None:
    """Files of pictures that are the same today; those of a picture that was replaced since are gone."""
    if not states:
        return
    same = select(PictureFile, Picture.digest).join(Picture, col(Picture.id) == PictureFile.picture_id)
    for file, digest in session.exec(same.where(col(Picture.id).in_(states))):
        if states[file.picture_id]["digest"] == digest:
            past.add(PictureFile(**file.model_dump()))
