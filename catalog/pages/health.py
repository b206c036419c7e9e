"""Is the process alive, and may it be sent visitors? For load balancers and monitors."""

from collections.abc import Callable

from flask import Blueprint, Flask, Response, current_app, request

from ..changes.watcher import version_of_request
from ..db import DatabaseTrouble

blueprint = Blueprint("health", __name__)

WITHOUT_DATABASE = frozenset({"health.alive", "health.ready", "pages.asset", "pages.theme"})
"""Views that answer while the database is in trouble; every other answers 503."""


def init_app(app: Flask, *projections: Callable[[], object]) -> None:
    """projections: what must be in memory before a worker is ready, called within a request."""
    app.extensions["projections"] = projections
    app.before_request(meet_trouble)
    app.register_blueprint(blueprint)


def meet_trouble() -> None:
    """Raise DatabaseTrouble before a page does half of its work."""
    if request.endpoint not in WITHOUT_DATABASE:
        version_of_request()


@blueprint.get("/healthz")
def alive() -> Response:
    return _text("alive", 200)


@blueprint.get("/readyz")
def ready() -> Response:
    try:
        version = version_of_request()
        for projection in current_app.extensions["projections"]:
            projection()
    except DatabaseTrouble as trouble:
        return _text(trouble.sentence, 503)
    return _text(f"ready at version {version}", 200)


def _text(words: str, status: int) -> Response:
    return Response(f"{words}\n", status, mimetype="text/plain", headers={"Cache-Control": "no-store"})
