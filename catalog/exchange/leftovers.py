"""What the catalogue holds that no seed file has any more: it stays, and that is said."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Final

from sqlmodel import Session, col, select

from catalog.articles.models import Article
from catalog.claims.models import Claim
from catalog.compare.models import EditorComparison
from catalog.concerns.models import Concern
from catalog.finder.models import Need
from catalog.glossary.models import GlossaryTerm
from catalog.guidance.models import Guidance
from catalog.science.models import CleaningRule, SafetyItem, Study
from catalog.search.models import SynonymGroup

from .seed_reading import Seeds

TABLES: Final[dict[type[Any], tuple[str, str]]] = {
    Article: ("articles/{}.md is gone", "article"),
    EditorComparison: ("comparisons/{}.md is gone", "comparison"),
    Need: ("needs/{}.md is gone", "page"),
    Claim: ("claims.toml has no “{}” any more", "claim"),
    Concern: ("concerns.toml has no “{}” any more", "concern"),
    Guidance: ("guidance.toml has no “{}” any more", "entry"),
    GlossaryTerm: ("glossary.toml has no “{}” any more", "term"),
    CleaningRule: ("cleaning.toml has no “{}” any more", "rule"),
    SafetyItem: ("safety.toml has no “{}” any more", "item"),
    Study: ("studies.toml has no “{}” any more", "study"),
    SynonymGroup: ("synonyms.toml has no “{}” any more", "group"),
}
"""Table → what is said of a slug without a file, and what such a row is."""


def leftovers(session: Session, seeds: Seeds) -> Iterator[str]:
    """A sentence for each row of `TABLES` whose slug no file has.

    What is not published, and studies that were imported, need no file.
    """
    filed = _filed(seeds)
    for table, (gone, thing) in TABLES.items():
        wanted = select(table.slug).order_by(col(table.slug))
        if table in (Article, EditorComparison):
            wanted = wanted.where(col(table.is_published))
        if table is Study:
            wanted = wanted.where(col(Study.confidence) != "imported")
        for slug in session.exec(wanted):
            if slug not in filed[table]:
                yield f"{gone.format(slug)}; the {thing} stays until it is removed."


def _filed(seeds: Seeds) -> dict[type[Any], Collection[str]]:
    """The slugs that files have."""
    evidence = seeds.evidence
    return {
        Article: {file.draft.slug for file in seeds.articles},
        EditorComparison: {file.draft.slug for file in seeds.comparisons},
        Need: {need.slug for need in seeds.needs},
        Claim: {claim.slug for claim in evidence.claims},
        Concern: {seed.concern.slug for seed in evidence.concerns},
        Guidance: {entry.slug for entry in evidence.guidance},
        GlossaryTerm: {term.slug for term in evidence.terms},
        CleaningRule: {rule.slug for rule in evidence.cleaning},
        SafetyItem: {item.slug for item in evidence.safety},
        Study: {study.slug for study in evidence.studies},
        SynonymGroup: {group.slug for group in seeds.synonyms},
    }
