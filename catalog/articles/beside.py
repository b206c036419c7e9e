"""What stands beside a device, a comparison or a needle length: articles, claims and studies.

Made once for each state of the catalogue, so that pages ask no database for it. A study is here by the exact
model it names, or by the kind of its devices; never by the needle lengths that were studied. A study with
lengths that no model leads to is left to the pages of concerns: beside devices it would make longer needles
look better tested, and so better. Pages of needle lengths list devices, so that the same is true there of
the studies behind a layer, those that only measured skin apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, select

from catalog.claims import queries as claims
from catalog.claims.models import Claim
from catalog.claims.verdict import named, shown
from catalog.concerns.models import Tested
from catalog.db import get_database
from catalog.products.queries import product_by_former_slug
from catalog.science import queries as science
from catalog.science.citations import labels
from catalog.science.doubted import doubt_sentence, doubt_words
from catalog.science.models import MEASURING, DepthBand, Study
from catalog.science.standing import Doubt, doubts
from catalog.science.words import design_words, is_maker_linked, study_address
from catalog.shelf.entry import Entry
from catalog.shelf.keeper import current as current_shelf
from catalog.shelf.naming import title_and_address
from catalog.shelf.shelf import FamilyFacts, Shelf

from . import queries
from .concerned import Concerned, Item, Named, Subject, Target, concerning, concerning_length
from .doubted import leaned_on
from .models import Article, ArticleLink


@dataclass(frozen=True)
class Beside:
    """``titles`` are of every product that something names, by ("device", slug)."""

    articles: tuple[Item, ...]
    claims: tuple[Item, ...]
    studies: tuple[Item, ...]
    bands: tuple[tuple[int, tuple[Item, ...]], ...]
    """Longest length of each depth band (µm), ascending, and the studies behind it that may stand there."""
    titles: Mapping[Target, str]

    def of_device(self, entry: Entry) -> Concerned:
        """What concerns one device: by its name or its family's, its lengths and its kind."""
        return self._of(self._names(entry), (entry.kind,), [entry])

    def of_cartridge(self, entry: Entry, shelf: Shelf) -> Concerned:
        """What concerns a cartridge. Its kinds are those of the devices that it is said to fit."""
        others = [shelf.by_slug(fit.other) for fit in entry.fits if fit.answer == "fits"]
        kinds = tuple(dict.fromkeys(other.kind for other in others if other))
        return self._of(self._names(entry), kinds, [entry])

    def of_family(self, family: FamilyFacts, entries: Sequence[Entry]) -> Concerned:
        """What concerns a family or a version of it."""
        names = {**self._titled([("device", family.slug)]), **self._names(*entries)}
        return self._of(names, (family.kind,), entries)

    def of_devices(self, entries: Sequence[Entry], comparison: str = "") -> Concerned:
        """What concerns any of some devices side by side, or the editors' comparison of that slug."""
        kinds = tuple(dict.fromkeys(entry.kind for entry in entries))
        own = {("comparison", comparison): "this comparison"} if comparison else {}
        return self._of(own | self._names(*entries), kinds, entries)

    def of_length(self, length: int) -> Concerned:
        """What concerns a needle length (µm). Studies are those behind what is said to lie there."""
        behind = next((studies for high, studies in self.bands if length <= high), ())
        return self._of_lengths(length, behind, "behind the layer that is named here")

    def of_lengths(self) -> Concerned:
        """What concerns needle lengths at all."""
        behind = dict.fromkeys(study for _, studies in self.bands for study in studies)
        return self._of_lengths(None, behind, "behind what is said to lie where")

    def naming(self, entry: Entry) -> tuple[Named, ...]:
        """The articles and the studies that name this exact model or cartridge."""
        target = ("device", entry.slug)
        found = [item for item in (*self.articles, *self.studies) if target in item.names]
        return concerning(found, Subject(self._titled([target]), ()))

    def _of(self, names: Mapping[Target, str], kinds: tuple[str, ...], entries: Sequence[Entry]) -> Concerned:
        subject = Subject(names, kinds, tuple(entry.lengths for entry in entries))
        return Concerned(
            concerning(self.articles, subject),
            concerning(self.claims, subject),
            concerning(self.studies, subject),
            kinds,
        )

    def _of_lengths(self, length: int | None, behind: Iterable[Item], why: str) -> Concerned:
        studies = tuple(Named(item.title, item.url, why, item.in_doubt, item.note) for item in behind)
        return Concerned(
            concerning_length(self.articles, length), concerning_length(self.claims, length), studies
        )

    def _names(self, *entries: Entry) -> dict[Target, str]:
        """A device answers to its own name and to that of its family."""
        slugs = [slug for entry in entries for slug in (entry.slug, entry.family) if slug]
        return self._titled([("device", slug) for slug in slugs])

    def _titled(self, targets: Iterable[Target]) -> dict[Target, str]:
        return {target: f"the {self.titles[target]}" for target in targets if target in self.titles}


def current() -> Beside:
    """What stands beside everything at the state this request answers from."""
    return current_shelf().once(_current)


