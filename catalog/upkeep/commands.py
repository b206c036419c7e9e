"""`catalog links`: whether the addresses of sources still lead anywhere."""

from __future__ import annotations

from pathlib import Path

import click

from catalog import clock
from catalog.command_line import migrated, with_instance
from catalog.upkeep import link_checking
from catalog.upkeep.ageing import DEAD


@click.command()
@click.option(
    "--again-after",
    default=link_checking.AGAIN_AFTER_DAYS,
    show_default=True,
    metavar="DAYS",
    type=click.IntRange(0),
    help="Try again what was tried so long ago.",
)
@click.option("--most", default=500, show_default=True, type=click.IntRange(1), help="Addresses at most.")
@click.option("--dry-run", is_flag=True, help="Say which addresses would be asked, and ask none.")
@with_instance
def links(again_after: int, most: int, dry_run: bool, instance: Path | None) -> None:
    """Ask the addresses of sources, studies and guidance whether they are still there.

    The desk lists those that lead nowhere. It asks over the network, one request at a time to each host, with
    a pause between two.
    """
    with migrated(instance) as database:
        with database.reader() as session:
            due = link_checking.due(session, clock.today(), again_after)[:most]
        if dry_run:
            click.echo("\n".join(due) if due else "Nothing is due.")
            return
        dead = asked = 0
        for answer in link_checking.check(database.writer, due):
            asked += 1
            if answer.status in DEAD:
                dead += 1
                click.echo(f"{answer.status or answer.said}  {answer.url}")
    click.echo(f"{asked:,} asked, {dead:,} lead nowhere." if asked else "Nothing is due.")
