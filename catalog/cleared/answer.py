"""What is on record for one exact model: its files, what else the FDA said of it, and other countries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from catalog.cleared.names import Found, Model
from catalog.dates import show_date
from catalog.products.pages.citing import Citations, Piece, Who
from catalog.products.pages.law import LegalRow, legal_rows, legal_words
from catalog.products.sources import SourceFacts
from catalog.shelf.entry import LegalFacts
from catalog.shelf.naming import address, kind_and_audience
from catalog.shelf.shelf import Shelf

HOME: Final = "United States"
ELSEWHERE: Final = ("Australia", "Canada", "European Union", "United Kingdom")


@dataclass(frozen=True)
class Choice:
    """A model to ask about: its name, "Pen, sold to clinics", and the address that asks."""

    title: str
    kind: str
    url: str


@dataclass(frozen=True)
class FileSource:
    """Where the file was read, and the days: "published 6 Jul 2026", "read 22 Nov 2026"."""

    title: str
    who: Who
    published: str
    read: str


@dataclass(frozen=True)
class File:
    """One authorisation. ``use`` is what it covers, empty where nobody has looked it up."""

    what: str
    number: str
    decided: str
    use: str
    note: tuple[Piece, ...]
    sources: tuple[FileSource, ...]
    checked: str


@dataclass(frozen=True)
class Closest:
    """Another model of the same brand that has a file, which this one does not inherit."""

    title: str
    url: str
    number: str


@dataclass(frozen=True)
class Answer:
    """The answer for one model.

    ``files`` are empty where no FDA file is on record; ``rest`` is what else the FDA said of this model.
    ``abroad`` are other countries' records, ``not_looked_up`` names the countries without any.
    ``siblings`` says how many other models of the brand there are and how many have a file.
    """

    title: str
    kind: str
    url: str
    is_exact: bool
    number: str
    files: tuple[File, ...]
    rest: tuple[LegalRow, ...]
    abroad: tuple[LegalRow, ...]
    not_looked_up: str
    siblings: str
    closest: Closest | None
    lists: tuple[FileSource, ...]

    @property
    def has_clearance(self) -> bool:
        """Whether a file is a 510(k): it says that the device is like one already sold."""
        return any("510(k)" in file.what for file in self.files)


def choice(model: Model) -> Choice:
    asks = f"/cleared?model={quote(model.title)}"
    return Choice(model.title, kind_and_audience(model.kind, model.audience), asks)


def answer(shelf: Shelf, found: Found, among: Sequence[Model], citations: Citations) -> Answer:
    """The answer about ``found.model``; a file asked for by number comes first."""
    model = found.model
    assert model is not None
    files = sorted(model.files, key=lambda row: (row.identifier or "").upper() != found.number)
    rest = [row for row in model.legal if row.market == HOME and not row.on_record]
    abroad = [row for row in model.legal if row.market != HOME]
    siblings = siblings_of(model, among)
    return Answer(
        title=model.title,
        kind=kind_and_audience(model.kind, model.audience),
        url=address(model.kind, model.slug),
        is_exact=found.is_exact,
        number=found.number,
        files=tuple(_file(row, shelf, citations) for row in files if row.market == HOME),
        rest=legal_rows(rest, len(rest), citations),
        abroad=legal_rows(abroad, len(abroad), citations),
        not_looked_up=_and([m for m in ELSEWHERE if m not in {row.market for row in abroad}]),
        siblings=_siblings(shelf, model, siblings),
        closest=_closest(siblings) if not model.files else None,
        lists=() if model.files else lists_read(shelf, among, citations),
    )


def _file(row: LegalFacts, shelf: Shelf, citations: Citations) -> File:
    return File(
        what=legal_words(row.body, row.status),
        number=row.identifier or "",
        decided=show_date(row.date) if row.date else "",
        use=row.use or "",
        note=citations.pieces(row.note),
        sources=tuple(_said(shelf, slug, citations) for slug in row.sources if slug in shelf.sources),
        checked=show_date(row.checked),
    )


def _said(shelf: Shelf, slug: str, citations: Citations) -> FileSource:
    source: SourceFacts = shelf.sources[slug]
    return FileSource(source.title, citations.who(slug), source.published_words, source.read_words)


def lists_read(shelf: Shelf, among: Iterable[Model], citations: Citations) -> tuple[FileSource, ...]:
    """The lists that files were read from: a source that names the files of several models is one."""
    naming: dict[str, set[str]] = {}
    for model in among:
        for row in model.files:
            for slug in row.sources:
                naming.setdefault(slug, set()).add(model.slug)
    slugs = [slug for slug, of in naming.items() if len(of) > 1 and slug in shelf.sources]
    return tuple(_said(shelf, slug, citations) for slug in sorted(slugs))


def siblings_of(model: Model, among: Iterable[Model]) -> list[Model]:
    """The brand's other models, a family once and not this model's own."""
    return [
        other
        for other in among
        if other.brand == model.brand
        and other.family is None
        and other.slug not in (model.slug, model.family)
    ]


def _siblings(shelf: Shelf, model: Model, siblings: Sequence[Model]) -> str:
    brand = shelf.brands.get(model.brand or "")
    if not siblings or brand is None:
        return ""
    count, having = len(siblings), sum(bool(other.files) for other in siblings)
    models = f"1 other {brand.name} model is" if count == 1 else f"{count} other {brand.name} models are"
    if having:
        return f"{models} in the catalogue; {having} with a file of {'its' if having == 1 else 'their'} own."
    none = "it has no file" if count == 1 else "none of them has a file"
    return f"{models} in the catalogue; {none} on record."


def _closest(siblings: Sequence[Model]) -> Closest | None:
    having = [other for other in siblings if other.files]
    if not having:
        return None
    other = having[0]
    return Closest(other.title, choice(other).url, other.files[-1].identifier or "")


def _and(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""
