"""`catalog bench`: how fast the finder is on made-up catalogues, beside how fast it should be."""

from __future__ import annotations

import gc
import json
import shutil
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

import click
from rich.console import Console
from rich.progress import track
from rich.table import Table
from sqlmodel import Session

from catalog import clock
from catalog.config import Settings
from catalog.db import open_database
from catalog.finder.filling import fill as fill_catalogue
from catalog.finder.filters import SORT_KEYS
from catalog.finder.index import FinderIndex
from catalog.finder.needs import filters_of
from catalog.finder.samples import Maker
from catalog.search.bench import bench as search_bench
from catalog.shelf.shelf import Shelf

TARGETS_MS: Final = {1_000: 1.0, 100_000: 1.5, 1_000_000: 4.0}
"""One query with all counts, the histogram and a page of 24, at the median; by number of devices."""
WORKER: Final = 100_000
READY_S, MEMORY_MB, EDIT_MS = 6.0, 500, 10.0
ROUNDS: Final = 4

STATES: Final = (
    "",
    "depth_at=0.5",
    "depth_at=0.37",
    "depth_reach=1.5",
    "depth_never_above=0.5",
    "depth_reach=1&kind=pen",
    "depth_usable=0.25&kind=pen,roller",
    "depth_at=0.25&kind=roller&sterility=sterile-single-use",
    "depth_within=0.2..2.5&audience=home",
    "depth_overlap=0.6..0.7&power=battery",
    "depth_covers=0.5..1.5&kind=pen",
    "depth_at=0.5&kind=pen&power=battery&noise=..55",
    "depth_never_above=1&kind=roller,stamp&brand=-brand-3",
    "kind=pen&motor_speed=12000..&noise=..60",
    "kind=pen&status=current&cartridge_mount=bayonet,screw",
    "brand=brand-1,brand-2,brand-3",
    "depth_reach=0.5&legal=united-states-on-record",
    "kind=pen&price=USD:..200",
)
"""What the queries ask: nothing, one question, and several at once."""


@click.group(invoke_without_command=True)
@click.option(
    "--devices",
    multiple=True,
    type=click.IntRange(1),
    help="Sizes of the made-up catalogues; 1000, 100000 and 1000000 if not said.",
)
@click.option("--worker/--no-worker", default=True, help=f"Also measure a worker with {WORKER:,} devices.")
@click.option("--seed", default=1, show_default=True, help="Of the made-up catalogues.")
@click.pass_context
def bench(context: click.Context, devices: tuple[int, ...], worker: bool, seed: int) -> None:
    """Measure the finder on made-up catalogues, beside what it should be."""
    if context.invoked_subcommand is None:
        console = Console()
        measured = {size: queries(size, seed, console) for size in devices or TARGETS_MS}
        console.print(as_table(measured))
        if worker:
            console.print(worker_table(measured_worker(seed, console)))


bench.add_command(search_bench)


