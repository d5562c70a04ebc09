"""The scene that materials are shown in; runs inside Blender.

A square of two metres that just fills the picture of a camera straight above it, lit by a point light at the camera and a dim grey world.
Light becomes sRGB by its formula alone (Blender's Standard view transform). On a canvas that is not square the longer side sees two metres.

Source: VLMaterial (ICLR 2025), the data set's scene.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable
from pathlib import Path

import bpy
import cycles
import numpy as np

CAMERA_M = 2.78  # above the plane; the default lens (50 mm before 36 mm) sees 2.0016 m from there
LIGHT_W = 500.0
WORLD = (0.1, 0.1, 0.1, 1.0)
BOUNCES = 4  # of light; on the plane 0 draws the same (11 kinds of shaders at 256 samples), cloth and sphere can light themselves
SPHERE_M = 0.9  # radius: one of 1 m would stand out of the picture
FOLDS = (
    (0.07, 3.1, 1.3, 0.4),
    (0.05, -2.2, 4.7, 1.9),
    (0.03, 7.9, 5.3, 0.0),
)  # of the cloth: height (m), radians a metre in x and y, phase
CLOTH_M = 1.15  # half its side: it hangs over the picture's edges

Point = tuple[float, float, float]


class Stage:
    """The scene with one object that wears a material.

    Args:
        preview: one of `SURFACES`.
        samples: paths a pixel.
        engine: "cycles", on one thread of the CPU, or "eevee", which needs a GPU or OpenGL.
    """

    def __init__(self, *, preview: str, samples: int, engine: str):
        bpy.ops.wm.read_factory_settings(use_empty=True)
        self._scene = bpy.context.scene
        self._object = self._add(preview, _mesh(*SURFACES[preview]))
        self._add_camera_and_light()
        self._add_world()
        self._set_output()
        {"cycles": self._use_cycles, "eevee": self._use_eevee}[engine](samples)

    def draw(self, material: bpy.types.Material, height: int, width: int) -> bytes:
        """The object in a material as RGB8 rows from the top, sRGB. NaN is black, infinities are white or black."""
        self._object.data.materials.clear()
        self._object.data.materials.append(material)
        self._scene.render.resolution_x, self._scene.render.resolution_y = width, height
        InMemory.picture = None  # a render that fails must not show the one before
        bpy.ops.render.render()
        return _bytes(self._pixels().reshape(height, width, 4)[::-1, :, :3])

    def leave(self, material: bpy.types.Material | None) -> None:
        """Dress the object, and leave the scene to a Blender that does not know us."""
        if material is not None:
            self._object.data.materials.append(material)
        self._scene.render.engine = "CYCLES"

    def _add(self, name: str, data) -> bpy.types.Object:
        added = bpy.data.objects.new(name, data)
        self._scene.collection.objects.link(added)
        return added

    def _add_camera_and_light(self) -> None:
        camera = self._add("camera", bpy.data.cameras.new("camera"))  # a new one has the lens of 50 mm and the sensor of 36 mm
        self._scene.camera = camera
        light = bpy.data.lights.new("light", "POINT")
        light.energy, light.shadow_soft_size = LIGHT_W, 0.0
        camera.location = self._add("light", light).location = (0.0, 0.0, CAMERA_M)

    def _add_world(self) -> None:
        world = self._scene.world = bpy.data.worlds.new("world")
        with_nodes(world)
        world.node_tree.nodes["Background"].inputs["Color"].default_value = WORLD

    def _set_output(self) -> None:
        render = self._scene.render
        render.resolution_percentage = 100
        render.threads_mode, render.threads = "FIXED", 1
        render.use_compositing = render.use_sequencer = False
        render.film_transparent = False
        self._scene.view_settings.view_transform = "Standard"

    def _saved(self) -> np.ndarray:
        """The same by way of a file, for an engine whose picture cannot be had otherwise."""
        bpy.data.images["Render Result"].save_render(self._scene.render.filepath, scene=self._scene)
        image = bpy.data.images.load(self._scene.render.filepath)
        picture = np.empty(len(image.pixels), np.float32)
        image.pixels.foreach_get(picture)
        bpy.data.images.remove(image)
        return picture

    def _use_cycles(self, samples: int) -> None:
        settings = self._scene.cycles
        settings.device, settings.samples, settings.seed = "CPU", samples, 0
        settings.use_denoising = settings.use_adaptive_sampling = settings.use_animated_seed = False
        settings.use_auto_tile = settings.shading_system = False
        settings.max_bounces, settings.transparent_max_bounces = BOUNCES, BOUNCES
        self._scene.render.engine = InMemory.bl_idname
        self._pixels = InMemory.taken

    def _use_eevee(self, samples: int) -> None:
        engines = {item.identifier for item in bpy.types.RenderSettings.bl_rna.properties["engine"].enum_items}
        self._scene.render.engine = "BLENDER_EEVEE_NEXT" if "BLENDER_EEVEE_NEXT" in engines else "BLENDER_EEVEE"
        self._scene.eevee.taa_render_samples = samples
        self._scene.render.image_settings.file_format = "OPEN_EXR"
        self._scene.render.filepath = str(Path(tempfile.mkdtemp(prefix="vlcritic-")) / "picture.exr")
        self._pixels = self._saved


class InMemory(cycles.CyclesRender):
    """Cycles, whose picture is taken where it lies: no file is written, and nothing is rounded on the way."""

    bl_idname = "VLCRITIC_CYCLES"
    bl_label = "Cycles in memory"
    picture: np.ndarray | None = None

    def render(self, depsgraph):
        super().render(depsgraph)
        rect = self.get_result().layers[0].passes["Combined"].rect
        picture = np.empty(4 * len(rect), np.float32)
        rect.foreach_get(picture)
        InMemory.picture = picture

    @staticmethod
    def taken() -> np.ndarray:
        """RGBA of the latest picture in linear light, rows from the bottom."""
        if InMemory.picture is None:
            raise RuntimeError("Cycles drew nothing")
        return InMemory.picture


bpy.utils.register_class(InMemory)


def with_nodes(owner) -> None:
    """Give a material or a world its node tree, which has come by itself since Blender 6.0."""
    if owner.node_tree is None:
        owner.use_nodes = True


def _bytes(light: np.ndarray) -> bytes:
    """Linear light as sRGB of 8 bits. Source: IEC 61966-2-1."""
    light = np.clip(np.nan_to_num(light, nan=0.0, posinf=1.0, neginf=0.0), 0.0, 1.0)
    encoded = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    return (255.0 * encoded + 0.5).astype(np.uint8).tobytes()


def _plane(u: float, v: float) -> Point:
    return 2 * u - 1, 2 * v - 1, 0.0


def _sphere(u: float, v: float) -> Point:
    around, up = 2 * math.pi * u, math.pi * (v - 0.5)
    return SPHERE_M * math.cos(up) * math.cos(around), SPHERE_M * math.cos(up) * math.sin(around), SPHERE_M * math.sin(up)


def _cloth(u: float, v: float) -> Point:
    x, y = CLOTH_M * (2 * u - 1), CLOTH_M * (2 * v - 1)
    return x, y, sum(height * math.sin(along * x + across * y + phase) for height, along, across, phase in FOLDS)


SURFACES: dict[str, tuple[Callable[[float, float], Point], int, int]] = {
    "plane": (_plane, 1, 1),
    "sphere": (_sphere, 64, 32),
    "cloth": (_cloth, 96, 96),
}
"""What can wear a material: a function of (u, v) in [0, 1]², and how many faces it has along each."""


def _mesh(place: Callable[[float, float], Point], columns: int, rows: int) -> bpy.types.Mesh:
    """A smooth surface of quads, whose UV map is (u, v)."""
    corners = [(u / columns, v / rows) for v in range(rows + 1) for u in range(columns + 1)]
    starts = [u + (columns + 1) * v for v in range(rows) for u in range(columns)]
    faces = [(start, start + 1, start + columns + 2, start + columns + 1) for start in starts]
    mesh = bpy.data.meshes.new("surface")
    mesh.from_pydata([place(u, v) for u, v in corners], [], faces)
    mesh.shade_smooth()
    uv = [number for face in faces for corner in face for number in corners[corner]]
    mesh.uv_layers.new(name="UVMap").data.foreach_set("uv", uv)
    return mesh
