"""What stands in a bundle for people: how it is made up, and whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from catalog import schema
from catalog.config import Settings
from catalog.licence import licence

from .bundle_manifest import table_file
from .bundle_tables import PUBLIC, WORDS, left_out_of, withheld_from

_README = """# {title}

Everything {of} at version {version}{day}, as files that any program reads.

- `manifest.json` says which version this is, how many rows each table has, and size and SHA-256 of each file.
- `tables/` has one file a table: JSON Lines, one row a line, ordered by primary key. A line is a JSON object
  with its names in order and without spaces, in UTF-8, so that the same catalogue is the same bytes.
- `media/` has the files of pictures, each under the SHA-256 of its bytes; `picture_file.jsonl` names them.
- `LICENCE` says whose what is.

Under each table stand its columns; `product_id → product` holds the `id` of a row of `product`, and
`snapshot_key → snapshot` its `key`. A column that is called like a thing, `tested.study` say, and a list such
as `studies_json` name it by its `slug`.

A value is what one source says of one property of one product: `statement.says` in its words, `value` as read
from them; `state` tells a value (`known`) from one that its maker has not published and from one that nobody
has found. `source_id` says who says it, `read_on` when that was read where it was not with the rest of the
source, `kind` whether it was claimed, documented or measured. What all of them come to, disagreements
included, is in `product.document`, which is made from the other tables.

JSON as text is in columns that end in `_json`, and in `statement.value`, `product.document`, `snapshot.body`,
`change.payload`, `change.touched` and `reasons`. Lengths are whole numbers of µm, also where a column does
not say so; `_um`, `_nm` and `_minutes` say what they are in. `amount_minor` is a price in the smallest unit
of its currency (ISO 4217). A day may be a month or a year where no more is known: `2026-11`. Null stands
where a thing has nothing of the kind.

To read it back, with the program that `manifest.json` names: `catalog import FILE --instance DIR` makes an
empty database in that folder and fills it; exported again, it is the same. What lies here as a folder is
zipped first, so that `manifest.json` is at its top: `cd FOLDER && zip -r ../all.zip .`

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
        of=f"that {name} shows to everybody, but for what is named below,"
        if is_public
        else f"that {name} holds",
        version=version,
        day=f" of {day}" if day else "",
        tables="\n".join(
            f"- `{table_file(table)}` ({rows[table]:,}): {WORDS[table]}\n  {_columns(table)}"
            for table in WORDS
            if table in rows
        ),
        left_out="\n".join(f"- `{what}`: {why}" for what, why in left_out_of(kind).items()),
    )
    return text.encode()


def _columns(table: str) -> str:
    """``"`id`, `product_id → product`, `place` …"``"""
    model = schema.tables().tables[table]
    there = [one for one in model.columns if one.name not in withheld_from(table)]
    return ", ".join(f"`{one.name}{_leads_to(one)}`" for one in there)


def _leads_to(column: Any) -> str:
    return "".join(f" → {key.column.table.name}" for key in column.foreign_keys)


def licence_text(settings: Settings) -> bytes:
    """LICENCE of a bundle."""
    found = licence(settings)
    address = f"\n\n{found.address}" if found.address else ""
    return f"{settings.site_name}\n\n{found.words}{address}\n".encode()
