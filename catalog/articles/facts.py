"""What the catalogue knows, for one article's page: each thing read once, and only if it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from sqlmodel import Session

from catalog.figures.scales import Layers
from catalog.glossary import queries as glossary
from catalog.glossary.models import GlossaryTerm
from catalog.guidance import queries as guidance
from catalog.guidance.models import Guidance
from catalog.science import queries as science
from catalog.science.citations import labels
from catalog.science.models import DrawingScale, Study
from catalog.science.standing import Doubt, doubts
from catalog.science.words import study_address

from .blocks import Source


class Facts:
    """Read as they are asked for; nothing here writes."""

    def __init__(self, session: Session) -> None:
        self.session = session

    @cached_property
    def studies(self) -> dict[str, Study]:
        """All studies by slug."""
        return {study.slug: study for study in science.studies(self.session)}

    @cached_property
    def labels(self) -> dict[str, str]:
        """How each study is named in a sentence."""
        return labels(self.studies.values())

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
    def drawn(self) -> DrawingScale | None:
        """The rounded thicknesses that drawings use."""
        return science.scale(self.session)

    @property
    def layers(self) -> Layers | None:
        """The same, for figures."""
        drawn = self.drawn
        return Layers(drawn.stratum_corneum_um, drawn.living_epidermis_um, drawn.dermis_um) if drawn else None

    def cited(self, slugs: Iterable[str]) -> tuple[Source, ...]:
        """Studies by their short names, with their pages."""
        return tuple(Source(self.labels.get(slug, slug), study_address(slug)) for slug in slugs)

    def sources(self, named: Iterable[str]) -> tuple[Source, ...]:
        """Studies, guidance or addresses on the web, which are named by their host."""
        return tuple(map(self._source, named))

    def _source(self, name: str) -> Source:
        if name in self.studies:
            return self.cited([name])[0]
        if name in self.guidance:
            return Source(self.guidance[name].who, f"/guidance#{name}")
        return Source(name.split("/")[2].removeprefix("www."), name)
