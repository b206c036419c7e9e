"""The state of `/devices` as one value: from an address, to an address, and changed by links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Protocol
from urllib.parse import quote

from catalog.finder.conditions import Between, Choice, Condition, Ignored, Length, TooMany
from catalog.finder.definitions import FACETS, RETIRED
from catalog.finder.facet import LONGEST_TEXT, MOST_VALUES, Facet
from catalog.specs.units import shorten

SORT_KEYS: Final = (
    "score", "record", "name", "reach", "lowest", "step", "noise", "weight", "price", "reviewed", "checked",
)  # fmt: skip
DEFAULT_SORT: Final = ("-score", "-record", "name")
MOST_SORT_KEYS: Final = 3
MOST_FACETS: Final = 12
LAST_PAGE: Final = 999_999
ADDRESS: Final = "/devices"


class Arguments(Protocol):
    """What is needed of a query string: werkzeug's MultiDict."""

    def items(self, multi: bool = ...) -> Iterable[tuple[str, str]]: ...


@dataclass(frozen=True)
class Filters:
    """One frozen state. ``conditions`` stand in registry order, at most one a facet.

    ``sort`` is empty for the default order; ``unknown`` is ``"hide"`` or empty, ``view`` ``"table"`` or
    empty.
    ``ignored`` are the parts of the address that could not be used: they stay in the canonical address, so
    that the page after a redirect still says so, and are left out of links.
    """

    conditions: tuple[Condition, ...] = ()
    sort: tuple[str, ...] = ()
    unknown: str = ""
    view: str = ""
    page: int = 1
    ignored: tuple[Ignored, ...] = ()

    @classmethod
    def from_args(
        cls,
        args: Arguments,
        facets: Mapping[str, Facet] = FACETS,
        retired: Mapping[str, str] = RETIRED,
    ) -> Filters:
        """Reads a query string. Parameters nobody knows are dropped; what cannot be read is in ``ignored``.

        Raises `TooMany` beyond 12 facets, 10 values a facet or 200 characters a value.
        """
        given: dict[str, list[str]] = {}
        for written, raw in args.items(multi=True):
            name = retired.get(written, written)
            text = raw.encode("utf-8", "replace").decode().strip()
            if len(text) > LONGEST_TEXT and (name == "q" or name in _known(facets)):
                raise TooMany(f"At most {LONGEST_TEXT} characters fit into one field.")
            if text:
                given.setdefault(name, []).append(text)
        conditions: list[Condition] = []
        ignored: list[Ignored] = []
        for facet in facets.values():
            if any(name in given for name in facet.parameters):
                condition, unread = facet.parse(given)
                ignored += unread
                if condition is not None:
                    conditions.append(condition)
        if len(conditions) > MOST_FACETS:
            raise TooMany(f"At most {MOST_FACETS} filters can be used at once.")
        sort = _sort(given, ignored)
        unknown = _one_of("unknown", "hide", ("show",), given, ignored)
        view = _one_of("view", "table", ("grid",), given, ignored)
        page = _page(given, ignored)
        if len(ignored) > MOST_VALUES * MOST_FACETS:
            raise TooMany("This address has too many parts that cannot be read.")
        return cls(tuple(conditions), sort, unknown, view, page, tuple(ignored))

    # -- to an address ------------------------------------------------------------------------------------

    def items(self, facets: Mapping[str, Facet] = FACETS) -> list[tuple[str, str]]:
        """The state as parameters in canonical order, without what was ignored."""
        return self._items(facets, ())

    def _items(self, facets: Mapping[str, Facet], ignored: Iterable[Ignored]) -> list[tuple[str, str]]:
        conditions = {condition.key: condition for condition in self.conditions}
        unread: dict[str, list[tuple[str, str]]] = {}
        for part in ignored:
            unread.setdefault(part.parameter, []).append((part.parameter, part.value))
        found: list[tuple[str, str]] = []
        for key in facets if unread else conditions:
            if key in conditions:
                found.append((key, facets[key].serialize(conditions[key])))
            for name in facets[key].parameters if unread else ():
                found += unread.get(name, ())
        page = str(self.page) if self.page > 1 else ""
        state = (
            ("sort", ",".join(self.sort)),
            ("unknown", self.unknown),
            ("view", self.view),
            ("page", page),
        )
        for name, value in state:
            found += [(name, value)] if value else []
            found += unread.get(name, ())
        return found

    def query_string(self, facets: Mapping[str, Facet] = FACETS) -> str:
        """For links: canonical, without what was ignored."""
        return _encoded(self.items(facets))

    def canonical(self, facets: Mapping[str, Facet] = FACETS) -> str:
        """For redirects: canonical, with what was ignored as it was typed."""
        return _encoded(self._items(facets, self.ignored))

    def address(self, path: str = ADDRESS) -> str:
        query = self.query_string()
        return f"{path}?{query}" if query else path

    def is_canonical(self, args: Arguments, facets: Mapping[str, Facet] = FACETS) -> bool:
        """Whether the query string already reads as it would be written (percent-encoding aside)."""
        return list(args.items(multi=True)) == self._items(facets, self.ignored)

    # -- changed by links ---------------------------------------------------------------------------------

    def get(self, key: str) -> Condition | None:
        """The condition of a facet, or None."""
        return next((condition for condition in self.conditions if condition.key == key), None)

    def length(self, key: str) -> tuple[int, ...] | None:
        """The lengths (µm) of one of the seven questions, or None."""
        condition = self.get(key)
        return condition.numbers if isinstance(condition, Length) else None

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(condition.key for condition in self.conditions)

    @property
    def is_bare(self) -> bool:
        """Whether nothing at all was asked: the plain list."""
        return not self.conditions

    def without(self, *keys: str) -> Filters:
        """Fewer conditions; back on the first page."""
        kept = tuple(condition for condition in self.conditions if condition.key not in keys)
        return replace(self, conditions=kept, page=1, ignored=())

    def having(self, condition: Condition, facets: Mapping[str, Facet] = FACETS) -> Filters:
        """One condition more, or in place of the facet's own; back on the first page."""
        order = list(facets)
        others = [c for c in self.conditions if c.key != condition.key]
        conditions = sorted([*others, condition], key=lambda c: order.index(c.key))
        return replace(self, conditions=tuple(conditions), page=1, ignored=())

    def toggled(self, key: str, token: str, facets: Mapping[str, Facet] = FACETS) -> Filters:
        """With a value of a choice facet ticked, or no longer ticked or excluded."""
        condition = self.get(key)
        chosen = condition if isinstance(condition, Choice) else Choice(key)
        excluded = tuple(value for value in chosen.excluded if value != token)
        if token in chosen.values:
            values = tuple(value for value in chosen.values if value != token)
        elif token in chosen.excluded:
            values = chosen.values
        else:
            values = tuple(sorted((*chosen.values, token)))
        if not values and not excluded:
            return self.without(key)
        return self.having(Choice(key, values, excluded), facets)

    def on_page(self, number: int) -> Filters:
        return replace(self, page=number, ignored=())

    def sorted_by(self, *keys: str) -> Filters:
        return replace(self, sort=() if keys == DEFAULT_SORT else keys, page=1, ignored=())

    def seen_as(self, view: str) -> Filters:
        return replace(self, view=view, ignored=())

    def with_unknown(self, unknown: str) -> Filters:
        return replace(self, unknown=unknown, page=1, ignored=())


