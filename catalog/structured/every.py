"""What templates may call: the structured data of a page and of its breadcrumbs."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask
from markupsafe import Markup

# Imported for what they register.
from catalog.articles import json_ld as _articles  # noqa: F401
from catalog.claims import json_ld as _claims  # noqa: F401
from catalog.compare import json_ld as _compare  # noqa: F401
from catalog.concerns import json_ld as _concerns  # noqa: F401
from catalog.exchange import json_ld as _exchange  # noqa: F401
from catalog.finder import json_ld as _finder  # noqa: F401
from catalog.glossary import json_ld as _glossary  # noqa: F401
from catalog.pages import json_ld as _pages  # noqa: F401
from catalog.people import json_ld as _people  # noqa: F401
from catalog.products import json_ld as _products  # noqa: F401
from catalog.reviews import json_ld as _reviews  # noqa: F401
from catalog.structured.nodes import breadcrumbs, nodes_of, pictured
from catalog.structured.script import readable, script
from catalog.studies import json_ld as _studies  # noqa: F401


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        structured=structured, structured_words=structured_words, crumbs_structured=crumbs_structured
    )


def structured(page: object, image: str = "") -> Markup:
    """The data block of a page; nothing for pages that are none of schema.org's kinds.

    image: the whole address of the picture that is drawn of this page, for what has none of its own; "" for
    a page without.
    """
    found = nodes_of(page)
    return script(pictured(found, image) if image else found)


def structured_words(page: object) -> str:
    """What search engines will read, for whoever looks at a preview."""
    return readable(nodes_of(page))


def crumbs_structured(steps: Sequence[tuple[str, str | None]]) -> Markup:
    return script(breadcrumbs(steps))
