"""The difference of two states of an entity, and how to walk from one to the other. Pure.

A state is a nested dict of JSON values; a list is one value. Its fields are named by path,
"statements/12/text", where "~0" stands for a "~" in a key, "~1" for a "/" and "~e" for an empty key; an empty
dict is a value, too.
"""

import json
from typing import Any

State = dict[str, Any]
Flat = dict[str, Any]
Payload = dict[str, Any]


def canonical_json(value: Any) -> str:
    """JSON that is the same for equal values: sorted keys, no spaces, Unicode as it is.

    Raises ValueError for NaN and infinities, TypeError for what JSON has no word for.
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def difference(before: State | None, after: State | None) -> Payload | None:
    """{"fields": {"brand": ["Dr Pen", "Dr. Pen"]}}, or None where nothing differs.

    A state of None does not exist. A field that is absent shows as null, and its path is listed under
    "absent_before" or "absent_after".
    """
    old, new = flatten(before), flatten(after)
    paths = sorted(path for path in old.keys() | new.keys() if not _same(old, new, path))
    if not paths:
        return None
    payload: Payload = {"fields": {path: [old.get(path), new.get(path)] for path in paths}}
    for name, state in (("absent_before", old), ("absent_after", new)):
        if absent := [path for path in paths if path not in state]:
            payload[name] = absent
    return payload


def apply(flat: Flat, payload: Payload) -> None:
    """Walk a flat state forward by one payload, in place."""
    absent = set(payload.get("absent_after", ()))
    for path, (_old, new) in payload["fields"].items():
        if path in absent:
            flat.pop(path, None)
        else:
            flat[path] = new


def flatten(state: State | None) -> Flat:
    """{"a": {"b": 1}, "c": {}} → {"a/b": 1, "c": {}}; {} → {"": {}}; None → {}."""
    if state is None:
        return {}
    flat: Flat = {}
    _flatten(state, "", flat)
    return flat


def unflatten(flat: Flat) -> State | None:
    """The inverse of `flatten`."""
    if not flat:
        return None
    state: State = {}
    for path, value in flat.items():
        if path == "":
            continue
        *parents, last = (_unescape(part) for part in path.split("/"))
        place = state
        for key in parents:
            place = place.setdefault(key, {})
        # A copy: an empty dict in the payload must not be filled through the state.
        place[last] = {} if value == {} else value
    return state


def _flatten(state: State, prefix: str, flat: Flat) -> None:
    if not state:
        flat[prefix.removesuffix("/")] = {}
    for key, value in state.items():
        path = prefix + _escape(str(key))
        if isinstance(value, dict) and value:
            _flatten(value, path + "/", flat)
        else:
            flat[path] = value


def _same(old: Flat, new: Flat, path: str) -> bool:
    # Compared as JSON, because to Python 1 equals True and 1.0.
    return path in old and path in new and canonical_json(old[path]) == canonical_json(new[path])


def _escape(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1") or "~e"


def _unescape(part: str) -> str:
    return "" if part == "~e" else part.replace("~1", "/").replace("~0", "~")
