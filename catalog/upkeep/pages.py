"""What the pages of upkeep show, finished."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session

from catalog import clock
from catalog.articles.leaning import leaning_on_study
from catalog.changes.queries import current_version
from catalog.compare.editorial import stale
from catalog.desk.frame import DeskPage
from catalog.finder.definitions import FACETS, LENGTHS
from catalog.finder.naming import low
from catalog.finder.unmet import unmet
from catalog.people.permissions import may
from catalog.people.sessions import SignedIn
from catalog.science.doubted import doubt_words
from catalog.science.queries import citations
from catalog.science.standing import doubts
from catalog.search.emptied import Emptied, emptied
from catalog.shelf.naming import title_and_address
from catalog.shelf.shelf import Shelf
from catalog.upkeep import ageing, dashboard
from catalog.upkeep.ageing import Dead, Links, Old
from catalog.upkeep.texts import Leaning, to_recheck

MOST = 100
"""Lines of one list; the rest are counted."""
_DESKS = {"source": "sources", "study": "studies", "guidance": "guidance"}


@dataclass(frozen=True)
class TextLine:
    """A text to be held against what changed. ``may_check``: whether this person may say that it holds."""

    leaning: Leaning
    may_check: bool


@dataclass(frozen=True)
class ComparisonLine:
    """An editors' comparison with values that are no longer those it was written on."""

    slug: str
    title: str
    sentences: tuple[str, ...]

    @property
    def url(self) -> str:
        return f"/comparisons/{self.slug}"

    @property
    def edit(self) -> str:
        return f"/desk/comparisons/{self.slug}"


@dataclass(frozen=True)
class DoubtedLine:
    """A study in doubt, and what leans on it: “the claim “…””."""

    name: str
    url: str
    edit: str
    words: str
    leaning: tuple[str, ...]


@dataclass(frozen=True)
class OldLine:
    """A product with old values or prices, and where they are mended."""

    title: str
    url: str
    edit: str
    count: int
    day: str


@dataclass(frozen=True)
class DeadLine:
    """An address that leads nowhere, and where it stands."""

    url: str
    title: str
    edit: str
    words: str
    day: str


@dataclass(frozen=True)
class Some:
    """The first lines of a list, and how many there are."""

    lines: tuple[OldLine, ...]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.lines)


@dataclass(frozen=True, kw_only=True)
class StalePage(DeskPage):
    """`/desk/stale`. ``version``: of the catalogue that this page was made of."""

    version: int
    texts: tuple[TextLine, ...]
    comparisons: tuple[ComparisonLine, ...]
    may_pin: bool
    may_write_facts: bool
    studies: tuple[DoubtedLine, ...]
    values: Some
    prices: Some
    price_days: int
    links: Links
    dead: tuple[DeadLine, ...]


@dataclass(frozen=True, kw_only=True)
class DashboardPage(DeskPage):
    """`/desk`. ``may_write_facts``: whether this person may put a new device into the catalogue."""

    may_write_facts: bool
    figures: tuple[dashboard.Figure, ...]
    needs: tuple[dashboard.Need, ...]
    missing: tuple[dashboard.Need, ...]
    drafts: tuple[dashboard.Written, ...]
    scheduled: tuple[dashboard.Written, ...]


def dashboard_page(session: Session, shelf: Shelf, who: SignedIn, *, price_days: int) -> DashboardPage:
    """The dashboard of one person: what they may deal with, and nothing else."""
    every = to_recheck(session, shelf)
    theirs = [one for one in every if may_check(who, one.owner)]
    return DashboardPage(
        who=who,
        may_write_facts=may(who.role, "write facts"),
        figures=dashboard.figures(session, shelf, len(every), price_days),
        needs=dashboard.needs(session, shelf, who, theirs),
        missing=dashboard.missing(shelf) if may(who.role, "write facts") else (),
        drafts=dashboard.drafts(session, who),
        scheduled=dashboard.scheduled(session, who),
    )


def stale_page(
    session: Session, shelf: Shelf, who: SignedIn, *, price_days: int, trouble: str = "", done: str = ""
) -> StalePage:
    """Everything that has grown old, on one page."""
    today = clock.today()
    links = ageing.links(session)
    return StalePage(
        who=who,
        trouble=trouble,
        done=done,
        # Read before the rest: what changes meanwhile is still to be looked at.
        version=min(shelf.version, current_version(session)),
        texts=tuple(TextLine(one, may_check(who, one.owner)) for one in to_recheck(session, shelf)),
        comparisons=tuple(ComparisonLine(c.slug, c.title, c.sentences) for c in stale(session, shelf)),
        may_pin=may(who.role, "publish all texts"),
        may_write_facts=may(who.role, "write facts"),
        studies=tuple(_doubted(session)),
        values=_some(shelf, ageing.old_values(session, today)),
        prices=_some(shelf, ageing.old_prices(session, today, price_days)),
        price_days=price_days,
        links=links,
        dead=tuple(_dead(one) for one in links.dead),
    )


@dataclass(frozen=True)
class UnmetLine:
    """Questions that found nothing together: “Brand, Needle length reaches”."""

    words: str
    times: int
    first: str
    last: str


@dataclass(frozen=True, kw_only=True)
class UnmetPage(DeskPage):
    """`/desk/unmet`."""

    lines: tuple[UnmetLine, ...]
    searches: tuple[Emptied, ...]


def unmet_page(session: Session, who: SignedIn, *, trouble: str = "", done: str = "") -> UnmetPage:
    """Which questions and which searches found nothing, and how often."""
    lines = (
        UnmetLine(_questions(row.keys), row.times, row.first_day, row.last_day) for row in unmet(session)
    )
    searches = tuple(emptied(session))
    return UnmetPage(who=who, trouble=trouble, done=done, lines=tuple(lines), searches=searches)


def _questions(keys: str) -> str:
    return " · ".join(_question(key) for key in keys.split(","))


def _question(key: str) -> str:
    facet = FACETS.get(key)
    if facet is None:
        return "A question that is no longer asked"
    # These labels stand under the heading “Needle length”.
    return f"Needle length: {low(facet.label)}" if facet in LENGTHS else facet.label


def may_check(who: SignedIn, owner: str) -> bool:
    """Whether somebody may say of a text of this author that it holds."""
    return may(who.role, "publish all texts") or (owner == who.slug and may(who.role, "publish own texts"))


def _doubted(session: Session) -> Iterable[DoubtedLine]:
    found = doubts(session)
    names = citations(session) if found else {}
    for slug, doubt in sorted(found.items()):
        leaning = tuple(dict.fromkeys(leaning_on_study(session, slug)))
        name = names.get(slug, slug)
        yield DoubtedLine(name, f"/studies/{slug}", f"/desk/studies/{slug}", doubt_words(doubt), leaning)


def _some(shelf: Shelf, found: list[Old]) -> Some:
    return Some(tuple(_old(shelf, one) for one in found[:MOST]), len(found))


def _old(shelf: Shelf, one: Old) -> OldLine:
    title, url = title_and_address(shelf, one.slug) or (one.slug, "")
    room = "cartridges" if one.kind == "cartridge" else "devices"
    return OldLine(title, url, f"/desk/{room}/{one.slug}", one.count, one.day)


def _dead(one: Dead) -> DeadLine:
    room = _DESKS[one.address.kind]
    return DeadLine(
        one.address.url, one.address.title, f"/desk/{room}/{one.address.slug}", one.words, one.day
    )
