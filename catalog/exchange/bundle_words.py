"""What stands in a bundle for people: how it is made up, and whose it is."""

from __future__ import annotations

from collections.abc import Mapping

from catalog.config import Settings
from catalog.licence import licence

from .bundle_manifest import table_file
from .bundle_tables import PUBLIC, WORDS, left_out_of

_README = """# {title}

Everything {of} at version {version}{day}, as files that any program reads.

- `manifest.json` says which version this is, how many rows each table has, and size and SHA-256 of each file.
- `tables/` has one file a table: JSON Lines, one row a line, ordered by primary key. A line is a JSON object
  with its names in order and without spaces, in UTF-8, so that the same catalogue is the same bytes.
- `media/` has the files of pictures, each under the SHA-256 of its bytes; `picture_file.jsonl` names them.
- `LICENCE` says whose what is.

Columns that end in `_id` name the `id` of a row in another table: `statement.product_id` a product,
`statement.source_id` the source that says it. A value is what a source says (`says`) and what was read from
it (`value`, JSON; lengths in µm); `state` tells a value from one that its maker has not published and from
one that nobody has found yet. Columns that end in `_json` hold JSON as text.

To read it back: `catalog migrate` makes an empty database, `catalog import FILE` fills it; exported again, it
is the same. A folder is zipped first.

## Tables

{tables}

## Left out

{left_out}
"""


def readme(kind: str, settings: Settings, version: int, day: str, rows: Mapping[str, int]) -> bytes:
    """README.md of a bundle."""
    is_public = kind == PUBLIC
    name = settings.site_name
    text = _README.format(
        title=f"{name}: {'open data' if is_public else 'the whole catalogue'}",
        of=f"that {name} shows to everybody" if is_public else f"that {name} holds",
        version=version,
        day=f" of {day}" if day else "",
        tables="\n".join(
            f"- `{table_file(table)}` ({rows[table]:,}): {WORDS[table]}" for table in WORDS if table in rows
        ),
        left_out="\n".join(f"- `{what}`: {why}" for what, why in left_out_of(kind).items()),
    )
    return text.encode()


def licence_text(settings: Settings) -> bytes:
    """LICENCE of a bundle."""
    found = licence(settings)
    address = f"\n\n{found.address}" if found.address else ""
    return f"{settings.site_name}\n\n{found.words}{address}\n".encode()