def _known(facets: Mapping[str, Facet]) -> frozenset[str]:
    names = {name for facet in facets.values() for name in facet.parameters}
    return frozenset(names | {"sort", "unknown", "view", "page"})


def _sort(given: Mapping[str, list[str]], ignored: list[Ignored]) -> tuple[str, ...]:
    keys: list[str] = []
    for text in given.get("sort", ()):
        for piece in text.split(","):
            key = piece.strip()
            name = key.removeprefix("-")
            if not key or name in (k.removeprefix("-") for k in keys):
                continue
            if name not in SORT_KEYS:
                message = f"“{shorten(key)}” is no order. There are: {', '.join(SORT_KEYS)}."
                ignored.append(Ignored("sort", key, message))
            elif len(keys) == MOST_SORT_KEYS:
                ignored.append(Ignored("sort", key, f"At most {MOST_SORT_KEYS} orders can be combined."))
            else:
                keys.append(key)
    found = tuple(keys)
    return () if found == DEFAULT_SORT else found


def _one_of(
    name: str, wanted: str, defaults: tuple[str, ...], given: Mapping[str, list[str]], ignored: list[Ignored]
) -> str:
    found = ""
    for text in given.get(name, ()):
        if text == wanted:
            found = wanted
        elif text not in defaults:
            ignored.append(Ignored(name, text, f"“{shorten(text)}” is not known here. There is: {wanted}."))
    return found


def _page(given: Mapping[str, list[str]], ignored: list[Ignored]) -> int:
    number = 1
    for text in given.get("page", ()):
        if text.isascii() and text.isdigit() and len(text) < 12 and 1 <= int(text) <= LAST_PAGE:
            number = int(text)
        else:
            ignored.append(Ignored("page", text, f"“{shorten(text)}” is no page. Pages are numbered from 1."))
    return number


def _encoded(items: Iterable[tuple[str, str]]) -> str:
    return "&".join(f"{quote(name, safe='')}={quote(value, safe=',.:-_~')}" for name, value in items)


__all__ = ["Between", "Choice", "Filters", "Ignored", "Length", "TooMany"]
