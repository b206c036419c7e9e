"""The pictures of a page, drawn once: most devices share their lengths, and all pages their frame."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup

from catalog.figures import histogram
from catalog.figures.core_sample import Version, core_sample, family_comb, needle_key
from catalog.figures.looks import Look
from catalog.figures.scales import CARD, FILTER, ROW, Layers
from catalog.figures.skin import skin_patterns
from catalog.specs.needle_length import Lengths

on_card = lru_cache(maxsize=2_000)(lambda lengths, limit: core_sample(lengths, CARD, limit))
on_line = lru_cache(maxsize=2_000)(lambda lengths, limit: core_sample(lengths, ROW, limit, label=""))
count_bar = lru_cache(maxsize=2_000)(histogram.count_bar)
leader_line = lru_cache(maxsize=200)(histogram.leader_line)
core_strip = lru_cache(maxsize=200)(histogram.core_strip)


@lru_cache(maxsize=500)
def comb(versions: tuple[tuple[Lengths, bool], ...], limit: int | None) -> Markup:
    """The versions of a family, each with whether it is on the card."""
    return family_comb([Version(lengths, fits) for lengths, fits in versions], CARD, limit)


@lru_cache(maxsize=8)
def patterns(layers: Layers) -> Markup:
    """The skin at the scales that the list uses."""
    return skin_patterns((CARD, ROW, FILTER), layers)


def key(looks: Iterable[Look]) -> Markup:
    """How to read the needles shown."""
    return _key(frozenset(looks))


@lru_cache(maxsize=200)
def _key(looks: frozenset[Look]) -> Markup:
    return needle_key(list(looks))
