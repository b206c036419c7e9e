"""How much is found for words that exist: counted by looking at every document."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog import clock
from catalog.search import gathering
from catalog.search.documents import Document
from catalog.search.folding import words
from catalog.search.index import SearchIndex
from catalog.shelf.shelf import Shelf
from tests.products.random_edits import QUIET
from tests.search.made import counts, expected, index_of, made, seeded_index

WORDS = (
    "dr", "pen", "drpen", "a6", "a", "6", "roller", "rollers", "derma", "dermaroller", "0.5 mm",
    "micro-needle", "microneedle", "scar", "scars", "therapy", "therapies", "Crème", "creme", "the", "for",
    "C-8", "c8", "P.I.N.",
)  # fmt: skip
PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)


@st.composite
def documents(draw: st.DrawFn) -> list[Document]:
    number = draw(st.integers(1, 8))
    kinds = st.sampled_from(("device", "cartridge", "article", "term"))
    return [
        made(
            at,
            draw(PHRASES),
            draw(PHRASES | st.just("")),
            draw(kinds),
            aliases=tuple(draw(st.lists(PHRASES, max_size=2))),
        )
        for at in range(1, number + 1)
    ]


@settings(max_examples=150, **QUIET)
@given(documents(), PHRASES)
def test_made_up_documents_are_counted_as_the_oracle_counts(some: list[Document], text: str) -> None:
    wanted = expected(some, text)
    there = {word for one in some for word in words(f"{one.title} {' '.join(one.aliases)} {one.text}")}
    if wanted and set(words(text)) <= there:
        assert counts(index_of(*some).find(text, most=9, exact=True)) == wanted


@pytest.fixture(scope="module")
def real(seeded_app) -> tuple[SearchIndex, list[Document]]:
    with seeded_app.extensions["database"].reader() as session:
        shelf = Shelf.rebuilt(session, day=clock.today())
        every = list(gathering.documents(session, shelf))
    index = seeded_index(seeded_app)
    return SearchIndex.of(every, gathering.Synonyms({}), index.version), every


@pytest.mark.parametrize("seed", range(40))
def test_the_real_catalogue_is_counted_as_the_oracle_counts(real, seed: int) -> None:
    index, every = real
    rng = random.Random(seed)
    document = rng.choice(every)
    said = words(f"{document.title} {' '.join(document.aliases)} {document.text}")
    text = " ".join(rng.sample(said, min(len(said), rng.randint(1, 4))))
    assert counts(index.find(text, exact=True)) == expected(every, text)
