"""What stands around the fields of a product's form: sections, who says what, doubts, and the drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from markupsafe import Markup
from sqlmodel import Session, col, select

from catalog.dates import PartialDate, show_date
from catalog.figures.scales import DEVICE
from catalog.figures.skin import skin_patterns
from catalog.products.document import resolve_all
from catalog.products.drafts import StatementDraft
from catalog.products.facts_fields import SPEC, TRUST, Reading
from catalog.products.facts_words import SOURCE_TYPES, STATES
from catalog.products.models import Brand, Product
from catalog.products.pages.evidence import current_evidence
from catalog.products.pages.lead import drawing
from catalog.products.pages.skin import SkinView, skin_view
from catalog.products.plausible import Bounds, bounds, doubt
from catalog.products.queries import product_by_slug
from catalog.products.sources import SourceFacts, named
from catalog.shelf.keeper import current
from catalog.shelf.shelf import Shelf, full_name
from catalog.specs.needle_length import Lengths
from catalog.specs.registry import SECTIONS, SPECS
from catalog.specs.resolution import DISPUTED, NOT_RESEARCHED, Resolved
from catalog.specs.sides import sides
from catalog.specs.spec import Section, Spec
from catalog.specs.units import SpecValueError

LOOKED_AT: Final = 5000
"""Products from which the usual range of a value is known."""
OFFERED: Final = 1000
"""Products in the list to choose from; others are named by their address."""
STATE_WORDS: Final = {
    "known": "known",
    DISPUTED: "sources disagree",
    "not_published": "the maker does not publish it",
    NOT_RESEARCHED: "nobody looked yet",
    "does_not_apply": "does not apply",
}


@dataclass(frozen=True)
class Option:
    """Something to choose: what is sent, and what people read."""

    value: str
    words: str


@dataclass(frozen=True)
class SpecView:
    """One spec. `rows` and `trust` are names of fields; `options` are the statements to choose from, where
    they disagree; `chosen` the one that is trusted."""

    rows: str
    trust: str
    label: str
    help: str
    example: str
    state: str
    is_disputed: bool
    options: tuple[Option, ...]
    chosen: str


@dataclass(frozen=True)
class SectionView:
    """A heading with its specs."""

    key: str
    label: str
    specs: tuple[SpecView, ...]


@dataclass(frozen=True)
class FactsBeside:
    """`where`, `doubts`: by row, "spec_noise-0"; `measured` are the rows that follow from measurements.

    `pictures`: where one of it is added, "" for what is not there yet; `paste`: where a page about it is
    read, "" for what readers do not see.
    """

    sections: tuple[SectionView, ...]
    where: Mapping[str, str]
    doubts: Mapping[str, str]
    measured: frozenset[str]
    sources: tuple[Option, ...]
    products: tuple[Option, ...]
    drawing: Markup
    caption: str
    patterns: Markup
    skin: SkinView | None
    pictures: str
    paste: str
    state_words: Mapping[str, str]


def beside(
    session: Session, reading: Reading, fields: Mapping[str, Any], kinds: Sequence[str]
) -> FactsBeside:
    """Everything, of the fields as they stand in the form, wrong ones included."""
    draft, evidence = reading.draft, current_evidence()
    kind = draft.kind if draft.kind in kinds else kinds[0]
    resolved = resolve_all(kind, list(_readable(draft.statements)), reading.sources)
    by_place = dict(zip(reading.places.values(), _rows(reading), strict=True))
    picture, caption = drawing(kind)
    lengths = resolved.get("needle_length")
    skin = None
    if lengths is not None and lengths.value is not None and lengths.worst is not None:
        skin = skin_view(draft.name, Lengths((lengths.value, *lengths.alternatives), lengths.worst), evidence)
    return FactsBeside(
        sections=tuple(_sections(kind, fields, resolved, reading.sources)),
        where={place: _where(row, reading.sources) for place, row in by_place.items()},
        doubts=doubts(fields),
        measured=frozenset(
            place
            for place, row in by_place.items()
            if isinstance(row, StatementDraft) and row.is_made_of_measurements
        ),
        sources=tuple(source_options(reading.sources)),
        products=tuple(_product_options(session)),
        drawing=picture,
        caption=caption,
        patterns=skin_patterns((DEVICE,), evidence.layers) if evidence.layers and skin else Markup(""),
        skin=skin,
        pictures=f"/desk/media/new?shows={reading.was}" if reading.was else "",
        paste=_paste(session, reading.was),
        state_words=STATES,
    )


def doubts(fields: Mapping[str, Any]) -> dict[str, str]:
    """What is odd about the values in a form, by row."""
    usual = current().once(_usual)
    found: dict[str, str] = {}
    for key, spec in SPECS.items():
        for number, row in enumerate(fields.get(SPEC + key) or ()):
            if row.get("says") and not row.get("keep") and (said := doubt(spec, str(row["says"]), usual)):
                found[f"{SPEC}{key}-{number}"] = said
    return found


def _usual(shelf: Shelf) -> dict[str, Bounds]:
    """The range of every spec on the shelf; of a large one, of some products all over it."""
    every = list(shelf)
    some = list(islice(every, 0, None, max(1, len(every) // LOOKED_AT)))
    found: dict[str, Bounds] = {}
    for key, spec in SPECS.items():
        cells = (shelf.cell(entry, key) for entry in some) if spec.kind.unit is not None else ()
        known = bounds(spec, [cell.value for cell in cells if cell.is_known])
        if known:
            found[key] = known
    return found


def _readable(statements: Iterable[StatementDraft]) -> Iterator[StatementDraft]:
    """Those that can be resolved: a form may hold what no spec can read."""
    for said in statements:
        try:
            if said.says is not None and not said.unparsed:
                SPECS[said.spec].kind.parse(said.says)
        except SpecValueError:
            continue
        yield said


def _rows(reading: Reading) -> list[Any]:
    """The rows of the draft in the order of `places`."""
    draft = reading.draft
    tables = {
        "statements": draft.statements,
        "offers": draft.offers,
        "legal": draft.legal,
        "fits": draft.fits,
    }
    found = []
    for place in reading.places:
        table, _, number = place.partition(" ")
        found.append(tables[table][int(number) - 1])
    return found


def _sections(
    kind: str, fields: Mapping[str, Any], resolved: Mapping[str, Resolved], sources: Mapping[str, SourceFacts]
) -> Iterator[SectionView]:
    """The specs of the kind, and any other of which something is on file."""
    for section in _every_section():
        specs = tuple(
            _spec(spec, fields, resolved.get(key), sources)
            for key, spec in SPECS.items()
            if spec.section == section and (spec.applies(kind) or fields.get(SPEC + key))
        )
        if specs:
            yield SectionView(section.key, section.label, specs)


def _every_section() -> tuple[Section, ...]:
    return tuple(dict.fromkeys((*SECTIONS, *(spec.section for spec in SPECS.values()))))


def _spec(
    spec: Spec, fields: Mapping[str, Any], resolved: Resolved | None, sources: Mapping[str, SourceFacts]
) -> SpecView:
    rows, chosen = fields.get(SPEC + spec.key) or (), str(fields.get(TRUST + spec.key) or "")
    state = resolved.state if resolved else NOT_RESEARCHED
    is_disputed = state == DISPUTED
    return SpecView(
        rows=SPEC + spec.key,
        trust=TRUST + spec.key,
        label=spec.label,
        help=spec.help,
        example=spec.example,
        state=STATE_WORDS[state],
        is_disputed=is_disputed,
        options=tuple(_options(spec, rows, chosen, sources)) if is_disputed or chosen else (),
        chosen=chosen,
    )


def _options(
    spec: Spec, rows: Sequence[Mapping[str, Any]], chosen: str, sources: Mapping[str, SourceFacts]
) -> Iterator[Option]:
    """What others contradict, the halves of one source together; and what is trusted, that it stays so."""
    words: dict[str, str] = {}
    values: list[tuple[str, str, Any]] = []
    for row in rows:
        if row.get("says") and row.get("key") and not row.get("replaced") and not row.get("keep"):
            source = sources.get(str(row.get("source", "")))
            words[row["key"]] = f"{row['says']}, in {named(source)}" if source else str(row["says"])
            try:
                values.append((row["key"], str(row.get("source", "")), spec.kind.parse(str(row["says"]))))
            except SpecValueError:
                # It has its message at its field.
                continue
    offered = ["+".join(side.keys) for side in sides(spec, values) if side.is_at_odds]
    if chosen and chosen not in offered:
        offered.append(chosen)
    for keys in offered:
        yield Option(keys, " and ".join(words.get(key, key) for key in keys.split("+")))


def _paste(session: Session, was: str) -> str:
    product = product_by_slug(session, was) if was else None
    if product is None or not product.document:
        return ""
    return f"/desk/{'cartridges' if product.kind == 'cartridge' else 'devices'}/{product.slug}/paste"


def _where(row: Any, sources: Mapping[str, SourceFacts]) -> str:
    """Where a row is from, in words: "A blog: A made-up pen, weak, read 22 Nov 2026"."""
    slugs = row.sources if hasattr(row, "sources") else (row.source,)
    source = sources.get(slugs[0] or "") if slugs else None
    if source is None:
        return ""
    words = named(source)
    own_day = getattr(row, "read_on", None)
    read = f"read {show_date(own_day)}" if own_day and _is_date(own_day) else source.read_words
    return f"{words[:1].upper()}{words[1:]}: {source.title}{', weak' if source.is_weak else ''}, {read}"


def _is_date(text: str) -> bool:
    try:
        return bool(PartialDate(text))
    except ValueError:
        return False


def source_options(sources: Mapping[str, SourceFacts]) -> Iterator[Option]:
    """Every source to choose from, by its title."""
    for source in sorted(sources.values(), key=lambda source: source.title.casefold()):
        yield Option(source.slug, f"{source.title} ({SOURCE_TYPES.get(source.type, source.type)})")


def _product_options(session: Session) -> Iterator[Option]:
    """Those that may be chosen for family, successor and fits, those of the other side of a fit included."""
    rows = session.exec(
        select(Product.slug, Product.name, Brand.name)
        .join(Brand, col(Brand.id) == Product.brand_id, isouter=True)
        .where(Product.document != "")
        .order_by(col(Product.name))
        .limit(OFFERED)
    )
    for slug, name, brand in rows:
        yield Option(slug, full_name(brand or "", name))
