"""The twin: a shader as a differentiable function from its numbers to its picture."""

from __future__ import annotations

from functools import cached_property
from math import isfinite

import torch

from vlcritic.images import as_height_width
from vlcritic.languages.glsl.check import check
from vlcritic.languages.glsl.literals import literals
from vlcritic.languages.glsl.tokens import joined
from vlcritic.languages.glsl.twin.compiling.program import Compiled
from vlcritic.languages.glsl.twin.lanes import Lanes
from vlcritic.types import Literal, Size

CHUNK = 1 << 16  # pixels of all parameter sets evaluated at once: what stays in a core's cache
_DERIVATIVES = ("dFdx", "dFdy", "fwidth")


class Twin:
    """A shader, evaluated by torch.

    Args:
        source: Shadertoy-style fragment shader, as the exact renderer takes it.
        device, dtype: of the evaluation; float32 is what OpenGL computes in.
        edges: width in pixels over which comparisons, `step` and `floor` change from one value to the other, so that silhouettes have
            gradients; `None` for edges as sharp as OpenGL's.

    Raises:
        CheckError: the static checks refuse the shader.
        CompileError: it is not GLSL 3.30, or holds what the twin does not evaluate; with the line.
    """

    def __init__(self, source: str, *, device: str | torch.device = "cpu", dtype: torch.dtype = torch.float32, edges: float | None = None):
        check(source)
        self.source, self._text = source, joined(source)
        self.device, self.dtype, self.edges = torch.device(device), dtype, edges
        self._lanes = Lanes(dtype=dtype, device=device, edges=edges)
        self._as_written = Compiled(self._text, [], self._lanes)
        self._has_quads = any(name in self._text for name in _DERIVATIVES)

    @cached_property
    def literals(self) -> list[Literal]:
        """The numbers of the shader, in the order of the text."""
        return literals(self.source)

    @cached_property
    def _moving(self) -> Compiled:
        """The shader with its literals read from a list; as written, they are folded."""
        return Compiled(self._text, literals(self._text), self._lanes)

    @property
    def values(self) -> torch.Tensor:
        """The literals as written, `(P,)`."""
        return torch.tensor([literal.value for literal in self.literals], dtype=self.dtype, device=self.device)

    def __call__(
        self, values: torch.Tensor | None = None, *, size: Size = 256, time_s: float = 0.0, timeout_s: float | None = None
    ) -> torch.Tensor:
        """The picture `(3, H, W)` in [0, 1], row 0 at the top; `(N, 3, H, W)` for values `(N, P)`. NaN is black, as on the canvas.

        Args:
            values: a number for each literal, `(P,)` or `(N, P)`; as written where `None`. Gradients flow to those of floats.
            size: side, or height and width, in pixels.
            time_s: `iTime`.

        Raises:
            RenderTimeout: past `timeout_s`, or after too many turns of its loops.
            ValueError: not a number for each literal.
        """
        height, width = as_height_width(size)
        if values is None:
            return self._picture(None, height, width, time_s, timeout_s)[0]
        values = values.to(self.device, self.dtype)
        if values.shape[-1:] != (len(self.literals),) or values.ndim not in (1, 2):
            raise ValueError(f"values: expected (P,) or (N, P) with P = {len(self.literals)}, got {tuple(values.shape)}")
        batch = values.reshape(-1, len(self.literals))
        if torch.is_grad_enabled() and values.requires_grad:
            pictures = self._picture(batch, height, width, time_s, timeout_s)
        else:
            pictures = torch.empty((len(batch), 3, height, width), dtype=self.dtype, device=self.device)
            sets = max(1, CHUNK // (height * width))
            for part, place in zip(batch.split(sets), pictures.split(sets), strict=True):
                self._draw(part, place, time_s, timeout_s)
        return pictures if values.ndim == 2 else pictures[0]

    def _draw(self, values: torch.Tensor, place: torch.Tensor, time_s: float, timeout_s: float | None) -> None:
        """Put the pictures of `(N, P)` values where they belong, `(N, 3, H, W)`: no copy of them is made."""
        colour, nan = self.colour(values, *place.shape[-2:], time_s, timeout_s)
        for channel, lane in zip(place.unbind(1), colour, strict=True):
            channel.copy_(lane) if isinstance(lane, torch.Tensor) else channel.fill_(lane)
            channel.clamp_(0.0, 1.0)
        if nan is not None:
            place.masked_fill_(nan[:, None], 0.0)

    def _picture(self, values: torch.Tensor | None, height: int, width: int, time_s: float, timeout_s: float | None) -> torch.Tensor:
        """Pictures `(N, 3, H, W)` of `(N, P)` values."""
        sets = 1 if values is None else len(values)
        colour, nan = self.colour(values, height, width, time_s, timeout_s)
        shape = (sets, height, width)
        lanes = [torch.as_tensor(lane, dtype=self.dtype, device=self.device).expand(shape) for lane in colour]
        picture = torch.stack(lanes, dim=1).clamp(0.0, 1.0)
        return picture if nan is None else torch.where(nan[:, None], 0.0, picture)

    def colour(
        self, values, height: int, width: int, time_s: float = 0.0, timeout_s: float | None = None
    ) -> tuple[list, torch.Tensor | None]:
        """Red, green and blue lanes, unclamped, and where one of them is NaN (`None`: nowhere)."""
        rows, columns = (height + height % 2, width + width % 2) if self._has_quads else (height, width)
        uniforms = {
            "iResolution": [float(width), float(height), 1.0],
            "iTime": [self._lanes.number(time_s)],
            "gl_FragCoord": [*self._grid(height, rows, columns), 0.5, 1.0],
        }
        if values is None:
            lanes, discarded = self._as_written.run(uniforms, timeout_s=timeout_s)
        else:
            lanes, discarded = self._moving.run(uniforms, numbers=self._numbers(values), timeout_s=timeout_s)
        lanes = [self._lanes.select(discarded, 0.0, lane, "float") for lane in lanes[:3]]
        if (rows, columns) != (height, width):
            lanes = [_cropped(lane, height, width) for lane in lanes]
        return lanes, _nan(lanes)

    def _grid(self, height: int, rows: int, columns: int) -> list[torch.Tensor]:
        """`gl_FragCoord.xy`: pixel centres, from the bottom left, rows from the top down."""
        x = torch.arange(columns, device=self.device, dtype=self.dtype) + 0.5
        y = torch.arange(rows - 1, -1, -1, device=self.device, dtype=self.dtype) + 0.5
        return [x[None, None, :], y[None, :, None]]

    def _numbers(self, values: torch.Tensor) -> list:
        """A lane for each literal; a Python number where all sets agree and no gradient is asked for."""
        needs_gradient = torch.is_grad_enabled() and values.requires_grad
        is_same = (values == values[0]).all(dim=0).tolist()
        first = values[0].tolist()
        columns = values.t()[:, :, None, None]
        return [
            self._lane(column, literal, number if same else None, needs_gradient)
            for column, literal, number, same in zip(columns, self.literals, first, is_same, strict=True)
        ]

    def _lane(self, column: torch.Tensor, literal: Literal, same: float | None, needs_gradient: bool):
        """The lane of one literal, whose value in all sets is `same`; of an int, an int of any size.

        An int beyond 2²⁴ is not a float32: where its rounding is given, it is meant itself.
        """
        if literal.kind == "int":
            as_float = self._lanes.number(literal.value)
            if same is not None:
                return int(literal.value) if same == as_float else round(same)
            return torch.where(column == as_float, int(literal.value), column.detach().round().to(torch.int64))
        return column if same is None or needs_gradient else self._lanes.number(same)


def _cropped(lane, height: int, width: int):
    """Without the row above and the column to the right that complete the quads of an odd canvas."""
    if not isinstance(lane, torch.Tensor):
        return lane
    rows = slice(lane.shape[1] - height, None) if lane.shape[1] > 1 else slice(None)
    return lane[:, rows, :width]


def _nan(lanes: list) -> torch.Tensor | None:
    """Where a lane is NaN, `(n, h, w)` as far as the lanes reach; `None` where none is."""
    tensors = [torch.as_tensor(lane).reshape(-1, 1, 1) if not isinstance(lane, torch.Tensor) else lane for lane in lanes]
    if all(isfinite(lane.detach().sum()) for lane in tensors):  # one pass over the lane instead of three
        return None
    red, green, blue = map(torch.isnan, tensors)
    found = red | green | blue
    return found if found.any() else None
