"""Filling an empty database from a bundle.

Everything is looked at first, files come before the rows that name them, and the rows come in one
transaction. Whatever dies when, the database is empty or full, and somebody knows of every file in the store.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from catalog import clock, schema
from catalog.changes.models import NO_DIGEST, Catalogue, Change
from catalog.changes.queries import verify_chain
from catalog.config import Settings
from catalog.db import Database
from catalog.db.news import announce
from catalog.media.keeping import as_json
from catalog.media.models import StoredFile, Upload
from catalog.media.store import Store, StoreError
from catalog.people import links
from catalog.people.commands import HERE
from catalog.people.models import Account
from catalog.products.models import Product
from catalog.references.reading import FileError

from .bundle_beginning import beginning
from .bundle_manifest import Manifest, table_file
from .bundle_reading import Bundle, opened
from .bundle_rows import batches, plain
from .bundle_shapes import Sources, fault
from .bundle_tables import PUBLIC, WHOLE, WORDS, tables_of, withheld_from
from .import_report import Line, MeanwhileError, Options, Result
from .opening import IncomingFile

_FILES_AT_ONCE: Final = 200
_MOST_LINKS: Final = 20
"""Accounts that are handed a link at once; for the others `catalog author reset` makes one."""


def import_bundle(database: Database, file: IncomingFile, options: Options) -> Result:
    """Fill an empty database with what is in a bundle, or with ``options.dry_run`` only say what would come.

    Raises `FileError` for a bundle that is not whole, or not for this program; and where the database is not
    empty. Nothing but files in the store was written then, and `catalog media sweep` takes those away.
    """
    settings = options.settings or Settings()
    with database.latest() as session:
        _refuse_filled(session)
    with opened(file) as bundle:
        result = _looked_at(bundle)
        if options.expected is not None and options.expected != result.digest:
            raise MeanwhileError
        if not options.dry_run:
            try:
                uploads = _keep_files(database, Store(settings), bundle)
            except StoreError as error:
                raise FileError(str(error)) from error
            with database.writer() as session:
                result.notes += _filled(session, bundle, settings)
                session.exec(sa.delete(Upload).where(col(Upload.id).in_(uploads)))
                announce(session)
                session.commit()
            result.is_written = True
    return result


def look(file: IncomingFile) -> Result:
    """What a bundle would bring to an empty database. Raises `FileError` as `import_bundle` does."""
    with opened(file) as bundle:
        return _looked_at(bundle)


def _looked_at(bundle: Bundle) -> Result:
    _refuse_revision(bundle.manifest)
    _look_through(bundle)
    return _planned(bundle.manifest)


def _refuse_filled(session: Session) -> None:
    found = [
        name
        for name in WORDS
        if name in tables_of(WHOLE) and session.connection().execute(sa.select(plain(name)).limit(1)).first()
    ]
    if found:
        more = len(found) - 1
        others = f" and {more} other table{'' if more == 1 else 's'}" if more else ""
        raise FileError(
            f"A bundle goes into an empty database, and this one has rows in {found[0]}{others}. "
            "`catalog import FILE --instance DIR` makes one in another folder."
        )


def _refuse_revision(manifest: Manifest) -> None:
    if manifest.revision == schema.head():
        return
    age = "an older" if schema.is_known(manifest.revision) else "a newer"
    advice = (
        f"Import it with catalog {manifest.program}, then `catalog migrate` brings that database up to date"
        if age == "an older"
        else f"Install catalog {manifest.program}"
    )
    raise FileError(
        f"The bundle was written by {age} program: its tables are those of revision {manifest.revision}, "
        f"these are {schema.head()}. {advice}."
    )


def _look_through(bundle: Bundle) -> None:
    """Read everything once. Raises `FileError` for the first thing that is not as it should be."""
    manifest, named, sources = bundle.manifest, set(), Sources()
    for table in sorted(tables_of(manifest.kind)):
        for line, row in bundle.rows(table):
            if words := fault(table, row):
                raise FileError(f"{table_file(table)}, line {line}: {words}.")
            sources.note(table, line, row)
            if table == "picture_file":
                named.add(f"{row['digest']}.{row['format']}")
    if nowhere := sources.missing():
        raise FileError(f"{table_file('cleaning_rule')}, line {nowhere[0]}: {nowhere[1]}.")
    there, lost = set(manifest.media), set(manifest.lost)
    if missing := sorted(named - there - lost):
        raise FileError(f"media/{missing[0]} is missing: a row of {table_file('picture_file')} names it.")
    if unnamed := sorted((there | lost) - named):
        raise FileError(f"media/{unnamed[0]}: no row of {table_file('picture_file')} names it.")
    for name in manifest.files:
        if not name.startswith(("tables/", "media/")):
            bundle.check(name)
    for name in manifest.media:
        bundle.media(name)


def _planned(manifest: Manifest) -> Result:
    result = Result(("table", "tables"))
    for table, words in WORDS.items():
        if number := manifest.rows.get(table):
            result.adds.append(Line(None, table, f"{number:,} {'row' if number == 1 else 'rows'}. {words}"))
    is_public = manifest.kind == PUBLIC
    what = "The public data" if is_public else "The whole catalogue"
    day = f" of {manifest.day}" if manifest.at else ""
    result.notes.append(
        f"{what} of {manifest.site}, version {manifest.version}{day}: "
        f"{sum(manifest.rows.values()):,} rows and {len(manifest.media):,} files of pictures."
    )
    if manifest.lost:
        result.notes.append(
            f"{len(manifest.lost):,} files of pictures were lost before it was written, among them "
            f"{manifest.lost[0]}."
        )
    if is_public:
        result.notes.append(
            "Drafts, accounts, replies, reports and the log of changes are not in it; "
            f"the log begins anew here, with version {manifest.version}."
        )
    return result


def _keep_files(database: Database, store: Store, bundle: Bundle) -> list[int]:
    """Put the pictures' files into the store; ids of the uploads that name them until rows do."""
    uploads = []
    there = set(bundle.manifest.media)
    wanted = (
        StoredFile(row["digest"], row["format"], row["width"], row["height"], row["bytes"])
        for _, row in bundle.rows("picture_file")
    )
    files = (one for one in wanted if one.name in there)
    while some := tuple(islice(files, _FILES_AT_ONCE)):
        # As `media.keeping.keep` does it: not while a sweep takes files away; the names come first.
        with database.alone(), database.writer() as session:
            upload = Upload(
                made_at=clock.timestamp(),
                name="bundle",
                digest=NO_DIGEST,
                width=1,
                height=1,
                files_json=as_json(some),
            )
            session.add(upload)
            session.commit()
            uploads.append(upload.id or 0)
        for one in some:
            store.put(one.name, bundle.media(one.name))
    return uploads


