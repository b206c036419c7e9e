"""Every kind of page before the Nu HTML Checker, which knows the whole standard.

Needs Java and the checker's jar in CATALOG_VNU_JAR; `.ci/run` brings both.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from flask import Flask

from tests.every_page import EVERY_PAGE

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def checker() -> list[str]:
    """The command line of the checker."""
    jar, java = os.environ.get("CATALOG_VNU_JAR", ""), shutil.which("java")
    if not jar or not java:
        pytest.skip("The Nu HTML Checker needs Java and CATALOG_VNU_JAR")
    assert Path(jar).is_file(), f"CATALOG_VNU_JAR names no file: {jar}"
    return [java, "-jar", jar, "--errors-only", "--format", "text"]


def test_every_page_is_valid_html(seeded_app: Flask, checker: list[str], tmp_path: Path) -> None:
    client = seeded_app.test_client()
    for place, address in enumerate(EVERY_PAGE.values()):
        response = client.get(address)
        assert response.status_code in (200, 404), address
        (tmp_path / f"{place:02}.html").write_bytes(response.data)
    found = subprocess.run(
        [*checker, str(tmp_path)], capture_output=True, text=True, timeout=300, check=False
    )
    names = {f"{place:02}.html": address for place, address in enumerate(EVERY_PAGE.values())}
    errors = found.stderr
    for name, address in names.items():
        errors = errors.replace(f"file:{tmp_path / name}", address)
    assert found.returncode == 0, errors


def test_the_checker_does_find_faults(checker: list[str], tmp_path: Path) -> None:
    page = tmp_path / "wrong.html"
    page.write_text('<!doctype html><html lang="en"><title>x</title><p id="a"><ul><li id="a"></ul><blink>')
    found = subprocess.run([*checker, str(page)], capture_output=True, text=True, timeout=120, check=False)
    assert found.returncode != 0
    assert "Duplicate ID" in found.stderr
