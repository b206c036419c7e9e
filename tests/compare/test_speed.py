"""What a comparison costs, counted and not timed."""

import pytest
from sqlalchemy import event

SIX = "dr-pen-a6,exceed,genosys-dts-roller-0-5mm,dermapen-4,banisher-3,zgts-192"
PATHS = ("/compare", "/compare.json", "/compare.csv", "/compare.md")


@pytest.fixture
def statements(seeded_app):
    """The SQL statements of everything the application asks, as they come."""
    said = []

    def note(_connection, _cursor, statement, *_rest):
        said.append(statement)

    database = seeded_app.extensions["database"]
    engines = {id(engine): engine for engine in (database.engine, database.replica)}.values()
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield said
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("path", PATHS)
def test_six_devices_cost_no_statement_when_the_projections_are_current(seeded_client, statements, path):
    assert seeded_client.get(f"{path}?d={SIX}&base=exceed").status_code == 200
    statements.clear()
    # Another address, so that no kept page answers.
    response = seeded_client.get(f"{path}?d={SIX}&base=exceed&hide=weight&depth_at=0.5")
    assert response.status_code == 200
    assert statements == []


def test_only_an_unknown_name_is_looked_up(seeded_client, statements):
    seeded_client.get(f"/compare.json?d={SIX}")
    statements.clear()
    seeded_client.get("/compare.json?d=exceed,nobody,nobody-else")
    assert 0 < len(statements) <= 4
