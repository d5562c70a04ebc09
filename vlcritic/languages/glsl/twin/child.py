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
            pictures = [_drawn(twin, *view, timeout_s=header["timeout_s"]) for view in header["views"]]
            return {"nan": max(nan for _, nan in pictures)}, b"".join(pixels for pixels, _ in pictures)
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


def _drawn(twin: Twin, height: int, width: int, time_s: float, *, timeout_s: float) -> tuple[bytes, float]:
    """RGB8 pixels, rows from the top, and the share of them that is NaN."""
    lanes, nan = twin.colour(None, height, width, time_s, timeout_s)
    pixels = torch.empty((height, width, 3), dtype=torch.uint8, device=twin.device)
    for channel, lane in zip(pixels.unbind(-1), lanes, strict=True):
        lane = torch.as_tensor(lane, dtype=twin.dtype, device=twin.device)
        channel.copy_(lane.clamp(0.0, 1.0).mul_(255.0).round_().expand(1, height, width)[0])
    if nan is None:
        return pixels.cpu().numpy().tobytes(), 0.0
    nan = nan.expand(1, height, width)[0]
    return pixels.masked_fill_(nan[..., None], 0).cpu().numpy().tobytes(), nan.double().mean().item()


if __name__ == "__main__":
    serve(open_twin)
