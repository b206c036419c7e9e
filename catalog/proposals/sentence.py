"""What one sentence or row gives: every reader asked for what the sentence names or shows."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from catalog.proposals import lengths, notes, numbers, terms
from catalog.proposals.amounts import Measure, measures
from catalog.proposals.found import Found, Unread
from catalog.proposals.names import Named, named, spec_of_label
from catalog.proposals.pins import pins
from catalog.proposals.splitting import Piece
from catalog.specs.kinds import Dimensions, Interval, Measurements, Quantity, Terms
from catalog.specs.needle_length_kind import NeedleLengthKind
from catalog.specs.registry import SPECS
from catalog.specs.units import SpecValueError, shorten

SPEAKS_FOR_ITSELF: Final = {"rpm": "motor_speed", "mAh": "battery_capacity", "dB": "noise"}
"""Units in which nothing else of such a product is told, so that the spec need not be named."""
_FAR: Final = 60
"""Characters between a name and its number; what stands further away belongs to something else."""
_THICK: Final = re.compile(r"\s(?:fine|thin|thick)(?!\w)", re.IGNORECASE)


def read(piece: Piece, product_kind: str) -> Iterator[Found | Unread]:
    """Everything recognised in a piece; positions are in its text."""
    label = spec_of_label(piece.label, product_kind) if piece.label else ""
    if label and not SPECS[label].applies(product_kind):
        label = ""
    given: list[Found | Unread] = []
    given += _by_measure(piece, label, product_kind)
    given += numbers.speed_levels(piece.text, piece.value, label in ("speed_levels", "motor_speed"))
    given += pins(piece.text, piece.value, label == "pin_count", product_kind)
    given += terms.power(piece.text)
    given += terms.mount(piece.text)
    given += terms.sterility(piece.text)
    given += terms.display(piece.text)
    given += terms.materials(piece.text, label if label in ("needle_material", "body_material") else "")
    given += notes.charging(piece.text, label == "charging")
    given += notes.replacement(piece.text)
    typed = list(_as_typed(piece, label)) if label else []
    if _is_from_a_list(label, typed):
        given = [*(one for one in given if one.spec != label), *typed]
    elif label and not any(one.spec == label for one in given):
        given += typed
    yield from (one for one in given if SPECS[one.spec].applies(product_kind))


def _is_from_a_list(label: str, typed: list[Found | Unread]) -> bool:
    """Whether the words behind the label are exactly what the registry lists for its spec."""
    kind = SPECS[label].kind if label else None
    return isinstance(kind, Terms) and bool(kind.options) and any(isinstance(one, Found) for one in typed)


def _by_measure(piece: Piece, label: str, product_kind: str) -> Iterator[Found | Unread]:
    """Numbers with units, each given to the spec that is named nearest to it."""
    names = [one for one in named(piece.text) if SPECS[one.spec].applies(product_kind)]
    shift = piece.value_at - piece.start if label else 0
    by_spec: dict[str, list[Measure]] = defaultdict(list)
    for measure in measures(piece.text):
        is_thick = measure.symbol == "mm" and _THICK.match(piece.text, measure.end)
        of_spec = "needle_diameter" if is_thick else _spec_of(measure, names, label, shift)
        if of_spec and SPECS[of_spec].applies(product_kind):
            by_spec[of_spec].append(measure)
    for key, found in by_spec.items():
        spec = SPECS[key]
        if isinstance(spec.kind, NeedleLengthKind):
            yield from lengths.lengths(found, product_kind, piece.text)
        elif isinstance(spec.kind, Interval):
            yield from numbers.interval(spec, found, piece.text)
        elif isinstance(spec.kind, Dimensions):
            yield from numbers.dimensions(spec, found)
        elif isinstance(spec.kind, Quantity) and spec.kind.measured_in.symbol:
            yield from numbers.quantity(spec, found, piece.text)


def _spec_of(measure: Measure, names: list[Named], label: str, shift: int) -> str:
    """The spec that a measure is of; "" where none is named near it."""
    if measure.symbol == "mAh" and measure.unit.lower() in ("ma", "ah"):
        # Currents are told in mA too: only beside the word for a battery is it a charge.
        named_battery = label == "battery_capacity" or any(n.spec == "battery_capacity" for n in names)
        return "battery_capacity" if named_battery else ""
    if label and measure.start >= shift and _takes(label, measure):
        return label
    if label and measure.start < shift and _takes(label, measure) and measure.symbol:
        return label
    near = [
        (gap, one.spec)
        for one in names
        if (gap := _gap(one, measure)) <= _FAR and measure.symbol and _takes(one.spec, measure)
    ]
    return min(near)[1] if near else SPEAKS_FOR_ITSELF.get(measure.symbol, "")


def _takes(key: str, measure: Measure) -> bool:
    """Whether a spec is told in the unit of the measure, or in a plain number where it has none."""
    unit = SPECS[key].kind.unit
    if unit is None or not unit.symbol or isinstance(SPECS[key].kind, Measurements):
        return False
    if isinstance(SPECS[key].kind, Dimensions):
        return measure.shape == "times"
    return measure.shape != "times" and (measure.is_bare or measure.symbol == unit.symbol)


def _gap(one: Named, measure: Measure) -> int:
    """How far the number is from the name; one that follows counts as a little nearer."""
    if measure.start >= one.end:
        return measure.start - one.end
    return max(0, one.start - measure.end) + 2


def _as_typed(piece: Piece, label: str) -> Iterator[Found | Unread]:
    """The value behind a label, where the spec's kind takes it as it stands."""
    spec, value = SPECS[label], " ".join(piece.value.split()).strip(" .;,")
    start = piece.value_at - piece.start
    end = start + len(piece.value.rstrip())
    try:
        says = spec.kind.format(spec.kind.parse(value))
    except SpecValueError as error:
        yield Unread(label, start, end, str(error))
        return
    if isinstance(spec.kind, (NeedleLengthKind, Interval, Quantity)):
        yield Unread(label, start, end, f"No value of {spec.name_in_a_list} was found in it.")
        return
    is_free = isinstance(spec.kind, Terms) and not spec.kind.options
    doubt = f"“{shorten(value)}” is taken as it stands." if is_free or len(value) > 60 else ""
    yield Found(label, says, start, end, "the words behind its label", doubt)
