"""Whatever is typed: no error, no endless work, nothing taken for a command or for markup."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.search import correcting, plan, ranking
from catalog.search.found import Piece
from catalog.search.index import SearchIndex
from catalog.search.snippets import WIDTH, snippet
from catalog.search.spelling import Dictionary, distance, reach, sound, split
from tests.products.random_edits import QUIET
from tests.search.made import index_of, made, titles

HOSTILE = (
    'title:"pen" AND NOT (kind:device^9 OR *)', "pen~2", "[a TO z]", "a:b:c", '"', "\\", "pen\\", "IN [a b]",
    "+-!(){}[]^\"~*?:\\/", "\0", "pen\0roller", "\ud800", "x" * 8192, "pen " * 1000, "?!…—" * 500, "🙂" * 300,
    "عربي \u202e עברית", "<script>alert(1)</script>", "' OR 1=1 --", "%00%ff", "0.5.5.5..5", ",,,.", "1e999",
    "\u0300" * 50, "a" * 41, "ﷺ" * 30, "İıſ", "١٢٣", "²³", "\t\n\r\x0b\x1f", "é" * 600,
    " ".join(f"word{number}" for number in range(1000)), " ".join("abcdefghijklmnopqrstuvwxyz"),
)  # fmt: skip


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    return index_of(
        made(1, "Dr. Pen Ultima A6", "A pen & its <b>needles</b>."),
        made(2, "Roller", "0.5 mm", "article"),
        made(3, "Κ and ß, İ", kind="term"),
        roller=("roller", "derma roller"),
    )


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_is_typed_raises(index, text):
    found = index.find(text)
    assert found.total == sum(group.count for group in found.groups)
    index.find(text, exact=True)
    index.find(text, ("device", "no such kind"))
    index.suggest(text)
    index.product_ids(text)


@settings(max_examples=200, **QUIET)
@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    some = index_of(made(1, text or "x", text), made(2, "Pen"))
    for asked in (text, text[1:], f"pen {text}"):
        some.find(asked)
        some.suggest(asked)
        some.product_ids(asked)


def test_what_is_too_long_is_cut_and_that_is_said(index):
    assert index.find("pen " * 1000).is_cut
    assert index.find(" ".join(f"w{number}" for number in range(13))).is_cut
    assert not index.find("pen roller").is_cut
    assert index.find("x" * 8192).missing in ((), ("x" * 8192,))


def test_the_syntax_of_queries_is_no_syntax_here(index):
    assert titles(index.find("pen*")) == titles(index.find("pen"))
    assert titles(index.find("title:roller"), "article") == ["Roller"]


def test_markup_stays_text(index):
    (hit,) = index.find("needles").groups[0].hits
    assert "".join(piece.text for piece in hit.snippet) == "A pen & its <b>needles</b>."
    assert [piece.text for piece in hit.snippet if piece.is_hit] == ["needles"]


class Counting:
    """An index that counts what it is asked."""

    def __init__(self, index: SearchIndex) -> None:
        self.index, self.asked = index, 0

    def __getattr__(self, name: str):
        value = getattr(self.index, name)
        if name in ("count", "counted", "near"):
            self.asked += 1
        return value


@pytest.mark.parametrize("words", [1, 4, 12])
def test_the_work_of_a_search_does_not_grow_with_what_nobody_knows(words):
    rng = random.Random(words)
    known = ["".join(rng.choice("abcde") for _ in range(rng.randint(3, 9))) for _ in range(2000)]
    some = index_of(*(made(at, f"{word} {rng.choice(known)}") for at, word in enumerate(known, start=1)))
    asked = ["".join(rng.choice("abcde") for _ in range(8)) for _ in range(words)]
    counting = Counting(some)
    correcting.meant(counting, asked, ("device",), exact=False)
    trials = 3 * correcting.TRIALS + 3
    assert counting.asked <= trials + 4 * words + 2 * words


def test_the_terms_of_a_search_are_bounded():
    some = index_of(*(made(at, f"prefix{chr(97 + at % 26)}{chr(97 + at // 26)}x") for at in range(600)))
    parts = some.plan(["prefix"])
    assert 1 < len(list(parts[0].all)) <= plan.PREFIXED
    asked, is_cut = plan.read("prefix " * 3 + " ".join(f"a{number}" for number in range(50)))
    assert (len(asked), is_cut) == (plan.MOST_WORDS - 2, True)
    assert len(some.find("prefix", most=5).groups[0].hits) == 5
    assert some.find("prefix").total > ranking.WEIGHED or some.find("prefix").total <= 600


# -- snippets ---------------------------------------------------------------------------------------------


def test_a_snippet_shows_the_densest_place():
    text = "alpha " + "filling words " * 40 + "alpha and beta " + "more filling " * 40
    pieces = snippet(text, {"alpha", "beta"})
    assert [piece.text for piece in pieces if piece.is_hit] == ["alpha", "beta"]
    assert (pieces[0].text[:1], pieces[-1].text[-1:]) == ("…", "…")
    assert sum(len(piece.text) for piece in pieces) <= WIDTH + 4


@settings(max_examples=200, **QUIET)
@given(st.text(max_size=400), st.lists(st.sampled_from(("pen", "a", "0.5", "é")), max_size=3))
def test_the_pieces_of_a_snippet_are_the_text(text: str, hits: list[str]) -> None:
    pieces = snippet(text, hits)
    whole = "".join(piece.text for piece in pieces)
    assert whole.removeprefix("… ").removesuffix(" …") in text or whole in text
    assert all(piece.text for piece in pieces)
    assert all(a.is_hit != b.is_hit for a, b in pairwise(pieces))


def test_accents_are_marked_as_they_stand():
    assert snippet("Eine Crème.", {"creme"}) == (Piece("Eine "), Piece("Crème", True), Piece("."))
    assert snippet("Microneedling pens", {"pen"}) == (Piece("Microneedling pens"),)
    assert snippet("", {"pen"}) == ()


# -- spelling ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ("roller", "roller", 0),
        ("rolelr", "roller", 1),
        ("roler", "roller", 1),
        ("raller", "roller", 1),
        ("", "ab", 2),
    ],
)
def test_letters_are_counted(first, second, wanted):
    assert distance(first, second) == distance(second, first) == wanted


def test_short_words_and_models_are_left_alone():
    assert (reach("a6"), reach("mr10"), reach("ab"), reach("pen"), reach("roller")) == (0, 0, 0, 1, 2)


def test_what_sounds_the_same_is_near():
    assert sound("eksid") == sound("exceed")
    assert sound("fotografik") == sound("photographic")


def test_only_words_that_are_there_are_near():
    words = Dictionary()
    words.add(["roller", "rotter", "pen"])
    there = {"roller": 3, "rotter": 0}
    assert [word for _, word in words.near("rolller", lambda word: there.get(word, 0))] == ["roller"]
    words.add(["roller", "rollers"])
    assert words.near("a6", lambda word: 1) == []


def test_two_words_run_together_are_told_apart():
    counts = {"skin": 9, "pen": 5, "skinp": 1, "en": 1}
    assert split("skinpen", lambda word: counts.get(word, 0)) == ("skin", "pen")
    assert split("skinzzz", lambda word: counts.get(word, 0)) is None
