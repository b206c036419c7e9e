"""The twins of the search: `/search.json` and `/search/suggest.json`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from catalog.search.asked import Asked
from catalog.search.block import Block
from catalog.search.found import Found, Hit, Suggestion
from catalog.search.page import MOST_OF_A_KIND, PAGE_SIZE


def search_json(asked: Asked, found: Found, block: Block | None, version: int) -> dict[str, Any]:
    """What was found, as JSON values: of all kinds the best few, of one kind a page.

    What ``filters`` answers stands in ``groups`` too, where it has the words:
    ``{"version", "address", "query", "corrected", "missing", "ignored", "filters", "total", "groups"}``.
    """
    start = (asked.page - 1) * PAGE_SIZE
    end = None if asked.kind else MOST_OF_A_KIND
    return {
        "version": version,
        "address": asked.address(page=asked.page),
        "query": asked.text,
        "corrected": found.corrected,
        "missing": list(found.missing) if found.total else [],
        "ignored": list(asked.messages),
        "filters": _filters(block),
        "total": found.total,
        "groups": [
            {
                "kind": group.kind,
                "count": group.count,
                "hits": [_hit(one) for one in group.hits[start:end]]
                if asked.kind in ("", group.kind)
                else [],
            }
            for group in found.groups
        ],
        "page": {"number": asked.page, "size": PAGE_SIZE} if asked.kind else None,
    }


def _filters(block: Block | None) -> dict[str, Any] | None:
    if block is None:
        return None
    return {
        "words": f"{block.showing} {block.found}",
        "address": block.url,
        "counts": {"match": block.match, "might": block.might},
        "left_out": [{"words": one.words, "reason": one.reason or None} for one in block.left_out],
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "title": hit.title,
        "url": hit.url,
        "line": hit.line,
        "snippet": [{"text": piece.text, "hit": piece.is_hit} for piece in hit.snippet],
        "why": hit.why,
    }


def suggestions_json(text: str, suggestions: Iterable[Suggestion]) -> dict[str, Any]:
    """``{"query", "suggestions": [{"text", "url", "kind", "line"}]}``."""
    return {
        "query": text,
        "suggestions": [
            {"text": one.text, "url": one.url, "kind": one.kind, "line": one.line} for one in suggestions
        ],
    }
