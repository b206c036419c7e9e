"""What the fields of each kind of thing in the log are called. Products have words of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Shown = Literal["text", "list", "scores", "um", "changed", "hidden"]


@dataclass(frozen=True)
class Label:
    """``shown``: "text" as it is, "list" by what came and went, "scores" the same with tenths of a point,
    "um" as millimetres; "changed" says only that it changed, "hidden" is nothing a reader would notice."""

    words: str
    shown: Shown = "text"


_LENGTHS: Final = {
    "low_um": Label("Shortest needle length it is about", "um"),
    "high_um": Label("Longest needle length it is about", "um"),
}
_SLUG: Final = {"slug": Label("Address of its page")}
_ORDER: Final = Label("Place in lists", "hidden")

LABELS: Final[Mapping[str, Mapping[str, Label]]] = {
    "brand": {
        **_SLUG,
        "name": Label("Name"),
        "is_own": Label("Our own brand"),
        "notes": Label("Notes"),
    },
    "claim": {
        **_SLUG,
        **_LENGTHS,
        "position": _ORDER,
        "words": Label("The claim"),
        "said": Label("Where and how it was said"),
        "verdict": Label("Verdict"),
        "why": Label("Why"),
        "instead": Label("What can be said instead"),
        "for": Label("Studies for it", "list"),
        "against": Label("Studies against it", "list"),
        "beside": Label("Studies that settle nothing", "list"),
        "numbers": Label("Numbers", "list"),
        "kinds": Label("Kinds of device it is about", "list"),
    },
    "study": {
        **_SLUG,
        "title": Label("Title"),
        "authors": Label("Authors", "list"),
        "journal": Label("Journal"),
        "year": Label("Year"),
        "volume": Label("Volume"),
        "pages": Label("Pages"),
        "doi": Label("DOI"),
        "pmid": Label("PMID"),
        "kind": Label("Design"),
        "n": Label("Number of participants or samples"),
        "population": Label("Who was studied"),
        "device_kind": Label("Device, as the study says"),
        "kinds": Label("Kinds of device", "list"),
        "devices": Label("Exact models", "list"),
        "needle_lengths_um": Label("Needle lengths", "um"),
        "lengths_are_range": Label("Needle lengths are the ends of a range"),
        "sessions": Label("Sessions"),
        "interval": Label("Time between sessions"),
        "outcome": Label("What was measured"),
        "finding": Label("Finding"),
        "plain": Label("In everyday words"),
        "does_not_show": Label("What it does not show"),
        "funding": Label("Who paid or gains"),
        "url": Label("Link"),
        "confidence": Label("How well the record was checked"),
        "unconfirmed": Label("What no text confirmed", "list"),
    },
    "concern": {
        **_SLUG,
        "position": _ORDER,
        "label": Label("Name"),
        "plain": Label("In everyday words"),
        "certainty": Label("How sure it is"),
        "effect": Label("Effect"),
        "does_not_show": Label("What the evidence does not show"),
        "home_evidence": Label("Evidence for use at home"),
        "stop_signs": Label("When to stop", "list"),
        "see_a_professional": Label("When not to start alone", "list"),
        "advice_from": Label("What this advice rests on", "list"),
        "studies": Label("Studies", "list"),
        "types": Label("Types", "hidden"),
        "tested": Label("What was tested", "hidden"),
    },
    "article": {
        **_SLUG,
        **_LENGTHS,
        "title": Label("Title"),
        "summary": Label("Summary"),
        "text": Label("Text"),
        "byline": Label("Who wrote it"),
        "rank": _ORDER,
        "written": Label("First published"),
        "checked": Label("Evidence read up to"),
        "corrections": Label("Corrections", "list"),
        "kinds": Label("Kinds of device it is about", "list"),
        "concerns": Label("Concerns it belongs to", "list"),
        "takes_comments": Label("Takes comments"),
        "is_published": Label("Published"),
    },
    "review": {
        **_SLUG,
        "product_id": Label("Device", "changed"),
        "title": Label("Title"),
        "verdict": Label("Verdict"),
        "text": Label("Text"),
        "author": Label("Who signs it"),
        "is_hands_on": Label("Tested hands-on"),
        "obtained": Label("How the device was obtained"),
        "obtained_words": Label("Where, when, from whom, at what price"),
        "days_used": Label("Days of use"),
        "sessions": Label("Sessions"),
        "units": Label("Devices tried"),
        "last_used": Label("Last used"),
        "connection": Label("Connection"),
        "connection_words": Label("Connection, in words"),
        "method": Label("Version of the method"),
        "scores": Label("Scores", "scores"),
        "pros": Label("What speaks for it", "list"),
        "cons": Label("What speaks against it", "list"),
        "best_for": Label("Best for", "list"),
        "not_for": Label("Not for", "list"),
        "alternatives": Label("Alternatives", "list"),
        "follow_ups": Label("Added later", "list"),
        "corrections": Label("Corrections", "list"),
        "written": Label("First published"),
        "checked": Label("Last checked"),
        "takes_comments": Label("Takes comments"),
    },
    "method": {
        "slug": Label("Address of its page", "hidden"),
        "number": Label("Version"),
        "title": Label("Title"),
        "day": Label("Used from"),
        "text": Label("Text"),
        "changes": Label("What changed"),
        "criteria": Label("Criteria", "changed"),
        "instruments": Label("Instruments", "changed"),
        "comparable": Label("Versions it may be ranked with", "list"),
    },
    "need": {
        **_SLUG,
        "title": Label("Title"),
        "query": Label("Filter"),
        "summary": Label("Summary"),
        "text": Label("Text"),
        "reasons": Label("Reasons", "list"),
        "byline": Label("Who wrote it"),
        "rank": _ORDER,
    },
    "comparison": {
        **_SLUG,
        "title": Label("Title"),
        "query": Label("What is compared"),
        "summary": Label("Summary"),
        "text": Label("Text"),
        "reasons": Label("Reasons", "list"),
        "byline": Label("Who wrote it"),
        "rank": _ORDER,
        "is_published": Label("Published"),
        "snapshot": Label("The values it was written on", "changed"),
    },
}
"""Entity kind of the log → field of its state → label."""

ROWS: Final[Mapping[tuple[str, str], tuple[str, Mapping[str, Label]]]] = {
    ("concern", "types"): (
        "Type",
        {
            "slug": Label("Name", "hidden"),
            "position": _ORDER,
            "plain": Label("in everyday words"),
            "response": Label("how it responds"),
            "note": Label("note"),
            "studies": Label("studies", "list"),
        },
    ),
    ("concern", "tested"): (
        "Tested in",
        {
            "position": _ORDER,
            "study": Label("study", "hidden"),
            "device_kind": Label("device"),
            "needle_lengths_um": Label("needle lengths", "um"),
            "lengths_are_range": Label("needle lengths are the ends of a range"),
            "sessions": Label("sessions"),
            "interval": Label("time between sessions"),
            "by": Label("done by"),
            "result": Label("result"),
        },
    ),
}
"""Rows that belong to a thing: what one row is called, and its fields."""
