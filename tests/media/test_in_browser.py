"""What a browser, which decodes by programs of its own, sees in the files."""

from __future__ import annotations

from base64 import b64encode

import pytest

from catalog.media.encoding import prepare
from catalog.media.reading import Limits, read
from tests.media import made

SEEN = """async (address) => {
  const image = new Image(); image.src = address; await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  const pen = canvas.getContext('2d'); pen.drawImage(image, 0, 0);
  const place = (x, y) => [canvas.width * x / 4, canvas.height * y / 4, 1, 1];
  const at = (x, y) => [...pen.getImageData(...place(x, y)).data].slice(0, 3);
  return [[canvas.width, canvas.height], [at(1, 1), at(3, 1), at(1, 3), at(3, 3)]];
}"""


@pytest.mark.parametrize("kind", made.MADE)
def test_a_browser_sees_the_picture_upright_with_its_colours(chromium, kind):
    """Turned by its Exif to the right: what was below on the left is above on the left now."""
    data = made.MADE[kind](made.quarters((800, 600)), exif=made.exif(6))
    red, green, blue, yellow = made.CORNERS
    page = chromium.new_page()
    for variant in prepare(read(data, Limits(10**7, 10**7))).variants:
        address = f"data:image/{variant.format};base64,{b64encode(variant.content).decode()}"
        size, seen = page.evaluate(SEEN, address)
        assert size == [variant.width, variant.height]
        for found, wanted in zip(seen, (blue, red, yellow, green), strict=True):
            assert all(abs(a - b) <= 14 for a, b in zip(found, wanted, strict=True)), variant.format
    page.close()
