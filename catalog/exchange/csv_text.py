"""From the bytes of a table to its text: which encoding it is in, and where that cannot be told. Pure."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from charset_normalizer import from_bytes

from catalog.references.reading import FileError
from catalog.references.text import short

from .import_report import OptionError

NAMES: Final = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252 (Western European)",
    "cp1250": "Windows-1250 (Central European)",
    "cp1251": "Windows-1251 (Cyrillic)",
    "mac_roman": "Mac OS Roman",
    "gb18030": "GB 18030 (Chinese)",
    "cp949": "CP949 (Korean)",
    "cp932": "Shift JIS (Japanese)",
}
"""Encodings of tables as their makers' programs write them, and what they are called."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TRIED: Final = ("cp1252", "cp1250", "cp1251", "mac_roman", "gb18030", "cp949", "cp932")
_WESTERN: Final = frozenset(
    "–—‘’“”„‚•…™€£¥§©®°±²³µ¼½¾·×÷«»¡¿ºªÄÖÜäöüßÀÁÂÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕØÙÚÛÝàáâãåæçèéêëìíîïñòóôõøùúûýÿŒœŠšŽžŸ\xa0"
)
"""What texts in Western European languages hold beyond ASCII, units included."""
_SAMPLE: Final = 200_000
_SURE: Final = 0.3
"""Share of a language's letter frequencies from which on a guess of `charset_normalizer` is one language."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, and the encoding in words."""

    text: str
    encoding: str


def decode(data: bytes, wanted: str = "") -> Decoded:
    """The text of a table. ``wanted``: the encoding that somebody says it has, a key of `NAMES`.

    Raises `FileError` for what is no text, and `OptionError` ("encoding") where it has to be asked for.
    """
    if wanted:
        return _as_said(data, wanted)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_strict(data, encoding), encoding)
    if encoding := _wide(data):
        return _checked(_strict(data, encoding), encoding)
    try:
        return _checked(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _checked(*_guessed(data))


def sample_of(head: bytes) -> str:
    """The first bytes of a file as text, whatever they are: good enough to look for headings."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    if encoding := _wide(head):
        return head[: len(head) // 2 * 2].decode(encoding, "replace")
    return head.decode("utf-8-sig", "replace").replace("\0", "")


def _as_said(data: bytes, wanted: str) -> Decoded:
    name = wanted.strip().lower()
    if name not in NAMES:
        raise OptionError("encoding", f"“{short(wanted)}” is none of: {', '.join(NAMES)}.")
    if name == "utf-8":
        name = "utf-8-sig"
    if name == "utf-16" and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = _wide(data) or "utf-16-le"
    try:
        return _checked(data.decode(name), name)
    except UnicodeError:
        raise OptionError("encoding", f"This file is not {NAMES[name]}.") from None


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        at = data[: getattr(error, "start", 0)].count(b"\n") + 1
        raise FileError(
            f"line {at}: this is not {NAMES[encoding]}, though the file begins as that."
        ) from None


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every other byte of plain letters is zero."""
    head = data[:4096]
    if len(head) < 4 or b"\0" not in head:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.6 and odd < half * 0.1 else ""


def _guessed(data: bytes) -> tuple[str, str]:
    western = _or_none(data, "cp1252")
    if western is not None and _odd(western) == set():
        return western, "cp1252"
    found = from_bytes(data[:_SAMPLE], cp_isolation=list(_TRIED), enable_fallback=False)
    best = found.best()
    texts = {name: text for name in _TRIED if (text := _or_none(data, name)) is not None}
    if best is not None and best.encoding in texts and best.coherence >= _SURE:
        rivals = [one for one in found if one.coherence >= best.coherence and one.chaos <= best.chaos]
        if {texts.get(one.encoding) for one in rivals} == {texts[best.encoding]}:
            return texts[best.encoding], best.encoding
    raise OptionError("encoding", _asked(data, texts))


def _or_none(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _odd(text: str) -> set[str]:
    """Characters beyond ASCII that no Western European text has."""
    return {one for one in set(text) if ord(one) > 126} - _WESTERN


def _asked(data: bytes, texts: dict[str, str]) -> str:
    """What the first line with such letters would be in each encoding."""
    number, line = next(
        (n, line) for n, line in enumerate(data.split(b"\n"), 1) if any(byte > 126 for byte in line)
    )
    place = re.search(rb"[\x7f-\xff]", line)
    start = max(0, (place.start() if place else 0) - 12)
    shown = dict(_readings(line[start : start + 30], texts))
    words = "; ".join(f"as {', '.join(names)} “{text}”" for text, names in shown.items())
    said = f" Line {number} would read: {words}." if words else ""
    return f"The encoding of this file cannot be told: choose it, or save the file as UTF-8.{said}"


def _readings(piece: bytes, texts: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for name in texts:
        read = short("".join(c if c.isprintable() else "·" for c in piece.decode(name, "replace")))
        found.setdefault(read, []).append(NAMES[name].partition(" (")[0])
    yield from found.items()


def _checked(text: str, encoding: str) -> Decoded:
    """Without the mark, and refused where it holds a zero byte."""
    text = text.removeprefix("\ufeff")
    if (at := text.find("\0")) >= 0:
        line = text.count("\n", 0, at) + 1
        raise FileError(f"line {line}: this holds a zero byte (NUL), which no table has.")
    return Decoded(text, NAMES[encoding])
