"""`catalog media`: the store of pictures, from the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from catalog.command_line import Sentence, migrated, settings_for, with_instance
from catalog.db import Database

from . import queries
from .store import Store, StoreError
from .sweeping import compare, sweep, sweep_unnamed
from .uses import in_words, uses


@click.group()
def media() -> None:
    """Look after pictures: list them, compare the store with the tables, clear up."""


@media.command("list")
@click.option("--unused", is_flag=True, help="Only those that nothing uses.")
@with_instance
def list_(unused: bool, instance: Path | None) -> None:
    """List the pictures, the weight of their files, and where each is used."""
    with migrated(instance) as database, database.reader() as session:
        places, pictures = uses(session), queries.pictures(session)
        files = queries.files(session, (one.id or 0 for one in pictures))
        lines = [
            f"{one.slug}: {one.origin}, {sum(file.bytes for file in files[one.id or 0]) / 1000:,.0f} kB; "
            f"{in_words(places[one.slug]) if one.slug in places else 'not used'}"
            for one in pictures
            if not (unused and one.slug in places)
        ]
    for line in lines:
        click.echo(line)
    if not lines:
        click.echo("Every picture is used." if unused and pictures else "There is no picture yet.")


@media.command("sweep")
@click.option("--hours", type=click.FloatRange(min=0), help="Age from which on; twice the time uploads wait.")
@click.option("--unnamed", is_flag=True, help="Also files that no table names; nothing else may lie there.")
@with_instance
def sweep_(hours: float | None, unnamed: bool, instance: Path | None) -> None:
    """Take away files that nobody uses: of uploads never finished, of pictures replaced or removed."""
    kept = settings_for(instance).media_keep_hours * 2 if hours is None else hours
    with _opened(instance) as (database, store):
        swept = sweep(database, store, kept)
        click.echo(f"Gone: {swept.uploads:,} uploads with {swept.files:,} files; {swept.halves:,} halves.")
        if unnamed:
            click.echo(f"{sweep_unnamed(database, store, kept):,} files that no table named are gone.")


@media.command("check")
@with_instance
def check(instance: Path | None) -> None:
    """Compare the store with the tables: no file without a name, no name without its file."""
    with _opened(instance) as (database, store), database.reader() as session:
        found = compare(session, store)
    for name in found.unnamed:
        click.echo(f"{name}: no table names it; `catalog media sweep --unnamed` takes it away.")
    for name in found.lost:
        click.echo(f"{name}: a picture names it, and it is not in the store.", err=True)
    if found.lost:
        raise Sentence(f"{len(found.lost)} files are lost: put the store back from a copy.")
    if not found.unnamed:
        click.echo("Every file has its name, and every name its file.")


@contextmanager
def _opened(instance: Path | None) -> Iterator[tuple[Database, Store]]:
    try:
        with migrated(instance) as database:
            yield database, Store(settings_for(instance))
    except StoreError as error:
        raise Sentence(str(error)) from error
