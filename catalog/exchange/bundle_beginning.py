"""The change with which the log begins of a catalogue that came from a public bundle, without its log."""

from __future__ import annotations

import json
from collections.abc import Iterable

from catalog.changes.diff import canonical_json, difference
from catalog.changes.models import BEGINNING, NO_DIGEST, Change
from catalog.changes.recording import digest_of

from .bundle_manifest import Manifest


def beginning(manifest: Manifest, touched: Iterable[int]) -> Change:
    """The first change of the log: it has the number, the moment and, in what it says, the digest of the last
    one of the catalogue that the bundle is from, so that versions go on where they were.

    touched: ids of all products.
    """
    payload = difference(
        None, {"site": manifest.site, "version": manifest.version, "digest": manifest.digest}
    )
    change = Change(
        number=manifest.version,
        at=manifest.at,
        actor="import",
        entity_kind=BEGINNING,
        entity_id=1,
        payload=canonical_json(payload),
        reason=f"The public data of {manifest.site}, version {manifest.version}",
        touched=canonical_json(sorted(touched)),
        previous=NO_DIGEST,
        digest="",
    )
    change.digest = digest_of(change)
    return change


def beginning_of(change: Change) -> str | None:
    """The digest that the bundle named, where this is such a change; else None."""
    if change.entity_kind != BEGINNING:
        return None
    digest: str = json.loads(change.payload)["fields"]["digest"][1]
    return digest
