"""What a file is, by its content: one of four kinds of picture, or a sentence on what to send instead."""

from __future__ import annotations

import re
from typing import Final


class PictureError(ValueError):
    """A file that is not taken, in a sentence or two for the person who sent it."""


KINDS: Final = "a JPEG, PNG, WebP or AVIF"
_BRANDS: Final = {
    b"heic": "HEIC", b"heix": "HEIC", b"heim": "HEIC", b"heis": "HEIC", b"hevc": "HEIC", b"hevx": "HEIC",
    b"mif1": "HEIC", b"msf1": "HEIC", b"qt  ": "film", b"isom": "film", b"iso2": "film", b"mp41": "film",
    b"mp42": "film", b"crx ": "raw",
}  # fmt: skip
"""ISO/IEC 14496-12 brands of what is often met in the place of an AVIF."""
_STARTS: Final = (
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"BM", "BMP"),
    (b"%PDF", "PDF"),
    (b"PK\3\4", "ZIP"),
    (b"8BPS", "Photoshop"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"\0\0\1\0", "icon"),
)
_SAID: Final = {
    "": f"This is no picture that can be read. Send {KINDS}.",
    "GIF": f"This is a GIF, which is not taken. Send {KINDS}; of one that moves, a still picture.",
    "SVG": "This is an SVG drawing, which can carry scripts and is not taken. Send it as a PNG.",
    "HEIC": "This is a HEIC picture, as iPhones make them. Share or export it as a JPEG and send that.",
    "film": f"This is a film. Send a still picture of it: {KINDS}.",
    "raw": "This is a raw picture of a camera. Develop it, and send it as a JPEG.",
    "TIFF": "This is a TIFF or a raw picture of a camera, which is not taken. Send it as a JPEG or PNG.",
    "ZIP": f"This is a ZIP archive or an office document. Send the picture itself: {KINDS}.",
}
_SVG: Final = re.compile(rb"<(?:[a-z]+:)?svg[\s>]", re.I)


def kind_of(data: bytes) -> str:
    """ "jpeg", "png", "webp" or "avif". Raises `PictureError` for everything else."""
    if not data:
        raise PictureError("The file is empty.")
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp":
        return _by_brand(data)
    raise PictureError(_refused(_other(data)))


def _by_brand(data: bytes) -> str:
    length = int.from_bytes(data[:4], "big")
    brands = [data[8:12], *(data[at : at + 4] for at in range(16, min(length, 256, len(data)), 4))]
    if b"avif" in brands or b"avis" in brands:
        return "avif"
    raise PictureError(_refused(next((_BRANDS[one] for one in brands if one in _BRANDS), "film")))


def _other(data: bytes) -> str:
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    # Also one whose letters take two bytes each.
    head = data[:4096].replace(b"\0", b"")
    return "SVG" if _SVG.search(head) or data.startswith(b"\x1f\x8b") else ""


def _refused(kind: str) -> str:
    return _SAID.get(kind) or f"This is a {kind} file, which is not taken. Send {KINDS}."
