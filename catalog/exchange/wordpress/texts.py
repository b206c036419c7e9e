"""A text of WordPress, whole: from its HTML to Markdown, and what is said of it. Pure."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from typing import Final

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, Tag

from catalog.printable import UNPRINTABLE

from . import shortcodes
from .converter import NUMBER, Converter
from .escaping import address, escaped, host_of, printable
from .inline import BREAK, Places, Turned

DEEPEST: Final = 200
"""Elements inside each other; what lies deeper is read as words alone."""
MOST_TAGS: Final = 40_000
"""Of one text; the longest here has some hundreds."""
MOST_SPANNED: Final = 20
"""Columns of one cell; the widest table here has twelve."""
_ALONE: Final = re.compile(r"https?:\S+")


def markdown(html: str, places: Places, reusable: Callable[[str], str] = lambda _: "") -> tuple[str, Turned]:
    """The text in the grammar of articles, and what was met on the way. Nothing is raised."""
    turned = Turned()
    html = UNPRINTABLE.sub("", html).replace("\r\n", "\n").replace("\r", "\n")
    # Two characters of the private area have a meaning on the way.
    html = html.replace(BREAK, "\ufffd")
    is_classic = not shortcodes.is_in_blocks(html)
    if "<!--nextpage-->" in html:
        turned.notes["pages of one post are one text"] += 1
    html = shortcodes.without_blocks(html, turned.kept, reusable)
    html = shortcodes.expanded(html, turned.kept)
    turned.kept = +turned.kept
    if html.count("<") > MOST_TAGS:
        turned.lost["the text has too many elements; its words alone were kept"] += 1
        return _tidy(_words(re.sub(r"<[^<>]{0,5000}>", " ", html))), turned
    soup = _soup(html)
    if _depth(html) > DEEPEST:
        turned.lost["elements lie too deep in each other; the words alone were kept"] += 1
        return _tidy(_words(soup.get_text("\n\n"))), turned
    try:
        _prepare(soup)
        text = _tidy(Converter(places, turned, is_classic=is_classic).convert_soup(soup))
        return _linked(text, places), turned
    except RecursionError:
        turned.lost["elements lie too deep in each other; the words alone were kept"] += 1
        return _tidy(_words(soup.get_text("\n\n"))), turned


def _prepare(soup: BeautifulSoup) -> None:
    """Galleries are pictures one after the other, the words beside a picture are its caption, and steps and
    cells say their numbers as a number."""
    for one in soup.select("ul.blocks-gallery-grid, ul.wp-block-gallery, li.blocks-gallery-item"):
        one.name = "div"
    for figure in soup.select(f"figure.{shortcodes.CAPTION}"):
        pictures = [one for one in figure.contents if isinstance(one, Tag) and (one.name == "img" or one.img)]
        beside = [one for one in figure.contents if not any(one is picture for picture in pictures)]
        if pictures and not figure.figcaption and any(one.get_text(strip=True) for one in beside):
            caption = soup.new_tag("figcaption")
            for words in beside:
                caption.append(words.extract())
            figure.append(caption)

    for steps in soup.find_all("ol"):
        first = _number(steps.get("start"), 0, 1_000_000)
        for number, step in enumerate(steps.find_all("li", recursive=False), 1 if first is None else first):
            step[NUMBER] = str(number)
    for cell in soup.select("td[colspan], th[colspan]"):
        cell["colspan"] = str(_number(cell["colspan"], 1, MOST_SPANNED) or 1)


def _number(said: object, least: int, most: int) -> int | None:
    """What an attribute says where that is a number, cut to what it may be; else None."""
    text = str(said or "").strip()
    is_one = text.isascii() and text.isdigit()
    return min(max(int(text[:9]), least), most) if is_one else None


def _linked(text: str, places: Places) -> str:
    """An address alone in a paragraph, which WordPress showed as what is there, becomes a link."""
    parts = text.split("\n\n")
    for number, part in enumerate(parts):
        if _ALONE.fullmatch(part) and (href := places.link(re.sub(r"\\(.)", r"\1", part)).href):
            parts[number] = f"[{escaped(host_of(href))}]({address(href)})"
    return "\n\n".join(parts)


def plain(html: str) -> str:
    """The words of HTML in one line: for titles and summaries."""
    if "<" not in html and "&" not in html:
        return " ".join(printable(html).split())
    return " ".join(printable(_soup(html).get_text(" ")).split())


def paragraphs(html: str) -> tuple[str, int]:
    """The words of HTML as plain text, a blank line between paragraphs, and how many links there were."""
    soup = _soup(UNPRINTABLE.sub("", html))
    for gone in soup.find_all(["script", "style"]):
        gone.decompose()
    links = len(soup.find_all("a", href=True))
    for line in soup.find_all("br"):
        line.replace_with("\n")
    for block in soup.find_all(["p", "div", "blockquote", "li", "pre", "ul", "ol"]):
        block.insert_before("\n\n")
        block.insert_after("\n\n")
    text = "\n".join(" ".join(line.split()) for line in printable(soup.get_text()).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip(), links


def _soup(html: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        return BeautifulSoup(html, "html.parser")


def _depth(html: str) -> int:
    """At least how deep elements lie in each other; an end that was left out counts, as for the parser."""
    depth = deepest = 0
    for found in re.finditer(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)[^<>]*?(/?)>", html):
        if found[1]:
            depth = max(depth - 1, 0)
        elif not found[3] and found[2].lower() not in _EMPTY:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


_EMPTY: Final = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "source", "embed", "wbr", "col", "area", "track"}
)


def _words(text: str) -> str:
    parts = (" ".join(printable(part).split()) for part in re.split(r"\n\s*\n", text))
    return "\n\n".join(escaped(part) for part in parts if part)


def _tidy(text: str) -> str:
    """Line breaks where a line goes on, no spaces at the ends of lines, one empty line between blocks."""
    first, *others = re.sub(rf"{BREAK}(?:[ \t]*{BREAK})+", BREAK, text).split(BREAK)
    parts = [first]
    for part in others:
        before, after = parts[-1].rstrip(" \t"), part.lstrip(" \t")
        is_between = before.strip() and not before.endswith("\n") and after.strip() and after[:2] != "\n\n"
        parts[-1] = f"{before}\\\n" if is_between else before
        parts.append(after.lstrip("\n") if is_between else after)
    lines = (line.rstrip(" \t") for line in "".join(parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
