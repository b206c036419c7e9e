"""What the catalogue knows, for one article's page: each thing read once, and only if it is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from sqlmodel import Session

from catalog.claims import queries as claims
from catalog.claims.models import Claim
from catalog.claims.verdict import named
from catalog.concerns import queries as concerns
from catalog.concerns.models import Concern
from catalog.figures.scales import Layers
from catalog.glossary import queries as glossary
from catalog.glossary.models import GlossaryTerm
from catalog.guidance import queries as guidance
from catalog.guidance.models import Guidance
from catalog.media.queries import shown_by_slug
from catalog.media.shown import ShownPicture
from catalog.science import queries as science
from catalog.science.current import citations
from catalog.science.models import (
    CleaningRule,
    DepthBand,
    DrawingScale,
    LayerThickness,
    Milestone,
    Penetration,
    SafetyItem,
    Study,
)
from catalog.science.standing import Doubt, doubts
from catalog.science.words import study_address

from .blocks import Source
from .known import inserted
from .text import ArticleText


class Facts:
    """Read as they are asked for; nothing here writes. ``text`` is the article's."""

    def __init__(self, session: Session, text: ArticleText) -> None:
        self.session, self._text = session, text

    @cached_property
    def studies(self) -> dict[str, Study]:
        """The studies that the text cites, and those behind the claims that are set into it, by slug."""
        slugs = [key for citation in self._text.citations for key in citation.keys]
        links = (inserted(insertion) for insertion in self._text.insertions)
        drawn = [link.target for link in links if link and link.kind == "claim"]
        slugs += [study for slug in drawn if slug in self.claims for study in named(self.claims[slug])]
        return {study.slug: study for study in science.studies(self.session, slugs)}

    @property
    def labels(self) -> Mapping[str, str]:
        """How each study there is is named in a sentence."""
        return citations()

    @cached_property
    def guidance(self) -> dict[str, Guidance]:
        """All guidance by slug."""
        return {entry.slug: entry for entry in guidance.guidance(self.session)}

    @cached_property
    def doubts(self) -> dict[str, Doubt]:
        """The studies in doubt by slug."""
        return doubts(self.session)

    @cached_property
    def terms(self) -> dict[str, GlossaryTerm]:
        """The glossary by term, as insertions name it."""
        return {row.term: row for row in glossary.terms(self.session)}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """All claims by slug, in their order."""
        return {claim.slug: claim for claim in claims.claims(self.session)}

    @cached_property
    def concerns(self) -> dict[str, Concern]:
        """All concerns by slug."""
        return {concern.slug: concern for concern in concerns.concerns(self.session)}

    @cached_property
    def pictures(self) -> dict[str, ShownPicture]:
        """The pictures that are set into the text, by slug."""
        links = (inserted(insertion) for insertion in self._text.insertions)
        return shown_by_slug(self.session, {link.target for link in links if link and link.kind == "picture"})

    @cached_property
    def safety(self) -> Mapping[str, Sequence[SafetyItem]]:
        """The safety items by group."""
        found: dict[str, list[SafetyItem]] = defaultdict(list)
        for item in science.safety_items(self.session):
            found[item.group].append(item)
        return dict(found)

    @cached_property
    def rules(self) -> Mapping[str, Sequence[CleaningRule]]:
        """The rules on cleaning by topic."""
        found: dict[str, list[CleaningRule]] = defaultdict(list)
        for rule in science.cleaning_rules(self.session):
            found[rule.topic].append(rule)
        return dict(found)

    @cached_property
    def bands(self) -> Sequence[DepthBand]:
        """What lies at which needle length."""
        return science.depth_bands(self.session)

    @cached_property
    def thicknesses(self) -> Sequence[LayerThickness]:
        """Measured thicknesses of skin."""
        return science.layers(self.session)

    @cached_property
    def penetration(self) -> Sequence[Penetration]:
        """How deep needles went."""
        return science.penetration(self.session)

    @cached_property
    def milestones(self) -> Sequence[Milestone]:
        """What was measured when."""
        return science.milestones(self.session)

    @cached_property
    def notes(self) -> Mapping[str, str]:
        """What has to be said beside a table, by `EvidenceNote.slug`."""
        return science.notes(self.session)

    @cached_property
    def drawn(self) -> DrawingScale | None:
        """The rounded thicknesses that drawings use."""
        return science.scale(self.session)

    @property
    def layers(self) -> Layers | None:
        """The same, for figures."""
        drawn = self.drawn
        return Layers(drawn.stratum_corneum_um, drawn.living_epidermis_um, drawn.dermis_um) if drawn else None

    def cited(self, slugs: Iterable[str]) -> tuple[Source, ...]:
        """Studies by their short names, with their pages, and whether they still stand."""
        return tuple(self._study(slug) for slug in slugs)

    def _study(self, slug: str) -> Source:
        doubt = self.doubts.get(slug)
        return Source(self.labels.get(slug, slug), study_address(slug), doubt.word if doubt else "")

    def sources(self, named: Iterable[str]) -> tuple[Source, ...]:
        """Studies, guidance or addresses on the web, which are named by their host."""
        return tuple(map(self._source, named))

    def _source(self, name: str) -> Source:
        if name in self.labels:
            return self._study(name)
        if name in self.guidance:
            return Source(self.guidance[name].who, f"/guidance#{name}")
        return Source(name.split("/")[2].removeprefix("www."), name)
