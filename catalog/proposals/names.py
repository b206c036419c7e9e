"""Where a text names a spec: by its key, label and aliases in the registry, and by what sellers call it."""

import re
from dataclasses import dataclass
from typing import Final

from catalog.proposals.wording import NAMES, NOT_NAMES
from catalog.specs.registry import SPECS


@dataclass(frozen=True, slots=True)
class Named:
    """A spec named in a text from ``start`` to ``end``."""

    spec: str
    start: int
    end: int


def _words() -> dict[str, str]:
    """Every name in small letters → its spec; "" for what only looks like one."""
    found: dict[str, str] = {}
    for key, spec in SPECS.items():
        for name in (key.replace("_", " "), spec.label, *spec.aliases, *NAMES.get(key, ())):
            found.setdefault(name.lower(), key)
    return found | dict.fromkeys(NOT_NAMES, "")


def _pattern(name: str) -> str:
    """The name with a space or a hyphen between its words."""
    return re.escape(name).replace(r"\ ", "[ -]")


NAMED_BY: Final = _words()
_NAMES: Final = re.compile(
    rf"(?<!\w)(?:{'|'.join(_pattern(name) for name in sorted(NAMED_BY, key=len, reverse=True))})(?!\w)",
    re.IGNORECASE,
)


def named(text: str) -> list[Named]:
    """The specs that a text names, in order; of names within each other the longest."""
    found = []
    for match in _NAMES.finditer(text):
        words = match[0].lower()
        spec = NAMED_BY.get(words, NAMED_BY.get(words.replace("-", " "), ""))
        if spec:
            found.append(Named(spec, match.start(), match.end()))
    return found


def spec_of_label(label: str, product_kind: str) -> str:
    """The spec that a label names, "" where it is none: the name that the label ends with counts most.

    ``"Needle depth (mm)"`` → needle_length; ``"Material"`` is the body's, ``"Needle material"`` is not.
    """
    plain = label.split("(")[0].strip(" *:").lower()
    if plain in NAMED_BY:
        return NAMED_BY[plain]
    inside = [one for one in named(plain) if SPECS[one.spec].applies(product_kind)]
    return max(inside, key=lambda one: (one.end, one.end - one.start)).spec if inside else ""
