"""Where this site is found: what absolute addresses begin with."""

from flask import current_app, request


def site_root() -> str:
    """``"https://mtspen.com"``, as the settings say, else as it was asked for; no slash at its end."""
    address: str | None = current_app.extensions["settings"].site_address
    return (address or request.host_url).rstrip("/")


def absolute(path: str) -> str:
    """``"/devices"`` → ``"https://mtspen.com/devices"``."""
    return site_root() + path
