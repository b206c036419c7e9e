"""Taking over a WordPress export: read, turned into articles, and written in one transaction."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from sqlmodel import Session, col, select

from catalog.articles.lint_words import own_words
from catalog.db import Database
from catalog.editorial.editable import Writer
from catalog.exchange.import_report import ACTOR, Line, MeanwhileError, Options, Result
from catalog.exchange.opening import IncomingFile
from catalog.media.models import Picture
from catalog.media.store import StoreError
from catalog.people.models import Author
from catalog.references.reading import FileError
from catalog.science.models import Study

from . import people, pictures, sources
from .addresses import Addresses
from .pictures import Found
from .remembered import Remembered
from .spool import Item, Spool, spooled
from .writing import Writing, in_order

_NOT_TAKEN: Final = {
    "revision": "an earlier state of another item",
    "nav_menu_item": "an entry of a menu",
    "custom_css": "style sheets of a theme",
    "customize_changeset": "settings of a theme",
    "wp_global_styles": "styles of a theme",
    "wp_template": "a template of a theme",
    "wp_template_part": "a template of a theme",
    "wp_navigation": "a menu",
    "wp_font_family": "a font",
    "wp_font_face": "a font",
    "wp_block": "a block that posts share; it stands where they show it",
    "oembed_cache": "a copy of something embedded",
    "user_request": "a request of a person about their data",
}
"""What else an export holds."""
_ARCHIVED: Final = ("category", "post_tag", "tag")
"""What is a topic here, and had a page of its own there."""
_XML: Final = re.compile(
    rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<(?:\?xml|!--|rss|!DOCTYPE)", re.IGNORECASE
)


def is_export(name: str, head: bytes) -> bool:
    """Whether a file looks like XML, or is called so; what is no export is told when it is read."""
    is_called_so = name.lower().endswith((".xml", ".wxr"))
    return bool(_XML.match(head.replace(b"\0", b""))) or (is_called_so and head.lstrip()[:1] == b"<")


def import_wordpress(database: Database, file: IncomingFile, options: Options) -> Result:
    """Take over what an export holds, or say what would be taken. Raises `FileError` and `MeanwhileError`.

    A rehearsal goes through everything and takes it back, so that it says what would be done. Texts are
    turned before anything is written: nobody else waits for that.
    """
    if options.media:
        pictures.check(options.media)
    result = Result(("item", "items"))
    with file.opened() as source, spooled(source, file.name) as spool:
        found = _look(database, spool, options)
        with database.writer() as session:
            _write(session, spool, file.name, found, options, result)
            if options.expected is not None and options.expected != result.digest:
                session.rollback()
                raise MeanwhileError
            if options.dry_run:
                session.rollback()
            else:
                session.commit()
                result.is_written = True
    return result


def _look(database: Database, spool: Spool, options: Options) -> list[Found]:
    """Turn every text, and look for the file of every attachment."""
    with database.latest() as session:
        words = own_words(session)
        studies = dict(_studies(session))
        taken = pictures.slugs(session)
        known = _known_pictures(session, spool)
        authors = _known_authors(session, spool)
    found = []
    for item in spool.items("attachment"):
        if item.number in known:
            continue
        try:
            found.append(pictures.find(database, item, options, taken, by=options.actor))
        except StoreError as error:
            raise FileError(f"The store of pictures does not answer: {error}") from error
    slugs = known | {one.item.number: one.slug for one in found if one.slug}
    addresses = Addresses(spool, slugs, studies, authors)
    for item in spool.items(*sources.KINDS):
        if not sources.gone(item):
            spool.keep_turned(item.place, sources.turned(spool, item, addresses, words).kept())
    return found


def _write(
    session: Session, spool: Spool, name: str, found: list[Found], options: Options, result: Result
) -> None:
    writing = Writing(session, spool, _writer(session, options.actor), name, result)
    _pictures(session, spool, found, options, writing)
    writing.know_what_is_public()
    links = {
        item.place: [] if sources.gone(item) else sources.Turned.of(spool.turned(item.place)).links
        for item in spool.items(*sources.KINDS)
    }
    for place in in_order(links):
        writing.take(spool.item(place))
    writing.left()
    for item in spool.items():
        if item.kind not in (*sources.KINDS, "attachment"):
            why = _NOT_TAKEN.get(item.kind, f"“{item.kind}” is nothing that this catalogue has")
            result.left_out.append(Line(item.line, item.called, f"left out: {why}"))
    result.notes += _notes(spool, writing)


def _pictures(session: Session, spool: Spool, found: list[Found], options: Options, writing: Writing) -> None:
    remembered, result = writing.remembered, writing.result
    looked_at = {one.item.place for one in found}
    for item in spool.items("attachment"):
        if item.place not in looked_at:
            result.same.append(Line(item.line, item.called, "is a picture here"))
    for one in found:
        if one.fault or not one.slug:
            result.left_out.append(Line(one.item.line, one.item.called, f"left out: {one.fault}"))
            continue
        if one.twin:
            row = session.exec(select(Picture).where(Picture.slug == one.slug)).one()
        else:
            assert options.media is not None
            row = pictures.add(session, one, options.media, actor=options.actor)
        remembered.keep(one.item.guid, one.item.called, "picture", row.id or 0, row.slug, row.digest)
        writing.leading.picture(one.item, row.slug)
        said = "is a picture here already" if one.twin else "is in the library"
        result.adds.append(Line(one.item.line, one.item.called, f"{said}: {row.slug}"))


def _notes(spool: Spool, writing: Writing) -> list[str]:
    site = spool.site
    called = site.title or "a site without a title"
    said = [f"It is the export of “{called}” ({site.origin or 'no address'})."]
    if not spool.site.origin:
        said.append("It does not say the address of its site: links within it cannot be told from others.")
    said.append(
        "Mail addresses, networks and web sites of people are not kept, and neither is what is written about "
        "authors, categories and tags."
    )
    if spool.site.left_out:
        said.append(f"Custom fields that mean nothing here: {spool.site.left_out:,}.")
    if writing.links:
        said.append(f"Comments lost {writing.links:,} web addresses behind their words; the words stayed.")
    other = Counter(
        domain
        for item in spool.items(*sources.KINDS)
        for domain, _, _ in item.part.terms
        if domain not in _ARCHIVED
    )
    if any(domain in _ARCHIVED for item in spool.items(*sources.KINDS) for domain, _, _ in item.part.terms):
        said.append(
            "An export does not say where its categories, tags and authors could be read. Their old "
            "addresses are taken to begin with /category/, /tag/ and /author/, as WordPress has it unless it "
            "was told otherwise: look whether they did there."
        )
    if other:
        kinds = ", ".join(f"{domain} ({count})" for domain, count in sorted(other.items()))
        said.append(f"Only categories and tags are topics here; left out: {kinds}.")
    return said


def _writer(session: Session, actor: str) -> Writer:
    """Whose rights count: at the terminal everything may be done."""
    if actor == ACTOR:
        return Writer(ACTOR, "", "admin")
    name, role = people.writer_role(session, actor)
    return Writer(actor, name, role)


def _studies(session: Session) -> list[tuple[str, str]]:
    rows = session.exec(select(Study.doi, Study.pmid, Study.slug).order_by(col(Study.slug)))
    return [(name, slug) for doi, pmid, slug in rows for name in (doi, pmid) if name]


def _known_pictures(session: Session, spool: Spool) -> dict[str, str]:
    """Number of an attachment → slug of the picture that an earlier import made of it."""
    remembered = Remembered(session, spool.site.origin)
    found = {}
    for item in spool.items("attachment"):
        row = remembered.get(item.guid)
        picture = session.get(Picture, row.thing_id) if row and row.kind == "picture" else None
        if picture is not None:
            found[item.number] = picture.slug
    return found


def _known_authors(session: Session, spool: Spool) -> dict[str, str]:
    """Last part of the address of somebody's texts there → slug of the author who is that here already."""
    remembered = Remembered(session, spool.site.origin)
    found = {}
    for login, person in spool.site.people.items():
        row = remembered.get(people.guid_of(login))
        author = session.get(Author, row.thing_id) if row and row.thing_id else people.known(session, person)
        if author is not None and (archive := people.archive_of(login)):
            found[archive] = author.slug
    return found


__all__ = ["Item", "import_wordpress", "is_export"]
