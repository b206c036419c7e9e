"""Files that are made to break a reader: each ends soon, in sentences."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.references import reading
from catalog.references.reading import MAX_BYTES, FileError
from tests.references.strategies import TRAPS, often
from tests.references.test_reading import READERS, each_reader


def _nested(open_: str, close: str = "") -> str:
    return open_ * 100_000 + close * 100_000


BOMBS = {
    "large": b"[" + b" " * MAX_BYTES,
    "json arrays": _nested("[", "]").encode(),
    "json objects": b"[" + _nested('{"title":').encode(),
    "json in an item": b'[{"title": "x", "a": ' + _nested("[", "]").encode() + b"}]",
    "a number": b'[{"title": "x", "volume": ' + b"9" * 100_000 + b"}]",
    "braces": b"@article{a, title = {" + _nested("{", "}").encode() + b"}}",
    "open braces": b"@article{a, title = " + _nested("{").encode(),
    "entries": b"@a{" * 1_000_000,
    "entries on lines": b"\n@a{" * 1_000_000,
    "strings": b"@string{a = {xxxxxxxxxx}}\n"
    + b"".join(b"@string{a%d = a%s # a%s}\n" % (n, (b"%d" % (n - 1)) * (n > 0), (b"%d" % (n - 1)) * (n > 0))
               for n in range(60)) + b"@article{k, title = a59}",
    "latex": b"".join(b"@article{k%d, title = {%s}}\n" % (n, rb"\frac\'$\begin{x}" * 300) for n in range(500))
    + b"@article{",
    "percents": b"".join(b"@article{k%d, title = {%s}}\n" % (n, b"%&-`" * 1500) for n in range(500)) + b"@a{",
    "records": b"TY  - JOUR\n" * 300_000,
    "one long value": b"TY  - JOUR\nTI  - x\n" + b"y\n" * 1_500_000 + b"ER  - \n",
    "a line before any tag": b"TY  - JOUR\nTI  - a\nER  - \nTY  - JOUR\nstray\nER  - \nstray\n",
    "authors": b"@article{a, title = {T}, author = {" + b"A and " * 500_000 + b"B}}",
    "problems": b"TY  - JOUR\nER  - \n" * 9_000,
}  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS)
@each_reader
def test_hostile_files_end_soon_in_sentences(name: str, bomb: str) -> None:
    started = time.monotonic()
    try:
        problems = READERS[name](BOMBS[bomb]).problems
    except FileError as error:
        problems = (str(error),)
    assert time.monotonic() - started < 30
    assert 1 <= len(problems) <= reading.MAX_PROBLEMS + 1
    assert all(problem.endswith(".") for problem in problems)


snippets = st.one_of(st.text(max_size=20), st.sampled_from([*TRAPS, "\n", "\r\n", "title={", "},", "}\n", "[{", '"title":"x"', "AU  - ", "TI  - x\n", "TY  - JOUR\n", "\nER  - \n", "@string{a = ", "@comment{", '"', "\\begin{a}", "\x00", "\x0c"]))  # fmt: skip # noqa: E501


@often
@each_reader
@given(
    data=st.one_of(
        st.binary(max_size=200), st.lists(snippets, max_size=15).map(lambda s: "".join(s).encode())
    )
)
def test_any_bytes_raise_nothing_but_a_file_error(name: str, data: bytes) -> None:
    try:
        read = READERS[name](data)
    except FileError:
        return
    lines = data.count(b"\n") + data.count(b"\r") + 1
    assert all(1 <= one.line <= lines for one in read.reads)
    assert read.reads or read.problems
