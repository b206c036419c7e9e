"""A comparison in at most five plain sentences, each from a rule and tied to its row: no adjectives, no
advice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from catalog.compare.asked import Asked
from catalog.compare.clauses import VERBS, Compared, holders, listed, possessive, small, told
from catalog.compare.outside import LAW, WARNING
from catalog.dates import show_date
from catalog.finder.missing import answer_of
from catalog.finder.naming import joined, mm
from catalog.specs.answer import Answer
from catalog.specs.kinds import TermSet
from catalog.specs.needle_length import Lengths, NeedleLengths
from catalog.specs.registry import SPECS
from catalog.specs.resolution import NOT_PUBLISHED, NOT_RESEARCHED
from catalog.specs.spec import Better
from catalog.specs.units import MILLIMETRE

MOST: Final = 5
MOST_DISPUTES: Final = 2
"""However much sources disagree about, there is something else to tell."""
MOST_LISTED: Final = 4
"""Lengths named one by one; more are told by their ends and their number."""


@dataclass(frozen=True)
class Sentence:
    text: str
    row: str


def sentences(compared: Compared, asked: Asked) -> tuple[Sentence, ...]:
    """The first five that a rule has something to say for, in the order of the rules."""
    if len(compared.letters) < 2:
        return ()
    questions = tuple(_questions(compared, asked))
    common = tuple(_common(compared, asked))
    reach = tuple(_reach(compared, asked))
    rules = (
        questions,
        _advisories(compared),
        reach if questions or reach else _known_lengths(compared, bool(common)),
        common,
        _heads(compared),
        _files(compared),
        tuple(_disputes(compared))[:MOST_DISPUTES],
        _provenance(compared),
        _said_without_judging(compared),
    )
    return tuple(sentence for rule in rules for sentence in rule)[:MOST]


def _questions(compared: Compared, asked: Asked) -> Iterator[Sentence]:
    """Every question the shopper asked: who does, who does not, for whom it is not known."""
    for length in asked.lengths:
        answers = [answer_of(length, entry.lengths) for entry in compared.entries]
        numbers = tuple(map(MILLIMETRE.show, length.numbers))
        reached = length.key == "depth_reach"
        with_head = _with_heads(compared, answers, length.numbers[0]) if reached else []
        yield Sentence(told(compared, answers, VERBS[length.key].filled(numbers), with_head), length.key)


def _advisories(compared: Compared) -> Iterator[Sentence]:
    """What an authority warns of, in its words: "Health Canada on A: not licensed (16 Dec 2021)." """
    named: dict[tuple[str, str], list[str]] = {}
    for letter, entry in zip(compared.letters, compared.entries, strict=True):
        for row in entry.legal:
            if row.outcome == WARNING:
                when = f" ({show_date(row.date)})" if row.date else ""
                letters = named.setdefault((row.body, f"{row.status}{when}"), [])
                letters += [] if letter in letters else [letter]
    for (body, words), letters in named.items():
        yield Sentence(f"{body} on {listed(letters)}: {words}.", LAW)


def _reach(compared: Compared, asked: Asked) -> Iterator[Sentence]:
    """Who reaches the longest of all lengths that every source of a device grants it."""
    if any(length.key == "depth_reach" for length in asked.lengths):
        return
    sure = [min(s.longest_listed or 0 for s in entry.lengths.settings) for entry in compared.entries]
    longest = max(sure)
    answers = [entry.lengths.reach(longest) for entry in compared.entries]
    if longest and Answer.NO in answers:
        verb = VERBS["depth_reach"].filled((MILLIMETRE.show(longest),))
        yield Sentence(
            told(compared, answers, verb, _with_heads(compared, answers, longest)), "needle_length"
        )


def _with_heads(compared: Compared, answers: Sequence[Answer], length: int) -> list[str]:
    """Who reaches it with a head that is sold for it, and not with what it comes with."""
    return compared.having(
        answer is Answer.NO and head is not None and head.longest >= length
        for answer, head in zip(answers, compared.heads, strict=True)
    )


def _heads(compared: Compared) -> Iterator[Sentence]:
    """For whom longer heads are sold than it comes with, whatever else is said of its length."""
    found = zip(compared.letters, compared.heads, strict=True)
    told = [f"{letter} {head.sentence}" for letter, head in found if head]
    if told:
        yield Sentence(" ".join(told), "needle_length")


def _common(compared: Compared, asked: Asked) -> Iterator[Sentence]:
    """The lengths that all can be set to."""
    if any(length.key == "depth_at" for length in asked.lengths):
        return
    shared = common_settings(tuple(entry.lengths for entry in compared.entries))
    if not shared:
        return
    who = "Both" if len(compared.letters) == 2 else "All"
    if len(shared) <= MOST_LISTED:
        lengths = f"{joined(list(map(MILLIMETRE.show, shared)))} mm"
    else:
        lengths = f"{len(shared)} same lengths, from {MILLIMETRE.show(shared[0])} to {mm(shared[-1])}"
    yield Sentence(f"{who} can be set to {lengths}.", "stops")


@lru_cache(maxsize=1_000)
def common_settings(every: tuple[Lengths, ...]) -> tuple[int, ...]:
    """The lengths (µm) that each of these can surely be set to, ascending; of stepless dials the ends."""
    candidates = {d for lengths in every for reading in lengths.settings for d in reading.settings() if d}
    return tuple(sorted(d for d in candidates if all(lengths.at(d) is Answer.YES for lengths in every)))


def _known_lengths(compared: Compared, has_common: bool) -> Iterator[Sentence]:
    """What is known of the longest settings, where no rule holds them against each other; nothing where all
    are alike and the lengths they have in common are told.
    """
    dials: dict[str, list[str]] = {}
    fixed: dict[str, list[str]] = {}
    for letter, cell in zip(compared.letters, compared.cells["needle_length"], strict=True):
        readings = [
            v for v in (cell.value, *cell.alternatives) if isinstance(v, NeedleLengths) and v.is_known
        ]
        if readings and all(r.high is not None for v in readings for r in v.ranges):
            is_dial = any(v.ranges for v in readings) and all(v.versions_listed for v in readings)
            said = dials if is_dial else fixed
            said.setdefault(_longest(readings, is_dial), []).append(letter)
    if has_common and len(dials) + len(fixed) == 1:
        return
    pieces = _each(dials, "goes to", "go to", "to") + _each(fixed, "has needles of", "have needles of", "of")
    if pieces:
        yield Sentence(f"{'; '.join(pieces)}.", "needle_length")


def _longest(readings: Sequence[NeedleLengths], is_dial: bool) -> str:
    """ "2.5 or 3.0 mm", "up to 1.0 mm", "0.25 mm and longer" """
    ends = sorted({v.longest_listed or 0 for v in readings})
    words = f"{' or '.join(map(MILLIMETRE.show, ends))} mm"
    if any(v.open for v in readings):
        return f"{words} and longer"
    is_one = is_dial or all(len(set(v.ends())) == 1 for v in readings)
    return words if is_one else f"up to {words}"


def _each(said: dict[str, list[str]], one: str, several: str, short: str) -> list[str]:
    """ "A and C go to 2.5 mm, B to 3.0 mm": the verb is said once."""
    verbs = [one if len(letters) == 1 else several for letters in said.values()]
    told = [
        f"{listed(letters)} {verb if n == 0 else short} {words}"
        for n, (verb, (words, letters)) in enumerate(zip(verbs, said.items(), strict=True))
    ]
    return [", ".join(told)] if told else []


def _disputes(compared: Compared) -> Iterator[Sentence]:
    """Where sources disagree: about lengths with every reading, about the rest by name."""
    lengths = []
    for letter, cell in zip(compared.letters, compared.cells["needle_length"], strict=True):
        for dispute in cell.disputes:
            about = _ABOUT.get(dispute.part, "needle length")
            values = " or ".join(reading.text for reading in dispute.readings)
            lengths.append(f"{letter}’s {about} ({values})")
    if lengths:
        yield Sentence(f"Sources disagree about {joined(lengths)}.", "needle_length")
    others = {
        key: compared.having(cell.is_disputed for cell in cells)
        for key, cells in compared.cells.items()
        if key != "needle_length"
    }
    said = [f"{possessive(letters)} {small(SPECS[key].label)}" for key, letters in others.items() if letters]
    if said:
        row = next(key for key, letters in others.items() if letters)
        yield Sentence(f"Sources disagree about {joined(said)}.", row)


def _files(compared: Compared) -> Iterator[Sentence]:
    """What the FDA cleared or authorised; it has other papers, too: warning letters, registrations."""
    having = [any(row.on_record and row.body == "FDA" for row in entry.legal) for entry in compared.entries]
    if any(having):
        yield Sentence(holders(compared, having, "has", "have", _CLEARED), LAW)


def _provenance(compared: Compared) -> Iterator[Sentence]:
    """Who says each length, where one is measured or stands in a document and another is only said, worked
    out or remembered.
    """
    founded: dict[str, list[str]] = {}
    rest: dict[str, list[str]] = {}
    for letter, cell in zip(compared.letters, compared.cells["needle_length"], strict=True):
        if cell.is_known:
            is_founded = cell.kind in ("measured", "documented") and cell.known_by == "stated"
            (founded if is_founded else rest).setdefault(cell.who, []).append(letter)
    if founded and rest:
        (who, letters), *others = (*founded.items(), *rest.items())
        pieces = [_length_told(who, letters), *(_told_too(*one) for one in others)]
        yield Sentence(f"{'; '.join(pieces)}.", "needle_length")


def _length_told(who: str, letters: Sequence[str]) -> str:
    """ "A’s needle length is in an FDA file", "We measured A’s and B’s needle lengths" """
    several = len(letters) > 1
    what = f"{possessive(letters)} needle length{'s' if several else ''}"
    return f"We measured {what}" if who == _MEASURED else f"{what} {'are' if several else 'is'} {who}"


def _told_too(who: str, letters: Sequence[str]) -> str:
    """ "C’s is worked out by us from a seller’s page", "for B a seller says it" """
    if who == _MEASURED:
        return f"{who} {possessive(letters)}"
    if who.startswith(("in ", "worked out ", "from ")):
        return f"{possessive(letters)} {'is' if len(letters) == 1 else 'are'} {who}"
    speaker = who.removeprefix("says ").removesuffix(" says")
    return f"for {listed(letters)} {_SPEAKERS.get(speaker, speaker)} says it"


def _said_without_judging(compared: Compared) -> Iterator[Sentence]:
    """What is known of some and not of others, for the specs that are told in words instead of judged."""
    for key, spec in SPECS.items():
        cells = compared.cells.get(key, ())
        if spec.better is not Better.SAY or not all(isinstance(c.value, TermSet | None) for c in cells):
            continue
        said: dict[str, list[str]] = {}
        for letter, cell in zip(compared.letters, cells, strict=True):
            if cell.is_known and not cell.is_disputed:
                said.setdefault(small(cell.text), []).append(letter)
        silent = [
            f"For {listed(letters)} {words}."
            for state, words in _SILENT.items()
            if (letters := compared.having(cell.state == state for cell in cells))
        ]
        if said and silent:
            known = "; ".join(f"{listed(letters)}: {text}" for text, letters in said.items())
            yield Sentence(f"{spec.label}: {known}. {' '.join(silent)}", key)


_SILENT: Final = {NOT_PUBLISHED: "the maker doesn’t say", NOT_RESEARCHED: "we haven’t found it"}

_ABOUT: Final = {
    "low": "shortest setting",
    "high": "longest setting",
    "step": "stops",
    "fixed": "needle lengths",
}
_CLEARED: Final = "an FDA clearance or authorisation on record"
_MEASURED: Final = "we measured"
_SPEAKERS: Final = {
    "seller": "a seller",
    "maker": "the maker",
    "distributor": "a distributor",
    "trade press": "the trade press",
}
