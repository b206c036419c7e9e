"""What stands inside the texts of a bundle: JSON and days, as the program reads them afterwards.

A table takes any text. So whatever is read out of one is looked at here first, row by row, by the types that
it is read as, or by the very code that reads it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Annotated, Any, Final

import msgspec

from catalog import schema
from catalog.compare.reading import reading
from catalog.dates import PartialDate, PartialDateType
from catalog.shelf.entry import Entry, Interned
from catalog.specs.registry import SPECS

from .bundle_rows import short_name
from .bundle_tables import WORDS, withheld_from

Row = Mapping[str, Any]
JSON: Final = "_json"


class _Dated(msgspec.Struct):
    day: str
    words: str


class _Point(msgspec.Struct):
    words: str
    spec: str = ""
    measurement: str = ""


class _Score(msgspec.Struct):
    criterion: str
    score: int
    why: str = ""
    measurements: list[str] = []


class _Alternative(msgspec.Struct):
    device: str
    reason: str


class _Criterion(msgspec.Struct):
    key: str
    name: str
    weight: int
    how: str
    kinds: list[str]
    specs: list[str]


class _Instrument(msgspec.Struct):
    name: str
    reads_to: str
    what_for: str = msgspec.field(name="for")


class _Number(msgspec.Struct):
    label: str
    value: str
    unit: str
    study: str


class _Reason(msgspec.Struct):
    words: str
    row: str


class _Payload(msgspec.Struct):
    fields: dict[str, tuple[Any, Any]]
    absent_before: list[str] = []
    absent_after: list[str] = []


_Typed = str | bool | int | None
_Form = dict[str, _Typed | list[str | dict[str, _Typed | list[str]]]]
_TEXTS: Final = list[str]

SHAPES: Final[Mapping[tuple[str, str], Any]] = {
    ("article", "corrections_json"): list[_Dated],
    ("change", "payload"): _Payload,
    ("change", "touched"): list[int],
    ("claim", "numbers_json"): list[_Number],
    ("comparison", "reasons"): list[_Reason],
    ("draft", "fields_json"): _Form,
    ("measurement", "readings_json"): Annotated[list[int], msgspec.Meta(min_length=1)],
    ("method", "comparable_json"): list[int],
    ("method", "criteria_json"): list[_Criterion],
    ("method", "instruments_json"): list[_Instrument],
    ("need", "reasons"): _TEXTS,
    ("review", "alternatives_json"): list[_Alternative],
    ("review", "cons_json"): list[_Point],
    ("review", "corrections_json"): list[_Dated],
    ("review", "follow_ups_json"): list[_Dated],
    ("review", "pros_json"): list[_Point],
    ("review", "scores_json"): list[_Score],
    ("revision", "fields_json"): _Form,
    ("study", "needle_lengths_um_json"): list[int],
    ("tested", "needle_lengths_um_json"): list[int],
}
"""Table and column → what its JSON is read as. Every other column that ends in `_json` is a list of texts."""

_DAYS: Final = frozenset({"checked", "day", "first_day", "last_day", "read_on", "written"})


class Sources:
    """Whether what rules of cleaning rest on is there: a study, what a body says, or an address."""

    def __init__(self) -> None:
        self._there: set[str] = set()
        self._named: list[tuple[int, str]] = []

    def note(self, table: str, line: int, row: Row) -> None:
        """One row more, in any order; what is inside its texts was looked at."""
        if table in ("study", "guidance"):
            self._there.add(row["slug"])
        elif table == "cleaning_rule":
            named: list[str] = msgspec.json.decode(row["sources_json"])
            self._named += [(line, one) for one in named if not one.startswith(("https://", "http://"))]

    def missing(self) -> tuple[int, str] | None:
        """The line of the first rule that names what is nowhere, and a clause."""
        for line, name in self._named:
            if name not in self._there:
                return (
                    line,
                    f"sources_json names “{short_name(name)}”, which is no study and no guidance here",
                )
        return None


def fault(table: str, row: Row) -> str:
    """What is wrong inside the texts of a row, ``"topics_json is no JSON: …"``; "" where nothing is."""
    for name, check in _checks(table):
        if row[name] is not None and (words := check(row[name])):
            return f"{name} {words}"
    whole = _WHOLE.get(table)
    return whole(row) if whole else ""


@cache
def _checks(table: str) -> tuple[tuple[str, Callable[[str], str]], ...]:
    """The columns of a table whose texts are more than texts, each with what looks at them."""
    found: list[tuple[str, Callable[[str], str]]] = []
    for column in schema.tables().tables[table].columns:
        name = column.name
        if name in withheld_from(table):
            continue
        if (table, name) in SHAPES or name.endswith(JSON):
            found.append((name, _json(SHAPES.get((table, name), _TEXTS))))
        elif isinstance(column.type, PartialDateType) or name in _DAYS:
            found.append((name, _day))
        elif name == "at" or name.endswith("_at"):
            found.append((name, _moment))
    return tuple(found)


def _json(shape: Any) -> Callable[[str], str]:
    decode = msgspec.json.Decoder(shape).decode

    def check(text: str) -> str:
        try:
            decode(text)
        except msgspec.ValidationError as error:
            return f"is JSON of another kind than is read there: {error}"
        except msgspec.DecodeError as error:
            return f"is no JSON: {error}"
        except RecursionError:
            return "is JSON that is too deep"
        return ""

    return check


def _day(text: str) -> str:
    try:
        if text:
            PartialDate(text)
    except ValueError:
        return "is no day"
    return ""


def _moment(text: str) -> str:
    try:
        return "" if datetime.fromisoformat(text).tzinfo else "is no moment of a time zone"
    except ValueError:
        return "is no moment"


# -- what the program reads by more than one column


def _product(row: Row) -> str:
    """A document is read as the pages read it, answer by answer; "" is one that is yet to be written."""
    if not row["document"]:
        return ""

    def read() -> None:
        entry = Entry(
            id=row["id"],
            slug=row["slug"],
            name=row["name"],
            brand=None,
            kind=row["kind"],
            family=None,
            audience=row["audience"],
            status=row["status"],
            is_own=row["is_own"],
            document=row["document"],
            interned=Interned(),
        )
        for _ in entry.cells({}):
            pass
        _ = entry.legal, entry.offers, entry.fits, entry.seen, entry.lengths, entry.nominal

    return _tried(read, "document is not what pages are made of")


def _statement(row: Row) -> str:
    spec = SPECS.get(row["spec"])
    if spec is None:
        return f"says something of “{short_name(row['spec'])}”, and there is no such spec"
    value = row["value"]
    if value is None:
        return ""
    if row["state"] != "known":
        return f"value is there, though its state is “{row['state']}”"
    return _tried(
        lambda: spec.kind.format(spec.kind.from_json(msgspec.json.decode(value))),
        f"value is none of {spec.name_in_a_list}",
    )


def _snapshot(row: Row) -> str:
    if hashlib.sha256(row["body"].encode()).hexdigest() != row["key"]:
        return "body is not what was pinned: its SHA-256 is not the key"
    return _tried(lambda: reading(row["key"], msgspec.json.decode(row["body"])), "body is no comparison")


def _tried(read: Callable[[], object], words: str) -> str:
    try:
        read()
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        said = " ".join(str(error).split())[:120]
        return f"{words}: {said or type(error).__name__}"
    return ""


_WHOLE: Final[Mapping[str, Callable[[Row], str]]] = {
    "product": _product,
    "snapshot": _snapshot,
    "statement": _statement,
}

assert {table for table, _ in SHAPES} <= WORDS.keys()
