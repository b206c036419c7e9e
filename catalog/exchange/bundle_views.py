"""`/download`: the page, and the public bundle of the newest version."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, abort, current_app, redirect, render_template, send_file
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.wrappers import Response as BaseResponse

from catalog.changes.models import Head
from catalog.changes.queries import current_head
from catalog.changes.watcher import head_of_request, version_of_request
from catalog.config import Settings
from catalog.db import get_database, get_session
from catalog.media.store import StoreError, get_store

from .bundle_kept import BusyError, Kept, kept, made
from .bundle_page import download_page
from .bundle_tables import PUBLIC
from .bundle_writing import media_bytes

blueprint = Blueprint("download", __name__)

_SOON: Final = 20_000
"""Rows that are written in a second or two."""
_LIGHT: Final = 20_000_000
"""Bytes of pictures that are copied as soon."""


@blueprint.get("/download")
def index() -> str:
    session, head = get_session(), head_of_request()
    page = download_page(session, _settings(), head.version)
    is_soon = page.rows <= _SOON and media_bytes(session, PUBLIC) <= _LIGHT
    return render_template("exchange/download.html", page=page.with_file(_small(head, is_soon=is_soon)))


def _small(head: Head, *, is_soon: bool) -> Kept | None:
    """The bundle, for its size to be said: where it is there, or where making it takes a moment only."""
    try:
        if is_soon:
            found = made(_settings(), get_database(), get_store(), head)
            return found if found.version == head.version else None
        return kept(_settings(), head)
    except (BusyError, StoreError, OSError):
        current_app.logger.exception("The size of the bundle is not known")
        return None


@blueprint.get("/download/catalogue.zip")
def newest() -> BaseResponse:
    return _moved(version_of_request())


@blueprint.get("/download/catalogue-<int:version>.zip")
def bundle(version: int) -> BaseResponse:
    """The bundle of this version. An earlier one leads to the newest: nothing that was taken down is kept."""
    now = head_of_request()
    if version > now.version:
        # It has come this moment, as another worker knows already.
        now = current_head(get_session())
    if version < now.version:
        return _moved(now.version)
    if version > now.version:
        abort(404)
    found = kept(_settings(), now)
    try:
        found = found or made(_settings(), get_database(), get_store(), now)
    except BusyError:
        words = "The download is being made; it will be there in a moment."
        raise ServiceUnavailable(words, retry_after=10) from None
    except (StoreError, OSError) as error:
        current_app.logger.exception("The bundle could not be made")
        words = "The download cannot be made at the moment."
        raise ServiceUnavailable(words, retry_after=300) from error
    if found.version != version:
        return _moved(found.version)
    try:
        response = send_file(
            found.path,
            mimetype="application/zip",
            as_attachment=True,
            download_name=f"catalogue-{version}.zip",
            conditional=True,
            etag=found.digest,
            last_modified=None,
        )
    except FileNotFoundError:
        words = "A newer download is just taking its place; it will be there in a moment."
        raise ServiceUnavailable(words, retry_after=1) from None
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    response.headers["Catalogue-Version"] = str(version)
    return response


def _moved(version: int) -> BaseResponse:
    response = redirect(f"/download/catalogue-{version}.zip", 302)
    response.headers["Cache-Control"] = "no-store"
    return response


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
