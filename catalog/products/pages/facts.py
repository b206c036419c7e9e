"""The facts on record: every known spec with its value, who says it, and whoever disagrees."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from catalog.dates import show_date
from catalog.products.drafts import StatementDraft
from catalog.products.pages.citing import Citations, Piece, Who
from catalog.shelf.cell import dispute_words, either, part_words
from catalog.specs.kinds import Measurement
from catalog.specs.needle_length import NeedleLengths, Range
from catalog.specs.registry import SECTIONS, SPECS
from catalog.specs.resolution import NOT_PUBLISHED, Part, Resolved
from catalog.specs.spec import Facet, Spec
from catalog.specs.units import MILLIMETRE

STOPS: Final = "Stops"
_ENDS: Final[tuple[str, ...]] = ("fixed", "low", "high", "more", "unlisted")


@dataclass(frozen=True)
class Reading:
    """One value and everybody who says it."""

    text: str
    who: tuple[Who, ...]


@dataclass(frozen=True)
class Dispute:
    """``words``: "sources disagree where it starts"; every value with who says it, the one shown first."""

    words: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class Told:
    """Who says a value, or one part of it ("lowest") where others say the rest."""

    part: str
    who: Who


@dataclass(frozen=True)
class Said:
    """One statement in full: what, who, since when, with which note. ``aside``: set aside by an author."""

    text: str
    who: Who
    read: str
    note: tuple[Piece, ...]
    aside: bool


@dataclass(frozen=True)
class Fact:
    """One row; ``key`` names its spec. ``beside`` are readings that differ without disputing; ``said`` is
    all that was said, where the row cannot show all of it. ``of_family``: said of the whole family."""

    key: str
    label: str
    text: str
    unit: str
    told: tuple[Told, ...]
    disputes: tuple[Dispute, ...]
    beside: tuple[Reading, ...]
    notes: tuple[tuple[Piece, ...], ...]
    said: tuple[Said, ...]
    of_family: bool
    is_disputed: bool
    measured: tuple[Reading, ...] = ()
    """Of a needle length: what the needles measured at each setting."""
    values: tuple[Any, ...] = ()
    """What ``text`` says, as values of the spec: several where sources disagree; none for stops."""


@dataclass(frozen=True)
class FactGroup:
    label: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Gap:
    """What nobody has found yet: the key of the row it would fill, and its name in a list."""

    key: str
    name: str


@dataclass(frozen=True)
class Silent:
    """A spec that somebody looked for: the maker doesn’t say. ``who`` is where they looked."""

    label: str
    who: Who
    looked: str


class FactWriter:
    """Writes the facts of one product. ``own``: how many of the statements are the product's own; those
    after them are its family's."""

    def __init__(
        self,
        resolved: Mapping[str, Resolved],
        statements: Sequence[StatementDraft],
        own: int,
        citations: Citations,
    ) -> None:
        self._resolved, self._statements, self._own, self._citations = resolved, statements, own, citations

    def groups(self) -> tuple[FactGroup, ...]:
        """Every known spec by section; sections without one are left out."""
        groups = (
            FactGroup(section.label, tuple(f for spec in specs for f in self.facts(spec)))
            for section in SECTIONS
            for specs in [[spec for spec in SPECS.values() if spec.section is section]]
        )
        return tuple(group for group in groups if group.facts)

    def facts(self, spec: Spec) -> list[Fact]:
        """The rows of one spec: none where nothing is known, two where a needle length has stops."""
        resolved = self._resolved.get(spec.key)
        if resolved is None or resolved.value is None:
            return []
        if not isinstance(resolved.value, NeedleLengths):
            parts = dict(sorted(resolved.parts.items(), key=lambda pair: pair[0] == "high"))
            return [self._fact(spec, spec.label, whole_text(spec, resolved), parts, resolved)]
        ends = {key: resolved.parts[key] for key in _ENDS if key in resolved.parts}
        steps = {key: part for key, part in resolved.parts.items() if key == "step"}
        rows = []
        if resolved.value.is_known:
            said = self._fact(spec, spec.label, span_text(spec, resolved), ends, resolved)
            rows.append(replace(said, measured=self._measured()))
        if steps:
            text = " or ".join(dict.fromkeys(spec.show_part("step", v) for v in _values(steps["step"])))
            rows.append(self._fact(spec, STOPS, text, steps, None))
        return rows

    def _measured(self) -> tuple[Reading, ...]:
        """ "2.41 ± 0.05 mm at 2.5 mm (n=9)", setting by setting."""
        found = self._resolved.get("measured_length")
        if found is None or not isinstance(found.value, tuple):
            return ()
        who = tuple(self._citations.told(part.statement) for part in found.parts.values())
        return tuple(Reading(_measured_words(one), who) for one in found.value)

    def silent(self) -> tuple[Silent, ...]:
        """What the maker does not say, though somebody looked."""
        found = []
        for statement in self._statements:
            resolved = self._resolved.get(statement.spec)
            if statement.state == NOT_PUBLISHED and resolved and resolved.state == NOT_PUBLISHED:
                label = _in_a_list(SPECS[statement.spec].label)
                who = self._citations.named(statement.source)
                looked = f"looked on {show_date(statement.read_on)}" if statement.read_on else "looked"
                found.append(Silent(label, who, looked))
        return tuple(found)

    def _fact(
        self, spec: Spec, label: str, text: str, parts: Mapping[str, Part], whole: Resolved | None
    ) -> Fact:
        disputes = tuple(d for key, part in parts.items() for d in self._disputes(spec, key, part))
        unit = spec.kind.unit.suffix() if spec.kind.unit else ""
        has_unit = bool(unit) and text.endswith(unit)
        if disputes:
            self._citations.use("disputed")
        return Fact(
            key=spec.key,
            label=label,
            text=text.removesuffix(unit) if has_unit else text,
            unit=unit if has_unit else "",
            told=self.told(parts),
            disputes=disputes,
            beside=tuple(r for key, part in parts.items() for r in self._beside(spec, key, part)),
            notes=self._notes(parts.values()),
            said=self._said(spec, parts, whole),
            of_family=all(part.statement.place >= self._own for part in parts.values()),
            is_disputed=bool(disputes),
            values=() if whole is None else (whole.value, *whole.alternatives),
        )

    def told(self, parts: Mapping[str, Part]) -> tuple[Told, ...]:
        """Who says it: one line where all parts have one witness, else one line a part."""
        by_part = {key: self._citations.told(part.statement) for key, part in parts.items()}
        if len(set(by_part.values())) == 1:
            return (Told("", next(iter(by_part.values()))),)
        said: dict[Who, list[str]] = {}
        for key, who in by_part.items():
            said.setdefault(who, []).append(part_words(key))
        return tuple(Told(", ".join(names), who) for who, names in said.items())

    def _disputes(self, spec: Spec, key: str, part: Part) -> Iterable[Dispute]:
        if part.alternatives:
            others = _together(spec, key, part.alternatives)
            shown = Reading(spec.show_part(key, part.value), tuple(map(self._citations.named, part.sources)))
            readings = (self._reading(text, [s.source for s in said]) for text, said in others.items())
            yield Dispute(dispute_words(key), (shown, *readings))

    def _beside(self, spec: Spec, key: str, part: Part) -> Iterable[Reading]:
        for text, said in _together(spec, key, part.beside).items():
            who = dict.fromkeys(self._citations.told(statement) for statement in said)
            yield Reading(text, tuple(who))

    def _reading(self, text: str, sources: Iterable[str | None]) -> Reading:
        return Reading(text, tuple(map(self._citations.named, dict.fromkeys(sources))))

    def _notes(self, parts: Iterable[Part]) -> tuple[tuple[Piece, ...], ...]:
        texts = dict.fromkeys(self._statements[part.statement.place].note for part in parts)
        return tuple(self._citations.pieces(text) for text in texts if text)

    def _said(self, spec: Spec, parts: Mapping[str, Part], whole: Resolved | None) -> tuple[Said, ...]:
        """All statements of the spec, unless the row already shows them."""
        if whole is None:
            return ()
        rows = [s for s in self._statements if s.spec == spec.key and s.says is not None]
        winners = {part.statement.place for part in whole.parts.values()}
        if len(rows) <= len(winners):
            return ()
        return tuple(self._one_said(spec, row) for row in rows)

    def _one_said(self, spec: Spec, row: StatementDraft) -> Said:
        says = row.says or ""
        text = says if row.unparsed else spec.kind.show(spec.kind.parse(says))
        who = self._citations.who(row.source, row.kind, row.known_by)
        read = f"read {show_date(row.read_on)}" if row.read_on else ""
        return Said(text, who, read, self._citations.pieces(row.note), row.rank == "deprecated")


