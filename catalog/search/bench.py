"""`catalog bench search`: how fast the search is on a made-up catalogue, beside how fast it should be."""

from __future__ import annotations

import gc
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from statistics import quantiles
from time import perf_counter, thread_time
from typing import Any, Final

import click
from rich.console import Console
from rich.table import Table

from catalog.finder.samples import Maker

from .documents import Document
from .index import SearchIndex
from .product_documents import product_document
from .synonyms import Synonyms

DOCUMENTS: Final = 100_000
TARGET_MS: Final = 10.0
"""One search, with counts by kind, five hits of each and their snippets, at the 95th percentile."""
TEXTS: Final = 0.05
"""So much of the documents are texts, of some hundred words each; the rest are devices."""
VOCABULARY: Final = 30_000
ROUNDS: Final = 5
SYNONYMS: Final = {
    "derma-roller": ("derma roller", "dermaroller", "microneedling roller", "needle roller"),
    "derma-stamp": ("stamp", "derma stamp", "dermastamp", "microneedling stamp"),
    "microneedling": ("microneedling", "skin needling", "MTS", "microneedle therapy system"),
}


@click.command("search")
@click.option("--documents", default=DOCUMENTS, show_default=True, type=click.IntRange(100))
@click.option("--seed", default=1, show_default=True, help="Of the made-up catalogue.")
def bench(documents: int, seed: int) -> None:
    """Measure the search on a made-up catalogue, beside what it should be."""
    console = Console()
    console.print(as_table(measured(documents, seed, console)))


def measured(number: int, seed: int, console: Console) -> Mapping[str, Any]:
    """Sort of search → seconds of the processor that each took; and what a worker pays for its index."""
    console.print(f"Making {number:,} documents …")
    every = list(documents(number, seed))
    words = _asked(every, seed)
    before = memory_mb()
    start = perf_counter()
    index = SearchIndex.of(every, Synonyms(SYNONYMS))
    ready = perf_counter() - start
    memory = memory_mb() - before
    gc.collect()
    gc.freeze()
    index, edits = _edited(index, every)
    times: dict[str, list[float]] = {name: [] for name in words}
    for _ in range(ROUNDS):
        for name, texts in words.items():
            ask: Callable[[str], object] = index.suggest if name == "suggestions" else index.find
            for text in texts:
                start = thread_time()
                ask(text)
                times[name].append(thread_time() - start)
    gc.unfreeze()
    return {"times": times, "ready_s": ready, "memory_mb": memory, "edit_ms": edits, "documents": number}


def _edited(index: SearchIndex, every: list[Document]) -> tuple[SearchIndex, list[float]]:
    """The index after some edits, as a worker has it, and how long each took, in ms."""
    took = []
    for document in every[7 : 7 + 20]:
        start = perf_counter()
        index = index.replaced([document], [replace(document, title=f"{document.title} II")])
        took.append(1000 * (perf_counter() - start))
    return index, took


def documents(number: int, seed: int) -> Iterator[Document]:
    """Made-up devices, and texts over a vocabulary in which few words are frequent and most are rare."""
    rng = random.Random(seed)
    texts = round(number * TEXTS)
    shelf = Maker(seed).shelf(number - texts)
    yield from (product_document(shelf, entry) for entry in shelf.entries if entry is not None)
    vocabulary = [_word(rng) for _ in range(VOCABULARY)]
    for kind, place in islice(_kinds(), texts):
        said = [
            vocabulary[min(VOCABULARY - 1, int(rng.paretovariate(0.6)))] for _ in range(rng.randint(50, 500))
        ]
        title = " ".join(rng.sample(vocabulary, 4)).capitalize()
        text = f"About microneedling with a derma roller. {' '.join(said)}."
        yield Document(kind, place, f"{kind}-{place}", title, f"/{kind}/{place}", kind.capitalize(), (), text)


def _kinds() -> Iterator[tuple[str, int]]:
    number = 0
    while True:
        number += 1
        yield from ((kind, number) for kind in ("review", "article", "study", "claim", "term"))


def _word(rng: random.Random) -> str:
    syllables = rng.randint(2, 4)
    return "".join(rng.choice("bcdfglmnprstv") + rng.choice("aeiou") for _ in range(syllables))


def _asked(every: list[Document], seed: int) -> dict[str, list[str]]:
    """What is searched, by sort: names, frequent words, beginnings, misspellings, synonyms."""
    rng = random.Random(seed)
    titles = [document.title for document in rng.sample(every, 60)]
    long = [word for title in titles for word in title.split() if len(word) > 4 and word.isalpha()]
    return {
        "names": titles,
        "frequent words": [
            "pen",
            "roller",
            "needle",
            "microneedling",
            "lite",
            "brand",
            "0.5 mm",
            "battery pen",
        ],
        "beginnings": [title[: rng.randint(3, 12)] for title in titles],
        "suggestions": [title[: rng.randint(2, 12)] for title in titles],
        "misspelled": [misspelled(word, rng) for word in long[:60]],
        "misspelled names": [misspelled(title, rng) for title in titles],
        "synonyms": ["dermaroller", "skin needling", "MTS", "dermastamp", "needle roller 0.5 mm", "MTS pen"],
        "sentences": [
            "what is the best quiet pen with a battery for home",
            "roller or pen",
            "how long are needles",
        ],
        "nothing": ["xyzzy", "qqqq wwww", "plugh 12345"],
    }


def misspelled(text: str, rng: random.Random) -> str:
    """A text with one letter swapped with the next, left out, doubled, or another one."""
    places = [at for at in range(1, len(text) - 1) if text[at : at + 2].isalpha()]
    if not places:
        return text
    at = rng.choice(places)
    return rng.choice(
        [
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
            text[:at] + rng.choice("aeiourstln") + text[at + 1 :],
        ]
    )


def as_table(found: Mapping[str, Any]) -> Table:
    """Half of all searches of a sort are as fast as the first number, 19 of 20 as the second."""
    table = Table(title=f"One search among {found['documents']:,} documents (ms of the processor)")
    for heading in ("", "p50", "p95", "target"):
        table.add_column(heading, justify="right" if heading else "left")
    for name, seconds in found["times"].items():
        half, most = p50_p95(seconds)
        mark = "✓" if most <= TARGET_MS else "✗"
        table.add_row(name, f"{half:.1f}", f"{most:.1f} {mark}", f"{TARGET_MS:.0f}")
    table.add_section()
    table.add_row("an edit", f"{p50_p95([ms / 1000 for ms in found['edit_ms']])[0]:.1f}", "", "")
    table.add_row("ready", f"{found['ready_s']:.1f} s", "", "")
    table.add_row("memory", f"{found['memory_mb']:.0f} MB", "", "")
    return table


def p50_p95(seconds: list[float]) -> tuple[float, float]:
    """Median and 95th percentile, in ms."""
    cuts = quantiles(seconds, n=20, method="inclusive")
    return 1000 * cuts[9], 1000 * cuts[18]


def memory_mb() -> float:
    """Memory of this process (resident), in MB."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS:"))
