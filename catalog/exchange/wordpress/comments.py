"""Comments of an export: who said what, and when. Mail addresses, networks and web sites are not kept.

Here is one level of replies: an answer to an answer stands under the first comment, and its words say whom it
answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from sqlmodel import Session

from catalog.comments import editing, queries
from catalog.comments.models import LONGEST_NAME, Comment
from catalog.comments.words import cleaned_line, cleaned_text, says_something, text_lines
from catalog.exchange.import_report import Line

from .remembered import Remembered
from .texts import paragraphs
from .wxr import Part

LONGEST: Final = 20_000
"""Characters of a comment that is still taken; readers here have 2,000."""
_KINDS: Final = ("", "comment")
_APPROVED: Final = {
    "1": "published",
    "approve": "published",
    "approved": "published",
    "0": "waiting",
    "hold": "waiting",
}
_BIN: Final = "it is in the bin there"
_WHY: Final = {"spam": "it is spam there", "trash": _BIN, "post-trashed": _BIN}
_MAIL: Final = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")


@dataclass
class Taken:
    """What became of the comments of one article."""

    adds: list[Line] = field(default_factory=list)
    changes: list[Line] = field(default_factory=list)
    same: list[Line] = field(default_factory=list)
    differences: list[Line] = field(default_factory=list)
    left_out: list[Line] = field(default_factory=list)
    links: int = 0
    """Web addresses behind words that were not kept."""


@dataclass(frozen=True)
class _Said:
    """A comment of the other site: which one here, the first of its thread, and who said it."""

    here: int
    first: int
    name: str


def state_of(part: Part) -> str:
    """What a comment would be here: "published" or "waiting"; "" for what is not taken."""
    return _APPROVED.get(part.get("wp:comment_approved") or "1", "")


def why_not(part: Part) -> str:
    """Why a comment is not taken whatever it belongs to; "" where it may be."""
    if (kind := part.get("wp:comment_type")) not in _KINDS:
        return f"a {kind} is no comment of a reader"
    if not state_of(part):
        return _WHY.get(part.get("wp:comment_approved"), "it is not public there and does not wait either")
    return ""


class Threads:
    """Takes the comments of one article over, in their order."""

    def __init__(
        self,
        session: Session,
        remembered: Remembered,
        *,
        actor: str,
        author_of: Callable[[str], tuple[str, str]],
    ) -> None:
        """``author_of``: number of a user there → slug and name of the author here, or twice ""."""
        self._session, self._remembered, self._actor = session, remembered, actor
        self._author_of = author_of
        self._names = {_compared(name) for name in queries.author_names(session)}

    def take(self, parts: Iterator[Part], guid: str, slug: str, article_id: int, day: str) -> Taken:
        """Everything that was said on an item, which is the article of that id and slug here.

        day: of the article, for a comment that says none.
        """
        self._day = day
        taken, said = Taken(), dict[str, _Said]()
        for part in parts:
            number = part.get("wp:comment_id") or f"line {part.line}"
            called = f"{slug}, comment {number}"
            if why := why_not(part):
                taken.left_out.append(Line(part.line, called, f"left out: {why}"))
                continue
            words, links = self._words(part, said)
            if not says_something(words) or len(words) > LONGEST:
                why = (
                    "nothing is said in it" if len(words) <= LONGEST else f"it has {len(words):,} characters"
                )
                taken.left_out.append(Line(part.line, called, f"left out: {why}"))
                continue
            taken.links += links
            self._one(taken, part, f"{guid}#comment-{number}", called, words, said, article_id, number)
        return taken

    def _one(
        self,
        taken: Taken,
        part: Part,
        guid: str,
        called: str,
        words: str,
        said: dict[str, _Said],
        article_id: int,
        number: str,
    ) -> None:
        name, author = self._name(part)
        state = state_of(part)
        digest = sha256(f"{words}\0{name}\0{state}".encode("utf-8", "replace")).hexdigest()
        before = self._remembered.get(guid)
        if before is not None:
            here = self._session.get(Comment, before.thing_id) if before.thing_id else None
            if here is not None:
                said[number] = _Said(here.id or 0, here.parent_id or here.id or 0, name)
            if before.digest == digest:
                taken.same.append(Line(part.line, called, "is here"))
            elif (
                here is not None and here.state == "waiting" and state == "published" and here.words == words
            ):
                editing.publish(self._session, here, self._actor)
                self._remembered.keep(guid, called, "comment", here.id or 0, "", digest)
                taken.changes.append(Line(part.line, called, "was let through there, and is public now"))
            else:
                taken.differences.append(Line(part.line, called, "changed there; what is here stays"))
            return
        parent = said.get(part.get("wp:comment_parent"))
        comment = Comment(
            kind="article",
            thing_id=article_id,
            parent_id=parent.first if parent else None,
            name=name,
            words=words,
            day=_day(part, self._day),
            author=author,
        )
        editing.take_over(self._session, comment, self._actor, is_public=state == "published")
        here_id = comment.id or 0
        said[number] = _Said(here_id, comment.parent_id or here_id, name)
        self._remembered.keep(guid, called, "comment", here_id, "", digest)
        where = "is public" if state == "published" else "waits in the queue"
        taken.adds.append(Line(part.line, called, f"{where}; by {name or 'a reader'}, {comment.day}"))

    def _words(self, part: Part, said: dict[str, _Said]) -> tuple[str, int]:
        text, links = paragraphs(part.get("wp:comment_content"))
        words = cleaned_text(text_lines(text)).strip()
        parent = said.get(part.get("wp:comment_parent"))
        if parent and parent.here != parent.first and words:
            words = f"(To {parent.name or 'a reader'}:) {words}"
        return words, links

    def _name(self, part: Part) -> tuple[str, str]:
        """The name shown, and the slug of an author who answers."""
        slug, author = self._author_of(part.get("wp:comment_user_id"))
        if slug:
            return author, slug
        name = " ".join(cleaned_line(_MAIL.sub("", part.get("wp:comment_author")[:300])).split())[
            :LONGEST_NAME
        ]
        if _compared(name) in self._names:
            # Nobody is to be taken for somebody who writes here.
            name = f"{name[: LONGEST_NAME - 11]} (a reader)"
        return name.strip(), ""


def _day(part: Part, otherwise: str) -> str:
    for name in ("wp:comment_date_gmt", "wp:comment_date"):
        day = part.get(name)[:10]
        if re.fullmatch(r"[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", day):
            return day
    return otherwise


def _compared(name: str) -> str:
    return "".join(one for one in name.casefold() if one.isalnum())
