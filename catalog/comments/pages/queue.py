"""The queue at the desk: what waits, what is public and what was refused."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session
from werkzeug.datastructures import MultiDict

from catalog.comments import queries
from catalog.comments.editing import REFUSED_DAYS
from catalog.comments.models import Comment
from catalog.comments.pages.public import is_number
from catalog.comments.pages.things import Thing, things
from catalog.comments.shown import ShownComment, shown
from catalog.desk.csrf import ButtonForm, DeskForm
from catalog.desk.frame import DeskPage, button
from catalog.people.sessions import SignedIn

VIEWS: Final = {"waiting": "Waiting", "published": "Published", "refused": "Refused"}
"""State → what the way to it says."""

MOST: Final = 50
"""Comments on one page of the queue; the next ones come up as these are decided."""

DONE: Final = {
    "publish": "{} published: readers see it now.",
    "delete": "{} deleted: the words are gone.",
    "put-back": "{} put back: it waits again.",
    "answered": "{} answered: readers see it now.",
}
"""What was done, by the word the address says it with."""

_LINK: Final = re.compile(r"://|\bwww\.|\b[a-z0-9-]+\.(?:com|net|org|shop|store|ru|io)\b", re.IGNORECASE)
_MAIL: Final = re.compile(r"\S@\S+\.\S")


@dataclass(frozen=True)
class QueueItem:
    """One comment. ``on`` is None where what it stands under is gone; ``to`` is what it replies to;
    ``hints`` are what else to look at before it is published; ``answer`` is the form with what was typed."""

    comment: ShownComment
    on: Thing | None
    to: ShownComment | None
    hints: tuple[str, ...]
    is_ticked: bool
    answer: DeskForm
    is_open: bool


@dataclass(frozen=True, kw_only=True)
class QueuePage(DeskPage):
    """`/desk/comments`. ``counts`` are those of all views; ``undo`` numbers of what was refused just now."""

    show: str
    views: tuple[tuple[str, str, int], ...]
    items: tuple[QueueItem, ...]
    form: ButtonForm
    undo: tuple[int, ...]
    refused_days: int = REFUSED_DAYS


@dataclass(frozen=True, kw_only=True)
class SurePage(DeskPage):
    """Asks before comments are deleted for good."""

    show: str
    comments: tuple[ShownComment, ...]
    form: ButtonForm


def queue_page(
    session: Session,
    who: SignedIn,
    show: str,
    blank: type[DeskForm],
    *,
    trouble: str = "",
    done: str = "",
    undo: Collection[int] = (),
    ticked: Collection[int] = (),
    answered: tuple[int, DeskForm] | None = None,
) -> QueuePage:
    """The queue in one of its views. ``blank``: the form of an answer; ``answered``: the comment that
    one was typed for, with its form."""
    found = queries.queue(session, show, MOST)
    places = things(session, ((one.kind, one.thing_id) for one in found))
    above = queries.some(session, [one.parent_id for one in found if one.parent_id])
    parents = {one.id: one for one in above}
    counts = queries.counts(session)
    number, form = answered or (0, None)
    return QueuePage(
        who=who,
        trouble=trouble,
        done=done,
        show=show,
        views=tuple((state, words, counts.get(state, 0)) for state, words in VIEWS.items()),
        items=tuple(
            QueueItem(
                shown(one),
                places.get((one.kind, one.thing_id)),
                shown(parents[one.parent_id]) if one.parent_id in parents else None,
                _hints(one),
                one.id in ticked,
                form if form is not None and one.id == number else blank(formdata=None),
                form is not None and one.id == number,
            )
            for one in found
        ),
        form=button(),
        undo=tuple(undo),
    )


def sure_page(session: Session, who: SignedIn, show: str, numbers: list[int]) -> SurePage:
    """What would be deleted."""
    comments = [shown(one) for one in queries.some(session, numbers) if one.state != "deleted"]
    return SurePage(who=who, show=show, comments=tuple(comments), form=button())


def numbers(texts: Iterable[str]) -> list[int]:
    """The numbers among what a form or an address says, each once."""
    return sorted({int(text) for text in texts if is_number(text)})


def what_was_done(said: MultiDict[str, str]) -> str:
    """What the last button did, in a sentence, from the address it led to; "" where it says nothing."""
    if refused := numbers(said.getlist("refused")):
        return f"{len(refused)} refused: nobody sees it."
    found = ((said.get(word, ""), sentence) for word, sentence in DONE.items())
    return next((sentence.format(number) for number, sentence in found if is_number(number)), "")


def _hints(comment: Comment) -> tuple[str, ...]:
    text = f"{comment.name}\n{comment.words}"
    found = {"has a web address": _LINK, "has a mail address": _MAIL}
    return tuple(words for words, pattern in found.items() if pattern.search(text))
