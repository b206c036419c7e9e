"""`/api/v1/search`: the search of the site, of today."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from catalog.api.asked import LIMIT, Asked, Parameter
from catalog.api.problems import RefusedError
from catalog.api.resource import Filter, Json
from catalog.api.stating import stated
from catalog.search.found import KINDS
from catalog.search.index import SearchIndex
from catalog.shelf.shelf import Shelf

PATH: Final = "/api/v1/search"
ABOUT: Final = (
    "Searches devices, cartridges, brands, reviews, articles, studies, claims and the glossary: how much was "
    "found of each kind, and the best of it. Typing errors are corrected, and that is said."
)
LONGEST: Final = 200
NEVER: Final = {"as_of": "The search finds what is there today."}
FILTERS: Final = (
    Filter(
        Parameter(
            "q",
            f"What is looked for, at most {LONGEST} characters. It has to be given.",
            {"type": "string", "minLength": 1, "maxLength": LONGEST},
            "dermaroller",
            is_required=True,
        ),
        lambda text: 0 < len(text) <= LONGEST,
    ),
    Filter(
        Parameter("kind", "Only things of this kind.", {"type": "string", "enum": list(KINDS)}, "study"),
        KINDS.__contains__,
    ),
    Filter(
        Parameter("exact", "Leaves the spelling as it is.", {"type": "string", "enum": ["yes", "no"]}, "yes"),
        ("yes", "no").__contains__,
    ),
)
PARAMETERS: Final = (
    *(one.parameter for one in FILTERS),
    Parameter(LIMIT.name, "How many things of each kind, 1 to 100.", LIMIT.schema, LIMIT.example),
)
TAKES: Final = {one.parameter.name: one.takes for one in FILTERS}


def search_json(index: SearchIndex, shelf: Shelf, asked: Asked) -> Json:
    """What is found. Raises `RefusedError` where nothing is looked for."""
    wanted = asked.filters
    if "q" not in wanted:
        raise RefusedError(400, "bad-parameter", "Say what to look for: “?q=dermaroller”.", "q")
    kinds = [wanted["kind"]] if "kind" in wanted else None
    found = index.find(wanted["q"], kinds, asked.limit, exact=wanted.get("exact") == "yes")
    answer: Json = stated(
        {
            "version": shelf.version,
            "data_date": shelf.day.isoformat(),
            "q": wanted["q"],
            "corrected": found.corrected,
            "missing": list(found.missing),
            "total": found.total,
            "groups": [
                {
                    "kind": group.kind,
                    "count": group.count,
                    "hits": [
                        {
                            "slug": hit.slug,
                            "title": hit.title,
                            "address": hit.url,
                            "line": hit.line,
                            "why": hit.why,
                            "snippet": [{"text": one.text, "is_hit": one.is_hit} for one in hit.snippet],
                        }
                        for hit in group.hits
                    ],
                }
                for group in found.groups
            ],
            "links": {
                "self": f"{PATH}?{urlencode({**wanted, 'limit': asked.limit})}",
                "page": f"/search?{urlencode({'q': wanted['q']})}",
            },
        },
        {},
    )
    return answer
