"""How words are read: the same in what is searched and in what is typed."""

import pytest

from catalog.search.folding import LONGEST, inflected, joined, read, tokens, words


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Dr. Pen Ultima A6", ["dr", "pen", "ultima", "a6"]),
        ("Dr.Pen", ["dr", "pen"]),
        ("C-8HE", ["c", "8he"]),
        ("Collagen P.I.N.", ["collagen", "pin"]),
        ("m.pen [pro]", ["m", "pen", "pro"]),
        ("Berber's Treat", ["berbers", "treat"]),
        ("Berber’s", ["berbers"]),
        ("Crème brûlée", ["creme", "brulee"]),
        ("Cre\u0300me", ["creme"]),
        ("Straße, Ørsted, Łódź", ["strasse", "orsted", "lodz"]),
        ("0.5mm 0,5 mm .5 0.50", ["0.5", "mm", "0.5", "mm", "0.5", "0.5"]),
        ("9,000–18,000 rpm", ["9000", "18000", "rpm"]),
        ("36pin 36-pin", ["36", "pin", "36", "pin"]),
        ("Banisher 3.0", ["banisher", "3"]),
        ("50 µm, 50 μm", ["50", "um", "50", "um"]),
        ("TGF-β", ["tgf", "β"]),
        ("K222199", ["k222199"]),
        ("...!?—“”", []),
        ("🙂 pen 🙂", ["pen"]),
        ("عربي עברית", ["عربي", "עברית"]),
        ("x" * (LONGEST + 1), []),
        ("a\0b", ["a", "b"]),
        ("", []),
    ],
)
def test_words_are_read_as_people_mean_them(text, wanted):
    assert words(text) == wanted


def test_each_word_knows_where_it_stood():
    text = "The Crème, 0.5mm deep"
    assert [text[token.start : token.end] for token in tokens(text)] == ["The", "Crème", "0.5", "mm", "deep"]


def test_what_is_said_apart_or_together_is_both():
    assert joined(["dr", "pen", "a6"]) == ["drpen", "pena6"]
    assert read("Micro-needling and micro needling.") == (
        ["micro", "needling", "and", "micro", "needling"],
        ["microneedling"],
    )


@pytest.mark.parametrize(
    ("word", "other"), [("scars", "scar"), ("scar", "scars"), ("therapies", "therapy"), ("mts", None)]
)
def test_plurals_find_singulars_but_abbreviations_are_left_alone(word, other):
    assert (other in inflected(word)) if other else inflected(word) == ()
