"""The words that phrases are read by: from the registry, the kinds, the brands and what devices have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from catalog.finder.choice_facet import ChoiceFacet
from catalog.finder.definitions import FACETS, KINDS
from catalog.finder.facet import token
from catalog.finder.words import PLURALS
from catalog.search.scanning import UNITS, Number, scan
from catalog.specs.kinds import Terms
from catalog.specs.registry import SPECS
from catalog.specs.spec import Facet as Asked
from catalog.specs.units import MILLIMETRE, Unit

Words = tuple[str, ...]

LITTLE: Final = frozenset(
    (
        *("a", "an", "the", "with", "of", "for", "and", "or", "in", "on", "at", "to", "by", "from", "that"),
        *(
            "which",
            "is",
            "are",
            "has",
            "have",
            "my",
            "me",
            "i",
            "show",
            "find",
            "want",
            "need",
            "some",
            "any",
        ),
        *("device", "devices", "microneedling", "microneedle", "microneedles", "needling", "mm"),
        *("needle", "needles", "length", "lengths", "long"),
    )
)
"""Words that ask for nothing by themselves."""
OF_LENGTHS: Final = frozenset(("needle", "needles", "length", "lengths", "long"))
BEFORE_KIND: Final = frozenset(("derma", "micro"))
ARTICLES: Final = frozenset(("a", "an", "the"))
REFUSING: Final = frozenset(("not", "no", "without", "except", "non", "never", "isnt"))
AMBIGUOUS: Final = frozenset(("other", "none", "both", "universal", "proprietary"))
"""Terms that are everyday words as well: alone they say too little."""
ONLY_BEFORE_KIND: Final = frozenset(("manual",))
"""A manual pen is moved by hand; "pen manual" may be a booklet."""
CARTRIDGES: Final = frozenset(("cartridge", "cartridges"))


@dataclass(frozen=True, slots=True)
class Named:
    """Values of a choice facet that words stand for."""

    key: str
    values: Words
    only_before_kind: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """``named``: words → values of a facet. ``specs``: words → the spec they name. ``units``: what is written
    behind a number → the spec that is meant by it. ``nouns``: the word behind a bare number → its spec.
    ``counts``: numbers of needles that some device has. ``longest``: words of the longest name.
    """

    named: Mapping[Words, Named]
    specs: Mapping[Words, str]
    units: Mapping[str, str]
    nouns: Mapping[str, str]
    counts: frozenset[str]
    longest: int


def vocabulary(brands: Mapping[str, str], values: Mapping[str, Iterable[tuple[str, str]]]) -> Vocabulary:
    """Of brands (slug → name) and of what devices have (facet → its values as (token, label))."""
    found: dict[Words, set[tuple[str, Words]]] = {}
    for slug, name in brands.items():
        for words in {split(name), split(name.partition("(")[0]), split(slug.replace("-", " "))}:
            found.setdefault(words, set()).add(("brand", (slug,)))
    for key, spec in SPECS.items():
        if spec.facet is Asked.EACH_VALUE and isinstance(spec.kind, Terms):
            for words, tokens in _terms(key, spec.kind, dict(values.get(key, ()))).items():
                found.setdefault(words, set()).add((key, tokens))
    for kind in KINDS:
        for written in (kind, PLURALS[kind]):
            found.setdefault((written,), set()).add(("kind", (kind,)))
    # Words with two meanings are no filter.
    named = {
        words: Named(*some.pop(), only_before_kind=words[0] in ONLY_BEFORE_KIND)
        for words, some in found.items()
        if words and len(some) == 1
    }
    specs = _specs()
    counts = frozenset(name for name, _ in values.get("pin_count", ()) if name.isdigit())
    return Vocabulary(named, specs, _units(), _nouns(), counts, max(map(len, (*named, *specs))))


def split(text: str) -> Words:
    """The words of a name, as phrases are scanned."""
    return tuple(one.low if isinstance(one, Number) else one.text for one in scan(text))


def fits(key: str, unit: str) -> bool:
    """Whether a number with this unit behind it (or none) can be of a spec."""
    kind = SPECS[key].kind
    if isinstance(kind, Terms):
        return kind.counts and not unit
    of_spec = MILLIMETRE if key == "needle_length" else getattr(kind, "unit", None)
    return isinstance(of_spec, Unit) and bool(unit) and UNITS[unit] == of_spec


def _terms(key: str, kind: Terms, values: Mapping[str, str]) -> dict[Words, Words]:
    """Words → every value of a spec that has them in its name: "stainless steel" is in three."""
    facet = FACETS[key]
    assert isinstance(facet, ChoiceFacet)
    labels = {token(term): label for term, label in kind.options.items()} | dict(values)
    labels |= {token(term): label for term, label in kind.options.items()}
    names = {
        name: {split(label), split(name.replace("-", " "))}
        for name, label in labels.items()
        if not name.isdigit()
    }
    asked = {words: (name,) for name, some in names.items() for words in some}
    for alias, terms in kind.aliases.items():
        if len(terms) == 1:
            asked.setdefault(split(alias), (token(terms[0]),))
    return {
        words: tuple(sorted({*own, *(name for name, some in names.items() if _is_in(words, some))}))
        for words, own in asked.items()
        if words and not (len(words) == 1 and words[0] in AMBIGUOUS)
    }


def _is_in(words: Words, names: Iterable[Words]) -> bool:
    n = len(words)
    return any(name[i : i + n] == words for name in names for i in range(len(name) - n + 1))


def _specs() -> dict[Words, str]:
    """Labels and what makers call a spec; a name of two specs is the name of none."""
    found: dict[Words, set[str]] = {}
    for key, spec in SPECS.items():
        for name in (spec.label, *spec.aliases):
            found.setdefault(split(name), set()).add(key)
    nouns = _nouns()
    return {
        words: some.pop()
        for words, some in found.items()
        if len(some) == 1 and not (len(words) == 1 and words[0] in nouns)
    }


def _units() -> dict[str, str]:
    """The spec that is meant by a unit: needle length by millimetres, else the only one of that unit."""
    found = dict.fromkeys(MILLIMETRE.spellings, "needle_length")
    for spelling in UNITS.keys() - found.keys():
        of_unit = [key for key in SPECS if key != "needle_length" and fits(key, spelling)]
        if len(of_unit) == 1:
            found[spelling] = of_unit[0]
    return found


def _nouns() -> dict[str, str]:
    """What is counted: "36 pins", "12 needles", and one of them: "36 pin"."""
    found: dict[str, str] = {}
    spec = SPECS["pin_count"]
    for name in (spec.label, *spec.aliases):
        words = split(name)
        if len(words) == 1:
            found[words[0]] = found[words[0].removesuffix("s")] = spec.key
    return found
