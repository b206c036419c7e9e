"""Markdown to HTML: what authors need comes through, and nothing that could do more than be read."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from catalog.articles.text import PARSER
from catalog.glossary.linking import Linker
from catalog.glossary.models import GlossaryTerm
from catalog.markdown import _PARSER, TAGS, to_html

LINKER = Linker(
    [
        GlossaryTerm(slug="collagen", term="Collagen", definition="A protein."),
        GlossaryTerm(slug="platelet", term="Platelet", definition="A fragment.", also_json='["platelets"]'),
    ]
)
TERM_LINK = re.compile('<a (?=[^>]*class="term")[^>]*>([^<]*)</a>')

PIECES = st.sampled_from(
    [
        "collagen",
        "Platelets & collagen",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt&#58;alert(1))",
        "<javascript:alert(1)>",
        "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "![a](https://elsewhere.example/pixel.png)",
        "[a](vbscript:x 'onclick=\"x\"')",
        "[a]: javascript:alert(1)\n\n[a]",
        "<svg><style><img title='</style><img onerror=x>'>",
        "<a href=\"x\" onclick='y'>",
        '[a](https://example.org "\\" onmouseover=alert(1) x=\\"")',
        "[a](/devices)",
        "# One",
        "`<b>`",
        "```<script>\nx\n```",
        "| a | b |\n|---|---|\n| <b onclick=x> | 2 |",
        "&lt;script&gt;",
        "\n",
        "> ",
        "- ",
        "**",
        "\\",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=30), max_size=12).map("".join)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_no_text_becomes_a_script_a_handler_or_a_foreign_scheme(text: str) -> None:
    for element in html.fragments_fromstring(f"<div>{to_html(text)}</div>")[0].iterdescendants():
        assert element.tag in TAGS
        assert set(element.attrib) <= {"href", "title", "rel", "start"}
        address = element.get("href", "").strip().lower()
        assert ":" not in address.split("/")[0] or address.startswith(("http:", "https:", "mailto:"))


def test_text_lists_tables_and_links_come_through() -> None:
    found = to_html("# Two\n\nA *pen*, 0.5 mm.\n\n- one\n\n[a](https://example.org)\n\n| a |\n|---|\n| 1 |")
    for piece in ("<h2>Two</h2>", "<em>pen</em>", "<li>one</li>", 'href="https://example.org"', "<td>1</td>"):
        assert piece in found


def test_html_is_shown_as_it_was_typed() -> None:
    assert to_html("<b>x</b>") == "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"


def linked(text: str) -> list[str]:
    """The words of a text that lead to the glossary."""
    root = html.fragment_fromstring(f"<div>{to_html(text, LINKER.page())}</div>")
    return [a.text_content() for a in root.iterdescendants("a") if a.get("class") == "term"]


def test_first_use_of_a_term_leads_to_the_glossary() -> None:
    found = html.fragment_fromstring(to_html("New *collagen* and collagen & Platelets.", LINKER.page()))
    assert [(a.text, a.get("href"), a.get("class")) for a in found.iterdescendants("a")] == [
        ("collagen", "/glossary#collagen", "term"),
        ("Platelets", "/glossary#platelet", "term"),
    ]
    assert found.text_content() == "New collagen and collagen & Platelets."


def test_titles_links_and_code_are_not_linked_and_do_not_count_as_a_use() -> None:
    for before in (
        "# Collagen\n\n",
        "Collagen\n===\n\n",
        "`collagen` ",
        "    collagen\n\n",
        "[more collagen, *collagen*](/science) ",
        "| collagen |\n|---|\n| x |\n\n",
    ):
        assert linked(f"{before}then collagen") == ["collagen"]
        assert linked(before) == []


def test_lists_quotations_and_cells_are_linked() -> None:
    for text in ("- collagen", "> collagen", "| a |\n|---|\n| collagen |", "**collagen**", "a\ncollagen"):
        assert linked(text) == ["collagen"]


def test_a_term_that_the_page_has_linked_before_stays_text() -> None:
    links = LINKER.page()
    assert "<a" in to_html("collagen", links)
    assert "<a" not in to_html("collagen", links)


def test_an_author_cannot_make_a_link_to_the_glossary_look_like_one_of_ours() -> None:
    assert "class" not in to_html('[x](/glossary#collagen){.term} <a class="term" href="/">y</a>').replace(
        "&lt;a class", ""
    )


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_linking_changes_nothing_but_links(text: str) -> None:
    found = str(to_html(text, LINKER.page()))
    root = html.fragment_fromstring(f"<div>{found}</div>")
    terms = [a for a in root.iterdescendants("a") if a.get("class") == "term"]
    assert len({a.get("href") for a in terms}) == len(terms)
    for a in terms:
        assert not {"a", "code", "pre", "h2", "h3", "h4", "h5", "h6", "th"} & {
            e.tag for e in a.iterancestors()
        }
    assert TERM_LINK.sub(r"\1", found) == to_html(text)


def test_no_thread_meets_a_parser_whose_rules_are_half_sorted():
    """A ruler that was sorted keeps what it sorted; one that was not makes it when it is first asked."""
    for ready in (_PARSER, PARSER):
        for ruler in (ready.core.ruler, ready.block.ruler, ready.inline.ruler, ready.inline.ruler2):
            assert ruler.__cache__
