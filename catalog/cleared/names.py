"""Which model of the catalogue somebody means who types a name or the number of a file."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from catalog.shelf.entry import Entry, LegalFacts
from catalog.shelf.naming import family_title
from catalog.shelf.shelf import Shelf

_WORD: Final = re.compile(r"[^\W_]+(?:\.\d+)?")
_NEITHER: Final = {code: None for code in range(128) if not chr(code).isalnum()}
"""ASCII that is no letter and no digit, to be left out."""
_NUMBER: Final = re.compile(r"(?:k|den|p|bk|hde)\d{5,}|\d{7,}")
_PADDING: Final = frozenset({
    "a", "an", "the", "is", "are", "was", "it", "fda", "ce", "510", "device", "devices", "system", "machine",
    "cleared", "clearance", "approved", "approval", "authorised", "authorized", "microsystem", "micro",
    "microneedling", "needling", "needle",
})  # fmt: skip
"""Words that tell no model from another."""
MOST_NEAR: Final = 6


@dataclass(frozen=True, slots=True)
class Model:
    """A device, or a family of versions; ``legal`` is what is said of exactly this model.

    ``spaced`` are the title's words between blanks, ``squashed`` the title, name and slug without any.
    """

    slug: str
    title: str
    brand: str | None
    kind: str
    audience: str | None
    family: str | None
    is_family: bool
    legal: tuple[LegalFacts, ...]
    spaced: str
    squashed: tuple[str, ...]

    def has(self, asked: Iterable[str]) -> bool:
        """Whether every word asked is one of the title's."""
        return all(f" {word} " in self.spaced for word in asked)

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
    """Every device on the shelf and every family, by title; made once a shelf."""
    return shelf.once(_models)


def _models(shelf: Shelf) -> list[Model]:
    devices = shelf.devices()
    return by_title([
        *(model_of(shelf, entry) for entry in devices),
        *(family_of(shelf, slug, members) for slug, members in versions(shelf, devices).items()),
    ])  # fmt: skip


def by_title(found: Iterable[Model]) -> list[Model]:
    return sorted(found, key=lambda model: model.title.casefold())


def versions(shelf: Shelf, devices: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Family slug → its versions among the devices."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in devices:
        if entry.family in shelf.families:
            found[entry.family].append(entry)
    return found


def model_of(shelf: Shelf, entry: Entry) -> Model:
    """A device as a model."""
    title = shelf.title(entry)
    return Model(
        slug=entry.slug,
        title=title,
        brand=entry.brand,
        kind=entry.kind,
        audience=entry.audience,
        family=entry.family,
        is_family=False,
        legal=entry.legal,
        spaced=_spaced(title),
        squashed=_squashed(title, entry.name, entry.slug),
    )


def family_of(shelf: Shelf, slug: str, members: Sequence[Entry]) -> Model:
    """A family as a model: what is said of all its versions is said of it."""
    family = shelf.families[slug]
    title = family_title(shelf, family)
    return Model(
        slug=family.slug,
        title=title,
        brand=family.brand,
        kind=family.kind,
        audience=members[0].audience,
        family=None,
        is_family=True,
        legal=shared_legal(members),
        spaced=_spaced(title),
        squashed=_squashed(title, family.name, family.slug),
    )


def shared_legal(members: Sequence[Entry]) -> tuple[LegalFacts, ...]:
    """What is on record for every version."""
    return tuple(row for row in members[0].legal if all(row in one.legal for one in members))


def _spaced(title: str) -> str:
    return f" {' '.join(words(title))} "


def _squashed(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(squashed, names)))


def find(text: str, among: Sequence[Model]) -> Found:
    """What somebody means by ``text``; an empty `Found` for a text without a letter or digit."""
    asked = words(text)
    if not asked:
        return Found()
    if found := _by_number(text, asked, among):
        return found
    whole = squashed(text)
    exact = [m for m in among if whole in m.squashed]
    fitting = _without_versions([m for m in among if m.has(asked)])
    if exact:
        best = _without_versions(exact)
        others = tuple(m for m in (*best[1:], *fitting) if m is not best[0])
        return Found(best[0], is_exact=True, others=others[:MOST_NEAR])
    telling = [word for word in asked if word not in _PADDING]
    if not fitting and telling:
        fitting = _without_versions([m for m in among if m.has(telling)])
    if len(fitting) == 1:
        only = fitting[0]
        return Found(only, is_exact=not (set(only.spaced.split()) - set(asked) - _PADDING))
    return Found(others=tuple(fitting) or near(text, among))


def _by_number(text: str, asked: Sequence[str], among: Sequence[Model]) -> Found | None:
    """By the number of a file, in whatever way it is spaced; a number that nobody has is an answer too."""
    whole = squashed(text)
    for word in (whole, *asked):
        having = [m for m in among if any(word == squashed(row.identifier or "") for row in m.legal)]
        if having:
            first, *others = _without_versions(having)
            return Found(first, number=word.upper(), is_exact=True, others=tuple(others))
    number = next((word for word in (whole, *asked) if _NUMBER.fullmatch(word)), "")
    return Found(number=number.upper()) if number else None


def _without_versions(found: list[Model]) -> list[Model]:
    """A family stands for its versions where the words fit them all."""
    families = {model.slug for model in found if model.is_family}
    return [model for model in found if model.family not in families] if families else found


def near(text: str, among: Sequence[Model]) -> tuple[Model, ...]:
    """Names that are near, best first."""
    asked, whole = words(text), squashed(text)[:80]
    compared = SequenceMatcher(autojunk=False)
    compared.set_seq2(whole)
    scored = []
    for model in among:
        name = model.squashed[0]
        share = sum(word in name for word in asked) / len(asked) if asked else 0
        score = share - 0.25 if share < 1 else share
        compared.set_seq1(name)
        if compared.real_quick_ratio() >= 0.5 and compared.quick_ratio() >= 0.5:
            score = max(score, compared.ratio())
        if score >= 0.5:
            scored.append((-score, model.title.casefold(), model))
    best = [model for _, _, model in sorted(scored, key=lambda entry: entry[:2])]
    return tuple(_without_versions(best)[:MOST_NEAR])


def words(text: str) -> list[str]:
    """``"Dr. Pen Ultima A6"`` → ["dr", "pen", "ultima", "a6"]; "0.5" stays one word."""
    plain = _plain(text)
    if not plain.isascii():
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return list(dict.fromkeys(_WORD.findall(plain)))


def squashed(text: str) -> str:
    """Letters and digits only: "Dr. Pen A-20" and "drpen a20" are the same."""
    plain = _plain(text)
    if plain.isascii():
        return plain.translate(_NEITHER)
    return "".join(c for c in plain if c.isalnum())


def _plain(text: str) -> str:
    return (text if text.isascii() else unicodedata.normalize("NFKD", text)).casefold()
