"""The catalogue of microneedling devices: `create_app` puts the rooms together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from .config import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """The web application, for these settings or the environment's. The database is not touched yet."""
    from flask import Flask

    from . import db, schema
    from .changes import watcher
    from .config import Settings
    from .places import place

    settings = settings or Settings()
    app = Flask(__name__, template_folder=str(place("templates")), static_folder=None)
    app.config.update(
        SECRET_KEY=settings.secret, SITE_NAME=settings.site_name, TRUSTED_HOSTS=settings.trusted_hosts
    )
    app.jinja_env.globals.update(site_name=settings.site_name)
    app.extensions["settings"] = settings
    database = db.open_database(settings)
    db.init_app(app, database)
    watcher.init_app(app, watcher.Watcher(database.replica, check=schema.check_revision))
    return app
