"""Changes of a product in plain words. Pure: the log in, sentences out.

The log keeps a product by field, its rows by number and what it refers to by id (`editing.state_of`); the
words name what was meant then by what it is called now.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from catalog.changes.diff import Flat, apply
from catalog.dates import show_date
from catalog.products.money import show_money
from catalog.products.pages.law import legal_words
from catalog.products.sources import SourceFacts, named
from catalog.shelf.naming import SOLD_TO
from catalog.specs.registry import SPECS
from catalog.specs.units import SpecValueError

NOTHING: Final = "not given"
STATUS: Final = {"current": "still sold", "discontinued": "no longer sold", "unknown": "not known"}
_ABSENCE: Final = {
    "not_published": "the maker doesn’t say",
    "not_researched": "we haven’t found this yet",
}
_RANKS: Final = {
    "preferred": "put before the others",
    "normal": "counted as any other",
    "deprecated": "set aside by an author",
}
_OWN: Final = {
    "slug": "Address of its page",
    "kind": "Kind",
    "name": "Name",
    "brand_id": "Brand",
    "is_family": "A family of versions",
    "family_id": "Family",
    "successor_id": "Successor",
    "audience": "Whom it is sold to",
    "status": "Still sold",
    "is_own": "Our own product",
    "released": "Released",
    "notes": "Notes",
    "is_published": "In the catalogue",
}
"""Fields of the product itself and what they are called."""

_OF_ROWS: Final[Mapping[str, Mapping[str, str]]] = {
    "statements": {
        "spec": "what it is about",
        "says": "the value",
        "state": "the value",
        "unparsed": "how the value is read",
        "source": "its source",
        "kind": "what kind of source says it",
        "rank": "how it counts beside others",
        "known_by": "how it is known",
        "note": "its note",
        "read_on": "the day it was read",
        "origin": "",
        "place": "",
    },
    "offers": {
        "amount_minor": "the price",
        "currency": "the price",
        "quantity": "the price",
        "unit": "the price",
        "source": "its source",
        "currency_inferred": "whether the currency was stated",
        "merchant": "the shop",
        "day": "the day it was seen",
        "is_affiliate": "whether we earn from the link",
        "url": "its link",
        "note": "its note",
        "origin": "",
        "place": "",
    },
    "legal": {
        "market": "the market",
        "body": "who decided",
        "status": "the status",
        "outcome": "what the status comes to",
        "identifier": "the file’s number",
        "date": "its date",
        "use": "the use it covers",
        "checked": "the day it was looked up",
        "sources": "its sources",
        "note": "its note",
        "origin": "",
        "place": "",
    },
    "fits": {
        "other_id": "the other product",
        "answer": "the answer",
        "source": "its source",
        "note": "its note",
        "origin": "",
        "place": "",
    },
}
"""Fields of each kind of row and what they are called; empty for what no reader would notice."""

_LISTS: Final = {
    "statements": "Facts",
    "offers": "Prices",
    "legal": "Legal status",
    "fits": "What fits",
}
UNSEEN: Final = "The order in which sources are listed, or where a fact was noted from"


@dataclass(frozen=True)
class Names:
    """What ids and slugs of the log are called now."""

    products: Mapping[int, str] = field(default_factory=dict)
    brands: Mapping[int, str] = field(default_factory=dict)
    sources: Mapping[str, SourceFacts] = field(default_factory=dict)

    def product(self, number: int | None) -> str:
        return NOTHING if number is None else self.products.get(number, "a product that is gone")

    def brand(self, number: int | None) -> str:
        return NOTHING if number is None else self.brands.get(number, "a brand that is gone")

    def source(self, slug: str | None) -> str:
        found = self.sources.get(slug or "")
        return named(found) if found else "memory, no source found yet"


@dataclass(frozen=True)
class Line:
    """One thing that changed: ``subject`` "Needle length", ``words`` "was 0.5 mm, now 1.0 mm"."""

    subject: str
    words: str

    @property
    def text(self) -> str:
        return f"{self.subject}: {self.words}"


@dataclass(frozen=True)
class Logged:
    """A change as the log has it; ``payload`` is its canonical JSON."""

    number: int
    at: str
    reason: str
    payload: str


@dataclass(frozen=True)
class Told:
    """A change in words. ``is_first``: the product was recorded here for the first time, ``lines`` are empty.
    ``day`` is ISO; ``seen`` says whether a reader of the page could notice anything."""

    number: int
    day: str
    reason: str
    is_first: bool
    lines: tuple[Line, ...]

    @property
    def seen(self) -> bool:
        return self.is_first or any(line.subject != UNSEEN for line in self.lines)


def tell(changes: Iterable[Logged], names: Names) -> Iterator[Told]:
    """Every change of one product in words, oldest first; they have to begin with its first."""
    flat: Flat = {}
    for change in changes:
        payload = json.loads(change.payload)
        before = dict(flat)
        apply(flat, payload)
        day = change.at[:10]
        if "slug" not in before:
            yield Told(change.number, day, change.reason, True, ())
        else:
            lines = tuple(dict.fromkeys(_lines(payload["fields"], before, flat, names)))
            yield Told(change.number, day, change.reason, False, lines)


def named_in(changes: Iterable[Logged]) -> tuple[set[int], set[int]]:
    """Ids of the products and of the brands that these changes speak of."""
    products: set[int] = set()
    brands: set[int] = set()
    for change in changes:
        for path, values in json.loads(change.payload)["fields"].items():
            last = path.rpartition("/")[2]
            if last in ("family_id", "successor_id", "other_id"):
                products.update(value for value in values if value is not None)
            elif last == "brand_id":
                brands.update(value for value in values if value is not None)
    return products, brands


def is_known(path: str) -> bool:
    """Whether there are words for a field of the log: "legal/12/use" has them."""
    first, *rest = path.split("/")
    if not rest:
        return first in _OWN or first in _LISTS
    return len(rest) == 2 and rest[1] in _OF_ROWS.get(first, {})


def _lines(fields: Mapping[str, Any], before: Flat, after: Flat, names: Names) -> Iterator[Line]:
    rows: dict[tuple[str, str], list[str]] = {}
    for path, (old, new) in fields.items():
        first, *rest = path.split("/")
        if len(rest) == 2:
            rows.setdefault((first, rest[0]), []).append(rest[1])
        elif first in _OWN:
            yield _own(first, old, new, names)
        elif first not in _LISTS:
            yield Line(first.replace("_", " ").capitalize(), "changed")
    for (table, number), changed in rows.items():
        yield from _row(table, _at(before, table, number), _at(after, table, number), changed, names)


def _own(name: str, old: Any, new: Any, names: Names) -> Line:
    if name == "notes":
        words = "changed" if old and new else "added" if new else "taken away"
        return Line(_OWN[name], words)
    return Line(_OWN[name], _was_now(_own_words(name, old, names), _own_words(name, new, names)))


def _own_words(name: str, value: Any, names: Names) -> str:
    if name == "brand_id":
        return names.brand(value)
    if name in ("family_id", "successor_id"):
        return names.product(value)
    if name == "is_published":
        # The log says it only while it is not so.
        return "no" if value is False else "yes"
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name == "released":
        return show_date(value)
    words = {"status": STATUS, "audience": SOLD_TO}.get(name, {})
    return words.get(value, str(value))


def _at(flat: Flat, table: str, number: str) -> dict[str, Any]:
    """One row of a flat state, empty where it is not there."""
    start = f"{table}/{number}/"
    return {path.removeprefix(start): value for path, value in flat.items() if path.startswith(start)}


def _row(
    table: str, old: dict[str, Any], new: dict[str, Any], changed: list[str], names: Names
) -> Iterator[Line]:
    subject = _subject(table, new or old, names)
    if not old:
        yield Line(subject, f"new: {_value(table, new, names)}{_by(table, new, names)}")
    elif not new:
        yield Line(subject, f"taken away: {_value(table, old, names)}{_by(table, old, names)}")
    else:
        yield from _changed_row(table, subject, old, new, changed, names)


def _changed_row(
    table: str, subject: str, old: dict[str, Any], new: dict[str, Any], changed: list[str], names: Names
) -> Iterator[Line]:
    was, now = _value(table, old, names), _value(table, new, names)
    if was != now:
        yield Line(subject, _was_now(was, now) + _by(table, new, names))
    words = _OF_ROWS.get(table, {})
    in_value = _IN_VALUE.get(table, frozenset())
    for name in changed:
        if name in in_value and was != now:
            continue
        if not words.get(name, name):
            yield Line(UNSEEN, "changed")
        elif name == "rank":
            yield Line(subject, f"{now}{_by(table, new, names)}, {_RANKS.get(new[name], 'changed')}")
        elif name in ("read_on", "checked", "day") and new.get(name):
            seen = {"read_on": "read again", "checked": "looked up again", "day": "seen"}[name]
            yield Line(subject, f"{now}{_by(table, new, names)}, {seen} {show_date(new[name])}")
        else:
            yield Line(subject, f"{now}{_by(table, new, names)}, {words.get(name, name)} changed")


_IN_VALUE: Final = {
    "statements": frozenset({"spec", "says", "state", "unparsed"}),
    "offers": frozenset({"amount_minor", "currency", "quantity", "unit"}),
    "legal": frozenset({"body", "status", "identifier", "outcome"}),
    "fits": frozenset({"other_id", "answer"}),
}
"""Fields whose change shows in the value itself."""


def _subject(table: str, row: Mapping[str, Any], names: Names) -> str:
    if table == "statements":
        spec = SPECS.get(str(row.get("spec")))
        return spec.label if spec else "A fact"
    if table == "fits":
        return f"Fit with {names.product(row.get('other_id'))}"
    if table == "legal":
        return f"Legal status, {row.get('market')}"
    return "Price" if table == "offers" else table


def _value(table: str, row: Mapping[str, Any], names: Names) -> str:
    if table == "statements":
        return _said(row)
    if table == "offers":
        return _price(row)
    if table == "legal":
        number = f", {row['identifier']}" if row.get("identifier") else ""
        return legal_words(str(row.get("body")), str(row.get("status"))) + number
    return str(row.get("answer", "changed"))


def _said(row: Mapping[str, Any]) -> str:
    says = row.get("says")
    if says is None:
        return _ABSENCE.get(str(row.get("state")), "we haven’t found this yet")
    spec = SPECS.get(str(row.get("spec")))
    if spec is None or row.get("unparsed"):
        return str(says)
    try:
        return spec.kind.show(spec.kind.parse(says))
    except SpecValueError:
        # What could be read once may be refused by the registry of today.
        return str(says)


def _price(row: Mapping[str, Any]) -> str:
    quantity, unit = row.get("quantity", 1), row.get("unit", "piece")
    words = (
        "" if (quantity, unit) == (1, "piece") else f" for {quantity} {unit}{'s' if quantity != 1 else ''}"
    )
    return show_money(row["amount_minor"], row["currency"]) + words


def _by(table: str, row: Mapping[str, Any], names: Names) -> str:
    return "" if table == "legal" else f" ({names.source(row.get('source'))})"


def _was_now(was: str, now: str) -> str:
    return f"was {was}, now {now}"
