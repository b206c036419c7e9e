"""An article as data, and its references for other programs."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session

from catalog.changes.queries import changed_on
from catalog.references.item import Reference
from catalog.science.queries import studies
from catalog.science.reference import reference_of

from . import queries
from .models import Article


def article_json(session: Session, article: Article) -> dict[str, Any]:
    """The article as it was written, and what it names. ``lengths_um`` is null where it is about none."""
    return article_in_short(article) | {
        "text": article.text,
        "changed": changed_on(session, "article", article.id or 0) or None,
        "corrections": list(article.corrections),
        "names": [{"kind": link.kind, "id": link.target} for link in queries.links_of(session, article)],
    }


def article_in_short(article: Article) -> dict[str, Any]:
    """The article as in a list of all, without its text."""
    return {
        "id": article.slug,
        "address": f"/articles/{article.slug}",
        "title": article.title,
        "summary": article.summary,
        "byline": article.byline,
        "written": article.written,
        "checked": article.checked,
        "kinds": list(article.kinds),
        "lengths_um": None if article.low_um is None else [article.low_um, article.high_um],
        "concerns": list(article.concerns),
        "topics": list(article.topics),
    }


def cited_references(session: Session, article: Article) -> list[Reference]:
    """The studies that it cites, by their slugs; guidance is no literature and is in no such file."""
    cited = [link.target for link in queries.links_of(session, article) if link.kind == "study"]
    return [reference_of(study) for study in studies(session, cited)]
