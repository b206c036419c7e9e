"""A product as an author edits it: fields and draft are each other's inverse, and nothing is lost."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from catalog.dates import PartialDate
from catalog.products import facts_rows, models, queries
from catalog.products.drafts import (
    BrandDraft,
    FitDraft,
    LegalDraft,
    OfferDraft,
    ProductDraft,
    StatementDraft,
)
from catalog.products.facts_fields import Known, complete, fields_of, read, slug_of
from catalog.products.facts_panel import with_source
from catalog.products.forms import facts_form
from catalog.products.models import Product
from catalog.products.sources import SourceFacts
from catalog.specs.kinds import Quantity
from catalog.specs.registry import BODY, SPECS
from catalog.specs.spec import ALL, Spec
from catalog.specs.units import GRAM


def source(slug: str, type_: str = "retailer", **more: Any) -> SourceFacts:
    given = {"url": f"https://example.com/{slug}", "published": None, "read_on": "2026-11-20"} | more
    return SourceFacts(
        slug, f"Title of {slug}", publisher="A made-up shop", type=type_, strength="fair", **given
    )


KNOWN = Known(
    {
        "shop": source("shop"),
        "maker": source("maker", "manufacturer", is_manual=True),
        "fda": source("fda", "regulator"),
    },
    {"dermaline": BrandDraft("dermaline", "Dermaline")},
)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
MAYBE = st.none() | WORDS
DAYS = st.dates().filter(lambda day: day.year >= 1000).map(lambda day: day.isoformat())
SOURCES = st.sampled_from(sorted(KNOWN.sources))


@st.composite
def statements(draw: st.DrawFn) -> StatementDraft:
    state = draw(st.sampled_from(models.STATES))
    known_by = draw(st.sampled_from(models.KNOWN_BY))
    return StatementDraft(
        spec=draw(st.sampled_from(sorted(SPECS))),
        says=draw(WORDS) if state == "known" else None,
        source=None if known_by == "recalled" else draw(SOURCES),
        state=state,
        kind=draw(st.none() | st.sampled_from(models.KINDS)),
        rank=draw(st.sampled_from(models.RANKS)),
        known_by=known_by,
        note=draw(st.just("") | WORDS),
        read_on=draw(st.none() | DAYS),
        # Texts that no spec can read: only so is a made-up one always taken.
        unparsed=state == "known",
        origin=draw(MAYBE),
    )


OFFERS = st.builds(
    OfferDraft,
    st.integers(1, 2**31 - 1),
    st.sampled_from(("USD", "EUR", "JPY", "KWD", "PKR")),
    SOURCES,
    st.booleans(),
    st.integers(1, 1000),
    WORDS,
    MAYBE,
    st.none() | DAYS,
    st.booleans(),
    st.none() | st.just("https://example.com/offer"),
    st.just("") | WORDS,
    MAYBE,
)
LEGAL = st.builds(
    LegalDraft,
    market=WORDS,
    body=WORDS,
    status=WORDS | st.just("510(k) cleared"),
    checked=DAYS,
    sources=st.lists(SOURCES, min_size=1, max_size=3, unique=True).map(tuple),
    identifier=MAYBE,
    date=st.none() | DAYS,
    use=MAYBE,
    outcome=st.none() | st.sampled_from(models.LEGAL_OUTCOMES),
    note=st.just("") | WORDS,
    origin=MAYBE,
)
FITS = st.builds(
    FitDraft,
    st.sampled_from(("a-cartridge", "another")),
    st.sampled_from(models.FIT_ANSWERS),
    SOURCES,
    st.just("") | WORDS,
    MAYBE,
)
PRODUCTS = st.builds(
    ProductDraft,
    slug=st.just("a-pen"),
    kind=st.sampled_from(models.PRODUCT_KINDS),
    name=WORDS,
    brand=st.none() | st.just("dermaline"),
    is_family=st.booleans(),
    family=st.none() | st.just("a-family"),
    successor=st.none() | st.just("a-successor"),
    audience=st.none() | st.sampled_from(models.AUDIENCES),
    status=st.sampled_from(models.MARKET_STATUSES),
    is_own=st.booleans(),
    released=st.none() | DAYS,
    notes=st.just("") | WORDS,
    statements=st.lists(statements(), max_size=8).map(tuple),
    offers=st.lists(OFFERS, max_size=3).map(tuple),
    legal=st.lists(LEGAL, max_size=3).map(tuple),
    fits=st.lists(FITS, max_size=3).map(tuple),
)


@given(PRODUCTS)
@settings(deadline=None)
def test_any_product_comes_back_from_its_fields_as_it_was(draft: ProductDraft) -> None:
    whole = complete(draft, KNOWN.sources)
    reading = read(fields_of(whole, KNOWN), KNOWN)
    assert reading.draft == whole
    assert reading.was == "a-pen"
    assert (reading.new_sources, reading.new_brand) == ((), None)


@given(PRODUCTS)
@settings(deadline=None, max_examples=30)
def test_any_product_comes_back_from_its_form_as_it_was(draft: ProductDraft) -> None:
    """As a browser has it: fields into a form, the form's own data back into fields."""
    app = Flask(__name__)
    app.config.update(SECRET_KEY="made up", WTF_CSRF_ENABLED=False)
    whole = complete(draft, KNOWN.sources)
    fields = fields_of(whole, KNOWN)
    with app.test_request_context():
        kinds = facts_form(models.PRODUCT_KINDS, [("dermaline", "Dermaline")], KNOWN.sources, ("", ""))
        shown = kinds.showing(fields)
        assert read(shown.fields(), KNOWN).draft == whole
        sent = _as_sent(shown)
    with app.test_request_context(method="POST", data=sent):
        kinds = facts_form(models.PRODUCT_KINDS, [("dermaline", "Dermaline")], KNOWN.sources, ("", ""))
        assert read(kinds().fields(), KNOWN).draft == whole


