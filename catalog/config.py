"""What can be set, through the environment (`CATALOG_PAGE_SIZE=48`) or in code (`Settings(page_size=48)`)."""

import os
import secrets
from functools import cached_property
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import URL


class Settings(BaseSettings):
    """Every setting of the catalogue: its name, type, default and meaning. None has to be set."""

    model_config = SettingsConfigDict(env_prefix="CATALOG_", extra="ignore", frozen=True)

    instance: Path = Field(
        default=Path("instance"), description="Folder of everything this site owns: database, key, media."
    )
    database_url: str | None = Field(
        default=None,
        description="Where the catalogue is written: sqlite:///… or postgresql://…, several hosts allowed. "
        "Without it, catalog.sqlite3 in the instance folder.",
    )
    replica_url: str | None = Field(
        default=None, description="Where pages read from, if not from database_url."
    )
    secret_key: str | None = Field(
        default=None,
        description="Signs cookies and forms; the same on every machine. "
        "Without it, made once in the instance folder.",
    )
    trusted_hosts: list[str] | None = Field(
        default=None,
        description='Names this site answers to, as JSON: ["mtspen.com", ".mtspen.com"]. Without it, any.',
    )
    proxies: int = Field(
        default=0, ge=0, description="How many proxies in front set X-Forwarded-For, -Proto and -Host."
    )
    site_name: str = Field(default="MTSPen.com", description="The name in the header and in titles.")
    licence: str = Field(
        default="",
        description="The licence of the data in words, for the download, the API and every bundle. "
        "Without it, they say whose the parts are, and that no licence was given.",
    )
    licence_url: str = Field(default="", description="Where that licence can be read: https://…")
    page_size: int = Field(default=24, ge=1, le=200, description="Devices on one page of a list.")
    gap_limit_um: int = Field(
        default=250, ge=0, description="µm between two settings up to which a range still counts as covered."
    )
    price_age_days: int = Field(default=30, ge=0, description="Days after which a price is shown as old.")
    page_cache_bytes: int = Field(
        default=64 * 2**20, ge=0, description="Bytes of finished pages kept in each worker; 0 keeps none."
    )
    upload_bytes: int = Field(
        default=2**20, gt=0, description="Bytes a form may send; more is answered with 413."
    )
    import_bytes: int = Field(
        default=20_000_000, gt=0, description="Bytes of one file that is sent to the desk to be imported."
    )
    shared_max_age: int = Field(
        default=1, ge=0, description="Seconds a cache in front may keep a page (s-maxage)."
    )
    lock_timeout_s: float = Field(
        default=5.0, gt=0, description="Seconds a writer waits for another before giving up."
    )
    poll_interval_s: float = Field(
        default=0.5,
        gt=0,
        le=1,
        description="Seconds between two looks at PostgreSQL for a new version, should no word come.",
    )

    time_zone: str = Field(
        default="UTC",
        description="The time zone authors plan in, such as Europe/Berlin; each may say another.",
    )
    planned_every_s: float = Field(
        default=15.0, gt=0, description="Seconds between two looks at whether something planned is due."
    )
    sign_in_idle_hours: int = Field(
        default=12, gt=0, description="Hours without a page of the desk after which one has to sign in again."
    )
    sign_in_days: int = Field(
        default=14, gt=0, description="Days after which one has to sign in again whatever happens."
    )
    site_address: str | None = Field(
        default=None,
        description="Where this site is found: https://mtspen.com. Every whole address begins so, on pages, "
        "in feeds, in letters and in the terminal. Without it, the address it is asked on.",
    )
    smtp_url: str | None = Field(
        default=None,
        description="Sends links to authors: smtp://user:password@host:587 or smtps://…. "
        "Without it they are printed only.",
    )
    mail_from: str = Field(default="desk@localhost", description="The sender of letters to authors.")

    media_url: str | None = Field(
        default=None,
        description="Where the files of pictures lie: s3://bucket/folder, or file:///folder. "
        "Without it, the folder media in the instance folder. Keys come as AWS_ACCESS_KEY_ID and so on.",
    )
    media_endpoint: str | None = Field(
        default=None, description="Address of a store that speaks S3 and is not Amazon’s: https://…"
    )
    media_bytes: int = Field(default=20_000_000, gt=0, description="Bytes of one picture that is sent.")
    media_pixels: int = Field(
        default=50_000_000, gt=0, description="Pixels, width times height, of one picture that is sent."
    )
    media_heavy_bytes: int = Field(
        default=400_000, gt=0, description="Bytes of a file from which on the library calls a picture heavy."
    )
    media_keep_hours: int = Field(
        default=24,
        gt=0,
        description="Hours that a picture waits for its words. Files nobody names go after twice as long.",
    )

    @property
    def folder(self) -> Path:
        """The instance folder, absolute."""
        return self.instance.expanduser().absolute()

    @property
    def database(self) -> str | URL:
        """The address of the database that is written to."""
        # Made of its parts, because a folder's name may hold what an address would end at ("?").
        return self.database_url or URL.create("sqlite", database=str(self.folder / "catalog.sqlite3"))

    @cached_property
    def secret(self) -> str:
        """The key that signs cookies and forms; made on first use (file `secret_key`, mode 0600)."""
        return self.secret_key or _kept_secret(self.folder / "secret_key")


def _kept_secret(path: Path) -> str:
    """The secret in the file; where there is none, a new one is written.

    Workers may start together: each writes a file of its own, and linking it to the final name succeeds
    for one of them only, so that all read the same key and none reads half of it.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
