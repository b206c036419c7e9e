"""HTML of a WordPress text to the Markdown of articles. Pure.

markdownify goes through the elements; here is what each becomes. Whatever does not become anything is named:
no script, no handler and no raw HTML is left, and no word either without a line about it.
"""

from __future__ import annotations

import re
from typing import Any, Final

from bs4 import Tag

from . import shortcodes
from .escaping import address, code, escaped, fenced, host_of, printable
from .inline import BREAK, InlineConverter, Link, Places, Turned

_DROPPED: Final = {
    "script": "a script",
    "style": "a style sheet",
    "noscript": "words for browsers without script",
    "template": "a template",
    "form": "a form",
    "input": "a field of a form",
    "select": "a field of a form",
    "textarea": "a field of a form",
    "svg": "a drawing (SVG)",
    "canvas": "a drawing (canvas)",
    "math": "a formula (MathML)",
    "map": "a map of areas",
    "head": "",
    "title": "",
    "meta": "",
    "link": "",
    "base": "",
}
"""Elements that go with all they hold, and what is said of it."""
_FRAMES: Final = ("iframe", "embed", "object", "video", "audio")
_NO_PICTURE_IN: Final = frozenset({"li", "blockquote", "td", "th", "dd", "_inline"})
_BLOCKS: Final = frozenset(
    {"address", "article", "aside", "center", "footer", "header", "hgroup", "main", "nav"}
)
RANKS: Final = 6
NUMBER: Final = "data-number"
"""Attribute of a step of a numbered list: its number, counted before, for all of them at once."""
_FOLLOWED: Final = re.compile(r"(?:https?://|mailto:|/(?!/)|#)", re.IGNORECASE)


