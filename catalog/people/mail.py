"""Letters through SMTP (RFC 5321), where `smtp_url` is set; else nobody is written to."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from catalog.config import Settings

TIMEOUT_S = 15


class MailError(Exception):
    """The letter was not sent; str() says why in a sentence."""


def send(settings: Settings, to: str, subject: str, text: str) -> bool:
    """Send a letter; False where no server is set. Raises `MailError`.

    smtp://user:password@host:587 goes over to TLS and sends no password without it; smtps://host is TLS from
    the start.
    """
    if not settings.smtp_url:
        return False
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = settings.mail_from, to, subject
    letter.set_content(text)
    try:
        _deliver(settings.smtp_url, letter)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise MailError(f"The mail to {to} was not sent: {error}.") from error
    return True


def _deliver(address: str, letter: EmailMessage) -> None:
    parts = urlsplit(address)
    host, user = parts.hostname or "localhost", unquote(parts.username or "")
    tls = ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT_S, context=tls)
    else:
        server = smtplib.SMTP(host, parts.port or 587, timeout=TIMEOUT_S)
    with server:
        server.ehlo()
        is_secret = parts.scheme == "smtps"
        if not is_secret and server.has_extn("starttls"):
            server.starttls(context=tls)
            server.ehlo()
            is_secret = True
        if user:
            if not is_secret:
                raise ValueError("the server takes passwords only in the open")
            server.login(user, unquote(parts.password or ""))
        server.send_message(letter)
