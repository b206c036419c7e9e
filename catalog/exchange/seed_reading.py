"""Reading all seed files, and checking them against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from catalog.articles.drafts import ArticleFile, read_articles
from catalog.articles.known import Known
from catalog.compare.drafts import ComparisonFile, devices_of, read_comparisons
from catalog.finder.needs import NeedDraft, read_needs
from catalog.method.models import Method
from catalog.products.checks import check_product
from catalog.products.drafts import BrandDraft, SourceDraft
from catalog.search.models import SynonymGroup

from .problems import Problems, SeedProblems, names_of, unread
from .seed_articles import check_articles
from .seed_evidence import Evidence, read_evidence
from .seed_method import read_methods
from .seed_people import AuthorSeed, read_authors
from .seed_products import ProductFile, read_products
from .seed_sources import read_brands, read_sources, report
from .seed_synonyms import read_synonyms
from .seed_texts import check_texts


@dataclass(frozen=True)
class Seeds:
    """Everything the files say, checked against each other."""

    brands: list[BrandDraft]
    sources: list[SourceDraft]
    products: list[ProductFile]
    evidence: Evidence
    needs: list[NeedDraft]
    comparisons: list[ComparisonFile]
    articles: list[ArticleFile]
    authors: list[AuthorSeed]
    methods: list[Method]
    synonyms: list[SynonymGroup]

    def __len__(self) -> int:
        named = len(self.brands) + len(self.sources) + len(self.products) + len(self.needs)
        written = len(self.comparisons) + len(self.articles) + len(self.authors) + len(self.methods)
        return named + len(self.evidence) + written + len(self.synonyms)


def read(folder: Path) -> Seeds:
    """The seeds under a folder. Raises `SeedProblems`, which names every problem of every file."""
    problems: Problems = []
    seeds = Seeds(
        read_brands(folder, problems),
        read_sources(folder, problems),
        read_products(folder, problems),
        read_evidence(folder, problems),
        read_needs(folder, problems),
        read_comparisons(folder, problems),
        read_articles(folder, problems),
        read_authors(folder, problems),
        read_methods(folder, problems),
        read_synonyms(folder, problems),
    )
    _check_names(seeds.brands, problems)
    _check_products(seeds, problems)
    _check_comparisons(seeds, problems)
    known = _known(folder, seeds, problems)
    there = _there(folder, seeds, known, problems)
    check_articles(seeds.articles, known, there, problems)
    check_texts(folder, there, problems)
    if problems:
        raise SeedProblems(problems)
    return seeds


def _check_names(brands: list[BrandDraft], problems: Problems) -> None:
    for name, times in Counter(brand.name for brand in brands if brand.name).items():
        if times > 1:
            problems.append(f"brands.toml: {times} brands are called “{name}”.")


def _check_products(seeds: Seeds, problems: Problems) -> None:
    sources = names_of("sources.toml", (source.slug for source in seeds.sources), problems)
    brands = names_of("brands.toml", (brand.slug for brand in seeds.brands), problems)
    drafts = [file.draft for file in seeds.products]
    kinds = {draft.slug: f"family of {draft.kind}" if draft.is_family else draft.kind for draft in drafts}
    often = Counter(draft.slug for draft in drafts if draft.slug)
    for file in seeds.products:
        if often[file.draft.slug] > 1:
            file.table.problem(f"“slug”: another file has “{file.draft.slug}”, too.")
        other = "device" if file.draft.kind == "cartridge" else "cartridge"
        found = check_product(file.draft, sources=sources, brands=brands, kinds=kinds)
        unreadable = [f"“{Path(name).stem}”." for name in unread(problems) if "/" in name]
        found = [one for one in found if not one.message.endswith(tuple(unreadable))]
        report(file.table, found, {"other": other})


def _check_comparisons(seeds: Seeds, problems: Problems) -> None:
    drafts = (file.draft for file in seeds.products)
    devices = {draft.slug for draft in drafts if draft.kind != "cartridge" and not draft.is_family}
    devices |= {Path(name).stem for name in unread(problems)}
    for file in seeds.comparisons:
        for slug in devices_of(file.draft):
            if slug not in devices:
                problems.append(f"{file.place('query')}: no file has the device “{slug}”.")


def _known(folder: Path, seeds: Seeds, problems: Problems) -> Known:
    """What the articles may name: all that has files, and anything that a file might have which is unread."""
    evidence = seeds.evidence

    def named(file: str, names: Iterable[str]) -> Collection[str]:
        return names_of(file, names, problems)

    return Known(
        named("studies.toml", (study.slug for study in evidence.studies)),
        named("guidance.toml", (entry.slug for entry in evidence.guidance)),
        named("claims.toml", (claim.slug for claim in evidence.claims)),
        named("concerns.toml", (seed.concern.slug for seed in evidence.concerns)),
        named("glossary.toml", (term.term for term in evidence.terms)),
        named("cleaning.toml", (rule.topic for rule in evidence.cleaning)),
        {file.draft.slug for file in seeds.products} | {Path(name).stem for name in unread(problems)},
        {path.stem for path in (folder / "comparisons").glob("*.md")},
    )


def _there(folder: Path, seeds: Seeds, known: Known, problems: Problems) -> dict[str, Collection[str]]:
    """Where links may lead: how an address begins → the slugs that have a page, drafts left out."""
    cartridges = {file.draft.slug for file in seeds.products if file.draft.kind == "cartridge"}
    drafts = {file.draft.slug for file in seeds.articles if not file.draft.is_published}
    kept = {file.draft.slug for file in seeds.comparisons if not file.draft.is_published}
    former = {old for file in seeds.articles if file.draft.is_published for old in file.formerly}
    return {
        "articles": ({path.stem for path in (folder / "articles").glob("*.md")} - drafts) | former,
        "for": known.concerns,
        "claims": known.claims,
        "studies": known.studies,
        "comparisons": set(known.comparisons) - kept,
        "devices": known.devices,
        "devices/needs": {path.stem for path in (folder / "needs").glob("*.md")},
        "cartridges": cartridges | {Path(name).stem for name in unread(problems)},
        "brands": names_of("brands.toml", (brand.slug for brand in seeds.brands), problems),
    }
