"""Clearing up beside a server that starts."""

from __future__ import annotations

import multiprocessing
import sys
from contextlib import closing

from catalog.config import Settings
from catalog.db import DatabaseTrouble, open_database

from .store import Store, StoreError, folder_of
from .sweeping import sweep


def sweep_beside(settings: Settings) -> None:
    """Sweep in a process of its own, so that nobody waits for it.

    Not in this one: the store's threads would not live on in the workers that are forked from it.
    """
    folder = folder_of(settings)
    if folder is None or folder.exists():
        way = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
        way.Process(target=_sweep, args=(settings,), name="catalog-media-sweep", daemon=True).start()


def _sweep(settings: Settings) -> None:
    try:
        with closing(open_database(settings)) as database:
            sweep(database, Store(settings), settings.media_keep_hours * 2)
    except (DatabaseTrouble, StoreError) as error:
        print(f"Pictures were not cleared up: {error}", file=sys.stderr)  # noqa: T201
