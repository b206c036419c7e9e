"""What of the words stands beside the filters that they became: nothing twice, and nothing lost. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from catalog.search.block import Block
from catalog.search.folding import tokens, words
from catalog.search.found import Found, Group
from catalog.search.plan import PASSED_OVER


def beside(found: Found, block: Block) -> tuple[Group, ...]:
    """What was found by its words, without what the filters answer.

    Where they say all that was typed, the list they lead to has the devices; what is found by words would be
    the same ones in another order. Where words became no filter, what is shown above is left out, unless it
    stands first itself; the count stays that of all.
    """
    shown = set() if leads(found, block) else {line.url for line in block.lines}
    groups = []
    for group in found.groups:
        if group.kind == block.kind:
            if block.match and _says_all(found, block):
                continue
            group = replace(group, hits=tuple(hit for hit in group.hits if hit.url not in shown))
        if group.hits:
            groups.append(group)
    return tuple(groups)


def rest(block: Block, shown: Collection[str]) -> Block:
    """The block without the lines whose addresses are shown before it."""
    return replace(block, lines=tuple(line for line in block.lines if line.url not in shown))


def leads(found: Found, block: Block) -> bool:
    """Whether what has every word stands first: in "banisher 0.5 mm" a name is meant, which is no filter."""
    return not found.missing and not _says_all(found, block)


def _says_all(found: Found, block: Block) -> bool:
    """Whether nothing is found by a word that became no filter."""
    left = {word for one in block.left_out for word in words(one.words)}
    nowhere = {word for one in found.missing for word in words(one)}
    return not left - nowhere - PASSED_OVER


def respelled(text: str, corrected: str) -> str:
    """The text as it was typed, each word that was corrected as it was searched: signs and numbers stay."""
    typed, said = list(tokens(text)), corrected.split()
    found, at = "", 0
    for start, end, new in _replaced([token.word for token in typed], said):
        found += text[at : typed[start].start] + new
        at = typed[end - 1].end
    return found + text[at:]


def _replaced(typed: list[str], said: list[str]) -> Iterator[tuple[int, int, str]]:
    for what, start, end, begin, until in SequenceMatcher(None, typed, said, autojunk=False).get_opcodes():
        if what == "replace":
            yield start, end, " ".join(said[begin:until])
