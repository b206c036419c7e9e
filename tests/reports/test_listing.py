"""`catalog reports`: what came in, read in a terminal."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from catalog.commands import main
from catalog.config import Settings
from catalog.db import open_database
from catalog.reports.editing import file_report
from catalog.reports.models import Report


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["reports", *words])


@pytest.fixture
def instance(tmp_path: Path, empty_file: Path) -> str:
    """An instance with two reports."""
    (tmp_path / "catalog.sqlite3").write_bytes(empty_file.read_bytes())
    database = open_database(Settings(instance=tmp_path))
    texts = ("It weighs 180 g.\nPage 7.", "[bold]Not[/bold] 9,000 [/] rpm")
    with database.writer() as session:
        for text, value in zip(texts, ("weight", "motor_speed"), strict=True):
            fields = {"kind": "error", "page": "/devices/a6", "version": 412, "link": "https://example.com/m"}
            file_report(session, Report(day="2026-03-01", text=text, value=value, **fields), "0" * 32)
        session.commit()
    database.close()
    return str(tmp_path)


def test_the_newest_comes_first_with_all_that_was_said(instance):
    lines = [line.strip() for line in run("--instance", instance).output.splitlines() if line.strip()]
    assert lines == [
        "2  2026-03-01  An error  (open)",
        "/devices/a6 · Motor speed · version 412",
        "[bold]Not[/bold] 9,000 [/] rpm",
        "https://example.com/m",
        "1  2026-03-01  An error  (open)",
        "/devices/a6 · Weight · version 412",
        "It weighs 180 g.",
        "Page 7.",
        "https://example.com/m",
    ]


def test_a_report_that_is_done_is_listed_on_request_only(instance):
    assert run("--done", "2", "--instance", instance).output == "Report 2 is done.\n"
    assert "Motor speed" not in run("--instance", instance).output
    assert "(done on " in run("--all", "--instance", instance).output
    run("--done", "1", "--instance", instance)
    assert run("--instance", instance).output == "No report is open.\n"


def test_closing_what_is_not_there_is_a_sentence(instance):
    result = run("--done", "99", "--instance", instance)
    assert (result.exit_code, result.output) == (1, "There is no report 99.\n")
