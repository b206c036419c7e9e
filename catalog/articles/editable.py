"""Articles at the desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask import render_template
from sqlmodel import Session

from catalog import clock
from catalog.articles import queries, texts
from catalog.articles.claim_check import bare, unclaimed
from catalog.articles.doubted import leaned_on
from catalog.articles.drafts import ArticleDraft, Correction
from catalog.articles.editing import (
    ArticleError,
    checked,
    is_taken,
    put_article,
    row_of,
    take_down,
)
from catalog.articles.forms import ArticleForm
from catalog.articles.gate_spelling import spelling
from catalog.articles.known import Known, known_in, links
from catalog.articles.leaning import leading_to
from catalog.articles.models import Article
from catalog.articles.pages import article_page
from catalog.articles.text import parse
from catalog.bylines import BYLINE
from catalog.changes.diff import State
from catalog.changes.models import Change
from catalog.claims import queries as claims
from catalog.concerns.queries import concerns
from catalog.editorial.editable import Fault, FaultsError, Fields, GateCheck, Listed, Writer
from catalog.editorial.editor_form import EditorForm
from catalog.editorial.gates import counted, kept_off, signed
from catalog.editorial.inputs import pairs, with_choices
from catalog.editorial.row_editable import RowEditable, refuse
from catalog.editorial.typed import LARGEST, Kept, Typed, in_order_of
from catalog.people.queries import author_called, bylines
from catalog.science.citations import labels
from catalog.science.doubted import doubt_words
from catalog.science.queries import studies
from catalog.science.standing import doubts
from catalog.shelf import current
from catalog.upkeep.advice import facts_checks


class ArticleEditable(RowEditable):
    """Science articles. One that is taken down is hidden and keeps its history."""

    kind, room, name, names, section = "article", "articles", "article", "articles", "Writing"
    table, may_move = Article, True

    def form(self, session: Session) -> type[EditorForm]:
        return with_choices(
            ArticleForm,
            byline=pairs(dict.fromkeys(bylines(session))),
            concerns=[(one.slug, one.label) for one in concerns(session)],
        )

    def blank(self, session: Session, who: Writer, wish: Mapping[str, str]) -> Fields:
        today = clock.today().isoformat()
        ranks = [row.rank for row in queries.articles(session)]
        concern = wish.get("concern", "")
        state = {
            "title": wish.get("title", ""),
            "byline": who.name or BYLINE,
            "written": today,
            "checked": today,
            "rank": max(ranks, default=0) + 1,
            "concerns": [one.slug for one in concerns(session) if one.slug == concern],
        }
        return self.read_state(session, state)

    def listed(self, session: Session) -> list[Listed]:
        return [
            Listed(row.slug, row.title, row.byline, self.owner(session, row.slug))
            for row in queries.articles(session)
        ]

    def row(self, session: Session, slug: str) -> Article | None:
        row = queries.article(session, slug)
        return row if row and row.is_published else None

    def read_state(self, session: Session, state: State) -> Fields:
        kept = Kept(state)
        return {
            "title": kept.text("title"),
            "slug": kept.text("slug"),
            "summary": kept.text("summary"),
            "text": kept.text("text"),
            "byline": kept.text("byline"),
            "written": kept.text("written"),
            "checked": kept.text("checked"),
            "concerns": kept.listed("concerns"),
            "kinds": kept.listed("kinds"),
            "topics": kept.lines("topics"),
            "lengths": kept.span(),
            "rank": kept.text("rank"),
            "takes_comments": kept.flag("takes_comments"),
            "corrections": [{"day": one["day"], "words": one["words"]} for one in kept.listed("corrections")],
        }

    def moved(self, session: Session, slug: str) -> str:
        row = queries.article_by_former_slug(session, slug)
        return row.slug if row and row.is_published else ""

    def is_taken(self, session: Session, slug: str, live: str | None) -> bool:
        # Its own former address is no other's. One that was taken down is shown again under its own.
        own = queries.article(session, live or slug)
        return is_taken(session, slug, own if own and (live or not own.is_published) else None)

    def wanted(self, session: Session, typed: Typed, live: str | None) -> ArticleDraft:
        known, there = known_in(session), texts.there(session)
        draft = self._draft(session, typed, live, known)
        said_already = {fault.field.partition("-")[0] for fault in typed.faults}
        try:
            checked(draft, known)
        except ArticleError as error:
            for field, line, said in error.problems:
                if field not in said_already:
                    typed.wrong(field, said, line)
        for line, said in texts.faults_of(draft.text, parse(draft.text), there):
            typed.wrong("text", said, line)
        return draft

    def _draft(self, session: Session, typed: Typed, live: str | None, known: Known) -> ArticleDraft:
        stored = queries.article(session, live) if live else None
        wished = typed.ticked("concerns", known.concerns)
        kinds = typed.ticked("kinds", ("pen", "roller", "stamp"))
        typed.span("lengths")
        for name in ("written", "checked"):
            if typed.text(name) and len(typed.date(name) or "") not in (0, 10):
                typed.wrong(name, "This is a day such as 2026-11-26.")
        return ArticleDraft(
            self.placed(session, typed, live),
            typed.text("title", longest=200),
            typed.text("summary", longest=600),
            typed.text("text"),
            str(typed.fields.get("written") or "").strip(),
            str(typed.fields.get("checked") or "").strip(),
            typed.choice("byline", bylines(session)),
            typed.whole("rank", least=-LARGEST) or 0,
            tuple(_correction(row) for row in typed.rows("corrections")),
            in_order_of(kinds, stored.kinds if stored else ()),
            str(typed.fields.get("lengths") or "").strip(),
            in_order_of(wished, stored.concerns if stored else ()),
            typed.flag("takes_comments"),
            topics=typed.lines("topics"),
        )

    def put(
        self, session: Session, wanted: ArticleDraft, live: str | None, *, actor: str, reason: str
    ) -> Change | None:
        try:
            return put_article(session, wanted, actor=actor, reason=reason, live=live or "")
        except ArticleError as error:
            raise FaultsError([Fault(field, said, line) for field, line, said in error.problems]) from error

    def take_down(self, session: Session, slug: str, *, actor: str, reason: str) -> Change | None:
        addresses = [self.address(one) for one in queries.addresses(session, slug)]
        refuse(leading_to(session, addresses, ("article", slug)), self.name)
        return take_down(session, slug, actor=actor, reason=reason)

    def gate(self, session: Session, fields: Fields, who: Writer) -> Iterator[GateCheck]:
        draft = self.unsaved(session, fields)
        yield from _claim_check(draft)
        yield from _sources(session, draft)
        if pictures := [one.name for one in parse(draft.text).insertions if one.kind == "picture"]:
            said = (
                f"{counted(len(pictures), 'picture has', 'pictures have')} words for those who cannot see it."
            )
            yield GateCheck("Alt texts", True, said, "text")
        yield from kept_off([("title", draft.title), ("summary", draft.summary), ("text", draft.text)])
        author = author_called(session, draft.byline)
        yield from signed(draft.byline, author, who)
        yield from self.advice(session, draft)

    def advice(self, session: Session, draft: ArticleDraft) -> Iterator[GateCheck]:
        """What holds nothing back: spelling, and what changed under a text that is public already."""
        yield from spelling(session, {"title": draft.title, "summary": draft.summary, "text": draft.text})
        if row := self.row(session, draft.slug):
            days = (row.checked, draft.checked)
            yield from facts_checks(session, current(), (self.kind, row.id), days=days)

    def preview(self, session: Session, fields: Fields) -> str:
        draft = self.unsaved(session, fields)
        row = row_of(draft)
        stored = queries.article(session, draft.slug)
        row.id = stored.id if stored else None
        return render_template("articles/show.html", page=article_page(session, current(), row))

    def address(self, slug: str) -> str:
        return f"/articles/{slug}"

    def owner(self, session: Session, slug: str) -> str:
        row = queries.article(session, slug)
        author = author_called(session, row.byline) if row else None
        return author.slug if author else ""


def _correction(row: Typed) -> Correction:
    day = row.text("day")
    if day and len(row.date("day") or "") not in (0, 10):
        row.wrong("day", "This is a day such as 2026-11-26.")
    return Correction(day, row.text("words"))


def _claim_check(draft: ArticleDraft) -> Iterator[GateCheck]:
    """Each sentence that states a figure, or what studies show, and cites nothing."""
    text = parse(draft.text)
    found = [
        *(("title", one) for one in bare(draft.title)),
        *(("summary", one) for one in bare(draft.summary)),
        *(("text", one) for one in unclaimed(text)),
    ]
    for field, one in found:
        where = f"Line {one.line}: " if one.line else ""
        said = f"{where}“{one.sentence}” cites nothing; {one.because}."
        yield GateCheck("Claim check", False, said, field)
    if not found:
        yield GateCheck(
            "Claim check", True, "Every figure, and whatever studies show, names its source.", "text"
        )


def _sources(session: Session, draft: ArticleDraft) -> Iterator[GateCheck]:
    named = links(draft, parse(draft.text), known_in(session))
    cited = [one.target for one in named if one.kind in ("study", "guidance", "claim")]
    said = f"{counted(len(cited), 'source is', 'sources are')} named."
    yield GateCheck("Sources", bool(cited), said if cited else "It names no source.", "text")
    doubted = doubts(session)
    own = [one.target for one in named if one.kind == "study"]
    behind = leaned_on(own, claims.claims(session, [one.target for one in named if one.kind == "claim"]))
    names = labels(studies(session, behind))
    for study in behind:
        if study in doubted:
            said = f"It leans on {names.get(study, study)}: {doubt_words(doubted[study])}. Readers are told."
            yield GateCheck("In doubt", False, said, "text", is_advice=True)
