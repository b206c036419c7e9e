"""Links to the glossary at the first use of each term. Pure: texts in, marked texts out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from markupsafe import Markup, escape

LENGTH: Final = "nominal-needle-length"
"""The slug of the term for what makers state."""
DEPTH: Final = "penetration-depth"
"""The slug of the term for how deep a needle goes."""
_PART_OF_A_WORD: Final = r"[\w\u0300-\u036f]"
"""Letters, digits, and the accents that may follow a letter as characters of their own."""
_BEGINS: Final = f"(?<!{_PART_OF_A_WORD})"
_ENDS: Final = f"(?!{_PART_OF_A_WORD})"


class Term(Protocol):
    """What a linker needs to know of a term; `GlossaryTerm` is one."""

    @property
    def slug(self) -> str: ...
    @property
    def term(self) -> str: ...
    @property
    def also(self) -> Sequence[str]: ...


@dataclass(frozen=True)
class Form:
    """One way to write a term in running text. If all its letters are capitals ("RPM"), only these fit."""

    text: str
    slug: str

    @property
    def is_exact(self) -> bool:
        return self.text.isupper()

    @property
    def pattern(self) -> str:
        """Any white space stands for a space. Letters are spelled out: re.IGNORECASE takes ı for i."""
        return "".join(map(self._character, self.text))

    def _character(self, character: str) -> str:
        if character.isspace():
            return r"\s"
        return re.escape(character) if self.is_exact else _either_case(character)


@dataclass(frozen=True)
class Use:
    """A place where a term is to be linked: the words as they stand, and the slug of the term."""

    text: str
    slug: str

    @property
    def href(self) -> str:
        return f"/glossary#{self.slug}"


class Linker:
    """Finds terms in texts; built once for all pages of one state of the glossary."""

    def __init__(self, terms: Iterable[Term]) -> None:
        # Where several forms begin at one place, the first that fits is taken: the longest.
        forms = sorted(forms_of(terms), key=lambda form: (-len(form.text), form.text))
        self._slugs = {f"form{number}": form.slug for number, form in enumerate(forms)}
        self._found = _compiled(forms)

    def page(self, skip: Collection[str] = ()) -> PageLinks:
        """The memory of one page. ``skip``: slugs that it does not link at all."""
        return PageLinks(self, skip)

    def split(self, text: str, linked: set[str]) -> list[str | Use]:
        """The text in pieces that together are the text; a term in ``linked`` stays text, a new one joins it.

        Words inside a term that stays text are not looked at: "collagen" is no use in "collagen type I".
        """
        pieces: list[str | Use] = []
        done = 0
        for found in self._found.finditer(text):
            slug = self._slugs[found.lastgroup or ""]
            if slug in linked:
                continue
            linked.add(slug)
            if found.start() > done:
                pieces.append(text[done : found.start()])
            pieces.append(Use(found[0], slug))
            done = found.end()
        if done < len(text):
            pieces.append(text[done:])
        return pieces


class PageLinks:
    """Links each term at its first use on one page: ask in the order in which the page is read."""

    def __init__(self, linker: Linker, skip: Collection[str] = ()) -> None:
        self._linker = linker
        self._linked = set(skip)

    def split(self, text: str, skip: Collection[str] = ()) -> list[str | Use]:
        """``"Type I collagen"`` → ``[Use("Type I collagen", "collagen-type-i")]``; no piece is empty.

        ``skip``: slugs that stay text here, and may still be linked further down the page.
        """
        kept = set(skip) - self._linked
        self._linked |= kept
        pieces = self._linker.split(text, self._linked)
        self._linked -= kept
        return pieces

    def html(self, text: str, skip: Collection[str] = ()) -> Markup:
        """Plain text as HTML, with its terms as links but for those of ``skip``."""
        return Markup("").join(map(_html, self.split(text, skip)))


def _html(piece: str | Use) -> Markup:
    if isinstance(piece, str):
        return escape(piece)
    return Markup('<a class="term" href="{}">{}</a>').format(piece.href, piece.text)


def forms_of(terms: Iterable[Term]) -> list[Form]:
    """The term itself and its other forms, each once."""
    return list(dict.fromkeys(Form(text, term.slug) for term in terms for text in (term.term, *term.also)))


def _compiled(forms: Sequence[Form]) -> re.Pattern[str]:
    """One alternation, a group a form, sorted into boxes by first letter so that most are not even tried.

    Nothing in it repeats: how long it takes grows with a text's length and nothing else about it.
    """
    boxes: dict[str, list[str]] = {}
    for number, form in enumerate(forms):
        box = boxes.setdefault(_either_case(form.text[0]), [])
        box.append(f"(?P<form{number}>{form.pattern}{_ENDS})")
    ways = (f"(?={first})(?:{'|'.join(box)})" for first, box in boxes.items())
    return re.compile(f"{_BEGINS}(?:{'|'.join(ways) or '(?!)'})")


def _either_case(character: str) -> str:
    # What is two letters in the other case ("ß", "SS") is found as it is.
    ways = {way for way in (character, character.lower(), character.upper()) if len(way) == 1}
    alike = "".join(re.escape(way) for way in sorted(ways))
    return f"[{alike}]" if len(ways) > 1 else alike
