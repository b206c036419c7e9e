"""A study in words: what kind it is, how many took part, how long its needles were, how sure we are. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from catalog.specs.units import MILLIMETRE

from .models import SafetyItem, Study

NOT_STATED: Final = "number not stated"
NOT_CONFIRMED: Final = "not confirmed"
MAKER_LINKED: Final = "Maker-linked: "
"""`Study.funding` begins so where a maker paid, wrote, or needed the result for a filing."""


@dataclass(frozen=True)
class Design:
    """A kind of study: ``key`` for addresses, ``label`` as in "randomised trial", ``means`` a sentence."""

    key: str
    label: str
    means: str


DESIGNS: Final = {
    "rct": Design("rct", "randomised trial", "People were put into groups by lot."),
    "split-face trial": Design(
        "split-face", "split-face trial", "One side of the face was compared with the other."
    ),
    "case series": Design(
        "case-series",
        "no comparison group",
        "People were followed before and after, or cases were gathered; no comparison group is recorded.",
    ),
    "review": Design("review", "review of studies", "Sums up what others have published."),
    "systematic review": Design(
        "systematic-review",
        "systematic review of studies",
        "Looks for every study of a question by a method that it states.",
    ),
    "animal": Design("animals", "animals", "Done on animals, not on people."),
    "in vitro": Design("laboratory", "laboratory", "Done on skin or skin models outside the body."),
    "measurement": Design(
        "measurement", "measurement", "Thickness or barrier measured in people or cadavers; no treatment."
    ),
    "guidance": Design("official", "official text", "A regulator’s text, not a study."),
}
"""Kind of `STUDY_KINDS` → its words, in the order in which they are offered."""
NOT_READ: Final = Design("not-read", "not read yet", "Taken over from a file; nobody here has read it.")

_RANDOMISED: Final = re.compile(r"(?<!not )(?<!non-)\brandomi[sz]ed\b", re.IGNORECASE)

NEVER: Final = "do not treat"
"""The level of what speaks against needling at all."""
LEVELS: Final = {NEVER: "do not needle", "ask a doctor": "ask a doctor", "extra care": "extra care"}
"""Level of a safety item, one of `SAFETY_LEVELS` → its words beside the item, the gravest first."""
LEVEL_HEADINGS: Final = {NEVER: "Not over, or with", "ask a doctor": "Ask a doctor first"}
"""Level → the heading over its items; what asks for extra care has none."""
FREQUENCIES: Final = {"rare, severe": "rare, but severe"}
"""How often something happens → its words, where they are others than the record's."""
_BIBLIOGRAPHIC: Final = (
    "title", "authors", "full author list", "co-authors", "journal", "year", "volume", "pages"
)  # fmt: skip
"""How entries of `Study.unconfirmed` begin that are about the citation, not about what was done."""

_CITATION: Final = {
    "verified": "citation confirmed",
    "recalled": "citation from memory",
    "imported": "imported, not read here",
}
_VERIFICATION: Final = {
    "verified": "Title, journal and year were confirmed in a text that was read, usually the abstract or a "
    "bibliographic record, not the full article.",
    "recalled": "At least one of title, journal and year rests on memory: check before citing.",
    "imported": "Taken over from a bibliographic file. Nobody here has read it.",
}
_FIELDS: Final = {
    "needle_length_mm": "needle length",
    "device_kind": "kind of device",
    "n": "number of people",
}


class OfKind(Protocol):
    """What is of one of `STUDY_KINDS`, or of none that anybody knows."""

    @property
    def kind(self) -> str | None: ...


def design(study: OfKind) -> Design:
    """What kind of study it is; `NOT_READ` while nobody has said."""
    return DESIGNS[study.kind] if study.kind else NOT_READ


def design_words(study: Study) -> str:
    """``"randomised trial"``, "split-face trial, randomised"; "trial, randomisation not confirmed" where the
    record doubts it.
    """
    if not is_design_doubted(study):
        was_lot = study.kind == "split-face trial" and is_randomised(study)
        return f"{design(study).label}, randomised" if was_lot else design(study).label
    if study.kind == "case series":
        return "comparison group not confirmed"
    return f"{'trial' if study.kind == 'rct' else 'split-face trial'}, randomisation not confirmed"


