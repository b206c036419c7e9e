"""The wheel, installed in an empty environment, is the whole catalogue."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.test_commands import get, serving

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not shutil.which("uv"):
        pytest.skip("uv is not installed")
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(["uv", "build", "--quiet", "--wheel", "--out-dir", folder, ROOT], check=True)
    return next(folder.glob("catalog-*.whl"))


def test_the_wheel_carries_everything_that_is_not_python(wheel: Path) -> None:
    carried = set(zipfile.ZipFile(wheel).namelist())
    for folder, inside in (("templates", "templates"), ("migrations", "migrations"), ("seeds", "seeds")):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert f"catalog/{inside}/{path.relative_to(ROOT / folder)}" in carried
    for path in (ROOT / "catalog" / "static").rglob("*"):
        if path.is_file():
            assert str(path.relative_to(ROOT)) in carried


def test_a_catalogue_is_served_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    python = environment / "bin" / "python"
    subprocess.run(["uv", "venv", "--quiet", "--python", sys.executable, environment], check=True)
    subprocess.run(["uv", "pip", "install", "--quiet", "--python", python, wheel], check=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    with serving(
        tmp_path / "instance", program=[str(environment / "bin" / "catalog")], cwd=elsewhere, env=clean
    ) as (_process, address):
        status, html, version = get(f"{address}/")
        assert status == 200
        assert "<h1" in html
        assert int(version) > 300
    checked = subprocess.run(
        [environment / "bin" / "catalog", "check", "--instance", tmp_path / "instance"],
        cwd=elsewhere,
        env=clean,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stderr
