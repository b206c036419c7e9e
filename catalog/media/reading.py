"""From the bytes somebody sent to upright pixels in sRGB, with nothing else left of the file. Pure."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Final

from PIL import Image, ImageCms
from PIL.AvifImagePlugin import AvifImageFile
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from .anatomy import BROKEN, TOO_MUCH, TOO_SHORT, look
from .formats import PictureError, kind_of

LONGEST: Final = 2000
"""Pixels of the longer side of what is kept: enough for a full screen."""
LONGEST_SENT: Final = 16_000
"""Pixels of a side that is still read; AVIF and WebP end near there, too."""
_OPEN: Final[dict[str, type[ImageFile]]] = {
    "jpeg": JpegImageFile,
    "png": PngImageFile,
    "webp": WebPImageFile,
    "avif": AvifImageFile,
}
"""Not `Image.open`, which tries other kinds, and takes the second picture in a phone's JPEG for a frame."""
_ORIENTATION: Final = 0x0112
_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How to stand a picture upright, by the Orientation of its Exif (CIPA DC-008)."""


@dataclass(frozen=True)
class Limits:
    """What is still taken: bytes of the file, pixels of the picture."""

    bytes: int
    pixels: int


@dataclass(frozen=True)
class Pixels:
    """A picture as it is kept: RGB, or RGBA where something is seen through."""

    image: Image.Image

    @property
    def digest(self) -> str:
        """SHA-256 of what is seen: a file that differs in nothing else has the same."""
        said = f"{self.image.mode} {self.image.width} {self.image.height} ".encode()
        return sha256(said + self.image.tobytes()).hexdigest()


def read(data: bytes, limits: Limits) -> Pixels:
    """The picture in a file. Raises `PictureError`, and nothing else, whatever the bytes are."""
    if len(data) > limits.bytes:
        raise PictureError(too_heavy(limits.bytes))
    kind = kind_of(data)
    found = look(kind, data)
    if found.frames > 1:
        raise PictureError("This picture moves, which is not taken. Send one still picture of it.")
    _check_size(found.width, found.height, limits.pixels)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _decoded(kind, data[: found.end], limits.pixels)
    except PictureError:
        raise
    except MemoryError as error:
        raise PictureError(TOO_MUCH) from error
    except (EOFError, OSError) as error:
        raise PictureError(TOO_SHORT if "truncated" in str(error) else BROKEN) from error
    # Decoders raise whatever they trip over in bytes that nobody foresaw: none of it is the site's fault.
    except Exception as error:
        raise PictureError(BROKEN) from error


def too_heavy(most: int) -> str:
    """The sentence for a file of too many bytes."""
    return f"The file has more than {most / 1e6:.0f} MB. Export it smaller, as a JPEG of good quality."


def _check_size(width: int, height: int, most: int) -> None:
    if width * height > most or max(width, height) > LONGEST_SENT:
        raise PictureError(
            f"The picture has {width:,} × {height:,} pixels; {most / 1e6:.0f} million are taken, and sides "
            f"up to {LONGEST_SENT:,}. Export it smaller: {LONGEST:,} on the longer side are all that is kept."
        )


def _decoded(kind: str, data: bytes, most_pixels: int) -> Pixels:
    image: Image.Image = _OPEN[kind](BytesIO(data))
    # The decoder may read another size than the look at the file did.
    _check_size(*image.size, most_pixels)
    if getattr(image, "n_frames", 1) > 1 and kind != "jpeg":
        raise PictureError("This picture moves, which is not taken. Send one still picture of it.")
    target = _within(*image.size)
    if kind == "jpeg":
        # A JPEG decodes to a half, a quarter or an eighth at once, with that much less memory.
        image.draft(None, target)
    image.load()
    turn, profile = _orientation(image), image.info.get("icc_profile")
    image = _plain(image)
    if image.size != target:
        image = image.resize(target, Image.Resampling.LANCZOS, reducing_gap=3.0)
    image = _in_srgb(image, profile)
    if turn in _UPRIGHT:
        image = image.transpose(_UPRIGHT[turn])
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    # A new picture: encoders would write what they find in `info` of the old one.
    return Pixels(Image.frombytes(image.mode, image.size, image.tobytes()))


def _within(width: int, height: int) -> tuple[int, int]:
    longer = max(width, height)
    if longer <= LONGEST:
        return width, height
    return max(1, round(width * LONGEST / longer)), max(1, round(height * LONGEST / longer))


def _orientation(image: Image.Image) -> int:
    try:
        found = image.getexif().get(_ORIENTATION, 1)
    except Exception:
        # Exif that cannot be read says nothing about which way is up; the picture is none the worse for it.
        return 1
    return found if isinstance(found, int) else 1


def _plain(image: Image.Image) -> Image.Image:
    """In a mode that can be reduced and converted: L, RGB, RGBA or CMYK."""
    if image.mode.startswith("I") or image.mode == "F":
        # Sixteen bits of grey.
        return image.point(lambda value: value / 256).convert("L")
    if "transparency" in image.info or image.mode in ("PA", "LA", "La", "RGBa"):
        return image.convert("RGBA")
    if image.mode == "1":
        return image.convert("L")
    return image if image.mode in ("L", "RGB", "RGBA", "CMYK") else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    image = image.convert("RGB") if alpha else image
    if profile:
        try:
            given = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(
                image, given, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            image = converted or image
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            # A profile that cannot be read, or is for other colours: without one, sRGB is meant.
            pass
    image = image.convert("RGB")
    if alpha:
        image.putalpha(alpha)
    return image
