"""First uses: which words become links, and that nothing else of a text changes."""

import time
import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from catalog.glossary.linking import Linker, Use
from catalog.places import place


@dataclass(frozen=True)
class Term:
    slug: str
    term: str
    also: tuple[str, ...] = ()


TERMS = (
    Term("collagen", "Collagen"),
    Term("collagen-type-i", "Collagen type I", ("type I collagen",)),
    Term("platelet", "Platelet", ("platelets",)),
    Term("platelet-rich-plasma", "Platelet-rich plasma", ("PRP",)),
    Term("vegf", "VEGF", ("vascular endothelial growth factor",)),
    Term("growth-factor", "Growth factor", ("growth factors",)),
    Term("rpm", "RPM"),
    Term("510-k-clearance", "510(k) clearance", ("510(k)", "FDA clearance (510(k))")),
    Term("tgf-beta", "TGF-beta", ("TGF-β",)),
)
LINKER = Linker(TERMS)


def uses(text: str, skip: frozenset[str] = frozenset()) -> list[Use]:
    return [piece for piece in LINKER.page(skip).split(text) if isinstance(piece, Use)]


def test_first_use_becomes_a_link_and_stands_as_it_was_written() -> None:
    links = LINKER.page()
    assert links.html("Platelets & COLLAGEN, then collagen.") == (
        '<a class="term" href="/glossary#platelet">Platelets</a> &amp; '
        '<a class="term" href="/glossary#collagen">COLLAGEN</a>, then collagen.'
    )
    assert links.html("Collagen again, and a platelet <b>") == "Collagen again, and a platelet &lt;b&gt;"
    assert LINKER.page().split("More collagen") == ["More ", Use("collagen", "collagen")], "another page"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("type I collagen", [("type I collagen", "collagen-type-i")]),
        ("Collagen type II", [("Collagen", "collagen")]),
        ("Collagen\u00a0type\nI", [("Collagen\u00a0type\nI", "collagen-type-i")]),
        ("platelet-rich plasma", [("platelet-rich plasma", "platelet-rich-plasma")]),
        ("platelet-poor plasma", [("platelet", "platelet")]),
        ("a 510(k), no more", [("510(k)", "510-k-clearance")]),
        ("FDA clearance (510(k))", [("FDA clearance (510(k))", "510-k-clearance")]),
        ("tgf-Β, in Greek capitals", [("tgf-Β", "tgf-beta")]),
        ("rpm and vegf are other words", []),
        ("18,000 RPM", [("RPM", "rpm")]),
        ("procollagen, collagenase, collagen_1, collagen1, 1510(k)", []),
        ("collagene\u0301 and collagen\u0301", []),
        ("écollagen collagené", []),
        ("cöllagen", []),
        ("«collagen»", [("collagen", "collagen")]),
        ("", []),
    ],
)
def test_whole_words_and_the_longest_form(text: str, found: list[tuple[str, str]]) -> None:
    assert uses(text) == [Use(*pair) for pair in found]


def test_words_inside_a_term_that_was_linked_before_are_left_alone() -> None:
    links = LINKER.page()
    links.split("type I collagen")
    assert links.split("Type I collagen and collagen") == [
        "Type I collagen and ",
        Use("collagen", "collagen"),
    ]


def test_a_page_can_leave_terms_out() -> None:
    assert uses("Collagen and VEGF", frozenset({"collagen"})) == [Use("VEGF", "vegf")]


def test_without_terms_nothing_is_linked() -> None:
    assert Linker(()).page().split("collagen") == ["collagen"]


# --- any text


def oracle(text: str) -> list[tuple[int, int, str]]:
    """Start, end and slug of every link, found by trying every form at every place."""
    found: list[tuple[int, int, str]] = []
    at = 0
    while at < len(text):
        fits = [
            (len(form), term.slug)
            for term in TERMS
            for form in (term.term, *term.also)
            if _stands_at(form, text, at)
        ]
        if not fits:
            at += 1
            continue
        length, slug = max(fits)
        if slug not in {known for _, _, known in found}:
            found.append((at, at + length, slug))
        at += length
    return found