def _filled(session: Session, bundle: Bundle, settings: Settings) -> list[str]:
    """Write the rows of all tables; what there is to say of them, in sentences. Nothing here commits."""
    manifest = bundle.manifest
    # Asked again, now that nobody else writes.
    _refuse_filled(session)
    for model in schema.tables().sorted_tables:
        if model.name in tables_of(manifest.kind):
            _fill(session, bundle, model)
    catalogue = session.get_one(Catalogue, 1)
    catalogue.version, catalogue.digest = manifest.version, manifest.digest
    if manifest.kind == PUBLIC and manifest.version:
        ids = session.exec(select(Product.id))
        first = beginning(manifest, (one for one in ids if one))
        session.add(first)
        catalogue.digest = first.digest
    session.add(catalogue)
    session.flush()
    if session.get_bind().dialect.name == "postgresql":
        _set_sequences(session)
    notes = [f"In the log, as it came: {fault}" for fault in islice(verify_chain(session), 5)]
    return [*notes, *_links(session, settings)]


def _fill(session: Session, bundle: Bundle, model: sa.Table) -> None:
    """Write the rows of a table; what names another row of the same table is written when all are there."""
    table = plain(model.name)
    inner = [
        one.name for one in model.columns for key in one.foreign_keys if key.column.table.name == model.name
    ]
    new = {name: _as_new(model.columns[name]) for name in withheld_from(model.name)}
    target = sa.table(model.name, *(sa.column(name) for name in (*table.columns.keys(), *new)))
    for some in batches(bundle.rows(model.name)):
        _insert(session, target, [(line, row | dict.fromkeys(inner) | new) for line, row in some])
    if inner:
        (key,) = (one.name for one in table.primary_key)
        sets: dict[str, Any] = {name: sa.bindparam(f"new_{name}") for name in inner}
        change = sa.update(table).where(table.c[key] == sa.bindparam("of")).values(sets)
        for some in batches(_naming(bundle, model.name, inner)):
            given = [{f"new_{name}": row[name] for name in inner} | {"of": row[key]} for _, row in some]
            _run(session, change, given, model.name, some[0][0])