def _as_sent(form: Any) -> dict[str, str]:
    """What a browser sends of a form: a box that is not ticked is not there."""
    sent: dict[str, str] = {}
    for field in _leaves(form):
        if field.type == "BooleanField":
            sent |= {field.name: "y"} if field.data else {}
        else:
            sent[field.name] = str(field._value() if hasattr(field, "_value") else field.data or "")
    return sent


def _leaves(form: Any) -> Any:
    for field in form:
        if hasattr(field, "entries"):
            for entry in field.entries:
                yield from _leaves(entry.form)
        else:
            yield field


def test_every_product_of_the_catalogue_comes_back_as_it_was(seeded_app: Flask) -> None:
    with seeded_app.extensions["database"].reader() as session:
        known = Known(queries.sources(session), queries.brands(session))
        drafts = queries.drafts(session, [i for i in session.exec(select(Product.id)) if i])
    assert len(drafts) > 90
    for draft in drafts.values():
        reading = read(fields_of(draft, known), known)
        assert reading.draft == draft
        assert reading.flaws == []


# --- what is typed


def typed(**fields: Any) -> dict[str, Any]:
    return {"name": "One", "kind": "pen", "brand": "dermaline", "slug": "", "was": ""} | fields


def test_a_new_statement_comes_after_those_on_file() -> None:
    draft = ProductDraft(
        "a-pen", "pen", "A pen", "dermaline",
        statements=(StatementDraft("weight", "180 g", "shop", kind="claimed"),),
    )  # fmt: skip
    fields = fields_of(draft, KNOWN)
    fields["spec_needle_length"] = [{"key": "new-0", "says": " 0.5 mm ", "source": "maker"}]
    said = read(fields, KNOWN).draft.statements
    assert [(s.spec, s.says, s.kind) for s in said] == [
        ("weight", "180 g", "claimed"),
        ("needle_length", "0.5 mm", "documented"),
    ]


def test_what_a_spec_cannot_read_is_said_at_its_field_with_an_example() -> None:
    reading = read(typed(spec_weight=[{"key": "new-0", "says": "heavy", "source": "shop"}]), KNOWN)
    flaw = reading.flaws[0]
    assert flaw.field == "spec_weight-0-says"
    assert "“heavy”" in flaw.said
    assert "180 g" in flaw.said
    kept = read(typed(spec_weight=[{"says": "heavy", "source": "shop", "keep": True}]), KNOWN)
    assert kept.flaws == []
    assert kept.draft.statements[0].unparsed


def test_a_value_without_a_source_asks_for_one_unless_it_is_remembered() -> None:
    bare = read(typed(spec_weight=[{"says": "180 g"}]), KNOWN)
    assert [flaw.field for flaw in bare.flaws] == ["spec_weight-0-source"]
    recalled = read(typed(spec_weight=[{"says": "180 g", "known_by": "recalled"}]), KNOWN)
    assert recalled.flaws == []
    assert recalled.draft.statements[0].source is None


