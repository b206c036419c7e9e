"""Reading TOML that people write: every value asked for by name, every problem noted with file and place.

Nothing here raises for what a file says; problems are collected, so that one run names them all.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from catalog.printable import UNPRINTABLE
from catalog.toml_words import header_lines, line_of, toml_trouble

from .problems import Problems, Unread


class Table:
    """One TOML table and where it stands; `close` reports the keys nobody asked for."""

    def __init__(
        self, data: Mapping[str, Any], place: str, problems: Problems, lines: Mapping[str, int] | None = None
    ) -> None:
        self.place = place
        self._data = data
        self._lines = lines or {}
        self._asked: set[str] = set()
        self._problems = problems

    def problem(self, words: str, row: str = "") -> None:
        """Note what is wrong here, or in one of its rows ("statements 3")."""
        self._problems.append(f"{self._at(row)}: {words}")

    def has_reported(self, key: str, row: str = "") -> bool:
        """Whether this key was found wrong here, or in one of its rows."""
        return any(problem.startswith(f"{self._at(row)}: “{key}”") for problem in self._problems)

    def _at(self, row: str) -> str:
        return self.with_line(f"{self.place}, {row}" if row else self.place)

    def with_line(self, place: str) -> str:
        """A place in this file with the line on which its table begins: “claims.toml, line 9, c02”."""
        file, _, inner = place.partition(", ")
        name = inner
        while name and name not in self._lines:
            name = name.rpartition(", ")[0]
        return f"{file}, line {self._lines[name]}, {inner}" if name else place

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def text(self, key: str) -> str:
        """A text that has to be there; "" (and a problem) where it is not."""
        value = self.text_or_none(key)
        if value is None and not isinstance(self._data.get(key), str):
            self.problem(f"“{key}” is missing." if key not in self._data else f"“{key}” has to be a text.")
        return value or ""

    def text_or_none(self, key: str) -> str | None:
        """A text that may be absent. An empty one is a problem: leave the key out instead."""
        value = self._take(key)
        if value is None:
            return None
        if not isinstance(value, str):
            if key in self._data:
                self.problem(f"“{key}” has to be a text, in quotation marks.")
            return None
        if not value.strip() or value != value.strip():
            self.problem(f"“{key}” is empty or has spaces at its ends.")
        elif UNPRINTABLE.search(value):
            self.problem(f"“{key}” holds a character that cannot be printed.")
        return value

    def one_of(self, key: str, options: Sequence[str], default: str | None = None) -> str:
        """One of the options; the default where the key is absent and there is one."""
        if key not in self._data and default is not None:
            self._take(key)
            return default
        value = self.text(key)
        if value and value not in options:
            self.problem(f"“{key}” is “{value}”; it has to be one of: {', '.join(options)}.")
        return value

    def option(self, key: str, options: Sequence[str]) -> str | None:
        """One of the options, or None where the key is absent."""
        return self.one_of(key, options) if key in self._data else None

    def flag(self, key: str) -> bool:
        """true or false; false where absent."""
        value = self._take(key)
        if value is not None and not isinstance(value, bool):
            self.problem(f"“{key}” has to be true or false.")
        return value is True

    def whole(self, key: str, *, default: int | None = None, least: int = 0, most: int = 10**9) -> int | None:
        """A whole number from `least` to `most`; the default where absent."""
        value = self._take(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.problem(f"“{key}” has to be a whole number from {least} to {most:,}.")
            return default
        return value

    def thousandths(self, key: str) -> int | None:
        """A number with up to three decimals in thousandths: 16.8 → 16800; None where absent."""
        value = self._take(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.problem(f"“{key}” has to be a number.")
            return None
        scaled = Decimal(value) * 1000
        if not scaled.is_finite() or scaled != scaled.to_integral_value() or scaled < 0:
            self.problem(f"“{key}” has to be 0 or more and have at most three decimals.")
            return None
        return int(scaled)

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of texts; () where absent."""
        value = self._take(key)
        if value is None:
            if required:
                self.problem(f"“{key}” is missing.")
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            self.problem(f"“{key}” has to be a list of texts.")
            return ()
        if required and not value:
            self.problem(f"“{key}” is empty.")
        if any(UNPRINTABLE.search(one) for one in value):
            self.problem(f"“{key}” holds a character that cannot be printed.")
        return tuple(value)

    def tables(self, key: str) -> Iterator[Table]:
        """The tables of [[key]], numbered from 1 in their place; to be closed by the caller."""
        value = self._take(key)
        if value is None:
            return
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.problem(f"“{key}” has to be written as [[{key}]] tables.")
            return
        for number, one in enumerate(value, start=1):
            yield self._inner(one, f"{self.place}, {key} {number}")

    def named(self, key: str | None = None) -> Iterator[tuple[str, Table]]:
        """The tables of [key.name], or of the whole file, by name."""
        value = self._data if key is None else self._take(key)
        self._asked.update(self._data if key is None else ())
        if value is None:
            return
        if not isinstance(value, Mapping):
            self.problem(f"“{key}” has to be written as [{key}.name] tables.")
            return
        place = self.place if key is None else f"{self.place}, {key}"
        for name, one in value.items():
            if isinstance(one, dict):
                yield name, self._inner(one, f"{place}, {name}")
            else:
                self.problem(f"“{name}” stands outside a table.")

    def words(self, key: str) -> Iterator[tuple[str, str]]:
        """The texts of [key], by name."""
        value = self._take(key) or {}
        if not isinstance(value, Mapping):
            self.problem(f"“{key}” has to be written as a [{key}] table.")
            return
        table = self._inner(value, f"{self.place}, {key}")
        for name in value:
            yield name, table.text(name)

    def close(self) -> None:
        """Report the keys that nobody asked for: a slip of the pen must not vanish."""
        for key in self._data:
            if key not in self._asked:
                self.problem(f"the key “{key}” is not known here.")

    def _inner(self, data: Mapping[str, Any], place: str) -> Table:
        return Table(data, place, self._problems, self._lines)

    def _take(self, key: str) -> Any:
        self._asked.add(key)
        return self._data.get(key)


def read_file(folder: Path, name: str, problems: Problems) -> Table | None:
    """The table of one file under the folder; None, with a problem, where it cannot be read."""
    try:
        text = (folder / name).read_text(encoding="utf-8-sig")
        data = tomllib.loads(text, parse_float=Decimal)
    except FileNotFoundError:
        problems.append(Unread(name, "this file is missing."))
    except OSError as error:
        problems.append(Unread(name, f"this file cannot be read: {error.strerror}."))
    except UnicodeDecodeError as error:
        problems.append(Unread(name, f"this file is not UTF-8 (line {line_of(error)}); save it as UTF-8."))
    except tomllib.TOMLDecodeError as error:
        line, words = toml_trouble(error)
        problems.append(Unread(name, words, line))
    else:
        return Table(data, name, problems, header_lines(text, data))
    return None
