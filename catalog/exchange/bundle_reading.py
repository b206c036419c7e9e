"""Reading a bundle that somebody hands in: nothing is believed before it was held against its digest."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, Final

from catalog.references.reading import FileError

from .bundle_manifest import LONGEST, MANIFEST, Manifest, media_file, read_manifest, table_file
from .bundle_rows import LONGEST as LONGEST_LINE
from .bundle_rows import LineError, key_of, row_of, short_name
from .opening import IncomingFile

_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED: Final = 0x41
"""Bits of a file's flags: encrypted, also strongly (APPNOTE 4.4.4)."""
_MOST: Final = 300
"""Times that a file may be larger than its place in the zip. Rows come to 5 to 40; deflate ends at 1,032."""
_SMALL: Final = 2**20
"""Bytes up to which a file may be as compressible as it likes."""
_CHUNK: Final = 2**20
_DIRECTORY: Final = 256 * 2**20
"""Bytes of a zip file's directory, which is read whole: more than a million files."""


class Bundle:
    """An open bundle. Everything raises `FileError`, the message a sentence that names file and place."""

    def __init__(
        self, archive: zipfile.ZipFile, infos: dict[str, zipfile.ZipInfo], manifest: Manifest
    ) -> None:
        self._zip, self._infos, self.manifest = archive, infos, manifest

    def rows(self, table: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """The rows of a table, each with its line; at the end all of them were what the manifest says."""
        name = table_file(table)
        last: tuple[Any, ...] | None = None
        count = 0
        for count, line in enumerate(self._lines(name), 1):
            try:
                if not line.endswith(b"\n"):
                    raise LineError("it does not end, or is too long")
                row = row_of(table, line)
                key = key_of(table, row)
                if last is not None and key <= last:
                    raise LineError("it is there already, or stands before the one above it")
            except LineError as error:
                raise FileError(f"{name}, line {count}: {error}.") from None
            last = key
            yield count, row
        if count != self.manifest.rows[table]:
            raise FileError(f"{name} has {count:,} rows; {MANIFEST} says {self.manifest.rows[table]:,}.")

    def media(self, name: str) -> bytes:
        """A file of a picture, which is what its name says."""
        inside = media_file(name)
        content = b"".join(self._bytes(inside))
        if self.manifest.files[inside].sha256 != name.partition(".")[0]:
            raise FileError(f"{inside} is not what its name says: its SHA-256 is another.")
        return content

    def check(self, name: str) -> None:
        """Read a file to its end. Raises `FileError` unless it is what the manifest says."""
        for _ in self._bytes(name):
            pass

    def _lines(self, name: str) -> Iterator[bytes]:
        rest = io.BufferedReader(_Raw(self._bytes(name)), _CHUNK)
        while line := rest.readline(LONGEST_LINE):
            yield line

    def _bytes(self, name: str) -> Iterator[bytes]:
        """The content, a part at a time; raises at its end where it is another than it should be."""
        wanted, digest, size = self.manifest.files[name], hashlib.sha256(), 0
        with _told(name), self._zip.open(self._infos[name]) as file:
            while part := file.read(_CHUNK):
                size += len(part)
                if size > wanted.bytes:
                    break
                digest.update(part)
                yield part
        if size != wanted.bytes or digest.hexdigest() != wanted.sha256:
            raise FileError(
                f"{name} is not what {MANIFEST} says: its SHA-256 should be {wanted.sha256} "
                f"and is {digest.hexdigest()}. The bundle was altered or damaged."
            )


class _Raw(io.RawIOBase):
    """Parts as a file that can be read line by line."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts, self._rest = parts, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._rest:
            part = next(self._parts, None)
            if part is None:
                return 0
            self._rest = memoryview(part)
        count = min(len(buffer), len(self._rest))
        buffer[:count], self._rest = self._rest[:count], self._rest[count:]
        return count


@contextmanager
def opened(file: IncomingFile) -> Iterator[Bundle]:
    """The bundle in a file. Raises `FileError` for what is no zip file, and for one that is no bundle."""
    with file.opened() as content:
        _check_end(content, file.called)
        try:
            archive = zipfile.ZipFile(content)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise FileError(f"{file.called} is no whole zip file: {_words(error)}.") from None
        with archive:
            infos = _files(archive, file.called)
            manifest = _manifest(archive, infos, file.called)
            for name, info in infos.items():
                if name != MANIFEST and name not in manifest.files:
                    raise FileError(
                        f"“{short_name(name)}” is in {file.called}, and {MANIFEST} does not name it."
                    )
                if name != MANIFEST and info.file_size != manifest.files[name].bytes:
                    wanted = manifest.files[name].bytes
                    raise FileError(f"{name} has {info.file_size:,} bytes; {MANIFEST} says {wanted:,}.")
            for name, one in manifest.files.items():
                if name not in infos:
                    raise FileError(f"{name} is missing in {file.called}; its SHA-256 is {one.sha256}.")
            yield Bundle(archive, infos, manifest)


def _check_end(content: BinaryIO, called: str) -> None:
    """Look at what the end of the file says of its directory before that is read whole."""
    size = content.seek(0, io.SEEK_END)
    content.seek(max(0, size - 66_000))
    tail = content.read()
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) < at + 22:
        raise FileError(f"{called} is no whole zip file: its end is missing.")
    directory = struct.unpack("<L", tail[at + 12 : at + 16])[0]
    found = tail.rfind(b"PK\6\6")
    if directory == 0xFFFFFFFF and found >= 0 and len(tail) >= found + 48:
        directory = struct.unpack("<Q", tail[found + 40 : found + 48])[0]
    if directory > _DIRECTORY:
        raise FileError(f"{called} has too many files to be a bundle.")
    content.seek(0)


def _files(archive: zipfile.ZipFile, called: str) -> dict[str, zipfile.ZipInfo]:
    """What is in the zip file, by name; folders are nothing."""
    found: dict[str, zipfile.ZipInfo] = {}
    end = 0
    for info in sorted(archive.infolist(), key=lambda one: one.header_offset):
        name = info.filename
        said = short_name(name)
        if info.header_offset < end:
            raise FileError(f"“{said}” in {called} lies over another file.")
        end = info.header_offset + 30 + info.compress_size
        if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name:
            raise FileError(f"“{said}” in {called} leads out of the bundle.")
        if name in found:
            raise FileError(f"“{said}” is in {called} twice.")
        if info.flag_bits & _ENCRYPTED:
            raise FileError(f"“{said}” in {called} is encrypted.")
        if info.compress_type not in _METHODS:
            raise FileError(f"“{said}” in {called} is compressed in a way that bundles are not.")
        if info.file_size > _SMALL and info.file_size > _MOST * max(1, info.compress_size):
            raise FileError(
                f"“{said}” in {called} claims {info.file_size:,} bytes in {info.compress_size:,}."
            )
        if not (info.is_dir() and not info.file_size):
            found[name] = info
    return found


def _manifest(archive: zipfile.ZipFile, infos: dict[str, zipfile.ZipInfo], called: str) -> Manifest:
    if MANIFEST not in infos:
        raise FileError(f"{called} has no {MANIFEST}: it is no bundle of a catalogue.")
    with _told(MANIFEST), archive.open(infos[MANIFEST]) as file:
        content = file.read(LONGEST + 1)
    if len(content) > LONGEST:
        raise FileError(f"{MANIFEST} in {called} is too long.")
    return read_manifest(content)


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise FileError(f"{name} cannot be read, the bundle is damaged: {_words(error)}.") from None


def _words(error: Exception) -> str:
    return short_name(str(error).rstrip(".")) or type(error).__name__


def is_zip(name: str, head: bytes) -> bool:
    """Whether a file begins as a zip file does, an empty one included."""
    return head.startswith((b"PK\3\4", b"PK\5\6"))
