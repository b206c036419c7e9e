"""Whatever the bytes are, a picture comes of them or a sentence, and never anything else."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.media.encoding import prepare
from catalog.media.formats import PictureError
from catalog.media.reading import Limits, read
from tests.media import made

LIMITS = Limits(300_000, 250_000)
WHOLE = {
    **{kind: make(exif=made.exif(3), icc_profile=made.profile()) for kind, make in made.MADE.items()},
    "see-through png": made.png(made.quarters(mode="RGBA")),
    "palette": made.png(made.quarters().quantize(8)),
    "lossless webp": made.webp(lossless=True),
    "progressive jpeg": made.jpeg(progressive=True),
    "cmyk": made.jpeg(made.quarters(mode="CMYK")),
    "moving png": made.moving("PNG"),
    "moving webp": made.moving("WEBP"),
    "moving avif": made.moving("AVIF"),
}
STARTS = (
    b"\xff\xd8\xff\xe0",
    b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR",
    b"RIFF\x40\0\0\0WEBPVP8X",
    b"\0\0\0\x18ftypavif",
)


def outcome(data: bytes) -> str:
    """ "picture" or "sentence"; anything else that is raised ends the test."""
    try:
        pixels = read(data, LIMITS)
    except PictureError as error:
        said = str(error)
        assert said.endswith(".")
        assert 10 < len(said) < 300
        return "sentence"
    assert pixels.image.width * pixels.image.height <= LIMITS.pixels
    assert pixels.image.mode in ("RGB", "RGBA")
    return "picture"


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """A whole file with bytes changed, taken out, put in or said twice."""
    data = bytearray(WHOLE[draw(st.sampled_from(sorted(WHOLE)))])
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        match draw(st.sampled_from(["change", "change", "cut", "insert", "repeat", "end"])):
            case "change":
                data[at : at + 1] = draw(st.binary(min_size=1, max_size=4))
            case "cut":
                del data[at : at + draw(st.integers(1, 30))]
            case "insert":
                data[at:at] = draw(st.binary(max_size=40))
            case "repeat":
                data[at:at] = data[at : at + draw(st.integers(1, 200))]
            case _:
                del data[max(at, 30) :]
    return bytes(data)


FAST = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FAST
@given(st.binary(max_size=400))
def test_any_bytes(data):
    assert outcome(data) == "sentence"


@FAST
@given(st.sampled_from(STARTS), st.binary(max_size=600))
def test_any_bytes_behind_a_beginning(start, data):
    assert outcome(start + data) == "sentence"


@FAST
@given(spoilt())
def test_any_spoilt_picture(data):
    outcome(data)


@pytest.mark.long
@settings(FAST, max_examples=8000)
@given(spoilt())
def test_many_spoilt_pictures(data):
    if outcome(data) == "picture":
        prepare(read(data, LIMITS))


@pytest.mark.parametrize("name", WHOLE)
def test_the_files_that_are_spoilt_are_whole_before(name):
    assert outcome(WHOLE[name]) == ("sentence" if name.startswith("moving") else "picture")
