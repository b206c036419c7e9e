"""What `/cleared` shows: every field finished."""

from dataclasses import dataclass

from sqlmodel import Session

from catalog.cleared.answer import Answer, Choice, answer, choice
from catalog.cleared.names import Model, find, models, words
from catalog.cleared.on_file import on_file
from catalog.dates import show_date
from catalog.guidance.over_the_counter import OverTheCounter, over_the_counter
from catalog.products.pages.citing import Citations, Piece, SourceLine
from catalog.science import queries
from catalog.science.current import citations as study_names
from catalog.science.standing import doubts
from catalog.shelf.naming import address
from catalog.shelf.shelf import Shelf

LONGEST = 200
"""Characters of a question; nobody's name for a model is longer."""
LIST = "/devices?legal=united-states-on-record"
"""The same devices in the finder, which has no end."""


@dataclass(frozen=True)
class WithFile:
    """A model with a file, in the table of all: its numbers, the oldest first, and the newest one's day."""

    title: str
    url: str
    numbers: tuple[str, ...]
    latest: str


@dataclass(frozen=True)
class ClearedPage:
    """`/cleared`. One of these is set where something was asked:

    ``answer``; ``choices``, models that the words fit alike; ``unknown_number``; or ``is_unknown`` with the
    names that are ``near``, perhaps none. ``error`` is a message at the field. ``examples`` are offered where
    nothing was asked. ``with_file`` are the first by name of ``files`` models, ``more`` are not among them.
    ``guidance`` is the study that says what needs no clearance, if it is in the evidence.
    """

    asked: str
    error: str
    answer: Answer | None
    choices: tuple[Choice, ...]
    near: tuple[Choice, ...]
    unknown_number: str
    is_unknown: bool
    also: tuple[Choice, ...]
    examples: tuple[Choice, ...]
    with_file: tuple[WithFile, ...]
    files: int
    more: int
    list_url: str
    guidance: Piece | None
    over_the_counter: OverTheCounter | None
    sources: tuple[SourceLine, ...]
    marks: tuple[str, ...]


def cleared_page(session: Session, shelf: Shelf, text: str) -> ClearedPage:
    """The page for what was typed, which may be nothing."""
    listed = on_file(shelf)
    asked = " ".join(text.split())
    error = f"Use at most {LONGEST} characters." if len(asked) > LONGEST else ""
    # Only a question needs a model of every device.
    among = models(shelf) if asked and not error else []
    found = find("" if error else asked, among)
    citations = Citations(shelf.sources)
    answered = answer(shelf, found, among, citations) if found.model else None
    others = tuple(choice(model) for model in found.others)
    fits = bool(others) and not answered and not found.number and _fit(asked, found.others)
    return ClearedPage(
        asked=asked[:LONGEST],
        error=error,
        answer=answered,
        choices=others if fits else (),
        near=() if fits or answered else others,
        unknown_number=found.number if not answered else "",
        is_unknown=bool(asked) and not (error or answered or fits or found.number),
        also=others if answered else (),
        examples=() if asked else tuple(map(choice, listed.examples)),
        with_file=tuple(map(_with_file, listed.models)),
        files=listed.count,
        more=listed.count - len(listed.models),
        list_url=LIST,
        guidance=_guidance(session) if answered and not answered.files else None,
        over_the_counter=over_the_counter(session),
        sources=citations.listed(),
        marks=citations.marks,
    )


def _fit(asked: str, others: tuple[Model, ...]) -> bool:
    return all(model.has(words(asked)) for model in others)


def _with_file(model: Model) -> WithFile:
    files = model.files
    numbers = tuple(row.identifier for row in files if row.identifier)
    days = [row.date for row in files if row.date]
    latest = show_date(max(days)) if days else ""
    return WithFile(model.title, address(model.kind, model.slug), numbers, latest)


def _guidance(session: Session) -> Piece | None:
    study = queries.study(session, "fda2020")
    if study is None:
        return None
    doubt = doubts(session, [study.slug]).get(study.slug)
    return Piece(study_names().get(study.slug, study.slug), study.url, doubt.word if doubt else "")
