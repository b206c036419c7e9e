"""Made-up catalogues that look like the real one, from a seed: for property tests and for the bench.

About 400 distinct needle lengths, a third of all values unknown, some disputed, some open, prices of all
ages, versions in families. The same seed gives the same catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from catalog.changes.models import NO_DIGEST, Head
from catalog.changes.recording import canonical_json
from catalog.finder.sample_lengths import length_answer
from catalog.products.drafts import BrandDraft
from catalog.products.sources import SourceFacts
from catalog.shelf.entry import Entry, Interned
from catalog.shelf.shelf import FamilyFacts, Shelf
from catalog.specs.kinds import Span, TermSet
from catalog.specs.registry import SPECS

DAY: Final = date(2026, 11, 22)
MARKETS: Final = ("United States", "European Union", "Australia", "Canada")
KINDS: Final = ("pen",) * 11 + ("roller",) * 6 + ("stamp",) * 2 + ("cartridge",)
SOURCES: Final = {
    slug: SourceFacts(slug, title, None, publisher, None, type_, strength, "2026-11-22")
    for slug, title, publisher, type_, strength in (
        ("fda", "Summary of a clearance", "FDA", "regulator", "strong"),
        ("shop", "A shop's page", "A shop", "retailer", "fair"),
        ("maker", "The maker's page", "A maker", "manufacturer", "fair"),
        ("blog", "A blog", "A blog", "blog", "weak"),
    )
}
_WORDS: Final = (
    "Derma Dermo Micro Needle Skin Pen Pro Ultra Roll Stamp Nova Vita Luma Aqua Hydra Terra Bella Clara Pura "
    "Magna Prima Forte Lite Plus One Two Max Mini Ace Neo"
)
WORDS: Final = tuple(re.findall(r"\w+", _WORDS))


@dataclass(frozen=True)
class Pools:
    """The answers that devices draw from, by spec, as JSON; None is "nobody says anything"."""

    lengths: tuple[str, ...]
    answers: dict[str, tuple[str, ...]]
    brands: tuple[str, ...]
    cartridges: tuple[str, ...]


class Maker:
    """Makes entries. ``unknown`` is the share of values nobody gives; ``distinct`` that of needle lengths."""

    def __init__(
        self,
        seed: int,
        *,
        distinct: int = 400,
        unknown: float = 1 / 3,
        brands: int = 120,
        with_fits: bool = True,
    ) -> None:
        self.random = Random(seed)
        self.with_fits = with_fits
        self.unknown = unknown
        self.pools = _pools(self.random, distinct, brands)
        self.interned = Interned()

    def shelf(self, size: int, *, day: date = DAY) -> Shelf:
        """A shelf at version 1 with that many products."""
        return shelf_of(self.entries(size), self.pools.brands, day=day, interned=self.interned)

    def entries(self, size: int, first: int = 1) -> Iterator[Entry]:
        return (self.entry(number) for number in range(first, first + size))

    def entry(self, number: int, slug: str | None = None) -> Entry:
        """One product; ``number`` is its id."""
        random = self.random
        kind = random.choice(KINDS)
        return Entry(
            id=number,
            slug=slug or f"device-{number}",
            name=self.name(number),
            brand=random.choice(self.pools.brands),
            kind=kind,
            family=f"family-{random.randrange(1 + number // 5)}" if random.random() < 0.25 else None,
            audience=random.choice(("home", "professional", "both", None)),
            status=random.choice(("current", "unknown", "unknown", "discontinued")),
            is_own=False,
            document=self.document(kind),
            interned=self.interned,
        )

    def name(self, number: int) -> str:
        words = " ".join(self.random.sample(WORDS, 2))
        return words if self.random.random() < 0.1 else f"{words} {number}"

    def document(self, kind: str) -> str:
        """The read model as canonical JSON, put together from texts drawn from the pools."""
        random = self.random
        answers, told = [], []
        for key in sorted(SPECS):
            pool = self.pools.lengths if key == "needle_length" else self.pools.answers.get(key)
            if pool and SPECS[key].applies(kind) and random.random() >= self.unknown:
                answers.append(f'"{key}":{random.choice(pool)}')
                told.append(f'"{key}":{random.choice(_TOLD)}')
        record = "".join(random.choice("01") for _ in range(5)) + "0" + "".join(random.choices("01", k=2))
        checked = (DAY - timedelta(random.randrange(400))).isoformat()
        return (
            f'{{"answers":{{{",".join(answers)}}},"checked":"{checked}","fits":{self._fits(kind)},'
            f'"legal":{self._legal()},"offers":{self._offers()},"record":"{record}",'
            f'"told":{{{",".join(told)}}}}}'
        )

    def _fits(self, kind: str) -> str:
        if kind != "pen" or not self.with_fits or self.random.random() < 0.5:
            return "[]"
        others = self.random.sample(self.pools.cartridges, 2)
        answers = self.random.choices(("fits", "does not fit", "not verified"), k=2)
        return canonical_json(
            [{"other": o, "answer": a, "said": []} for o, a in zip(others, answers, strict=True)]
        )

    def _legal(self) -> str:
        if self.random.random() < 0.6:
            return "[]"
        market = self.random.choice(MARKETS)
        outcome = self.random.choice(("authorisation", "listing", "claim"))
        return canonical_json(
            [
                {
                    "market": market,
                    "body": "a regulator",
                    "outcome": outcome,
                    "status": outcome,
                    "identifier": None,
                    "date": None,
                    "use": None,
                    "checked": "2026-11-22",
                    "note": "",
                    "sources": ["fda"],
                }
            ]
        )

    def _offers(self) -> str:
        if self.random.random() < 0.5:
            return "[]"
        seen = DAY - timedelta(self.random.choice((1, 5, 20, 29, 45, 200)))
        return canonical_json(
            [
                {
                    "amount_minor": self.random.randrange(2000, 60000, 100),
                    "currency_inferred": False,
                    "currency": self.random.choice(("USD", "USD", "USD", "EUR", "JPY")),
                    "quantity": 1,
                    "unit": "device",
                    "merchant": "A shop",
                    "affiliate": False,
                    "url": None,
                    "note": "",
                    "day": seen.isoformat(),
                    "source": "shop",
                }
            ]
        )


def shelf_of(
    entries: Iterator[Entry] | Sequence[Entry],
    brands: Sequence[str] = (),
    *,
    version: int = 1,
    day: date = DAY,
    interned: Interned | None = None,
) -> Shelf:
    """A shelf of these entries, as one read from tables would be."""
    shelf = Shelf(Head(version, NO_DIGEST), day, 30, list(entries), interned=interned or Interned())
    for position, entry in enumerate(shelf.entries):
        if entry is not None:
            shelf.positions[entry.id] = position
            shelf.slugs[entry.slug] = position
            if entry.family:
                known = shelf.families.get(entry.family)
                members = (*(known.members if known else ()), entry.slug)
                name = entry.family.replace("-", " ").title()
                shelf.families[entry.family] = FamilyFacts(
                    entry.family, name, entry.brand, entry.kind, members
                )
    shelf.sources = SOURCES
    names = set(brands) | {entry.brand for entry in shelf.entries if entry is not None and entry.brand}
    shelf.brands = {slug: BrandDraft(slug, slug.replace("-", " ").title()) for slug in sorted(names)}
    return shelf


_TOLD: Final = tuple(
    canonical_json({"sources": [source], "by": source, "kind": kind, "known_by": known_by, "weak": weak})
    for source, kind, known_by, weak in (
        ("fda", "documented", "stated", False),
        ("shop", "claimed", "stated", False),
        ("maker", "claimed", "stated", False),
        ("blog", "claimed", "stated", True),
        ("shop", "claimed", "inferred", False),
    )
)


def _pools(random: Random, distinct: int, brands: int) -> Pools:
    lengths: dict[str, None] = {}
    while len(lengths) < distinct:
        lengths[length_answer(random)] = None
    counts = sorted({random.randrange(1, 600) for _ in range(40)})
    answers: dict[str, list[Any]] = {
        "pin_count": [
            TermSet(tuple(map(str, sorted(random.sample(counts, random.choice((1, 1, 2, 3)))))), open_)
            for open_ in (False,) * 50 + (True,) * 8
        ],
        "needle_material": [
            TermSet((m,)) for m in ("stainless steel", "Titanium", "surgical steel", "gold-plated steel")
        ],
        "motor_speed": [
            Span(low, high)
            for low in (None, 1000, 6000, 9000)
            for high in (12000, 15000, 18000, 25000, None)
            if low is not None or high is not None
        ],
        "power": [TermSet(terms) for terms in (("mains",), ("battery",), ("mains", "battery"), ("manual",))],
        "noise": list(range(38, 75)),
        "cartridge_mount": [
            TermSet((m,)) for m in ("bayonet", "screw", "two-lock", "three-lock", "click-in")
        ],
        "sterility": [
            TermSet((s,)) for s in ("sterile-single-use", "sterile", "single-use", "sterilisable", "reusable")
        ],
        "weight": list(range(40, 400, 3)),
        "needle_diameter": [180, 200, 250, 300],
        "run_time": [60, 90, 120, 180],
        "warranty": [6, 12, 24],
        "speed_levels": [3, 5, 6],
        "battery_capacity": [600, 800, 1200],
        "shelf_life": [24, 36],
        "replacement": ["every session", "after ten uses"],
        "charging": ["USB-C", "its own charger"],
        "body_material": [TermSet(("aluminium alloy",)), TermSet(("plastic",))],
        "head_width": [20000, 15000],
    }
    return Pools(
        tuple(lengths),
        {key: tuple(_answers(random, key, values)) for key, values in answers.items()},
        tuple(f"brand-{number}" for number in range(brands)),
        tuple(f"cartridge-{number}" for number in range(20)),
    )


def _answers(random: Random, key: str, values: list[Any]) -> Iterator[str]:
    """Every value once, some disputed, and once that the maker does not say."""
    kind = SPECS[key].kind
    for value in values:
        yield canonical_json({"state": "known", "value": kind.to_json(value)})
    for _ in range(max(1, len(values) // 8)):
        first, second = random.sample(values, 2)
        said = {"value": kind.to_json(first), "alternatives": [kind.to_json(second)]}
        yield canonical_json({"state": "disputed", **said})
    yield canonical_json({"state": "not_published"})
