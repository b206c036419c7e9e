"""Nodes as a data block of a page, `<script type="application/ld+json">`: browsers do not run it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from markupsafe import Markup

from catalog.structured.nodes import Node

CONTEXT: Final = "https://schema.org"
_ESCAPED: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""What could end the element, or be read as markup or as the end of a line, written as JSON may write it."""


def script(nodes: Sequence[Node]) -> Markup:
    """The element; nothing where there are no nodes."""
    if not nodes:
        return Markup("")
    text = json.dumps(document(nodes), ensure_ascii=False, separators=(",", ":"))
    # Every sign that is replaced can only stand inside a string.
    return (
        Markup('<script type="application/ld+json">') + Markup(text.translate(_ESCAPED)) + Markup("</script>")
    )


def readable(nodes: Sequence[Node]) -> str:
    """The same for people, indented; "" where there are no nodes."""
    return json.dumps(document(nodes), ensure_ascii=False, indent=2) if nodes else ""


def document(nodes: Sequence[Node]) -> dict[str, Any]:
    if len(nodes) == 1:
        return {"@context": CONTEXT, **nodes[0]}
    return {"@context": CONTEXT, "@graph": list(nodes)}
