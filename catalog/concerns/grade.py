"""How sure the studies of a concern make us, with everything this leans on. Pure: rows in, a value out.

Certainty and effect are two things. A grade without inputs does not exist.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from catalog.science.models import Study
from catalog.science.standing import Doubt
from catalog.science.words import (
    NOT_CONFIRMED,
    is_design_doubted,
    is_length_doubted,
    is_randomised,
    range_words,
)
from catalog.specs.units import MILLIMETRE

from .models import Concern, Tested

CELLS: Final = {"high": 4, "moderate": 3, "low": 2, "very low": 1}
REVIEWS: Final = ("review", "systematic review")
LABORATORY: Final = ("animal", "in vitro")
COUNTED: Final = ("rct", "split-face trial", "case series", "guidance")
"""Kinds whose people are counted: the study itself needled them; a regulator's file holds such a trial."""


@dataclass(frozen=True)
class DesignGroup:
    """Kinds of study that are counted together; ``is_doubted``: the record doubts the design itself.

    ``is_answer``: none of them is worth saying.
    """

    key: str
    label: str
    kinds: tuple[str | None, ...]
    is_doubted: bool = False
    is_answer: bool = False


GROUPS: Final = (
    DesignGroup("randomised", "Randomised trials", ("rct",), is_answer=True),  # and split-face, see `_group`
    DesignGroup("randomised-not-confirmed", "Trials, randomisation not confirmed", ("rct",), is_doubted=True),
    DesignGroup("split-face", "Split-face trials, not said to be randomised", ("split-face trial",)),
    DesignGroup(
        "split-face-not-confirmed",
        "Split-face trials, randomisation not confirmed",
        ("split-face trial",),
        is_doubted=True,
    ),
    DesignGroup("uncontrolled", "Studies without a comparison group", ("case series",), is_answer=True),
    DesignGroup(
        "uncontrolled-not-confirmed",
        "Studies whose comparison group is not confirmed",
        ("case series",),
        is_doubted=True,
    ),
    DesignGroup("official", "Regulators’ files", ("guidance",)),
    DesignGroup("reviews", "Reviews of studies", REVIEWS, is_answer=True),
    DesignGroup("measurements", "Measurements without a treatment", ("measurement",)),
    DesignGroup("laboratory", "Animal or laboratory studies", LABORATORY, is_answer=True),
    DesignGroup("not-read", "Not read yet", (None,)),
)


@dataclass(frozen=True)
class DesignCount:
    """How many studies of one group were tested for the concern, ``split_face`` of them split-face trials."""

    key: str
    label: str
    count: int
    split_face: int = 0


@dataclass(frozen=True)
class LengthCount:
    """``"1.5 mm"`` or "not confirmed", and in how many studies; of ``doubted`` no text confirmed it."""

    words: str
    count: int
    doubted: int = 0


@dataclass(frozen=True)
class Reviewed:
    """A review and how many people its studies count; None where it does not say."""

    study: str
    people: int | None


@dataclass(frozen=True)
class Grade:
    """The certainty and what it leans on; ``studies`` are all that were tested.

    ``people`` took part in the studies themselves, ``people_unstated`` of which do not say how many; of
    ``overlapping`` studies the same people may be in another one counted. ``measured`` were not treated; of
    the studies that measured, ``measured_unstated`` do not say how many. The people of reviews may be the
    same again, so they are never added. ``beside`` are cited, but tested nothing for the concern. ``doubts``
    concern any of them and come in that order.
    """

    certainty: str
    effect: str
    studies: int
    designs: tuple[DesignCount, ...]
    people: int
    people_unstated: int
    overlapping: tuple[str, ...]
    measured: int
    measured_unstated: int
    reviewed: tuple[Reviewed, ...]
    recalled: int
    lengths: tuple[LengthCount, ...]
    by_clinicians: int
    at_home: int
    in_laboratory: int
    beside: tuple[str, ...]
    doubts: tuple[Doubt, ...]

    @property
    def cells(self) -> int:
        """Filled cells of four."""
        return CELLS[self.certainty]

    @property
    def words(self) -> str:
        """``"Moderate certainty"``, "Low certainty, in doubt"."""
        said = f"{self.certainty[:1].upper()}{self.certainty[1:]} certainty"
        return f"{said}, in doubt" if self.is_in_doubt else said

    @property
    def is_in_doubt(self) -> bool:
        """Whether a study that it leans on no longer stands."""
        return bool(self.doubts)


