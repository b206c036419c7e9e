"""Random edits of a small catalogue, for properties that have to hold after any of them.

Everything happens in one transaction of the given session, so that an example costs a rollback and no file.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from catalog.products import editing, models
from catalog.products.drafts import (
    BrandDraft,
    FitDraft,
    InvalidDraftError,
    LegalDraft,
    OfferDraft,
    ProductDraft,
    SourceDraft,
    StatementDraft,
)
from catalog.specs.registry import SPECS
from tests.factories import WHO

SOURCES = ("shop", "maker", "fda")
BRANDS = ("dermaline", "needlecraft")
PLACES: tuple[tuple[str, bool], ...] = (
    ("roller", True),
    ("roller", True),
    ("cartridge", True),
    ("roller", False),
    ("roller", False),
    ("pen", False),
    ("stamp", False),
    ("cartridge", False),
    ("cartridge", False),
)
"""What the products are: kind, and whether a family."""

ADDRESSES = ("a", "b", "c", "d")
LENGTHS = (
    "0.5 mm", "1.0 mm", "2.0 mm", "0.25, 0.5, 1.0 mm", "0.25–2.5 mm every 0.25", "0.25–3.0 mm",
    "up to 2.0 mm", "from 0.25 mm", "every 0.25 mm", "every 0.5 mm", "0.1–0.5 mm stepless",
    "0.5 mm, longer ones exist",    "0.25–1.5 mm, versions not listed",
)  # fmt: skip
WORDS = {
    "needle_length": LENGTHS,
    "measured_length": ("0.5 mm → 0.46 mm ± 0.03 mm (n=9)", "1.0 mm → 1.2 mm (n=3)"),
    "pin_count": ("12", "36, nano", "12, more exist"),
    "sterility": ("sterile single use", "reusable"),
    "replacement": ("every session",),
    "motor_speed": ("9,000–18,000 rpm", "up to 20,000 rpm"),
    "weight": ("180 g", "200 g"),
}
DAYS = ("2026-11-01", "2026-11-22", "2026-10", None)

QUIET: Any = {
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    # Shrinking what costs ten edits a try would take minutes: the sequence that failed is printed whole.
    "phases": (Phase.explicit, Phase.reuse, Phase.generate),
    "print_blob": True,
}

Edit = tuple[str, dict[str, Any]]


@st.composite
def statements(draw: st.DrawFn) -> StatementDraft:
    spec = draw(st.sampled_from(("needle_length", *WORDS)))
    source = draw(st.sampled_from(SOURCES))
    rank = draw(st.sampled_from(("normal", "normal", "normal", "preferred", "deprecated")))
    odd = draw(st.sampled_from((None, None, None, None, "silent", "unparsed", "recalled")))
    if odd == "silent":
        return StatementDraft(spec, None, source, state="not_published", rank=rank)
    if odd == "unparsed":
        return StatementDraft(spec, "as long as you like", source, unparsed=True)
    says = draw(st.sampled_from(WORDS[spec]))
    if odd == "recalled":
        return StatementDraft(spec, says, None, known_by="recalled")
    return StatementDraft(spec, says, source, rank=rank, known_by=draw(st.sampled_from(models.KNOWN_BY[:2])))


@st.composite
def products(draw: st.DrawFn) -> dict[str, Any]:
    """Places, not addresses, of what it refers to: addresses change."""
    place = draw(st.integers(0, len(PLACES) - 1))
    others = st.integers(0, len(PLACES) - 1)
    return {
        "place": place,
        "name": draw(st.sampled_from(("One", "Two"))),
        "brand": draw(st.sampled_from(BRANDS)),
        "family": draw(st.sampled_from((0, 1, 2, None))),
        "successor": draw(st.none() | others),
        "status": draw(st.sampled_from(models.MARKET_STATUSES)),
        "statements": draw(st.lists(statements(), max_size=5)),
        "offers": draw(
            st.lists(
                st.builds(
                    OfferDraft,
                    st.integers(1, 3),
                    st.just("USD"),
                    st.sampled_from(SOURCES),
                    day=st.sampled_from(DAYS),
                ),
                max_size=2,
            )
        ),
        "legal": draw(
            st.lists(
                st.builds(
                    LegalDraft,
                    st.just("United States"),
                    st.just("FDA"),
                    st.sampled_from(("510(k) cleared", "listed")),
                    st.just("2026-11-22"),
                    st.lists(st.sampled_from(SOURCES), min_size=1, max_size=2).map(tuple),
                ),
                max_size=2,
            )
        ),
        "fits": draw(
            st.lists(
                st.tuples(others, st.sampled_from(models.FIT_ANSWERS), st.sampled_from(SOURCES)), max_size=3
            )
        ),
    }


def edits() -> st.SearchStrategy[Edit]:
    source = st.fixed_dictionaries(
        {
            "slug": st.sampled_from(SOURCES),
            "type": st.sampled_from(("retailer", "manufacturer", "regulator", "own-measurement")),
            "strength": st.sampled_from(models.SOURCE_STRENGTHS),
            "published": st.sampled_from((None, "2024", "2026-05-01")),
            "read_on": st.sampled_from(("2026-11-20", "2026-11-25")),
            "is_manual": st.booleans(),
        }
    )
    brand = st.fixed_dictionaries(
        {"slug": st.sampled_from(BRANDS), "name": st.sampled_from(("Derma", "Line"))}
    )
    rename = st.fixed_dictionaries({
        "place": st.integers(0, len(PLACES) - 1), "to": st.sampled_from(ADDRESSES)
    })  # fmt: skip
    fields = {"product": products(), "source": source, "brand": brand, "rename": rename}
    # Drawn first, because hypothesis prefers the short ones otherwise.
    verbs = st.sampled_from(("product", "product", "product", "product", "source", "brand", "rename"))
    return verbs.flatmap(lambda verb: st.tuples(st.just(verb), fields[verb]))


@dataclass
class Small:
    """The small catalogue; `slugs` by place, as they are now."""

    session: Session
    slugs: list[str] = field(default_factory=lambda: [f"{kind}-{i}" for i, (kind, _) in enumerate(PLACES)])

    def begin(self) -> None:
        """Every brand, source and product exists, and says little."""
        for slug in SOURCES:
            self.source(slug, "retailer", "fair", None, "2026-11-22", False)
        for slug in BRANDS:
            self.brand(slug, slug.title())
        for place, (kind, is_family) in enumerate(PLACES):
            draft = ProductDraft(self.slugs[place], kind, "New", "dermaline", is_family)
            editing.put_product(self.session, draft, **WHO)

    def apply(self, edit: Edit) -> None:
        """One edit; one that the catalogue refuses changes nothing."""
        verb, given = edit
        with suppress(InvalidDraftError):
            getattr(self, verb)(**given)

    def source(
        self, slug: str, type: str, strength: str, published: str | None, read_on: str, is_manual: bool
    ) -> None:
        draft = SourceDraft(slug, slug.title(), "US FDA", type, strength, read_on, None, published, is_manual)
        editing.put_source(self.session, draft, **WHO)

    def brand(self, slug: str, name: str) -> None:
        editing.put_brand(self.session, BrandDraft(slug, name), **WHO)

    def product(self, place: int, **given: Any) -> None:
        editing.put_product(self.session, self.draft(place, **given), **WHO)

    def draft(self, place: int, **given: Any) -> ProductDraft:
        """The draft without what could not be saved, so that most edits are taken."""
        kind, is_family = PLACES[place]
        family, successor = given["family"], given["successor"]
        takes_family = family is not None and not is_family and PLACES[family][0] == kind
        return ProductDraft(
            self.slugs[place],
            kind,
            given["name"],
            given["brand"],
            is_family,
            self.slugs[family] if takes_family else None,
            self.slugs[successor] if successor not in (None, place) else None,
            status=given["status"],
            statements=tuple(s for s in given["statements"] if SPECS[s.spec].applies(kind)),
            offers=tuple(given["offers"]),
            legal=tuple(given["legal"]),
            fits=self._fits(kind, given["fits"]),
        )

    def _fits(self, kind: str, rows: Sequence[tuple[int, str, str]]) -> tuple[FitDraft, ...]:
        return tuple(
            FitDraft(self.slugs[other], answer, source)
            for other, answer, source in rows
            if (PLACES[other][0] == "cartridge") != (kind == "cartridge")
        )

    def rename(self, place: int, to: str) -> None:
        editing.rename_product(self.session, self.slugs[place], to, **WHO)
        self.slugs[place] = to

    def products(self) -> list[models.Product]:
        return list(self.session.exec(select(models.Product).order_by(col(models.Product.id))))
