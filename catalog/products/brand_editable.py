"""Brands at the desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlmodel import Session
from wtforms import BooleanField, StringField, TextAreaField

from catalog.changes.diff import State
from catalog.changes.models import Change
from catalog.editorial.editable import Editable, Fault, FaultsError, Fields, Listed, Writer
from catalog.editorial.editor_form import EditorForm
from catalog.editorial.row_editable import refuse
from catalog.products import editing, objections, queries, unpublishing
from catalog.products.drafts import BrandDraft
from catalog.products.facts_sources import slug_from


class BrandForm(EditorForm):
    """A brand."""

    name = StringField("Name")
    slug = StringField(
        "Address", description="Empty: made of the name. If you change it, the old one leads here."
    )
    is_own = BooleanField("The brand behind this site")
    notes = TextAreaField("Notes", render_kw={"rows": 3})


class BrandEditable(Editable):
    """A brand: the name on the device."""

    kind, room, name, names = "brand", "brands", "brand", "brands"
    section, permission, is_text = "Facts", "write facts", False

    def form(self, session: Session) -> type[EditorForm]:
        return BrandForm

    def blank(self, session: Session, who: Writer, wish: Mapping[str, str]) -> Fields:
        return {"name": wish.get("title", ""), "slug": "", "is_own": False, "notes": ""}

    def listed(self, session: Session) -> list[Listed]:
        brands = sorted(queries.brands(session).values(), key=lambda brand: brand.name.casefold())
        return [Listed(one.slug, one.name, "our own" if one.is_own else "") for one in brands]

    def read(self, session: Session, slug: str) -> Fields | None:
        row = queries.brand_by_slug(session, slug)
        return None if row is None else self.read_state(session, editing.brand_state(row))

    def read_state(self, session: Session, state: State) -> Fields:
        kept = {name: state.get(name, "") for name in ("slug", "name", "notes")}
        return kept | {"is_own": bool(state.get("is_own"))}

    def entity_id(self, session: Session, slug: str) -> int | None:
        row = queries.brand_by_slug(session, slug)
        return row.id if row else None

    def moved(self, session: Session, slug: str) -> str:
        row = queries.brand_by_former_slug(session, slug)
        return row.slug if row else ""

    def faults(self, session: Session, fields: Fields, live: str | None) -> Iterator[Fault]:
        draft = self._draft(fields)
        row = queries.brand_by_slug(session, live) if live else None
        problems = list(objections.to_brand(session, draft, row))
        yield from (Fault(problem.place, problem.message) for problem in problems)

    def publish(
        self, session: Session, fields: Fields, live: str | None, *, actor: str, reason: str
    ) -> Change | None:
        if faults := list(self.faults(session, fields, live)):
            raise FaultsError(faults)
        draft = self._draft(fields)
        return editing.put_brand(session, draft, actor=actor, reason=reason, was=live or "")

    def take_down(self, session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
        row = queries.brand_by_slug(session, slug)
        if row is None:
            return None
        refuse(unpublishing.products_of_brand(session, row), self.name)
        return unpublishing.remove_brand(session, row, actor=actor, reason=reason)

    def address(self, slug: str) -> str:
        return f"/brands/{slug}"

    def slug(self, fields: Fields) -> str:
        return str(fields.get("slug") or "").strip() or slug_from(str(fields.get("name") or ""))

    def _draft(self, fields: Fields) -> BrandDraft:
        name = " ".join(str(fields.get("name") or "").split())
        return BrandDraft(self.slug(fields), name, bool(fields.get("is_own")), str(fields.get("notes") or ""))
