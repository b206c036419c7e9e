"""A product's draft as the fields of its form, and back: each the exact inverse of the other. Pure.

`spec_noise` holds the rows of what sources say of a spec, `trust_noise` which of them an author trusts most:
their keys, joined by "+". `was` is the address it had when the form was filled, "" for a new one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from catalog.products import facts_rows as rows
from catalog.products.checks import check_day, check_slug
from catalog.products.drafts import BrandDraft, Problem, ProductDraft, SourceDraft, StatementDraft
from catalog.products.facts_sources import NewSources, slug_from
from catalog.products.legal import outcome_of
from catalog.products.sources import SourceFacts, kind_of
from catalog.specs.registry import SPECS
from catalog.specs.units import SpecValueError

Fields = dict[str, Any]
SPEC: Final = "spec_"
TRUST: Final = "trust_"
LISTS: Final = ("offers", "legal", "fits")
_OPTIONAL: Final = ("brand", "family", "successor", "audience", "released")
_FLAGS: Final = ("is_family", "is_own")
NO_SOURCE: Final = "Say where this is from: choose a source here, or one for all of them above."
_FIELD_OF: Final = {"amount": "price", "spec": "says", "rank": "replaced", "unparsed": "keep"}
"""Parts of a draft that stand in a field of another name."""


@dataclass(frozen=True)
class Known:
    """What a form can refer to: sources and brands by slug."""

    sources: Mapping[str, SourceFacts] = field(default_factory=dict)
    brands: Mapping[str, BrandDraft] = field(default_factory=dict)


@dataclass(frozen=True)
class Flaw:
    """What is wrong with what was typed, and the name of the field: "spec_noise-1-says"."""

    field: str
    said: str


@dataclass
class Reading:
    """A form as read: the draft, what has to be made first, and what is wrong.

    `places`: where in the form each row of the draft stands, {"statements 3": "spec_noise-1"}; `sources` are
    those on file and the new ones.
    """

    draft: ProductDraft
    was: str
    new_sources: tuple[SourceDraft, ...]
    new_brand: BrandDraft | None
    flaws: list[Flaw]
    places: dict[str, str]
    sources: Mapping[str, SourceFacts]

    def place_of(self, problem: Problem) -> Flaw:
        """A problem of the draft, at the field where it is mended."""
        row, colon, part = problem.place.rpartition(": ")
        if not colon:
            return Flaw(part, problem.message)
        return Flaw(f"{self.places[row]}-{_FIELD_OF.get(part, part)}", problem.message)


def complete(draft: ProductDraft, sources: Mapping[str, SourceFacts]) -> ProductDraft:
    """The draft with everything said that follows from it, as it is stored."""
    return replace(
        draft,
        statements=tuple(
            replace(s, kind=s.kind or kind_of(sources.get(s.source or ""))) for s in draft.statements
        ),
        legal=tuple(replace(row, outcome=row.outcome or outcome_of(row.status)) for row in draft.legal),
    )


def fields_of(draft: ProductDraft, known: Known, *, was: str | None = None) -> Fields:
    """The fields of a product. Specs nobody says anything of have none."""
    fields: Fields = {
        "was": draft.slug if was is None else was,
        "slug": draft.slug,
        "name": draft.name,
        "kind": draft.kind,
        "status": draft.status,
        "notes": draft.notes,
        "new_brand": "",
        **{name: getattr(draft, name) or "" for name in _OPTIONAL},
        **{name: getattr(draft, name) for name in _FLAGS},
    }
    trusted: dict[str, list[str]] = {}
    for place, said in enumerate(draft.statements):
        row = rows.of_statement(said, place, known.sources)
        fields.setdefault(SPEC + said.spec, []).append(row)
        if said.rank == "preferred":
            trusted.setdefault(said.spec, []).append(row["key"])
    fields |= {TRUST + spec: "+".join(keys) for spec, keys in trusted.items()}
    fields["offers"] = [rows.of_offer(row, place) for place, row in enumerate(draft.offers)]
    fields["legal"] = [rows.of_legal(row, place) for place, row in enumerate(draft.legal)]
    fields["fits"] = [rows.of_fit(row, place) for place, row in enumerate(draft.fits)]
    return {name: value for name, value in fields.items() if value != []}


def read(fields: Mapping[str, Any], known: Known) -> Reading:
    """The draft that these fields stand for. Nothing is raised: what is wrong is in `flaws`."""
    return _Reader(fields, known).read()


class _Reader:
    def __init__(self, fields: Mapping[str, Any], known: Known) -> None:
        self.fields, self.known = fields, known
        self.flaws: list[Flaw] = []
        self.places: dict[str, str] = {}
        self.new = NewSources(fields.get("new_sources") or (), known.sources)

    def read(self) -> Reading:
        self.flaws += [Flaw(place, said) for place, said in self.new.flaws()]
        self._panel()
        brand, new_brand = self._brand()
        draft = ProductDraft(
            slug=slug_of(self.fields),
            kind=self._text("kind"),
            name=self._text("name"),
            brand=brand,
            is_family=bool(self.fields.get("is_family")),
            family=self._text("family") or None,
            successor=self._text("successor") or None,
            audience=self._text("audience") or None,
            status=self._text("status") or "unknown",
            is_own=bool(self.fields.get("is_own")),
            released=self._text("released") or None,
            notes=str(self.fields.get("notes") or ""),
            statements=self._statements(),
            offers=self._rows("offers"),
            legal=self._rows("legal"),
            fits=self._rows("fits"),
        )
        was = self._text("was")
        new = self.new
        return Reading(draft, was, new.drafts, new_brand, self.flaws, self.places, new.facts)

    def _text(self, name: str) -> str:
        return str(self.fields.get(name) or "").strip()

    def _wrong(self, place: str, said: str) -> None:
        self.flaws.append(Flaw(place, said))

    def _panel(self) -> None:
        """The one source for all and its day, which stand among the fields only where they are none."""
        if (source := self._text("all_source")) and self.new.slug_of(source) is None:
            self._wrong("all_source", f"{_unknown(source)} It goes to no value yet.")
        if day := self._text("all_day"):
            self.flaws += [Flaw("all_day", problem.message) for problem in check_day("", day)]

    def _brand(self) -> tuple[str | None, BrandDraft | None]:
        """The slug of the brand, and the brand itself where it has to be made."""
        name = " ".join(self._text("new_brand").split())
        if not name:
            return self._text("brand") or None, None
        for brand in self.known.brands.values():
            if brand.name.casefold() == name.casefold():
                return brand.slug, None
        slug = slug_from(name)
        if slug in self.known.brands or check_slug("slug", slug):
            self._wrong("new_brand", f"No address can be made from “{name}” that no other brand has.")
        return slug, BrandDraft(slug, name)

    def _statements(self) -> tuple[StatementDraft, ...]:
        """In the order on file, then those that are new, spec by spec."""
        found: list[tuple[tuple[bool, int], str, StatementDraft]] = []
        for name in self._spec_names():
            spec = name.removeprefix(SPEC)
            trusted = self._text(TRUST + spec).split("+")
            for number, typed in enumerate(self.fields[name] or ()):
                row, place = self._with_source(typed, "source", f"{name}-{number}"), f"{name}-{number}"
                said = rows.to_statement(row, spec, row.get("key", "-") in trusted, self.new.facts)
                self._check(said, row, place)
                new = rows.is_new(row)
                found.append(((new, 0 if new else int(row["key"])), place, said))
        found.sort(key=lambda one: one[0])
        self.places |= {f"statements {number}": place for number, (_, place, _) in enumerate(found, 1)}
        return tuple(said for _, _, said in found)

    def _spec_names(self) -> Iterator[str]:
        yield from (SPEC + key for key in SPECS if SPEC + key in self.fields)

    def _check(self, said: StatementDraft, row: Mapping[str, Any], place: str) -> None:
        if said.source is None and said.known_by != "recalled":
            self._wrong(f"{place}-source", NO_SOURCE)
        if row.get("replaced") and row.get("key", "-") in self._text(TRUST + said.spec).split("+"):
            self._wrong(f"{place}-replaced", "You trust this most, and call it replaced. One of the two.")
        if said.says is None:
            if str(row.get("says", "")).strip():
                self._wrong(f"{place}-state", "There is a value here: choose “says”, or empty it.")
        elif not said.says.strip():
            self._wrong(f"{place}-says", "Write what the source says, or that it says nothing.")
        elif not said.unparsed:
            spec = SPECS[said.spec]
            try:
                spec.kind.parse(said.says)
            except SpecValueError as error:
                # The spec’s own example, not the one of its unit as well.
                what = str(error).partition(" Write it like")[0]
                hint = f"Write it like “{spec.example}”, or tick “keep it as a note”."
                self._wrong(f"{place}-says", f"{what} {hint}")

    def _rows(self, name: str) -> tuple[Any, ...]:
        """The rows that could be read; what is wrong with the others is among the flaws."""
        make: Any = {"offers": rows.to_offer, "legal": rows.to_legal, "fits": rows.to_fit}[name]
        source, made = "sources" if name == "legal" else "source", []
        for number, typed in enumerate(self.fields.get(name) or ()):
            place = f"{name}-{number}"
            row = self._with_source(typed, source, place)
            if not rows.text(row, source).strip():
                self._wrong(f"{place}-{source}", NO_SOURCE)
            try:
                made.append(make(row))
            except rows.RowError as error:
                self._wrong(f"{place}-{error.field}", str(error))
            else:
                self.places[f"{name} {len(made)}"] = place
        return tuple(made)

    def _with_source(self, row: Mapping[str, Any], name: str, place: str) -> Mapping[str, Any]:
        """The row with its sources by slug, however they were typed."""
        typed = str(row.get(name, ""))
        if not typed.strip():
            return row
        pieces = rows.sources_in(typed) if name == "sources" else (typed.strip(),)
        found = []
        for piece in pieces:
            slug = self.new.slug_of(piece)
            if slug is None:
                self._wrong(f"{place}-{name}", _unknown(piece))
            found.append(slug or piece)
        return dict(row) | {name: ", ".join(dict.fromkeys(found))}


def _unknown(source: str) -> str:
    return f"There is no source “{source[:80]}”. Choose one from the list, or describe it below."


def problems_at_fields(reading: Reading, problems: Sequence[Problem]) -> list[Flaw]:
    """What the catalogue has against the draft, beside what the form knows itself; each field once."""
    said = {flaw.field for flaw in reading.flaws}
    found = [reading.place_of(problem) for problem in problems]
    return [*reading.flaws, *(flaw for flaw in found if flaw.field not in said)]


def slug_of(fields: Mapping[str, Any]) -> str:
    """The address a product shall have: the one typed, the one it has, or one made of brand and name."""
    typed, was = (str(fields.get(name) or "").strip() for name in ("slug", "was"))
    brand = slug_from(str(fields.get("new_brand") or "") or str(fields.get("brand") or ""))
    name = slug_from(str(fields.get("name") or ""))
    made = name if not brand or f"{name}-".startswith(f"{brand}-") else f"{brand}-{name}"
    return typed or was or made.strip("-")


def with_trust_told(fields: Mapping[str, Any]) -> Fields:
    """The fields with what is trusted in the words of its source, where they have keys."""
    told = dict(fields)
    for name in fields:
        if name.startswith(TRUST):
            said = {row.get("key"): row for row in fields.get(SPEC + name.removeprefix(TRUST)) or ()}
            chosen = [said[key] for key in str(fields[name]).split("+") if key in said]
            told[name] = " and ".join(f"{row.get('says', '')} ({row.get('source', '')})" for row in chosen)
    return told
