"""A copy made of files, read by a crawler that knows nothing of how it was made."""

from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

LOADED = ("src", "srcset", "poster")
HOST = "http://copy.example"


@dataclass
class Crawl:
    """What was met from ``index.html`` on: files, links to no file, addresses that only a server knows."""

    pages: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    dead: set[tuple[str, str]] = field(default_factory=set)
    absolute: set[tuple[str, str]] = field(default_factory=set)
    fragments: set[tuple[str, str]] = field(default_factory=set)
    controls: set[tuple[str, str]] = field(default_factory=set)
    uncanonical: set[tuple[str, str]] = field(default_factory=set)


def crawl(folder: Path, live: str, under: str = "/some/where") -> Crawl:
    """Follow every link from the first page, as if the folder was served below a path of some host."""
    met, waiting = Crawl(), deque(["index.html"])
    ids: dict[str, set[str]] = {}
    wanted: set[tuple[str, str, str]] = set()
    while waiting:
        file = waiting.popleft()
        if file in met.pages:
            continue
        met.pages.add(file)
        tree = html.fromstring((folder / file).read_bytes())
        ids[file] = {one.get("id") for one in tree.iter() if isinstance(one.tag, str) and one.get("id")}
        for element in tree.iter():
            if not isinstance(element.tag, str):
                continue
            if element.tag in ("form", "select", "noscript") or element.get("formaction"):
                met.controls.add((file, element.tag))
            if element.tag in ("input", "button") and not element.get("popovertarget"):
                met.controls.add((file, element.tag))
            for url in _urls(element):
                _follow(met, folder, file, url, live, under, waiting, wanted)
            if element.tag == "link" and element.get("rel") == "canonical":
                path = urlsplit(element.get("href")).path.strip("/")
                if not any(
                    (folder / one).is_file()
                    for one in (f"{path}/index.html".lstrip("/"), path or "index.html")
                ):
                    met.uncanonical.add((file, element.get("href")))
    for file, to, fragment in wanted:
        if to in ids and fragment not in ids[to]:
            met.fragments.add((file, f"{to}#{fragment}"))
    return met


def _urls(element):
    if element.tag == "link" and element.get("rel") == "canonical":
        return []
    found = [element.get(name) for name in ("href", "src", "poster", "action", "data") if element.get(name)]
    found += [one.split()[0] for one in (element.get("srcset") or "").split(",") if one.strip()]
    return found


def _follow(met, folder, file, url, live, under, waiting, wanted):
    parts = urlsplit(url)
    if parts.scheme or parts.netloc:
        return
    if url.startswith("/"):
        met.absolute.add((file, url))
        return
    path = unquote(urlsplit(urljoin(f"{HOST}{under}/{file}", url)).path)
    if not path.startswith(f"{under}/"):
        met.dead.add((file, url))
        return
    to = path.removeprefix(f"{under}/")
    if not (folder / to).is_file():
        met.dead.add((file, url))
        return
    if parts.fragment:
        wanted.add((file, to, unquote(parts.fragment)))
    if to.endswith(".html"):
        waiting.append(to)
    else:
        met.files.add(to)
