"""Filling a catalogue from seed files, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from sqlmodel import Session, select

from catalog import clock
from catalog.articles.known import known_in
from catalog.changes.models import Change
from catalog.claims.editing import put_claim
from catalog.compare.editing import ComparisonError, put_comparison
from catalog.concerns.editing import put_concern
from catalog.finder.editing import put_need
from catalog.glossary.editing import put_term
from catalog.glossary.models import GlossaryTerm
from catalog.guidance.editing import put_guidance
from catalog.products.drafts import InvalidDraftError
from catalog.products.editing import put_brand, put_products, put_source
from catalog.science import editing as science
from catalog.science.study_faults import StudyError
from catalog.search.editing import put_synonyms
from catalog.shelf.shelf import Shelf

from .leftovers import leftovers
from .problems import SeedProblems
from .seed_articles import write_article
from .seed_evidence import Evidence
from .seed_method import write_methods
from .seed_people import write_authors
from .seed_reading import Seeds, read

__all__ = ["SeedProblems", "Seeds", "load", "read"]

ACTOR = "seeds"
REASON = "Loaded from the seed files"


def load(open_writer: Callable[[], Session], folder: Path, console: Console | None) -> int:
    """Bring all that has files to what the files say; returns the number of changes.

    One transaction: a load that is killed leaves nothing behind, and the next one does it all. What already
    is as the files say is no change. Raises `SeedProblems` for what is wrong with the files or stands
    against what the catalogue holds already; nothing is written then. `console` shows a bar, and afterwards
    what the catalogue holds that has no file any more.
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
            without_file = list(leftovers(session, seeds))
            session.commit()
    if console is not None:
        for sentence in without_file:
            console.print(sentence, markup=False)
    return changes


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
    yield from write_authors(session, seeds.authors, actor=ACTOR, reason=REASON)
    yield from write_methods(session, seeds.methods, actor=ACTOR, reason=REASON)
    for group in seeds.synonyms:
        yield put_synonyms(session, group, actor=ACTOR, reason=REASON)


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
    yield from _write_terms(session, evidence.terms)
    for claim in evidence.claims:
        yield put_claim(session, claim, actor=ACTOR, reason=REASON)
    for seed in evidence.concerns:
        yield put_concern(session, seed.concern, seed.types, seed.tested, actor=ACTOR, reason=REASON)


def _write_terms(session: Session, terms: list[GlossaryTerm]) -> Iterator[Change | None]:
    for term in terms:
        has_it = (GlossaryTerm.term == term.term, GlossaryTerm.slug != term.slug)
        if other := session.exec(select(GlossaryTerm.slug).where(*has_it)).first():
            said = f"“term”: “{term.term}” is the term of “{other}” in the catalogue; keep that name here."
            raise SeedProblems([f"glossary.toml, {term.slug}: {said}"])
        yield put_term(session, term, actor=ACTOR, reason=REASON)


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
    known = known_in(session)
    changes = 0
    for file in seeds.articles:
        written = write_article(session, file, known, actor=ACTOR, reason=REASON)
        changes += sum(change is not None for change in written)
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
