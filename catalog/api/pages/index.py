"""`/api/v1`: what there is."""

from __future__ import annotations

from sqlmodel import Session

from catalog.api.answering import totals
from catalog.api.resource import Json
from catalog.api.shapes.common import STATES
from catalog.api.stating import stated
from catalog.config import Settings
from catalog.shelf.shelf import Shelf


def index_json(session: Session, shelf: Shelf, settings: Settings) -> Json:
    """The version, the licence, and where everything stands."""
    from catalog.api.pages import RESOURCES

    counted = totals(session, shelf, list(RESOURCES.values()))
    return {
        "name": settings.site_name,
        "version": shelf.version,
        "data_date": shelf.day.isoformat(),
        "licence": licence_json(settings),
        "resources": [
            {
                "name": one.name,
                "about": one.about,
                "list": one.path,
                **({"item": f"{one.path}/{{slug}}"} if one.one else {}),
                **({"total": counted[one.name]} if one.name in counted else {}),
            }
            for one in RESOURCES.values()
        ],
        "search": "/api/v1/search?q={words}",
        "states": STATES,
        "documentation": "/api",
        "description": "/openapi.json",
    }


def licence_json(settings: Settings) -> Json:
    """Under which terms the data may be used; a state where nobody has decided it."""
    said = {"name": settings.licence, "url": settings.licence_url}
    found: Json = stated(said, {"name": "not_stated"})
    return found
