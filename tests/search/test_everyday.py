"""Words that shoppers type every day: none of them quietly becomes another word, or the name of a product."""

import pytest

from catalog.search.everyday import EVERYDAY, is_everyday
from catalog.search.folding import words
from catalog.search.index import SearchIndex
from tests.html import Page
from tests.search.made import index_of, made, seeded_index

_TYPED = """
quiet cheap best wireless gift pink travel safe home near buy price hair scars beard face lips men women
refill painless cordless discount coupon deal shipping return big battery charger fast silent gold cream
clinic nickel fake real amazon german budget recommended trusted versus machine bag holder cap lid plug
button switch screen shower wipe storage bin mask chin lashes brow makeup dry rechargeable sensitive
beginner warranty original
"""
TYPED = _TYPED.split()


@pytest.fixture(scope="module")
def index(seeded_app) -> SearchIndex:
    return seeded_index(seeded_app)


@pytest.mark.parametrize("more", ["{}", "{} roller", "{} pen", "buy {}", "dr pen {}"])
def test_no_everyday_word_is_taken_for_another(index, more):
    assert len(set(TYPED)) > 60
    taken = {text: index.find(text).corrected for text in (more.format(word) for word in TYPED)}
    assert {text: said for text, said in taken.items() if said} == {}


@pytest.mark.parametrize(
    "text", ["grandmother", "luggage", "coffee", "husband roller", "wedding pen", "towel", "guitar", "pillow"]
)
def test_a_word_that_is_in_no_list_is_not_taken_for_a_name(index, text):
    assert index.find(text).corrected is None


def test_to_be_listed_changes_what_is_meant():
    """The same letters, one wrong: only the word that is right as it stands is left alone."""
    index = index_of(made(1, "Quies"), made(2, "Plant"))
    assert index.find("quiet").corrected is None
    assert index.find("quieb").corrected == "quies"


def test_what_is_no_name_has_one_letter_wrong_at_most():
    index = index_of(made(1, "One", "Some are careless with it.", kind="study"))
    assert index.find("carelass").corrected == "careless"
    assert index.find("corelass").corrected is None


def test_a_name_may_have_two_letters_wrong():
    assert index_of(made(1, "Careless")).find("corelass").corrected == "careless"


def test_the_list_has_single_words_as_they_are_compared():
    assert [word for word in EVERYDAY if words(word) != [word]] == []
    assert is_everyday("gifts")
    assert not is_everyday("gifst")


def test_the_list_has_none_of_the_words_that_are_misspelled_most():
    """What is listed is never corrected; that some names have an everyday word in them does no harm."""
    for name in ("dermapen", "dermaroller", "skinpen", "roller", "cartridge", "microneedling", "needle"):
        assert not is_everyday(name)


@pytest.mark.parametrize("typed", ["dermapn", "rollr", "skinpen precison", "exeed amiea"])
def test_a_correction_is_said_and_undone_by_one_link(seeded_client, typed):
    page = Page(seeded_client.get("/search", query_string={"q": typed}))
    assert "Showing results for" in page.text("main")
    (link,) = [one for one in page.links("main p a") if "exact=1" in one]
    undone = Page(seeded_client.get(link))
    assert "Showing results for" not in undone.text("main")
