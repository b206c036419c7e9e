"""What the pages of reports at the desk show, finished."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session

from catalog import clock
from catalog.desk.frame import DeskPage, button
from catalog.people.sessions import SignedIn
from catalog.products import queries as products
from catalog.products.models import Product
from catalog.products.sources import SourceFacts, named
from catalog.reports import answering, queries
from catalog.reports.about import PRODUCT, About, about, label_of, path_of
from catalog.reports.answer_forms import CorrectedForm, NothingForm, StatementForm
from catalog.reports.models import KINDS, OUTCOMES, Report
from catalog.reports.titles import titles_of
from catalog.shelf.shelf import Shelf
from catalog.specs.registry import SPECS

MOST: Final = 50
"""Reports on one page."""
STATES: Final = {"open": "Open", "done": "Done", "all": "All"}


@dataclass(frozen=True)
class ReportLine:
    """One report in the list: the beginning of its text, what it is about, how it stands."""

    number: int
    kind: str
    day: str
    about: str
    words: str
    standing: str


@dataclass(frozen=True, kw_only=True)
class ReportsPage(DeskPage):
    """`/desk/reports`. ``older``: the address of the reports before these, "" where there are none."""

    lines: tuple[ReportLine, ...]
    state: str
    kind: str
    older: str
    states: dict[str, str]
    kinds: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class ReportPage(DeskPage):
    """`/desk/reports/<number>`: the whole report, what its page says now, and what can be done about it."""

    report: Report
    kind: str
    about: About
    is_product: bool
    value: str
    outcome: str
    on_file: tuple[str, ...]
    sources: tuple[SourceFacts, ...]
    """To choose from: every source on file."""
    statement: StatementForm
    corrected: CorrectedForm
    nothing: NothingForm
    is_open: bool


def reports_page(
    session: Session, shelf: Shelf, who: SignedIn, *, state: str, kind: str, before: int
) -> ReportsPage:
    """The newest reports of a state and kind, below a number."""
    found = queries.some_reports(session, state=state, kind=kind, before=before, most=MOST + 1)
    shown = found[:MOST]
    titles = titles_of(session, shelf, (one.page for one in shown))
    more = f"/desk/reports?state={state}&kind={kind}&before={shown[-1].id}" if len(found) > MOST else ""
    return ReportsPage(
        who=who,
        lines=tuple(_line(one, titles) for one in shown),
        state=state,
        kind=kind,
        older=more,
        states=STATES,
        kinds=KINDS,
    )


def report_page(
    session: Session,
    shelf: Shelf,
    who: SignedIn,
    report: Report,
    *,
    statement: StatementForm | None = None,
    corrected: CorrectedForm | None = None,
    nothing: NothingForm | None = None,
    trouble: str = "",
    done: str = "",
) -> ReportPage:
    """One report; forms that were sent stay as they were typed."""
    found = about(shelf, report.page, report.value)
    return ReportPage(
        who=who,
        sign_out=button(),
        trouble=trouble,
        done=done,
        report=report,
        kind=KINDS[report.kind],
        about=found,
        is_product=PRODUCT.fullmatch(path_of(report.page)) is not None,
        value=found.value or report.value,
        outcome=OUTCOMES.get(report.outcome, "Closed without a word" if report.done_on else ""),
        on_file=tuple(words for _, words in on_file(session, product_of(session, report.page), report.value)),
        sources=() if report.done_on else tuple(products.sources(session).values()),
        statement=statement or statement_form(session, report),
        corrected=corrected or CorrectedForm(formdata=None),
        nothing=nothing or NothingForm(formdata=None),
        is_open=report.done_on is None,
    )


def product_of(session: Session, page: str) -> Product | None:
    """The product whose page a report is about, under its address of now or one of before."""
    match = PRODUCT.fullmatch(path_of(page))
    if match is None:
        return None
    return products.product_by_slug(session, match[1]) or products.product_by_former_slug(session, match[1])


def on_file(session: Session, product: Product | None, spec: str) -> list[tuple[str, str]]:
    """What the product itself says of a spec, by its place: ("3", "Instead of 55 dB (the manual)")."""
    if product is None or product.id is None or spec not in SPECS:
        return []
    draft = products.drafts(session, [product.id])[product.id]
    sources = products.sources_of(session, [draft])
    return [
        (str(place), f"{row.says or 'no value'} ({_source(sources.get(row.source or ''))})")
        for place, row in enumerate(draft.statements)
        if row.spec == spec and not row.is_made_of_measurements
    ]


def statement_form(session: Session, report: Report) -> StatementForm:
    """The form with what the report says in it."""
    product = product_of(session, report.page)
    is_mail = report.kind == "reply" and not report.link
    given = {
        "product": product.slug if product else "",
        "version": str(answering.last_change(session, product)) if product else "0",
        "spec": report.value if report.value in SPECS else "",
        "says": answering.guess(report.value, report.text),
        "title": f"Answer to us, report {report.id}" if is_mail else "",
        "url": report.link,
        "type": "answer" if is_mail else "manufacturer" if report.kind == "reply" else "retailer",
        "day": clock.today().isoformat(),
    }
    return StatementForm(_instead(session, product, report.value), formdata=None, data=given)


def choices_for(session: Session, product: str, spec: str) -> list[tuple[str, str]]:
    """What a statement about that product and spec can take the place of."""
    return _instead(session, products.product_by_slug(session, product), spec)


def _instead(session: Session, product: Product | None, spec: str) -> list[tuple[str, str]]:
    return [(place, f"It takes the place of {words}") for place, words in on_file(session, product, spec)]


def _source(source: SourceFacts | None) -> str:
    return named(source) if source else "from memory"


def _line(report: Report, titles: Mapping[str, str]) -> ReportLine:
    parts: Iterable[str] = (titles.get(report.page, report.page), label_of(report.value) or report.value)
    words = " ".join(report.text.split())
    standing = OUTCOMES.get(report.outcome, "Closed") if report.done_on else "Open"
    return ReportLine(
        report.id or 0,
        KINDS[report.kind],
        report.day,
        " · ".join(part for part in parts if part) or "No page in particular",
        words if len(words) <= 160 else f"{words[:157]}…",
        standing,
    )
