"""`catalog export`: everything, or what everybody may read, as a bundle."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import click

from catalog.command_line import Sentence, migrated, settings_for, with_instance
from catalog.media.store import Store, StoreError

from .bundle_manifest import Manifest
from .bundle_tables import PUBLIC, WHOLE, left_out_of
from .bundle_writing import export as write_bundle
from .bundle_writing import folder_at, left_out_counts, zip_at


@click.command("export")
@click.argument("target", metavar="FILE.zip|FOLDER", type=click.Path(path_type=Path))
@click.option(
    "--public", is_flag=True, help="Only what everybody may read; else everything, to be kept safe."
)
@click.option("--replace", is_flag=True, help="Write over a file that is there.")
@with_instance
def export(target: Path, public: bool, replace: bool, instance: Path | None) -> None:
    """Write the catalogue as a bundle: tables as JSON Lines, pictures, licence, manifest.

    `catalog import` fills an empty database with it, and exports the same again.
    """
    kind, settings = PUBLIC if public else WHOLE, settings_for(instance)
    is_zip = target.suffix.lower() == ".zip"
    _refuse(target, is_zip=is_zip, replace=replace)
    with migrated(instance) as database:
        place: AbstractContextManager[Any] = zip_at(target) if is_zip else folder_at(target)
        try:
            with place as sink:
                manifest = write_bundle(database, Store(settings), settings, sink, kind)
        except StoreError as error:
            raise Sentence(f"Nothing was exported. {error}") from error
        except OSError as error:
            raise Sentence(f"{target} cannot be written: {error.strerror or error}.") from error
        with database.latest() as session:
            counts = left_out_counts(session, kind)
    _say(target, manifest, counts)


def _refuse(target: Path, *, is_zip: bool, replace: bool) -> None:
    if not target.parent.is_dir():
        raise Sentence(f"There is no folder {target.parent}.")
    if is_zip and target.exists() and not (replace and target.is_file()):
        raise Sentence(f"{target} is there already; --replace writes over a file.")
    if not is_zip and target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise Sentence(f"{target} is there already, and is no empty folder.")


def _say(target: Path, manifest: Manifest, counts: dict[str, int]) -> None:
    rows, media = sum(manifest.rows.values()), len(manifest.media)
    what = "what everybody may read" if manifest.kind == PUBLIC else "everything"
    click.echo(
        f"{target}: {what} at version {manifest.version}, {rows:,} rows in {len(manifest.rows)} tables "
        f"and {media:,} files of pictures."
    )
    reasons = left_out_of(manifest.kind)
    for name, number in sorted(counts.items()):
        why = reasons.get(name) or reasons.get(f"some of {name}") or "They belong to what is left out."
        click.echo(f"Left out: {number:,} of {name}. {why}")
    for name, why in reasons.items():
        if "." in name and manifest.rows[name.partition(".")[0]]:
            click.echo(f"Left out: {name} of {manifest.rows[name.partition('.')[0]]:,} rows. {why}")
    for name in manifest.lost:
        click.echo(f"Lost: {name}, which a picture names, is not in the store as it should be.", err=True)