def _measured_words(one: Measurement) -> str:
    mean = MILLIMETRE.show(one.measured)
    spread = "" if one.spread is None else f" ± {MILLIMETRE.show(one.spread)}"
    return f"{mean}{spread} mm at {MILLIMETRE.show(one.set_to)} mm (n={one.n})"


def whole_text(spec: Spec, resolved: Resolved) -> str:
    return either(spec, (resolved.value, *resolved.alternatives))


def span_text(spec: Spec, resolved: Resolved) -> str:
    """The lengths of every reading without their stops: "0.25–2.5 or 3.0 mm"."""
    return spans(spec, (resolved.value, *resolved.alternatives))


def spans(spec: Spec, readings: Iterable[NeedleLengths]) -> str:
    return either(spec, tuple(dict.fromkeys(map(_unstepped, readings))))


def _unstepped(value: NeedleLengths) -> NeedleLengths:
    ranges = tuple(Range(r.low, r.high) for r in value.ranges if r.ends)
    return replace(value, ranges=ranges, open=False, versions_listed=True)


def missing(kind: str, resolved: Mapping[str, Resolved]) -> list[Gap]:
    """What nobody has found yet, in a list: "needle diameter", "stops"; measuring is up to us."""
    gaps = []
    for key, spec in SPECS.items():
        if not spec.applies(kind) or spec.facet is Facet.MEASURED:
            continue
        found = resolved.get(key)
        if found is None or (found.value is None and found.state != NOT_PUBLISHED):
            gaps.append(Gap(key, _in_a_list(spec.label)))
        elif isinstance(found.value, NeedleLengths):
            gaps += (Gap(key, name) for name in _missing_of(found.value))
    return gaps


NO_PRICE: Final = Gap("price", "a current price")


def _missing_of(value: NeedleLengths) -> Iterable[str]:
    if any(r.low is None for r in value.ranges):
        yield "where its needle length starts"
    if any(r.high is None for r in value.ranges):
        yield "where its needle length ends"
    if not value.versions_listed:
        yield "which lengths it comes in"
    elif any(r.step is None and r.low != r.high for r in value.ranges):
        yield _in_a_list(STOPS)


def _in_a_list(label: str) -> str:
    return label[:1].lower() + label[1:]


def _values(part: Part) -> list[Any]:
    return [part.value, *(value for value, _ in part.alternatives)]


def _together(spec: Spec, key: str, others: Iterable[tuple[Any, Any]]) -> dict[str, list[Any]]:
    """Text of each value → the statements that give it."""
    found: dict[str, list[Any]] = {}
    for value, statement in others:
        found.setdefault(spec.show_part(key, value), []).append(statement)
    return found