@pytest.mark.parametrize("written", ["shop", "Title of shop", "TITLE OF SHOP", "https://example.com/shop"])
def test_a_source_is_known_by_name_title_or_address(written: str) -> None:
    reading = read(typed(spec_weight=[{"says": "180 g", "source": written}]), KNOWN)
    assert reading.draft.statements[0].source == "shop"


def test_a_source_that_nobody_knows_is_said_at_its_field() -> None:
    reading = read(typed(spec_weight=[{"says": "180 g", "source": "shpo"}]), KNOWN)
    assert [(flaw.field, "“shpo”" in flaw.said) for flaw in reading.flaws] == [("spec_weight-0-source", True)]


def test_a_new_source_can_be_named_by_many_values() -> None:
    new = {"title": "Leaflet", "publisher": "Made-up", "type": "manufacturer", "read_on": "2026-11-26"}
    reading = read(
        typed(
            new_sources=[new],
            spec_weight=[{"says": "180 g", "source": "new 1"}],
            spec_noise=[{"says": "55 dB", "source": "new"}],
        ),
        KNOWN,
    )
    assert reading.flaws == []
    assert [draft.slug for draft in reading.new_sources] == ["made-up-leaflet"]
    assert reading.new_sources[0].strength == "strong"
    assert {said.source for said in reading.draft.statements} == {"made-up-leaflet"}


def test_a_new_source_never_takes_the_name_of_another() -> None:
    taken = Known({"made-up-leaflet": source("made-up-leaflet")}, {})
    new = {"title": "Leaflet", "publisher": "Made-up", "type": "blog", "read_on": "2026-11-26"}
    assert [draft.slug for draft in read(typed(new_sources=[new, new]), taken).new_sources] == [
        "made-up-leaflet-2",
        "made-up-leaflet-3",
    ]


def test_a_new_source_says_what_it_lacks() -> None:
    reading = read(typed(new_sources=[{"title": "Leaflet"}]), KNOWN)
    assert {flaw.field for flaw in reading.flaws} >= {
        "new_sources-0-publisher", "new_sources-0-type", "new_sources-0-read_on",
    }  # fmt: skip


def test_a_brand_can_be_new_and_is_found_again_by_its_name() -> None:
    assert read(typed(new_brand="Needle Craft"), KNOWN).new_brand == BrandDraft(
        "needle-craft", "Needle Craft"
    )
    again = read(typed(new_brand="DERMALINE", brand=""), KNOWN)
    assert (again.draft.brand, again.new_brand) == ("dermaline", None)


@pytest.mark.parametrize(
    ("fields", "slug"),
    [
        ({"name": "One", "brand": "dermaline"}, "dermaline-one"),
        ({"name": "Dermaline One", "brand": "dermaline"}, "dermaline-one"),
        ({"name": "One"}, "one"),
        ({"name": "One", "new_brand": "Ünder"}, "under-one"),
        ({"name": "One", "was": "old"}, "old"),
        ({"name": "One", "was": "old", "slug": "new"}, "new"),
    ],
)
def test_an_address_is_made_of_brand_and_name_unless_there_is_one(fields: dict[str, str], slug: str) -> None:
    assert slug_of(fields) == slug


# --- which do you trust


def disputed(trust: str) -> tuple[StatementDraft, ...]:
    fields = typed(
        spec_weight=[
            {"key": "0", "says": "180 g", "source": "shop"},
            {"key": "1", "says": "210 g", "source": "maker"},
            {"key": "new-0", "says": "205 g", "source": "fda", "replaced": True},
        ],
        trust_weight=trust,
    )
    return read(fields, KNOWN).draft.statements


def test_trusting_one_statement_prefers_it_and_trusting_none_leaves_them_disagreeing() -> None:
    assert [said.rank for said in disputed("1")] == ["normal", "preferred", "deprecated"]
    assert [said.rank for said in disputed("")] == ["normal", "normal", "deprecated"]
    assert [said.rank for said in disputed("0+1")] == ["preferred", "preferred", "deprecated"]


def test_nothing_can_be_trusted_most_and_replaced() -> None:
    fields = typed(
        spec_weight=[{"key": "0", "says": "180 g", "source": "shop", "replaced": True}], trust_weight="0"
    )
    assert [flaw.field for flaw in read(fields, KNOWN).flaws] == ["spec_weight-0-replaced"]


# --- one source for everything that is typed


