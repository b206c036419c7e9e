"""A sheet as PNG: the same bytes for the same sheet, kept in memory as long as there is room."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Final

import resvg_py
from PIL import Image

from .style import rules
from .type import FAMILY, paths

COLOURS: Final = 128
"""Of the palette: the drawings are flat, and a picture stays small."""
KEPT: Final = 64
"""Pictures that a process keeps; each is at most about 100 kB."""


@lru_cache(maxsize=KEPT)
def png(svg: str) -> bytes:
    """The picture. It is drawn when somebody asks for it, and once."""
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg,
        style_sheet=rules(),
        skip_system_fonts=True,
        font_files=list(paths()),
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )
    with Image.open(BytesIO(bytes(drawn))) as image:
        flat = image.convert("RGB").quantize(
            COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
        )
    written = BytesIO()
    flat.save(written, "PNG", optimize=True)
    return written.getvalue()
