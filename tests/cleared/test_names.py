"""Which model is meant: the same for every spelling, and never a mere part of a name."""

from hypothesis import given
from hypothesis import strategies as st

from catalog.cleared.names import Model, find, near, squashed, words


def model(title: str, *, brand: str = "dr-pen", slug: str | None = None) -> Model:
    return Model(
        slug=slug or squashed(title),
        title=title,
        brand=brand,
        kind="pen",
        audience=None,
        family=None,
        is_family=False,
        legal=(),
        spaced=f" {' '.join(words(title))} ",
        squashed=(squashed(title),),
    )


PENS = [model(f"Dr. Pen Ultima {name}") for name in ("A1", "A10", "A6", "A6S", "M8")]


def test_a_name_that_begins_like_another_is_not_that_other() -> None:
    found = find("Dr. Pen A6", PENS)
    assert found.model is not None
    assert found.model.title == "Dr. Pen Ultima A6"
    assert find("Dr. Pen Ultima A6S", PENS).model == PENS[3]
    assert find("Dr. Pen A1", PENS).model == PENS[0]


def test_words_that_fit_several_models_answer_none() -> None:
    found = find("Dr. Pen Ultima", PENS)
    assert found.model is None
    assert len(found.others) == len(PENS)


def test_what_is_left_out_of_a_name_makes_it_inexact() -> None:
    assert not find("A6", PENS).is_exact
    assert find("Dr. Pen Ultima A6", PENS).is_exact


def test_a_number_that_nobody_has_is_no_name() -> None:
    found = find("K123456", PENS)
    assert (found.model, found.number, found.others) == (None, "K123456", ())


@given(st.sampled_from(PENS), st.sampled_from([str.upper, str.lower, str.title]), st.sampled_from(" -_."))
def test_case_and_stops_do_not_matter(pen: Model, cased: object, stop: str) -> None:
    typed = cased(pen.title.replace(" ", stop))  # type: ignore[operator]
    assert find(typed, PENS).model == pen


@given(st.text(max_size=200))
def test_whatever_is_typed_is_either_found_or_not(text: str) -> None:
    found = find(text, PENS)
    assert found.model is None or found.model in PENS
    assert all(other in PENS for other in (*found.others, *near(text, PENS)))


@given(st.text(max_size=30) | st.text(st.characters(max_codepoint=127), max_size=30))
def test_plain_letters_are_spelled_as_all_others(text: str) -> None:
    """What is ASCII goes a quicker way; an accent, which changes nothing, sends it the long way."""
    assert squashed(text + "\u0301") == squashed(text)
    assert words(text + " \u0301") == words(text)
