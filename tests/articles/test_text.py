"""The grammar of articles: citations, insertions, headings, and that every problem is told with its line."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.articles.claim_check import unclaimed
from catalog.articles.rendering import html
from catalog.articles.text import LONGEST, MOST_BRACKETS, MOST_LINES, Heading, parse
from catalog.front_matter import read_texts
from catalog.places import place
from tests.articles.hostile import HOSTILE, PIECES

FILES = list(read_texts(place("seeds"), "articles", []))


def test_citations_are_read_with_keys_line_and_number() -> None:
    found = parse("One [@aust2008].\n\n- Two [@g-fda-page; @c12]\n  three [@b;@c]", first_line=10)
    assert [(c.keys, c.line, c.number) for c in found.citations] == [
        (("aust2008",), 10, 0),
        (("g-fda-page", "c12"), 12, 1),
        (("b", "c"), 13, 2),
    ]
    assert found.problems == []


def test_insertions_stand_alone_or_in_a_sentence() -> None:
    found = parse("See [[device dr-pen-a6]].\n\n[[claim c12]]\n\n[[bands]]\n\n[[term Tram-track scar]]\nand")
    assert [(i.kind, i.name, i.line, i.is_block) for i in found.insertions] == [
        ("device", "dr-pen-a6", 1, False),
        ("claim", "c12", 3, True),
        ("bands", "", 5, True),
        ("term", "Tram-track scar", 7, False),
    ]


@pytest.mark.parametrize("text", ["- [[claim c12]]", "> [[claim c12]]", "| [[claim c12]] |\n|---|\n| a |"])
def test_inside_anything_nothing_stands_alone(text: str) -> None:
    (found,) = parse(text).insertions
    assert not found.is_block


@pytest.mark.parametrize("kind", ["device", "comparison", "concern"])
def test_a_name_alone_in_a_paragraph_is_still_in_a_paragraph(kind: str) -> None:
    found = parse(f"[[{kind} x]]")
    assert not found.insertions[0].is_block
    assert [token.type for token in found.tokens] == ["paragraph_open", "inline", "paragraph_close"]


def test_headings_of_the_second_rank_can_be_linked_to() -> None:
    text = "## Café & crème\n\n# Ice-pick\n\n### No\n\nSet\n===\n\n## `code` *word*\n\n> ## Said"
    assert parse(text).headings == [
        Heading("Café & crème", "cafe-creme"),
        Heading("Ice-pick", "ice-pick"),
        Heading("Set", "set"),
        Heading("code word", "code-word"),
        Heading("Said", "said"),
    ]


def test_equal_headings_get_numbers_that_nothing_else_has() -> None:
    anchors = [one.anchor for one in parse("## A\n## A-2\n## A\n## a\n## A 2\n## 痛\n## ?").headings]
    assert anchors == ["a", "a-2", "a-3", "a-4", "a-2-2", "part", "part-2"]


@pytest.mark.parametrize("words", ["References", "Corrections", "Main", "Cite 1 1", "Ref 3", "toc h"])
def test_no_heading_takes_an_address_of_the_page_itself(words: str) -> None:
    (found,) = parse(f"## {words}").headings
    assert found.anchor == "part-" + words.lower().replace(" ", "-")


HEADINGS = st.lists(st.sampled_from(["A", "A 2", "a-2-2", "A-3", "", "痛", "Part", "Part 2", "x" * 90]))


@settings(deadline=None)
@given(HEADINGS)
def test_anchors_are_unique_and_stay_when_something_is_added_below(words: list[str]) -> None:
    anchors = [one.anchor for one in parse("\n\n".join(f"## {w}" for w in words)).headings]
    assert len(set(anchors)) == len(words)
    assert all(re.fullmatch(r"[a-z0-9-]+", anchor) for anchor in anchors)
    longer = [one.anchor for one in parse("\n\n".join(f"## {w}" for w in [*words, "A"])).headings]
    assert longer[: len(words)] == anchors


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a\n\nb [@]", 3, "“[@]” cannot be read"),
        ("a [@x, @y]", 1, "cannot be read: a citation is written"),
        ("a [@x;@]", 1, "a citation is written"),
        ("a\n[@x y]", 2, "a citation is written"),
        ("[[Claim c12]]", 1, "what is set in is written [[claim c12]]"),
        ("[[claim c12]", 1, "what is set in"),
        ("## a [@x]", 1, "“[@x]” cannot stand inside a heading"),
        ("## a [[device x]]", 1, "cannot stand inside a heading"),
        ("b\n[a [@x]](/y)", 2, "“](/y)” cannot be read: nothing can be cited or set in"),
        ("b\n[a [[device x]] c](/y)", 2, "inside the brackets of a link"),
        ("b\n![a](/y.png)", 2, "a picture cannot be set in like this"),
        ("`x\ny`\n[@]", 3, "“[@]”"),
        ("[x](/y\n'a\nb') [@]", 3, "“[@]”"),
        ("[x\ny][r]\n[@]\n\n[r]: /z", 3, "“[@]”"),
        ("a  \nb\\\nc [@]", 3, "“[@]”"),
        ("a\r\nb\rc [@]", 3, "“[@]”"),
        ("a\nb\ue123", 2, "private area"),
        ("a\nb &#xE000; c", 2, "private area"),
        ('a\n[b](/c "&#57345;")', 2, "private area"),
        ("a\n\n`\uf8ff`", 3, "private area"),
        ("a\n\n```\n\ue001\n```", 3, "private area"),
        ("### a", 1, "“###” skips a rank: the first is “##”"),
        ("a\n\n## b\n\n#### c\n\n### d", 5, "“####” skips a rank: “##” is followed by “###”"),
        ("> ## a\n\n- b\n\n  ##### c", 5, "“#####” skips a rank"),
        ("x" * LONGEST + "\n\ny", 1, "more than 200,000 characters"),
        ("x\n" * (LONGEST // 2) + "y", LONGEST // 2 + 1, "more than 200,000 characters"),
        ("a\n" * MOST_LINES + "b\nc", MOST_LINES + 1, "more than 10,000 lines"),
        ("a\n" + "[" * MOST_BRACKETS + "\n[", 3, "more than 20,000 opening brackets"),
    ],
)
def test_every_problem_names_its_line(text: str, line: int, words: str) -> None:
    for first in (1, 7):
        (found,) = parse(text, first).problems
        assert (found[0], words in found[1]) == (line + first - 1, True), found


def test_headings_that_go_down_one_rank_at_a_time_are_no_problem() -> None:
    text = "# a\n\n### b\n\n#### c\n\n## d\n\n### e\n\nf\n-\n\n### g"
    assert parse(text).problems == []


def test_the_most_that_is_read_is_read() -> None:
    assert parse("x " * (LONGEST // 2)).problems == []
    assert parse("[ " * MOST_BRACKETS).problems == []
    assert parse("a\n" * MOST_LINES).problems == []


def test_problems_are_told_from_top_to_bottom() -> None:
    text = "[@]\n\n&#xE000;\n\n![a](/b)\n\n[[\n\n## [@x]"
    assert [line for line, _ in parse(text).problems] == [1, 3, 5, 7, 9]


def _places(text: str) -> list[int]:
    """Where a citation may be tried: after a word of running text that no code, link or insertion holds."""
    taken = [
        m.span() for m in re.finditer(r"\[\[.*?\]\]|\[@.*?\]|\[[^\]]*\]\([^)]*\)|`[^`]*`", text, re.DOTALL)
    ]
    return [
        m.end() for m in re.finditer(r"\w", text) if not any(start <= m.end() < end for start, end in taken)
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.slug)
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_broken_citation_anywhere_in_a_seed_is_told_with_its_line(file, data: st.DataObject) -> None:
    text, first = file.text, file.lines[""]
    at = data.draw(st.sampled_from(_places(text)))
    broken = f"{text[:at]} [@no such] {text[at:]}"
    line = first + text.count("\n", 0, at)
    said = [problem for problem in parse(broken, first).problems if "[@no such]" in problem[1]]
    assert [found for found, _ in said] == [line], text[at - 40 : at + 40]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.slug)
def test_the_seeds_are_read_whole(file) -> None:
    found = parse(file.text)
    assert found.problems == []
    assert len(found.citations) == file.text.count("[@")
    assert len(found.insertions) == file.text.count("[[")
    assert len(found.headings) == len(re.findall(r"^## ", file.text, re.MULTILINE))
    lines = file.text.split("\n")
    for citation in found.citations:
        assert all(f"@{key}" in lines[citation.line - 1] for key in citation.keys)
    for insertion in found.insertions:
        assert f"[[{insertion.kind} {insertion.name}".strip() in lines[insertion.line - 1]


@settings(max_examples=300, deadline=None)
@given(PIECES)
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    found = parse(text)
    lines = len(re.split(r"\r\n|\r|\n", text))
    assert all(1 <= line <= lines for line, _ in found.problems)
    assert [line for line, _ in found.problems] == sorted(line for line, _ in found.problems)
    assert [citation.number for citation in found.citations] == list(range(len(found.citations)))


# --- much of one thing


def nested(mark: str, depth: int) -> str:
    """A list in a list in a list …, each with a word of its own."""
    return "\n".join(" " * (len(mark) * level) + mark + "x" for level in range(depth))


MUCH = (
    "[", "[[", "[@", "[[a", "[@a", "[a](", "![", ">", "> - ", "*", "_", "`", "|", "- ", "- a\n", "- - x\n",
    "a [@x ", "a. ", "=\n", "## a\n", "*a_", "**a ", "_ _a", "<!--", "<![CDATA[", "&#x41;", "~", "\\", "a\n",
    "a\n\n", "|a|\n|-|\n", "studies ", "according to a ", "two ", "A. ", "0,", "[a]: /x\n", "x\ufeff",
)  # fmt: skip


def read_and_written(text: str) -> str:
    found = parse(text)
    unclaimed(found)
    return str(html(found, lambda _: HOSTILE, lambda _: HOSTILE))


@pytest.mark.parametrize("piece", MUCH)
def test_what_is_repeated_is_read_and_takes_no_more_than_so_much_longer(piece: str) -> None:
    """Eight times as much is to take eight times as long; where it took 64 times, this would say so."""
    small, large = (piece * (size // len(piece)) for size in (1_250, 10_000))
    assert _seconds(large) < 24 * max(_seconds(small), 0.003)


@pytest.mark.parametrize("mark", ["- ", "> ", "1. ", "* > "])
@pytest.mark.parametrize("depth", [3, 6, 7, 9, 10, 11, 18, 19, 20, 21, 40, 2_000])
def test_text_deep_in_lists_and_quotations_is_written_or_told_to_lie_too_deep(mark: str, depth: int) -> None:
    in_a_row = f"{mark * depth}word"
    assert bool(parse(in_a_row).problems) or depth < 20
    for text in (in_a_row, nested(mark, min(depth, 40)).replace("x", "word")):
        problems = parse(text).problems
        assert {said for _, said in problems} <= {"lists and quotations lie too deep in each other."}
        assert (read_and_written(text).count("word") == text.count("word")) != bool(problems)


@pytest.mark.long
@pytest.mark.parametrize("piece", MUCH)
def test_the_longest_text_of_one_thing_is_read_in_seconds(piece: str) -> None:
    assert _seconds(piece * (LONGEST // len(piece))) < 15


def _seconds(text: str) -> float:
    """The least of two: this machine may have other things to do. Processor time."""
    took = []
    for _ in range(2):
        start = time.process_time()
        read_and_written(text)
        took.append(time.process_time() - start)
    return min(took)
