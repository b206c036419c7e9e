"""Random states of the finder, over the values that a made-up catalogue has and some that it has not."""

from random import Random

from catalog.finder.choice_facet import ChoiceFacet
from catalog.finder.conditions import Between, Choice, Condition, Length, Words
from catalog.finder.definitions import FACETS
from catalog.finder.filters import SORT_KEYS, Filters
from catalog.finder.length_facet import LengthFacet
from catalog.finder.words_facet import WordsFacet
from tests.finder.oracle import Oracle

LENGTHS = (0, 100, 200, 250, 300, 500, 510, 750, 1000, 1250, 1500, 2000, 2500, 3000, 3500, 5000)
BOUNDS = {
    "noise": (30, 45, 52, 60, 80),
    "motor_speed": (0, 6000, 9000, 12000, 18000, 30000),
    "price": (0, 5000, 20000, 60000),
    "checked": (739000, 739700, 739842, 739942),
    "score": (0, 50, 100),
}


def state(random: Random, oracle: Oracle) -> Filters:
    """Up to four conditions, any order, any page of the first few."""
    keys = random.sample(list(FACETS), random.choice((0, 1, 1, 2, 2, 3, 4)))
    if random.random() < 0.6:
        keys.append(random.choice([key for key in FACETS if key.startswith("depth_")]))
    conditions = [_condition(random, oracle, key) for key in dict.fromkeys(keys)]
    order = list(FACETS)
    sort = tuple(
        random.choice(("", "-")) + key for key in random.sample(SORT_KEYS, random.choice((0, 0, 1, 2, 3)))
    )
    return Filters(
        tuple(sorted((c for c in conditions if c), key=lambda c: order.index(c.key))),
        () if sort == ("-score", "-record", "name") else sort,
        unknown=random.choice(("", "", "hide")),
        page=random.choice((1, 1, 1, 2, 3)),
    )


def _condition(random: Random, oracle: Oracle, key: str) -> Condition | None:
    facet = FACETS[key]
    if isinstance(facet, LengthFacet):
        numbers = sorted(random.choices(LENGTHS, k=2 if facet.takes_range else 1))
        return Length(key, tuple(numbers))
    if isinstance(facet, ChoiceFacet):
        values = [*oracle.values(key), "nobody-knows-this"] if facet.options is None else list(facet.options)
        if facet.can_be_unknown:
            values.append("unknown")
        chosen = random.sample(values, min(len(values), random.choice((1, 1, 2, 3))))
        cut = random.choice((0, 0, 0, 1, len(chosen)))
        return Choice(key, tuple(sorted(chosen[cut:])), tuple(sorted(chosen[:cut])))
    if isinstance(facet, WordsFacet):
        names = [word for entry in oracle.devices for word in entry.name.split()]
        return Words(key, " ".join(random.choices([*names, "nobody-knows-this"], k=random.choice((1, 1, 2)))))
    low, high = sorted(random.sample(BOUNDS[key], 2))
    ends = random.choice(((low, high), (None, high), (low, None)))
    return Between(key, *ends, random.choice(("USD", "EUR")) if key == "price" else None)
