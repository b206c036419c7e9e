"""A comparison as it stood at a version: one canonical JSON document, kept under the digest of its bytes.

The document holds every word that its page prints, so that neither a later edit nor later code changes what
was pinned. It freezes values, not a view: which rows were hidden or moved is no part of it, and the same
devices at the same version on the same day, on which the age of prices depends, have one key.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any, Final
from urllib.parse import parse_qsl

from sqlmodel import Session
from werkzeug.datastructures import MultiDict

from catalog import clock
from catalog.changes.diff import canonical_json
from catalog.compare import queries
from catalog.compare.asked import ALL, Asked
from catalog.compare.comparison import ROW_KEYS, Comparison, compare, section_of
from catalog.compare.models import Snapshot
from catalog.compare.row import Row, RowCell, slugs_of
from catalog.products.pages.cost import Sessions
from catalog.shelf.shelf import Shelf

LEAST: Final = 2
"""Devices that make a comparison."""

Document = dict[str, Any]


class NothingToPinError(ValueError):
    """What was asked for is no comparison; the message is for whoever asked."""


def asked_in(query: str, renamed: Mapping[str, str] | None = None) -> Asked:
    """What the query string of a comparison asks for. Raises `TooMany`."""
    return Asked.from_args(MultiDict(parse_qsl(query, errors="replace")), ROW_KEYS, renamed or {})


def document(shelf: Shelf, asked: Asked) -> Document:
    """The comparison of those devices that are on the shelf, all rows of it, as it will be kept.

    What names the devices is no value of theirs and is not pinned: an article changes nothing that was said.
    Raises `NothingToPinError` where fewer than two are. Names that nobody has are left out: what is kept
    under this site's address is the catalogue's words alone.
    """
    found = compare(shelf, replace(asked, show=ALL, hide=(), order=(), ignored=()))
    if len(found.columns) < LEAST:
        raise NothingToPinError("A comparison has two devices or more; fewer were found.")
    sessions = Sessions() if asked.sessions.error else asked.sessions
    plain = found.asked.with_(slugs=tuple(c.slug for c in found.columns), sessions=sessions)
    return _written(compare(shelf, plain), shelf)


def body_of(found: Document) -> str:
    return canonical_json(found)


def key_of(body: str) -> str:
    """SHA-256 (FIPS 180-4) in hex. All 64 digits are the address: whoever has the bytes can prove it, and no
    two snapshots can ever want the same one, as beginnings of it might."""
    return hashlib.sha256(body.encode()).hexdigest()


def keep(session: Session, body: str, made_by: str = "") -> str:
    """Stores a document, unless it is there, and returns its key."""
    key = key_of(body)
    if queries.snapshot(session, key) is None:
        session.add(Snapshot(key=key, body=body, made_at=clock.timestamp(), made_by=made_by))
        session.flush()
    return key


def read(kept: Snapshot) -> Document:
    found: Document = json.loads(kept.body)
    return found


def _written(found: Comparison, shelf: Shelf) -> Document:
    devices = [
        {
            "letter": column.letter,
            "slug": column.slug,
            "name": column.title,
            "kind": column.kind,
            "url": column.url,
            "status": column.status,
            "follows": list(column.follows) if column.follows else None,
        }
        for column in found.columns
    ]
    return {
        "format": 1,
        "version": found.version,
        "day": found.day.isoformat(),
        "query": found.asked.query,
        "devices": devices,
        "base": found.asked.base,
        "sessions": found.asked.sessions.count,
        "counts": asdict(found.counts),
        "rows": [_row(row, found) for row in found.rows],
        "groups": [
            {"key": g.key, "label": g.label, "folded": g.is_folded, "rows": [row.key for row in g.rows]}
            for g in found.groups
        ],
        "one_known": [row.key for row in found.one_known],
        "none_known": [row.key for row in found.none_known],
        "sentences": [{"text": sentence.text, "row": sentence.row} for sentence in found.sentences],
        "sources": _sources(found.rows, shelf),
    }


def _row(row: Row, found: Comparison) -> Document:
    return {
        "key": row.key,
        "label": row.label,
        "section": section_of(row),
        "sameness": row.sameness.value if row.sameness else None,
        "better": row.better,
        "kinds": sorted(row.kinds),
        "cells": [
            {"device": column.slug} | _cell(cell)
            for column, cell in zip(found.columns, row.cells, strict=True)
        ],
    }


def _cell(cell: RowCell) -> Document:
    said = asdict(replace(cell, cell=None, given={}))
    return {name: said[name] for name in said if name not in ("cell", "given")} | {"data": dict(cell.data)}


def _sources(rows: Iterable[Row], shelf: Shelf) -> Document:
    """What is needed to name each source for ever, should it be removed."""
    named = {slug for row in rows for cell in row.cells for slug in slugs_of(cell)}
    return {slug: asdict(shelf.sources[slug]) for slug in sorted(named & shelf.sources.keys())}
