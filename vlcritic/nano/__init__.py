"""The nano model: a Qwen2.5-VL in architecture and files, small enough to train on a laptop's CPU.

It is a directory that `AutoModelForImageTextToText` and `AutoProcessor` load, so nothing else in vlcritic knows it apart from a 7B model.
"""

from vlcritic.nano.build import build_nano
from vlcritic.nano.pretrain import pretrain_tower

__all__ = ["build_nano", "pretrain_tower"]
