"""What every response forbids the browser to do."""

import pytest

POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "script-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


@pytest.mark.parametrize("address", ["/", "/nowhere", "/about?%zz", "/healthz", "/theme"])
def test_every_response_carries_them(client, address: str) -> None:
    headers = client.get(address).headers
    policy = dict(rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; "))
    assert policy == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_https_is_asked_for_where_it_is_spoken(client) -> None:
    assert "Strict-Transport-Security" not in client.get("/about").headers
    assert client.get("/about", base_url="https://localhost").headers["Strict-Transport-Security"]
