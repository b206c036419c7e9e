"""Refusals as problem details (RFC 9457): what is wrong, with which parameter, and what would be right."""

from __future__ import annotations

from typing import Annotated, Any, Final

import msgspec
from msgspec import UNSET, Meta, UnsetType

MEDIA_TYPE: Final = "application/problem+json"
TYPES: Final = {
    "unknown-parameter": "A parameter that this address does not know",
    "bad-parameter": "A parameter that cannot be read",
    "unknown-cursor": "A cursor that leads nowhere",
    "no-such-time": "A time of which nothing is on record",
    "not-found": "Nothing has this name",
    "gone": "Taken off the catalogue",
    "not-allowed": "This address is for reading",
    "unreadable": "A request that cannot be read",
    "broken": "Something broke",
    "resting": "The catalogue is resting",
}
"""Last part of the type → its title. The types are explained on `/api`."""
_OF_STATUS: Final = {404: "not-found", 405: "not-allowed", 410: "gone", 500: "broken", 503: "resting"}


class Problem(msgspec.Struct, kw_only=True):
    """What is wrong with a request (RFC 9457)."""

    type: Annotated[str, Meta(description="Address where this kind of problem is explained.")]
    title: Annotated[str, Meta(description="The kind of problem, in words.")]
    status: Annotated[int, Meta(description="The status of HTTP, again.", ge=400, le=599)]
    detail: Annotated[str, Meta(description="What is wrong here, and what would be right.")]
    parameter: (
        Annotated[str, Meta(description="The parameter concerned, where it is one of the query.")] | UnsetType
    ) = UNSET
    nearest: (
        Annotated[str, Meta(description="Of an unknown parameter: the known one that is nearest.")]
        | UnsetType
    ) = UNSET


class RefusedError(ValueError):
    """A request that is not answered: 400 where it cannot be read, 404 and 410 where nothing is there."""

    def __init__(self, status: int, kind: str, detail: str, parameter: str = "", nearest: str = "") -> None:
        super().__init__(detail)
        self.status, self.kind, self.parameter, self.nearest = status, kind, parameter, nearest


def problem(status: int, kind: str, detail: str, parameter: str = "", nearest: str = "") -> Problem:
    """The problem of that kind, one of `TYPES`."""
    return Problem(
        type=f"/api#problem-{kind}",
        title=TYPES[kind],
        status=status,
        detail=detail,
        parameter=parameter or UNSET,
        nearest=nearest or UNSET,
    )


def of_error(error: RefusedError) -> Problem:
    """The problem that a refusal is."""
    return problem(error.status, error.kind, str(error), error.parameter, error.nearest)


def of_status(status: int, detail: str) -> Problem:
    """The problem of an error that was raised elsewhere, by its status."""
    kind = _OF_STATUS.get(status, "broken" if status >= 500 else "unreadable")
    return problem(status, kind, detail)


def encoded(found: Problem) -> bytes:
    """Its bytes."""
    return msgspec.json.encode(found)


def as_data(found: Problem) -> dict[str, Any]:
    """Its values, for examples."""
    data: dict[str, Any] = msgspec.to_builtins(found)
    return data
