"""Words that mean the same: each of a group finds what the others find; names come first all the same."""

import pytest

from catalog.search.index import SearchIndex
from catalog.search.synonyms import MOST, Synonyms, faults
from tests.search.made import counts, index_of, made, seeded_index, titles


@pytest.fixture(scope="module")
def index(seeded_app) -> SearchIndex:
    return seeded_index(seeded_app)


@pytest.mark.parametrize(
    "text",
    [
        "dermaroller",
        "derma roller",
        "derma rollers",
        "Derma-Roller",
        "micro needle roller",
        "microneedling roller",
    ],
)
def test_every_word_for_a_roller_finds_every_roller(index, text):
    found = index.find(text, ("device",), most=99)
    rollers = {title for title in titles(found) if "oller" in title}
    assert {
        "GENOSYS Eye Roller",
        "DermaDream Derma Roller 540".replace("DermaDream", "Dermadream"),
    } <= rollers
    assert "Dermaroller MF-8" in titles(found)
    assert found.total == index.find("dermaroller", ("device",)).total or text == "derma rollers"


@pytest.mark.parametrize("text", ["stamp", "derma stamp", "dermastamp", "microneedling stamp"])
def test_every_word_for_a_stamp_finds_the_stamps(index, text):
    assert {"GENOSYS DTS Microneedle Stamp", "Dermadream S2-140 Derma Stamp"} <= set(
        titles(index.find(text, ("device",), most=99))
    )


def test_mts_is_microneedling_and_a_name_of_rollers(index):
    found = index.find("MTS", most=99)
    assert titles(found, "device")[0].startswith("Clinical Resolution Laboratory MTS Roller")
    assert "Microneedling" in titles(found, "term")
    assert counts(found) == counts(index.find("microneedle therapy system", most=99))


def test_a_brand_that_people_say_of_every_pen_is_found_first_and_alone(index):
    found = index.find("dermapen")
    assert titles(found, "brand") == ["Dermapen"]
    assert titles(found, "device")[:2] == ["Dermapen 4", "Dermapen (first generation, MD model)"]
    assert found.groups[0].hits[0].url == "/brands/dermapen"
    assert titles(index.find("dermaroller"), "brand") == ["Dermaroller"]
    assert titles(index.find("dermaroller"), "device")[0].startswith("Dermaroller ")
    assert "Dermapen 4" in titles(index.find("derma pen", ("device",), most=99))


def test_both_ways_several_words_as_a_phrase_and_why():
    index = index_of(
        made(1, "One", "It is a skin needling tool."),
        made(2, "Two", "Made for MTS."),
        made(3, "Three", "Needling of the skin."),
        made(4, "Skin and needling"),
        mts=("MTS", "skin needling"),
    )
    assert titles(index.find("mts")) == ["Two", "One"], "its own word first; a phrase stands together"
    assert titles(index.find("skin needling", most=9)) == ["Skin and needling", "One", "Three", "Two"]
    (hit,) = index.find("skin needling", most=9).groups[0].hits[-1:]
    assert [piece.text for piece in hit.snippet if piece.is_hit] == ["MTS"]


def test_no_document_is_written_for_a_new_group():
    documents = made(1, "Alpha"), made(2, "Beta")
    before, after = index_of(*documents), index_of(*documents, ab=("alpha", "beta"))
    assert titles(before.find("alpha")) == ["Alpha"]
    assert titles(after.find("alpha")) == ["Alpha", "Beta"]
    assert after.find("alpha").groups[0].hits[1].why == "“beta” is searched for “alpha”, too"


def test_the_longest_phrase_counts_and_none_overlaps():
    some = Synonyms({"a": ("derma roller", "x"), "b": ("roller pen", "y"), "c": ("derma", "z")})
    assert [(span.start, span.end) for span in some.spans(["derma", "roller", "pen"])] == [(0, 2)]
    assert [(span.start, span.end) for span in some.spans(["derma", "pen"])] == [(0, 1)]
    assert some.spans([]) == Synonyms({}).spans(["derma"]) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["stamp"], "two words or more"),
        (["stamp", "Stamp"], "“stamp” and “Stamp” are the same"),
        (["stamp", "?!"], "has no letter and no digit"),
        (["stamp", "derma-roller"], "in the group “roller” already; no word can be in two"),
        (["stamp", "a b c d e f"], "has 6 words"),
        ([f"word{number}" for number in range(MOST + 1)], f"at most {MOST}"),
    ],
)
def test_what_is_no_group_is_said(words, said):
    assert any(said in one for one in faults(words, {"roller": ("Derma Roller",)}))


def test_a_group_of_two_words_is_one():
    assert list(faults(["stamp", "derma stamp"], {"roller": ("derma roller",)})) == []
