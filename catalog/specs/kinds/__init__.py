"""Kinds of value: how a text becomes a value, and a value text or JSON.

Every kind has the same furniture: ``parse`` and ``format`` (``parse(format(v)) == v``), ``show`` for pages,
``to_json`` and ``from_json``, ``sort_key``, and ``parts`` and ``join``, which take a value apart into what
resolves separately. Values are immutable and hashable: int, `Span`, `TermSet`, bool, str, `Size`,
`NeedleLengths`, or a tuple of `Measurement`.
"""

from catalog.specs.kinds.dimensions import AXES, Dimensions, Size
from catalog.specs.kinds.interval import Interval, Span, parse_pair, unit_of, with_unit
from catalog.specs.kinds.kind import WHOLE, Kind, Parts, Whole
from catalog.specs.kinds.measurements import Measurement, Measurements
from catalog.specs.kinds.note import Note, printable
from catalog.specs.kinds.quantity import Quantity
from catalog.specs.kinds.terms import Terms, TermSet
from catalog.specs.kinds.yes_no import YesNo

__all__ = [
    "AXES",
    "WHOLE",
    "Dimensions",
    "Interval",
    "Kind",
    "Measurement",
    "Measurements",
    "Note",
    "Parts",
    "Quantity",
    "Size",
    "Span",
    "TermSet",
    "Terms",
    "Whole",
    "YesNo",
    "parse_pair",
    "printable",
    "unit_of",
    "with_unit",
]
