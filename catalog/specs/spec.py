"""The declaration of one spec, and the checks it has to pass."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from catalog.specs.kinds import Kind

PEN: Final = "pen"
ROLLER: Final = "roller"
STAMP: Final = "stamp"
CARTRIDGE: Final = "cartridge"
DEVICES: Final = (PEN, ROLLER, STAMP)
ALL: Final = (*DEVICES, CARTRIDGE)

RESERVED: Final = frozenset({
    # What a form has itself.
    "data", "errors", "meta", "process", "validate", "populate_obj", "form_errors", "csrf_token",
    # Words of a query string that are no facet.
    "q", "sort", "page", "view", "unknown", "d",
    # Facets that are no specs.
    "kind", "brand", "needs", "audience", "status", "legal", "fits", "price", "reviewed", "score", "measured",
    "checked",
})  # fmt: skip
"""Names taken by forms and query strings."""


class Better(Enum):
    """Which end of a spec a comparison may call better; SAY names the difference without judging it."""

    HIGHER = "higher"
    LOWER = "lower"
    SAY = "say"
    NEITHER = "neither"


class Facet(Enum):
    """How a spec is asked in the finder."""

    EACH_VALUE = "each value"
    RANGE = "range"
    MEASURED = "measured or not"
    SEVEN_QUESTIONS = "the seven questions"


@dataclass(frozen=True)
class Section:
    """A heading under which specs are shown."""

    key: str
    label: str


@dataclass(frozen=True)
class Spec:
    """What a device can have, declared once; everything that knows about specs reads this.

    ``tolerance`` is how far two sources may differ (base units) without disagreeing; ``material`` the
    smallest difference a comparison marks (base units, or per cent with ``material_percent``);
    ``less_words`` say without judging that a value is the lower one ("lighter");
    ``ask`` is what a shopper asks a seller to learn it; `question` has one for every spec.
    ``on_card`` its place among the known facts of a result card, None where it is not one of them.
    """

    key: str
    label: str
    section: Section
    kind: Kind
    applies_to: tuple[str, ...]
    example: str
    help: str
    facet: Facet | None = None
    better: Better = Better.NEITHER
    better_words: str = ""
    less_words: str = ""
    material: int | None = None
    material_percent: int | None = None
    measured_only: bool = False
    tolerance: int = 0
    on_card: int | None = None
    ask: str = ""
    aliases: tuple[str, ...] = ()
    schema_org: str | None = None
    source: str = ""

    def applies(self, product_kind: str) -> bool:
        return product_kind in self.applies_to

    @property
    def question(self) -> str:
        """What to ask a seller, as a sentence; made of the label where none was written."""
        return self.ask or f"What is its {self.name_in_a_list}?"

    @property
    def name_in_a_list(self) -> str:
        """``"motor speed"``; a label that begins with an abbreviation keeps its capitals."""
        return self.label if self.label[1:2].isupper() else self.label[:1].lower() + self.label[1:]

    def show_part(self, key: str, value: object) -> str:
        """One part of a value by itself: an end without "from" or "up to", which the words around it say."""
        text = self.kind.show(self.kind.join({key: value}))
        return text.removeprefix("from ").removeprefix("up to ") if key in ("low", "high") else text


def check(specs: tuple[Spec, ...]) -> dict[str, Spec]:
    """The specs by key, in order. Raises ValueError where a declaration is wrong, so that nothing starts."""
    by_key: dict[str, Spec] = {}
    names: set[str] = set()
    for spec in specs:
        if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", spec.key):
            raise ValueError(f"{spec.key}: a key is snake_case")
        if spec.key in by_key or spec.key in RESERVED or spec.key.startswith("depth_"):
            raise ValueError(f"{spec.key}: this name is taken")
        if not set(spec.applies_to) <= set(ALL) or not spec.applies_to:
            raise ValueError(f"{spec.key}: applies to an unknown kind of product")
        value = spec.kind.parse(spec.example)
        if spec.kind.parse(spec.kind.format(value)) != value:
            raise ValueError(f"{spec.key}: its example does not survive being written and read")
        if (spec.better in (Better.HIGHER, Better.LOWER)) != bool(spec.better_words):
            raise ValueError(f"{spec.key}: a better end needs words, and only a better end has them")
        if bool(spec.less_words) and spec.better is not Better.SAY:
            raise ValueError(f"{spec.key}: only a spec that is said without judging has words for less")
        for alias in (spec.label, *spec.aliases):
            if alias.casefold() in names:
                raise ValueError(f"{spec.key}: “{alias}” already names another spec")
            names.add(alias.casefold())
        by_key[spec.key] = spec
    return by_key
