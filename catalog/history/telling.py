"""Two states of a thing → what changed, in words. Pure, the same for every kind in `labels`."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from catalog.changes.diff import Flat, State, canonical_json, difference, flatten
from catalog.history.labels import LABELS, ROWS, Label
from catalog.method.scoring import points

NOTHING: Final = "nothing"
SHORT: Final = 160
"""Characters of a text that is told as "was …, now …"; a longer one is told line by line."""
MOST_COMPARED: Final = 3_000
MOST_SHOWN: Final = 120
"""Lines of a text that are compared with those before, and lines that differ that are shown."""
_UNNAMED: Final = Label("Something else")


@dataclass(frozen=True)
class Told:
    """One thing that changed. ``words`` say it whole; where a text or a list changed, ``gone`` and ``come``
    are its lines or entries, old and new."""

    subject: str
    words: str
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()


def tell(kind: str, before: State, after: State) -> tuple[Told, ...]:
    """What differs between two states of a ``claim``, ``article`` …, in the order of the labels."""
    payload = difference(before, after)
    if payload is None:
        return ()
    old, new = flatten(before), flatten(after)
    labels = LABELS.get(kind, {})
    names = [path for path in payload["fields"] if "/" not in path]
    names.sort(key=lambda name: list(labels).index(name) if name in labels else len(labels))
    own = [one for name in names for one in _field(labels.get(name, _UNNAMED), old.get(name), new.get(name))]
    rows = dict.fromkeys(tuple(path.split("/")[:2]) for path in payload["fields"] if "/" in path)
    return (*own, *(one for table, key in rows for one in _row(kind, table, key, old, new)))


def is_known(kind: str, path: str) -> bool:
    """Whether there is a label for a field of the log: "types/ice-pick/note" has one."""
    first, *rest = path.split("/")
    if len(rest) == 2:
        return rest[1] in ROWS.get((kind, first), ("", {}))[1]
    return not rest and first in LABELS.get(kind, {})


def _field(label: Label, old: Any, new: Any) -> Iterator[Told]:
    if label.shown == "hidden":
        return
    if label.shown == "changed" or isinstance(old, dict) or isinstance(new, dict):
        yield Told(label.words, "changed")
    elif label.shown in ("list", "scores"):
        yield _list(label, old or [], new or [])
    else:
        was, now = said(label, old), said(label, new)
        if max(len(was), len(now)) > SHORT or "\n" in was + now:
            yield _text(label, "" if was == NOTHING else was, "" if now == NOTHING else now)
        else:
            yield Told(label.words, f"was {was.removesuffix('.')}, now {now}")


def said(label: Label, value: Any) -> str:
    """A value as a person would write it: 500 → "0.5 mm", True → "yes", None → "nothing"."""
    if value is None or value == "" or value == []:
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(said(label, one) for one in value)
    if isinstance(value, dict):
        return " · ".join(said(label, one) for one in value.values() if one not in (None, "", []))
    if label.shown == "scores" and isinstance(value, int):
        return points(value)
    return f"{value / 1000:g} mm" if label.shown == "um" else str(value)


def _list(label: Label, old: list[Any], new: list[Any]) -> Told:
    was, now = set(map(canonical_json, old)), set(map(canonical_json, new))
    gone = tuple(said(label, one) for one in old if canonical_json(one) not in now)
    come = tuple(said(label, one) for one in new if canonical_json(one) not in was)
    parts = [f"{len(come)} added"] * bool(come) + [f"{len(gone)} taken away"] * bool(gone)
    return Told(label.words, ", ".join(parts) or "now in another order", gone, come)


def _text(label: Label, old: str, new: str) -> Told:
    was, now = old.splitlines(), new.splitlines()
    if max(len(was), len(now)) > MOST_COMPARED:
        return Told(label.words, f"changed; {len(was):,} lines before, {len(now):,} now")
    rows = [line for line in difflib.unified_diff(was, now, n=0, lineterm="") if line[:1] in "+-"][2:]
    shown = rows[:MOST_SHOWN]
    gone = tuple(line[1:] for line in shown if line[0] == "-" and line[1:].strip())
    come = tuple(line[1:] for line in shown if line[0] == "+" and line[1:].strip())
    more = len(rows) - len(shown)
    words = "added" if not old else "taken away" if not new else "changed"
    return Told(label.words, f"{words}; {more:,} more lines differ" if more else words, gone, come)


def _row(kind: str, table: str, key: str, old: Flat, new: Flat) -> Iterator[Told]:
    word, labels = ROWS.get((kind, table), (_UNNAMED.words, {}))
    was, now = _at(old, table, key), _at(new, table, key)
    subject = f"{word} {key.replace('~1', '/').replace('~0', '~')}"
    if not was or not now:
        lines = tuple(_whole(labels, was or now))
        yield Told(subject, "taken away", gone=lines) if was else Told(subject, "new", come=lines)
        return
    for name in [*labels, *sorted((was.keys() | now.keys()) - labels.keys())]:
        if canonical_json(was.get(name)) != canonical_json(now.get(name)):
            for one in _field(labels.get(name, _UNNAMED), was.get(name), now.get(name)):
                yield Told(f"{subject}, {one.subject}", one.words, one.gone, one.come)


def _whole(labels: Mapping[str, Label], row: Mapping[str, Any]) -> Iterator[str]:
    for name, value in row.items():
        label = labels.get(name, _UNNAMED)
        if label.shown not in ("hidden", "changed") and (words := said(label, value)) != NOTHING:
            yield f"{label.words[:1].upper()}{label.words[1:]}: {words}"


def _at(flat: Flat, table: str, key: str) -> dict[str, Any]:
    start = f"{table}/{key}/"
    return {path.removeprefix(start): value for path, value in flat.items() if path.startswith(start)}
