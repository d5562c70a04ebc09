"""The fixtures of the nano tests: a very small model, and Qwen2.5-VL's own processor."""

from tests.nano.conftest import qwen_processor, tiny_nano  # noqa: F401