def grade(
    concern: Concern, tested: Iterable[Tested], studies: Mapping[str, Study], doubts: Mapping[str, Doubt]
) -> Grade | None:
    """The grade of a concern; None where no study that somebody has read tested anything for it.

    ``studies`` by slug, at least those that are named; a name that nothing is known of counts for nothing.
    """
    rows = [(row, studies[row.study]) for row in tested if row.study in studies]
    if not any(study.kind for _, study in rows):
        return None
    found = [study for _, study in rows]
    named = dict.fromkeys([*(study.slug for study in found), *concern.studies])
    treated = [study for study in found if study.kind in COUNTED]
    measured = [study for study in found if study.kind == "measurement"]
    done = Counter(by(row, study) for row, study in rows if study.kind not in REVIEWS)
    return Grade(
        certainty=concern.certainty,
        effect=concern.effect,
        studies=len(found),
        designs=_designs(found),
        people=_people(treated),
        people_unstated=sum(study.n is None for study in treated),
        overlapping=tuple(study.slug for study in treated if _overlaps(study, treated)),
        measured=_people(measured),
        measured_unstated=sum(study.n is None for study in measured),
        reviewed=tuple(Reviewed(study.slug, study.n) for study in found if study.kind in REVIEWS),
        recalled=sum(study.confidence == "recalled" for study in found),
        lengths=length_counts(rows),
        by_clinicians=done["clinician"],
        at_home=done["home"],
        in_laboratory=done["laboratory"],
        beside=tuple(slug for slug in concern.studies if slug not in {study.slug for study in found}),
        doubts=tuple(doubts[slug] for slug in named if slug in doubts),
    )


def by(row: Tested, study: Study) -> str:
    """``"clinician"``, "home", or "laboratory" where nobody was treated because no person took part."""
    return "laboratory" if study.kind in LABORATORY else row.by


def length_counts(rows: Sequence[tuple[Tested, Study]]) -> tuple[LengthCount, ...]:
    """Each tested length with its number of studies, the shortest first; then ranges; then what is not known.

    A study of two lengths counts at both; a range is one thing to be set to, and stands as one.
    """
    single: Counter[int] = Counter()
    ranges: Counter[tuple[int, ...]] = Counter()
    doubted: Counter[int | tuple[int, ...]] = Counter()
    for row, study in rows:
        lengths = row.needle_lengths_um
        keys: list[int | tuple[int, ...]] = [lengths] if row.lengths_are_range else [*dict.fromkeys(lengths)]
        for key in keys:
            if isinstance(key, tuple):
                ranges[key] += 1
            else:
                single[key] += 1
            doubted[key] += is_length_doubted(study)
    known = [
        *(LengthCount(f"{MILLIMETRE.show(um)} mm", single[um], doubted[um]) for um in sorted(single)),
        *(LengthCount(range_words(ends), ranges[ends], doubted[ends]) for ends in sorted(ranges)),
    ]
    unknown = sum(not row.needle_lengths_um for row, _ in rows)
    return (*known, LengthCount(NOT_CONFIRMED, unknown)) if unknown else tuple(known)


def _designs(studies: Sequence[Study]) -> tuple[DesignCount, ...]:
    counted = Counter(_group(study).key for study in studies)
    split = Counter(_group(study).key for study in studies if study.kind == "split-face trial")
    shown = (group for group in GROUPS if group.is_answer or counted[group.key])
    return tuple(DesignCount(one.key, one.label, counted[one.key], split[one.key]) for one in shown)


def _group(study: Study) -> DesignGroup:
    """The group of a study; one whose design is doubted is in the group for that, if there is one."""
    if is_randomised(study):
        return GROUPS[0]
    is_doubted = is_design_doubted(study)
    fitting = [group for group in GROUPS if study.kind in group.kinds]
    return next((group for group in fitting if group.is_doubted == is_doubted), fitting[0])


def _people(studies: Iterable[Study]) -> int:
    return sum(study.n or 0 for study in studies)


def _overlaps(study: Study, others: Sequence[Study]) -> bool:
    """Whether its people may be those of another one that is counted too."""
    return any(f"overlap with {other.slug}" in study.unconfirmed for other in others)
