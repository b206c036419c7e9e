"""Questions made from the description itself: every answer, header and refusal is as described."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode


def operations(app: Flask) -> Iterator[Any]:
    """Every address and method that the description has."""
    schema = schemathesis.openapi.from_wsgi("/openapi.json", app)
    for found in schema.get_all_operations():
        yield found.ok()


def ask(app: Flask, examples: int) -> int:
    """Ask so many questions of each, right ones and wrong ones; all checks. How many were asked."""
    asked = 0
    for operation in operations(app):
        cases = [operation.as_strategy(generation_mode=mode) for mode in GenerationMode]

        @settings(
            max_examples=examples,
            derandomize=True,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.explicit, Phase.generate, Phase.shrink),
        )
        @given(case=st.one_of(cases))
        def hold(case: Case) -> None:
            nonlocal asked
            asked += 1
            # Compression is the transport's: what is read here comes without it.
            case.call_and_validate(headers={"Accept-Encoding": "identity"})

        hold()
    return asked


def test_a_few_questions_to_every_address(rich_app: Flask) -> None:
    assert ask(rich_app, 3) >= 3 * 50


@pytest.mark.long
def test_many_questions_to_every_address(rich_app: Flask) -> None:
    # Three hundred found nothing more, for five minutes of the processor.
    assert ask(rich_app, 100) >= 100 * 50
