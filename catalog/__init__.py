"""The catalogue of microneedling devices: `create_app` puts the rooms together."""

from flask import Flask

from .config import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """The web application, for these settings or those of the environment. Nothing is read from the database yet."""
    from . import db, schema
    from .changes import watcher
    from .places import place

    settings = settings or Settings()
    app = Flask(__name__, template_folder=str(place("templates")), static_folder=str(place("static")))
    app.extensions["settings"] = settings
    database = db.open_database(settings)
    db.init_app(app, database)
    watcher.init_app(app, watcher.Watcher(database.replica, check=schema.check_revision))
    return app
