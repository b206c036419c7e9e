"""`manifest.json`: what a bundle is, of which state of the catalogue, and the digest of each of its files."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from catalog.references.reading import FileError

from .bundle_rows import short_name
from .bundle_tables import PUBLIC, WHOLE, tables_of

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
README: Final = "README.md"
LICENCE: Final = "LICENCE"
LONGEST: Final = 64 * 2**20
"""Bytes of a manifest: some hundred thousand files."""
_TABLE: Final = re.compile(r"tables/([a-z_]+)\.jsonl")
_MEDIA: Final = re.compile(r"media/([0-9a-f]{64}\.(?:avif|webp))")
_HEX: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Packed:
    """One file of a bundle: bytes, and their SHA-256 in hex."""

    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """``version`` and ``digest`` are those of the newest change, ``at`` its moment, "" where nothing changed
    yet. ``rows`` is by table, ``files`` by name in the bundle. ``lost`` names files of pictures that were not
    in the store. ``left_out`` is table or column → why.
    """

    kind: str
    program: str
    revision: str
    version: int
    digest: str
    at: str
    site: str
    licence: str
    licence_address: str | None
    rows: Mapping[str, int]
    files: Mapping[str, Packed]
    lost: tuple[str, ...]
    left_out: Mapping[str, str]

    @property
    def day(self) -> str:
        """The UTC day of the newest change."""
        return self.at[:10]

    @property
    def media(self) -> tuple[str, ...]:
        """Files of pictures by their names in the store."""
        return tuple(match[1] for name in sorted(self.files) if (match := _MEDIA.fullmatch(name)))

    def as_bytes(self) -> bytes:
        """The same manifest is the same bytes."""
        found = asdict(self) | {"format": FORMAT, "lost": list(self.lost)}
        text = json.dumps(found, sort_keys=True, ensure_ascii=False, indent=1, allow_nan=False)
        return (text + "\n").encode()


def table_file(table: str) -> str:
    """``"product"`` → ``"tables/product.jsonl"``."""
    return f"tables/{table}.jsonl"


def media_file(name: str) -> str:
    """Where a file of the store lies in a bundle."""
    return f"media/{name}"


def format_of(content: bytes) -> dict[str, Any]:
    """A manifest as JSON. Raises `FileError` where it is none, and where it is of another format."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise FileError(f"{MANIFEST} in it is no JSON.") from None
    number = found.get("format") if isinstance(found, dict) else None
    if not isinstance(number, int) or isinstance(number, bool):
        raise FileError(
            f"{MANIFEST} in it does not say which format the bundle has: it is no bundle of a catalogue."
        )
    if number != FORMAT:
        raise FileError(
            f"The bundle has format {number}, and this program reads format {FORMAT}: "
            f"it is for {'a newer' if number > FORMAT else 'an older'} program."
        )
    assert isinstance(found, dict)
    return found


def read_manifest(content: bytes) -> Manifest:
    """The manifest in these bytes. Raises `FileError` for whatever it does not say as it should."""
    found = format_of(content)
    del found["format"]
    try:
        manifest = Manifest(
            **found
            | {
                "rows": dict(found["rows"]),
                "files": {name: Packed(**one) for name, one in found["files"].items()},
                "lost": tuple(found["lost"]),
                "left_out": dict(found["left_out"]),
            }
        )
        faults = list(_faults(manifest))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise FileError(f"{MANIFEST} in it lacks something, or says more than a manifest does.") from None
    if faults:
        raise FileError(f"{MANIFEST} in it: {faults[0]}.")
    return manifest


def _faults(one: Manifest) -> list[str]:
    texts = (one.kind, one.program, one.revision, one.digest, one.at, one.site, one.licence)
    if not all(isinstance(text, str) for text in texts):
        return ["what should be a text is none"]
    if one.kind not in (WHOLE, PUBLIC):
        return [f"“{short_name(one.kind)}” is no kind of bundle"]
    numbers = (one.version, *one.rows.values(), *(file.bytes for file in one.files.values()))
    if not all(type(number) is int and number >= 0 for number in numbers) or one.version >= 2**31:
        return ["what should be a number is none"]
    digests = (one.digest, *(file.sha256 for file in one.files.values()))
    if not all(isinstance(digest, str) and _HEX.fullmatch(digest) for digest in digests):
        return ["what should be a digest is none"]
    return [*_wrong_names(one)]


def _wrong_names(one: Manifest) -> list[str]:
    tables = tables_of(one.kind)
    found = set()
    for name in one.files:
        table = _TABLE.fullmatch(name)
        if table:
            if table[1] not in tables:
                return [
                    f"this catalogue has no table “{short_name(table[1])}” that a {one.kind} bundle may have"
                ]
            found.add(table[1])
        elif not _MEDIA.fullmatch(name) and name not in (README, LICENCE):
            return [f"“{short_name(name)}” is no file of a bundle"]
    if missing := sorted(tables - found):
        return [f"the table “{missing[0]}” is missing"]
    if set(one.rows) != found:
        return ["the numbers of rows are not those of its tables"]
    if not all(isinstance(name, str) and _MEDIA.fullmatch(media_file(name)) for name in one.lost):
        return ["what is lost is no file of a picture"]
    return []