class Converter(InlineConverter):
    """Turns one text. ``is_classic``: blank lines part paragraphs, as WordPress showed them."""

    def __init__(self, places: Places, turned: Turned, *, is_classic: bool) -> None:
        super().__init__(
            heading_style="atx",
            bullets="-",
            newline_style="backslash",
            table_infer_header=True,
            autolinks=False,
        )
        self._places, self._turned, self._is_classic = places, turned, is_classic
        self._rank = 1

    # --- what is called for every element and text

    def process_tag(self, node: Any, parent_tags: Any = None) -> str:
        name = node.name
        if name in _DROPPED:
            if _DROPPED[name]:
                self._turned.lost[_DROPPED[name]] += 1
            return ""
        if name in _FRAMES:
            return self._frame(node)
        if name == "button" and not node.get_text(strip=True):
            return ""
        return str(super().process_tag(node, parent_tags))  # type: ignore[misc]

    def process_text(self, el: Any, parent_tags: Any = None) -> str:
        tags = parent_tags or set()
        if "pre" in tags:
            return printable(str(el))
        text = printable(str(el)).replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
        if self._is_classic and not tags & {
            "li",
            "td",
            "th",
            "_inline",
            "a",
            "table",
            "tr",
            "ul",
            "ol",
            "dl",
        }:
            text = self._classic(text, el)
        else:
            text = re.sub(r"\s+", " ", text)
        text = self.escape(text, tags)
        if _is_block(el.previous_sibling) or (not el.previous_sibling and _is_block(el.parent)):
            text = text.lstrip()
        if _is_block(el.next_sibling) or (not el.next_sibling and _is_block(el.parent)):
            text = text.rstrip()
        return text

    def escape(self, text: str, parent_tags: Any) -> str:
        return text if "_noformat" in parent_tags else BREAK.join(map(escaped, text.split(BREAK)))

    def _classic(self, text: str, el: Any) -> str:
        """Line ends as WordPress showed them: a blank line parts paragraphs, another is a line break."""
        text = re.sub(r"[ \t\f\v]+", " ", text)
        text = re.sub(r" ?\n ?\n\s*", "\n\n", text)
        text = re.sub(r"(?<!\n) ?\n ?(?!\n)", BREAK, text)
        for sibling, at_end in ((el.previous_sibling, False), (el.next_sibling, True)):
            # A line end beside an element that is a block, or breaks the line, says nothing.
            if isinstance(sibling, Tag) and (_is_block(sibling) or sibling.name == "br"):
                text = text.rstrip(f"{BREAK} ") if at_end else text.lstrip(f"{BREAK} ")
        return text

    # --- what becomes of each element

    def convert_hN(self, n: int, el: Any, text: str, parent_tags: Any) -> str:  # noqa: N802
        words = " ".join(text.replace(BREAK, " ").replace("\\\n", " ").split()).rstrip("#").strip()
        if not words:
            return ""
        if "_inline" in parent_tags or parent_tags & {"li", "td", "th"}:
            return f"\n\n**{words}**\n\n"
        wanted = min(max(n, 2), RANKS)
        rank = min(wanted, self._rank + 1)
        if rank != n and n != 1:
            self._turned.notes["headings were given the next rank, so that none is skipped"] += 1
        self._rank = rank
        return f"\n\n{'#' * rank} {words}\n\n"

    def convert_a(self, el: Any, text: str, parent_tags: Any) -> str:
        href, words = (el.get("href") or "").strip(), " ".join(text.split())
        if "_noformat" in parent_tags:
            return text
        if "[[picture " in text or "Picture not taken over:" in text:
            return text
        before, after = " " * text[:1].isspace(), " " * text[-1:].isspace()
        if not href:
            return text
        link = self._places.link(href)
        if link.href is None or not _FOLLOWED.match(link.href):
            return f"{before}{words}{after}"
        if not words:
            return ""
        # A sign of this grammar inside the brackets of a link would be taken for nothing.
        words = words.replace(BREAK, " ")
        cited = f" [@{link.cites}]" if link.cites and "_inline" not in parent_tags else ""
        return f"{before}[{words}]({address(link.href)}){cited}{after}"

    def convert_img(self, el: Any, text: str, parent_tags: Any) -> str:
        number = next(
            (found[1] for name in el.get("class") or () if (found := re.fullmatch(r"wp-image-(\d+)", name))),
            str(el.get("data-id") or ""),
        )
        return self._picture(str(el.get("src") or ""), number, str(el.get("alt") or ""), parent_tags)

    def convert_wordpress_pictures(self, el: Any, text: str, parent_tags: Any) -> str:
        numbers = re.findall(r"\d+", str(el.get("ids") or "")) or self._places.attached()
        return "".join(self._picture("", number, "", parent_tags) for number in numbers[:200])

    def convert_figcaption(self, el: Any, text: str, parent_tags: Any) -> str:
        words = " ".join(text.replace(BREAK, " ").split())
        if not words:
            return ""
        return f"\n\n*{words}*\n\n" if "*" not in words and "](" not in words else f"\n\n{words}\n\n"

    def convert_figure(self, el: Any, text: str, parent_tags: Any) -> str:
        return f"\n\n{text.strip()}\n\n"

    def convert_br(self, el: Any, text: str, parent_tags: Any) -> str:
        return " " if "_inline" in parent_tags or parent_tags & {"a", "table"} else BREAK

    def convert_hr(self, el: Any, text: str, parent_tags: Any) -> str:
        return "" if parent_tags & {"li", "td", "th", "_inline"} else "\n\n---\n\n"

    def convert_pre(self, el: Any, text: str, parent_tags: Any) -> str:
        if not text.strip():
            return ""
        if "wp-block-verse" in (el.get("class") or ()):
            lines = [escaped(line.strip()) for line in printable(el.get_text()).strip().split("\n")]
            return "\n\n" + BREAK.join(lines) + "\n\n"
        said = printable(el.get_text())
        return code(said) if parent_tags & {"td", "th", "_inline"} else fenced(said)

    def convert_summary(self, el: Any, text: str, parent_tags: Any) -> str:
        words = " ".join(text.split())
        return f"\n\n**{words}**\n\n" if words and "**" not in words else f"\n\n{words}\n\n"

    def convert_dt(self, el: Any, text: str, parent_tags: Any) -> str:
        return self.convert_summary(el, text, parent_tags)

    def convert_dd(self, el: Any, text: str, parent_tags: Any) -> str:
        return f"\n\n{text.strip()}\n\n"

    def convert_dl(self, el: Any, text: str, parent_tags: Any) -> str:
        return f"\n\n{text.strip()}\n\n"

    def convert_div(self, el: Any, text: str, parent_tags: Any) -> str:
        if parent_tags & {"td", "th", "_inline"}:
            return f" {text.strip()} "
        return f"\n\n{text.strip()}\n\n" if text.strip() else ""

    convert_section = convert_article = convert_details = convert_p = convert_div

    def convert_li(self, el: Any, text: str, parent_tags: Any) -> str:
        if not text.strip():
            return "\n"
        lines = text.strip().split("\n")
        bullet = f"{number}. " if (number := el.get(NUMBER)) else "- "
        indent = " " * len(bullet)
        return bullet + "\n".join([lines[0], *(line and f"{indent}{line}" for line in lines[1:])]) + "\n"

    def convert_caption(self, el: Any, text: str, parent_tags: Any) -> str:
        words = " ".join(text.split())
        return f"{words}\n\n" if words else ""

    def convert_td(self, el: Any, text: str, parent_tags: Any) -> str:
        if any(str(el.get(name) or "1") not in ("1", "0") for name in ("colspan", "rowspan")):
            self._turned.lost["cells that span several of a table"] += 1
        words = " ".join(text.replace(BREAK, " ").split())
        return f" {words} |" + "  |" * (int(el.get("colspan", 1)) - 1)

    convert_th = convert_td

    def __getattr__(self, name: str) -> Any:
        """Elements of HTML that hold a part of a page."""
        if name.removeprefix("convert_") in _BLOCKS:
            return self.convert_div
        raise AttributeError(name)

    # --- parts

    def _picture(self, src: str, number: str, alt: str, parent_tags: Any) -> str:
        slug, name = self._places.picture(src, number)
        name = name or alt
        if slug and not parent_tags & _NO_PICTURE_IN:
            return f"\n\n[[picture {slug}]]\n\n"
        where = " (inside a list, a quotation or a table)" if slug else ""
        self._turned.missing.append(f"{name or src or 'without a name'}{where}")
        words = escaped(" ".join(printable(name or "without a name").split()))
        said = f"Picture not taken over: {words}"
        told = f" ({escaped(' '.join(printable(alt).split()))})" if alt and alt != name else ""
        inline = parent_tags & {"td", "th", "_inline", "li"}
        return f" {said}{told}. " if inline else f"\n\n*Picture not taken over:* {words}{told}.\n\n"

    def _frame(self, node: Any) -> str:
        sources = [node, *node.find_all("source")]
        found = next((str(one.get(key)) for one in sources for key in ("src", "data") if one.get(key)), "")
        link = self._places.link(found) if found else Link(None)
        if link.href is None or not _FOLLOWED.match(link.href):
            self._turned.lost[f"something embedded (<{node.name}>)"] += 1
            return ""
        self._turned.notes["embedded things are plain links"] += 1
        words = escaped(str(node.get("title") or host_of(link.href)))
        return f"\n\n[{words}]({address(link.href)})\n\n"


def _is_block(node: Any) -> bool:
    return isinstance(node, Tag) and (
        node.name in _BLOCKS
        or node.name in ("p", "div", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "pre", "hr", "figure")
        or node.name in ("figcaption", "section", "article", "details", "summary", "table", "thead", "tbody")
        or node.name in ("tfoot", "tr", "td", "th", "caption", shortcodes.PICTURES, "[document]")
        or bool(re.fullmatch(r"h[1-6]", node.name))
    )
