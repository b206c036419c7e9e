"""The second factor: codes of a time-based app (RFC 6238), and recovery codes. Each works once."""

from __future__ import annotations

import json
import secrets
from typing import Final

import pyotp

from catalog import clock
from catalog.changes.recording import canonical_json
from catalog.people.models import Account
from catalog.people.tokens import digest

STEP_S: Final = 30
RECOVERY_CODES: Final = 10
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for one another: 31, so that ten are 49 random bits."""


def new_secret() -> str:
    """160 random bits, in base32."""
    return pyotp.random_base32()


def step_of(secret: str, code: str) -> int | None:
    """The time step a code belongs to: this one, or one beside it for clocks that differ; None if none."""
    digits = code.replace(" ", "")
    now = int(clock.now().timestamp()) // STEP_S
    made = pyotp.TOTP(secret)
    # All three are compared, whichever fits.
    fits = [step for step in (now - 1, now, now + 1) if secrets.compare_digest(
        made.generate_otp(step).encode(), digits.encode())]  # fmt: skip
    return max(fits, default=None)


def use_code(account: Account, code: str) -> bool:
    """Whether a code of the app is right and later than the last one used; it is used up then."""
    step = step_of(account.totp, code) if account.totp else None
    if step is None or (account.totp_last is not None and step <= account.totp_last):
        return False
    account.totp_last = step
    return True


def use_recovery_code(account: Account, code: str) -> bool:
    """Whether it is one of the recovery codes left; it is struck out then."""
    left: list[str] = json.loads(account.recovery_json)
    key = digest(_plain(code))
    if not account.totp or key not in left:
        return False
    account.recovery_json = canonical_json([one for one in left if one != key])
    return True


def new_recovery_codes(account: Account) -> list[str]:
    """Ten codes, "abcde-fghjk", to be shown once: the account keeps their digests, and none of the old."""
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(10)) for _ in range(RECOVERY_CODES)]
    account.recovery_json = canonical_json([digest(code) for code in codes])
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def codes_left(account: Account) -> int:
    """How many recovery codes have not been used."""
    return len(json.loads(account.recovery_json))


def app_address(secret: str, login: str, site: str) -> str:
    """The otpauth: address that adds the secret to an app on the same device."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=site)


def _plain(code: str) -> str:
    return code.strip().lower().replace("-", "").replace(" ", "")
