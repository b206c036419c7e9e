"""What kind of witness a source is, and the words of the page for what it says."""

from dataclasses import replace
from typing import Any

import pytest

from catalog.products.models import SOURCE_TYPES
from catalog.products.sources import SourceFacts, kind_of, mark, named, who_says

SHOP = SourceFacts("shop", "A shop", None, "A Shop", None, "retailer", "fair", "2026-11-22")


def source(type: str, **fields: Any) -> SourceFacts:
    return replace(SHOP, type=type, **fields)


FILE = source("regulator", publisher="US FDA", strength="strong")
MANUAL = source("manufacturer", is_manual=True)


@pytest.mark.parametrize(
    ("witness", "kind"),
    [
        (FILE, "documented"),
        (source("regulator-derived"), "documented"),
        (source("peer-reviewed"), "documented"),
        (MANUAL, "documented"),
        (source("own-measurement"), "measured"),
        (SHOP, "claimed"),
        (source("manufacturer"), "claimed"),
        (source("answer"), "claimed"),
        (None, "claimed"),
    ],
)
def test_the_kind_of_a_statement_follows_from_its_source(witness: SourceFacts | None, kind: str) -> None:
    assert kind_of(witness) == kind


@pytest.mark.parametrize(
    ("witness", "words"),
    [
        (SHOP, "seller says"),
        (source("retailer-marketing"), "seller says"),
        (source("manufacturer"), "maker says"),
        (source("clinic"), "a clinic says"),
        (source("magazine"), "a magazine says"),
        (MANUAL, "in the manual"),
        (FILE, "in an FDA file"),
        (source("regulator", publisher="Health Canada"), "in a regulator’s file"),
        (source("peer-reviewed"), "in a study"),
        (source("own-measurement"), "we measured"),
    ],
)
def test_the_page_says_who_says_it(witness: SourceFacts, words: str) -> None:
    assert who_says(witness, kind_of(witness), "stated") == words


def test_what_we_worked_out_or_remember_is_said_to_be_so() -> None:
    assert who_says(MANUAL, "documented", "inferred") == "worked out by us from the manual"
    assert who_says(SHOP, "claimed", "inferred") == "worked out by us from a seller’s page"
    assert who_says(None, "claimed", "recalled") == "from memory, no source found yet"


@pytest.mark.parametrize("type", SOURCE_TYPES)
@pytest.mark.parametrize("kind", ["claimed", "documented", "measured"])
def test_every_type_of_source_has_words_for_every_kind(type: str, kind: str) -> None:
    assert named(source(type))
    for known_by in ("stated", "inferred", "recalled"):
        assert who_says(source(type), kind, known_by)
        assert mark(source(type), kind, known_by) in {
            "file",
            "manual",
            "says",
            "weak",
            "inferred",
            "measured",
        }


def test_the_mark_shows_the_witness() -> None:
    assert mark(FILE, "documented", "stated") == "file"
    assert mark(MANUAL, "documented", "stated") == "manual"
    assert mark(SHOP, "claimed", "stated") == "says"
    assert mark(source("blog", strength="weak"), "claimed", "stated") == "weak"
    assert mark(SHOP, "claimed", "inferred") == "inferred"
    assert mark(None, "claimed", "recalled") == "inferred"
    assert mark(source("own-measurement"), "measured", "stated") == "measured"


def test_a_date_says_no_more_than_is_known() -> None:
    assert replace(SHOP, published="2012-11").published_words == "published Nov 2012"
    assert (SHOP.published_words, SHOP.read_words) == ("undated", "read 22 Nov 2026")
