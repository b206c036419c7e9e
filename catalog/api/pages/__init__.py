"""Which answers there are. They are made by what makes the JSON twins of the pages."""

from __future__ import annotations

from typing import Final

from catalog.api.resource import Resource

from . import evidence, log, pictures, products, registry, tables, tested, texts

RESOURCES: Final[dict[str, Resource]] = {
    one.name: one
    for one in (
        *products.RESOURCES,
        *registry.RESOURCES,
        *tested.RESOURCES,
        *texts.RESOURCES,
        *evidence.RESOURCES,
        *tables.RESOURCES,
        *pictures.RESOURCES,
        *log.RESOURCES,
    )
}
"""By name, in the order in which they are described."""
