"""`/download`: the page, and the public bundle of the newest version."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, redirect, render_template, send_file
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.wrappers import Response as BaseResponse

from catalog.changes.watcher import version_of_request
from catalog.config import Settings
from catalog.db import get_database, get_session
from catalog.media.store import StoreError, get_store

from .bundle_kept import BusyError, kept, made
from .bundle_page import download_page

blueprint = Blueprint("download", __name__)


@blueprint.get("/download")
def index() -> Response:
    settings, version = _settings(), version_of_request()
    bundle = kept(settings, version)
    page = download_page(get_session(), settings, version, bundle)
    response = Response(render_template("exchange/download.html", page=page), mimetype="text/html")
    if bundle is None:
        # Its size is known once somebody has asked for it.
        response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/download/catalogue.zip")
def newest() -> BaseResponse:
    return _moved(version_of_request())


@blueprint.get("/download/catalogue-<int:version>.zip")
def bundle(version: int) -> BaseResponse:
    """The bundle of this version. An earlier one leads to the newest: nothing that was taken down is kept."""
    now = version_of_request()
    if version < now:
        return _moved(now)
    found = kept(_settings(), version)
    if found is None and version > now:
        abort(404)
    try:
        found = found or made(_settings(), get_database(), get_store(), version)
    except BusyError:
        words = "The download is being made; it will be there in a moment."
        raise ServiceUnavailable(words, retry_after=10) from None
    except (StoreError, OSError) as error:
        current_app.logger.exception("The bundle could not be made")
        words = "The download cannot be made at the moment."
        raise ServiceUnavailable(words, retry_after=300) from error
    if found.version != version:
        return _moved(found.version)
    response = send_file(
        found.path,
        mimetype="application/zip",
        as_attachment=True,
        download_name=f"catalogue-{version}.zip",
        conditional=True,
        etag=found.digest,
        last_modified=None,
    )
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
