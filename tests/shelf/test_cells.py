"""A cell says what is known, that sources disagree, or in words why nothing is there."""

from typing import Any

import pytest

from catalog.changes.recording import canonical_json
from catalog.products.drafts import ProductDraft
from catalog.shelf import Cell, Entry
from catalog.shelf.entry import Interned
from tests.products.test_document import SOURCES, document, product, said


def entry(draft: ProductDraft) -> Entry:
    return Entry(
        id=1, slug="one", name="One", brand="dermaline", kind=draft.kind, family=None, audience=None,
        status="current", is_own=False, document=canonical_json(document(draft)), interned=Interned(),
    )  # fmt: skip


def cell(key: str, *texts: str | None, kind: str = "pen", **fields: Any) -> Cell:
    state = "known" if all(texts) else "not_published"
    rows = [said(key, text, state=state, **fields) for text in texts]
    return entry(product(kind, *rows)).cell(key, SOURCES)


LENGTH, EVERY = "needle_length", "0.25–2.5 mm every 0.25"


@pytest.mark.parametrize(
    ("key", "texts", "shown"),
    [
        (LENGTH, [EVERY], EVERY),
        (LENGTH, ["0.25–2.5 mm", "0.25–3.0 mm"], "0.25–2.5 or 3.0 mm"),
        (LENGTH, ["0.0–2.5 mm", "0.25–2.5 mm"], "0 or 0.25–2.5 mm"),
        (LENGTH, ["0.2–2.5 mm", "0.25–3.0 mm"], "from 0.2 or 0.25 to 2.5 or 3.0 mm"),
        (LENGTH, ["up to 2.5 mm", "up to 3 mm"], "up to 2.5 or 3.0 mm"),
        (
            LENGTH,
            ["up to 1.5 mm, versions not listed", "up to 3 mm, versions not listed"],
            "up to 1.5 or 3.0 mm, versions not listed",
        ),
        (LENGTH, ["0.5 mm, longer ones exist", "0.25, 0.5 mm"], "0.5 and longer or 0.25 · 0.5 mm"),
        (
            LENGTH,
            ["0.1–0.5 mm stepless, 1.0 mm", "1.5 mm"],
            "0.1–0.5 mm stepless, 1.0 mm; or 0.1–0.5 mm stepless, 1.5 mm",
        ),
        (LENGTH, ["from 0.2 mm", "from 0.5 mm"], "from 0.2 or 0.5 mm"),
        (LENGTH, ["0.5 mm", "0.6 mm"], "0.5 or 0.6 mm"),
        (LENGTH, ["0.25, 0.5 mm", "0.25, 1.0 mm"], "0.25 · 0.5 or 0.25 · 1.0 mm"),
        (LENGTH, [EVERY, "0.25–2.5 mm every 0.5"], "0.25–2.5 mm every 0.25 or 0.5"),
        (LENGTH, [EVERY, "0.25–2.5 mm stepless"], "0.25–2.5 mm every 0.25 or stepless"),
        (LENGTH, ["every 0.25 mm", "every 0.5 mm"], "every 0.25 or 0.5 mm"),
        (LENGTH, [EVERY, "0.25–3.0 mm every 0.25"], "0.25–2.5 or 3.0 mm"),
        ("motor_speed", ["9,000–18,000 rpm", "9,000–20,000 rpm"], "9,000–18,000 or 20,000 rpm"),
        ("motor_speed", ["8–16 rpm", "9–18 rpm"], "from 8 or 9 to 16 or 18 rpm"),
        ("motor_speed", ["7,000 rpm", "8,000 rpm"], "7,000 or 8,000 rpm"),
        ("noise", ["55 dB", "60 dB"], "55 dB or 60 dB"),
        ("sterility", ["sterile single use", "reusable"], "Sterile, single use; or reusable"),
        ("pin_count", ["12, 36", "12, 42"], "12, 36; or 12, 42"),
        ("power", ["mains, battery"], "Mains, battery"),
    ],
)  # fmt: skip
def test_a_value_and_a_dispute_in_words(key: str, texts: list[str], shown: str) -> None:
    assert cell(key, *texts).text == shown
    assert cell(key, *texts).is_disputed is (len(texts) > 1)


def test_an_absence_in_words() -> None:
    assert entry(product()).cell("noise", SOURCES).text == "we haven’t found this yet"
    assert cell("noise", None).text == "the maker doesn’t say"
    for kind, words in (("roller", "rollers don’t have this"), ("stamp", "stamps don’t have this")):
        assert entry(product(kind)).cell("noise", SOURCES).text == words


def test_a_cell_without_a_value_names_nobody() -> None:
    absent = entry(product()).cell("noise", SOURCES)
    assert (absent.is_known, absent.who, absent.mark, absent.sources) == (False, "", "", ())


def test_a_cell_says_who_says_it() -> None:
    told = cell("noise", "55 dB")
    assert (told.who, told.mark, told.sources, told.is_weak) == ("seller says", "says", ("shop",), False)
    weak = cell("noise", "55 dB", source="blog")
    assert (weak.who, weak.mark, weak.is_weak) == ("a blog says", "weak", True)
    recalled = cell("noise", "55 dB", source=None, known_by="recalled")
    assert (recalled.who, recalled.mark) == ("from memory, no source found yet", "inferred")
    filed = cell("noise", "55 dB", source="file")
    assert (filed.who, filed.kind, filed.unit) == ("in an FDA file", "documented", "dB")


def test_every_spec_that_makes_sense_has_a_cell() -> None:
    keys = [found.spec.key for found in entry(product("roller")).cells(SOURCES)]
    assert "needle_length" in keys
    assert "motor_speed" not in keys
