"""Texts as HTML: what is written comes through, what is set in too, and nothing can do more than be read.

What came out is parsed as browsers parse it (html5lib) and every element of it is looked at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from catalog.articles.rendering import html
from catalog.articles.text import parse
from catalog.front_matter import read_texts
from catalog.glossary.linking import Linker
from catalog.markdown import TAGS, to_html
from catalog.places import place
from tests.articles.hostile import FRAGMENTS, HOSTILE, PIECES
from tests.glossary.test_linking import TERMS


def written(text: str, words: Callable[[str], Markup] = escape) -> str:
    """The body, with `HOSTILE` for every citation and insertion."""
    return str(html(parse(text), lambda _: HOSTILE, lambda _: HOSTILE, words))


def elements(body: str) -> Iterator[Element]:
    return (element for element in _tree(body).iter() if element.tag != "DOCUMENT_FRAGMENT")


def shown(body: str) -> str:
    """The text that a reader sees."""
    return "".join(_tree(body).itertext())


def _tree(body: str) -> Element:
    return html5lib.parseFragment(body, treebuilder="etree", namespaceHTMLElements=False)


def only_to_be_read(body: str, extra: frozenset[str] = frozenset()) -> None:
    """No script, handler, style, frame, form, picture or foreign scheme; only elements of the allow-list."""
    for element in elements(body):
        assert element.tag in TAGS | extra, body
        attributes = dict(element.attrib)
        assert attributes.keys() <= {"href", "title", "rel", "start", "id", "class"}, body
        if "class" in attributes:
            assert attributes["class"] in ("placed", "term"), body
        address = re.sub(r"[\x00-\x20]", "", attributes.get("href", ""))
        assert urlsplit(address).scheme in ("", "http", "https", "mailto"), body
        assert not re.match(r"(?i)(javascript|data|vbscript|file|blob):", address), body


@settings(max_examples=500, deadline=None)
@given(PIECES)
def test_no_text_of_an_article_can_do_more_than_be_read(text: str) -> None:
    body = written(text)
    only_to_be_read(body, frozenset({"b"}))
    for element in elements(body):
        assert (element.tag == "b") == (element.get("class") == "placed")
        assert ("id" in element.attrib) <= (element.tag == "h2")


@settings(max_examples=300, deadline=None)
@given(PIECES)
def test_no_text_can_do_more_where_terms_are_linked_in_it(text: str) -> None:
    body = written(text + " collagen and VEGF", Linker(TERMS).page().html)
    only_to_be_read(body, frozenset({"b"}))


@settings(max_examples=500, deadline=None)
@given(PIECES)
def test_no_text_of_the_house_can_do_more_than_be_read(text: str) -> None:
    for links in (None, Linker(TERMS).page()):
        body = str(to_html(text + " collagen", links))
        only_to_be_read(body)
        assert all(not element.get("id") for element in elements(body))
        assert links or all(not element.get("class") for element in elements(body))


@settings(max_examples=400, deadline=None)
@given(PIECES)
def test_nothing_that_is_set_in_can_be_forged_or_lost(text: str) -> None:
    found = parse(text)
    asked: list[object] = []

    def part(of: object) -> Markup:
        asked.append(of)
        return HOSTILE

    body = str(html(found, part, part))
    assert body.count(HOSTILE) == len(asked)
    in_pictures = "![" in text
    if not in_pictures:
        assert len(asked) == len(found.citations) + len(found.insertions)
    assert not re.search("[\ue000-\uf8ff]", body)


@pytest.mark.parametrize(
    "text",
    [
        "[@x] \ue0000\ue001",
        "[@x] &#xE000;0&#xE001;",
        '[@x] [a](/b "&#xE000;0&#xE001;")',
        '[@x] [a][r]\n\n[r]: /b "&#57344;0&#57345;"',
        "[@x]\n\n## &#xE000;0&#xE001;",
        "[@x] [&#xE000;0&#xE001;](/b)",
        "[@x] `\ue0000\ue001`",
        "[@x]\n\n```\n\ue0000\ue001\n```",
        "[@x]\n\n    \ue0000\ue001",
        "[@x] ![&#xE000;0&#xE001;](/b)",
        "[@x] <https://a.example/\ue0000\ue001>",
    ],
)
def test_the_mark_of_a_place_cannot_be_typed(text: str) -> None:
    assert written(text).count(HOSTILE) == 1
    assert written(text.replace("0", "99999")).count(HOSTILE) == 1


# --- no text is lost

WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)


@settings(max_examples=400, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6), st.lists(st.sampled_from(FRAGMENTS), min_size=7, max_size=7))
def test_words_between_hostile_pieces_are_shown_or_something_is_said(words: list[str], between: list) -> None:
    """Words in lines of their own, so that no address and no label takes them in."""
    pieces = [item for pair in zip(between, words, strict=False) for item in pair]
    text = "\n\n".join(pieces)
    if parse(text).problems or re.search(r"(?m)^\[[^\]]*\]:", text):
        return
    body = unicodedata.normalize("NFC", shown(written(text)))
    for word in words:
        assert unicodedata.normalize("NFC", word) in body


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(["<b>", "</script>", "<!--", "&", "a<b", "\"'", "<svg onload=x>", "©", "]]>"]))
)
def test_html_is_shown_as_it_was_typed(pieces: list[str]) -> None:
    text = "x " + " ".join(pieces) + " y"
    assert shown(written(text)).strip() == text
    assert shown(str(to_html(text))).strip() == text


def test_the_words_of_a_picture_stay_where_it_cannot_be_set_in() -> None:
    assert "a scar" in shown(str(to_html("See ![a scar](/x.png).")))
    assert parse("See ![a scar](/x.png).").problems


def test_running_text_is_written_by_words_and_nothing_else_is() -> None:
    text = (
        "One [two](/x) `three` [@x] **four**\n\n## five\n\n- six\n\n| seven |\n|---|\n| eight |\n\n"
        "> nine\n\n    ten"
    )
    seen: list[str] = []

    def words(said: str) -> Markup:
        seen.append(said.strip())
        return escape(said.upper())

    body = written(text, words)
    assert [one for one in seen if one] == ["One", "four", "six", "seven", "eight", "nine"]
    for piece in ("ONE", ">two<", "<code>three</code>", "FOUR", "five</h2>", "SIX", "SEVEN", "ten"):
        assert piece in body


def test_headings_have_their_anchors_and_ranks() -> None:
    body = written("# One\n\n## Two\n\n### Three\n\n## Two")
    assert body.replace("\n", "") == (
        '<h2 id="one">One</h2><h2 id="two">Two</h2><h3>Three</h3><h2 id="two-2">Two</h2>'
    )


def test_parts_stand_where_the_text_has_them() -> None:
    text = "A [@x] b.\n\n[[bands]]\n\n- c [@y]\n\n[[device d]]"
    body = html(
        parse(text),
        lambda citation: Markup("<i>{}</i>").format(citation.keys[0]),
        lambda insertion: Markup("<u>{}</u>").format(insertion.kind),
    )
    assert body.split("\n") == [
        "<p>A\N{NARROW NO-BREAK SPACE}<i>x</i> b.</p>",
        "<u>bands</u><ul>",
        "<li>c\N{NARROW NO-BREAK SPACE}<i>y</i></li>",
        "</ul>",
        "<p><u>device</u></p>",
        "",
    ]


@pytest.mark.parametrize(
    ("text", "shown_as"),
    [
        ("A b [@x]. C d [@y; @z], e.", "A b._<i>x</i> C d,_<i>y z</i> e."),
        ("A\n[@x]; b", "A;_<i>x</i> b"),
        ("A [@x] [@y]\n[@z].\nB [@x]: c", "A._<i>x</i> <i>y</i>\n<i>z</i>\nB:_<i>x</i> c"),
        ("**b** [@x].", "<strong>b</strong>._<i>x</i>"),
        ("**b**\n[@x].", "<strong>b</strong>._<i>x</i>"),
        ("`c`[@x]!", "<code>c</code>!<i>x</i>"),
        ("“q” [@x]…", "“q”…_<i>x</i>"),
        # What has no word before it, or a stop already, or does not follow at once, stays as it was written.
        ("[@x]. B", "<i>x</i>. B"),
        ("A? [@x]. B", "A?_<i>x</i>. B"),
        ("A?\n[@x]. B", "A?_<i>x</i>. B"),
        ("(a [@x]). B", "(a_<i>x</i>). B"),
        ("a [@x] b.", "a_<i>x</i> b."),
        ("a [@x] **.** b", "a_<i>x</i> <strong>.</strong> b"),
        ("a\\\n[@x]. b", "a<br>\n<i>x</i>. b"),
    ],
)
def test_a_stop_and_its_citation_stand_behind_the_last_word(text: str, shown_as: str) -> None:
    def cite(citation):
        return Markup("<i>{}</i>").format(" ".join(citation.keys))

    shown_as = shown_as.replace("_", "\N{NARROW NO-BREAK SPACE}")
    assert html(parse(text), cite, lambda _: Markup("")) == f"<p>{shown_as}</p>\n"


def test_reading_a_text_twice_shows_the_same() -> None:
    found = parse("A b [@x]. C.")
    twice = [html(found, lambda _: Markup("<i>1</i>"), lambda _: Markup("")) for _ in range(2)]
    assert twice == ["<p>A b.\N{NARROW NO-BREAK SPACE}<i>1</i> C.</p>\n"] * 2


def test_tables_lists_quotations_and_code_come_through() -> None:
    text = "| a | b |\n|---|--:|\n| 1 | `2` |\n\n1. x\n   - y\n\n> z\n> > w\n\n```py\n<v>\n```\n\n3. u"
    tags = [element.tag for element in elements(written(text))]
    for tag, times in (
        ("table", 1),
        ("th", 2),
        ("td", 2),
        ("ol", 2),
        ("ul", 1),
        ("blockquote", 2),
        ("pre", 1),
    ):
        assert tags.count(tag) == times
    assert '<ol start="3">' in written(text)


@pytest.mark.parametrize("file", list(read_texts(place("seeds"), "articles", [])), ids=lambda file: file.slug)
def test_every_word_of_the_seeds_is_shown(file) -> None:
    """Against a reading of the source by hand: marks taken away, words left."""
    body = html(parse(file.text), lambda _: Markup(" "), lambda _: Markup(" "))
    source = re.sub(r"\[@[^\]]*\]|\[\[[^\]]*\]\]|\]\([^)]*\)", " ", file.text)
    source = re.sub(r"(?m)^(##+ |- |\d+\. |> )", "", source).replace("[", "").replace("*", "")
    assert re.sub(r"\s+", "", shown(str(body))) == re.sub(r"\s+", "", source)


def test_a_plain_parser_agrees_on_texts_without_the_grammar() -> None:
    text = next(read_texts(place("seeds"), "articles", [])).text
    text = re.sub(r" ?\[@[^\]]*\]|\[\[[^\]]*\]\]", "", text)
    plain = MarkdownIt("commonmark").enable("table").render(text)
    assert shown(written(text)) == shown(plain)
