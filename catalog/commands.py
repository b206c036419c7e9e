"""The `catalog` command line; each command calls one function of a room."""

from contextlib import closing
from datetime import datetime
from importlib import import_module
from importlib.metadata import version as version_of
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from . import clock, server
from .changes.queries import current_version
from .command_line import Sentence, migrated, settings_for, with_instance
from .db import DatabaseTrouble, open_database
from .exchange.seeds import SeedProblems

CONSOLE = Console(highlight=False, soft_wrap=True)
DAY = click.DateTime(["%Y-%m-%d"])

ROOMS = {
    "author": "catalog.people.commands",
    "bench": "catalog.finder.bench",
    "export": "catalog.exchange.bundle_commands",
    "freeze": "catalog.exchange.freezing_commands",
    "links": "catalog.upkeep.commands",
    "media": "catalog.media.commands",
}
"""Groups of commands in rooms of their own: the command's name and the module that has it."""


class Commands(click.Group):
    """Commands that end with a sentence where the database is in trouble; rooms' own load on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *(name for name in ROOMS if find_spec(ROOMS[name]))])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in ROOMS and find_spec(ROOMS[cmd_name]):
            command: click.Command = getattr(import_module(ROOMS[cmd_name]), cmd_name)
            return command
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (DatabaseTrouble, SeedProblems) as trouble:
            raise Sentence(str(trouble)) from trouble


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """The catalogue of microneedling devices."""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", type=click.IntRange(1), help="Processes; one a core if not said.")
@with_instance
def serve(host: str, port: int, workers: int | None, instance: Path | None) -> None:
    """Serve the catalogue; on the first run, make it and load the seeds."""
    try:
        server.serve(settings_for(instance), host, port, workers or server.cores(), CONSOLE)
    except OSError as error:
        raise Sentence(f"Nothing can listen on {host}:{port}: {error.strerror or error}.") from error


@main.command()
@with_instance
def migrate(instance: Path | None) -> None:
    """Bring the database's tables up to date."""
    settings = settings_for(instance)
    server.make_folder(settings.folder)
    with closing(open_database(settings)) as database:
        changed = server.migrate(database)
        lacks_seeds = changed and server.has_products(database)
    click.echo("The tables are up to date now." if changed else "The tables were up to date.")
    if lacks_seeds:
        click.echo(server.LOAD_NEW)


@main.command()
@with_instance
def seed(instance: Path | None) -> None:
    """Load the seeds, into a new database if there is none; loading them again changes nothing."""
    settings = settings_for(instance)
    server.make_folder(settings.folder)
    with closing(open_database(settings)) as database:
        server.migrate(database)
        count = server.load_seeds(database, CONSOLE)
    done = f"{count:,} {'change' if count == 1 else 'changes'}."
    click.echo(done if count else "Everything is as the seeds say.")


@main.command()
@with_instance
def check(instance: Path | None) -> None:
    """Prove that log, pins and read models are whole, and that articles state nothing without a claim."""
    with migrated(instance) as database, database.reader() as session:
        rooms = ("products", "compare", "articles", "reviews")
        checks = [import_module(f"catalog.{room}.checking").check for room in rooms]
        problems = [problem for check_room in checks for problem in check_room(session)]
        number = current_version(session)
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise Sentence(f"Version {number} is not whole; the problems found are {len(problems)}.")
    click.echo(f"Version {number} is whole.")


@main.command()
@click.option("--pin-again", metavar="SLUG", help="Bind this comparison to the values of today.")
@with_instance
def stale(pin_again: str | None, instance: Path | None) -> None:
    """List the editors' comparisons with a value that changed since they were written."""
    editorial = import_module("catalog.compare.editorial")
    editing = import_module("catalog.compare.editing")
    with migrated(instance) as database:
        if pin_again is not None:
            with database.writer() as session:
                try:
                    reason = "Read again and bound to the values of today"
                    editing.pin_again(session, pin_again, actor="author", reason=reason)
                except (editing.ComparisonError, editing.NothingToPinError) as error:
                    raise Sentence(str(error)) from error
                session.commit()
            click.echo(f"{pin_again} is bound to the values of today.")
            return
        with database.reader() as session:
            shelf = import_module("catalog.shelf").Shelf.rebuilt(session, day=clock.today())
            found = editorial.stale(session, shelf)
    for comparison in found:
        click.echo(f"{comparison.slug}:")
        for sentence in comparison.sentences:
            click.echo(f"  {sentence}")
    if not found:
        click.echo("No comparison is stale.")


@main.command("publish-due")
@with_instance
def publish_due(instance: Path | None) -> None:
    """Publish and take down what was planned for now or earlier, and do what is done daily.

    A reader's next page does it, too.
    """
    from . import create_app
    from .editorial import kinds, planning

    with migrated(instance):
        app = create_app(settings_for(instance))
    with app.app_context():
        said = planning.run_due(app.extensions["database"].writer, kinds.every_kind())
        said += [one for chore in app.extensions["chores"] for one in chore(app.extensions["database"])]
    app.extensions["watcher"].close()
    app.extensions["database"].close()
    click.echo("\n".join(said) if said else "Nothing is due.")


