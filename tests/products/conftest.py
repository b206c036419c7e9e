from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event


@pytest.fixture
def count_statements(app: Flask) -> Callable[[Callable[[], Any]], int]:
    """count_statements(lambda: page("/devices/a6")) → how many SQL statements that took."""

    def count(act: Callable[[], Any]) -> int:
        said: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            said.append(statement)

        engine = app.extensions["database"].replica
        event.listen(engine, "before_cursor_execute", note)
        try:
            act()
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return len(said)

    return count
