"""What the columns of a table are: headings as we write them, as makers do, and with a unit inside. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from catalog.proposals.amounts import SPELLINGS
from catalog.proposals.names import NAMED_BY, spec_of_label
from catalog.references.text import short
from catalog.specs.registry import SPECS

from .csv_near import Nearest

SPEC: Final = "spec"
OWN: Final = "own"
ABOUT: Final = "about"
PRICE: Final = "price"
SHOWN: Final = "shown"
LONG: Final = "long"
GAUGE: Final = "gauge"
"""The unit of a heading under which numbers are no lengths."""

_OWN: Final = {
    "slug": ("device", "product slug", "address here"),
    "kind": ("product kind", "product type", "device type"),
    "brand": ("brand name", "manufacturer", "maker", "make", "producer", "company"),
    "name": (
        "model", "model name", "model number", "model no", "model no.", "product", "product name",
        "product title", "title", "device name", "item", "item name",
    ),
    "audience": ("sold to", "intended for"),
    "status": ("market status", "availability on the market"),
    "released": ("release date", "released on", "year of release"),
    "is_family": (),
    "family": ("series",),
    "successor": ("succeeded by", "replaced by"),
    "notes": (),
}  # fmt: skip
_ABOUT: Final = {
    "source": ("source slug", "source address", "source url"),
    "read_on": ("day read", "read", "accessed"),
    "statement_kind": ("how known", "how it is known"),
    "rank": ("trust",),
    "known_by": (),
}
_PRICE: Final = {
    "price": ("retail price", "list price", "rrp", "msrp"),
    "currency": ("price currency",),
    "shop": ("merchant", "seller", "retailer"),
    "price_day": ("price seen on", "price date"),
    "price_quantity": ("quantity", "pieces"),
    "price_unit": (),
    "price_url": ("price link", "price address"),
}
_SHOWN: Final = (
    "answer", "missing", "review_score", "review_tested", "review_verdict",
)  # fmt: skip
"""Columns of `/devices.csv` that say nothing that could be taken."""
_LONG: Final = ("spec", "value", "state", "unit")
_LONG_SHOWN: Final = (
    "says", "weak", "readings", "also_said", "checked_on", "note", "better", "compared", "difference",
    "label",
)  # fmt: skip
"""Those of a table with a line for each value, a comparison's for one."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place, its heading as written, what it is, and the unit that its heading names.

    ``sort`` is one of the words above; ``key`` the field, or the spec’s key.
    """

    place: int
    heading: str
    sort: str
    key: str
    unit: str = ""


def plain(heading: str) -> str:
    """A heading as it is looked up: small letters, single spaces."""
    small = heading.lower().replace("μ", "µ")
    return " ".join(re.sub(r"[_\s\u200b\ufeff]+", " ", small).strip(" *:").split())


def _known() -> dict[str, tuple[str, str]]:
    found = {name: (SPEC, key) for name, key in NAMED_BY.items() if key}
    for sort, fields in ((PRICE, _PRICE), (ABOUT, _ABOUT), (OWN, _OWN)):
        for key, aliases in fields.items():
            found.update(dict.fromkeys((plain(key), *aliases), (sort, key)))
    found.update({plain(name): (SHOWN, name) for name in (*_SHOWN, *_LONG_SHOWN)})
    found.update({name: (LONG, name) for name in _LONG})
    # The registry's own names are never anything else.
    found.update({plain(name): (SPEC, key) for key, one in SPECS.items() for name in (key, one.label)})
    return found


_KNOWN: Final = _known()
_IN_BRACKETS: Final = re.compile(r"(?P<name>.+?)\s*[(\[](?P<unit>[^()\[\]]{1,20})[)\]]")
_BEHIND: Final = re.compile(r"(?P<name>.+?)(?:\s+in|\s*,|\s*/|\s+-)?\s+(?P<unit>\S{1,12})")


def meaning(heading: str) -> tuple[str, str, str] | None:
    """Sort, key and unit of a heading: ``"Needle Length (mm)"`` → ("spec", "needle_length", "mm").

    None where it is unknown. The unit is as `SPELLINGS` writes it, "" for none.
    """
    name = plain(heading)
    if name in _KNOWN:
        return (*_KNOWN[name], GAUGE if GAUGE in name.split() else "")
    for pattern in (_IN_BRACKETS, _BEHIND):
        match = pattern.fullmatch(name)
        if match and match["unit"] in SPELLINGS and match["name"] in _KNOWN:
            sort, key = _KNOWN[match["name"]]
            symbol, unit = SPELLINGS[match["unit"]]
            own = SPECS[key].kind.unit if sort == SPEC else None
            if own is not None and own.symbol == symbol:
                return sort, key, unit
    return None


def is_known(heading: str) -> bool:
    """Whether a heading means something here."""
    return meaning(heading) is not None


def columns_of(head: Sequence[str], ignore: Sequence[str]) -> tuple[list[Column], list[str]]:
    """What the columns are, and what is wrong with headings, as sentences without the line.

    ``ignore``: headings, as written, that somebody wants left out.
    """
    left_out = {plain(name) for name in ignore}
    columns: list[Column] = []
    problems: list[str] = []
    taken: dict[tuple[str, str], str] = {}
    nearest = Nearest()
    for place, heading in enumerate(head):
        if plain(heading) in left_out:
            continue
        found = meaning(heading)
        if found is None:
            problems.append(_unknown(place, heading, nearest))
            continue
        sort, key, unit = found
        if (other := taken.get((sort, key))) is not None:
            same = (
                "stands here twice" if plain(other) == plain(heading) else f"is the same as “{short(other)}”"
            )
            problems.append(f"“{short(heading)}”: this heading {same}; leave one of them out.")
            continue
        taken[sort, key] = heading
        columns.append(Column(place, heading.strip(), sort, key, unit))
    return columns, problems


def _unknown(place: int, heading: str, nearest: Nearest) -> str:
    if not plain(heading):
        return f"column {place + 1} has no heading."
    near = list(_near(heading, nearest))
    words = f" The nearest known: {', '.join(near)}." if near else ""
    return f"“{short(heading)}”: there is no such column.{words}"


def _near(heading: str, nearest: Nearest) -> Iterator[str]:
    """Up to three known headings, as we write them."""
    name = plain(heading)
    inside = next((key for kind in ("pen", "cartridge") if (key := spec_of_label(name, kind))), "")
    close = nearest.of(name, _KNOWN, 3)
    keys = dict.fromkeys([inside, *(_KNOWN[one][1] for one in close)])
    yield from list(filter(None, keys))[:3]