@main.command("import")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option(
    "--template", is_flag=True, help="Write a table of what is there, to be filled in, to FILE or out."
)
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--all", "all_lines", is_flag=True, help="Name what stays as it is, too.")
@click.option("--replace", is_flag=True, help="Take the file’s word where a reference here differs.")
@click.option("--skip-bad", is_flag=True, help="Leave out what is wrong, and take the rest.")
@click.option("--day", type=DAY, metavar="YYYY-MM-DD", help="Day of a list, or on which a source was read.")
@click.option(
    "--source", default="", metavar="SLUG", help="Who says it, in rows without a source of their own."
)
@click.option("--kind", default="", help="How it is known: claimed, documented or measured.")
@click.option("--rank", default="", help="How far it is trusted: preferred, normal or deprecated.")
@click.option("--shop", default="", help="Whose prices these are.")
@click.option("--country", default="", metavar="US", help="For which the prices are.")
@click.option("--currency", default="", metavar="USD", help="Of prices that name none.")
@click.option("--encoding", default="", help="Of a table where it cannot be told.")
@click.option("--separator", default="", help="Of a table: comma, semicolon, tab or pipe.")
@click.option("--ignore", multiple=True, metavar="HEADING", help="A column of a table to leave out.")
@click.option(
    "--media", type=click.Path(path_type=Path), metavar="DIR", help="A copy of a WordPress site’s uploads."
)
@click.option("--origin", default="", help="Where all its pictures come from: own photo, maker, shop …")
@click.option("--credit", default="", metavar="NAME", help="Who took them.")
@with_instance
def import_(
    file: Path | None,
    instance: Path | None,
    template: bool,
    all_lines: bool,
    day: datetime | None,
    media: Path | None,
    origin: str,
    credit: str,
    **said: Any,
) -> None:
    """Take over a table of products (CSV), a merchant’s product feed, references (BibTeX, RIS, CSL-JSON), a
    list of Retraction Watch or the export of a WordPress site; all of a file or nothing. A bundle of
    `catalog export` fills an empty database, and makes it where there is none.

    What a seed file says comes back with the next `catalog seed`: change it there, too.
    """
    if template:
        _write_template(file, instance)
        return
    if file is None:
        raise click.UsageError("Say which FILE, or ask for a --template.")
    importing = import_module("catalog.exchange.importing")
    day_said = day.date() if day else None
    if (origin or credit) and media is None:
        raise Sentence("--origin and --credit are of pictures: say with --media where they lie.")
    folder = importing.MediaFolder(media, origin, credit) if media else None
    options = importing.Options(day=day_said, settings=settings_for(instance), media=folder, **said)
    try:
        result = _looked_at(file, options) if server.holds_nothing(options.settings) else None
        if result is None or not options.dry_run:
            with migrated(instance) as database:
                result = importing.import_file(database, file, options)
    except importing.OptionError as error:
        raise Sentence(f"--{error.option}: {error}") from error
    except importing.FileError as error:
        raise Sentence(str(error)) from error
    lines = [*result.sentences(), *(map(str, result.same) if all_lines else ())]
    if result.faults and not options.skip_bad:
        if options.dry_run and not result.does_nothing:
            click.echo("\n".join(lines))
        raise Sentence(result.refusal())
    click.echo("\n".join(lines))
    for fault in result.faults:
        click.echo(f"Passed over: {fault}", err=True)


def _looked_at(file: Path, options: Any) -> Any:
    """What a bundle brings to where nothing is, once it is found whole, and unless it is a rehearsal an empty
    database for it; None for a file of another kind, which needs a catalogue that is there."""
    result = import_module("catalog.exchange.importing").look_at_bundle(file, options)
    if result is not None and options.dry_run:
        result.notes.append(f"There is no database in {options.settings.folder} yet; it would be made.")
    elif result is not None:
        server.make_folder(options.settings.folder)
        with closing(open_database(options.settings)) as database:
            server.migrate(database)
    return result


def _write_template(file: Path | None, instance: Path | None) -> None:
    """To a new file with the mark by which spreadsheets know UTF-8, or to where output goes."""
    csv_template = import_module("catalog.exchange.csv_template")
    with migrated(instance) as database, database.reader() as session:
        text = "".join(csv_template.template(session))
    if file is None:
        click.echo(text, nl=False)
        return
    try:
        with file.open("xb") as out:
            out.write(text.encode("utf-8-sig"))
    except FileExistsError:
        raise Sentence(f"{file} is there already; nothing was written.") from None
    except OSError as error:
        raise Sentence(f"{file} cannot be written: {error.strerror}.") from error
    click.echo(f"Written to {file}. {csv_template.NOT_CARRIED}")


@main.command()
@with_instance
def orphans(instance: Path | None) -> None:
    """List articles that nothing leads to or that lead nowhere, and studies that nothing leans on."""
    with migrated(instance) as database, database.reader() as session:
        found = import_module("catalog.articles.orphans").orphans(session)
    for sentence in found:
        click.echo(sentence)
    if not found:
        click.echo("Every article and every study is linked both ways.")


@main.command()
@with_instance
def version(instance: Path | None) -> None:
    """Print the version of the program and of the catalogue."""
    with migrated(instance) as database, database.reader() as session:
        click.echo(f"catalog {version_of('catalog')}, catalogue version {current_version(session)}")


@main.command()
@click.option("--all", "closed", is_flag=True, help="Those that are done as well.")
@click.option("--done", type=click.IntRange(1, 2**31 - 1), metavar="ID", help="Mark this report as done.")
@with_instance
def reports(closed: bool, done: int | None, instance: Path | None) -> None:
    """List what readers reported, the newest first."""
    queries = import_module("catalog.reports.queries")
    listing = import_module("catalog.reports.listing")
    with migrated(instance) as database:
        if done is not None:
            with database.writer() as session:
                editing = import_module("catalog.reports.editing")
                if editing.close_report(session, done, clock.today().isoformat()) is None:
                    raise Sentence(f"There is no report {done}.")
                session.commit()
            click.echo(f"Report {done} is done.")
            return
        with database.reader() as session:
            listing.print_reports(CONSOLE, queries.reports(session, closed=closed))


if __name__ == "__main__":
    main()
