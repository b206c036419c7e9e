"""Light, dark, or as the reader's system has it: one cookie, no script."""

from urllib.parse import urlsplit

from flask import Request, Response

COOKIE = "theme"
CHOICES = {"auto": "Auto", "light": "Light", "dark": "Dark"}
YEAR = 365 * 24 * 60 * 60


def chosen(request: Request) -> str:
    """``auto``, ``light`` or ``dark``; anything else in the cookie counts as ``auto``."""
    theme = request.cookies.get(COOKIE, "auto")
    return theme if theme in CHOICES else "auto"


def remember(response: Response, theme: str, *, secure: bool) -> None:
    """Sets the cookie for a year; ``auto`` needs none and removes it."""
    if theme == "auto":
        response.delete_cookie(COOKIE, path="/", samesite="Lax", secure=secure, httponly=True)
    else:
        response.set_cookie(
            COOKIE, theme, max_age=YEAR, path="/", samesite="Lax", secure=secure, httponly=True
        )


def is_from_here(request: Request) -> bool:
    """Whether this site's own page sent the form.

    Browsers say so themselves, in `Sec-Fetch-Site` and, the older ones, in `Origin`. A client that sends
    neither is no browser and carries nobody's cookies.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    if origin := request.headers.get("Origin"):
        try:
            return urlsplit(origin).netloc == request.host
        except ValueError:
            # "http://[" is nobody's address.
            return False
    return True


def way_back(address: str) -> str:
    """The address to return to: a path on this site, else the home page.

    ``//elsewhere.example`` and ``/\\elsewhere.example`` are other sites to a browser.
    """
    path = address.replace("\\", "/")
    is_ours = path.startswith("/") and not path.startswith("//") and address.isprintable()
    return address if is_ours and "\\" not in address else "/"
