"""Each patch on the releases it names: fetched from the package index, patched, looked at, and put back.

The rest of the environment lies behind the release on Python's path. Oracle of values: PIL images, which the stock processors take; of the
gradient: its closed form, two frames over the standard deviation, where nothing is resized.
"""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import TEST_DATA
from vlcritic.cli import main
from vlcritic.patching import APPLICABLE, APPLIED, available, status

PROCESSOR = TEST_DATA / "processors/qwen2_5_vl"
RELEASES = {"4.57.6": ["tokenizers>=0.22,<=0.23", "huggingface-hub>=0.34,<1"], "5.24.0": []}  # with what they need of other versions
MODES = ("torchvision", "pil", "none")
STD = (0.26862954, 0.26130258, 0.27577711)  # Qwen2.5-VL-7B-Instruct, preprocessor_config.json
pytestmark = [
    pytest.mark.slow,
    pytest.mark.network,
    pytest.mark.timeout(1200),  # 80 to 200 s a release, most of it loading transformers six times
    pytest.mark.skipif(not PROCESSOR.is_dir(), reason="no Qwen2.5-VL processor: set VLCRITIC_TEST_DATA"),
]


@pytest.fixture(scope="module", params=RELEASES)
def site(request, tmp_path_factory):
    """A folder of installed packages with one release of transformers."""
    wheels, site = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("site")
    wanted = [f"transformers=={request.param}", *RELEASES[request.param]]
    subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", wheels, *wanted], check=True)
    for wheel in wheels.glob("*.whl"):
        zipfile.ZipFile(wheel).extractall(site)
    return site


def sources(site):
    return {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file() and path.suffix != ".pyc"}


def probe(site, mode, out):
    command = [sys.executable, "-W", "ignore", Path(__file__).with_name("probe.py"), mode, PROCESSOR, out]
    environment = os.environ | {"PYTHONPATH": str(site), "OMP_NUM_THREADS": "1"}
    result = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout.splitlines()[-1])


def patch(action, site, capsys):
    code = main(["patch", action, "--site", str(site), "--json"])
    document = json.loads(capsys.readouterr().out)
    assert code == 0 and len(document) == 2, document
    return {entry["state"] for entry in document}


def test_the_gradient_reaches_the_pixels_and_the_files_come_back(site, tmp_path, capsys):
    before = sources(site)
    stock = {mode: probe(site, mode, tmp_path / f"stock-{mode}.npz") for mode in MODES}
    assert "Torchvision" in stock["none"]["error"]  # the problems, as the headers tell them
    assert all(case.get("gradient") is None for case in stock["pil"]["cases"])
    assert all(case["difference"] > 1 for case in stock["torchvision"]["cases"])

    assert patch("apply", site, capsys) == {APPLIED}
    found = {mode: probe(site, mode, tmp_path / f"{mode}.npz") for mode in MODES}
    for mode in MODES:
        reference = np.load(tmp_path / f"stock-{'pil' if mode == 'none' else mode}.npz")
        values = np.load(tmp_path / f"{mode}.npz")
        assert len(reference.files) == 2 and all(np.array_equal(values[name], reference[name]) for name in reference.files)
        whole, resized = found[mode]["cases"]
        assert whole["difference"] < 1e-5  # float32
        assert resized["difference"] < 2 / 255 / min(STD)  # PIL rounds to a level after each of two passes
        assert np.allclose(whole["gradient"], [[2 / std] * 2 for std in STD], rtol=1e-5)
        assert np.min(resized["gradient"]) > 0  # every pixel counts: the smooth picture is nowhere clamped

    assert patch("revert", site, capsys) == {APPLICABLE}
    assert sources(site) == before
    print(json.dumps({"stock": stock, "patched": found}))  # shown with -s


def test_the_newest_release_is_one_of_those(tmp_path):
    """Fails when transformers moves on: look at its image processors, then extend a patch or add one."""
    command = [sys.executable, "-m", "pip", "index", "versions", "transformers"]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    newest = re.match(r"transformers \(([\d.]+)\)", output)[1]
    assert newest in RELEASES and any(newest in patch.versions for patch in available())


def test_the_newest_patch_fits_only_versions_that_it_names(site):
    states = {patch.name: status(patch, site=site).state for patch in available()}
    assert sorted(states.values()) == [APPLICABLE] * 2 + ["other version"] * 2, states
