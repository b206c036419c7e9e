"""Ask the seller: what nobody has put in writing about a product, as one short message."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from catalog.products.record import PRICE
from catalog.shelf.cell import Cell
from catalog.shelf.entry import Entry
from catalog.shelf.naming import address
from catalog.shelf.shelf import Shelf
from catalog.specs.needle_length import NeedleLengths, Range
from catalog.specs.registry import SPECS
from catalog.specs.spec import CARTRIDGE, PEN, Facet, Spec

MOST: Final = 8
"""Questions that somebody answers in one go; the rest is named in a line."""

LONGEST_MAILTO: Final = 1900
"""Characters of a `mailto:` address that every mail program takes; Windows cuts at about 2,000."""

MOST_KEPT: Final = 500
"""Messages kept in memory, at two or three kilobytes each."""

WANTED: Final = ("needle_length", "pin_count", "sterility", "replacement")
"""The specs among the eight facts of the record: what is asked first."""

SOURCE: Final = "Where is this written (page of the manual, file number, web page)?"


@dataclass(frozen=True)
class Question:
    """``words`` ask it, ``name`` names it in a list, ``key`` is the row of the page it is about."""

    key: str
    name: str
    words: str


@dataclass(frozen=True)
class AskMessage:
    """One message about ``title``, the exact model.

    ``questions`` are asked, the most wanted first; ``rest`` are the names of what is not known besides.
    ``text`` is the message, ``mailto`` opens it as an e-mail, ``answer_url`` is where an answer goes.
    """

    title: str
    questions: tuple[Question, ...]
    rest: tuple[str, ...]
    text: str
    mailto: str
    answer_url: str


class _Written:
    """Messages of one state of the shelf, which do not change with the page they stand on."""

    def __init__(self, shelf: Shelf) -> None:
        self.by_slug: dict[str, AskMessage | None] = {}


def message(shelf: Shelf, entry: Entry) -> AskMessage | None:
    """What to ask the maker or a seller of ``entry``; None where everything is known. No SQL."""
    written = shelf.once(_Written).by_slug
    if entry.slug not in written:
        if len(written) >= MOST_KEPT:
            written.clear()
        written[entry.slug] = _message(shelf, entry)
    return written[entry.slug]


def _message(shelf: Shelf, entry: Entry) -> AskMessage | None:
    found = unknown(shelf, entry)
    if not found:
        return None
    title = shelf.title(entry)
    questions, rest = found[:MOST], tuple(question.name for question in found[MOST:])
    return AskMessage(
        title,
        tuple(questions),
        rest,
        _text(title, questions, rest),
        _mailto(title, questions, rest),
        report_url(shelf, address(entry.kind, entry.slug)) + "&kind=answer",
    )


def report_url(shelf: Shelf, page: str) -> str:
    """Where to report on a page of this version; ``&value=…`` may follow."""
    return "/report?" + urlencode({"page": page, "version": shelf.version}, safe="/")


def unknown(shelf: Shelf, entry: Entry) -> list[Question]:
    """Everything that is not known of it, the most wanted first."""
    specs = [spec for spec in SPECS.values() if spec.applies(entry.kind) and spec.facet is not Facet.MEASURED]
    ranked = sorted(specs, key=_rank)
    wanted = [spec for spec in ranked if spec.key in WANTED]
    others = [spec for spec in ranked if spec.key not in WANTED]
    return [
        *(question for spec in wanted for question in _of_spec(entry.cell(spec.key, shelf.sources))),
        *_of_other_rows(entry),
        *(question for spec in others for question in _of_spec(entry.cell(spec.key, shelf.sources))),
    ]


def _rank(spec: Spec) -> tuple[int, bool]:
    """By the record, then what the finder asks; a sort keeps the registry's order among equals."""
    return (WANTED.index(spec.key) if spec.key in WANTED else len(WANTED), spec.facet is None)


def _of_spec(cell: Cell) -> Iterator[Question]:
    if not cell.is_known or cell.value is None:
        yield Question(cell.spec.key, cell.spec.name_in_a_list, cell.spec.question)
    elif isinstance(cell.value, NeedleLengths):
        for name, words in _of_lengths(cell.value, cell):
            yield Question(cell.spec.key, name, words)


def _of_lengths(value: NeedleLengths, cell: Cell) -> Iterator[tuple[str, str]]:
    """What of a needle length is open: an end, the stops, or which of two readings is right."""
    disputed = {
        dispute.part: " or ".join(reading.text for reading in dispute.readings) for dispute in cell.disputes
    }
    if any(r.low is None for r in value.ranges):
        yield "where its needle length starts", "What is its shortest needle length?"
    elif "low" in disputed:
        yield (
            "where its needle length starts",
            f"Is its shortest needle length {disputed['low']}?",
        )
    if any(r.high is None for r in value.ranges):
        yield "where its needle length ends", "What is its longest needle length?"
    elif "high" in disputed:
        yield "where its needle length ends", f"Is its longest needle length {disputed['high']}?"
    if not value.versions_listed:
        yield "which lengths it comes in", "Which needle lengths does it come in?"
    elif any(_has_unknown_stops(r) for r in value.ranges):
        yield "stops", "At which lengths does it stop between the shortest and the longest?"
    elif value.open:
        yield "which longer lengths there are", "Which longer needle lengths are there?"


def _has_unknown_stops(r: Range) -> bool:
    return r.step is None and r.low != r.high


def _of_other_rows(entry: Entry) -> Iterator[Question]:
    """What pages say that is no spec."""
    if entry.kind != CARTRIDGE and not any(row.on_record for row in entry.legal):
        words = "Is there a clearance or registration number for this exact model?"
        yield Question("law", "a regulator’s file", words)
    if not entry.record[PRICE]:
        yield Question("price", "a current price", "What does it cost today, and in which currency?")
    if entry.kind == PEN and not any(fit.answer == "fits" for fit in entry.fits):
        yield Question("fits", "which cartridges fit", "Which cartridges fit it?")


def _text(title: str, questions: Sequence[Question], rest: Sequence[str]) -> str:
    asked = "\n".join(f"{number}. {question.words}" for number, question in enumerate(questions, 1))
    also = f"\n\nNot found either: {', '.join(rest)}." if rest else ""
    return f"About the {title}. I could not find these facts:\n\n{asked}{also}\n\n{SOURCE}"


def _mailto(title: str, questions: Sequence[Question], rest: Sequence[str]) -> str:
    """With as much of the message as every mail program takes (RFC 6068): the last questions go first."""
    subject = quote(f"Questions about the {title}", safe="")
    for count in range(len(questions), -1, -1):
        for named in (rest, ()):
            body = _text(title, questions[:count], named).replace("\n", "\r\n")
            link = f"mailto:?subject={subject}&body={quote(body, safe='')}"
            if len(link) <= LONGEST_MAILTO:
                return link
    return f"mailto:?subject={subject[:LONGEST_MAILTO].rpartition('%')[0]}"
