"""Pictures read back: their size, their pixels, and what the page they belong to says of them."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from PIL import Image

from tests.html import Page


@dataclass
class Picture:
    """A picture as it came back, its pixels as RGB."""

    data: bytes
    image: Image.Image

    def at(self, x: float, y: float) -> tuple[int, int, int]:
        return self.image.getpixel((round(x), round(y)))


def read(data: bytes) -> Picture:
    image = Image.open(io.BytesIO(data))
    assert image.format == "PNG"
    return Picture(data, image.convert("RGB"))


def tags(page: Page) -> dict[str, str]:
    """The page's tags for sharing: ``{"og:title": "Dr. Pen Ultima A6"}``."""
    return {one.get("property"): one.get("content") for one in page.all('meta[property^="og:"]')}


@pytest.fixture
def picture_of(seeded_client) -> Callable[[str], Picture]:
    """picture_of("/devices/dr-pen-a6") → the picture that this page names."""

    def fetched(path: str) -> Picture:
        named = urlsplit(tags(Page(seeded_client.get(path)))["og:image"])
        answer = seeded_client.get(f"{named.path}?{named.query}")
        assert answer.status_code == 200, named.path
        assert answer.mimetype == "image/png"
        return read(answer.data)

    return fetched
