"""What a grade leans on, in lines to be read beside it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from catalog.science.links import StudyLink, study_link

from .grade import DesignCount, Grade, LengthCount
from .listing import counted, listed

_MEANS: Final = {
    "high": "Surer than moderate.",
    "moderate": "Several randomised trials, split-face trials (one side of the face compared with the other) "
    "and reviews of trials agree, but the trials are small.",
    "low": "There are few studies, or they had nobody to compare with, "
    "or needling was only compared with other treatments.",
    "very low": "Needling by itself was not tested.",
}


def meanings(reached: Collection[str]) -> tuple[tuple[str, str], ...]:
    """What each certainty means, from the highest. ``reached`` are those that some concern has."""
    means = _MEANS if "high" in reached else _MEANS | {"high": "No concern here has reached it."}
    return tuple(means.items())


@dataclass(frozen=True)
class InputLine:
    """One line: ``"Randomised trials"``, "1"; ``note`` says what must not be concluded from it.

    ``studies`` follow the text as links.
    """

    label: str
    text: str
    note: str = ""
    studies: tuple[StudyLink, ...] = ()


def input_lines(graded: Grade, names: Mapping[str, str]) -> tuple[InputLine, ...]:
    """Every input of the grade. ``names``: slug of a study → how it is named."""
    return tuple(_lines(graded, names))


def _lines(graded: Grade, names: Mapping[str, str]) -> Iterable[InputLine]:
    in_doubt = {doubt.study: doubt for doubt in graded.doubts}
    for group in graded.designs:
        yield InputLine(group.label, _count(group))
    yield _people(graded, names)
    if graded.measured or graded.measured_unstated:
        yield InputLine("People measured, not treated", _measured(graded))
    if graded.reviewed:
        yield _reviewed(graded, names)
    yield InputLine("Citations from memory", f"{graded.recalled} of {graded.studies}")
    yield InputLine("Needle lengths", " · ".join(map(length_words, graded.lengths)))
    yield InputLine("By whom", by_words(graded))
    if graded.beside:
        beside = tuple(study_link(slug, names, in_doubt) for slug in graded.beside)
        yield InputLine("Cited beside them", "", "They are not counted above.", beside)


def _count(group: DesignCount) -> str:
    """``"3, 2 of them split-face"``: which of the randomised trials compared one side with the other."""
    said = str(group.count) if group.count else "none"
    if group.key != "randomised" or not group.split_face:
        return said
    of_them = "" if group.split_face == group.count == 1 else f"{group.split_face} of them "
    return f"{said}, {of_them}split-face"


def _people(graded: Grade, names: Mapping[str, str]) -> InputLine:
    said = f"{graded.people:,} enrolled in all" if graded.people else "none stated"
    if not (graded.people or graded.people_unstated):
        said = "no such study"
    if graded.people_unstated:
        said += f", and {_unstated(graded.people_unstated)}"
    if not graded.overlapping:
        return InputLine("People in the studies themselves", said)
    twice = listed([names.get(slug, slug) for slug in graded.overlapping])
    return InputLine(
        "People in the studies themselves",
        said,
        f"The people of {twice} may be counted twice: reports overlap.",
    )


def _measured(graded: Grade) -> str:
    unstated = _unstated(graded.measured_unstated) if graded.measured_unstated else ""
    return ", and ".join(filter(None, (f"{graded.measured:,}" if graded.measured else "", unstated)))


def _unstated(studies: int) -> str:
    """``"1 study that does not say how many"``."""
    return f"{counted(studies, 'study that does', 'studies that do')} not say how many"


def _reviewed(graded: Grade, names: Mapping[str, str]) -> InputLine:
    counts = [
        f"{names.get(one.study, one.study)}: {f'{one.people:,}' if one.people else 'not stated'}"
        for one in graded.reviewed
    ]
    return InputLine(
        "People in the studies of reviews",
        " · ".join(counts),
        "They may be the same people again, so they are not added.",
    )


def length_words(length: LengthCount) -> str:
    """``"1.5 mm: 3 studies"``, "not confirmed: 9"."""
    if not length.words.endswith(" mm"):
        return f"{length.words}: {length.count}"
    doubted = f", of which {length.doubted} not confirmed" if length.doubted else ""
    return f"{length.words}: {counted(length.count, 'study', 'studies')}{doubted}"


def by_words(graded: Grade) -> str:
    """``"8 studies, all done by clinicians; 5 reviews of studies"``: who writes a review needles nobody."""
    reviews = len(graded.reviewed)
    own = graded.studies - reviews
    said = [f"{counted(own, 'study', 'studies')}, {_done(graded, own)}"] if own else []
    if reviews:
        said.append(counted(reviews, "review of studies", "reviews of studies"))
    return "; ".join(said)


def _done(graded: Grade, own: int) -> str:
    """``"done by clinicians"`` of one study, "all done by clinicians", or how many where."""
    if graded.by_clinicians == own:
        return "done by clinicians" if own == 1 else "all done by clinicians"
    said = f"{graded.by_clinicians or 'none'} done by clinicians, {graded.at_home or 'none'} at home"
    return f"{said}, {graded.in_laboratory} in a laboratory" if graded.in_laboratory else said
