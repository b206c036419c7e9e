"""`/corrections`, kind by kind: what was said in public and is said no more; and what is none of that."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree
from sqlmodel import Session

from catalog.changes.recording import record
from catalog.compare.models import EditorComparison, Snapshot
from catalog.concerns.models import Concern
from catalog.finder.models import Need
from catalog.glossary.models import GlossaryTerm
from catalog.guidance.models import Guidance
from catalog.history.correcting import ANYWHERE, CORRECTING, CORRECTS_NOTHING, WITHOUT_CORRECTIONS
from catalog.history.corrections import CORRECTS
from catalog.history.labels import LABELS
from catalog.history.things import PLACES
from catalog.method.models import Method
from catalog.people.models import Author
from catalog.products.models import Brand
from catalog.science.models import Study
from tests.factories import WHO, catalogue
from tests.history.test_timeline import STATES
from tests.html import Page

Fetch = Callable[..., Page]
State = dict[str, Any]
JSON = {"also", "stop_signs", "see_a_professional", "advice_from", "studies", "criteria", "instruments",
        "comparable", "authors", "kinds", "devices", "needle_lengths_um", "unconfirmed"}  # fmt: skip

ROWS: Mapping[str, tuple[Any, str]] = {
    "glossary_term": (GlossaryTerm, "/glossary#t"),
    "guidance": (Guidance, "/guidance#g"),
    "author": (Author, "/authors/a"),
    "brand": (Brand, "/brands/a"),
    "need": (Need, "/devices/needs/n"),
    "comparison": (EditorComparison, "/comparisons/c"),
    "method": (Method, "/method/1"),
    "concern": (Concern, "/for/scars"),
    "study": (Study, "/studies/s"),
}
"""Kind → its table, and where its page lies as `STATES` names it. Pictures: see `test_pictures`."""


def put(session: Session, kind: str, *states: State) -> int:
    """One thing that went through these states, the last of which is stored; the last number."""
    table, _ = ROWS[kind]
    last = {n: v for n, v in states[-1].items() if n not in ("types", "tested", "snapshot")}
    values = {f"{n}_json" if n in JSON else n: json.dumps(v) if n in JSON else v for n, v in last.items()}
    if kind in ("need", "comparison"):
        values["reasons"] = json.dumps(last["reasons"])
    if kind == "comparison":
        session.add(Snapshot(key="0" * 64, body="{}", made_at="2026-01-01T00:00:00.000000Z"))
        session.flush()
        values["snapshot_key"] = "0" * 64
    row = table(**values)
    session.add(row)
    session.flush()
    for before, after in zip((None, *states), states, strict=False):
        change = record(session, entity_kind=kind, entity_id=row.id, before=before, after=after, **WHO)
    assert change is not None
    return change.number


CASES: list[tuple[str, State, State, str]] = [
    ("glossary_term", {}, {"definition": "another"}, "Definition: was d, now another"),
    ("glossary_term", {}, {"term": "Tee"}, "Term: was T, now Tee"),
    ("guidance", {}, {"says": "never at home"}, "What they say: was s, now never at home"),
    ("guidance", {"low_um": 0, "high_um": 500}, {"high_um": 300},
     "Longest needle length they accept: was 0.5 mm, now 0.3 mm"),
    ("guidance", {"low_um": 0, "high_um": 500}, {"low_um": None, "high_um": None},
     "Longest needle length they accept: was 0.5 mm, now nothing"),
    ("author", {"qualifications": "Nurse"}, {"qualifications": ""}, "Qualifications: was Nurse, now nothing"),
    ("author", {"disclosure": "None."}, {"disclosure": "Sells pens."},
     "Disclosure: was None, now Sells pens."),
    ("brand", {"notes": "Made in A."}, {"notes": "Made in B."}, "Notes: was Made in A, now Made in B."),
    ("brand", {}, {"is_own": True}, "Our own brand: was no, now yes"),
    ("need", {}, {"query": "kind=roller"}, "Filter: was kind=pen, now kind=roller"),
    ("need", {"reasons": ["One.", "Two."]}, {"reasons": ["One.", "Three."]},
     "Reasons: 1 added, 1 taken awayBeforeTwo.NowThree."),
    ("comparison", {"summary": "They differ."}, {"summary": "They agree."},
     "Summary: was They differ, now They agree."),
    ("method", {}, {"text": "u"}, "Text: was t, now u"),
    ("method", {"comparable": [1]}, {"comparable": []},
     "Versions it may be ranked with: 1 taken awayBefore1"),
    ("concern", {"stop_signs": ["Pus", "Fever"]}, {"stop_signs": ["Fever"]},
     "When to stop: 1 taken awayBeforePus"),
    ("study", {"finding": "It helps.", "kind": "rct"}, {"finding": "It may help."},
     "Finding: was It helps, now It may help."),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "first", "then", "said"), CASES, ids=[f"{c[0]}-{c[3][:20]}" for c in CASES])
def test_what_was_said_and_is_said_no_more_is_corrected(
    app: Flask, page: Fetch, client: FlaskClient, kind: str, first: State, then: State, said: str
) -> None:
    before = STATES[kind] | first
    with catalogue(app) as session:
        put(session, kind, before, before | then)
    shown = page("/corrections")
    (told,) = shown.texts("ol.hist > li")
    assert said in told
    (_, address) = ROWS[kind]
    assert shown.links("ol.hist h2 a") == [address]
    history = address.replace("#", "/") + "/history"
    assert shown.links("ol.hist p.fine a") == [history]
    entries = etree.fromstring(client.get("/corrections.atom").data).findall("{*}entry")
    assert [one.find("{*}link").get("href") for one in entries] == [f"http://localhost{history}"]
    assert page(history).all("#change-" + entries[0].findtext("{*}id").rpartition("/")[2])


NOTHING: list[tuple[str, State, State]] = [
    ("glossary_term", {}, {"also": ["tees"]}),
    ("glossary_term", {"also": ["tees"]}, {"also": []}),
    ("guidance", {}, {"url": "https://example.com", "position": 9, "read_in": "Another page"}),
    ("guidance", {}, {"low_um": 0, "high_um": 500, "date": "2026", "limit_note": "At home."}),
    ("author", {}, {"qualifications": "Nurse", "disclosure": "None.", "title": "Author"}),
    ("author", {"biography": "Young."}, {"biography": "Older.", "name": "Anna B", "slug": "b"}),
    ("brand", {}, {"slug": "b", "notes": "New."}),
    ("need", {}, {"summary": "S", "text": "T", "reasons": ["One."], "rank": 3, "byline": "Anna"}),
    ("need", {"reasons": ["One.", "Two."]}, {"reasons": ["Two.", "One.", "Three."]}),
    ("comparison", {}, {"summary": "They differ.", "rank": 3, "slug": "d"}),
    ("method", {}, {"changes": "More.", "comparable": [1]}),
    ("study", {}, {"finding": "It helps.", "n": 20, "kind": "rct", "confidence": "recalled"}),
]


@pytest.mark.parametrize(
    ("kind", "first", "then"), NOTHING, ids=[f"{n}-{c[0]}" for n, c in enumerate(NOTHING)]
)
def test_what_is_new_or_settles_nothing_is_no_correction(
    app: Flask, page: Fetch, kind: str, first: State, then: State
) -> None:
    before = STATES[kind] | first
    with catalogue(app) as session:
        put(session, kind, before, before | then)
    assert "Nothing has been corrected yet" in page("/corrections").text("main")


def test_a_comparison_is_corrected_only_while_it_is_public(app: Flask, page: Fetch) -> None:
    base = STATES["comparison"]
    hidden = base | {"is_published": False}
    with catalogue(app) as session:
        put(
            session,
            "comparison",
            hidden | {"text": "draft"},
            hidden | {"text": "another draft"},
            base | {"text": "out"},
            hidden | {"text": "hidden"},
            hidden | {"text": "hidden still"},
            base | {"text": "out again"},
            base | {"text": "corrected"},
        )
    (told,) = page("/corrections").texts("ol.hist > li")
    assert "Text: was out again, now corrected" in told


def test_of_a_comparison_that_is_not_public_now_nothing_is_told(app: Flask, page: Fetch) -> None:
    base = STATES["comparison"]
    with catalogue(app) as session:
        put(session, "comparison", base | {"text": "was"}, base | {"text": "is"},
            base | {"text": "is", "is_published": False})  # fmt: skip
    assert "Nothing has been corrected yet" in page("/corrections").text("main")


def test_what_went_away_and_came_back_corrected_nothing(app: Flask, page: Fetch) -> None:
    base = STATES["glossary_term"]
    with catalogue(app) as session:
        row = GlossaryTerm(slug="t", term="T", definition="d")
        session.add(row)
        session.flush()
        for before, after in ((None, base), (base, None), (None, base)):
            record(session, entity_kind="glossary_term", entity_id=row.id, before=before, after=after, **WHO)
    assert "Nothing has been corrected yet" in page("/corrections").text("main")


def test_every_kind_with_a_public_place_is_corrected_or_excused() -> None:
    kinds = {*CORRECTS, *CORRECTING}
    assert not CORRECTS.keys() & CORRECTING.keys()
    assert kinds - set(PLACES.values()) == {"study_notice"}
    assert set(PLACES.values()) - kinds == WITHOUT_CORRECTIONS.keys()
    assert all(WITHOUT_CORRECTIONS.values())


@pytest.mark.parametrize("kind", CORRECTING)
def test_every_field_corrects_something_or_says_why_not(kind: str) -> None:
    excused = CORRECTS_NOTHING.get(kind, {})
    assert all(excused.values())
    assert not CORRECTING[kind] & (excused.keys() | ANYWHERE.keys())
    assert not excused.keys() & ANYWHERE.keys()
    assert CORRECTING[kind] | excused.keys() | (ANYWHERE.keys() & LABELS[kind].keys()) == LABELS[kind].keys()
    assert not [name for name in CORRECTING[kind] if LABELS[kind][name].shown == "hidden"]
