"""Made-up pictures: bytes as cameras, programs and people with other plans send them."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

CORNERS = ((220, 30, 30), (30, 200, 30), (30, 30, 220), (230, 220, 40))
"""Top left, top right, bottom left, bottom right: red, green, blue, yellow."""


def quarters(size: tuple[int, int] = (80, 60), mode: str = "RGB") -> Image.Image:
    """A picture of four plain quarters, so that every turn of it is another picture."""
    width, height = size
    image = Image.new("RGB", size)
    for number, colour in enumerate(CORNERS):
        left, top = number % 2 * width // 2, number // 2 * height // 2
        image.paste(colour, (left, top, left + width - width // 2, top + height - height // 2))
    return image.convert(mode)


def written(image: Image.Image, format: str, **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def jpeg(image: Image.Image | None = None, **options: Any) -> bytes:
    return written(image or quarters(), "JPEG", **({"quality": 95, "subsampling": 0} | options))


def png(image: Image.Image | None = None, **options: Any) -> bytes:
    return written(image or quarters(), "PNG", **options)


def webp(image: Image.Image | None = None, **options: Any) -> bytes:
    return written(image or quarters(), "WEBP", **({"quality": 95} | options))


def avif(image: Image.Image | None = None, **options: Any) -> bytes:
    return written(image or quarters(), "AVIF", **({"quality": 95, "speed": 10} | options))


MADE = {"jpeg": jpeg, "png": png, "webp": webp, "avif": avif}


def numbered(number: int) -> bytes:
    """A small picture that differs from that of every other number."""
    image = quarters((40, 30))
    image.paste((number * 37 % 256, number * 91 % 256, number % 256), (10, 10, 20, 20))
    return png(image)


def exif(orientation: int = 1) -> bytes:
    """Exif with an orientation, a camera's number, and the place where the picture was taken."""
    found = Image.Exif()
    found[0x0112] = orientation
    found[0x010F] = "Secret Camera Works"
    found[0x8825] = {1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)}
    return found.tobytes()


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>secret place</rdf:RDF></x:xmpmeta>'


def profile(name: str = "sRGB") -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(name)).tobytes()


def swapped_profile() -> bytes:
    """An RGB profile whose red is the blue of sRGB and the other way round."""
    found = bytearray(profile())
    count = int.from_bytes(found[128:132], "big")
    places = {bytes(found[132 + 12 * i : 136 + 12 * i]): 136 + 12 * i for i in range(count)}
    red, blue = places[b"rXYZ"], places[b"bXYZ"]
    found[red : red + 8], found[blue : blue + 8] = found[blue : blue + 8], found[red : red + 8]
    return bytes(found)


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it has that many pixels, each row of nothing."""
    rows = zlib.compress(b"\0" * 100_000)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def moving(format: str) -> bytes:
    frames = [quarters(), quarters().rotate(180)]
    return written(frames[0], format, save_all=True, append_images=frames[1:], duration=100)


def zipped() -> bytes:
    import zipfile

    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("run.class", b"not a picture" * 10)
    return file.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
