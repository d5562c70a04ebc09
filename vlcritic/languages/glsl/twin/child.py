"""The twin in a child process: `python -m vlcritic.languages.glsl.twin.child`. Draws without OpenGL; frames are those of the OpenGL child.

Every shader is compiled for every request: that costs milliseconds. On a GPU where torch finds one.
"""

from __future__ import annotations

import gc
from platform import processor

import torch

from vlcritic.errors import CheckError, CompileError, RenderTimeout
from vlcritic.languages.glsl import harness
from vlcritic.languages.glsl.twin.twin import Twin
from vlcritic.rendering.serve import serve


def open_twin() -> tuple[dict, object]:
    """The hello, and the function that answers a request."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    name = torch.cuda.get_device_name() if device == "cuda" else processor() or "CPU"

    @torch.no_grad()
    def answer(header: dict, payload: bytes) -> tuple[dict, bytes]:
        try:
            twin = Twin(payload.decode(errors="surrogatepass"), device=device)
            return {}, b"".join(_drawn(twin, *view, timeout_s=header["timeout_s"]) for view in header["views"])
        except CheckError as error:
            return {"refused": str(error), "line": error.line}, b""
        except CompileError as error:
            return {"uncompiled": str(error), "line": error.line}, b""
        except RenderTimeout as error:
            return {"timeout": str(error), "line": error.line}, b""

    answer({"views": [(8, 8, 0.0)], "timeout_s": 60.0}, harness.BLACK.encode())  # what torch loads on first use
    gc.freeze()  # a compiled shader is thousands of small objects: at the usual pace the collector takes a sixth of the time
    gc.set_threshold(100_000)
    return {"device": f"twin · torch {torch.__version__} on {name}", "on_cpu": device == "cpu"}, answer


def _drawn(twin: Twin, height: int, width: int, time_s: float, *, timeout_s: float) -> bytes:
    """RGBA8 pixels, rows from the bottom, alpha 0 where the colour is NaN."""
    lanes, nan = twin.colour(None, height, width, time_s, timeout_s)
    red, green, blue = (
        torch.as_tensor(lane, dtype=twin.dtype, device=twin.device).clamp(0.0, 1.0).mul_(255.0).round_().expand(1, height, width)[0].flip(0)
        for lane in lanes
    )
    packed = torch.add(red, green, alpha=256.0).add_(blue, alpha=65536.0)  # below 2²⁴: exact in float32
    pixels = packed.to(torch.int32).bitwise_or_(-0x1000000)
    if nan is not None:
        pixels.masked_fill_(nan.expand(1, height, width)[0].flip(0), 0)
    return pixels.cpu().numpy().tobytes()


if __name__ == "__main__":
    serve(open_twin)
