"""Cells, devices and comparisons made from what is said of them, without a database."""

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from catalog.changes.recording import canonical_json
from catalog.compare.asked import Asked
from catalog.compare.comparison import ROW_KEYS, Comparison, compare
from catalog.finder.samples import shelf_of
from catalog.shelf.cell import Cell
from catalog.shelf.entry import Entry, Interned
from catalog.shelf.shelf import Shelf
from catalog.specs.registry import SPECS
from catalog.specs.resolution import DISPUTED, KNOWN
from catalog.specs.spec import Spec
from tests.finder.test_fixture_table import FIXTURES

Said = str | tuple[str, ...]
"""A text, or the readings of a dispute; a text can say who says it: "55 dB (measured)"."""


def a_cell(spec: Spec, *readings: Any, kind: str = "claimed", device: str = "pen", state: str = "") -> Cell:
    """A cell with these values, disputed where there are several; ``state`` of one that has none."""
    if not readings:
        return Cell(spec, device, state)
    return Cell(spec, device, KNOWN if len(readings) == 1 else DISPUTED, readings[0], readings[1:], kind=kind)


def an_entry(
    number: int,
    slug: str,
    kind: str,
    said: Mapping[str, Said],
    silent: tuple[str, ...] = (),
    papers: Mapping[str, Any] | None = None,
    **fields: Any,
) -> Entry:
    """A device; ``said`` is text by spec, ``silent`` are specs of which the maker does not say anything.

    ``papers`` are its "legal", "offers" and "fits" as the read model keeps them.
    """
    answers: dict[str, Any] = {key: {"state": "not_published"} for key in silent}
    told: dict[str, Any] = {key: {"sources": ["shop"]} for key in silent}
    for key, texts in said.items():
        readings = [texts] if isinstance(texts, str) else list(texts)
        how = "measured" if readings[0].endswith("(measured)") else "claimed"
        read = SPECS[key].kind
        values = [read.to_json(read.parse(text.removesuffix("(measured)").strip())) for text in readings]
        answers[key] = {"state": "known", "value": values[0]}
        if values[1:]:
            answers[key] |= {"state": "disputed", "alternatives": values[1:]}
        if key == "needle_length":
            answers[key]["worst"] = values[0]
        told[key] = {"sources": ["shop"], "by": "shop", "kind": how, "known_by": "stated"}
    document = {
        "answers": answers,
        "told": told,
        "record": "11000000",
        "legal": [],
        "offers": [],
        "fits": [],
        "checked": "2026-11-22",
    } | dict(papers or {})
    given = {"name": slug.upper(), "brand": "maker", "family": None, "audience": None, "status": "unknown"}
    return Entry(
        id=number,
        slug=slug,
        kind=kind,
        is_own=False,
        document=canonical_json(document),
        interned=Interned(),
        **(given | fields),
    )


def a_shelf(
    devices: Mapping[str, tuple[str, Mapping[str, Said]]],
    silent: Mapping[str, tuple[str, ...]] | None = None,
    papers: Mapping[str, Mapping[str, Any]] | None = None,
    fields: Mapping[str, Mapping[str, Any]] | None = None,
) -> Shelf:
    """``a_shelf({"p1": ("pen", {"weight": "180 g"})})``"""
    entries = [
        an_entry(
            i,
            slug,
            kind,
            said,
            (silent or {}).get(slug, ()),
            (papers or {}).get(slug),
            **(fields or {}).get(slug, {}),
        )
        for i, (slug, (kind, said)) in enumerate(devices.items(), 1)
    ]
    return shelf_of(entries)


def compared(shelf: Shelf, query: str) -> Comparison:
    """``compared(shelf, "d=p1,r2&show=diff")``"""
    pairs = [part.split("=", 1) for part in query.split("&")]
    return compare(shelf, Asked.from_args(MultiDict(pairs), ROW_KEYS))


MORE: dict[str, dict[str, Said]] = {
    "P1": {
        "weight": "180 g", "noise": "58 dB (measured)", "pin_count": "12, 36", "power": "mains",
        "motor_speed": "9,000–18,000 rpm", "warranty": "12 months", "sterility": "sterile single use",
    },
    "P2": {
        "weight": "181 g", "noise": "55 dB (measured)", "pin_count": "12, 36", "power": "battery",
        "motor_speed": "up to 18,000 rpm", "warranty": "24 months", "sterility": "sterile single use",
    },
    "P4": {
        "weight": "200 g", "noise": "60 dB (measured)", "pin_count": "12, more exist",
        "warranty": "12 months", "sterility": "sterile single use", "power": "mains, battery",
    },
    "R2": {"weight": "60 g", "pin_count": "540", "power": "by hand", "head_width": "20 mm",
           "sterility": ("reusable", "single use")},
    "R3": {"pin_count": "540", "power": "by hand", "head_width": "20 mm", "body_material": "ABS plastic"},
    "K1": {"pin_count": "540", "power": "by hand", "head_width": "18 mm", "body_material": "abs  PLASTIC"},
}  # fmt: skip
"""What is said of the fixture devices of the finder beside their lengths."""


def the_fixtures() -> Shelf:
    """P1 to N1 of the finder's table, with something to compare."""
    devices = {
        name.lower(): (kind, ({"needle_length": length} if length else {}) | MORE.get(name, {}))
        for name, (kind, length) in FIXTURES.items()
    }
    return a_shelf(devices, {"n1": ("pin_count",)})
