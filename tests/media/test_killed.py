"""A process that dies half-way, killed for real, on both databases."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent / "killed_process.py"


def killed(url, folder, how, rounds) -> int:
    command = [sys.executable, str(SCRIPT), url, str(folder), how, str(rounds)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr
    return int(re.fullmatch(r"killed (\d+)\n", done.stdout)[1])


@pytest.mark.long
def test_killed_before_any_line_of_what_writes_nothing_is_lost_and_nothing_left(database_url, tmp_path):
    """The rounds go on until one comes through: then there was one for each line."""
    assert killed(database_url, tmp_path, "lines", 5000) > 100


@pytest.mark.long
def test_killed_at_any_moment_nothing_is_lost_and_nothing_left(database_url, tmp_path):
    assert killed(database_url, tmp_path, "moments", 80) > 10


def test_a_process_that_is_killed_at_some_lines_leaves_nothing_lost(sqlite_url, tmp_path):
    assert killed(sqlite_url, tmp_path, "lines", 12) == 12
