"""The author field of BibTeX: names joined by “and”, bodies in braces, “others” for “et al.”"""

from __future__ import annotations

import re
from collections.abc import Iterable

from catalog.references.item import Body, Person, printed_name
from catalog.references.latex import latex, plain
from catalog.references.names import OTHERS, parsed_name
from catalog.references.reading import MAX_AUTHORS
from catalog.references.text import clean

_MARK = re.compile(r"(?<!\\)[{}]|\s+and(?=\s)|,")


def names_in(names: Iterable[Person | Body]) -> str:
    """The value of an author field: “English, Jr, R. S. and {Bellus Medical} and others”."""
    return " and ".join(map(_name, names))


def _name(name: Person | Body) -> str:
    if isinstance(name, Body):
        return "others" if name.name == OTHERS else f"{{{latex(name.name)}}}"
    return ", ".join(latex(part) for part in (name.family, name.suffix, name.given) if part)


def authors_of(value: str) -> list[str]:
    """The names of an author field, as printed."""
    names = _split(f" {value} ", " and")
    return [_printed(name.strip()) for name in names[: MAX_AUTHORS + 1] if name.strip()]


def _split(value: str, at: str) -> list[str]:
    """The value cut at “and” or at a comma outside braces."""
    parts, start, depth = [], 0, 0
    for found in _MARK.finditer(value):
        mark = found[0]
        if mark in "{}":
            depth += 1 if mark == "{" else -1
        elif depth <= 0 and mark.split() == at.split():
            parts.append(value[start : found.start()])
            start = found.end()
    return [*parts, value[start:]]


def _printed(name: str) -> str:
    if name == "others":
        return OTHERS
    if _is_braced(name):
        return clean(plain(name[1:-1]))
    family, *rest = (clean(plain(part)) for part in _split(name, ","))
    if not rest:
        return parsed_name(family)
    return printed_name(family, rest[-1], " ".join(rest[:-1]))


def _is_braced(name: str) -> bool:
    """Whether one pair of braces holds the whole name."""
    if not (name.startswith("{") and name.endswith("}")) or name.endswith(r"\}"):
        return False
    depth = 0
    for found in re.finditer(r"(?<!\\)[{}]", name):
        depth += 1 if found[0] == "{" else -1
        if depth <= 0:
            return found.end() == len(name)
    return False
