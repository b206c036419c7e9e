"""Studies at the desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask import render_template
from sqlmodel import Session, select

from catalog.articles.known import kind_of, known_in
from catalog.articles.leaning import leaning_on_study
from catalog.changes.diff import State, canonical_json
from catalog.changes.models import Change
from catalog.editorial.editable import Fault, FaultsError, Fields, GateCheck, Listed, Writer
from catalog.editorial.editor_form import EditorForm
from catalog.editorial.gates import plain_words
from catalog.editorial.row_editable import RowEditable, refuse
from catalog.editorial.typed import Kept, Typed, in_order_of, made_up
from catalog.products.models import Product
from catalog.science import queries
from catalog.science.current import citations
from catalog.science.editing import check_names, put_study, remove_study
from catalog.science.models import DEVICE_KINDS, STUDY_CONFIDENCES, STUDY_KINDS, Study
from catalog.science.plain_words import plain_faults
from catalog.science.study_faults import StudyError, normal
from catalog.science.words import design_words
from catalog.shelf.keeper import current
from catalog.studies import noted
from catalog.studies.forms import StudyForm
from catalog.studies.pages import UNDATED, study_page


class StudyEditable(RowEditable):
    """Publications that texts and verdicts lean on."""

    kind, room, name, names, section = "study", "studies", "study", "studies", "Science"
    permission, table = "write all texts", Study

    def form(self, session: Session) -> type[EditorForm]:
        return StudyForm

    def blank(self, session: Session, who: Writer, wish: Mapping[str, str]) -> Fields:
        return self.read_state(session, {"title": wish.get("title", ""), "doi": wish.get("doi", "")})

    def listed(self, session: Session) -> list[Listed]:
        names = citations()
        found = queries.studies(session)
        found.sort(key=lambda one: (-(one.year or 0), names.get(one.slug, one.slug).casefold(), one.slug))
        return [
            Listed(
                one.slug,
                f"{names.get(one.slug, one.slug)}: {one.title}",
                design_words(one),
                group=str(one.year) if one.year else UNDATED,
            )
            for one in found
        ]

    def read_state(self, session: Session, state: State) -> Fields:
        kept = Kept(state)
        return {
            "title": kept.text("title"),
            "slug": kept.text("slug"),
            "authors": kept.lines("authors"),
            "journal": kept.text("journal"),
            "year": kept.text("year"),
            "volume": kept.text("volume"),
            "pages": kept.text("pages"),
            "doi": kept.text("doi"),
            "pmid": kept.text("pmid"),
            "url": kept.text("url"),
            "kind": kept.text("kind"),
            "n": kept.text("n"),
            "population": kept.text("population"),
            "device_kind": kept.text("device_kind"),
            "kinds": kept.listed("kinds"),
            "devices": kept.lines("devices"),
            "needle_lengths": kept.lengths("needle_lengths_um"),
            "lengths_are_range": kept.flag("lengths_are_range"),
            "sessions": kept.text("sessions"),
            "interval": kept.text("interval"),
            "outcome": kept.text("outcome"),
            "finding": kept.text("finding"),
            "plain": kept.text("plain"),
            "does_not_show": kept.text("does_not_show"),
            "funding": kept.text("funding"),
            "confidence": kept.text("confidence"),
            "unconfirmed": kept.lines("unconfirmed"),
            # They are things of their own in the log: whatever the study was then, they are as they are now.
            "notices": noted.rows_of(noted.noted(session, kept.text("slug"))),
        }

    def wanted(self, session: Session, typed: Typed, live: str | None) -> Study:
        stored = self.row(session, live) if live else None
        study = self._row(session, typed, live, stored)
        noted.read(typed, study.slug)
        has_two = len(study.needle_lengths_um) == 2
        if study.lengths_are_range and not has_two:
            typed.wrong("needle_lengths", "The ends of a range are two lengths.")
        for field, said in plain_faults(study):
            typed.wrong(field, said)
        try:
            study = normal(study)
            check_names(session, study)
        except StudyError as error:
            typed.wrong(error.field, error.sentence)
        return study

    def _row(self, session: Session, typed: Typed, live: str | None, stored: Study | None) -> Study:
        confidence = typed.choice("confidence", STUDY_CONFIDENCES)
        # Of what nobody has read yet, only the citation is known.
        is_read = confidence != "imported"
        kinds = typed.ticked("kinds", DEVICE_KINDS)
        return Study(
            slug=self.placed(session, typed, live),
            title=typed.text("title"),
            authors_json=canonical_json(list(typed.lines("authors"))),
            journal=typed.text("journal", required=is_read),
            year=typed.whole("year", least=1800, most=2200),
            volume=typed.optional("volume"),
            pages=typed.optional("pages"),
            doi=typed.optional("doi"),
            pmid=typed.optional("pmid"),
            kind=typed.choice("kind", STUDY_KINDS, required=is_read) or None,
            n=typed.whole("n", least=1),
            population=typed.text("population", required=is_read),
            device_kind=typed.optional("device_kind"),
            kinds_json=canonical_json(list(in_order_of(kinds, stored.kinds if stored else ()))),
            devices_json=canonical_json(list(typed.known("devices", _devices(session), "device"))),
            needle_lengths_um_json=canonical_json(list(typed.lengths("needle_lengths"))),
            lengths_are_range=typed.flag("lengths_are_range"),
            sessions=typed.optional("sessions"),
            interval=typed.optional("interval"),
            outcome=typed.text("outcome", required=is_read),
            finding=typed.text("finding", required=is_read),
            plain=typed.text("plain", required=False),
            does_not_show=typed.text("does_not_show", required=False),
            funding=typed.optional("funding"),
            url=typed.optional("url"),
            confidence=confidence,
            unconfirmed_json=canonical_json(list(typed.lines("unconfirmed"))),
        )

    def is_taken(self, session: Session, slug: str, live: str | None) -> bool:
        # Articles cite studies, guidance and claims by the same mark.
        return kind_of(slug, known_in(session)) is not None

    def put(
        self, session: Session, wanted: Study, live: str | None, *, actor: str, reason: str
    ) -> Change | None:
        try:
            return put_study(session, wanted, actor=actor, reason=reason)
        except StudyError as error:
            raise FaultsError([Fault(error.field, error.sentence)]) from error

    def publish(
        self, session: Session, fields: Fields, live: str | None, *, actor: str, reason: str
    ) -> Change | None:
        change = super().publish(session, fields, live, actor=actor, reason=reason)
        slug = live or self.slug(fields)
        last = noted.put(session, slug, noted.read(Typed(fields), slug), actor=actor, reason=reason)
        return change or last

    def take_down(self, session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
        refuse(leaning_on_study(session, slug), self.name)
        return remove_study(session, slug, actor=actor, reason=reason)

    def gate(self, session: Session, fields: Fields, who: Writer) -> Iterator[GateCheck]:
        study = self.unsaved(session, fields)
        said = next((f"{word}: {name}." for word, name in _names(study) if name), "No DOI, no PMID, no link.")
        is_found = any(name for _, name in _names(study))
        yield GateCheck("Sources", is_found, said, "" if is_found else "doi", is_advice=not is_found)
        if not study.plain:
            said = "What was done and what came of it is not told in everyday words yet."
            yield GateCheck("Plain words", False, said, "plain", is_advice=True)
        yield from plain_words(fields, "plain", "does_not_show")

    def preview(self, session: Session, fields: Fields) -> str:
        page = study_page(session, current(), self.unsaved(session, fields))
        return render_template("studies/show.html", page=page)

    def slug(self, fields: Fields) -> str:
        """``"chu2021"``, of the first author's family name and the year."""
        first = str(fields.get("authors") or "").strip().split("\n")[0]
        family = "".join(first.split()[:-1] or first.split())
        wished = str(fields.get("slug") or "").strip()
        return wished or made_up(f"{family}{fields.get('year') or ''}") or super().slug(fields)

    def address(self, slug: str) -> str:
        return f"/studies/{slug}"


def _names(study: Study) -> tuple[tuple[str, str | None], ...]:
    return ("DOI", study.doi), ("PMID", study.pmid), ("Link", study.url)


def _devices(session: Session) -> set[str]:
    return set(session.exec(select(Product.slug)))
