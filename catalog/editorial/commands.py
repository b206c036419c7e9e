"""`catalog publish-due`: what is planned, without waiting for a reader."""

from __future__ import annotations

from pathlib import Path

import click

from catalog.command_line import migrated, settings_for, with_instance
from catalog.editorial import planning
from catalog.editorial.kinds import every_kind


@click.command("publish-due")
@with_instance
def publish_due(instance: Path | None) -> None:
    """Publish and take down what was planned for now or earlier; the site does it with its next page, too."""
    from catalog import create_app
    from catalog.db import get_database

    with migrated(instance):
        app = create_app(settings_for(instance))
    with app.app_context():
        said = planning.run_due(get_database().writer, every_kind())
    app.extensions["watcher"].close()
    app.extensions["database"].close()
    for one in said:
        click.echo(one)
    if not said:
        click.echo("Nothing is due.")
