"""Which model of the catalogue somebody means who types a name or the number of a file."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Final

from catalog.products.pages.naming import family_title
from catalog.shelf.entry import LegalFacts
from catalog.shelf.shelf import Shelf

_WORD: Final = re.compile(r"[^\W_]+(?:\.\d+)?")
_NUMBER: Final = re.compile(r"(?:k|den|p|bk|hde)\d{5,}|\d{7,}")
_PADDING: Final = frozenset({
    "a", "an", "the", "is", "are", "was", "it", "fda", "ce", "510", "device", "devices", "system", "machine",
    "cleared", "clearance", "approved", "approval", "authorised", "authorized", "microsystem", "micro",
    "microneedling", "needling", "needle",
})  # fmt: skip
"""Words that tell no model from another."""
MOST_NEAR: Final = 6


@dataclass(frozen=True)
class Model:
    """A device, or a family of versions; ``legal`` is what is said of exactly this model."""

    slug: str
    title: str
    name: str
    brand: str | None
    kind: str
    audience: str | None
    family: str | None
    is_family: bool
    legal: tuple[LegalFacts, ...]

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(words(self.title))

    @property
    def files(self) -> tuple[LegalFacts, ...]:
        """The authorisations, the oldest first: what came later adds to it."""
        files = [row for row in self.legal if row.on_record]
        return tuple(sorted(files, key=lambda row: row.date or "9999"))


@dataclass(frozen=True)
class Found:
    """``model`` is the answer, ``is_exact`` if its own name was typed; ``number`` if a file's number was.

    ``others`` are models that the words fit as well, or names that are near where there is no answer.
    """

    model: Model | None = None
    number: str = ""
    is_exact: bool = False
    others: tuple[Model, ...] = ()


def models(shelf: Shelf) -> list[Model]:
    """Every device on the shelf and every family, by title."""
    found = [
        Model(e.slug, shelf.title(e), e.name, e.brand, e.kind, e.audience, e.family, False, e.legal)
        for e in shelf.devices()
    ]
    for family in shelf.families.values():
        members = [model for model in found if model.family == family.slug]
        if members and family.kind != "cartridge":
            first = members[0]
            common = tuple(row for row in first.legal if all(row in other.legal for other in members))
            title = family_title(shelf, family)
            found.append(
                Model(
                    family.slug,
                    title,
                    family.name,
                    family.brand,
                    family.kind,
                    first.audience,
                    None,
                    True,
                    common,
                )
            )
    return sorted(found, key=lambda model: model.title.casefold())


def find(text: str, among: Sequence[Model]) -> Found:
    """What somebody means by ``text``; an empty `Found` for a text without a letter or digit."""
    asked = words(text)
    if not asked:
        return Found()
    if found := _by_number(text, asked, among):
        return found
    exact = [m for m in among if squashed(text) in (squashed(m.title), squashed(m.name), squashed(m.slug))]
    fitting = _without_versions([m for m in among if set(asked) <= m.words], asked)
    if exact:
        best = _without_versions(exact, asked)
        others = tuple(m for m in (*best[1:], *fitting) if m is not best[0])
        return Found(best[0], is_exact=True, others=others[:MOST_NEAR])
    telling = [word for word in asked if word not in _PADDING]
    if not fitting and telling:
        fitting = _without_versions([m for m in among if set(telling) <= m.words], telling)
    if len(fitting) == 1:
        only = fitting[0]
        return Found(only, is_exact=not (only.words - set(asked) - _PADDING))
    return Found(others=tuple(fitting) or near(text, among))


def _by_number(text: str, asked: Sequence[str], among: Sequence[Model]) -> Found | None:
    """By the number of a file, in whatever way it is spaced; a number that nobody has is an answer too."""
    whole = squashed(text)
    for word in (whole, *asked):
        having = [m for m in among if any(word == squashed(row.identifier or "") for row in m.legal)]
        if having:
            first, *others = _without_versions(having, ())
            return Found(first, number=word.upper(), is_exact=True, others=tuple(others))
    number = next((word for word in (whole, *asked) if _NUMBER.fullmatch(word)), "")
    return Found(number=number.upper()) if number else None


def _without_versions(found: list[Model], asked: Iterable[str]) -> list[Model]:
    """A family stands for its versions where the words fit them all."""
    families = {model.slug for model in found if model.is_family}
    return [model for model in found if model.family not in families] if families else found


def near(text: str, among: Sequence[Model]) -> tuple[Model, ...]:
    """Names that are near, best first."""
    asked = words(text)
    whole = squashed(text)
    scored = []
    for model in among:
        name = squashed(model.title)
        share = sum(word in name for word in asked) / len(asked) if asked else 0
        like = SequenceMatcher(None, whole, name).ratio() if len(whole) <= 80 else 0
        score = max(share - 0.25 if share < 1 else share, like)
        if score >= 0.5:
            scored.append((-score, model.title.casefold(), model))
    best = [model for _, _, model in sorted(scored, key=lambda entry: entry[:2])]
    return tuple(_without_versions(best, asked)[:MOST_NEAR])


def words(text: str) -> list[str]:
    """``"Dr. Pen Ultima A6"`` → ["dr", "pen", "ultima", "a6"]; "0.5" stays one word."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return list(dict.fromkeys(_WORD.findall(plain)))


def squashed(text: str) -> str:
    """Letters and digits only: "Dr. Pen A-20" and "drpen a20" are the same."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in plain if c.isalnum())
