"""Claims at the desk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from flask import render_template
from sqlmodel import Session, func, select

from catalog.articles.known import kind_of, known_in
from catalog.articles.leaning import leaning_on_claim
from catalog.changes.diff import State, canonical_json
from catalog.changes.models import Change
from catalog.claims import queries
from catalog.claims.editing import put_claim, remove_claim
from catalog.claims.faults import can_be_looked_up
from catalog.claims.faults import faults as claim_faults
from catalog.claims.forms import ClaimForm
from catalog.claims.models import VERDICTS, Claim
from catalog.claims.pages import claim_page
from catalog.editorial.editable import Fields, GateCheck, Listed, Writer
from catalog.editorial.editor_form import EditorForm
from catalog.editorial.gates import counted, plain_words
from catalog.editorial.row_editable import RowEditable, refuse
from catalog.editorial.typed import Kept, Typed, in_order_of
from catalog.science import queries as science
from catalog.science.models import DEVICE_KINDS, Study

_NUMBER: Final = ("label", "value", "unit", "study")


class ClaimEditable(RowEditable):
    """What is said about microneedling, with what studies say about it."""

    kind, room, name, names, section = "claim", "claims", "claim", "claims", "Science"
    permission, table, titled = "write all texts", Claim, "words"

    def form(self, session: Session) -> type[EditorForm]:
        return ClaimForm

    def blank(self, session: Session, who: Writer, wish: Mapping[str, str]) -> Fields:
        found = (re.fullmatch(r"c0*(\d{1,6})", slug) for slug in session.exec(select(Claim.slug)))
        number = max((int(one[1]) for one in found if one), default=0) + 1
        return {
            "words": wish.get("title", ""),
            "slug": f"c{number:02}",
            "where_said": "",
            "verdict": "",
            "why": "",
            "instead": "",
            "studies_for": "",
            "studies_against": "",
            "studies_beside": wish.get("study", ""),
            "numbers": [],
            "kinds": [],
            "lengths": "",
            "position": "",
        }

    def listed(self, session: Session) -> list[Listed]:
        return [Listed(one.slug, one.words, one.verdict) for one in queries.claims(session)]

    def read_state(self, session: Session, state: State) -> Fields:
        kept = Kept(state)
        return {
            "words": kept.text("words"),
            "slug": kept.text("slug"),
            "where_said": kept.text("said"),
            "verdict": kept.text("verdict"),
            "why": kept.text("why"),
            "instead": kept.text("instead"),
            "studies_for": kept.lines("for"),
            "studies_against": kept.lines("against"),
            "studies_beside": kept.lines("beside"),
            "numbers": [{key: one.get(key, "") for key in _NUMBER} for one in kept.listed("numbers")],
            "kinds": kept.listed("kinds"),
            "lengths": kept.span(),
            "position": kept.text("position"),
        }

    def wanted(self, session: Session, typed: Typed, live: str | None) -> Claim:
        known = set(session.exec(select(Study.slug)))
        stored = queries.claim(session, live) if live else None
        low, high = typed.span("lengths")
        position = typed.whole("position")
        kinds = typed.ticked("kinds", DEVICE_KINDS)
        claim = Claim(
            slug=self.placed(session, typed, live),
            position=_last(session) + 1 if position is None else position,
            words=typed.text("words"),
            said=typed.text("where_said"),
            verdict=typed.choice("verdict", VERDICTS),
            why=typed.text("why"),
            instead=typed.text("instead"),
            for_json=canonical_json(list(typed.known("studies_for", known, "study"))),
            against_json=canonical_json(list(typed.known("studies_against", known, "study"))),
            beside_json=canonical_json(list(typed.known("studies_beside", known, "study"))),
            numbers_json=canonical_json([_number(row, known) for row in typed.rows("numbers")]),
            kinds_json=canonical_json(list(in_order_of(kinds, stored.kinds if stored else ()))),
            low_um=low,
            high_um=high,
        )
        found = {one.slug for one in science.studies(session, claim.studies_for) if can_be_looked_up(one)}
        for said in claim_faults(claim, found):
            typed.wrong("studies_for", said)
        return claim

    def is_taken(self, session: Session, slug: str, live: str | None) -> bool:
        # Articles cite studies, guidance and claims by the same mark.
        return kind_of(slug, known_in(session)) is not None

    def put(
        self, session: Session, wanted: Claim, live: str | None, *, actor: str, reason: str
    ) -> Change | None:
        return put_claim(session, wanted, actor=actor, reason=reason)

    def take_down(self, session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
        refuse(leaning_on_claim(session, slug), self.name)
        return remove_claim(session, slug, actor=actor, reason=reason)

    def gate(self, session: Session, fields: Fields, who: Writer) -> Iterator[GateCheck]:
        count = len(self.unsaved(session, fields).studies)
        yield GateCheck("Sources", True, f"{counted(count, 'study is', 'studies are')} named.")
        yield from plain_words(fields, "why", "instead")

    def preview(self, session: Session, fields: Fields) -> str:
        claim = self.unsaved(session, fields)
        stored = queries.claim(session, claim.slug)
        claim.id = stored.id if stored else None
        return render_template("claims/show.html", page=claim_page(session, claim))

    def address(self, slug: str) -> str:
        return f"/claims/{slug}"


def _number(row: Typed, known: set[str]) -> dict[str, Any]:
    study = row.one_known("study", known, "study", required=False)
    return {key: row.text(key) for key in _NUMBER[:3]} | {"study": study}


def _last(session: Session) -> int:
    found = session.exec(select(func.max(Claim.position))).one()
    return -1 if found is None else found
