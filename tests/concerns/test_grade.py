"""The evidence grade: what it counts, what it keeps apart, and when it is in doubt."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.concerns.grade import CELLS, GROUPS, Grade, grade
from catalog.concerns.inputs import input_lines, meanings
from catalog.concerns.models import CERTAINTIES
from catalog.science.models import STUDY_KINDS, Study
from catalog.science.standing import Doubt
from catalog.science.words import lengths_words
from tests.concerns import oracle
from tests.concerns.samples import concern, needled, study

records = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(STUDY_KINDS),
        "n": st.none() | st.integers(1, 2000),
        "confidence": st.sampled_from(["verified", "recalled"]),
        "unconfirmed": st.lists(
            st.sampled_from(
                ["volume", "whether allocation was randomised", "whether there was a control group"]
            ),
            unique=True,
        ),
        "lengths": st.lists(st.integers(1, 60).map(lambda n: n * 50), max_size=3, unique=True).map(sorted),
        "is_range": st.booleans(),
        "says lot": st.booleans(),
        "by": st.sampled_from(["clinician", "home"]),
    }
)


def known(*studies: Study) -> dict[str, Study]:
    return {one.slug: one for one in studies}


def graded(*studies: Study, **given: Any) -> Grade:
    """The grade of a concern in which each study tested something."""
    rows = [needled(one.slug) for one in studies]
    found = grade(concern(), rows, known(*studies), given.get("doubts", {}))
    assert found is not None
    return found


@settings(deadline=None, max_examples=120)
@given(st.lists(records, min_size=1, max_size=9), st.lists(st.integers(0, 14), max_size=4, unique=True))
def test_the_inputs_are_what_counting_one_by_one_gives(drawn: list[dict[str, Any]], cited: list[int]) -> None:
    for i, one in enumerate(drawn):
        one["study"] = f"study{2000 + i}"
        one["is_range"] = one["is_range"] and len(one["lengths"]) == 2
    names = [f"study{2000 + i}" for i in cited]
    studies = [
        study(one["study"], kind=one["kind"], n=one["n"], confidence=one["confidence"],
              unconfirmed=one["unconfirmed"], title="A randomized trial" if one["says lot"] else "Needling")
        for one in drawn
    ]  # fmt: skip
    rows = [
        needled(one["study"], *one["lengths"], lengths_are_range=one["is_range"], by=one["by"])
        for one in drawn
    ]
    found = grade(concern(studies=names), rows, known(*studies), {})
    assert found is not None
    expected = oracle.counts(drawn, names)
    designs = {group.key: group.count for group in found.designs}
    for key in ("randomised", "split-face", "uncontrolled", "reviews", "laboratory"):
        assert designs.get(key, 0) == expected[key], key
    split = {group.key: group.split_face for group in found.designs}
    assert split["randomised"] == expected["randomised split-face"]
    assert sum(designs.values()) == found.studies == len(drawn)
    assert (found.people, found.people_unstated) == (expected["people"], expected["people unstated"])
    assert found.measured == expected["measured"]
    assert [one.people for one in found.reviewed] == expected["in reviews"]
    assert found.recalled == expected["recalled"]
    assert {one.words: one.count for one in found.lengths} == expected["lengths"]
    assert (found.by_clinicians, found.at_home, found.in_laboratory) == (
        expected["clinicians"],
        expected["home"],
        expected["nobody"],
    )
    assert list(found.beside) == expected["beside"]


def test_certainty_fills_cells_from_the_lowest_up() -> None:
    assert [CELLS[word] for word in CERTAINTIES] == [4, 3, 2, 1]
    for word in CERTAINTIES:
        found = grade(concern(certainty=word), [needled()], known(study()), {})
        assert found is not None
        assert found.words == f"{word.capitalize()} certainty"
        assert found.cells == CELLS[word]


def test_effect_does_not_move_certainty() -> None:
    for effect in ("Not known.", "Everything is healed."):
        found = grade(concern(effect=effect), [needled()], known(study()), {})
        assert found is not None
        assert (found.certainty, found.cells, found.effect) == ("low", 2, effect)


def test_without_inputs_there_is_no_grade() -> None:
    assert grade(concern(certainty="high"), [], known(study()), {}) is None
    assert grade(concern(certainty="high", studies=["adams2020"]), [], known(study()), {}) is None
    assert grade(concern(certainty="high"), [needled("nobody1999")], known(study()), {}) is None
    unread = study(kind=None, confidence="imported")
    assert grade(concern(certainty="high"), [needled()], known(unread), {}) is None


@pytest.mark.parametrize("nature", ["retraction", "expression of concern"])
def test_a_study_in_doubt_puts_the_grade_in_doubt(nature: str) -> None:
    doubt = Doubt("adams2020", nature, "2026-03-03", ("Data",), None)
    found = graded(study(), study("baker2021"), doubts={"adams2020": doubt})
    assert found.is_in_doubt
    assert found.words == "Low certainty, in doubt"
    assert found.doubts == (doubt,)
    assert found.cells == 2


def test_a_study_that_is_only_cited_counts_for_nothing_but_doubt() -> None:
    doubt = Doubt("baker2021", "retraction", None, (), None)
    cited = concern(studies=["baker2021", "adams2020"])
    found = grade(cited, [needled()], known(study(), study("baker2021")), {"baker2021": doubt})
    assert found is not None
    assert (found.studies, found.people, found.beside) == (1, 12, ("baker2021",))
    assert found.is_in_doubt


def test_a_doubt_about_another_study_changes_nothing() -> None:
    doubt = Doubt("other2019", "retraction", None, (), None)
    assert not graded(study(), doubts={"other2019": doubt}).is_in_doubt


def test_people_of_reviews_are_never_added() -> None:
    found = graded(study(n=20), study("baker2021", kind="systematic review", n=414))
    assert found.people == 20
    lines = {line.label: line for line in input_lines(found, {"baker2021": "Baker 2021"})}
    assert lines["People in the studies themselves"].text == "20 enrolled in all"
    assert lines["People in the studies of reviews"].text == "Baker 2021: 414"
    assert "not added" in lines["People in the studies of reviews"].note
    assert not any("434" in line.text for line in lines.values())


def test_reports_that_may_tell_of_the_same_people_say_so() -> None:
    found = graded(study(unconfirmed=["overlap with baker2021"]), study("baker2021"))
    lines = {line.label: line for line in input_lines(found, {"adams2020": "Adams 2020"})}
    assert lines["People in the studies themselves"].note == (
        "The people of Adams 2020 may be counted twice: reports overlap."
    )
    alone = graded(study(unconfirmed=["overlap with baker2021"]))
    assert alone.overlapping == ()


def test_lengths_are_read_as_in_a_table() -> None:
    assert lengths_words(needled("a", 1500)) == "1.5 mm"
    assert lengths_words(needled("a", 600, 1200)) == "0.6 and 1.2 mm"
    assert lengths_words(needled("a", 250, 2000, lengths_are_range=True)) == "0.25–2.0 mm"
    assert lengths_words(needled("a")) == "not confirmed"
    assert lengths_words(needled("a", 250, 500, 1000)) == "0.25, 0.5 and 1.0 mm"


def test_needle_lengths_come_shortest_first_and_the_unknown_last() -> None:
    slugs = [f"study{2000 + i}" for i in range(6)]
    rows = [
        needled(slugs[0], 1500),
        needled(slugs[1]),
        needled(slugs[2], 1500),
        needled(slugs[3], 250, 2000, lengths_are_range=True),
        needled(slugs[4], 600, 1200),
        needled(slugs[5], 1500),
    ]
    studies = [study(slug) for slug in slugs[:-1]]
    doubted = study(slugs[-1], needle_lengths_um_json="[1500]", unconfirmed=["needle_length_mm"])
    found = grade(concern(), rows, known(*studies, doubted), {})
    assert found is not None
    line = next(one.text for one in input_lines(found, {}) if one.label == "Needle lengths")
    assert line == (
        "0.6 mm: 1 study · 1.2 mm: 1 study · 1.5 mm: 3 studies, of which 1 not confirmed · "
        "0.25–2.0 mm: 1 study · not confirmed: 1"
    )


def test_animals_are_nobodys_patients() -> None:
    found = graded(study(kind="animal", n=30), study("baker2021", n=5))
    assert (found.by_clinicians, found.at_home, found.in_laboratory, found.people) == (1, 0, 1, 5)


def test_what_certainty_means_never_says_that_the_highest_is_unreached_when_it_is() -> None:
    assert dict(meanings(["low"]))["high"] == "No concern here has reached it."
    assert "reached" not in dict(meanings(["high"]))["high"]
    assert [word for word, _ in meanings([])] == list(CERTAINTIES)


def test_studies_that_measured_and_do_not_say_how_many_are_told() -> None:
    def told(*studies: Study) -> str | None:
        lines = {line.label: line.text for line in input_lines(graded(study(), *studies), {})}
        return lines.get("People measured, not treated")

    measured = study("c2002", kind="measurement", n=10)
    unstated = [study(slug, kind="measurement", n=None) for slug in ("g2011", "h2012")]
    assert told() is None
    assert told(measured) == "10"
    assert told(measured, unstated[0]) == "10, and 1 study that does not say how many"
    assert told(*unstated) == "2 studies that do not say how many"


def test_what_moderate_means_names_the_inputs_that_count() -> None:
    """By the definitions: trials that agree but are small. Split-face trials are counted among them."""
    said = dict(meanings(["moderate"]))["moderate"].casefold()
    labels = {group.label.casefold() for group in GROUPS if group.is_answer}
    assert {
        label for label in labels if label.replace("reviews of studies", "reviews of trials") in said
    } == {
        "randomised trials",
        "reviews of studies",
    }
    assert "split-face trials" in said
    assert "small" in said
    assert "by lot" not in said


def test_who_needled_is_told_apart_from_who_wrote_a_review() -> None:
    def told(*studies: Study, by: str = "clinician") -> str:
        rows = [needled(one.slug, by=by) for one in studies]
        found = grade(concern(), rows, known(*studies), {})
        assert found is not None
        return next(line.text for line in input_lines(found, {}) if line.label == "By whom")

    one, two, review = study(), study("baker2021"), study("clark2019", kind="review")
    assert told(one) == "1 study, done by clinicians"
    assert told(one, two, review) == "2 studies, all done by clinicians; 1 review of studies"
    assert told(review) == "1 review of studies"
    assert told(one, two, by="home") == "2 studies, none done by clinicians, 2 at home"


def test_split_face_trials_that_say_so_are_randomised_ones() -> None:
    lot = study("baker2021", kind="split-face trial", title="A randomized trial")
    side = study("clark2019", kind="split-face trial", title="Two halves")

    def told(*studies: Study) -> dict[str, str]:
        return {line.label: line.text for line in input_lines(graded(*studies), {})}

    assert told(study())["Randomised trials"] == "1"
    assert told(lot)["Randomised trials"] == "1, split-face"
    assert told(study(), lot)["Randomised trials"] == "2, 1 of them split-face"
    assert told(side)["Randomised trials"] == "none"
    assert told(side)["Split-face trials, not said to be randomised"] == "1"


def test_every_input_is_visible() -> None:
    """A field of the grade that no line shows would be an input that nobody sees."""
    shown = {"certainty", "effect", "doubts"}
    counted = {
        "studies", "designs", "people", "people_unstated", "overlapping", "measured", "measured_unstated",
        "reviewed", "recalled", "lengths", "by_clinicians", "at_home", "in_laboratory", "beside",
    }  # fmt: skip
    assert {field.name for field in fields(Grade)} == shown | counted
    numbers = [7, 13, 17, 19]
    found = graded(
        study("a2000", n=numbers[0]),
        study("b2001", n=None),
        study("c2002", kind="measurement", n=numbers[1]),
        study("f2005", kind="measurement", n=None),
        study("d2003", kind="review", n=numbers[2]),
        study("e2004", kind="animal", n=numbers[3], confidence="recalled"),
    )
    words = " ".join(f"{line.label} {line.text}" for line in input_lines(found, {}))
    for said in (
        "7 enrolled in all, and 1 study that does not say",
        "not treated 13, and 1 study that does not say how many",
        "d2003: 17",
        "memory 1 of 6",
    ):
        assert said in words
    assert "5 studies, 4 done by clinicians, none at home, 1 in a laboratory; 1 review of studies" in words
    assert "Randomised trials 2" in words
