"""Filling a catalogue from seed files, all or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from sqlmodel import Session

from catalog import clock
from catalog.articles.drafts import ArticleFile, read_articles
from catalog.articles.editing import ArticleError, put_article
from catalog.articles.known import Known, known_in
from catalog.changes.models import Change
from catalog.claims.editing import put_claim
from catalog.compare.drafts import ComparisonFile, devices_of, read_comparisons
from catalog.compare.editing import ComparisonError, put_comparison
from catalog.concerns.editing import put_concern
from catalog.finder.editing import put_need
from catalog.finder.needs import NeedDraft, read_needs
from catalog.glossary.editing import put_term
from catalog.guidance.editing import put_guidance
from catalog.products.checks import check_product
from catalog.products.drafts import BrandDraft, InvalidDraftError, SourceDraft
from catalog.products.editing import put_brand, put_products, put_source
from catalog.science import editing as science
from catalog.science.study_faults import StudyError
from catalog.shelf.shelf import Shelf

from .seed_articles import check_articles, said_of
from .seed_evidence import Evidence, read_evidence
from .seed_products import ProductFile, read_products
from .seed_sources import read_brands, read_sources, report
from .tables import Problems, SeedProblems, names_of, unread

__all__ = ["SeedProblems", "Seeds", "load", "read"]

ACTOR = "seeds"
REASON = "Loaded from the seed files"


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

    def __len__(self) -> int:
        named = len(self.brands) + len(self.sources) + len(self.products) + len(self.needs)
        return named + len(self.evidence) + len(self.comparisons) + len(self.articles)


def load(open_writer: Callable[[], Session], folder: Path, console: Console | None) -> int:
    """Bring all that has files to what the files say; returns the number of changes.

    One transaction: a load that is killed leaves nothing behind, and the next one does it all. What already
    is as the files say is no change. Raises `SeedProblems` for what is wrong with the files or stands
    against what the catalogue holds already; nothing is written then. `console` shows a bar.
    """
    seeds = read(folder)
    with Progress(console=console, transient=True, disable=console is None) as bar:
        task = bar.add_task("Loading the seeds", total=len(seeds))
        with open_writer() as session:
            changes = number = 0
            for number, change in enumerate(_write(session, seeds), start=1):
                changes += change is not None
                bar.update(task, completed=number)
            others = number
            changes += _write_products(session, seeds, lambda done: bar.update(task, completed=others + done))
            changes += _write_comparisons(session, seeds)
            changes += _write_articles(session, seeds)
            bar.update(task, completed=len(seeds))
            session.commit()
    return changes


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
    )
    _check_names(seeds.brands, problems)
    _check_products(seeds, problems)
    _check_comparisons(seeds, problems)
    check_articles(seeds.articles, _known(folder, seeds, problems), problems)
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


def _write(session: Session, seeds: Seeds) -> Iterator[Change | None]:
    """All but the products, one by one."""
    for brand in seeds.brands:
        with _named_in({brand.slug: f"brands.toml, {brand.slug}"}):
            yield put_brand(session, brand, actor=ACTOR, reason=REASON)
    for source in seeds.sources:
        yield put_source(session, source, actor=ACTOR, reason=REASON)
    yield from _write_evidence(session, seeds.evidence)
    for need in seeds.needs:
        yield put_need(session, need, actor=ACTOR, reason=REASON)


def _write_evidence(session: Session, evidence: Evidence) -> Iterator[Change | None]:
    try:
        yield from science.put_studies(session, evidence.studies, actor=ACTOR, reason=REASON)
    except StudyError as error:
        said = f"studies.toml, {error.slug}: “{error.field}”: {error.sentence}"
        raise SeedProblems([said]) from error
    for item in evidence.safety:
        yield science.put_safety_item(session, item, actor=ACTOR, reason=REASON)
    for band in evidence.bands:
        yield science.put_depth_band(session, band, actor=ACTOR, reason=REASON)
    for layer in evidence.layers:
        yield science.put_layer(session, layer, actor=ACTOR, reason=REASON)
    for measured in evidence.penetration:
        yield science.put_penetration(session, measured, actor=ACTOR, reason=REASON)
    for scale in evidence.scales:
        yield science.put_scale(session, scale, actor=ACTOR, reason=REASON)
    for note in evidence.notes:
        yield science.put_note(session, note, actor=ACTOR, reason=REASON)
    for milestone in evidence.milestones:
        yield science.put_milestone(session, milestone, actor=ACTOR, reason=REASON)
    for rule in evidence.cleaning:
        yield science.put_cleaning_rule(session, rule, actor=ACTOR, reason=REASON)
    for entry in evidence.guidance:
        yield put_guidance(session, entry, actor=ACTOR, reason=REASON)
    for term in evidence.terms:
        yield put_term(session, term, actor=ACTOR, reason=REASON)
    for claim in evidence.claims:
        yield put_claim(session, claim, actor=ACTOR, reason=REASON)
    for seed in evidence.concerns:
        yield put_concern(session, seed.concern, seed.types, seed.tested, actor=ACTOR, reason=REASON)


def _write_products(session: Session, seeds: Seeds, progress: Callable[[int], None]) -> int:
    drafts = [file.draft for file in seeds.products]
    with _named_in({file.draft.slug: file.table.place for file in seeds.products}):
        return len(put_products(session, drafts, actor=ACTOR, reason=REASON, progress=progress))


def _write_comparisons(session: Session, seeds: Seeds) -> int:
    """After the products, which they are bound to as those are now."""
    if not seeds.comparisons:
        return 0
    shelf = Shelf.rebuilt(session, day=clock.today())
    changes = 0
    for file in seeds.comparisons:
        try:
            change = put_comparison(session, file.draft, actor=ACTOR, reason=REASON, shelf=shelf)
        except ComparisonError as error:
            said = [f"{file.place(field)}: {sentence}" for field, sentence in error.problems]
            raise SeedProblems(said) from error
        changes += change is not None
    return changes


def _write_articles(session: Session, seeds: Seeds) -> int:
    """Last, because they name everything else."""
    known = known_in(session) if seeds.articles else None
    changes = 0
    for file in seeds.articles:
        try:
            change = put_article(session, file.draft, actor=ACTOR, reason=REASON, known=known)
        except ArticleError as error:
            raise SeedProblems(said_of(file, error)) from error
        changes += change is not None
    return changes


@contextmanager
def _named_in(places: dict[str, str]) -> Iterator[None]:
    """What the catalogue itself has against drafts, such as a name that is taken, said of their files.

    places: where each draft stands, by slug.
    """
    try:
        yield
    except InvalidDraftError as error:
        problems = []
        for problem in error.problems:
            # Only a problem of one among several drafts names its slug.
            slug, _, field = problem.place.rpartition(", ")
            place = places.get(slug) or next(iter(places.values()))
            problems.append(f"{place}: “{field}”: {problem.message}")
        raise SeedProblems(problems) from error
