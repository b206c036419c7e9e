"""The grammar of an article: Markdown with citations, `[@aust2008; @c12]`, and insertions, `[[claim c12]]`.

`parse` reads a text into tokens, citations, insertions and problems, each with its line. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from markdown_it.rules_inline import StateInline, backtick, image, link
from markdown_it.token import Token

from catalog.markdown import parser, prepare

INLINE: Final = ("device", "comparison", "concern")
"""What may be set into a sentence: its name, as a link."""
BLOCK: Final = ("claim", "term", "figure", "picture", "safety", "cleaning", "bands", "layers")
"""What stands alone in a paragraph."""
LONGEST: Final = 200_000
"""Characters of a text; the longest seed has some 12,000."""
MOST_BRACKETS: Final = 20_000
MOST_LINES: Final = 10_000
"""Opening brackets and lines cost most of the time; the longest seed has 130 and 170."""

_CITATION: Final = re.compile(r"\[@([A-Za-z0-9-]{1,120}(?:; ?@[A-Za-z0-9-]{1,120}){0,20})\]")
_INSERTION: Final = re.compile(r"\[\[([a-z]{1,20})(?: ([^\[\]\n]{1,200}))?\]\]")
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")
_OF_THE_PAGE: Final = re.compile(r"main|references|corrections|(?:cite|ref)-[0-9-]+|.*-h")
"""Addresses within the page that its own parts have, see `templates/articles/show.html`."""
_FORMS: Final = {
    "[@": "a citation is written [@aust2008] or [@aust2008; @c12].",
    "[[": "what is set in is written [[claim c12]].",
    "](": "nothing can be cited or set in inside the brackets of a link.",
}


@dataclass(frozen=True)
class Citation:
    """What stands between `[@` and `]`: keys of studies, guidance or claims. ``number`` counts from 0."""

    keys: tuple[str, ...]
    line: int
    number: int


@dataclass(frozen=True)
class Insertion:
    """`[[kind name]]`; ``name`` is "" where none is said. ``is_block``: it stands alone in a paragraph."""

    kind: str
    name: str
    line: int
    is_block: bool


@dataclass(frozen=True)
class Heading:
    """A heading of the second rank, and where it can be linked to."""

    words: str
    anchor: str


@dataclass
class ArticleText:
    """A text that was read. Lines count from the first line given to `parse`."""

    tokens: list[Token] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    insertions: list[Insertion] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    taken: Counter[str] = field(default_factory=Counter)
    """How often each address within the page was wanted, or given out under a number."""


def parse(text: str, first_line: int = 1) -> ArticleText:
    """Read a text. What is wrong is in ``problems``, a line and a sentence each; nothing is raised."""
    found = ArticleText()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if too_much := _too_much(text):
        at, said = too_much
        found.problems.append((first_line + text.count("\n", 0, at), said))
        return found
    found.tokens = PARSER.parse(text, {})
    for token in found.tokens:
        if token.map:
            token.meta["line"] = first_line + token.map[0]
    _collect(found)
    found.problems.sort(key=lambda problem: problem[0])
    return found


def _too_much(text: str) -> tuple[int, str] | None:
    """Where a text grows past what is read, and a sentence."""
    if len(text) > LONGEST:
        return LONGEST, f"the text has more than {LONGEST:,} characters."
    for mark, most, things in (("[", MOST_BRACKETS, "opening brackets"), ("\n", MOST_LINES, "lines")):
        if text.count(mark) > most:
            at = [found.start() for found in re.finditer(re.escape(mark), text)][most]
            return at, f"the text has more than {most:,} {things}."
    return None


def _collect(found: ArticleText) -> None:
    """Number the citations, decide which insertions are blocks, give headings their anchors."""
    tokens: list[Token] = []
    heading: Token | None = None
    rank = 1  # of the page's own heading
    for token in found.tokens:
        if token.type in _HOLDERS and token.level >= _DEEPEST:
            found.problems.append((token.meta["line"], "lists and quotations lie too deep in each other."))
        if token.type == "heading_open":
            heading, rank = token, _ranked(found, token, rank)
        elif token.type == "heading_close":
            heading = None
        elif token.type in ("fence", "code_block"):
            _print(found, token, token.meta["line"])
        elif token.type == "inline":
            _read(found, token, is_heading=heading is not None)
            if heading is not None and heading.tag == "h2":
                heading.meta["anchor"] = _anchor(found, _plain(token))
            if _is_block(tokens, token):
                tokens[-1] = _block(found, token)
                continue
        elif token.type == "paragraph_close" and tokens and tokens[-1].type == "insertion":
            continue
        tokens.append(token)
    found.tokens = tokens


def _ranked(found: ArticleText, heading: Token, before: int) -> int:
    """The rank of a heading. One that skips ranks is a problem: readers would look for what is left out."""
    rank = int(heading.tag[1:])
    if rank > before + 1:
        wanted = (
            f"“{'#' * before}” is followed by “{'#' * (before + 1)}”" if before > 1 else "the first is “##”"
        )
        found.problems.append((heading.meta["line"], f"a heading “{'#' * rank}” skips a rank: {wanted}."))
    return rank


def _read(found: ArticleText, inline: Token, *, is_heading: bool) -> None:
    line, links = inline.meta["line"], 0
    has_parts = any(child.type in ("citation", "insertion") for child in inline.children or ())
    for child in inline.children or ():
        links += child.nesting if child.type in ("link_open", "link_close") else 0
        child.meta["line"] = line
        _print(found, child, line)
        line += child.meta.get("lines", 0)
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        elif child.type == "image":
            found.problems.append((line, f"“{child.content}”: a picture cannot be set in like this."))
        elif child.type in ("citation", "insertion") and is_heading:
            found.problems.append((line, f"“{child.content}” cannot stand inside a heading."))
            child.type = "text"
        elif child.type == "citation":
            keys = tuple(key.strip().removeprefix("@") for key in child.content[1:-1].split(";"))
            child.meta["is"] = Citation(keys, line, len(found.citations))
            found.citations.append(child.meta["is"])
        elif child.type == "insertion":
            child.meta["is"] = _inserted(found, child.content, line, is_block=False)
        elif child.type == "text":
            child.meta["is_running"] = not links and not is_heading
            # With a citation in it, brackets make no link: "](" is left over.
            for start in ("[@", "[[", "](") if has_parts else ("[@", "[["):
                if (at := child.content.find(start)) >= 0:
                    said = child.content[at : at + 40]
                    found.problems.append((line, f"“{said}” cannot be read: {_FORMS[start]}"))


def _print(found: ArticleText, token: Token, line: int) -> None:
    """Take characters of a private area out of a token, also where an entity (`&#xE000;`) stood for one.

    With them a text could pass for what is set into it: see `rendering` and `sentences`.
    """
    said = (token.content, token.info, *(str(value) for value in token.attrs.values()))
    if any(map(_PRIVATE.search, said)):
        found.problems.append((line, "the text holds a character from a private area of Unicode."))
        token.content, token.info = (_PRIVATE.sub("\ufffd", part) for part in said[:2])
        token.attrs = {name: _PRIVATE.sub("\ufffd", str(value)) for name, value in token.attrs.items()}


def _inserted(found: ArticleText, content: str, line: int, *, is_block: bool) -> Insertion:
    kind, _, name = content[2:-2].partition(" ")
    insertion = Insertion(kind, name.strip(), line, is_block)
    found.insertions.append(insertion)
    return insertion


def _is_block(before: list[Token], inline: Token) -> bool:
    children = inline.children or []
    alone = len(children) == 1 and children[0].type == "insertion"
    # A name alone in a paragraph stays a name in a paragraph.
    is_name = alone and children[0].meta["is"].kind in INLINE
    return alone and not is_name and before[-1].type == "paragraph_open" and before[-1].level == 0


def _block(found: ArticleText, inline: Token) -> Token:
    said = (inline.children or [])[0]
    found.insertions.pop()
    block = Token("insertion", "", 0, content=said.content, block=True, meta=dict(said.meta))
    block.meta["is"] = _inserted(found, said.content, said.meta["line"], is_block=True)
    return block


def _plain(inline: Token) -> str:
    return "".join(child.content for child in inline.children or () if child.type in ("text", "code_inline"))


def _anchor(found: ArticleText, words: str) -> str:
    """An address within the page: "what-trials-found", with a number where that is taken."""
    letters = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:80] or "part"
    if _OF_THE_PAGE.fullmatch(base):
        base = f"part-{base}"
    anchor = base
    while found.taken[anchor]:
        found.taken[base] += 1
        anchor = f"{base}-{found.taken[base]}"
    found.taken[anchor] += 1
    found.headings.append(Heading(words.strip(), anchor))
    return anchor


def _citation(state: StateInline, silent: bool) -> bool:
    return _token(state, silent, "citation", _CITATION)


def _insertion(state: StateInline, silent: bool) -> bool:
    return _token(state, silent, "insertion", _INSERTION)


def _token(state: StateInline, silent: bool, kind: str, form: re.Pattern[str]) -> bool:
    if not (match := form.match(state.src, state.pos)):
        return False
    if not silent:
        state.push(kind, "", 0).content = match[0]
    state.pos = match.end()
    return True


def _counting(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """A rule that also notes on its last token how many line breaks of the source no token stands for."""

    def counted(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent and (breaks := state.src.count("\n", start, state.pos)):
            told = sum(
                token.meta.get("lines", token.type in ("softbreak", "hardbreak"))
                for token in state.tokens[before:]
            )
            state.tokens[-1].meta["lines"] = breaks - told
        return True

    return counted


PARSER: Final = parser()
_HOLDERS: Final = ("blockquote_open", "bullet_list_open", "ordered_list_open", "list_item_open")
_DEEPEST: Final = PARSER.options.maxNesting - 1
"""At this level the parser leaves out, without a word, what a list or a quotation holds."""
PARSER.inline.ruler.at("backticks", _counting(backtick))
PARSER.inline.ruler.at("link", _counting(link))
PARSER.inline.ruler.at("image", _counting(image))
PARSER.inline.ruler.before("link", "citation", _citation)
PARSER.inline.ruler.before("link", "insertion", _insertion)
prepare(PARSER)
