"""Reports in a terminal, as `catalog reports` lists them."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from catalog.reports.about import label_of
from catalog.reports.models import KINDS, Report


def print_reports(console: Console, found: Sequence[Report]) -> None:
    """Each with its number, day, kind, page, value, text, link and state."""
    if not found:
        console.print("No report is open.")
    for report in found:
        console.print(_heading(report))
        # As text, not as markup: brackets in it are the sender's.
        for line in (_place(report), report.text, report.link):
            if line:
                console.print(Padding(Text(line), (0, 0, 0, 4)))
        console.print()


def _heading(report: Report) -> Text:
    state = f"done on {report.done_on}" if report.done_on else "open"
    number = Text(f"{report.id}", style="bold")
    return number.append(f"  {report.day}  {KINDS[report.kind]}  ({state})", style="not bold")


def _place(report: Report) -> str:
    value = label_of(report.value) or report.value
    version = f"version {report.version}" if report.version is not None else ""
    return " · ".join(part for part in (report.page, value, version) if part)
