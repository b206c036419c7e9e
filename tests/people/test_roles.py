"""Who may what: the table, row by row, and every address of the desk with every role."""

import pytest

from catalog.desk.guard import NEEDS
from catalog.people import permissions
from tests.factories import catalogue
from tests.html import Page
from tests.signed_in import Visitor, make_account

ALL, UPPER, TOP = ("author", "editor", "admin"), ("editor", "admin"), ("admin",)


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        ("use the desk", ALL),
        ("write own texts", ALL),
        ("publish own texts", ALL),
        ("write all texts", UPPER),
        ("publish all texts", UPPER),
        ("write facts", UPPER),
        ("write the method", UPPER),
        ("answer reports", UPPER),
        ("moderate comments", UPPER),
        ("look after people", TOP),
    ],
)
def test_a_permission_is_had_by_these_roles_and_no_others(permission, roles):
    assert tuple(role for role in ALL if permissions.may(role, permission)) == roles


def test_the_tests_above_are_of_all_permissions():
    tested = test_a_permission_is_had_by_these_roles_and_no_others.pytestmark[0].args[1]
    assert {permission for permission, _ in tested} == set(permissions.PERMISSIONS)


def test_a_permission_that_is_not_in_the_table_is_nobodys():
    with pytest.raises(KeyError):
        permissions.may("admin", "fly")


def desk_rules(app):
    """The addresses that are there for everybody's sake; those of kinds of text follow below."""
    rules = (rule for rule in app.url_map.iter_rules() if f"{rule.rule}/".startswith("/desk/"))
    return [rule for rule in rules if "room" not in rule.arguments]


def calls(app):
    """(method, address, permission) of every address of the desk."""
    for rule in desk_rules(app):
        permission = getattr(app.view_functions[rule.endpoint], NEEDS, None)
        assert permission in permissions.PERMISSIONS, f"{rule.rule} does not say what it needs"
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            with app.test_request_context():
                yield method, app.url_for(rule.endpoint, **dict.fromkeys(rule.arguments, 1)), permission


def test_every_address_of_the_desk_asks_a_stranger_to_sign_in(app):
    client, seen = app.test_client(), 0
    for method, address, _ in calls(app):
        response = client.open(address, method=method)
        assert (response.status_code, response.location.partition("?")[0]) == (303, "/sign-in"), address
        assert response.headers["Cache-Control"] == "no-store"
        seen += 1
    assert seen >= 13


@pytest.mark.parametrize("role", ALL)
def test_every_address_of_the_desk_is_open_to_the_roles_of_its_permission(app, role):
    with catalogue(app) as session:
        make_account(session, "boss")
        make_account(session, "anna", role)
    visitor = Visitor(app.test_client())
    visitor.sign_in()
    for method, address, permission in calls(app):
        response = visitor.client.open(address, method=method)
        # A form without its token is refused, and what is not there is not found: both are past the guard.
        expected = (200, 404) if method == "GET" else (400, 404)
        allowed = role in permissions.PERMISSIONS[permission]
        assert response.status_code in (expected if allowed else (403,)), f"{method} {address}"
        assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("role", ALL)
def test_every_kind_of_text_is_open_to_the_roles_of_its_permission(app, role):
    with catalogue(app) as session:
        make_account(session, "boss")
        make_account(session, "anna", role)
    visitor = Visitor(app.test_client())
    visitor.sign_in()
    kinds = app.extensions["editable"]
    assert len(kinds) >= 10
    for room, kind in kinds.items():
        wanted = "write own texts" if kind.permission == "texts" else kind.permission
        allowed = role in permissions.PERMISSIONS[wanted]
        for address in (f"/desk/{room}", *([f"/desk/{room}/new"] if kind.can_be_made else [])):
            assert visitor.client.get(address).status_code == (200 if allowed else 403), address


def test_who_may_not_is_told_which_role_may(app):
    with catalogue(app) as session:
        make_account(session, "anna", "editor")
    visitor = Visitor(app.test_client())
    visitor.sign_in()
    page = Page(visitor.client.get("/desk/people"))
    assert "You are signed in as an editor; this is for an admin." in page.text("main")


def test_the_only_admin_stays_one(app, anna, visitor, stored):
    visitor.sign_in()
    for action, data in (("/desk/people/1/role", {"role": "author"}), ("/desk/people/1/off", {})):
        response = visitor.send("/desk", action, **data)
        assert response.status_code == 422
        assert "only admin" in response.text
    assert (stored("anna").role, stored("anna").is_active) == ("admin", True)


def test_an_admin_changes_a_role_and_turns_people_off_and_on(app, anna, visitor, another, stored):
    with catalogue(app) as session:
        number = make_account(session, "ben", "author").id
    visitor.sign_in()
    another.sign_in("ben")
    assert visitor.send("/desk", f"/desk/people/{number}/role", role="editor").status_code == 303
    assert stored("ben").role == "editor"
    assert another.client.get("/desk").status_code == 303
    visitor.send("/desk", f"/desk/people/{number}/off")
    assert another.sign_in("ben").status_code == 422
    visitor.send("/desk", f"/desk/people/{number}/on")
    assert another.sign_in("ben").status_code == 303
    assert visitor.send("/desk", f"/desk/people/{number}/role", role="king").status_code == 422
    assert visitor.send("/desk", "/desk/people/99/off").status_code == 404
