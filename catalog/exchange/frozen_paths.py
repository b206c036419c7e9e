"""Where each address of the site lies in a copy made of files, and why some have no place there. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from posixpath import relpath
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlsplit

LONGEST_PART: Final = 200
"""Bytes of one part of a path; file systems take 255, and ours have less."""
PAGED: Final = re.compile(r"(.*?)/page-([1-9][0-9]{0,5})")
A_TO_Z, LEFT_OUT = "/a-z", "/left-out"
"""Pages that only the copy has."""


@dataclass(frozen=True)
class Reason:
    """A kind of address that a copy has not: the words for it, and which addresses it is about."""

    words: str
    begins: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()


REASONS: Final = (
    Reason(
        "The desk, where authors work",
        ("/desk", "/sign-in", "/sign-out", "/set-password/", "/first-account/"),
    ),
    Reason("Drafts and previews", ("/preview",)),
    Reason("Comparing devices of your own choice", ("/compare",)),
    Reason("Devices put aside to compare", ("/basket",)),
    Reason("Reporting an error", ("/report",)),
    Reason("Replies of readers: who wrote one may delete it, so no copy carries it on", ("/comments",)),
    Reason("Searching", ("/search",)),
    Reason("The programming interface: the files of the copy say the same", ("/api/v1",)),
    Reason("Choosing light or dark", ("/theme",)),
    Reason("Whether the server is well", ("/healthz", "/readyz")),
    Reason("Pages as they were on an earlier day", asks=("as_of", "since")),
    Reason("Costs for a number of sessions of your own", asks=("sessions",)),
    Reason("Looking a model up", asks=("model",)),
    Reason("Filters and orders of your own choice"),
)
"""In the order in which they are asked; the last one takes every other question."""
NO_FILE: Final = "Addresses that no file can have"
KEPT: Final = ("/compare/s/",)
"""Comparisons that were pinned: they change no more, and need no server."""


def address_of(url: str) -> str:
    """The address under which a page of the copy is known: its path, and ``/page-2`` for a page of a list.

    Other questions stay as they are: ``"/devices?kind=pen"`` is no page of the copy.
    """
    parts = urlsplit(url)
    path = unquote(parts.path).rstrip("/") or "/"
    asked = parse_qsl(parts.query, keep_blank_values=True)
    if not asked or [name for name, _ in asked] == ["v"]:
        # The version of a picture is in its address for those who keep it, not for the server.
        return path
    if len(asked) == 1 and asked[0][0] == "page" and re.fullmatch("[1-9][0-9]{0,5}", asked[0][1]):
        return path if asked[0][1] == "1" else f"{path.rstrip('/')}/page-{asked[0][1]}"
    return f"{path}?{parts.query}"


def why_not(address: str) -> str:
    """Why the copy has no such page, in words; "" where it may have one."""
    path, _, query = address.partition("?")
    if not all(map(_names_a_file, path.split("/")[1:])):
        return NO_FILE
    names = [name for name, _ in parse_qsl(query, keep_blank_values=True)]
    is_kept = path.startswith(KEPT) and not names
    for reason in REASONS:
        if not is_kept and any(_is_under(path, one) for one in reason.begins):
            return reason.words
        if names and (any(name in names for name in reason.asks) or reason is REASONS[-1]):
            return reason.words
    return ""


def _names_a_file(part: str) -> bool:
    """Whether a part of a path names something in its folder, on every system that a copy is put on."""
    is_short = len(part.encode("utf-8", "replace")) <= LONGEST_PART
    return part not in (".", "..") and "\\" not in part and "\0" not in part and is_short


def _is_under(path: str, begin: str) -> bool:
    """Whether a path is this one, lies below, or is that of a file that says the same: ``/compare.csv``."""
    return path == begin or path.startswith((f"{begin}/", f"{begin}."))


def file_of(address: str, is_page: Callable[[str], bool]) -> str:
    """``"/devices"`` → ``"devices/index.html"``, ``"/devices.json"`` → ``"devices.json"``.

    ``is_page``: whether what has this address is a page rather than a file.
    """
    path = address.strip("/")
    if not is_page(address):
        paged = PAGED.fullmatch(path)
        stem, _, ending = paged[1].rpartition(".") if paged else ("", "", "")
        return f"{stem}.page-{paged[2]}.{ending}" if paged else path
    return f"{path}/index.html" if path else "index.html"


def way(file: str, to: str) -> str:
    """The relative address from one file of the copy to another: ``"../devices/index.html"``."""
    return quote(relpath(to, "/".join(file.split("/")[:-1]) or "."), safe="/.~-_")
