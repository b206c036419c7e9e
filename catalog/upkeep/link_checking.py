"""Asking addresses whether they still lead anywhere: politely, and only when somebody says so.

One request at a time to each host, a pause between two, a few hosts side by side; a user agent that says
what this is. HEAD first; a host that does not answer that as it should is asked with GET, and nothing of
what it sends is read.
"""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from urllib.parse import quote, urlsplit

from sqlmodel import Session, select

from catalog import clock
from catalog.db import SessionFactory
from catalog.upkeep.ageing import addresses
from catalog.upkeep.models import LinkCheck

AGENT: Final = "catalog-link-check/1 (looks whether sources are still there; one request at a time)"
TIMEOUT_S: Final = 15.0
PAUSE_S: Final = 2.0
HOSTS: Final = 6
"""Hosts that are asked side by side."""
AGAIN_AFTER_DAYS: Final = 30
_ONLY_HEAD: Final = (400, 403, 404, 405, 501)
"""What hosts answer that do not know HEAD; GET is asked then."""
_SAFE: Final = "%/:?#[]@!$&'()*+,;=~-._"


@dataclass(frozen=True)
class Answer:
    """What an address answered: the status of HTTP, or 0 and why there was none."""

    url: str
    status: int
    said: str = ""


def ask(url: str, timeout_s: float = TIMEOUT_S) -> Answer:
    """Whether there is something at an address; redirects are followed."""
    try:
        address = _plain(url)
    except ValueError:
        return Answer(url, 0, "no address of the web")
    found = _asked(url, address, "HEAD", timeout_s)
    return _asked(url, address, "GET", timeout_s) if found.status in _ONLY_HEAD else found


def due(session: Session, today: date, again_after_days: int = AGAIN_AFTER_DAYS) -> list[str]:
    """The addresses that were never tried, then those that were tried so long ago, the oldest first."""
    tried = {row.url: row.day for row in session.exec(select(LinkCheck))}
    cutoff = (today - timedelta(days=again_after_days)).isoformat()
    urls = (one.url for one in addresses(session))
    return sorted((url for url in urls if tried.get(url, "") <= cutoff), key=lambda url: tried.get(url, ""))


def check(
    open_writer: SessionFactory,
    urls: Iterable[str],
    *,
    pause_s: float = PAUSE_S,
    timeout_s: float = TIMEOUT_S,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Answer]:
    """Ask each address and keep what it answers, host by host; what was asked stays, if it is stopped."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        by_host[urlsplit(url).netloc.lower()].append(url)
    with ThreadPoolExecutor(HOSTS) as hosts:
        waiting = [hosts.submit(_of_host, theirs, pause_s, timeout_s, sleep) for theirs in by_host.values()]
        for done in as_completed(waiting):
            found = done.result()
            with open_writer() as session:
                for one in found:
                    keep(session, one)
                session.commit()
            yield from found


def keep(session: Session, answer: Answer) -> None:
    """Note what an address answered today. The caller commits."""
    day = clock.today().isoformat()
    session.merge(LinkCheck(url=answer.url, day=day, status=answer.status, said=answer.said))
    session.flush()


def _of_host(
    urls: list[str], pause_s: float, timeout_s: float, sleep: Callable[[float], None]
) -> list[Answer]:
    found = []
    for number, url in enumerate(urls):
        if number:
            sleep(pause_s)
        found.append(ask(url, timeout_s))
    return found


def _asked(url: str, address: str, method: str, timeout_s: float) -> Answer:
    request = urllib.request.Request(address, method=method, headers={"User-Agent": AGENT, "Accept": "*/*"})
    try:
        with urllib.request.urlopen(request, timeout=timeout_s) as answer:
            return Answer(url, int(answer.status))
    except urllib.error.HTTPError as error:
        with error:
            return Answer(url, error.code)
    except urllib.error.URLError as error:
        return Answer(url, 0, _why(error.reason))
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Answer(url, 0, _why(error))


def _plain(url: str) -> str:
    """The address in ASCII, as HTTP wants it. Raises ValueError for what is none of the web."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(url)
    host = parts.hostname.encode("idna").decode()
    netloc = f"{host}:{parts.port}" if parts.port else host
    path, query = quote(parts.path, safe=_SAFE), quote(parts.query, safe=_SAFE)
    return parts._replace(netloc=netloc, path=path, query=query, fragment="").geturl()


def _why(error: object) -> str:
    said = str(error).partition("] ")[2] or str(error) or type(error).__name__
    return said[:200]
