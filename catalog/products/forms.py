"""The form of a product, made from the registry: a spec is a field because it is declared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from flask import has_request_context, request
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    StringField,
    TextAreaField,
)

from catalog.editorial.editor_form import SPARE, EditorForm, Row, Rows, plain
from catalog.products import facts_words as words
from catalog.products.facts_fields import SPEC, TRUST
from catalog.products.facts_inputs import DAY, PRODUCTS, SOURCES, choice
from catalog.products.facts_panel import unusable, with_source
from catalog.products.facts_rows import compact
from catalog.products.sources import SourceFacts
from catalog.shelf.naming import SOLD_TO
from catalog.specs.registry import SPECS


class FactRow(Row):
    """A row of facts; `key` is its place on file, or marks it as new. `TYPED`: what makes it a row."""

    TYPED: ClassVar[tuple[str, ...]] = ()

    key = HiddenField()
    origin = HiddenField()
    take_away = BooleanField("Take this away")

    def is_blank(self) -> bool:
        """Taken away, or nothing typed into what counts."""
        return bool(self.take_away.data) or not any(str(self[name].data or "").strip() for name in self.TYPED)


class FactRows(Rows):
    """Rows with one that is spare; each new one has a key of its own."""

    def values(self) -> list[dict[str, Any]]:
        return [compact(plain(entry.form)) for entry in self.entries if not entry.form.is_blank()]

    def add_spare(self, most: int = SPARE) -> None:
        super().add_spare(1 if most == SPARE else most)
        taken = {entry.form.key.data for entry in self.entries}
        number = 0
        for entry in self.entries:
            if not entry.form.key.data:
                while f"new-{number}" in taken:
                    number += 1
                entry.form.key.data = f"new-{number}"
                taken.add(f"new-{number}")

    @property
    def filled(self) -> list[Field]:
        """Those in which something stands."""
        return [entry for entry in self.entries if not entry.form.is_blank()]


class StatementRow(FactRow):
    """What one source says of one spec."""

    TYPED = ("says", "note")

    state = choice("State", words.STATES.items(), default="known")
    says = StringField("Value")
    source = StringField("Source", render_kw=SOURCES)
    read_on = StringField("Day read", render_kw={"inputmode": "numeric"})
    known_by = choice("How it is known", words.KNOWN_BY.items(), default="stated")
    kind = choice("Counts as", words.KINDS.items())
    note = StringField("Note")
    replaced = BooleanField("Replaced by a newer text")
    keep = BooleanField("Keep it as a note, without a value")

    def is_blank(self) -> bool:
        """What is on file goes when its value is emptied; that the maker says nothing needs no value."""
        if self.take_away.data:
            return True
        if self.state.data not in ("known", None):
            return False
        is_on_file = str(self.key.data or "").isdigit()
        return not str(self.says.data or "").strip() if is_on_file else super().is_blank()


class OfferRow(FactRow):
    """A price that was seen."""

    TYPED = ("price", "merchant", "url", "note")

    price = StringField("Price", render_kw={"inputmode": "decimal", "placeholder": "139.00"})
    currency = StringField("Currency", render_kw={"placeholder": "USD", "maxlength": "3"})
    currency_inferred = BooleanField("The currency is our guess")
    quantity = StringField("For how many", default="1", render_kw={"inputmode": "numeric"})
    unit = StringField("Of what", default="piece")
    merchant = StringField("Shop")
    day = StringField("Day seen", render_kw=DAY)
    url = StringField("Link to the offer", render_kw={"inputmode": "url"})
    is_affiliate = BooleanField("We earn from this link")
    source = StringField("Source", render_kw=SOURCES)
    note = StringField("Note")


class LegalRow(FactRow):
    """What a regulator’s record says of this exact model."""

    TYPED = ("market", "body", "status", "identifier", "note")

    market = StringField("Where it holds", render_kw={"placeholder": "United States"})
    body = StringField("Who decides", render_kw={"placeholder": "FDA"})
    status = StringField("In their words", render_kw={"placeholder": "510(k) cleared"})
    outcome = choice("That is", words.OUTCOMES.items())
    identifier = StringField("File number", render_kw={"placeholder": "K180778"})
    date = StringField("Date of the file", render_kw=DAY)
    use = StringField("For which use")
    checked = StringField("Day looked up", render_kw=DAY)
    sources = StringField("Sources, the main one first", render_kw=SOURCES)
    note = StringField("Note")


class FitRow(FactRow):
    """What a source says about another product on this one."""

    TYPED = ("other", "note")

    other = StringField("Other product", render_kw=PRODUCTS)
    answer = choice("Answer", words.ANSWERS.items(), default="fits")
    source = StringField("Source", render_kw=SOURCES)
    note = StringField("Note")


class NewSourceRow(FactRow):
    """A source that is not on file yet."""

    TYPED = ("title", "publisher", "url")

    title = StringField("Title")
    publisher = StringField("Who published it")
    url = StringField("Address", render_kw={"inputmode": "url", "placeholder": "https://"})
    type = choice("What it is", [("", "Please choose"), *words.SOURCE_TYPES.items()])
    strength = choice("How far it is trusted", [("", "as its kind"), *words.STRENGTHS.items()])
    published = StringField("Published", render_kw=DAY)
    read_on = StringField("Day read", render_kw=DAY)
    is_manual = BooleanField("It is a manual itself")
    note = StringField("Note")


class FactsForm(EditorForm):
    """One product. `SOURCES_KNOWN`: those on file, by slug; set by `facts_form`."""

    SOURCES_KNOWN: ClassVar[Mapping[str, SourceFacts]] = {}
    PANEL: ClassVar = ("all_source", "all_day")

    was = HiddenField()

    def fields(self) -> dict[str, Any]:
        """What is typed, the one source for all in every new row that names none; empty lists left out."""
        kept = {name: value for name, value in plain(self).items() if name not in self.PANEL}
        kept = {
            name: value for name, value in kept.items() if value != [] and not _is_empty_trust(name, value)
        }
        source, day = (str(self[name].data or "").strip() for name in self.PANEL)
        wrong = unusable(kept, source, day, self.SOURCES_KNOWN)
        # What is none reaches no row: it stays in the panel, where it is mended once.
        source, day = (
            "" if name in wrong else typed for name, typed in zip(self.PANEL, (source, day), strict=True)
        )
        return with_source(kept, source, day, self.SOURCES_KNOWN) | wrong


def _is_empty_trust(name: str, value: Any) -> bool:
    return name.startswith(TRUST) and not value


def facts_form(
    kinds: Iterable[str],
    brands: Iterable[tuple[str, str]],
    sources: Mapping[str, SourceFacts],
    last: tuple[str, str],
) -> type[FactsForm]:
    """The form of products of these kinds, with the fields that the registry declares today.

    last: source and day of the last entry, which stand in the panel unless something else was typed there.
    """
    kinds = tuple(kinds)
    source, day = (_sent(name, usual) for name, usual in zip(FactsForm.PANEL, last, strict=True))
    fields: dict[str, Any] = {
        "SOURCES_KNOWN": sources,
        "all_source": StringField(
            "Source",
            default=source,
            render_kw=SOURCES,
            description="Choose one from the list, or type “new 1”.",
        ),
        "all_day": StringField("Day read", default=day, render_kw=DAY),
        "name": StringField("Name"),
        "kind": choice("Kind", [(kind, kind.capitalize()) for kind in kinds], default=kinds[0]),
        "brand": choice("Brand", [("", "None"), *brands]),
        "new_brand": StringField("… or a new brand", description="Its name; it is made when you publish."),
        "slug": StringField(
            "Address", description="Empty: made of the name. If you change it, the old one leads here."
        ),
        "is_family": BooleanField("A family of versions, which nobody can buy as such"),
        "family": StringField("Family", render_kw=PRODUCTS, description="If it is one of several versions."),
        "successor": StringField("Followed by", render_kw=PRODUCTS),
        "audience": choice("Sold to", [("", "not known"), *SOLD_TO.items()]),
        "status": choice("Still sold", words.STATUSES.items(), default="unknown"),
        "released": StringField("Released", render_kw=DAY, description="A year is enough."),
        "is_own": BooleanField("Our own product"),
        "notes": TextAreaField("Notes, shown on the page", render_kw={"rows": 2}),
    }
    for key, spec in SPECS.items():
        # All of them: what is on file of a spec must not be lost because it does not apply any more.
        fields[SPEC + key] = FactRows(StatementRow, spec.label, one="statement")
        fields[TRUST + key] = StringField(f"{spec.label}: which do you trust?")
    fields |= {
        "offers": FactRows(OfferRow, "Prices", one="price"),
        "legal": FactRows(LegalRow, "Legal status", one="record"),
        "fits": FactRows(FitRow, "What fits", one="fit"),
        "new_sources": FactRows(NewSourceRow, "New sources", one="source"),
    }
    return type("ProductForm", (FactsForm,), fields)


def _sent(name: str, usual: str) -> str:
    """What was sent under a name with this request, so that it is still there when the form comes back."""
    return request.form.get(name, usual) if has_request_context() else usual
