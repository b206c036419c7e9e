"""Texts of WordPress as Markdown: what each thing becomes, and that nothing dangerous is left of any HTML."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.articles.inner_links import SCHEMES
from catalog.articles.text import parse
from catalog.exchange.wordpress.inline import Link, Places
from catalog.exchange.wordpress.texts import markdown, paragraphs, plain
from catalog.markdown import cleaned, to_html


def link(href: str) -> Link:
    """As `Addresses.link` answers: nothing for what nobody can follow."""
    if href == "https://doi.org/10.1234/x":
        return Link(href, "chu2021")
    return Link(href if re.match(r"https?://|mailto:|/(?!/)|#", href) else None)


PLACES = Places(link, lambda src, number: ("dial", "Dial") if number == "5" else ("", ""), lambda: ["5", "6"])


def turned(html: str) -> str:
    return markdown(html, PLACES)[0]


CLASSIC = {
    "blank lines part paragraphs": ("One\ntwo\n\nThree", "One\\\ntwo\n\nThree"),
    "a heading": ("<h3>Care</h3>\nText", "## Care\n\nText"),
    "headings skip no rank": ("<h2>A</h2><h5>B</h5>", "## A\n\n### B"),
    "the first rank is the page's": ("<h1>A</h1>x", "## A\n\nx"),
    "a list in a list": ("<ul><li>a<ol><li>b</li></ol></li></ul>", "- a\n  1. b"),
    "a quotation": ("<blockquote>Said\n\nTwice</blockquote>", "> Said\n>\n> Twice"),
    "letters": ("<b>a</b> <em>b</em> <del>c</del> <code>d</code>", "**a** *b* ~~c~~ `d`"),
    "letters in each other": ("<b>a <strong>b</strong></b>", "**a b**"),
    "raised and lowered": ("10<sup>3</sup> H<sub>2</sub>O", "10³ H₂O"),
    "a link": ('<a href="https://a.example/x_(y)">w</a>', "[w](https://a.example/x_%28y%29)"),
    "a link to a study cites it": (
        'See <a href="https://doi.org/10.1234/x">it</a>.',
        "See [it](https://doi.org/10.1234/x) [@chu2021].",
    ),
    "a table": (
        "<table><tr><th>A</th><th>B</th></tr><tr><td>1|2</td><td>3</td></tr></table>",
        "| A | B |\n| --- | --- |\n| 1\\|2 | 3 |",
    ),
    "code": ("<pre>a\n\n  b</pre>", "```\na\n\n  b\n```"),
    "code with fences": ("<pre>```</pre>", "````\n```\n````"),
    "a line": ("a<hr>b", "a\n\n---\n\nb"),
    "a picture that is here": ('<p><img class="wp-image-5" src="x.png"></p>', "[[picture dial]]"),
    "a picture that is not": (
        '<img src="https://a.example/b.png" alt="B">',
        "*Picture not taken over:* B.",
    ),
    "a caption": (
        '[caption id="a"]<img class="wp-image-5" src="x"> The dial[/caption]',
        "[[picture dial]]\n\n*The dial*",
    ),
    "a gallery": ('[gallery ids="5"]', "[[picture dial]]"),
    "an embedded address": ("[embed]https://v.example/1[/embed]", "[v.example](https://v.example/1)"),
    "an address alone": ("A\n\nhttps://v.example/a_b", "A\n\n[v.example](https://v.example/a_b)"),
    "a frame": ('<iframe src="https://v.example/1"></iframe>', "[v.example](https://v.example/1)"),
    "brackets written twice": ("[[gallery]]", "`[gallery]`"),
    "words in brackets": ("He said [sic] so [1].", "He said \\[sic\\] so \\[1\\]."),
    "an unknown shortcode": ('a [poll id="3"] b', 'a `[poll id="3"]` b'),
    "an unknown pair": ("[box]Words[/box]", "`[box]` Words `[/box]`"),
    "a shortcode in code": ("<code>[gallery]</code>", "`[gallery]`"),
    "signs": ("a * b _c_ # d", "a \\* b \\_c\\_ # d"),
    "signs at a line": ("# a\n1. b\n- c", "\\# a\\\n1\\. b\\\n\\- c"),
    "what looks like HTML": ("&lt;script&gt;", "`<script>`"),
    "a citation that is none": ("[@nobody]", "`[@`nobody\\]"),
    "terms": ("<dl><dt>A</dt><dd>b</dd></dl>", "**A**\n\nb"),
}
BLOCKS = {
    "a paragraph": ("<!-- wp:paragraph -->\n<p>a\nb</p>\n<!-- /wp:paragraph -->", "a b"),
    "columns": (
        '<!-- wp:columns --><div><!-- wp:column {"width":"50%"} --><div><!-- wp:paragraph --><p>a</p>'
        "<!-- /wp:paragraph --></div><!-- /wp:column --><!-- wp:column --><div><p>b</p></div>"
        "<!-- /wp:column --></div><!-- /wp:columns -->",
        "a\n\nb",
    ),
    "a list": (
        "<!-- wp:list --><ul><!-- wp:list-item --><li>a</li><!-- /wp:list-item --></ul><!-- /wp:list -->",
        "- a",
    ),
    "a button": (
        '<!-- wp:buttons --><div><!-- wp:button --><a class="wp-block-button__link" href="/x">Go</a>'
        "<!-- /wp:button --></div><!-- /wp:buttons -->",
        "[Go](/x)",
    ),
    "a separator": ("<!-- wp:separator -->\n<hr/>\n<!-- /wp:separator -->\n<p>a</p>", "---\n\na"),
    "a gallery": (
        '<!-- wp:gallery --><figure class="wp-block-gallery"><ul class="blocks-gallery-grid">'
        '<li class="blocks-gallery-item"><figure><img data-id="5" src="x"><figcaption>C</figcaption></figure>'
        "</li></ul></figure><!-- /wp:gallery -->",
        "[[picture dial]]\n\n*C*",
    ),
    "an embed": (
        '<!-- wp:embed {"url":"https://v.example/1"} --><figure class="wp-block-embed">'
        '<div class="wp-block-embed__wrapper">\nhttps://v.example/1\n</div><figcaption>F</figcaption></figure>'
        "<!-- /wp:embed -->",
        "[v.example](https://v.example/1)\n\n*F*",
    ),
    "a verse": ('<!-- wp:verse --><pre class="wp-block-verse">a\nb</pre><!-- /wp:verse -->', "a\\\nb"),
    "what only that site can show": ("<!-- wp:latest-posts {} /--><p>a</p>", "`wp:latest-posts`\n\na"),
    "a social link": (
        '<!-- wp:social-link {"url":"https://s.example","service":"x"} /-->',
        "[x](https://s.example)",
    ),
    "a table with a caption": (
        "<!-- wp:table --><figure><table><tbody><tr><td>a</td></tr><tr><td>b</td></tr></tbody></table>"
        "<figcaption>C</figcaption></figure><!-- /wp:table -->",
        "| a |\n| --- |\n| b |\n\n*C*",
    ),
}


@pytest.mark.parametrize(("html", "written"), [*CLASSIC.values(), *BLOCKS.values()], ids=[*CLASSIC, *BLOCKS])
def test_everything_becomes_the_markdown_of_articles(html, written):
    text = turned(html)
    assert text == written
    assert parse(text).problems == []


@pytest.mark.parametrize(
    ("html", "where", "said"),
    [
        ("<script>steal()</script>a", "lost", "a script"),
        ("<form><input></form>a", "lost", "a form"),
        ("<svg></svg>a", "lost", "a drawing (SVG)"),
        ('<object data="javascript:x"></object>a', "lost", "something embedded (<object>)"),
        ('<table><tr><td colspan="2">a</td></tr></table>', "lost", "cells that span several of a table"),
        ('[poll id="1"]', "kept", "[poll]"),
        ("<!-- wp:calendar /-->", "kept", "wp:calendar"),
    ],
)
def test_what_cannot_be_turned_is_named(html, where, said):
    _, found = markdown(html, PLACES)
    assert dict(getattr(found, where)) == {said: 1}
    assert not found.is_whole


def test_a_picture_that_was_not_taken_is_named():
    _, found = markdown(
        '<img src="https://a.example/b.png"><ul><li><img class="wp-image-5"></li></ul>', PLACES
    )
    assert found.missing == ["https://a.example/b.png", "Dial (inside a list, a quotation or a table)"]


def test_a_block_that_posts_share_stands_where_they_show_it():
    text, found = markdown('<!-- wp:block {"ref":8} /-->', PLACES, lambda number: f"<p>Shared {number}</p>")
    assert (text, found.is_whole) == ("Shared 8", True)


def test_what_lies_too_deep_keeps_its_words():
    text, found = markdown("<div>" * 500 + "word" + "</div>" * 500, PLACES)
    assert text == "word"
    assert not found.is_whole


def test_a_text_of_too_many_elements_keeps_its_words():
    text, found = markdown("<b>word</b> " * 30_000, PLACES)
    assert text.startswith("word word")
    assert not found.is_whole


@pytest.mark.parametrize(
    "html",
    [
        "--><!-- wp:a " * 100_000,
        "<pre>" + " " * 1_000_000 + "x</pre>",
        "[caption]" * 100_000,
        "[a b" * 200_000,
        "<!-- wp:a {" + '"' * 1_000_000,
        "&lt;a " * 200_000,
        "<a " * 300_000,
        "<b>" * 150 + "x" * 500_000,
        "<ol>" + "<li>a</li>" * 19_000 + "</ol>",
    ],
    ids=lambda html: html[:12],
)
def test_no_text_takes_long(html):
    """A pattern that went back over what it had read would take minutes for each of these."""
    before = process_time()
    markdown(html, PLACES)
    assert process_time() - before < 20


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ("3", 3),
        (" 4 ", 4),
        ("0", 0),
        ("-2", 1),
        ("²", 1),
        ("٣", 1),
        ("x", 1),
        ("", 1),
        ("9" * 5_000, 1_000_000),
    ],
)
def test_a_number_of_an_attribute_is_one_or_says_nothing(said, step):
    assert turned(f'<ol start="{said}"><li>a</li><li>b</li></ol>') == f"{step}. a\n{step + 1}. b"
    table = turned(f'<table><tr><th colspan="{said}">A</th></tr></table>')
    head, rule = table.split("\n")
    columns = min(max(step, 1), 20)
    assert (head.count("|"), rule.count("---")) == (columns + 1, columns)


@pytest.mark.parametrize("tag", ["iframe src", "a href", "img src", "video src", "object data"])
def test_an_address_that_is_none_is_no_fault(tag):
    markdown(f'<{tag}="http://[::1">x</{tag.partition(" ")[0]}>', PLACES)


def test_words_of_comments_and_titles_are_plain():
    assert plain("A &amp; <b>B</b>") == "A & B"
    assert paragraphs("<p>a<br>b</p><p>c <a href='x'>d</a></p><script>e</script>") == ("a\nb\n\nc d", 1)


TAGS = (
    "script",
    "a",
    "img",
    "p",
    "b",
    "table",
    "tr",
    "td",
    "li",
    "ul",
    "h2",
    "h4",
    "pre",
    "code",
    "iframe",
    "figure",
)
HREFS = (
    "javascript:alert(1)",
    "JaVaScRiPt:x",
    "data:text/html,x",
    "https://a.example/)[x](javascript:y",
    "vbscript:x",
)
PIECES = st.one_of(
    st.sampled_from(TAGS).map(lambda tag: f"<{tag}>"),
    st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"),
    st.sampled_from(HREFS).map(lambda href: f'<a href="{href}" onclick="x()">'),
    st.sampled_from(HREFS).map(lambda href: f'<img src="{href}" onerror="x()">'),
    st.sampled_from(HREFS).map(lambda href: f"[w]({href}) <{href}> [w]: {href}"),
    st.sampled_from(
        (
            "[caption]",
            "[/caption]",
            "[gallery]",
            "[x y=1]",
            "[[x]]",
            "[@a]",
            "<!-- wp:a -->",
            "<!-- wp:b /-->",
        )
    ),
    st.sampled_from(
        ("&lt;script&gt;", "&#106;avascript:", "\n\n", "\n", "    ", "```", "`", "**", "|", "\\", "&#xE000;")
    ),
    st.text(alphabet="ab <>\"'[]()`*_#-1.\n", max_size=8),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=25).map("".join))
def test_nothing_dangerous_is_left_of_any_html(html):
    text, _ = markdown(html, PLACES)
    shown = str(to_html(text))
    assert shown == str(cleaned(shown)), "the allow-list takes nothing away"
    assert not re.search(r"<(script|iframe|img|form|object|svg|style)\b", shown, re.IGNORECASE)
    assert not re.search(r"<[^>]*\son\w+\s*=", shown)
    for token in parse(text).tokens:
        for child in token.children or ():
            if child.type == "link_open":
                href = str(child.attrGet("href"))
                assert href.startswith(("/", "#")) or href.partition(":")[0].lower() in SCHEMES
    assert not any("private area" in said for _, said in parse(text).problems)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(alphabet="abc*_[]()<>#-+|`~\\!&1.\"'", min_size=1, max_size=10), max_size=8))
def test_words_read_as_they_were_written(words):
    """A text without any element shows, as Markdown, the same characters."""
    from html import escape

    said = " ".join(words)
    text = turned(f"<p>{escape(said)}</p>")
    shown = "".join(
        child.content for token in parse(text).tokens for child in token.children or () if child.content
    )
    assert "".join(shown.split()) == "".join(said.split())
