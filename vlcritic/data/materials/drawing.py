"""Programs to pictures for the pipeline: a picture, or a word for why there is none. What is our fault is never held against a program."""

from __future__ import annotations

from collections.abc import Sequence

from vlcritic.errors import CheckError, ProgramError, RenderCrash, RendererError, RenderTimeout
from vlcritic.languages.base import Renderer
from vlcritic.types import Image

PROBE = """import bpy

def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new('ShaderNodeOutputMaterial')
    emission = nodes.new('ShaderNodeEmission')

    # links
    links.new(emission.outputs['Emission'], material_output.inputs['Surface'])
"""
"""A material that every renderer draws."""

WORDS = {RenderTimeout: "timeout", RenderCrash: "crash", CheckError: "check"}


def draw(render: Renderer, programs: Sequence[str]) -> list[Image | str]:
    """A picture for each program, or why there is none: `"timeout"`, `"crash"`, `"check"`, `"refused"`, or `"renderer"` for what is ours.

    Raises:
        RendererError: the renderer does not draw anything any more; nothing of this batch is told.
    """
    results = list(render(list(programs))) if programs else []
    failed = [place for place, result in enumerate(results) if isinstance(result, RendererError)]
    if failed:
        for place, result in zip(failed, render([programs[place] for place in failed]), strict=True):
            results[place] = result
        if any(isinstance(results[place], RendererError) for place in failed):
            _must_draw(render)
    return [_word(result) if isinstance(result, Exception) else result for result in results]


def _must_draw(render: Renderer) -> None:
    """Raises the renderer's error where it does not even draw the probe."""
    (probe,) = render([PROBE])
    if isinstance(probe, Exception):
        raise probe


def _word(error: ProgramError | RendererError) -> str:
    return "renderer" if isinstance(error, RendererError) else WORDS.get(type(error), "refused")
