"""What a grade has to count, slow and obviously right: from plain records, without the room's code.

A record is one test: {"study", "kind", "n", "confidence", "unconfirmed", "lengths", "is_range", "by"}.
"""

from __future__ import annotations

from typing import Any

Record = dict[str, Any]


def counts(records: list[Record], cited: list[str]) -> dict[str, Any]:
    """Every input by name; kinds by the words of the design."""
    found: dict[str, Any] = {
        "randomised": 0,
        "split-face": 0,
        "randomised split-face": 0,
        "uncontrolled": 0,
        "reviews": 0,
        "laboratory": 0,
        "people": 0,
        "people unstated": 0,
        "measured": 0,
        "in reviews": [],
        "recalled": 0,
        "lengths": {},
        "clinicians": 0,
        "home": 0,
        "nobody": 0,
    }
    for one in records:
        kind = one["kind"]
        is_random_doubted = "whether allocation was randomised" in one["unconfirmed"]
        is_control_doubted = "whether there was a control group" in one["unconfirmed"]
        if kind == "rct" and not is_random_doubted:
            found["randomised"] += 1
        if kind == "split-face trial" and not is_random_doubted:
            if one["says lot"]:
                found["randomised"] += 1
                found["randomised split-face"] += 1
            else:
                found["split-face"] += 1
        if kind == "case series" and not is_control_doubted:
            found["uncontrolled"] += 1
        if kind == "review" or kind == "systematic review":
            found["reviews"] += 1
            found["in reviews"].append(one["n"])
        if kind == "animal" or kind == "in vitro":
            found["laboratory"] += 1
            found["nobody"] += 1
        elif kind == "review" or kind == "systematic review":
            pass
        elif one["by"] == "home":
            found["home"] += 1
        else:
            found["clinicians"] += 1
        if kind == "measurement" and one["n"] is not None:
            found["measured"] += one["n"]
        if kind in ("rct", "split-face trial", "case series", "guidance"):
            if one["n"] is None:
                found["people unstated"] += 1
            else:
                found["people"] += one["n"]
        if one["confidence"] == "recalled":
            found["recalled"] += 1
        for words in length_names(one):
            found["lengths"][words] = found["lengths"].get(words, 0) + 1
    found["beside"] = [slug for slug in cited if slug not in [one["study"] for one in records]]
    return found


def length_names(one: Record) -> list[str]:
    if not one["lengths"]:
        return ["not confirmed"]
    if one["is_range"]:
        return [f"{mm(one['lengths'][0])}–{mm(one['lengths'][1])} mm"]
    return [f"{mm(length)} mm" for length in sorted(set(one["lengths"]))]


def mm(micrometres: int) -> str:
    """One decimal at least, two where needed: the lengths drawn are multiples of 50."""
    hundredths = micrometres // 10
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02}"[:-1] if rest % 10 == 0 else f"{whole}.{rest:02}"