@bench.command()
@click.argument("number", type=click.IntRange(1))
@click.option("--instance", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option("--seed", default=1, show_default=True)
def fill(number: int, instance: Path, seed: int) -> None:
    """Write a made-up catalogue of that many devices into a new instance folder, to be served."""
    settings = Settings(instance=instance)
    fill_catalogue(settings, number, seed, Console())
    click.echo(f"{number:,} products are in {instance}; `catalog serve --instance {instance}` serves them.")


# -- one query --------------------------------------------------------------------------------------------


def queries(size: int, seed: int, console: Console) -> dict[str, list[float]]:
    """Sort key → seconds of every query measured, over all states, on a catalogue of that size."""
    console.print(f"Making {size:,} devices …")
    gc.disable()
    index = FinderIndex(Maker(seed).shelf(size))
    gc.enable()
    gc.freeze()
    states = [filters_of(state) for state in STATES]
    for state in states:
        index.query(state)
    found: dict[str, list[float]] = {",".join(sort) or "default": [] for sort in sorts()}
    # Orders take turns, so that a moment in which the machine is busy with something else hits all alike.
    for _ in range(ROUNDS):
        for state in states:
            for sort, times in zip(sorts(), found.values(), strict=True):
                filters = state.sorted_by(*sort)
                start = perf_counter()
                index.query(filters)
                times.append(perf_counter() - start)
    gc.unfreeze()
    return found


def sorts() -> list[tuple[str, ...]]:
    """The default order, and every key in both directions."""
    return [(), *((sign + key,) for key in SORT_KEYS for sign in ("", "-"))]


def as_table(measured: dict[int, dict[str, list[float]]]) -> Table:
    """Medians in milliseconds, a row an order, a column a size."""
    table = Table(title="One query: all counts, histogram, page of 24 (median, ms)")
    table.add_column("sort")
    for size in measured:
        table.add_column(f"{size:,}", justify="right")
    for sort in next(iter(measured.values())):
        cells = [_cell(1000 * median(times[sort]), TARGETS_MS.get(size)) for size, times in measured.items()]
        table.add_row(sort, *cells)
    table.add_section()
    table.add_row("target", *(f"{TARGETS_MS[s]:.1f}" if s in TARGETS_MS else "" for s in measured))
    return table


def _cell(value: float, target: float | None, form: str = ".2f") -> str:
    mark = "" if target is None else " ✓" if value <= target else " ✗"
    return f"{value:{form}}{mark}"


# -- a worker ---------------------------------------------------------------------------------------------


def measured_worker(seed: int, console: Console) -> dict[str, float]:
    """What a fresh process measures of itself on a filled database."""
    folder = Path(tempfile.mkdtemp(prefix="catalog-bench-"))
    try:
        fill_catalogue(Settings(instance=folder), WORKER, seed, console)
        code = "import sys; from catalog.finder.bench import work; work(sys.argv[1])"
        done = subprocess.run(
            [sys.executable, "-c", code, str(folder)], check=True, capture_output=True, text=True
        )
        found: dict[str, float] = json.loads(done.stdout)
        return found
    finally:
        shutil.rmtree(folder)


def work(folder: str) -> None:
    """Runs in a process of its own: load, then take edits; prints what that cost as JSON."""
    before = _memory_mb()
    with closing(open_database(Settings(instance=Path(folder)))) as database:
        start = perf_counter()
        with database.reader() as session:
            shelf = Shelf.rebuilt(session, day=clock.today())
        loaded = perf_counter()
        index = FinderIndex(shelf)
        ready = perf_counter()
        memory = _memory_mb()
        gc.freeze()
        edits = []
        for number in track(range(15), description="Editing", console=Console(stderr=True)):
            with database.writer() as session:
                _edit(session, shelf, number)
                session.commit()
            start_edit = perf_counter()
            with database.reader() as session:
                shelf = shelf.advanced(session, day=clock.today())
            moved = perf_counter()
            index.advance(shelf)
            edits.append((moved - start_edit, perf_counter() - moved))
        result = {
            "shelf_s": loaded - start,
            "index_s": ready - loaded,
            "ready_s": ready - start,
            "memory_mb": memory,
            "start_mb": before,
            "shelf_ms": 1000 * median(shelf_s for shelf_s, _ in edits),
            "index_ms": 1000 * median(index_s for _, index_s in edits),
            "edit_ms": 1000 * median(shelf_s + index_s for shelf_s, index_s in edits),
        }
    print(json.dumps(result))  # noqa: T201 - this is what the process is for


def _edit(session: Session, shelf: Shelf, number: int) -> None:
    """Give one device another name and another needle length, as an author would."""
    from catalog.products import queries as products
    from catalog.products.drafts import StatementDraft
    from catalog.products.editing import put_product

    entry = [e for e in shelf.entries[1000 : 1000 + 50 * (number + 2)] if e is not None][-1]
    draft = products.drafts(session, [entry.id])[entry.id]
    said = StatementDraft("needle_length", f"0.25–{1 + number / 100:.2f} mm every 0.25", "shop")
    values = {name: getattr(draft, name) for name in draft.__dataclass_fields__}
    values |= {"name": f"{draft.name} II", "statements": (*draft.statements, said)}
    put_product(session, type(draft)(**values), actor="bench", reason="An edit")


def _memory_mb() -> float:
    """Memory of this process (resident), in MB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def worker_table(found: dict[str, float]) -> Table:
    table = Table(title=f"A worker with {WORKER:,} devices")
    for heading in ("", "measured", "target"):
        table.add_column(heading, justify="right" if heading else "left")
    table.add_row("ready", _cell(found["ready_s"], READY_S, ".1f") + " s", f"{READY_S:.0f} s")
    table.add_row("  shelf from the database", f"{found['shelf_s']:.1f} s", "")
    table.add_row("  index from the shelf", f"{found['index_s']:.1f} s", "")
    table.add_row("memory", _cell(found["memory_mb"], MEMORY_MB, ".0f") + " MB", f"{MEMORY_MB} MB")
    table.add_row("an edit", _cell(found["edit_ms"], EDIT_MS, ".1f") + " ms", f"{EDIT_MS:.0f} ms")
    table.add_row("  shelf", f"{found['shelf_ms']:.1f} ms", "")
    table.add_row("  index", f"{found['index_ms']:.1f} ms", "")
    return table
