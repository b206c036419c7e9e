"""A bundle that is not whole, or not for this program, changes nothing and says why."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from catalog import schema
from catalog.exchange.bundle_manifest import MANIFEST
from catalog.exchange.importing import FileError
from tests.exchange.bundles import Maker, Place, changed, files_in, in_manifest, packed

TERM = "tables/glossary_term.jsonl"
SAID = "tables/statement.jsonl"


@pytest.fixture(scope="module")
def _bundles() -> dict[str, bytes]:
    return {}


@pytest.fixture
def bundle(_bundles: dict[str, bytes], request: pytest.FixtureRequest) -> bytes:
    """A whole bundle with one row in every table, and a picture; made once for all of these tests."""
    if not _bundles:
        small: Place = request.getfixturevalue("small")
        _bundles["whole"] = small.exported()
    return _bundles["whole"]


def _without(content: bytes, name: str) -> bytes:
    files = files_in(content)
    del files[name]
    return packed(files)


def _with(content: bytes, name: str, more: bytes = b"x") -> bytes:
    return packed(files_in(content) | {name: more})


def _altered(content: bytes, name: str) -> bytes:
    files = files_in(content)
    files[name] = files[name].replace(b"Inner", b"Outer").replace(b"SHA-256", b"SHA-265")
    return packed(files)


def _twice(content: bytes) -> bytes:
    found = io.BytesIO(content)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(found, "a") as archive:
        archive.writestr(TERM, b"")
    return found.getvalue()


def _encrypted(content: bytes) -> bytes:
    """Says of each file in the directory that it is encrypted."""
    parts, at = bytearray(content), 0
    while (at := content.find(b"PK\1\2", at)) >= 0:
        parts[at + 8] |= 1
        at += 4
    return bytes(parts)


def _overlapping(content: bytes) -> bytes:
    """Lets the second file of the directory begin where the first does."""
    parts = bytearray(content)
    first = content.find(b"PK\1\2")
    second = content.find(b"PK\1\2", first + 4)
    parts[second + 42 : second + 46] = parts[first + 42 : first + 46]
    return bytes(parts)


def _of_zeros(content: bytes) -> bytes:
    """Says that a table is 50 MB, and brings them in 50 kB."""
    return changed(content, TERM, lambda _: b"0" * 50_000_000)


def _many_claimed(content: bytes) -> bytes:
    """Says of its directory that it has 3 GB."""
    at = content.rfind(b"PK\5\6")
    return content[: at + 12] + struct.pack("<L", 3_000_000_000) + content[at + 16 :]


def _row(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    return changed(content, TERM, change)


REFUSED: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "truncated": (lambda b: b[:-40], "is no whole zip file"),
    "cut in half": (lambda b: b[: len(b) // 2], "is no whole zip file: its end is missing"),
    "no manifest": (lambda b: _without(b, MANIFEST), f"has no {MANIFEST}: it is no bundle"),
    "manifest is no JSON": (lambda b: _with(b, MANIFEST, b"{"), f"{MANIFEST} in it is no JSON"),
    "manifest too deep": (lambda b: _with(b, MANIFEST, b"[" * 100_000), f"{MANIFEST} in it is no JSON"),
    "manifest is a list": (lambda b: _with(b, MANIFEST, b"[]"), "does not say which format the bundle has"),
    "manifest lacks": (lambda b: _with(b, MANIFEST, b'{"format": 1}'), "lacks something"),
    "manifest says more": (lambda b: in_manifest(b, more=1), "says more than a manifest does"),
    "files are no object": (lambda b: in_manifest(b, files=[1]), "lacks something"),
    "version is a text": (lambda b: in_manifest(b, version="1"), "what should be a number is none"),
    "digest is none": (lambda b: in_manifest(b, digest="x"), "what should be a digest is none"),
    "kind": (lambda b: in_manifest(b, kind="half"), "“half” is no kind of bundle"),
    "other format": (
        lambda b: in_manifest(b, format=2),
        "The bundle has format 2, and this program reads format 1: it is for a newer program.",
    ),
    "newer revision": (
        lambda b: in_manifest(b, revision="9999_later"),
        "was written by a newer program: its tables are those of revision 9999_later, these are "
        f"{schema.head()}. Install catalog",
    ),
    "older revision": (
        lambda b: in_manifest(b, revision="0014_desk"),
        "was written by an older program: its tables are those of revision 0014_desk",
    ),
    "missing table": (lambda b: _without(b, TERM), f"{TERM} is missing in "),
    "missing text": (lambda b: _without(b, "LICENCE"), "LICENCE is missing in "),
    "altered table": (lambda b: _altered(b, TERM), f"{TERM} is not what {MANIFEST} says: its SHA-256 should"),
    "altered text": (lambda b: _altered(b, "README.md"), f"README.md is not what {MANIFEST} says"),
    "longer table": (
        lambda b: _with(b, TERM, files_in(b)[TERM] * 2),
        f"{MANIFEST} says ",
    ),
    "file nobody named": (lambda b: _with(b, "notes.txt"), "“notes.txt” is in "),
    "out of the bundle": (lambda b: _with(b, "../../etc/passwd"), "“../../etc/passwd” in "),
    "out by the root": (lambda b: _with(b, "/etc/passwd"), "leads out of the bundle"),
    "out by a backslash": (lambda b: _with(b, "..\\x"), "leads out of the bundle"),
    "twice": (_twice, f"“{TERM}” is in "),
    "encrypted": (_encrypted, "is encrypted"),
    "overlapping": (_overlapping, "lies over another file"),
    "zeros": (_of_zeros, "claims 50,000,000 bytes in "),
    "large directory": (_many_claimed, "has too many files to be a bundle"),
    "another compression": (
        lambda b: packed(files_in(b), method=zipfile.ZIP_LZMA),
        "is compressed in a way that bundles are not",
    ),
    "no JSON in a row": (lambda b: _row(b, lambda rows: rows + b"{\n"), f"{TERM}, line 2: it is no JSON"),
    "no end of a row": (lambda b: _row(b, lambda rows: rows[:-1]), f"{TERM}, line 1: it does not end"),
    "unknown column": (
        lambda b: _row(b, lambda rows: rows.replace(b'"term"', b'"colour"')),
        f"{TERM}, line 1: the table has no column “colour”",
    ),
    "the same row twice": (
        lambda b: _row(b, lambda rows: rows + rows),
        f"{TERM}, line 2: it is there already, or stands before the one above it",
    ),
    "a rule of the table": (
        lambda b: _row(b, lambda rows: rows.replace(b'"Dermis"', b'""')),
        f"{TERM}, line 1: the table refuses it: ",
    ),
    "names what is not there": (
        lambda b: changed(b, SAID, lambda rows: rows.replace(b'"product_id":1', b'"product_id":2')),
        f"{SAID}, line 1: the table refuses it: ",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_words_and_nothing_is_changed(bundle: bytes, empty: Maker, name: str) -> None:
    spoil, words = REFUSED[name]
    place = empty("sqlite")
    with pytest.raises(FileError) as refused:
        place.take(spoil(bundle))
    assert words in str(refused.value)
    assert str(refused.value).endswith(".")
    assert place.counts().keys() <= {"catalogue", "upload"}
    assert place.rows("catalogue") == [{"id": 1, "version": 0, "digest": "0" * 64}]


@pytest.mark.parametrize("name", ["a rule of the table", "names what is not there"])
def test_the_other_database_refuses_the_same_row(bundle: bytes, empty: Maker, name: str) -> None:
    spoil, words = REFUSED[name]
    place = empty("postgresql")
    with pytest.raises(FileError) as refused:
        place.take(spoil(bundle))
    assert words in str(refused.value)
    assert place.counts().keys() <= {"catalogue", "upload"}


def test_an_unknown_table_is_named(bundle: bytes, empty: Maker) -> None:
    files = files_in(bundle)
    manifest = json.loads(files[MANIFEST])
    manifest["files"]["tables/robots.jsonl"] = manifest["files"][TERM]
    manifest["rows"]["robots"] = 1
    with pytest.raises(FileError, match="this catalogue has no table “robots”"):
        empty().take(
            packed(files | {"tables/robots.jsonl": files[TERM], MANIFEST: json.dumps(manifest).encode()})
        )


def test_a_picture_whose_bytes_are_others_is_refused_by_its_name(bundle: bytes, empty: Maker) -> None:
    (name,) = (one for one in files_in(bundle) if one.startswith("media/"))
    place = empty()
    with pytest.raises(FileError, match=f"{name} is not what its name says"):
        place.take(changed(bundle, name, lambda _: b"other bytes"))
    with pytest.raises(FileError, match=f"{name} is missing in "):
        place.take(_without(bundle, name))
    assert list(place.store.found()) == []


def test_a_zip_file_that_is_no_bundle_says_so(empty: Maker, tmp_path: Path) -> None:
    place = empty()
    for content in (packed({"word/document.xml": b"<x/>"}), packed({})):
        with pytest.raises(FileError, match=f"has no {MANIFEST}: it is no bundle of a catalogue"):
            place.take(content)
    (tmp_path / "dir.zip").mkdir()
    with pytest.raises(FileError, match="is a folder"):
        place.take(tmp_path / "dir.zip")


def test_a_database_with_anything_in_it_is_refused_in_words(bundle: bytes, small: Place) -> None:
    before = small.counts()
    for dry_run in (True, False):
        with pytest.raises(FileError, match="A bundle goes into an empty database, and this one has rows in"):
            small.take(bundle, dry_run=dry_run)
    assert small.counts() == before