def _current(shelf: Shelf) -> Beside:
    # The request's own session may have begun before the shelf moved on, and would answer from before.
    with get_database().reader() as session:
        return read(session, shelf)


def read(session: Session, shelf: Shelf) -> Beside:
    """The index of a catalogue: a handful of statements, whatever is in it."""
    studies, doubted = science.studies(session), doubts(session)
    today = _Today(session, shelf)
    models = {study.slug: today.targets(study.devices) for study in studies}
    with_lengths = _with_lengths(session, studies)
    # Beside devices, a study of a layer is one that measured skin: what was treated is left out, also where
    # no length of it is on record.
    left_out = {study.slug for study in studies if study.kind not in MEASURING}
    left_out |= with_lengths - {study.slug for study in studies if study.kind == "measurement"}
    names = labels(studies)
    items = {
        study.slug: _study(study, names[study.slug], models[study.slug], study.slug in with_lengths, doubted)
        for study in sorted(studies, key=lambda one: (-(one.year or 0), one.slug))
    }
    rows = claims.claims(session)
    return Beside(
        _articles(session, today, {row.slug: row for row in rows}, doubted),
        tuple(_claim(row, models, doubted) for row in rows),
        # The others lead to no device: an import of thousands costs pages nothing.
        tuple(item for item in items.values() if item.names or item.kinds),
        tuple(_band(band, items, left_out) for band in science.depth_bands(session)),
        today.titles,
    )


class _Today:
    """What products are called today, whatever their address was when something named them."""

    def __init__(self, session: Session, shelf: Shelf) -> None:
        self._session, self._shelf = session, shelf
        self.titles: dict[Target, str] = {}

    def targets(self, slugs: Iterable[str]) -> frozenset[Target]:
        return frozenset(target for slug in slugs if (target := self._target(slug)))

    def _target(self, slug: str) -> Target | None:
        found = title_and_address(self._shelf, slug)
        if found is None and (product := product_by_former_slug(self._session, slug)):
            slug = product.slug
            found = title_and_address(self._shelf, slug)
        if found is None:
            return None
        self.titles["device", slug] = found[0]
        return "device", slug


def _with_lengths(session: Session, studies: Iterable[Study]) -> set[str]:
    """The studies whose needle lengths are on record, in their own row or where a concern tells of them."""
    told = {row.study for row in session.exec(select(Tested)) if row.needle_lengths_um}
    return told | {study.slug for study in studies if study.needle_lengths_um}


def _study(
    study: Study, name: str, models: frozenset[Target], has_lengths: bool, doubted: Mapping[str, Doubt]
) -> Item:
    doubt = doubted.get(study.slug)
    return Item(
        name,
        study_address(study.slug),
        () if has_lengths else study.kinds,
        names=models,
        note=f"{design_words(study)}{', maker-linked' if is_maker_linked(study) else ''}",
        in_doubt=doubt_words(doubt) if doubt else None,
        is_general=False,
    )


def _claim(claim: Claim, models: Mapping[str, frozenset[Target]], doubted: Mapping[str, Doubt]) -> Item:
    verdict = shown(claim, doubted)
    through = frozenset(target for study in named(claim) for target in models.get(study, ()))
    return Item(
        f"“{claim.words}”",
        f"/claims/{claim.slug}",
        claim.kinds,
        claim.low_um,
        claim.high_um,
        through=through,
        note=verdict.word,
        in_doubt=doubt_sentence(verdict.doubted[0]) if verdict.doubted else None,
    )


def _articles(
    session: Session, today: _Today, claims_by_slug: Mapping[str, Claim], doubted: Mapping[str, Doubt]
) -> tuple[Item, ...]:
    links: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for link in session.exec(select(ArticleLink).order_by(ArticleLink.kind, ArticleLink.target)):
        links[link.article_id][link.kind].append(link.target)
    return tuple(
        _article(row, links[row.id or 0], today, claims_by_slug, doubted) for row in queries.articles(session)
    )


def _article(
    row: Article,
    links: Mapping[str, Sequence[str]],
    today: _Today,
    claims_by_slug: Mapping[str, Claim],
    doubted: Mapping[str, Doubt],
) -> Item:
    said = [claims_by_slug[slug] for slug in links.get("claim", ()) if slug in claims_by_slug]
    behind = leaned_on(links.get("study", ()), said)
    doubt = next((doubted[study] for study in behind if study in doubted), None)
    comparisons = {("comparison", slug) for slug in links.get("comparison", ())}
    return Item(
        row.title,
        f"/articles/{row.slug}",
        row.kinds,
        row.low_um,
        row.high_um,
        today.targets(links.get("device", ())) | comparisons,
        in_doubt=doubt_sentence(doubt) if doubt else None,
    )


def _band(
    band: DepthBand, items: Mapping[str, Item], left_out: Collection[str]
) -> tuple[int, tuple[Item, ...]]:
    behind = (slug for slug in band.studies if slug in items and slug not in left_out)
    return band.high_um, tuple(items[slug] for slug in behind)
