"""Addresses of databases, as people and hosting companies write them."""

import re
from urllib.parse import parse_qsl, unquote, urlencode

from sqlalchemy.engine import URL, make_url

_HOSTS = re.compile(
    r"^(?P<scheme>postgres(?:ql)?(?:\+\w+)?)://(?:(?P<user>[^@/]*)@)?(?P<hosts>[^/?]*)(?P<rest>.*)$"
)


def database_url(text: str | URL, *, among_hosts: str = "read-write") -> URL:
    """The address for SQLAlchemy, with psycopg 3 as PostgreSQL's driver.

    Several hosts (`postgresql://one:5432,two:5432/catalog`) go to libpq, which tries them in order and takes
    the first that is as `among_hosts` says, unless the address itself says it (`?target_session_attrs=any`).
    Raises sqlalchemy.exc.ArgumentError where the text is no address.
    """
    if isinstance(text, URL):
        return text
    url = make_url(_with_hosts_as_query(text, among_hosts))
    if url.get_backend_name() in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    return url


def sqlite_path(url: URL) -> str:
    """The file behind sqlite:////folder/file or sqlite:///file:/folder/file?mode=ro&uri=true."""
    return unquote((url.database or "").removeprefix("file:")) if "uri" in url.query else url.database or ""


def _with_hosts_as_query(text: str, among_hosts: str) -> str:
    """SQLAlchemy takes several hosts as repeated `host=name:port`, not before the path as libpq does."""
    if not (match := _HOSTS.match(text)):
        return text
    scheme = "postgresql+psycopg"
    user = f"{match['user']}@" if match["user"] else ""
    if "," not in match["hosts"]:
        return f"{scheme}://{user}{match['hosts']}{match['rest']}"
    path, _, query = match["rest"].partition("?")
    asked = parse_qsl(query)
    hosts = [("host", host if ":" in host else f"{host}:5432") for host in match["hosts"].split(",")]
    if "target_session_attrs" not in dict(asked):
        asked.append(("target_session_attrs", among_hosts))
    return f"{scheme}://{user}{path}?{urlencode(hosts + asked)}"