def _naming(bundle: Bundle, table: str, inner: list[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    return ((line, row) for line, row in bundle.rows(table) if any(row[name] is not None for name in inner))


def _as_new(column: sa.Column[Any]) -> Any:
    """What a new row has in a column that no bundle has."""
    if column.nullable:
        return None
    return "[]" if column.name.endswith("_json") else ""


def _insert(session: Session, target: Any, some: list[tuple[int, dict[str, Any]]]) -> None:
    """Raises `FileError` with the line of the first row that the table refuses."""
    try:
        with session.begin_nested():
            session.connection().execute(sa.insert(target), [row for _, row in some])
    except DBAPIError:
        for line, row in some:
            _run(session, sa.insert(target), [row], target.name, line)


def _run(session: Session, statement: Any, given: list[dict[str, Any]], table: str, line: int) -> None:
    try:
        session.connection().execute(statement, given)
    except DBAPIError as error:
        words = str(error.orig).splitlines()[0]
        raise FileError(f"{table_file(table)}, line {line}: the table refuses it: {words}.") from error


def _set_sequences(session: Session) -> None:
    """The next id of each table is one that no row has, and none that the log knows of a row that is gone."""
    known = Counter(
        dict(
            session.exec(
                select(Change.entity_kind, sa.func.max(Change.entity_id)).group_by(Change.entity_kind)
            ).all()
        )
    )
    connection = session.connection()
    for name in sorted(tables_of(WHOLE)):
        table = plain(name)
        if "id" not in table.columns:
            continue
        quoted = connection.dialect.identifier_preparer.quote(name)
        sequence = connection.execute(
            sa.text("SELECT pg_get_serial_sequence(:name, 'id')"), {"name": quoted}
        ).scalar_one()
        most = max(connection.execute(sa.select(sa.func.max(table.c.id))).scalar_one() or 0, known[name])
        if sequence and most:
            connection.execute(sa.text("SELECT setval(:name, :most)"), {"name": sequence, "most": most})


def _links(session: Session, settings: Settings) -> list[str]:
    """A link for each who could sign in: passwords and second factors did not come."""
    accounts = session.exec(select(Account).where(col(Account.is_active)).order_by(col(Account.login))).all()
    if not accounts:
        return []
    place = (settings.site_address or HERE).rstrip("/")
    said = []
    for one in accounts[:_MOST_LINKS]:
        path = links.make_link(session, links.PASSWORD, one.id)
        said.append(f"{one.login} sets a password within {links.HOURS} hours at {place}{path}")
    if (more := len(accounts) - _MOST_LINKS) > 0:
        said.append(f"{more:,} more have none yet: `catalog author reset LOGIN` makes the link of each.")
    return ["Passwords and second factors are in no bundle; each of these links works once:", *said]
