"""An author reaches no text of another, nor one of the site, by any address of the desk."""

from __future__ import annotations

from typing import Any

from flask import Flask

from tests.desk.test_every_form import TYPED, Watched, kept
from tests.factories import catalogue
from tests.signed_in import Visitor, make_account

__all__ = ["kept"]


def test_an_author_neither_sees_nor_changes_what_is_written_by_others(
    own_app: Flask, desk: Visitor, kept: dict[str, str]
) -> None:
    with catalogue(own_app) as session:
        make_account(session, "bert", "author")
    bert = Visitor(own_app.test_client())
    bert.sign_in("bert")
    data = TYPED | {"csrf_token": bert.token("/desk/account"), "against": "1"}
    watched, wrong, seen = Watched(own_app), [], 0
    for rule in own_app.url_map.iter_rules():
        if not {"room", "slug"} <= rule.arguments:
            continue
        for room, slug in kept.items():
            values: dict[str, Any] = dict.fromkeys(rule.arguments, "1") | {"room": room, "slug": slug}
            with own_app.test_request_context():
                address = own_app.url_for(rule.endpoint, **values)
            for method in (rule.methods or set()) & {"GET", "POST"}:
                status = bert.client.open(address, method=method, data=data).status_code
                if status != 403 or watched.has_changed():
                    wrong.append(f"{method} {address} answers {status}")
                seen += 1
    assert not wrong, "\n".join(wrong)
    assert seen > 200


def test_the_same_addresses_are_open_to_whoever_may(desk: Visitor, kept: dict[str, str]) -> None:
    for room, slug in kept.items():
        assert desk.client.get(f"/desk/{room}/{slug}").status_code == 200, room
