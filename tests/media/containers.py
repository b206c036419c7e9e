"""What stands in a WebP and in an AVIF file, read without the program that wrote it.

From the WebP container specification (developers.google.com/speed/webp) and ISO/IEC 14496-12 and 23008-12.
"""

from __future__ import annotations

from collections.abc import Iterator

_WITH_BOXES = {b"meta": 4, b"iprp": 0, b"ipco": 0, b"moov": 0, b"dinf": 0}
"""Boxes that hold boxes, and the bytes before the first of them."""


def webp_chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    """Name and content of every chunk; the file is nothing else."""
    assert data[:4] == b"RIFF"
    assert data[8:12] == b"WEBP"
    assert int.from_bytes(data[4:8], "little") == len(data) - 8
    found, at = [], 12
    while at < len(data):
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        found.append((data[at : at + 4], data[at + 8 : at + 8 + length]))
        at += 8 + length + length % 2
    assert at == len(data)
    return found


def avif_boxes(data: bytes, start: int = 0, end: int | None = None) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of every box, also of those inside others."""
    at, end = start, len(data) if end is None else end
    while at < end:
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        assert 8 <= length <= end - at
        yield name, data[at + 8 : at + length]
        if name in _WITH_BOXES:
            yield from avif_boxes(data, at + 8 + _WITH_BOXES[name], at + length)
        at += length


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height as the file's own header has them."""
    if data[:4] != b"RIFF":
        sizes = [body for name, body in avif_boxes(data) if name == b"ispe"]
        return int.from_bytes(sizes[0][4:8], "big"), int.from_bytes(sizes[0][8:12], "big")
    chunks = dict(webp_chunks(data))
    if b"VP8X" in chunks:
        body = chunks[b"VP8X"]
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    body = chunks[b"VP8 "]
    return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF


def parts(data: bytes) -> set[bytes]:
    """Names of all that the file is made of; of an AVIF, the kinds of its items as well."""
    if data[:4] == b"RIFF":
        return {name for name, _ in webp_chunks(data)}
    found = list(avif_boxes(data))
    items = b"".join(body for name, body in found if name == b"iinf")
    kinds = {kind for kind in (b"Exif", b"mime", b"XMP ", b"uri ") if kind in items}
    # A colour box is either a number of a known space (nclx) or a whole profile.
    colours = {body[:4] for name, body in found if name == b"colr"}
    return {name for name, _ in found} | kinds | colours
