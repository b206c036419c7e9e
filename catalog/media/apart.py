"""Reads pictures in a process of its own, whose memory and time are bounded by the system.

Decoders are large programs in C that meet whatever somebody sends: one that runs wild takes that process with
it, and the person at the desk a sentence.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import Any, Final

import msgspec

from .anatomy import TOO_MUCH
from .encoding import Prepared, prepare
from .formats import PictureError
from .reading import Limits, read

MEMORY: Final = 2 * 2**30
"""Bytes of address space; a picture of 50 million pixels takes about half of it."""
SECONDS: Final = 60
"""Of a core; such a picture takes about ten."""

_one_at_a_time = threading.Lock()


def prepared(data: bytes, limits: Limits) -> Prepared:
    """Read and written anew, elsewhere. Raises `PictureError`, also where that process did not survive it."""
    order = msgspec.msgpack.encode((data, limits))
    # So that a server's memory does not grow with how many upload at once.
    with _one_at_a_time:
        try:
            done = subprocess.run(
                [sys.executable, "-P", "-m", __name__], input=order, capture_output=True, timeout=SECONDS * 2
            )
        except subprocess.TimeoutExpired as error:
            raise PictureError(TOO_MUCH) from error
    if done.returncode:
        raise PictureError(TOO_MUCH)
    found, said = msgspec.msgpack.decode(done.stdout, type=tuple[Prepared | None, str])
    if found is None:
        raise PictureError(said)
    return found


def answer(order: bytes) -> bytes:
    """What the process of its own does: an order of bytes in, a picture or a sentence out."""
    data, limits = msgspec.msgpack.decode(order, type=tuple[bytes, Limits])
    result: tuple[Prepared | None, str]
    try:
        result = prepare(read(data, limits)), ""
    except PictureError as error:
        result = None, str(error)
    except MemoryError:
        result = None, TOO_MUCH
    return msgspec.msgpack.encode(result)


def bounded() -> None:
    """Bound this process, where the system can."""
    try:
        import resource
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        _, hard = resource.getrlimit(what)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, hard))


def main(source: Any = sys.stdin, target: Any = sys.stdout) -> None:
    """An order on standard input, its answer on standard output."""
    bounded()
    target.buffer.write(answer(source.buffer.read()))


if __name__ == "__main__":
    main()