def _stands_at(form: str, text: str, at: int) -> bool:
    there = text[at : at + len(form)]
    before, after = text[at - 1 : at] if at else "", text[at + len(form) :][:1]
    if len(there) < len(form) or any(map(_is_in_a_word, before + after)):
        return False
    if form.upper() == form:
        return there == form
    return all(_is_same(a, b) for a, b in zip(form, there, strict=True))


def _is_in_a_word(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.combining(character) > 0


def _is_same(a: str, b: str) -> bool:
    return b.isspace() if a == " " else b in (a, a.upper(), a.lower())


FORMS = [form for term in TERMS for form in (term.term, *term.also)]
WORDS = st.sampled_from(FORMS)
CHANGES: list[Callable[[str], str]] = [str, str.upper, str.lower, str.title, lambda form: form[:-1]]
PIECES = st.one_of(
    st.builds(lambda form, change: change(form), WORDS, st.sampled_from(CHANGES)),
    st.sampled_from(
        [" ", " ", "-", "s", "_", "(", ")", "\u0301", "\u00a0", "<a href='#'>", "</a>", "&amp;", '"']
    ),
    st.text(alphabet="aiIkKéßβΒ1 .\n<>&'", max_size=4),
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)


@given(TEXTS)
def test_links_are_those_that_a_slow_search_finds(text: str) -> None:
    expected = [(text[start:end], slug) for start, end, slug in oracle(text)]
    assert [(use.text, use.slug) for use in uses(text)] == expected


@given(TEXTS)
def test_pieces_are_the_text_and_none_is_empty(text: str) -> None:
    pieces = LINKER.page().split(text)
    texts = [piece if isinstance(piece, str) else piece.text for piece in pieces]
    assert "".join(texts) == text
    assert all(texts)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_html_of_a_page_says_the_texts_links_a_term_once_and_does_nothing_else(texts: list[str]) -> None:
    links = LINKER.page()
    written = "".join(f"<p>{links.html(text)}</p>" for text in texts)
    root = html.fragment_fromstring(f"<div>{written}</div>")
    assert [p.text_content() for p in root] == texts
    inside = [element for p in root for element in p.iterdescendants()]
    assert {element.tag for element in inside} <= {"a"}
    assert all(len(element) == 0 and set(element.attrib) == {"class", "href"} for element in inside)
    targets = [element.get("href") for element in inside]
    assert len(set(targets)) == len(targets)
    assert set(targets) <= {f"/glossary#{term.slug}" for term in TERMS}


# --- the glossary that there is

SEEDS = tomllib.loads((place("seeds") / "glossary.toml").read_text())
SEEDED = Linker(
    [Term(slug, entry["term"], tuple(entry.get("also", ()))) for slug, entry in SEEDS.items()]
)  # fmt: skip


def test_every_form_of_the_glossary_leads_to_its_term() -> None:
    for slug, entry in SEEDS.items():
        for form in (entry["term"], *entry.get("also", ())):
            assert SEEDED.page().split(f"A {form}.") == ["A ", Use(form, slug), "."]


@pytest.mark.parametrize(
    "word", ["needle", "needles", "skin", "stamp", "pen", "roller", "Roll-CIT", "Dermaroller MF8"]
)
def test_everyday_words_and_names_of_devices_are_no_terms(word: str) -> None:
    assert SEEDED.page().split(word) == [word]


@pytest.mark.parametrize(
    "text",
    [
        "c " * 500_000,
        "collagen type " * 72_000,
        "percutaneous collagen inductio " * 33_000,
        "FDA clearance (510(k) " * 46_000,
        "(" * 1_000_000,
        "a" * 1_000_000,
        "\u0301" * 1_000_000,
    ],
    ids=lambda text: text[:30],
)
def test_a_million_characters_take_no_longer_than_their_number_says(text: str) -> None:
    """Four times the text takes about four times as long; searched again and again it would take sixteen."""
    quarter, whole = text[: len(text) // 4], text
    assert _seconds(whole) < 8 * _seconds(quarter) + 0.5


def _seconds(text: str) -> float:
    started = time.process_time()
    SEEDED.page().html(text)
    return time.process_time() - started