def test_one_source_reaches_what_is_typed_anew_and_names_none() -> None:
    fields = typed(
        spec_weight=[
            {"key": "0", "says": "180 g", "known_by": "recalled"},
            {"key": "new-0", "says": "210 g"},
            {"key": "new-1", "says": "215 g", "source": "maker", "read_on": "2026-01-01"},
            {"key": "new-2", "says": "216 g", "known_by": "recalled"},
        ],
        offers=[{"key": "0", "price": "1"}, {"key": "", "price": "2"}, {"price": "3", "day": "2026-10"}],
        legal=[{"market": "X"}],
        fits=[{"other": "x"}],
    )
    found = with_source(fields, "shop", "2026-11-25", KNOWN.sources)
    assert found["spec_weight"] == [
        {"key": "0", "says": "180 g", "known_by": "recalled"},
        {"key": "new-0", "says": "210 g", "source": "shop", "read_on": "2026-11-25"},
        {"key": "new-1", "says": "215 g", "source": "maker", "read_on": "2026-01-01"},
        {"key": "new-2", "says": "216 g", "known_by": "recalled", "read_on": "2026-11-25"},
    ]
    assert found["offers"][0] == {"key": "0", "price": "1"}
    assert found["offers"][1]["day"] == "2026-11-25"
    assert found["offers"][2] == {"price": "3", "day": "2026-10", "source": "shop"}
    assert found["legal"] == [{"market": "X", "sources": "shop", "checked": "2026-11-25"}]
    assert found["fits"] == [{"other": "x", "source": "shop"}]


def test_the_day_on_which_a_source_was_read_is_not_said_twice() -> None:
    fields = typed(spec_weight=[{"says": "210 g"}])
    found = with_source(fields, "shop", KNOWN.sources["shop"].read_on, KNOWN.sources)
    assert found["spec_weight"] == [{"says": "210 g", "source": "shop"}]


# --- prices


@pytest.mark.parametrize(
    ("written", "currency", "minor"),
    [("139.00", "USD", 13900), ("139", "USD", 13900), ("1,139.5", "EUR", 113950), ("15 000", "JPY", 15000)],
)
def test_a_price_is_read_in_the_smallest_coin(written: str, currency: str, minor: int) -> None:
    assert facts_rows.amount_of(written, currency) == minor


@pytest.mark.parametrize("written", ["", "free", "1.139,00", "-3", "0", "1.001", "1,13", "nan", "1e99", "٣"])
def test_what_is_no_price_is_said_at_its_field(written: str) -> None:
    reading = read(typed(offers=[{"price": written, "currency": "USD", "source": "shop"}]), KNOWN)
    assert [flaw.field for flaw in reading.flaws] == ["offers-0-price"]


@given(st.integers(1, 2**31 - 1), st.sampled_from(("USD", "JPY", "KWD")))
def test_a_price_comes_back_from_its_text(minor: int, currency: str) -> None:
    assert facts_rows.amount_of(facts_rows.amount_text(minor, currency), currency) == minor


# --- the registry


def test_a_spec_that_is_declared_has_its_field_its_parser_and_its_message(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made_up = Spec(
        "cap_weight", "Weight of the cap", BODY, Quantity(GRAM), ALL, example="12 g", help="A made-up spec."
    )
    monkeypatch.setitem(SPECS, made_up.key, made_up)
    form = facts_form(("pen",), [], {}, ("", ""))
    assert form.spec_cap_weight.args[1] == "Weight of the cap"  # type: ignore[attr-defined]
    good = read(typed(spec_cap_weight=[{"says": "12 g", "source": "shop"}]), KNOWN)
    assert good.draft.statements[0] == StatementDraft("cap_weight", "12 g", "shop", kind="claimed")
    bad = read(typed(spec_cap_weight=[{"says": "12 mm", "source": "shop"}]), KNOWN)
    assert [(flaw.field, "12 g" in flaw.said) for flaw in bad.flaws] == [("spec_cap_weight-0-says", True)]


def test_problems_of_the_catalogue_lead_to_the_field_that_mends_them() -> None:
    reading = read(
        typed(
            spec_noise=[{"key": "1", "says": "55 dB", "source": "shop"}],
            spec_weight=[{"key": "0", "says": "180 g", "source": "shop", "read_on": "soon"}],
        ),
        KNOWN,
    )
    assert reading.places == {"statements 1": "spec_weight-0", "statements 2": "spec_noise-0"}
    assert PartialDate("2026").text == replace(reading.draft, released="2026").released
