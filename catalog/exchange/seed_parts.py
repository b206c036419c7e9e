"""Values that several seed files share: lengths, lists, what is cited; problems are noted at the table."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from catalog.changes.recording import canonical_json
from catalog.specs.kinds import Interval
from catalog.specs.units import MILLIMETRE, SpecValueError

from .tables import Table

LONGEST_ID = 80


def check_id(table: Table, slug: str, thing: str) -> None:
    """The id of an entry is a part of its address, and what articles cite it by."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) or len(slug) > LONGEST_ID:
        said = f"has small letters, digits and single hyphens, at most {LONGEST_ID}"
        table.problem(f"the id of a {thing} {said}.")


def as_list(values: Sequence[str]) -> str:
    """A list as the tables of the science keep it."""
    return canonical_json(list(values))


def cited(
    table: Table,
    known: Collection[str],
    key: str = "studies",
    *,
    required: bool = True,
    where: str = "studies.toml",
) -> str:
    """The slugs that a list names; known: those that exist in the file `where`."""
    slugs = table.texts(key, required=required)
    for slug in slugs:
        if slug not in known:
            table.problem(f"there is no study “{slug}” in {where}.")
    return as_list(slugs)


def known_kinds(table: Table, kinds: Collection[str]) -> str:
    """The kinds of device that “kinds” names."""
    found = table.texts("kinds")
    for kind in found:
        if kind not in kinds:
            table.problem(f"“kinds”: “{kind}” is none of: {', '.join(kinds)}.")
    return as_list(found)


def lengths(table: Table, key: str = "needle_lengths") -> list[int]:
    """“1.5 mm” and the like, in µm."""
    found = []
    for text in table.texts(key):
        try:
            found.append(MILLIMETRE.parse(text))
        except SpecValueError as error:
            table.problem(f"{key}: {error}")
    return found


def length(table: Table, key: str) -> int | None:
    """One length in µm; None where it is left out."""
    text = table.text_or_none(key)
    try:
        return MILLIMETRE.parse(text) if text else None
    except SpecValueError as error:
        table.problem(f"{key}: {error}")
    return None


def span(table: Table, key: str) -> tuple[int, int]:
    """“0.25–0.5 mm” in µm; it has to be there."""
    return _parsed(table, key, table.text(key)) or (0, 1)


def interval(table: Table, key: str) -> tuple[int | None, int | None]:
    """“0.25–0.5 mm” in µm; None twice where it is left out."""
    text = table.text_or_none(key)
    return (_parsed(table, key, text) if text else None) or (None, None)


def address(table: Table, key: str = "url") -> str | None:
    """An address on the web, or None where it is left out."""
    url = table.text_or_none(key)
    if url and not is_address(url):
        table.problem(f"“{key}” is no address that starts with http:// or https://.")
    return url


def is_address(text: str) -> bool:
    return re.fullmatch(r"https?://[^\s<>\"]+", text) is not None


def _parsed(table: Table, key: str, text: str) -> tuple[int, int] | None:
    try:
        found = Interval(MILLIMETRE).parse(text) if text else None
    except SpecValueError as error:
        table.problem(f"{key}: {error}")
        return None
    if found is None:
        return None
    if found.low is None or found.high is None or found.low >= found.high:
        table.problem(f"“{key}” has to go from a shorter to a longer one.")
        return None
    return found.low, found.high
