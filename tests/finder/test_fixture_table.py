"""The fixture table of the finder's design, asked through addresses and the index."""

import pytest

from catalog.changes.recording import canonical_json
from catalog.finder.index import FinderIndex
from catalog.finder.needs import filters_of
from catalog.finder.samples import shelf_of
from catalog.shelf import Entry
from catalog.shelf.entry import Interned
from catalog.specs.registry import SPECS

KIND = SPECS["needle_length"].kind
FIXTURES = {
    "P1": ("pen", "0.25–2.5 mm every 0.25"),
    "P2": ("pen", "0.2–3.0 mm every 0.1"),
    "P3": ("pen", "0.1–0.5 mm stepless"),
    "P4": ("pen", "0.25–1.0 mm"),
    "P5": ("pen", "up to 2.0 mm every 0.25"),
    "R1": ("roller", "0.3 mm"),
    "R2": ("roller", "0.5 mm"),
    "R3": ("roller", "1.5 mm"),
    "K1": ("roller", "0.5, 1.0, 1.5 mm"),
    "N1": ("pen", None),
}
# question → the answers of the ten, in order
TABLE = {
    "depth_reach=1.5": "TTFFTFFTTU",
    "depth_at=0.5": "TTTUUFTFTU",
    "depth_at=0.3": "FTTUUTFFFU",
    "depth_usable=0.5": "TTTTUTTFTU",
    "depth_never_above=0.5": "FFTFFTTFFU",
    "depth_within=0.2..1": "FFFTFTTFFU",
    "depth_overlap=0.6..0.7": "FTFUUFFFFU",
    "depth_covers=0.5..1.5": "TTFFUFFFFU",
}
TOTALS = {
    "depth_reach=1.5": (5, 4, 1),
    "depth_at=0.5": (5, 2, 3),
    "depth_at=0.3": (3, 4, 3),
    "depth_usable=0.5": (7, 1, 2),
    "depth_never_above=0.5": (3, 6, 1),
    "depth_within=0.2..1": (3, 6, 1),
    "depth_overlap=0.6..0.7": (1, 6, 3),
    "depth_covers=0.5..1.5": (2, 6, 2),
}


def an_entry(number: int, name: str, kind: str, length: str | None) -> Entry:
    answers = {}
    if length:
        value = KIND.to_json(KIND.parse(length))
        answers["needle_length"] = {"state": "known", "value": value, "worst": value}
    document = {
        "answers": answers,
        "told": {key: {"sources": ["shop"], "by": "shop", "kind": "claimed"} for key in answers},
        "record": "11000000",
        "legal": [],
        "offers": [],
        "fits": [],
        "checked": "2026-11-22",
    }
    return Entry(
        id=number,
        slug=name.lower(),
        name=name,
        brand="maker",
        kind=kind,
        family=None,
        audience=None,
        status="unknown",
        is_own=False,
        document=canonical_json(document),
        interned=Interned(),
    )


@pytest.fixture(scope="module")
def index() -> FinderIndex:
    entries = [an_entry(i, name, *said) for i, (name, said) in enumerate(FIXTURES.items(), 1)]
    return FinderIndex(shelf_of(entries))


@pytest.mark.parametrize("question", TABLE)
def test_the_ten_answer_as_the_table_says(index, question):
    result = index.query(filters_of(question))
    said = "".join("T" if i in result.match else "U" if i in result.might else "F" for i in range(10))
    assert said == TABLE[question]
    assert (len(result.match), result.no, len(result.might)) == TOTALS[question]


def test_every_reason_has_its_words_and_its_place(index):
    def groups(question):
        result = index.query(filters_of(question))
        return [
            (bucket.missing.words, [index.entry(p).name for p in bucket.members]) for bucket in result.buckets
        ]

    assert groups("depth_at=0.5") == [
        ("Goes past 0.5 mm; its exact stops aren’t published", ["P4"]),
        ("Goes past 0.5 mm; where it starts isn’t published", ["P5"]),
        ("Needle length not known", ["N1"]),
    ]
    assert groups("depth_covers=0.5..1.5") == [
        ("Where it starts isn’t published", ["P5"]),
        ("Needle length not known", ["N1"]),
    ]


def test_the_histogram_counts_each_exact_length(index):
    counts = dict(index.query(filters_of("kind=roller")).histogram)
    assert {length: n for length, n in counts.items() if n} == {300: 1, 500: 2, 1000: 1, 1500: 2}
    assert counts[250] == 0
