"""Renderers without Blender: pictures that depend on the program's text alone, and every way to fail."""

import hashlib

import numpy as np

from vlcritic.data.materials.drawing import PROBE
from vlcritic.data.materials.store import Stage

GOOD = """import bpy

def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new('ShaderNodeOutputMaterial')
    principled_bsdf = nodes.new('ShaderNodeBsdfPrincipled')
    noise_texture = nodes.new('ShaderNodeTexNoise')

    # links
    links.new(principled_bsdf.outputs['BSDF'], material_output.inputs['Surface'])
    links.new(noise_texture.outputs['Color'], principled_bsdf.inputs['Base Color'])

    # values
    noise_texture.inputs['Scale'].default_value = {}
"""


def blocks(seed, side=64):
    """Squares of four pixels in random colours: plenty of detail, no two alike."""
    rng = np.random.default_rng(int.from_bytes(hashlib.blake2b(str(seed).encode(), digest_size=8).digest()))
    return np.kron(rng.integers(0, 256, (side // 4, side // 4, 3)), np.ones((4, 4, 1))).astype(np.uint8)


class Painter:
    """Draws `picture(program)`: a picture, or the error that it returns."""

    def __init__(self, picture=blocks):
        self.picture, self.asked = picture, []

    def __call__(self, programs, *, size=None):
        self.asked += programs
        return [blocks(program) if program == PROBE else self.picture(program) for program in programs]


class Dead(Painter):
    """Draws so many programs, and then nothing any more."""

    def __init__(self, error, after=0):
        super().__init__()
        self.error, self.after = error, after

    def __call__(self, programs, *, size=None):
        self.asked += programs
        return [blocks(program) if self.asked.index(program) < self.after else self.error for program in programs]


def stage_of(folder, programs, *, images=blocks, origin="wood"):
    """A finished stage of these programs, by id."""
    with Stage(folder, {"stage": "generate"}) as stage:
        for identity, program in programs.items():
            stage.add({"id": identity, "program": program, "origin": origin, "rejected": ""}, images(program) if images else None)
        stage.finish()
    return folder
