"""Serving: the first run's set-up, then granian with a worker a core."""

import gc
import multiprocessing
import os
import socket
import sys
from contextlib import closing
from pathlib import Path

from flask import Flask
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server
from rich.console import Console
from sqlalchemy import inspect
from sqlmodel import select

from . import create_app, schema
from .changes.queries import current_version
from .config import Settings
from .db import Database, DatabaseTrouble, database_url, open_database, reader
from .exchange import seeds
from .media import starting
from .people import links
from .places import place
from .products import readmodel
from .products.models import Product

# Python makes one page at a time; more threads, so that one that waits for a database holds up no other.
_THREADS = 8
_SECONDS_TO_FINISH = 10
_SECONDS_TO_SET_UP = 120

LOAD_NEW = "Load what is new with `catalog seed`."
"""Said where a catalogue was brought up to date: seeds are loaded by themselves into an empty one only."""


def cores() -> int:
    """Cores this process may use: in a container often fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def set_up(settings: Settings, console: Console) -> None:
    """Make the instance folder, bring the tables up to date and fill an empty catalogue from the seeds.

    Running it again changes nothing. Raises DatabaseTrouble, and whatever the seeds' loader raises.
    """
    make_folder(settings.folder)
    if str(settings.database).startswith("postgres"):
        # Another machine may be at it, and its seeds take longer than a save: waiting beats giving up.
        patience = max(settings.lock_timeout_s, _SECONDS_TO_SET_UP)
        settings = settings.model_copy(update={"lock_timeout_s": patience})
    database = open_database(settings)
    try:
        changed = migrate(database)
        with database.reader() as session:
            is_empty = current_version(session) == 0
        if is_empty:
            load_seeds(database, console)
        elif changed and has_products(database):
            console.print(LOAD_NEW)
    finally:
        database.close()


def make_folder(folder: Path) -> None:
    """Raises DatabaseTrouble where that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseTrouble(
            "missing", f"The instance folder cannot be made: {error.strerror}.", str(folder)
        ) from error


def holds_nothing(settings: Settings) -> bool:
    """Whether there is no database yet, or one without any table. Nothing is made by looking."""
    url = database_url(settings.database)
    if url.get_backend_name() == "sqlite" and url.database and not Path(url.database).exists():
        return True
    with closing(open_database(settings)) as database, database.engine.connect() as connection:
        return not inspect(connection).get_table_names()


def migrate(database: Database) -> bool:
    """Bring the tables and the read models up to date; False where they already were."""
    is_new = not schema.is_current(database.engine)
    if is_new:
        schema.upgrade(database.engine)
    # A migration empties the read models that are to be written anew; if it was killed, they still are.
    with reader(database.engine) as session:
        is_whole = not readmodel.unwritten(session)
    if not is_whole:
        with database.writer() as session:
            readmodel.refresh(session, readmodel.unwritten(session))
            session.commit()
    return is_new


def has_products(database: Database) -> bool:
    """Whether there is a catalogue already, which new tables leave without what the seeds have for them."""
    with database.reader() as session:
        return session.exec(select(Product.id).limit(1)).first() is not None


def load_seeds(database: Database, console: Console) -> int:
    """Load what lies in seeds/, and say how many changes that made; loading it again makes none."""
    return seeds.load(database.writer, place("seeds"), console)


def require_free(host: str, port: int) -> None:
    """Raises OSError where nothing can listen there."""
    family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(address)


def serve(settings: Settings, host: str, port: int, workers: int, console: Console) -> None:
    """Serve until SIGTERM or SIGINT; requests that are being answered are finished.

    The application is made and its projections are filled once, before the workers are forked from it, so
    that N workers read the catalogue once and share its memory: with 4,600 products, four workers on two
    cores were ready after 1.1 s with 170 MB in all; where each loads its own, after 2.1 s with 396 MB. Where
    processes are spawned instead of forked, each makes its own.
    Raises DatabaseTrouble, and OSError where the address is taken.
    """
    set_up(settings, console)
    require_free(host, port)
    starting.sweep_beside(settings)
    global _prepared
    _prepared = prepared(settings)
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork", force=True)
    address = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    offer_first_account(settings, settings.site_address or address, console)
    server = Server(
        "catalog",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=_THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=_SECONDS_TO_FINISH,
        log_level=LogLevels.error,
    )
    server.on_startup(lambda: console.print(f"Serving {address} (Ctrl-C ends it)"))
    server.serve(target_loader=Loader(settings), wrap_loader=False)


def offer_first_account(settings: Settings, address: str, console: Console) -> None:
    """While nobody can sign in, print a link that makes the first account; it works once, for 24 hours."""
    database = open_database(settings)
    try:
        with database.writer() as session:
            if links.has_accounts(session):
                return
            path = links.make_link(session, links.FIRST_ACCOUNT)
            session.commit()
    finally:
        database.close()
    said = f"Nobody can sign in yet. This link makes the first account, once, within {links.HOURS} hours:"
    console.print(said)
    console.print(f"  {address.rstrip('/')}{path}", markup=False)


class Loader:
    """Gives a worker its application."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __call__(self) -> Flask:
        return _prepared or prepared(self._settings)


_prepared: Flask | None = None


def prepared(settings: Settings) -> Flask:
    """An application with projections filled and templates compiled, and no connection a fork would share."""
    app = create_app(settings)
    visitor = app.test_client()
    # By a name that this site answers to, or the visit would end with 400.
    name = next((name.lstrip(".") for name in settings.trusted_hosts or ()), "localhost")
    visitor.get("/readyz", base_url=f"http://{name}")
    # The first page packs the style sheet.
    visitor.get("/", base_url=f"http://{name}")
    for template in app.jinja_env.list_templates():
        app.jinja_env.get_template(template)
    app.extensions["watcher"].close()
    app.extensions["database"].close()
    gc.collect()
    # What is here now stays: the collector need not touch, and so copy, the pages shared with the workers.
    gc.freeze()
    return app
