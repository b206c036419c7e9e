"""What a draft has to satisfy before anything is written; every problem is named, none stops the others."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final, TypeVar

from babel.core import Locale

from catalog.dates import PartialDate
from catalog.printable import UNPRINTABLE as UNPRINTABLE
from catalog.products import models
from catalog.products.drafts import (
    BrandDraft,
    FitDraft,
    LegalDraft,
    OfferDraft,
    Problem,
    ProductDraft,
    SourceDraft,
    StatementDraft,
)
from catalog.specs.registry import SPECS
from catalog.specs.units import SpecValueError

_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Row = TypeVar("Row")
_LARGEST: Final = 2**31 - 1
"""What a column of whole numbers holds on every database."""

_LONGEST: Final = {"merchant": 200, "identifier": 80, "origin": 200}
"""Characters of what may be absent, as the columns have them."""

_CURRENCIES: Final = frozenset(Locale("en").currencies)


def check_source(draft: SourceDraft) -> list[Problem]:
    return [*_source(draft), *_text(draft)]


def check_slug(place: str, slug: str) -> list[Problem]:
    return list(_slug(place, slug, 120))


def check_day(place: str, text: str) -> list[Problem]:
    return list(_day(place, text))


def check_brand(draft: BrandDraft) -> list[Problem]:
    return [*_slug("slug", draft.slug, 120), *_filled("name", draft.name, 200), *_text(draft)]


def check_product(
    draft: ProductDraft, *, sources: Collection[str], brands: Collection[str], kinds: Mapping[str, str]
) -> list[Problem]:
    """``kinds``: slug → kind of every product that will exist; ``"family of pen"`` for a family of pens."""
    return [*_product(draft, sources, brands, kinds), *_text(draft)]


def _source(draft: SourceDraft) -> Iterator[Problem]:
    yield from _slug("slug", draft.slug, 120)
    yield from _filled("title", draft.title, 500)
    yield from _filled("publisher", draft.publisher, 300)
    yield from _listed("type", draft.type, models.SOURCE_TYPES)
    yield from _listed("strength", draft.strength, models.SOURCE_STRENGTHS)
    yield from _day("read_on", draft.read_on)
    yield from _partial("published", draft.published)
    yield from _url("url", draft.url)


def _product(
    draft: ProductDraft, sources: Collection[str], brands: Collection[str], kinds: Mapping[str, str]
) -> Iterator[Problem]:
    yield from _slug("slug", draft.slug, 120)
    yield from _filled("name", draft.name, 200)
    yield from _listed("kind", draft.kind, models.PRODUCT_KINDS)
    yield from _listed("status", draft.status, models.MARKET_STATUSES)
    if draft.audience is not None:
        yield from _listed("audience", draft.audience, models.AUDIENCES)
    if draft.brand is None and draft.kind != "cartridge":
        yield Problem("brand", "A device needs a brand.")
    if draft.brand is not None and draft.brand not in brands:
        yield Problem("brand", f"There is no brand “{draft.brand}”.")
    yield from _family(draft, kinds)
    if draft.successor is not None and draft.successor not in kinds:
        yield Problem("successor", f"There is no product “{draft.successor}”.")
    elif draft.successor == draft.slug:
        yield Problem("successor", "Nothing succeeds itself.")
    yield from _partial("released", draft.released)
    for name, rows, check in (
        ("statements", draft.statements, lambda row: _statement(row, draft.kind, sources)),
        ("offers", draft.offers, lambda row: _offer(row, sources)),
        ("legal", draft.legal, lambda row: _legal(row, sources)),
        ("fits", draft.fits, lambda row: _fit(row, draft, sources, kinds)),
    ):
        yield from _rows(name, rows, check)


def _rows(name: str, rows: tuple[Row, ...], check: Callable[[Row], Iterator[Problem]]) -> Iterator[Problem]:
    for number, row in enumerate(rows, 1):
        for problem in check(row):
            yield Problem(f"{name} {number}: {problem.place}", problem.message)
        for problem in _text(row):
            yield Problem(f"{name} {number}: {problem.place}", problem.message)


def _family(draft: ProductDraft, kinds: Mapping[str, str]) -> Iterator[Problem]:
    if draft.family is None:
        return
    if draft.is_family:
        yield Problem("family", "A family is not a version of another family.")
    elif kinds.get(draft.family) != f"family of {draft.kind}":
        yield Problem("family", f"There is no family of {draft.kind}s “{draft.family}”.")


def _statement(row: StatementDraft, kind: str, sources: Collection[str]) -> Iterator[Problem]:
    yield from _listed("state", row.state, models.STATES)
    yield from _listed("rank", row.rank, models.RANKS)
    yield from _listed("known_by", row.known_by, models.KNOWN_BY)
    if row.kind is not None:
        yield from _listed("kind", row.kind, models.KINDS)
    if row.read_on is not None:
        yield from _day("read_on", row.read_on)
    if row.source is None and row.known_by != "recalled":
        yield Problem("source", "A value needs a source; only a recalled one may lack it.")
    if row.source is not None:
        yield from _known_source("source", row.source, sources)
    if (row.state == "known") != (row.says is not None):
        yield Problem("says", "A known value says something, and only a known one.")
    if row.spec not in SPECS:
        yield Problem("spec", f"There is no spec “{row.spec}”.")
        return
    spec = SPECS[row.spec]
    if not spec.applies(kind):
        yield Problem("spec", f"{spec.label} does not apply to a {kind}.")
    if row.says is not None and not row.unparsed:
        try:
            spec.kind.parse(row.says)
        except SpecValueError as error:
            yield Problem("says", str(error))


def _offer(row: OfferDraft, sources: Collection[str]) -> Iterator[Problem]:
    if not 0 < row.amount_minor <= _LARGEST:
        yield Problem("amount", f"A price is more than 0 and at most {_LARGEST} of the smallest coin.")
    if not 0 < row.quantity <= _LARGEST:
        yield Problem("quantity", f"A quantity is more than 0 and at most {_LARGEST}.")
    if row.currency not in _CURRENCIES:
        yield Problem("currency", f"“{row.currency}” is no currency code. Write USD, EUR or GBP.")
    yield from _partial("day", row.day)
    yield from _url("url", row.url)
    yield from _filled("unit", row.unit, 40)
    yield from _known_source("source", row.source, sources)


def _legal(row: LegalDraft, sources: Collection[str]) -> Iterator[Problem]:
    yield from _filled("market", row.market, 80)
    yield from _filled("body", row.body, 80)
    yield from _filled("status", row.status, 200)
    if row.outcome is not None:
        yield from _listed("outcome", row.outcome, models.LEGAL_OUTCOMES)
    yield from _partial("date", row.date)
    yield from _day("checked", row.checked)
    if not row.sources:
        yield Problem("sources", "A legal status needs a source.")
    for source in row.sources:
        yield from _known_source("sources", source, sources)


def _fit(
    row: FitDraft, draft: ProductDraft, sources: Collection[str], kinds: Mapping[str, str]
) -> Iterator[Problem]:
    yield from _listed("answer", row.answer, models.FIT_ANSWERS)
    yield from _known_source("source", row.source, sources)
    other = kinds.get(row.other)
    if other is None:
        yield Problem("other", f"There is no product “{row.other}”.")
    elif other.endswith("cartridge") == (draft.kind == "cartridge"):
        yield Problem("other", "A fit is between a cartridge and a device.")


def _known_source(place: str, slug: str, sources: Collection[str]) -> Iterator[Problem]:
    if slug not in sources:
        yield Problem(place, f"There is no source “{slug}”.")


def _text(draft: Any) -> Iterator[Problem]:
    """What no field may hold, whatever it means: called for every row by itself."""
    for name in draft.__dataclass_fields__:
        value = getattr(draft, name)
        if isinstance(value, str) and UNPRINTABLE.search(value):
            yield Problem(name, "This holds a character that cannot be printed.")
        elif isinstance(value, str) and len(value) > _LONGEST.get(name, len(value)):
            yield Problem(name, f"This has {len(value)} characters; at most {_LONGEST[name]} fit.")


def _slug(place: str, text: str, most: int) -> Iterator[Problem]:
    if not _SLUG.fullmatch(text) or len(text) > most:
        yield Problem(place, f"“{text[:40]}” is no address: small letters, digits and single hyphens.")


def _filled(place: str, text: str, most: int) -> Iterator[Problem]:
    if not text.strip():
        yield Problem(place, "This is empty.")
    elif len(text) > most:
        yield Problem(place, f"This has {len(text)} characters; at most {most} fit.")


def _listed(place: str, word: str, words: tuple[str, ...]) -> Iterator[Problem]:
    if word not in words:
        yield Problem(place, f"“{word[:40]}” is none of: {', '.join(words)}.")


def _day(place: str, text: str) -> Iterator[Problem]:
    try:
        if PartialDate(text).precision == "day":
            return
    except ValueError:
        pass
    yield Problem(place, f"“{text[:20]}” is no day. Write it like 2026-11-22.")


def _partial(place: str, text: str | None) -> Iterator[Problem]:
    if text is not None:
        try:
            PartialDate(text)
        except ValueError as error:
            yield Problem(place, str(error))


def _url(place: str, text: str | None) -> Iterator[Problem]:
    if text is not None and not re.fullmatch(r"https?://[^\s<>\"]+", text):
        yield Problem(place, f"“{text[:60]}” is no address that starts with http:// or https://.")
