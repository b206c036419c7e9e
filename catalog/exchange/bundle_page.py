"""`/download`: what is in the bundle that everybody may have, of which day, whose it is, what it lacks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from sqlmodel import Session, col, select

from catalog.changes.models import Change
from catalog.config import Settings
from catalog.dates import show_date
from catalog.licence import Licence, licence
from catalog.pages.navigation import page_url

from .bundle_kept import Kept
from .bundle_manifest import table_file
from .bundle_rows import count
from .bundle_tables import LEFT_OUT, NOT_PUBLIC, ONLY_WORDS, PUBLIC, WORDS, tables_of

_TWINS: Final = (
    ("/devices.csv", "Devices as a table (CSV)"),
    ("/devices.json", "Devices as JSON"),
    ("/claims.json", "Claims as JSON"),
    ("/studies.json", "Studies as JSON"),
    ("/reviews.json", "Reviews as JSON"),
    ("/api", "The API: one thing at a time, also as it was on a day"),
)


@dataclass(frozen=True)
class Table:
    """A file of the bundle: its name, what its rows are, and how many there are."""

    file: str
    words: str
    rows: int


@dataclass(frozen=True)
class Reason:
    """Something that the bundle lacks, and why."""

    what: str
    why: str


@dataclass(frozen=True)
class DownloadPage:
    """``size`` and ``digest`` are "" where the file is not there yet.

    ``changed`` is the day of the newest change (ISO), ``day`` the same in words.
    """

    title: str
    lead: str
    version: int
    changed: str
    day: str
    address: str
    tables: tuple[Table, ...]
    rows: int
    licence: Licence
    twins: tuple[tuple[str, str], ...]
    lacks: tuple[Reason, ...]
    size: str = ""
    digest: str = ""

    @property
    def button(self) -> str:
        """What is written on the button: "Download version 520 (ZIP, 352 kB)"."""
        return f"Download version {self.version} (ZIP{f', {self.size}' if self.size else ''})"

    def with_file(self, bundle: Kept | None) -> DownloadPage:
        """The same page, with what there is to say of the file itself."""
        return replace(self, size=in_words(bundle.size), digest=bundle.digest) if bundle else self


def download_page(session: Session, settings: Settings, version: int) -> DownloadPage:
    """The page at this version; as many statements as a bundle has tables."""
    day = session.exec(select(Change.at).order_by(col(Change.number).desc()).limit(1)).first()
    counted = ((name, count(session, name, PUBLIC)) for name in WORDS if name in tables_of(PUBLIC))
    tables = tuple(Table(table_file(name), WORDS[name], rows) for name, rows in counted if rows)
    twins = ((words, url) for address, words in _TWINS if (url := page_url(address)))
    return DownloadPage(
        title=f"Open data of {settings.site_name}",
        lead=f"Everything that {settings.site_name} shows to everybody, as one file: devices and cartridges "
        "with the source of each value, studies, claims, reviews, articles. You need no account and no key.",
        version=version,
        changed=day[:10] if day else "",
        day=show_date(day[:10]) if day else "",
        address=f"/download/catalogue-{version}.zip",
        tables=tables,
        rows=sum(one.rows for one in tables),
        licence=licence(settings),
        twins=tuple(twins),
        lacks=_lacks(),
    )


def in_words(size: int) -> str:
    """``352_260`` bytes → "352 kB"; "1.5 MB" from a million on."""
    return f"{size / 1_000_000:,.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000)):,} kB"


def _lacks() -> tuple[Reason, ...]:
    whole = [Reason(WORDS[name], why) for name, why in NOT_PUBLIC.items()]
    some = [Reason(WORDS[name], why) for name, why in ONLY_WORDS.items()]
    never = Reason("Who is signed in, secret links, what is counted against floods, files on their way in",
                   f"No bundle has them, not even the owner's own ({len(LEFT_OUT)} tables).")  # fmt: skip
    return (*some, *whole, never)
