"""The made-up catalogues: the same seed gives the same one, and a filled database is whole."""

import shutil

import pytest
from click.testing import CliRunner

from catalog import create_app
from catalog.commands import main
from catalog.config import Settings
from catalog.finder.bench import STATES, bench
from catalog.finder.index import FinderIndex
from catalog.finder.needs import fault_of
from catalog.finder.samples import Maker


def test_the_same_seed_gives_the_same_catalogue():
    def said(seed):
        return [(e.slug, e.name, e.kind, e.answers, e.record) for e in Maker(seed).shelf(80)]

    assert said(1) == said(1)
    assert said(1) != said(2)


def test_a_made_up_catalogue_looks_like_the_real_one():
    index = FinderIndex(Maker(1).shelf(3000))
    facets = index.plan().facets
    assert len(facets) + 1 >= 16
    lengths = index.column("depth_at")
    assert 250 < lengths.distinct <= 402
    unknown = len(index.plan().no_length) / len(index.everything)
    assert 0.3 < unknown < 0.4


def test_every_state_of_the_bench_is_a_filter():
    assert [state for state in STATES if state and fault_of(state)] == []


@pytest.mark.long
def test_a_filled_instance_is_whole_and_serves(tmp_path):
    filled = CliRunner().invoke(main, ["bench", "fill", "300", "--instance", str(tmp_path / "made")])
    assert filled.exit_code == 0, filled.output
    checked = CliRunner().invoke(main, ["check", "--instance", str(tmp_path / "made")])
    assert checked.exit_code == 0, checked.output
    app = create_app(Settings(instance=tmp_path / "made", secret_key="not a secret in tests"))
    client = app.test_client()
    counts = client.get("/devices.json?depth_at=0.5").json["counts"]
    assert sum(counts.values()) > 200
    again = CliRunner().invoke(main, ["bench", "fill", "5", "--instance", str(tmp_path / "made")])
    assert again.exit_code == 1
    assert "has products already" in again.output
    shutil.rmtree(tmp_path / "made")


def test_the_bench_prints_a_row_an_order_with_its_target():
    printed = CliRunner().invoke(bench, ["--devices", "200", "--devices", "1000", "--no-worker"])
    assert printed.exit_code == 0, printed.output
    assert "default" in printed.output
    assert "-checked" in printed.output
    assert "target" in printed.output
