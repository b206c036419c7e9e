"""Which fields of which kind correct something when they change, and why the others do not. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

CORRECTING: Final[Mapping[str, frozenset[str]]] = {
    "claim": frozenset({"verdict"}),
    "concern": frozenset({"certainty", "stop_signs", "see_a_professional"}),
    "study": frozenset(
        (
            *("title", "authors", "journal", "year", "volume", "pages", "doi", "pmid"),
            *("kind", "n", "population", "device_kind", "kinds", "devices"),
            *("needle_lengths_um", "lengths_are_range", "sessions", "interval"),
            *("outcome", "finding", "plain", "does_not_show", "funding"),
        )
    ),
    "glossary_term": frozenset({"term", "definition"}),
    "guidance": frozenset(
        (
            *("who", "role", "audience", "country", "date", "interest", "confidence"),
            *("says", "low_um", "high_um", "limit_note"),
        )
    ),
    "author": frozenset({"title", "qualifications", "disclosure"}),
    "brand": frozenset({"name", "is_own", "notes"}),
    "need": frozenset({"title", "query", "summary", "text", "reasons"}),
    "comparison": frozenset({"title", "query", "summary", "text", "reasons"}),
    "method": frozenset({"title", "day", "text", "changes", "criteria", "instruments", "comparable"}),
    "picture": frozenset({"alt", "origin", "credit", "licence", "taken_on", "digest", "product_id"}),
}
"""Kind of thing in the log → fields that said something in public, so that another value corrects it."""

_ADDRESS: Final = "An address says nothing of the matter, and the old one leads on or was only a place."
_ORDER: Final = "A place in a list says nothing of the matter."
_ARGUED: Final = "The finding is what is held; how it is argued may be put better at any time."
_REST: Final = "What it rests on grows; where that turns the finding, the finding changes."

CORRECTS_NOTHING: Final[Mapping[str, Mapping[str, str]]] = {
    "claim": {
        "words": "It is somebody else's claim, quoted.",
        "said": "It says where the claim was found.",
        **dict.fromkeys(("why", "instead"), _ARGUED),
        **dict.fromkeys(("for", "against", "beside", "numbers"), _REST),
        **dict.fromkeys(("kinds", "low_um", "high_um"), "It says where the claim is listed."),
    },
    "concern": {
        "label": "It is the name of the page.",
        **dict.fromkeys(("plain", "effect", "does_not_show", "home_evidence"), _ARGUED),
        **dict.fromkeys(("advice_from", "studies", "types", "tested"), _REST),
    },
    "study": {
        "url": "It says where the study can be read.",
        "confidence": "It says how far the checking has come.",
        "unconfirmed": "It says how far the checking has come.",
    },
    "glossary_term": {"also": "Other names serve to find the term in texts, plurals among them."},
    "guidance": {
        "url": "It says where the words can be read.",
        "read_in": "It says where the words were read.",
    },
    "author": {
        "name": "People may change their names.",
        "biography": "A life goes on; what readers lean on are qualifications and disclosure.",
        "picture": "It shows the same person.",
    },
    "need": {"byline": "It says who wrote it."},
    "comparison": {
        "byline": "It says who wrote it.",
        "is_published": "What is published or taken down is in the history of the page.",
        "snapshot": "The values are those of the devices, and are corrected there.",
    },
    "method": {"number": "It is the version's address."},
    "picture": {
        "name": "It is what the picture is called in the library.",
        "width": "It changes with the picture itself.",
        "height": "It changes with the picture itself.",
        "by": "Who put it there is in the log of every change.",
        "day": "When it was put there is in the log of every change.",
    },
}
"""Kind → field that corrects nothing when it changes → why."""

ANYWHERE: Final[Mapping[str, str]] = {
    "slug": _ADDRESS,
    "position": _ORDER,
    "rank": _ORDER,
    "place": _ORDER,
}
"""The same, of any kind."""

WITHOUT_CORRECTIONS: Final[Mapping[str, str]] = {}
"""Kinds with a public place of which no change corrects anything → why. There is none so far."""
