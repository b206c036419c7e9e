"""Reading in a process of its own: bounded, and gone without harm where it does not survive."""

from __future__ import annotations

import resource
import struct
import zlib

import pytest

from catalog.media import apart
from catalog.media.encoding import prepare
from catalog.media.formats import PictureError
from catalog.media.reading import Limits, read
from tests.media import made

LIMITS = Limits(20_000_000, 50_000_000)


def test_a_picture_comes_back_as_it_was_prepared_here():

    assert apart.prepared(made.jpeg(), LIMITS) == prepare(read(made.jpeg(), LIMITS))


def test_a_sentence_comes_back_as_a_sentence():
    with pytest.raises(PictureError, match="SVG drawing"):
        apart.prepared(made.SVG, LIMITS)


@pytest.mark.parametrize("end", [{"MEMORY": 60 * 2**20}, {"SECONDS": 0}])
def test_a_process_that_does_not_survive_is_a_sentence(monkeypatch, end):
    """The bounds are those of the process that reads, which is made anew here with hardly any."""
    source = "from catalog.media import apart\n" + "".join(f"apart.{n} = {v}\n" for n, v in end.items())
    real = apart.subprocess.run

    def run(command, **given):
        return real([command[0], "-P", "-c", f"{source}apart.main()"], **given)

    monkeypatch.setattr(apart.subprocess, "run", run)
    if "SECONDS" in end:
        monkeypatch.setattr(apart, "SECONDS", 0.01)
    with pytest.raises(PictureError, match="takes too much"):
        apart.prepared(made.png(made.quarters((4000, 4000))), LIMITS)


def bomb() -> bytes:
    """A PNG of a few kilobytes that holds 49 million pixels of nothing, each with four parts."""
    side = 7000
    rows = zlib.compress(b"\0" * (side * 4 + 1) * side, 9)
    head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(made._chunk(kind, body) for kind, body in parts)


@pytest.mark.long
def test_the_largest_picture_that_is_taken_needs_no_memory_here():
    data = bomb()
    assert len(data) < 300_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = apart.prepared(data, LIMITS)
    assert (found.width, found.height) == (2000, 2000)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < apart.MEMORY
