"""Parts of a review that need no database: progress, the whole text, the gate, what is cited."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.editorial.editable import Fault, Writer
from catalog.reviews import gate
from catalog.reviews.beside import disclosure, in_a_line
from catalog.reviews.drafts import Alternative, Note, Point, Score
from catalog.reviews.fields import in_form, read, with_criteria, written
from catalog.reviews.gate import checks
from catalog.reviews.progress import progress
from catalog.reviews.score_bar import score_bar
from catalog.reviews.sourcing import uncited
from catalog.reviews.texts import text_of
from catalog.reviews.whole import place_of, whole_text
from tests.reviews.made import CRITERIA, hands_on, research

ANNA = Writer("anna", "Anna", "author")
PLAIN = hands_on(text="I made this up.", cons=(), pros=(Point("Fine"),))


def asked(draft, who=ANNA, values=lambda key: (None, ())):
    found = checks(draft, text_of(draft), who, CRITERIA, values)
    return [one for one in found if not one.is_met]


def blocking(draft, who=ANNA):
    return [(one.name, one.field) for one in asked(draft, who) if not one.is_advice]


def finished():
    scores = (
        Score("length", 84, "As set.", ("m",)),
        Score("hygiene", 80, "Clean."),
        Score("noise", 70, "Low.", ("n",)),
    )
    return replace(PLAIN, scores=scores)


def whole_one():
    return replace(finished(), cons=(Point("Made up"),))


def test_a_finished_review_meets_the_gate():
    assert asked(finished()) == []
    assert blocking(research()) == []


def test_one_score_has_its_reason_and_several_each_theirs():
    said = {1: "1 score, with its reason.", 2: "2 scores, each with its reason."}
    for count, words in said.items():
        scores = tuple(Score(key, 80, "As set.") for key in ("hygiene", "cost")[:count])
        criteria = [{"key": key, "name": key} for key in ("hygiene", "cost")]
        assert [one.said for one in gate._scores(replace(finished(), scores=scores), criteria)][-1] == words


@pytest.mark.parametrize(
    ("changed", "check"),
    [
        ({"best_for": ()}, ("Best for", "best_for")),
        ({"not_for": ()}, ("Not for", "not_for")),
        ({"alternatives": ()}, ("Alternatives", "alternatives")),
        ({"alternatives": (Alternative("x", "Nicer"),)}, ("Alternatives", "alternatives-0-reason")),
        ({"connection": "paid"}, ("Disclosure", "connection_words")),
        ({"author": "ben"}, ("Signature", "author")),
        ({"days_used": None}, ("Testing", "days_used")),
        ({"units": 0}, ("Testing", "units")),
        ({"last_used": ""}, ("Testing", "last_used")),
        ({"obtained_words": ""}, ("Testing", "obtained_words")),
        ({"scores": (Score("length", 84, "As set."),)}, ("Scores", "scores-length-measurements")),
        ({"scores": (Score("hygiene", 84, ""),)}, ("Scores", "scores-hygiene-why")),
        ({"text": "## Only\n\n## Headings"}, ("Text", "text")),
        ({"text": "It helps 80 percent."}, ("Sources", "text")),
        ({"title": "80 percent better"}, ("Sources", "title")),
        ({"follow_ups": (Note("2026-04-01", "It lost 12 percent."),)}, ("Sources", "follow_ups-0-words")),
    ],
)
def test_each_thing_that_is_asked_is_asked_at_its_field(changed, check):
    assert check in blocking(replace(finished(), **changed))


def test_words_this_site_does_not_use_are_pointed_at():
    draft = replace(finished(), verdict="Clinically proven.", pros=(Point("It is safe"),))
    found = [(one.name, one.field, one.is_advice) for one in asked(draft) if one.name == "Words"]
    assert found == [("Words", "verdict", True), ("Words", "pros-0-words", True)]
    assert asked(replace(finished(), verdict="It is not unsafe to hold.")) == []


def test_nothing_about_our_own_product_is_called_independent():
    draft = replace(finished(), text="An independent look.", connection_words="We sell it.")
    assert blocking(replace(draft, connection="own product")) == [("Words", "text")]
    assert blocking(replace(draft, connection="other")) == []


def test_an_editor_may_publish_what_another_signed():
    assert blocking(finished(), Writer("ben", "Ben", "editor")) == []


def test_one_vague_reason_beside_a_plain_one_is_only_advice():
    others = (Alternative("x", "Nicer"), Alternative("y", "20 g lighter"))
    found = asked(replace(finished(), alternatives=others))
    assert [(one.name, one.is_advice) for one in found] == [("Alternatives", True)]


def test_a_contradiction_is_advice():
    loud = {"noise": (70, [50, 52, 55, 60])}
    found = asked(replace(finished(), pros=(Point("Quiet"),)), values=lambda key: loud.get(key, (None, ())))
    assert [(one.field, one.is_advice) for one in found] == [("pros-0-words", True)]


def test_what_an_author_counted_in_use_needs_no_study_but_only_with_the_device_in_hand():
    words = "I used it for 42 days. It lasted 42 days. Studies show that I am right."
    found = [one.said for one in uncited(replace(PLAIN, text=words), text_of(replace(PLAIN, text=words)))]
    assert len(found) == 2
    assert not any("I used it" in one for one in found)
    draft = research(text=words, pros=(), cons=())
    assert any("I used it" in one.said for one in uncited(draft, text_of(draft)))


def test_a_pro_may_state_a_figure_that_its_spec_or_measurement_has():
    for point in (Point("Only 50 dB", "noise"), Point("Off by 0.04 mm", "", "m")):
        draft = replace(PLAIN, pros=(point,))
        assert list(uncited(draft, text_of(draft))) == []


TEXTS = st.text("ab\n #", max_size=30)


@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_every_line_of_the_whole_is_found_again_where_it_was_typed(text, added):
    notes = [Note("2026-04-01", words) for words in added]
    whole = whole_text(text, notes).split("\n")
    typed = {"text": text.split("\n")} | {
        f"follow_ups-{at}-words": words.split("\n") for at, words in enumerate(added)
    }
    for name, lines in typed.items():
        found = [
            place_of(text, notes, number)[1]
            for number in range(1, len(whole) + 1)
            if place_of(text, notes, number)[0] == name
        ]
        assert set(range(1, len(lines) + 1)) <= set(found)
    for number, line in enumerate(whole, 1):
        name, at = place_of(text, notes, number)
        if line.strip() and not line.startswith("## Added on"):
            assert typed[name][at - 1] == line


def test_progress_counts_what_is_there_and_names_the_rest():
    empty = progress({})
    assert empty.done == 0
    assert [one.field for one in empty.missing][:3] == ["device", "title", "obtained"]
    whole = progress(written(whole_one()))
    assert (whole.done, whole.missing) == (whole.of, ())
    some = with_criteria(written(replace(whole_one(), scores=(), best_for=())), ["length", "noise"])
    assert [one.field for one in progress(some).missing] == ["scores-0-score", "scores-1-score", "best_for"]
    assert [one.field for one in progress(some, ["noise"]).missing] == ["scores-1-score", "best_for"]


@given(st.sets(st.sampled_from(["title", "verdict", "text", "connection", "obtained", "device"])))
def test_what_is_taken_away_is_missing(names):
    fields = written(research()) | dict.fromkeys(names, "")
    found = progress(fields)
    assert {one.field for one in found.missing} == names
    assert found.done + len(found.missing) == found.of


def test_faults_of_a_criterion_stand_at_its_row():
    fields = with_criteria(written(whole_one()), ["noise", "length-of-it", "length", "hygiene"])
    assert in_form(Fault("scores-length-why", "x"), fields).field == "scores-2-why"
    assert in_form(Fault("scores-length-of-it-score", "x"), fields).field == "scores-1-score"
    assert in_form(Fault("scores-hygiene", "x"), fields).field == "scores-3"
    assert in_form(Fault("scores-0-score", "x"), fields).field == "scores-0-score"
    assert in_form(Fault("scores", "x"), fields).field == "scores"


def test_scores_are_typed_as_people_write_them():
    for typed, tenths in (("8.4", 84), ("8,4", 84), ("8", 80), ("10", 100), ("0", 0)):
        row = {"criterion": "length", "score": typed, "why": "", "measurements": []}
        assert read({"scores": [row]})[0].scores[0].score == tenths
    for typed in ("10.1", "-1", "8.45", "good"):
        row = {"criterion": "length", "score": typed, "why": "", "measurements": []}
        assert [fault.field for fault in read({"scores": [row]})[1]] == ["scores-0-score"]


def test_the_test_in_a_line():
    assert in_a_line(hands_on()) == "Bought · 42 days · 6 sessions · 2 devices · last used 28 Mar 2026"
    assert in_a_line(research()) == ""
    assert disclosure(hands_on(connection="paid", connection_words="By its maker.")).endswith(
        ": By its maker."
    )


def test_a_bar_is_as_long_as_its_score():
    assert 'width="84%"' in score_bar(84)
    assert "bar-v" not in score_bar(None)
    assert 'aria-hidden="true"' in score_bar(84)
