"""How a picture's file is built: its size and frames before anything is decoded, its end, what else it is.

Read from the standards: ITU-T T.81 (JPEG), PNG (W3C, third edition), the WebP container, ISO/IEC 14496-12.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from .formats import PictureError


@dataclass(frozen=True)
class Anatomy:
    """Width and height in pixels as the file states them; ``end``: the byte after the picture's last."""

    width: int
    height: int
    frames: int
    end: int


TOO_SHORT: Final = "The picture is not whole: the file ends too early. Copy or export it once more."
BROKEN: Final = "The picture’s file is damaged and cannot be read. Export it once more, or take another."
TOO_MUCH: Final = "This picture takes too much to read. Export it smaller, as a JPEG, and send that."
MORE: Final = (
    "Something else is attached to this picture’s file ({}), so it is not taken. "
    "Open it in a picture program, save it as a new file and send that."
)
MOST_PARTS: Final = 20_000
"""Chunks, segments or boxes of a file; a picture of a camera has some dozens."""


def look(kind: str, data: bytes) -> Anatomy:
    """The anatomy of a file of that kind. Raises `PictureError` where it is broken, or not only a picture."""
    found = {"jpeg": _jpeg, "png": _png, "webp": _webp, "avif": _avif}[kind](data)
    if found.end > len(data):
        raise PictureError(TOO_SHORT)
    if found.width < 1 or found.height < 1:
        raise PictureError(BROKEN)
    rest = data[found.end :]
    if not (_from_a_camera(rest) if kind == "jpeg" else not rest.strip(b"\0")):
        raise PictureError(MORE.format(f"{len(rest):,} bytes after its end"))
    if other := _also(data):
        raise PictureError(MORE.format(other))
    return found


def _from_a_camera(rest: bytes) -> bool:
    """Whether this is what phones append to a JPEG: a second JPEG, the film of a moving photo, Samsung's
    notes. It is left out when the picture is written anew.
    """
    rest = rest.strip(b"\0")
    # A film begins with the length of its first box, whose zeros went with the padding.
    return not rest or rest.startswith(b"\xff\xd8\xff") or b"ftyp" in rest[:8] or rest.endswith(b"SEFT")


_PAGE: Final = re.compile(rb"<(?:script|html|iframe)[\s>/]|<\?php\s", re.I)
_ARCHIVES: Final = ((b"Rar!\x1a\x07", "a RAR archive"), (b"7z\xbc\xaf\x27\x1c", "a 7z archive"))


def _also(data: bytes) -> str:
    """What a file is besides a picture; "" where nothing of that kind was found.

    By marks that are long enough not to occur in compressed pixels by chance.
    """
    if all(mark in data for mark in (b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04")):
        return "a ZIP archive"
    if b"%PDF-" in data[:1024]:
        return "a PDF"
    if _PAGE.search(data):
        return "a web page or a program"
    return next((said for mark, said in _ARCHIVES if mark in data), "")


_NEXT_MARKER: Final = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
_NO_FRAME: Final = (0xC4, 0xC8, 0xCC)


def _jpeg(data: bytes) -> Anatomy:
    at, width, height = 2, 0, 0
    for _ in range(MOST_PARTS):
        found = _NEXT_MARKER.match(data, at)
        if not found:
            raise PictureError(BROKEN if at < len(data) else TOO_SHORT)
        marker, at = data[found.end() - 1], found.end()
        if marker == 0xD9:
            return Anatomy(width, height, 1, at)
        if marker in (0x01, 0xD8):
            continue
        length = int.from_bytes(data[at : at + 2], "big")
        if length < 2:
            raise PictureError(BROKEN if at + 2 <= len(data) else TOO_SHORT)
        if 0xC0 <= marker <= 0xCF and marker not in _NO_FRAME:
            # Several frames make a hierarchical picture, which nobody writes: the largest counts.
            height = max(height, int.from_bytes(data[at + 3 : at + 5], "big"))
            width = max(width, int.from_bytes(data[at + 5 : at + 7], "big"))
        at += length
        if marker == 0xDA:
            scanned = _NEXT_MARKER.search(data, at)
            if not scanned:
                raise PictureError(TOO_SHORT)
            at = scanned.start()
    raise PictureError(BROKEN)


def _png(data: bytes) -> Anatomy:
    width, height = int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    at, frames = 8, 1
    for number in range(MOST_PARTS):
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if len(kind) < 4:
            raise PictureError(TOO_SHORT)
        if number == 0 and kind != b"IHDR":
            raise PictureError(BROKEN)
        if kind == b"acTL":
            frames = max(frames, int.from_bytes(data[at + 8 : at + 12], "big"))
        at += 12 + length
        if kind == b"IEND":
            return Anatomy(width, height, frames, at)
    raise PictureError(BROKEN)


def _webp(data: bytes) -> Anatomy:
    length = int.from_bytes(data[4:8], "little")
    end, kind, body = 8 + length + length % 2, data[12:16], data[20:30]
    if len(body) < 10:
        raise PictureError(TOO_SHORT)
    if kind == b"VP8X":
        width, height = (int.from_bytes(body[i : i + 3], "little") + 1 for i in (4, 7))
        return Anatomy(width, height, 2 if body[0] & 2 else 1, end)
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return Anatomy((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, 1, end)
    if kind == b"VP8 ":
        width, height = (int.from_bytes(body[i : i + 2], "little") & 0x3FFF for i in (6, 8))
        return Anatomy(width, height, 1, end)
    raise PictureError(BROKEN)


_SIZE: Final = re.compile(rb"\0\0\0\x14ispe\0\0\0\0(.{4})(.{4})", re.S)


def _avif(data: bytes) -> Anatomy:
    end = max(_boxes(data), default=0)
    sizes = [tuple(int.from_bytes(side, "big") for side in found.groups()) for found in _SIZE.finditer(data)]
    width, height = max(sizes, key=lambda size: size[0] * size[1], default=(0, 0))
    return Anatomy(width, height, 2 if data[8:12] == b"avis" else 1, end)


_BOXES: Final = (b"ftyp", b"meta", b"mdat", b"moov", b"free", b"skip", b"uuid", b"wide")
"""What a file of a still picture consists of."""


def _boxes(data: bytes) -> Iterator[int]:
    """Where each box of the file ends. What cannot be one is left over after the last."""
    at = 0
    for _ in range(MOST_PARTS):
        head = 8
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if length == 1:
            head, length = 16, int.from_bytes(data[at + 8 : at + 16], "big")
        if kind not in _BOXES or (length and length < head):
            return
        at = len(data) if length == 0 else at + length
        yield at
        if at >= len(data):
            return