def is_design_doubted(study: Study) -> bool:
    """Whether the record doubts that the study is of its kind, or that a split-face trial cast a lot."""
    doubted = " ".join(study.unconfirmed)
    if study.kind in ("rct", "split-face trial"):
        return "randomised" in doubted
    return study.kind == "case series" and "control group" in doubted


def is_randomised(study: Study) -> bool:
    """Whether a lot was cast: a randomised trial, or a split-face trial that says so of itself."""
    if study.kind == "split-face trial":
        said = study.finding if "title" in study.unconfirmed else f"{study.title}. {study.finding}"
        return not is_design_doubted(study) and bool(_RANDOMISED.search(said))
    return study.kind == "rct" and not is_design_doubted(study)


def people_words(study: Study) -> str:
    """``"480 people enrolled"``, "30 animals", "1,029 people in its studies", "number not stated"."""
    if study.n is None:
        return NOT_STATED
    count = f"{study.n:,}"
    if study.kind == "animal":
        return f"{count} animals"
    if study.kind == "measurement":
        return f"{count} measured"
    people = "1 person" if study.n == 1 else f"{count} people"
    if study.kind in ("review", "systematic review"):
        return f"{people} in its studies"
    # Fewer may have finished: the record counts those who began.
    return f"{people} enrolled" if study.kind in ("rct", "split-face trial", "case series") else people


class Needled(Protocol):
    """What says how long needles were: a `Study`, or a row of what was tested."""

    @property
    def needle_lengths_um(self) -> tuple[int, ...]: ...
    @property
    def lengths_are_range(self) -> bool: ...


def range_words(ends: Sequence[int]) -> str:
    """``(250, 2000)`` µm → ``"0.25–2.0 mm"``."""
    return f"{MILLIMETRE.show(ends[0])}–{MILLIMETRE.show(ends[-1])} mm"


def lengths_words(row: Needled) -> str:
    """``"1.5 mm"``, "0.6 and 1.2 mm", "0.25–2.0 mm"; "not confirmed" where none is, which is not short."""
    shown = [MILLIMETRE.show(length) for length in row.needle_lengths_um]
    if not shown:
        return NOT_CONFIRMED
    if row.lengths_are_range and len(shown) == 2:
        return range_words(row.needle_lengths_um)
    *others, last = shown
    return f"{', '.join(others)} and {last} mm" if others else f"{last} mm"


def is_length_doubted(study: Study) -> bool:
    """Whether a length is given that no text confirmed."""
    return bool(study.needle_lengths_um) and any(
        field.startswith(("needle length", "needle_length")) for field in study.unconfirmed
    )


def citation_words(study: Study) -> str:
    """``"citation confirmed"``, "citation from memory", "imported, not read here"."""
    return _CITATION[study.confidence]


def safety_words(item: SafetyItem) -> tuple[str, ...]:
    """How grave an item is, or how often it happens: ("do not needle",), ("rare, but severe",) or ()."""
    level = LEVELS[item.level] if item.level else ""
    often = FREQUENCIES.get(item.frequency, item.frequency) if item.frequency else ""
    return tuple(filter(None, (level, often)))


def memory_words(study: Study) -> str:
    """What of a citation from memory no text confirmed: ``"from memory; not confirmed: year, pages"``.

    Empty for a citation that was confirmed or imported.
    """
    if study.confidence != "recalled":
        return ""
    fields = [one for one in unconfirmed_words(study) if one.casefold().startswith(_BIBLIOGRAPHIC)]
    return f"from memory; not confirmed: {', '.join(fields)}" if fields else "from memory"


def verification(study: Study) -> str:
    """What the state of verification means, in a sentence or two."""
    return _VERIFICATION[study.confidence]


def unconfirmed_words(study: Study) -> tuple[str, ...]:
    """What no text confirmed: ("needle length", "volume", …)."""
    return tuple(_FIELDS.get(field, field) for field in study.unconfirmed)


def is_maker_linked(study: Study) -> bool:
    """Whether a maker paid, wrote, or needed the result for a filing, as far as is recorded."""
    return (study.funding or "").startswith(MAKER_LINKED)


def funding_words(study: Study) -> str:
    """``"The maker of the product paid for the study."``; empty where nothing is recorded."""
    words = (study.funding or "").removeprefix(MAKER_LINKED)
    return words[:1].upper() + words[1:]


def study_address(slug: str) -> str:
    """``"chu2021"`` → ``"/studies/chu2021"``."""
    return f"/studies/{slug}"
