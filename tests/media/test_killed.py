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
def test_killed_before_each_effect_nothing_is_lost_and_nothing_left(database_url, tmp_path):
    """The rounds go on until one comes through: then there was one for each effect."""
    assert killed(database_url, tmp_path, "effects", 500) > 30


@pytest.mark.long
def test_killed_at_any_moment_nothing_is_lost_and_nothing_left(database_url, tmp_path):
    assert killed(database_url, tmp_path, "moments", 40) > 10


def test_killed_while_the_first_files_are_written_nothing_is_lost_and_nothing_left(sqlite_url, tmp_path):
    assert killed(sqlite_url, tmp_path, "effects", 8) == 8
