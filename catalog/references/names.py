"""Names of authors as reference lists print them: family name, initials, suffix; or a body's name whole."""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalog.references.text import clean

SUFFIXES = ("Jr", "Sr", "II", "III", "IV", "2nd", "3rd", "4th")
OTHERS = "et al."
_LONGEST_INITIALS = 6
_LONGEST_FAMILY = 5


@dataclass(frozen=True, slots=True)
class Person:
    """Family “von Dalwig-Nolda” with its particles, initials “DF” or “J-H”, suffix “Jr” or none."""

    family: str
    initials: str
    suffix: str = ""

    @property
    def printed(self) -> str:
        """“English RS Jr”"""
        return " ".join(part for part in (self.family, self.initials, self.suffix) if part)

    @property
    def given(self) -> str:
        """The initials as formats write given names: “R. S.”, “J.-H.”"""
        return ". ".join(self.initials).replace(". -. ", ".-") + "."


@dataclass(frozen=True, slots=True)
class Body:
    """A name that is not split: of a body, of a person who has one name, or “et al.”"""

    name: str


def split_name(printed: str) -> Person | Body:
    """Tell a person (“Kaplan HM”, “Smith J Jr”) from a body (“US Food and Drug Administration”)."""
    words = printed.split(" ")
    suffix = words.pop() if len(words) > 2 and words[-1] in SUFFIXES else ""
    family, initials = words[:-1], words[-1]
    if 1 <= len(family) <= _LONGEST_FAMILY and _are_initials(initials) and all(map(_is_name_word, family)):
        return Person(" ".join(family), initials, suffix)
    return Body(printed)


def _are_initials(word: str) -> bool:
    letters = word.replace("-", "")
    hyphens_between = "--" not in word and not word.startswith("-") and not word.endswith("-")
    capitals = all(letter.isalpha() and letter.isupper() for letter in letters)
    return 1 <= len(letters) <= _LONGEST_INITIALS and capitals and hyphens_between


def _is_name_word(word: str) -> bool:
    """No digits, no commas; “and” joins two names, so what holds it is not one person's."""
    return word != "and" and any(map(str.isalpha, word)) and all(c.isalpha() or c in "-'’." for c in word)


def printed_name(family: str, given: str = "", suffix: str = "") -> str:
    """The printed form of a name that a file gives in parts; given names become initials."""
    initials = _initials(clean(given))
    return clean(" ".join((family, initials, suffix.strip(" .") if initials else suffix)))


def _initials(given: str) -> str:
    """“Hans J.” gives “HJ”, “MC” stays, “J.-H.” and “Jean-Henri” give “J-H”, particles are passed over."""
    if given.isupper() and given.isalpha() and len(given) <= 3:
        return given
    found = ""
    for hyphen, letter in re.findall(r"(-?)([^\W\d_])[^\s.\-]*", given):
        if letter.isupper() or not given[:1].isupper():
            found += (hyphen if found else "") + letter.upper()
    return found


def parsed_name(text: str) -> str:
    """The printed form of “Given Family”; particles (“van der”) stay with the family name."""
    words = clean(text).split(" ")
    if isinstance(split_name(" ".join(words)), Person) or len(words) < 2:
        return " ".join(words)
    suffix = words.pop() if words[-1].strip(".") in SUFFIXES and len(words) > 2 else ""
    start = len(words) - 1
    while start > 1 and words[start - 1][:1].islower():
        start -= 1
    return printed_name(" ".join(words[start:]), " ".join(words[:start]), suffix)
