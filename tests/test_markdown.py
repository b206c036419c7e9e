"""Markdown to HTML: what authors need comes through, and nothing that could do more than be read."""

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from catalog.markdown import TAGS, to_html

PIECES = st.sampled_from(
    [
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
