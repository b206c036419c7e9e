"""What an address of `/compare` asks for: which devices, which rows, against which one. From an address and
to an address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final, Protocol
from urllib.parse import quote

from catalog.compare import weights as own
from catalog.compare.weights import WEIGHTS, Criterion, Weights
from catalog.finder.conditions import Ignored, Length, TooMany
from catalog.finder.definitions import FACETS
from catalog.method.scoring import write_weights
from catalog.products.pages.cost import USUAL, Sessions, read_sessions
from catalog.specs.needle_length import QUESTIONS
from catalog.specs.units import shorten

ADDRESS: Final = "/compare"
MOST: Final = 6
"""Devices side by side."""
MOST_NAMED: Final = 60
"""Names, devices and rows alike, read from one field; nobody types more."""
LONGEST_TEXT: Final = 4000

ALL, DIFFERENCES, SAME = "", "diff", "same"
_SHOWN: Final = {"all": ALL, DIFFERENCES: DIFFERENCES, SAME: SAME}


class Arguments(Protocol):
    """What is needed of a query string: werkzeug's MultiDict."""

    def items(self, multi: bool = ...) -> Iterable[tuple[str, str]]: ...


@dataclass(frozen=True)
class Asked:
    """One frozen state. ``slugs`` are all that were named, known or not, in the shopper's order, each once.

    ``show`` is empty for all rows, ``"diff"`` or ``"same"``; ``base`` the slug of the device the others are
    held against; ``hide`` and ``order`` keys of rows; ``lengths`` what was asked of needle lengths.
    ``weights`` are the shopper's own, by criterion in the method's order; ``typed`` fields of weights as they
    came, where one of them cannot be read; ``weighable`` the names of all such fields.
    ``ignored`` are the parts that could not be used: they stay in the address, which says so.
    """

    slugs: tuple[str, ...] = ()
    show: str = ALL
    base: str | None = None
    hide: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    sessions: Sessions = field(default_factory=Sessions)
    lengths: tuple[Length, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    weights: Weights = ()
    typed: tuple[tuple[str, str], ...] = ()
    weighable: frozenset[str] = frozenset()

    @classmethod
    def from_args(
        cls,
        args: Arguments,
        rows: frozenset[str],
        renamed: Mapping[str, str] = MappingProxyType({}),
        criteria: Sequence[Criterion] = (),
    ) -> Asked:
        """Reads a query string. ``rows`` are the keys there are; ``renamed`` maps former slugs to today's;
        ``criteria`` are those by which these devices were scored.

        Raises `TooMany` beyond 60 names in a field.
        """
        given: dict[str, list[str]] = {}
        for name, raw in args.items(multi=True):
            text = raw.encode("utf-8", "replace").decode().strip()
            if len(text) > LONGEST_TEXT:
                raise TooMany(f"At most {LONGEST_TEXT:,} characters fit into one field.")
            if text:
                given.setdefault(name, []).append(text)
        ignored: list[Ignored] = []
        named = [slug.lower() for slug in names(given.get("d", ()))]
        slugs = tuple(dict.fromkeys(renamed.get(slug, slug) for slug in named))
        base = next((text.lower() for text in given.get("base", ())), None)
        base = renamed.get(base, base) if base else None
        if base is not None and base not in slugs:
            ignored.append(Ignored("base", base, f"“{shorten(base)}” is not among the devices compared."))
            base = None
        sessions = read_sessions(next(iter(given.get("sessions", ())), None))
        if sessions.error:
            ignored.append(Ignored("sessions", sessions.typed, sessions.error))
        weighed = own.read(given, criteria, ignored)
        return cls(
            slugs,
            _shown(given, ignored),
            base,
            _rows("hide", given, rows, ignored),
            _rows("order", given, rows, ignored),
            sessions,
            _lengths(given, ignored),
            tuple(ignored),
            weighed.weights,
            weighed.typed,
            frozenset(one.field for one in criteria),
        )

    def with_(self, **changes: object) -> Asked:
        """Another state for a link; what could not be read is not passed on."""
        changed = replace(self, **{"ignored": (), "typed": (), **changes})  # type: ignore[arg-type]
        return changed if changed.base in changed.slugs else replace(changed, base=None)

    def items(self) -> list[tuple[str, str]]:
        """The state as parameters in canonical order, with what could not be read."""
        # What could not be read is among the ignored.
        sessions = "" if self.sessions.error or self.sessions.count == USUAL else self.sessions.typed
        state = [
            ("d", ",".join(self.slugs)),
            ("show", self.show),
            ("base", self.base or ""),
            ("hide", ",".join(self.hide)),
            ("order", ",".join(self.order)),
            ("sessions", sessions),
            (WEIGHTS, write_weights(dict(self.weights))),
            *self.typed,
            *((length.key, FACETS[length.key].serialize(length)) for length in self.lengths),
        ]
        # By name, as a query string is read: else an address would never be its own canonical form.
        found: dict[str, list[str]] = {name: [value] for name, value in state if value}
        for part in self.ignored:
            found.setdefault(part.parameter, []).append(part.value)
        return [(name, value) for name, values in found.items() for value in values]

    @property
    def query(self) -> str:
        """Percent-encoded, commas left as they are, and colons of weights; empty where nothing is asked."""
        plain = {WEIGHTS: ",.:"} if self.weights else {}
        return "&".join(f"{name}={quote(value, safe=plain.get(name, ',.'))}" for name, value in self.items())

    def address(self, path: str = ADDRESS) -> str:
        query = self.query
        return f"{path}?{query}" if query else path

    def is_canonical(self, args: Arguments) -> bool:
        """Whether the query string already says it this way, parameters of nobody's left aside."""
        known = {name for name, _ in self.items()} | PARAMETERS | self.weighable
        return [(name, value) for name, value in args.items(multi=True) if name in known] == self.items()

    @property
    def limit(self) -> int | None:
        """The length (µm) that the shopper does not want to go above."""
        return next((c.numbers[0] for c in self.lengths if c.key == "depth_never_above"), None)


def names(texts: Iterable[str]) -> list[str]:
    """The names in fields like ``"a,b"``, as they came. Raises `TooMany` beyond 60."""
    found = [name.strip() for text in texts for name in text.split(",")]
    found = [name for name in found if name]
    if len(found) > MOST_NAMED:
        raise TooMany(f"At most {MOST_NAMED} names can be read at once; six devices are compared.")
    return found


def _shown(given: Mapping[str, list[str]], ignored: list[Ignored]) -> str:
    for text in given.get("show", ())[:1]:
        if text not in _SHOWN:
            words = f"“{shorten(text)}” is neither all, diff nor same; all rows are shown."
            ignored.append(Ignored("show", text, words))
        return _SHOWN.get(text, ALL)
    return ALL


def _rows(
    name: str, given: Mapping[str, list[str]], rows: frozenset[str], ignored: list[Ignored]
) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for key in names(given.get(name, ())):
        if key in rows:
            found.setdefault(key)
        else:
            ignored.append(Ignored(name, key, f"There is no row “{shorten(key)}”."))
    return tuple(found)


def _lengths(given: Mapping[str, list[str]], ignored: list[Ignored]) -> tuple[Length, ...]:
    found: list[Length] = []
    for key in QUESTIONS:
        facet = FACETS[key]
        if any(name in given for name in facet.parameters):
            condition, unread = facet.parse(given)
            ignored += unread
            if isinstance(condition, Length):
                found.append(condition)
    return tuple(found)


PARAMETERS: Final = frozenset(
    {"d", "show", "base", "hide", "order", "sessions", WEIGHTS}
    | {name for key in QUESTIONS for name in FACETS[key].parameters}
)
