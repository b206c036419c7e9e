"""Absence in words: no answer holds a null or an empty text. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

Path = tuple[str, ...]
EACH: Final = "*"
"""Stands in a path for any element of a list and for any key."""


def stated(data: Any, states: Mapping[str, str]) -> Any:
    """``{"year": None, "note": ""}`` → ``{"year": {"state": "not_recorded"}}``, with that state for a year.

    states: path ("statements/*/source/published") → what is said where nothing stands there. What has no
    state is left out: it does not apply, or what stands beside it says why.
    """
    return _stated(data, (), {tuple(path.split("/")): state for path, state in states.items()})


def is_absent(value: Any) -> bool:
    """Whether nothing is said: null or an empty text. A zero, a no and an empty list say something."""
    return value is None or value == ""


def _stated(data: Any, path: Path, states: Mapping[Path, str]) -> Any:
    if isinstance(data, Mapping):
        found = {}
        for key, value in data.items():
            here = (*path, str(key))
            if not is_absent(value):
                found[key] = _stated(value, here, states)
            elif state := _state(here, states):
                found[key] = {"state": state}
        return found
    if isinstance(data, list | tuple):
        return [_stated(one, (*path, EACH), states) for one in data if not is_absent(one)]
    return data


def _state(path: Path, states: Mapping[Path, str]) -> str | None:
    if path in states:
        return states[path]
    return next((state for known, state in states.items() if EACH in known and _matches(path, known)), None)


def _matches(path: Path, known: Path) -> bool:
    return len(path) == len(known) and all(
        theirs in (EACH, mine) for mine, theirs in zip(path, known, strict=True)
    )
