"""Writing what an export holds: drafts through the desk, and to the public what passes its gate.

Everything here runs in one transaction, that of the caller. A rehearsal runs through it, too, and is taken
back: what it says is what would be done.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any, Final

from sqlmodel import Session, col, func, select

from catalog.articles import editing
from catalog.articles import queries as articles
from catalog.articles.drafts import ArticleDraft
from catalog.articles.editable import ArticleEditable
from catalog.articles.models import Article
from catalog.bylines import BYLINE
from catalog.editorial import drafts, publishing
from catalog.editorial.editable import Fault, FaultsError, Fields, GateCheck, Writer
from catalog.editorial.gates import disclosed
from catalog.editorial.models import Draft, Revision
from catalog.exchange.import_report import Line, Result, reason_for
from catalog.exchange.models import ImportedItem
from catalog.people.queries import author_called

from . import sources
from .addresses import with_addresses
from .comments import Threads
from .leading import Authors, Leading
from .remembered import Remembered
from .sources import Turned
from .spool import Item, Spool

TAB: Final = "import "
"""How the revisions begin that an import saved: what was saved after them was changed here."""


class _Articles(ArticleEditable):
    """Articles, without the advice: that is told already, or needs the whole catalogue in memory."""

    def advice(self, session: Session, draft: ArticleDraft) -> Iterator[GateCheck]:
        yield from ()


ARTICLES: Final = _Articles()


class Writing:
    """One import of one export. ``result`` is told what becomes of everything."""

    def __init__(self, session: Session, spool: Spool, who: Writer, name: str, result: Result) -> None:
        self.session, self.spool, self.who, self.result = session, spool, who, result
        self.reason = reason_for(name)
        self.remembered = Remembered(session, spool.site.origin)
        self.leading = Leading(session, spool.site, result, actor=who.slug, reason=self.reason)
        self._authors = Authors(session, spool.site, self.remembered, self.leading, result, actor=who.slug)
        self.today: dict[int, str] = {}
        """Place of an item → the address of its public page."""
        self._threads = Threads(session, self.remembered, actor=who.slug, author_of=self._authors.of_number)
        self._rank = session.exec(select(func.max(col(Article.rank)))).one() or 0
        self.links = 0

    # --- in order

    def know_what_is_public(self) -> None:
        """Where the items of earlier imports are today, and who could be read there."""
        for item in self.spool.items(*sources.KINDS):
            if not sources.why_private(item) and not sources.gone(item):
                self._authors.note_public(item)
            if (draft := self._draft(self.remembered.get(item.guid))) is not None and self._is_public(draft):
                self.today[item.place] = ARTICLES.address(draft.slug)

    def take(self, item: Item) -> None:
        """Take one item over, or say why not."""
        if why := sources.gone(item):
            self.result.left_out.append(Line(item.line, item.called, f"left out: {why}"))
            return
        turned = Turned.of(self.spool.turned(item.place))
        before = self.remembered.get(item.guid)
        if before is not None and before.digest == turned.digest:
            self._same(item, turned, before)
        elif before is not None:
            self._changed(item, turned, before)
        else:
            self._new(item, turned)

    def left(self) -> None:
        """People of the export who are no authors here."""
        self.result.left_out += self._authors.left_out()

    # --- articles

    def _new(self, item: Item, turned: Turned) -> None:
        fields = self._fields(item, turned, self._free_slug(sources.wished_slug(item)))
        self._rank += 1
        fields |= {"rank": str(self._rank), "concerns": [], "kinds": [], "lengths": "", "corrections": []}
        fields["checked"] = fields["written"]
        saving = drafts.Saving(fields, tab=_tab(item))
        draft = drafts.save(self.session, ARTICLES, self.who, "", saving)
        self._own(draft, fields)
        outcome = self._published(item, turned, draft)
        self.remembered.keep(item.guid, item.called, "article", draft.id or 0, draft.slug, turned.digest)
        self.leading.article(item, turned, draft.slug)
        slug = (
            "" if draft.slug == sources.wished_slug(item) else " under another address, for its own is taken"
        )
        self.result.adds.append(Line(item.line, draft.slug, f"{outcome}{slug}{_told(turned)}"))
        self._comments(item, draft)

    def _changed(self, item: Item, turned: Turned, before: ImportedItem) -> None:
        draft = self._draft(before)
        if draft is None:
            words = "changed there; it was thrown away here, and stays so"
            self.result.differences.append(Line(item.line, before.slug, words))
            return
        if self._is_touched(draft, item):
            words = "changed there and here; what is here stays"
            self.result.differences.append(Line(item.line, draft.slug, words))
            self._comments(item, draft)
            return
        if self._is_public(draft) and (why := sources.why_private(item)):
            words = f"is public here and stays so, but {why}: take it down at the desk if that is meant"
            self.result.differences.append(Line(item.line, draft.slug, words))
            return
        fields = draft.fields | self._fields(item, turned, str(draft.fields.get("slug") or draft.slug))
        seen = drafts.last_change(self.session, ARTICLES, draft.slug)
        saving = drafts.Saving(fields, draft.revision, seen, _tab(item))
        draft = drafts.save(self.session, ARTICLES, self.who, draft.slug, saving)
        outcome = self._published(item, turned, draft)
        self.remembered.keep(item.guid, item.called, "article", draft.id or 0, draft.slug, turned.digest)
        self.leading.article(item, turned, draft.slug)
        self.result.changes.append(Line(item.line, draft.slug, f"changed there; {outcome}{_told(turned)}"))
        self._comments(item, draft)

    def _same(self, item: Item, turned: Turned, before: ImportedItem) -> None:
        draft = self._draft(before)
        if draft is None:
            self.result.same.append(Line(item.line, before.slug, "was thrown away here, and stays so"))
            return
        self._authors.of(item, self.reason)
        where = "is public" if self._is_public(draft) else "is a draft"
        self.result.same.append(Line(item.line, draft.slug, where))
        self._comments(item, draft)

    def _fields(self, item: Item, turned: Turned, slug: str) -> Fields:
        author = self._authors.of(item, self.reason)
        old = {(place, link) for place in turned.links if (link := self._old(place))}
        return {
            "title": turned.title,
            "slug": slug,
            "summary": turned.summary,
            "text": with_addresses(turned.text, self.today, old),
            "byline": author.name if author else BYLINE,
            "written": sources.written_on(item),
            "topics": "\n".join(turned.topics),
            "takes_comments": item.part.get("wp:comment_status") == "open" or turned.has_comments,
        }

    def _published(self, item: Item, turned: Turned, draft: Draft) -> str:
        """Publish what may be; what became of it, in words."""
        if why := sources.why_private(item):
            claims = f"; the claim check: {sources.some(turned.claims)}" if turned.claims else ""
            return f"a draft, for {why}{claims}"
        if not turned.is_whole:
            claims = f"; the claim check: {sources.some(turned.claims)}" if turned.claims else ""
            return f"a draft, for something in it waits for a person{claims}"
        if lacking := list(self._surely_unmet(turned, draft)):
            # The gate would say the same, and read the text once more for each of its checks.
            return f"a draft, for something is asked before it can be public: {sources.some(lacking)}"
        try:
            publishing.publish(self.session, ARTICLES, draft, self.who, self.reason)
        except FaultsError as error:
            faults = sources.some([_at(one) for one in error.faults])
            return f"a draft, for it has faults: {faults}"
        except publishing.GateError as error:
            unmet = sources.some([f"{one.name}: {one.said}" for one in error.unmet])
            return f"a draft, for something is asked before it can be public: {unmet}"
        except publishing.LiveClashError:
            return "a draft, for what is public was changed here"
        self.today[item.place] = ARTICLES.address(draft.slug)
        return "is public"

    def _surely_unmet(self, turned: Turned, draft: Draft) -> Iterator[str]:
        """What the desk's gate asks and is known to be unmet."""
        yield from (f"Claim check: {one}" for one in turned.claims)
        if not turned.has_sources:
            yield "Sources: It names no source."
        if (author := author_called(self.session, str(draft.fields.get("byline")))) is not None:
            check = disclosed(author, "byline")
            if not check.is_met:
                yield f"{check.name}: {check.said}"

    def _free_slug(self, wished: str) -> str:
        slug, number = wished, 1
        while (
            slug == "new"
            or editing.is_taken(self.session, slug, None)
            or drafts.find(self.session, ARTICLES, slug) is not None
        ):
            number += 1
            slug = f"{wished[:70].rstrip('-')}-{number}"
        return slug

    def _own(self, draft: Draft, fields: Fields) -> None:
        """A draft is of whoever signs it; of nobody where the site does."""
        author = self._authors.called(str(fields["byline"]))
        draft.owner = author.slug if author else ("" if self.who.slug == "import" else self.who.slug)
        self.session.add(draft)
        self.session.flush()

    def _draft(self, row: ImportedItem | None) -> Draft | None:
        return (
            self.session.get(Draft, row.thing_id) if row and row.kind == "article" and row.thing_id else None
        )

    def _is_public(self, draft: Draft) -> bool:
        return ARTICLES.entity_id(self.session, draft.slug) is not None

    def _is_touched(self, draft: Draft, item: Item) -> bool:
        """Whether anybody changed it since it was imported: a revision, or what is public, or its state."""
        wanted = select(Revision).where(Revision.draft_id == draft.id).order_by(col(Revision.number).desc())
        for one in self.session.exec(wanted):
            if one.tab == _tab(item):
                break
            if one.origin != "published":
                return True
        if self._is_public(draft):
            return drafts.last_change(self.session, ARTICLES, draft.slug) != draft.base_version
        # It was public once, and somebody took it down.
        row = articles.article(self.session, draft.slug)
        return row is not None and not row.is_published

    def _old(self, place: int) -> str:
        link: str = self.spool.item(place).part.get("link")
        return link if link.startswith(("http://", "https://")) else ""

    # --- comments

    def _comments(self, item: Item, draft: Draft) -> None:
        number = ARTICLES.entity_id(self.session, draft.slug)
        parts = self.spool.comments(item.place)
        if number is None:
            for part in parts:
                words = "left out: what it is on is a draft; import again once that is public"
                self.result.left_out.append(
                    Line(part.line, f"{draft.slug}, comment {part.get('wp:comment_id')}", words)
                )
            return
        taken = self._threads.take(parts, item.guid, draft.slug, number, sources.written_on(item))
        self.result.adds += taken.adds
        self.result.changes += taken.changes
        self.result.same += taken.same
        self.result.differences += taken.differences
        self.result.left_out += taken.left_out
        self.links += taken.links


def in_order(links: dict[int, list[int]]) -> list[int]:
    """Places of items, what they link to before them: a page can lead only to one that is there."""
    done: list[int] = []
    seen: set[int] = set()
    for first in links:
        stack: list[tuple[Any, bool]] = [(first, False)]
        while stack:
            place, is_left = stack.pop()
            if is_left:
                done.append(place)
            elif place not in seen:
                seen.add(place)
                stack.append((place, True))
                stack += [
                    (one, False) for one in reversed(links.get(place, [])) if one in links and one not in seen
                ]
    return done


def _tab(item: Item) -> str:
    return TAB + sha256(item.guid.encode("utf-8", "replace")).hexdigest()[:32]


def _told(turned: Turned) -> str:
    found = [*turned.said]
    if turned.advice:
        found.append(f"may be misspelt: {sources.some(turned.advice)}")
    return "".join(f"; {one}" for one in found)


def _at(fault: Fault) -> str:
    where = f"line {fault.line} of its text" if fault.line else fault.field
    return f"{where}: {fault.said}" if where else fault.said
