"""Where the files of pictures lie: a folder or a store that speaks S3, each under its digest."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import obstore
from flask import Flask, current_app
from obstore.exceptions import BaseError
from obstore.store import LocalStore, from_url

from catalog.config import Settings

_RETRY: Final[Any] = {"max_retries": 3, "retry_timeout": timedelta(seconds=20)}


class StoreError(Exception):
    """The store does not do what it was asked for; a sentence."""


@dataclass(frozen=True)
class Found:
    """A file in the store, and when it was written."""

    name: str
    at: datetime


class Store:
    """Files by name: "9f86….avif". What is written is whole and stays when the power fails.

    Every function raises `StoreError` where the folder or the service does not answer.
    """

    def __init__(self, settings: Settings) -> None:
        self.folder = folder_of(settings)
        try:
            if self.folder:
                self._store: Any = LocalStore(self.folder, mkdir=True)
            else:
                self._store = from_url(settings.media_url or "", **_options(settings))
        except (BaseError, OSError, ValueError) as error:
            raise StoreError(f"CATALOG_MEDIA_URL leads to no store: {_first_line(error)}.") from error

    def put(self, name: str, content: bytes) -> None:
        """Write a file; one that is there is replaced by the same bytes. It is never seen in part."""
        with _told():
            obstore.put(self._store, name, content, use_multipart=False)
            if self.folder:
                # The name of a file is safe on the disk when its folder is.
                for path in (self.folder / name, self.folder):
                    _sync(path)

    def get(self, name: str) -> bytes | None:
        """The bytes of a file, or None."""
        with _told():
            try:
                return bytes(obstore.get(self._store, name).bytes())
            except FileNotFoundError:
                return None

    def remove(self, names: Iterable[str]) -> None:
        """Take files away; those that are not there are no error."""
        with _told():
            for name in names:
                try:
                    obstore.delete(self._store, name)
                except FileNotFoundError:
                    continue

    def found(self) -> Iterator[Found]:
        """Everything that is there."""
        with _told():
            for some in obstore.list(self._store):
                for one in some:
                    yield Found(one["path"], one["last_modified"])

    def remove_halves(self, before: datetime) -> int:
        """Take away what a process left that died while it wrote into the folder; how many they were.

        A store that speaks S3 keeps no halves.
        """
        count = 0
        for path in self.folder.glob("*#*") if self.folder else ():
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
                path.unlink(missing_ok=True)
                count += 1
        return count


def folder_of(settings: Settings) -> Path | None:
    """The folder that files lie in; None where a service keeps them."""
    if not settings.media_url:
        return settings.folder / "media"
    address = urlsplit(settings.media_url)
    return Path(unquote(address.path)) if address.scheme == "file" else None


def _options(settings: Settings) -> dict[str, Any]:
    """What the environment says of S3 (AWS_…) is read by the store itself."""
    endpoint = settings.media_endpoint
    client = {"timeout": "30s"} | ({"allow_http": True} if (endpoint or "").startswith("http://") else {})
    found: dict[str, Any] = {"client_options": client, "retry_config": _RETRY}
    if (settings.media_url or "").startswith("memory:"):
        return {}
    return found | ({"endpoint": endpoint} if endpoint else {})


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (BaseError, OSError) as error:
        raise StoreError(f"The store of pictures does not answer: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class _OfThisProcess:
    """Opens the store when it is first asked for, and again in a process that was forked: it has threads."""

    def __init__(self, make: Callable[[], Store]) -> None:
        self._make = make
        self._found: tuple[int, Store] | None = None

    def __call__(self) -> Store:
        if self._found is None or self._found[0] != os.getpid():
            self._found = (os.getpid(), self._make())
        return self._found[1]


def init_app(app: Flask, settings: Settings) -> None:
    """Let `get_store` find the store of these settings."""
    app.extensions["media_store"] = _OfThisProcess(lambda: Store(settings))


def get_store() -> Store:
    """The running application's store. Raises `StoreError` where the settings lead to none."""
    found: Store = current_app.extensions["media_store"]()
    return found
