"""A material drawn in closed form by numpy, instead of by Blender: stripes through a ramp, times a checker in a second colour."""

import numpy as np

from vlcritic.data.materials.builder import Builder
from vlcritic.errors import CompileError
from vlcritic.languages.blender.read import read
from vlcritic.languages.blender.write import write


def material(*, scale=4.0, stops=(0.3, 0.7), dark=(0.1, 0.2, 0.6), light=(0.8, 0.6, 0.3), wave="BANDS", roughness=0.4, idle=0.7) -> str:
    """Its numbers are scale, idle, stops, colours and roughness; its words the wave's type and the ramp's interpolation."""
    b = Builder()
    wave = b.wave(scale=scale, detail_roughness=idle, wave_type=wave)
    colour = b.ramp(wave.fac, [(stops[0], dark), (stops[1], light)], "EASE")
    b.output(b.principled(base_color=b.mix(0.9, colour, (0.3, 0.3, 0.3), blend="MULTIPLY"), roughness=roughness))
    return write(b.finish())


class MaterialRenderer:
    """Counts its renders, and stops like a killed run after so many; of the words only the wave's type shows."""

    def __init__(self, *, stop_after: int | None = None):
        self.stop_after, self.rendered, self.programs = stop_after, 0, []

    def __call__(self, programs, *, size=None):
        self.rendered += len(programs)
        self.programs += programs
        if self.stop_after is not None and self.rendered > self.stop_after:
            raise KeyboardInterrupt
        return [CompileError("broken") if "# broken" in program else draw(program, size) for program in programs]


def draw(program: str, size: tuple[int, int]) -> np.ndarray:
    nodes = {node.idname: node for node in read(program).nodes}
    wave, bsdf = nodes["ShaderNodeTexWave"], nodes["ShaderNodeBsdfPrincipled"]
    y, x = ((np.indices(size) + 0.5) / np.array(size)[:, None, None]) - 0.5
    along = x if wave.settings.get("wave_type", "BANDS") == "BANDS" else np.hypot(x, y)
    stripes = 0.5 + 0.5 * np.sin(4 * along * wave.inputs["Scale"])
    stops = nodes["ShaderNodeValToRGB"].ramp.stops
    places, colours = [stop[0] for stop in stops], np.array([stop[1][:3] for stop in stops])
    picture = np.stack([np.interp(stripes, places, channel) for channel in colours.T], axis=-1)
    light = 1 - bsdf.inputs["Roughness"] * np.hypot(x, y)
    return (255 * np.clip(picture * light[..., None], 0, 1)).round().astype(np.uint8)
