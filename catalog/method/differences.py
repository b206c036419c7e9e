"""What one version of the method asks that another does not, in words. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from catalog.method.models import Method
from catalog.specs.registry import SPECS

Entry = Mapping[str, Any]


def differences(before: Method, after: Method) -> tuple[str, ...]:
    """A sentence for each: ``"Needle length: weight 25, was 30."``; criteria first, then instruments."""
    return (
        *_compared(before.criteria, after.criteria, "key", _new_criterion, _criterion),
        *_compared(before.instruments, after.instruments, "name", _new_instrument, _instrument),
    )


def _compared(
    before: tuple[Entry, ...],
    after: tuple[Entry, ...],
    key: str,
    new: Callable[[Entry], str],
    changed: Callable[[Entry, Entry], Iterator[str]],
) -> Iterator[str]:
    was = {entry[key]: entry for entry in before}
    now = {entry[key]: entry for entry in after}
    for name, entry in now.items():
        if name not in was:
            yield f"New: {new(entry)}."
        else:
            yield from changed(was[name], entry)
    yield from (f"Gone: {new(entry)}." for name, entry in was.items() if name not in now)


def _new_criterion(entry: Entry) -> str:
    return f"{entry['name']}, weight {entry['weight']}"


def _criterion(was: Entry, now: Entry) -> Iterator[str]:
    name = now["name"]
    if was["name"] != name:
        yield f"“{was['name']}” is called “{name}” now."
    if was["weight"] != now["weight"]:
        yield f"{name}: weight {now['weight']}, was {was['weight']}."
    if was["how"] != now["how"]:
        yield f"{name}: found out in another way."
    if set(was["kinds"]) != set(now["kinds"]):
        yield f"{name}: asked of other kinds of device."
    came = [_label(key) for key in now["specs"] if key not in was["specs"]]
    went = [_label(key) for key in was["specs"] if key not in now["specs"]]
    if came:
        yield f"{name}: rests on {', '.join(came)}, too."
    if went:
        yield f"{name}: no longer rests on {', '.join(went)}."


def _new_instrument(entry: Entry) -> str:
    return f"{entry['name']}, to read {entry['reads_to']}"


def _instrument(was: Entry, now: Entry) -> Iterator[str]:
    if was["reads_to"] != now["reads_to"]:
        yield f"{now['name']}: to read {now['reads_to']}, was {was['reads_to']}."
    if was["for"] != now["for"]:
        yield f"{now['name']}: for {now['for']}, was for {was['for']}."


def _label(key: str) -> str:
    return SPECS[key].name_in_a_list if key in SPECS else key
